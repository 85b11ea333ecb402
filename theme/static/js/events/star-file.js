/* The starred events as one calendar file, put together on the device. */
import { merged } from "./calendar-file.js";

/** Offer the file; `trouble` is shown when a calendar cannot be fetched. An event that is gone is left out. */
export const starFile = async (ids, words, trouble) => {
  trouble.hidden = true;
  try {
    const answers = await Promise.all(ids.sort().map((id) => fetch(`${words.data}events/${encodeURIComponent(id)}.ics`)));
    if (answers.some(({ ok, status }) => !ok && status !== 404)) throw new Error("calendar");
    const calendars = await Promise.all(answers.filter(({ ok }) => ok).map((answer) => answer.text()));
    const file = new Blob([merged(calendars, words.starredName)], { type: "text/calendar" });
    const way = document.createElement("a");
    way.href = URL.createObjectURL(file);
    way.download = words.starredFile;
    way.click();
    setTimeout(() => URL.revokeObjectURL(way.href), 60_000);
  } catch {
    trouble.hidden = false;
  }
};
