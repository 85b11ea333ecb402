"""What the worker keeps and answers, without a browser: limits, sets of one build, kept copies."""

import hashlib
import json

import pytest

from tests.city_project import PROJECT, TESTS

SCRIPTS = (PROJECT / "theme/static/js/offline").as_uri()
STAGE = (TESTS / "scripts/worker_stage.js").as_uri()
SITE = "https://example.org/town/"


def page(title, text="", lang="tr"):
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title></head><body>\n'
        f'<a class="skip-link" href="#main">Geç</a><main>{text}</main></body></html>'
    )


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


MAP, MAP_DATA, SORRY = page("Harita"), '{"of":"this build"}', page("İnternet yokken")
CORE = "data/explorer/core-0123456789.json"
WORDS = {
    "label": "Kopya",
    "away": "Bağlantı yok: {day}",
    "slow": "Yavaş: {day}",
    "newer": "Yeni sürüm var.",
    "show": "Göster",
    "contents": "Ne <var>?",
}


def build_of(map_page=MAP, data=MAP_DATA, stamp="first", **limits):
    return {
        "base": "/town/",
        "zone": "Europe/Istanbul",
        "assets": f"{stamp}a",
        "names": ["css/offline.css", "js/offline/notice.js"],
        "set": [
            ["harita/", digest(map_page)],
            ["cevrimdisi/", digest(SORRY)],
            ["data/districts.geojson", digest(data)],
            [CORE, digest("columns")],
        ],
        "named": "data/explorer/",
        "stamp": stamp,
        "limits": {"pages": 150, "bytes": 20_000_000, "page": 2_000_000, **limits},
        "languages": [{"code": "tr", "prefix": "", "offline": "cevrimdisi/", "words": WORDS}],
    }


def served(build, **pages):
    """What a whole deploy of a build answers."""
    found = {
        f"{SITE}assets/{build['assets']}/{name}": f"{name} of {build['stamp']}"
        for name in build["names"]
    }
    found |= {
        f"{SITE}harita/": MAP,
        f"{SITE}cevrimdisi/": SORRY,
        f"{SITE}data/districts.geojson": MAP_DATA,
        SITE + CORE: "columns",
        f"{SITE}yerler/": page("Yerler"),
        f"{SITE}yerler/kitaplik/": page("Kitaplık &amp; bahçe"),
    }
    return found | {SITE + address: text for address, text in pages.items()}


@pytest.fixture
def play(run_script):
    """Runs a scene: `shelf`, `answers`, `network` of one build are on stage."""

    def run(code, build=None, answers=None, **asked):
        build = build or build_of()
        program = f"""
            const {{ stage, visitOf }} = await import({json.dumps(STAGE)});
            const scene = await stage({json.dumps(SCRIPTS)}, asked.build,
              {{ patience: 20, now: () => new Date("2026-11-22T07:00:00Z") }});
            const {{ network, shelf, answers, fromServer }} = scene;
            for (const [url, text] of Object.entries(asked.answers)) network.answers.set(url, text);
            const SITE = {json.dumps(SITE)};
            const visit = async (address, options) => {{
              const event = visitOf(SITE + address, options);
              const answer = await answers.answer(event);
              await event.settled();
              return answer;
            }};
            {code}
        """
        asked |= {"build": build, "answers": served(build) if answers is None else answers}
        return run_script("offline/sizes.js", program, asked)

    return run


# ── Pages ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_comes_from_the_network_and_without_one_from_the_shelf_with_its_day(play):
    fresh, kept = play(
        """
        await answers.install();
        const fresh = await (await visit("yerler/kitaplik/")).text();
        network.away = true;
        const kept = await (await visit("yerler/kitaplik/?from=list")).text();
        return [fresh, kept];
        """
    )
    assert fresh == page("Kitaplık &amp; bahçe"), "a fresh page passes untouched"
    assert "Bağlantı yok: 22 Kasım 2026 Pazar" in kept
    assert kept.index('href="#main"') < kept.index("data-kept"), "the way to the content is first"
    assert "/town/assets/firsta/css/offline.css" in kept
    assert "Ne &#60;var&#62;?" in kept, "phrases are words, not markup"


def test_the_day_of_a_copy_is_the_citys_day(play):
    kept = play(
        """
        const now = () => new Date("2026-11-22T21:30:00Z");
        const late = self.learningCityAnswers(asked.build, shelf, { now });
        await late.install();
        network.away = true;
        return (await late.answer(visitOf(SITE + "harita/"))).text();
        """
    )
    assert "23 Kasım 2026 Pazartesi" in kept


def test_a_slow_network_is_not_waited_for_and_what_it_brings_is_kept(play):
    shown, newest, again = play(
        """
        await answers.install();
        await visit("yerler/");
        let arrive;
        const coming = new Promise((resolve) => { arrive = resolve; });
        network.answers.set(SITE + "yerler/", () => coming);
        const event = visitOf(SITE + "yerler/", { client: "two" });
        const shown = await (await answers.answer(event)).text();
        const asked2 = answers.newest("two", SITE + "yerler/");
        arrive(fromServer("<title>Yerler, yeni</title>"));
        const newest = await asked2;
        network.away = true;
        const again = await (await visit("yerler/")).text();
        return [shown, newest, again];
        """
    )
    assert "Yavaş: 22 Kasım 2026 Pazar" in shown
    assert newest == digest("<title>Yerler, yeni</title>")
    assert "Yerler, yeni" in again


def test_a_broken_answer_gives_the_kept_copy_and_a_page_that_is_gone_goes_from_the_shelf(play):
    broken, gone, after = play(
        """
        await answers.install();
        await visit("yerler/");
        network.answers.set(SITE + "yerler/", () => fromServer("broken", { status: 503 }));
        const broken = await (await visit("yerler/")).text();
        network.answers.delete(SITE + "yerler/");
        const gone = await visit("yerler/");
        network.away = true;
        return [broken, gone.status, await (await visit("yerler/")).text()];
        """
    )
    assert "<title>Yerler</title>" in broken
    assert gone == 404, "the site's own page for lost addresses"
    assert after == SORRY, "withdrawn means withdrawn"


def test_a_page_never_visited_is_answered_with_what_is_kept(play):
    status, text = play(
        """
        await answers.install();
        network.away = true;
        const answer = await visit("yerler/hic/");
        return [answer.status, await answer.text()];
        """
    )
    assert (status, text) == (503, SORRY)


@pytest.mark.parametrize(
    ("what", "status", "kind", "kept"),
    [
        (page("Yer"), 200, "text/html; charset=utf-8", True),
        (page("Yer"), 404, "text/html; charset=utf-8", False),
        (page("Yer"), 206, "text/html; charset=utf-8", False),
        ("id;name", 200, "text/csv", False),
        ('<meta http-equiv="refresh" content="0; url=/town/">', 200, "text/html", False),
        (page("Yer", "x" * 500), 200, "text/html", False),
    ],
)
def test_only_whole_pages_of_a_decent_size_are_kept(play, what, status, kind, kept):
    listed = play(
        """
        const { what, status, type } = asked;
        network.answers.set(SITE + "yerler/x/", () => fromServer(what, { status, type }));
        await visit("yerler/x/");
        return (await shelf.listOf(shelf.names.pages)).length;
        """,
        build_of(page=400),
        what=what,
        status=status,
        type=kind,
    )
    assert listed == (1 if kept else 0)


def test_what_is_listed_says_title_day_and_size(play):
    listed = play("""await visit("yerler/kitaplik/"); return shelf.listOf(shelf.names.pages);""")
    assert listed == [
        {
            "url": f"{SITE}yerler/kitaplik/",
            "title": "Kitaplık & bahçe",
            "on": "2026-11-22T07:00:00.000Z",
            "bytes": len(page("Kitaplık &amp; bahçe").encode()),
        }
    ]


# ── Limits ────────────────────────────────────────────────────────────────────────────────────────


def kept_addresses(play, visits, **limits):
    answers = {f"{SITE}{name}/": page(name, "y" * 100) for name in "abcdef"}
    return play(
        """
        for (const address of asked.visits) await visit(address + "/");
        return (await shelf.listOf(shelf.names.pages)).map(({ url }) => url.at(-2));
        """,
        build_of(**limits),
        answers,
        visits=visits,
    )


def test_beyond_so_many_pages_the_oldest_goes(play):
    assert kept_addresses(play, [*"abcde"], pages=3) == [*"edc"]
    assert kept_addresses(play, [*"abcad"], pages=3) == [*"dac"], "visited again is young again"


def test_beyond_so_many_bytes_the_oldest_goes(play):
    one = len(page("a", "y" * 100).encode())
    assert kept_addresses(play, [*"abcd"], bytes=2 * one) == [*"dc"]
    assert kept_addresses(play, [*"abcd"], bytes=2 * one - 1) == ["d"]


# ── Builds ────────────────────────────────────────────────────────────────────────────────────────


def test_a_build_is_kept_whole_or_not_at_all(play):
    failed = play(
        """
        network.answers.delete(SITE + "assets/firsta/css/offline.css");
        return answers.install().then(() => "installed", (trouble) => trouble.message);
        """
    )
    assert failed == f"404 {SITE}assets/firsta/css/offline.css"
    mixed = play(
        """
        network.answers.set(SITE + "data/districts.geojson", "of another build");
        return answers.install().then(() => "installed", (trouble) => trouble.message);
        """
    )
    assert mixed == f"another build: {SITE}data/districts.geojson"


def test_a_new_build_fetches_what_changed_and_takes_the_former_one_away(play):
    first, second = build_of(), build_of(data='{"of":"the next"}', stamp="second")
    asked, followed, left = play(
        """
        await answers.install();
        await answers.activate();
        await visit("yerler/");
        for (const [url, text] of Object.entries(asked.next)) network.answers.set(url, text);
        network.asked.length = 0;
        const next = self.learningCityAnswers(asked.second, shelf, {});
        await next.install();
        return [network.asked, await next.activate(), await shelf.ours()];
        """,
        first,
        second=second,
        next=served(second) | {f"{SITE}data/districts.geojson": '{"of":"the next"}'},
    )
    assert sorted(asked) == [
        f"{SITE}assets/seconda/css/offline.css",
        f"{SITE}assets/seconda/js/offline/notice.js",
        f"{SITE}data/districts.geojson",
    ]
    assert followed is True
    assert sorted(left) == [
        "learning-city /town/ assets seconda",
        "learning-city /town/ pages",
        "learning-city /town/ set second",
    ]


def test_a_page_of_an_earlier_build_finds_the_successors_of_its_assets(play):
    texts = play(
        """
        await answers.install();
        const style = async (stamp) => (
          (await visit(`assets/${stamp}/css/offline.css`, { mode: "cors" })).text());
        const deployed = await style("olda");
        network.away = true;
        return [deployed, await style("olda"), await style("firsta")];
        """
    )
    assert texts == ["css/offline.css of first"] * 3


def test_the_maps_data_are_those_of_its_page(play):
    newer = page("Harita", "of the next build")
    own, fresh, other, away = play(
        """
        await answers.install();
        const file = "data/districts.geojson";
        const data = async (client) => (await visit(file, { mode: "cors", client })).text();
        await visit("harita/", { client: "same" });
        network.answers.set(SITE + file, "of the next build");
        const own = [await data("same"), network.asked.filter((url) => url.endsWith(file)).length];
        network.answers.set(SITE + "harita/", asked.newer);
        await visit("harita/", { client: "next" });
        const fresh = await data("next");
        const other = await data("of a place");
        network.away = true;
        await visit("harita/", { client: "kept" });
        return [own, fresh, other, await data("kept")];
        """,
        newer=newer,
    )
    assert own == [MAP_DATA, 1], "at once, without asking again: the page is the set's own"
    assert fresh == "of the next build", "a page of the next build never meets older data"
    assert other == "of the next build"
    assert away == MAP_DATA


def test_a_file_named_after_what_it_holds_needs_no_question(play):
    text, asked = play(
        """
        await answers.install();
        network.asked.length = 0;
        const text = await (await visit(asked.core, { mode: "cors", client: "any" })).text();
        return [text, network.asked];
        """,
        core=CORE,
    )
    assert (text, asked) == ("columns", [])


def test_a_page_that_a_script_reads_is_the_kept_one_without_a_network(play):
    fresh, kept, never = play(
        """
        await answers.install();
        await visit("yerler/");
        const read = (address) => visit(address, { mode: "same-origin", destination: "" });
        const fresh = await (await read("yerler/")).text();
        network.away = true;
        const kept = await (await read("yerler/")).text();
        return [fresh, kept, await read("yerler/hic/").catch((error) => error.message)];
        """
    )
    assert fresh == kept == page("Yerler"), "as it is: only people need to be told"
    assert never == "away"


def test_pages_of_the_set_change_with_the_set_only(play):
    listed, kept = play(
        """
        await answers.install();
        network.answers.set(SITE + "harita/", "<title>Harita, yeni</title>");
        await visit("harita/");
        network.away = true;
        return [await shelf.listOf(shelf.names.pages), await (await visit("harita/")).text()];
        """
    )
    assert listed == []
    assert "<title>Harita</title>" in kept


def test_a_page_hears_whether_the_site_has_a_newer_one(play):
    shown, same, newer, unknown = play(
        """
        await answers.install();
        await visit("yerler/", { client: "one" });
        const shown = await answers.shownTo("one");
        const same = await answers.newest("one", SITE + "yerler/");
        network.answers.set(SITE + "yerler/", "<title>newer</title>");
        const newer = await answers.newest("one", SITE + "yerler/");
        network.away = true;
        return [shown, same, newer, await answers.newest("one", SITE + "yerler/")];
        """
    )
    assert shown == {"page": digest(page("Yerler")), "set": None}
    assert same == shown["page"]
    assert newer == digest("<title>newer</title>")
    assert unknown is None, "away is no news"


# ── What is none of its business ──────────────────────────────────────────────────────────────────


def test_other_origins_paths_methods_and_frames_are_left_alone(play):
    left = play(
        """
        const event = (url, more) => Object.assign(visitOf(url), more);
        const request = (url, more) => ({ ...visitOf(url).request, ...more });
        return [
          event("https://tiles.example/1/2/3.png"),
          event("https://example.org/another-site/"),
          event(SITE, { request: request(SITE, { method: "POST" }) }),
          event(SITE, { request: request(SITE, { destination: "iframe" }) }),
          event(SITE, { request: request(SITE + "data/places.csv", { mode: "cors" }) }),
          event(SITE, { request: request(SITE + "sw.js", { mode: "same-origin" }) }),
        ].map((one) => answers.answer(one));
        """
    )
    assert left == [None] * 6


def test_a_shelf_that_fails_does_not_take_the_page_away(play):
    text = play(
        """
        caches.open = async () => { throw new Error("quota"); };
        return (await visit("yerler/")).text();
        """
    )
    assert text == page("Yerler")


def test_a_former_answer_is_forgotten_when_everything_is_deleted(play):
    left = play(
        """
        await answers.install();
        await caches.open("learning-city /town-hall/ pages");
        let arrive;
        const coming = new Promise((resolve) => { arrive = resolve; });
        network.answers.set(SITE + "yerler/", () => coming);
        const event = visitOf(SITE + "yerler/");
        const answer = answers.answer(event);
        await new Promise((resolve) => setTimeout(resolve));
        shelf.close();
        await shelf.forget();
        arrive(fromServer("<title>late</title>"));
        await answer;
        await event.settled();
        return caches.keys();
        """
    )
    assert left == ["learning-city /town-hall/ pages"], "another site's cache, and nothing of ours"


@pytest.mark.parametrize(
    ("size", "language", "text"),
    [
        (0, "tr", "0 kB"),
        (300, "tr", "1 kB"),
        (39_400, "tr", "39 kB"),
        (2_240_000, "tr", "2,2 MB"),
        (2_240_000, "en", "2.2 MB"),
        (1_500_000_000, "en", "1.5 GB"),
    ],
)
def test_sizes_read_as_people_write_them(run_script, size, language, text):
    said = run_script("offline/sizes.js", "return script.inBytes(...asked)", [size, language])
    assert said.replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_pack_that_fails_has_stopped_wholly_when_it_says_so(run_script):
    """Three other pages are on their way when one fails; none of them may count on afterwards."""
    code = """
      const wait = (time) => new Promise((done) => setTimeout(done, time));
      const laidIn = new Map();
      const cache = {
        put: async (url) => { laidIn.set(url, true); },
        keys: async () => [...laidIn.keys()].map((url) => ({ url })),
        match: async () => undefined,
        delete: async (url) => laidIn.delete(url),
      };
      globalThis.location = { href: "https://example.org/" };
      globalThis.caches = {
        has: async () => false, open: async () => cache, delete: async () => laidIn.clear(),
      };
      globalThis.fetch = async (address) => {
        if (address === "list.json") return { ok: true, json: async () => ({ pages: asked }) };
        await wait(address.endsWith("broken") ? 5 : 40);
        return { address, text: async () => "" };
      };
      const shelf = {
        names: { pack: () => "pack", pages: "pages" }, heading: { on: "on" },
        isPage: ({ address }) => !address.endsWith("broken"), copyOf: async () => ({}),
      };
      let [failed, after] = [false, 0];
      await script.packOf(shelf, "", "tr", { id: "konak", list: "list.json" })
        .keep(() => { if (failed) after += 1; }).catch(() => { failed = true; });
      await wait(200);
      return { failed, after, left: laidIn.size };
    """
    pages = ["one", "broken", *(f"page-{number}" for number in range(20))]
    assert run_script("offline/packs.js", code, pages) == {"failed": True, "after": 0, "left": 0}
