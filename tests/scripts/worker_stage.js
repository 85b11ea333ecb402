/* A stage for the worker's scripts in Node: caches in memory, a network that does as it is told. */

class MemoryCache {
  constructor() { this.entries = new Map(); }
  key(request) { return typeof request === "string" ? request : request.url; }
  async match(request) { return this.entries.get(this.key(request))?.clone(); }
  async put(request, response) {
    const key = this.key(request);
    this.entries.delete(key);
    this.entries.set(key, response);
  }
  async delete(request) { return this.entries.delete(this.key(request)); }
  async keys() { return [...this.entries.keys()].map((url) => ({ url })); }
  async matchAll() { return [...this.entries.values()].map((response) => response.clone()); }
}

class MemoryCaches {
  constructor() { this.all = new Map(); }
  async open(name) {
    if (!this.all.has(name)) this.all.set(name, new MemoryCache());
    return this.all.get(name);
  }
  async has(name) { return this.all.has(name); }
  async match(request, { cacheName }) { return this.all.get(cacheName)?.match(request); }
  async delete(name) { return this.all.delete(name); }
  async keys() { return [...this.all.keys()]; }
}

/** Answers of a server on our own origin are of type "basic"; those that Node makes are not. */
const fromServer = (body, { status = 200, type = "text/html; charset=utf-8" } = {}) => {
  const made = (content) => {
    const response = new Response(content, { status, headers: { "content-type": type } });
    Object.defineProperty(response, "type", { value: "basic" });
    response.clone = () => made(content);
    return response;
  };
  return made(body);
};

export const ORIGIN = "https://example.org";

/** The scripts with a network of their own: address → html, or a function that answers. */
export const stage = async (folder, build, options = {}) => {
  globalThis.self = globalThis;
  globalThis.location = { origin: ORIGIN };
  globalThis.caches = new MemoryCaches();
  const network = { answers: new Map(), asked: [], away: false };
  globalThis.fetch = async (request) => {
    const url = typeof request === "string" ? request : request.url;
    network.asked.push(url);
    if (network.away) throw new TypeError("away");
    const found = network.answers.get(url);
    if (typeof found === "function") return found();
    return found === undefined ? fromServer("lost", { status: 404 }) : fromServer(found);
  };
  await import(`${folder}/shelf.js`);
  await import(`${folder}/answers.js`);
  const shelf = self.learningCityShelf(build.base, build.limits);
  const answers = self.learningCityAnswers(build, shelf, options);
  return { network, shelf, answers, fromServer };
};

/** A visit of a page, or a request that a page makes. */
export const visitOf = (url, { client = "one", mode = "navigate", destination = "document" } = {}) => {
  const event = {
    request: { url, method: "GET", mode, destination },
    clientId: mode === "navigate" ? "" : client,
    resultingClientId: mode === "navigate" ? client : "",
    preloadResponse: Promise.resolve(undefined),
    waiting: [],
    waitUntil(promise) { this.waiting.push(promise); },
    settled() { return Promise.all(this.waiting); },
  };
  return event;
};
