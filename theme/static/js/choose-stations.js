/* Chooses among the stations of a place: by age, field, time and company. All of them are on the page;
   what is not known of one (its minutes, with whom) rules it out of nothing. */
"use strict";
for (const chooser of document.querySelectorAll("[data-choose]")) {
  const section = chooser.parentElement;
  const stations = [...section.querySelectorAll("[data-for]")];
  const none = section.querySelector("[data-none]");
  const more = section.querySelector("details");
  const companies = [...chooser.querySelectorAll("[data-by=company] option")].map(({ value }) => value).filter(Boolean);
  const fits = (station, by, wanted) => {
    const said = station.dataset.for.split(" ");
    if (by === "time") return !(Number(station.dataset.minutes) > Number(wanted));
    if (by === "company" && !companies.some((one) => said.includes(one))) return true;
    return said.includes(wanted);
  };
  const choose = () => {
    const wishes = [...chooser.querySelectorAll("select")].map(({ dataset, value }) => [dataset.by, value]).filter(([, value]) => value);
    for (const station of stations) station.hidden = !wishes.every(([by, value]) => fits(station, by, value));
    none.hidden = stations.some((station) => !station.hidden);
    if (more) {
      if (wishes.length) more.open = true;
      more.hidden = ![...more.querySelectorAll("[data-for]")].some((station) => !station.hidden);
    }
  };
  chooser.hidden = false;
  chooser.addEventListener("change", choose);
  choose();
}
