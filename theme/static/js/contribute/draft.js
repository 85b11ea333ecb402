/* What a visitor has written so far, kept on the device until it is sent or deleted. Nothing is kept
   before the first letter. */

/** Every draft of the page's forms that says something: its name and what was kept. */
export const keptDrafts = (page) => {
  const start = `draft ${page} `;
  let keys = [];
  try { keys = Object.keys(localStorage).filter((key) => key.startsWith(start)).sort(); } catch { /* nothing kept */ }
  return keys.map((key) => key.slice(start.length))
    .map((name) => ({ name, content: draftOf(page, name).read() }))
    .filter(({ content }) => content?.data && Object.keys(content.data).length);
};

/** The draft of one form or one correction; `name` tells them apart. */
export const draftOf = (page, name) => {
  const key = `draft ${page} ${name}`;
  return {
    read() {
      try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
    },
    /** Whether the device keeps it. */
    keep(content) {
      try { localStorage.setItem(key, JSON.stringify(content)); return true; } catch { return false; }
    },
    delete() {
      try { localStorage.removeItem(key); } catch { /* a browser that keeps nothing has nothing to delete */ }
    },
  };
};
