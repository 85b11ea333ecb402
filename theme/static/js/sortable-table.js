/* Tables that can be sorted: each column's heading becomes a button. Without script a table stands in
   the order it came in, and its heading says which. What has no value comes last, either way. */
"use strict";
for (const table of document.querySelectorAll("[data-sortable]")) {
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  const status = document.querySelector("[data-sort-status]");
  const collator = new Intl.Collator(document.documentElement.lang);

  const valueOf = (row, column) => {
    const cell = row.cells[column];
    if (!headings[column].hasAttribute("data-number")) return cell.textContent.trim();
    return cell.dataset.value ? Number(cell.dataset.value) : null;
  };
  const compared = (one, other) =>
    typeof one === "string" ? collator.compare(one, other) : one - other;

  const sort = (column, descending) => {
    const rows = [...body.rows].map((row) => ({ row, value: valueOf(row, column) }));
    rows.sort((one, other) => {
      if (one.value === null || other.value === null) return (one.value === null) - (other.value === null);
      return compared(one.value, other.value) * (descending ? -1 : 1);
    });
    body.append(...rows.map(({ row }) => row));
    for (const heading of headings) heading.removeAttribute("aria-sort");
    headings[column].setAttribute("aria-sort", descending ? "descending" : "ascending");
  };

  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "numbers__sort";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const descending = heading.getAttribute("aria-sort") === "ascending";
      sort(column, descending);
      if (status) status.textContent = `${button.textContent}: ${descending ? table.dataset.descending : table.dataset.ascending}`;
    });
  });
}
