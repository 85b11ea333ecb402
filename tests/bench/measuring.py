"""What a visitor waits for, measured in Chromium.

- visible: from the start to the frame after the first marker or cluster lies in the window, ms
- list: until a row of the list is laid out, wherever it stands (the explorer's only)
- blocked: what long tasks take beyond 50 ms each, until the page is quiet, ms (as Lighthouse's TBT)
- work: CPU time of the page's main thread until it is quiet, ms; what other programs do meanwhile
  hardly changes it
- heap: JavaScript's memory after a collection, MB
- moved: bytes on the wire until the page is quiet, kB
- filter: the slowest of some switches of a filter, to the second frame after it, ms
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PROFILES: dict[str, dict[str, Any]] = {
    "plain": {"viewport": {"width": 1280, "height": 800}},
    "mobile": {"viewport": {"width": 412, "height": 823}, "slow": True},
}
MARKER = ".leaflet-marker-icon, .marker-cluster"
QUIET_MS = 1500
LONGEST_MS = 180_000

WATCH = """
(([marker, row]) => {
  if (window.top !== window) return;
  window.bench = { visible: null, list: null, long: [] };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) bench.long.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  const seen = (selector, anywhere) => {
    let tried = 0;
    for (const one of document.querySelectorAll(selector)) {
      const { top, bottom, left, right } = one.getBoundingClientRect();
      const inside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
      if ((inside || anywhere) && right > left) return true;
      tried += 1;
      if (tried > 60) break;
    }
    return false;
  };
  const look = () => {
    if (document.body) {
      for (const [name, selector] of [["visible", marker], ["list", row]]) {
        if (!selector || bench[name] !== null || !seen(selector, name === "list")) continue;
        requestAnimationFrame(() => { bench[name] ??= performance.now(); });
      }
    }
    if (bench.visible === null || (row && bench.list === null)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})(%s);
"""
SWITCH = """
async (selector) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const frames = () => frame().then(frame);
  const all = [...document.querySelectorAll(selector)].slice(0, 8);
  const took = [];
  for (const one of all) {
    await frames();
    const start = performance.now();
    one.click();
    await frames();
    took.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 400));
    one.click();
    await new Promise((done) => setTimeout(done, 400));
  }
  return took.length ? Math.max(...took) : null;
}
"""


@dataclass(frozen=True)
class Figures:
    """One page under one profile; None where there is nothing to measure."""

    visible: float | None
    list: float | None
    blocked: float
    work: float
    heap: float
    moved: float
    filter: float | None


def measure(browser: Any, address: str, profile: str, *, row: str, switch: str) -> Figures:
    """Open a page in a fresh window and wait until it is quiet."""
    settings = PROFILES[profile]
    context = browser.new_context(
        viewport=settings["viewport"], service_workers="block", locale="tr-TR"
    )
    page = context.new_page()
    page.set_default_timeout(LONGEST_MS)
    tools = context.new_cdp_session(page)
    moved = [0.0]
    tools.send("Network.enable")
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    tools.on(
        "Network.loadingFinished",
        lambda event: moved.__setitem__(0, moved[0] + event["encodedDataLength"]),
    )
    if settings.get("slow"):
        tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        speed = 1.6e6 / 8
        tools.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": 150,
                "downloadThroughput": speed,
                "uploadThroughput": speed,
            },
        )
    page.add_init_script(WATCH % repr([MARKER, row]).replace("'", '"'))
    page.goto(address, wait_until="load", timeout=LONGEST_MS)
    visible = _when(page, "bench.visible")
    listed = _when(page, "bench.list") if row else None
    _quiet(page, moved)
    blocked = page.evaluate("bench.long.reduce((all, [, took]) => all + Math.max(0, took - 50), 0)")
    told = tools.send("Performance.getMetrics")["metrics"]
    work = 1000 * next(one["value"] for one in told if one["name"] == "TaskDuration")
    tools.send("HeapProfiler.collectGarbage")
    heap = tools.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    total = moved[0] / 1000
    took = page.evaluate(SWITCH, switch) if switch else None
    context.close()
    return Figures(visible, listed, blocked, work, heap, total, took)


def _when(page: Any, name: str) -> float | None:
    for _ in range(LONGEST_MS // 100):
        if (found := page.evaluate(name)) is not None:
            return float(found)
        page.wait_for_timeout(100)
    return None


def _quiet(page: Any, moved: list[float]) -> None:
    """Until nothing was moved and no long task ended for a while."""
    last, state = 0, None
    while last < QUIET_MS:
        now = (moved[0], page.evaluate("bench.long.length"))
        last = 0 if now != state else last + 250
        state = now
        page.wait_for_timeout(250)
