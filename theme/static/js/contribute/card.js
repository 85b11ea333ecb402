/* The card as lists will show it (`parts/place-card.html`, `parts/event-card.html`), from text nodes. */

const svg = "http://www.w3.org/2000/svg";

const element = (name, className, ...inside) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside.filter(Boolean));
  return made;
};

const icon = (sprite, name) => {
  const drawing = document.createElementNS(svg, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  drawing.append(use);
  return drawing;
};

/** A text of the data in the best language there is. */
export const spoken = (text, languages) =>
  (typeof text === "string" ? text : text && (languages.map((code) => text[code]).find(Boolean) || Object.values(text)[0])) || "";

/** The card of a place. */
export const placeCard = (data, about, stationCount) => {
  const kind = about.kinds[data.kind];
  const { words, icons } = about;
  const badges = element("ul", "badges");
  badges.setAttribute("role", "list");
  if (data.stations?.length) badges.append(element("li", "badge badge--good", icon(icons, "station"), stationCount(data.stations.length)));
  if (data.cost === "free") badges.append(element("li", "badge", icon(icons, "ticket"), words.free));
  return element("li", "card place-card",
    element("span", "medal", icon(icons, kind?.icon || "places")),
    element("div", "card__body",
      element("p", "card__kicker", `${kind?.label || words.kind} · ${about.districts[data.district] || words.district}`),
      element("h3", "card__title", spoken(data.name, about.languages) || words.unnamedPlace),
      data.summary && element("p", "card__text", spoken(data.summary, about.languages)),
      badges.childElementCount > 0 && badges));
};

/** The card of an event. */
export const eventCard = (data, about, placeName) => {
  const { words, icons, language } = about;
  const start = /^\d{4}-\d{2}-\d{2}/.test(data.start || "") ? new Date(`${data.start.slice(0, 10)}T12:00:00Z`) : null;
  const said = (options) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options }).format(start);
  const leaf = element("p", "leaf",
    element("span", "leaf__month", start ? said({ month: "short" }) : "–"),
    element("span", "leaf__day", start ? String(start.getUTCDate()) : "?"),
    element("span", "leaf__weekday", start ? said({ weekday: "long" }) : ""));
  leaf.setAttribute("aria-hidden", "true");
  const time = data.start?.slice(11, 16);
  const when = start ? [said({ day: "numeric", month: "long", year: "numeric", weekday: "long" }), time].filter(Boolean).join(", ") : words.when;
  const where = ["yes", "true"].includes(data.city_wide) ? words.cityWide
    : placeName || data.address || (data.online && words.online) || words.where;
  const facts = element("ul", "card__facts",
    element("li", "", icon(icons, "clock"), element("span", "", when)),
    element("li", "", icon(icons, "pin"), element("span", "", where)),
    data.cost === "free" && element("li", "", icon(icons, "ticket"), element("span", "", words.free)));
  facts.setAttribute("role", "list");
  return element("li", "card event-card", leaf,
    element("div", "card__body",
      element("h3", "card__title", spoken(data.title, about.languages) || words.unnamedEvent), facts));
};
