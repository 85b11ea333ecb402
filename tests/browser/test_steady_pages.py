"""Nothing jumps under a reader's eyes when the scripts come later than the page, as they do on a
slow line."""

from datetime import datetime

import pytest

from tests.browser.test_every_page import WINDOWS
from tests.site.building import NOW

STEADY = 0.02
"""A fifth of what the Web Vitals call good (web.dev/articles/cls): the score is the share of the
window that moved times how far. A line of text that moves by its own height counts 0.005 or so.
"""
KINDS = (
    *("home", "map", "places", "place", "events", "event", "month", "district", "form"),
    *("passport", "quests", "board", "route", "routes", "offline", "embed", "mind map", "guide"),
    *("poster", "stamp sheets", "changes", "privacy", "organizer"),
)

PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
  if (list.getEntriesByName("first-contentful-paint").length) done();
}).observe({ type: "paint", buffered: true }))"""
MOVED = """() => new Promise((done) => {
  const moved = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      moved.push([value, ...sources.map(({ node, previousRect, currentRect }) =>
        `${node?.className || node?.nodeName} ${previousRect.y} → ${currentRect.y}`)]);
    }
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(moved), 100));
})"""


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_script_shows_has_its_room_before(visit, real, addresses, kind, window):
    seen = visit(real, viewport=WINDOWS[window])
    page = seen.page
    page.clock.set_fixed_time(datetime.fromisoformat(f"{NOW}+03:00"))  # the site is of that day
    waiting = []

    def hold(route):
        waiting.append(route)

    page.route("**/*.js", hold)
    address = {**addresses, "form": "katki/"}[kind]
    page.goto(real.address + address, wait_until="commit")
    page.evaluate(PAINTED)
    page.unroute("**/*.js", hold)
    for script in waiting:
        script.fallback()
    page.wait_for_load_state("networkidle")
    moved = page.evaluate(MOVED)
    assert sum(value for value, *_ in moved) <= STEADY, moved
