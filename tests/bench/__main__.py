"""Build the explorer and its peers, measure them, print the tables: `make bench`.

make bench                              1,000 and 10,000 places, both profiles, 3 runs (long)
make bench ARGS="--places 1000 --runs 1"
make bench ARGS="--profiles mobile --peers fast"
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from learning_city.city.assemble import assemble
from learning_city.outputs import whole_site
from learning_city.outputs.explorer_data import explorer_data
from learning_city.outputs.site import Page
from tests.bench.made_up_city import made_up
from tests.bench.measuring import PROFILES, Figures, measure
from tests.bench.pages import PROJECT, build_explorer, build_peers, renderer_of, site_of
from tests.bench.serving import served
from tests.browser.conftest import chromium_path

OURS = "the explorer"
COLUMNS = ("visible", "list", "blocked", "work", "heap", "moved", "filter")
SEARCH = """
async ([module, addresses, count, queries]) => {
  const { finder } = await import(module);
  let bytes = 0;
  const read = async (name) => {
    const text = await (await fetch(`${addresses.folder}/${name}.json`)).text();
    return JSON.parse(text);
  };
  const seek = finder({ starts: addresses.shards, labels: [], count, language: "tr", read });
  const first = [];
  const again = [];
  for (const query of queries) {
    let start = performance.now();
    await seek.find(query);
    first.push(performance.now() - start);
    start = performance.now();
    for (let time = 0; time < 20; time += 1) await seek.find(query);
    again.push((performance.now() - start) / 20);
  }
  return [first, again];
}
"""


def main() -> None:
    """Measure what was asked for."""
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    asked.add_argument("--places", type=int, nargs="*", default=[1000, 10_000])
    asked.add_argument("--profiles", nargs="*", choices=PROFILES, default=list(PROFILES))
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--packages", type=Path, required=True, help="node_modules of the peers")
    asked.add_argument("--peers", nargs="*", help="parts of the names of the peers to measure")
    options = asked.parse_args()
    real = assemble(
        PROJECT,
        PROJECT / "theme/translations",
        {"LEARNING_CITY_NOW": "2026-11-22T10:00"},
        samples=False,
    ).city
    assert real is not None, "the project's own data has errors: make check"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for count in options.places:
            compare(browser, made_up(real, count), options)
        browser.close()


def compare(browser: Any, city: Any, options: argparse.Namespace) -> None:
    """One size: the data, the peers, the search."""
    count = len(city.places)
    print(f"\n## {count:,} made-up places\n")
    tell_data(city)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        pages = {OURS: build_explorer(city, folder)}
        pages |= build_peers(city, folder, options.packages)
        if options.peers:
            wanted = [
                OURS,
                *(
                    name
                    for name in pages
                    if any(part.lower() in name.lower() for part in options.peers)
                ),
            ]
            pages = {name: pages[name] for name in wanted}
        with served(folder) as address:
            for profile in options.profiles:
                tell_pages(profile, measured(browser, address, pages, profile, options.runs))
            tell_search(browser, address + pages[OURS], city)
    if count <= 1000:
        tell_build(city)


def measured(
    browser: Any, address: str, pages: dict[str, str], profile: str, runs: int
) -> dict[str, list[Figures]]:
    """Rounds: every page once, then all again, so that a busy hour falls on all of them."""
    figures: dict[str, list[Figures]] = {name: [] for name in pages}
    for _ in range(runs):
        for name, page in pages.items():
            ours = name == OURS
            switch = (
                "[data-choose=theme]"
                if ours
                else ".leaflet-control-layers-overlays input, button[data-field]"
            )
            found = measure(
                browser,
                address + page,
                profile,
                row="[data-place], .districts__link" if ours else "",
                switch=switch,
            )
            figures[name].append(found)
    return figures


def tell_pages(profile: str, figures: dict[str, list[Figures]]) -> None:
    """The table of a profile: medians, and ours as a part of each peer's."""
    print(f"{profile}, medians of {len(figures[OURS])}\n")
    print(
        "| | visible ms | list ms | blocked ms | work ms | heap MB | moved kB | filter ms "
        "| ours / theirs: visible, blocked, work, heap |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    medians = {
        name: {column: _median([getattr(one, column) for one in found]) for column in COLUMNS}
        for name, found in figures.items()
    }
    ours = medians[OURS]
    for name, found in medians.items():
        shown = [
            f"{found[column]:.{1 if column == 'heap' else 0}f}"
            if found[column] is not None
            else "–"
            for column in COLUMNS
        ]
        ratios = (
            ""
            if name == OURS
            else ", ".join(
                _ratio(ours[column], found[column])
                for column in ("visible", "blocked", "work", "heap")
            )
        )
        print(f"| {name} | {' | '.join(shown)} | {ratios} |")
    print()


def _median(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def _ratio(ours: float | None, theirs: float | None) -> str:
    return "–" if ours is None or not theirs else f"{ours / theirs:.2f}"


def packed(content: bytes) -> int:
    """Bytes on the wire."""
    return len(gzip.compress(content, 6, mtime=0))


def tell_data(city: Any) -> None:
    """What the explorer's files weigh."""
    began = time.process_time()
    data = explorer_data(city, site_of(city))
    took = time.process_time() - began
    count = len(data.roll)
    print(f"data: {len(data.files)} files in {took:.2f} s of CPU")
    for name, addresses in (
        ("core and facets", (data.core, data.facets)),
        ("of these before the first markers", (data.core,)),
        ("filters", (data.filters,)),
    ):
        size = sum(packed(file.content) for file in data.files if file.address in addresses)
        print(f"  {name}: {size:,} B, {size / count:.2f} B a place")
    for kind in ("names", "words", "slips"):
        sizes = [
            packed(file.content)
            for file in data.files
            if file.address.startswith(data.folders["tr"])
            and file.address.rsplit("/")[-1].startswith(kind)
        ]
        if sizes:
            print(
                f"  {kind} (tr): {len(sizes)} files, median {statistics.median(sizes):,.0f} B, "
                f"all {sum(sizes):,} B"
            )
    print()


def tell_search(browser: Any, address: str, city: Any) -> None:
    """Bytes of a first search with its first page of results, and the time of a query."""
    page = browser.new_page()
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    moved = [0.0]
    tools.on(
        "Network.loadingFinished",
        lambda event: moved.__setitem__(0, moved[0] + event["encodedDataLength"]),
    )
    page.goto(address)
    page.wait_for_selector("#city-map[data-ready]", state="attached")
    page.wait_for_timeout(1500)
    words = [word for place in city.places[:40] for word in place.name.words("tr").split()[:1]]
    bytes_of = []
    for number, query in enumerate((words[3], words[11])):
        before = moved[0]
        page.locator("[name=q]").fill(query)
        page.wait_for_timeout(2500)
        bytes_of.append(moved[0] - before)
        print(
            f"search {number + 1} (“{query}”): {bytes_of[-1] / 1000:.1f} kB "
            "with its first page of results"
        )
    addresses = json.loads(page.locator("#map-addresses").text_content())
    module = addresses["later"][0].replace("explorer/page.js", "search/finder.js")
    queries = [*dict.fromkeys(words)][:20]
    queries += [f"{word}ler" for word in queries[:5]] + [" ".join(queries[2:4])]
    first, again = page.evaluate(SEARCH, [module, addresses, len(city.places), queries])
    print(
        f"a query: {statistics.median(again):.2f} ms (median), {max(again):.2f} ms (slowest) "
        f"with its files at hand; {statistics.median(first):.1f} ms with fetching them\n"
    )
    page.close()


def tell_build(city: Any) -> None:
    """CPU for a page when the whole site of these places is made, in memory."""
    site = site_of(city)
    renderer = renderer_of(city, site)
    began = time.process_time()
    pages = 0
    for made in whole_site(city, site):
        if isinstance(made, Page):
            renderer.render(made)
            pages += 1
    took = time.process_time() - began
    print(f"build: {pages:,} pages in {took:.1f} s of CPU, {1e6 * took / pages:,.0f} µs a page\n")


if __name__ == "__main__":
    main()
