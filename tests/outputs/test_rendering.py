"""Templates: what is known beforehand is worked out once, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, UndefinedError

from learning_city.outputs import rendering
from learning_city.outputs.rendering import JINJA_SETTINGS, Renderer


class Speaker:
    """Knows one word."""

    def __init__(self, word: str, asked: list[str]) -> None:
        self.catalogue = SimpleNamespace(entries={"word": word})
        self.asked = asked

    def __call__(self, key: str, **values: object) -> str:
        self.asked.append(key)
        if key != "word":
            raise KeyError(key)
        return f"<{self.catalogue.entries[key]}>" + "".join(map(str, values.values()))


class Town:
    """Stands in for a site: two languages of one word each, and a list of what was asked."""

    languages = ("tr", "en")
    base = "https://example.org"
    assets = SimpleNamespace(stamp="0")
    prose = ()
    secret = "of this build"

    def __init__(self, **words: str) -> None:
        self.asked: list[str] = []
        words = {"tr": "yer", "en": "place", **words}
        self.phrases = {code: Speaker(word, self.asked) for code, word in words.items()}

    def address(self, key: tuple[str, ...], language: str) -> str:
        return f"{language}/{'/'.join(key)}/"

    def link(self, key: tuple[str, ...], language: str) -> str:
        return "/" + self.address(key, language)

    def head(self, page: Any) -> None:
        return None


class Pages:
    """Renders texts as templates, in the way of one build."""

    def __init__(
        self,
        *,
        town: Town | None = None,
        city: object = None,
        cache: Path | None = None,
        **templates: str,
    ) -> None:
        self.town = town or Town()
        named = {f"{name}.html": text for name, text in templates.items()}
        environment = Environment(loader=DictLoader(named))
        self.renderer = Renderer(environment, city, self.town, cache)  # type: ignore[arg-type]

    def __call__(self, template: str, language: str = "tr", **view: object) -> str:
        page: Any = SimpleNamespace(
            key=("home",), language=language, template=f"{template}.html", view=lambda: view
        )
        return self.renderer.render(page)[1].decode()


def test_every_language_has_its_words() -> None:
    page = Pages(page='{{ t("word") }} {{ link("place", "a") }} {{ language }}')
    assert page("page") == "&lt;yer&gt; /tr/place/a/ tr"
    assert page("page", "en") == "&lt;place&gt; /en/place/a/ en"


def test_a_known_phrase_is_asked_for_once_in_a_build() -> None:
    page = Pages(page='{% for one in many %}{{ t("word", n=2) }}{% endfor %}')
    assert page("page", many=range(3)) == "&lt;yer&gt;2" * 3
    assert page("page", many=range(5)) == "&lt;yer&gt;2" * 5
    assert page.town.asked == ["word"]


def test_a_phrase_that_only_the_page_knows_is_asked_for_each_time() -> None:
    page = Pages(page="{{ t(key) }}")
    page("page", key="word")
    page("page", key="word")
    assert page.town.asked == ["word", "word"]


def test_an_unknown_phrase_fails_only_where_it_is_needed() -> None:
    page = Pages(page='{% if needed %}{{ t("nothing") }}{% endif %}')
    assert page("page", needed=False) == ""
    with pytest.raises(KeyError, match="nothing"):
        page("page", needed=True)


def test_a_name_of_the_template_hides_ours() -> None:
    page = Pages(page='{% set t = shout %}{{ t("word") }}')
    assert page("page", shout=str.upper) == "WORD"


PART = "{% macro heading(text) %}<b>{{ text }}{{ caller() if caller }}</b>{% endmacro %}"


def test_a_part_called_with_what_is_known_is_rendered_once() -> None:
    page = Pages(
        part='{% macro heading(text) %}<b>{{ text }}{{ t(key or "word") }}</b>{% endmacro %}',
        page='{% from "part.html" import heading as h %}{{ h("<a>") }}',
    )
    assert page("page") == page("page") == "<b>&lt;a&gt;&lt;yer&gt;</b>"
    assert page.town.asked == ["word"]


def test_a_part_called_with_a_body_keeps_it() -> None:
    page = Pages(
        part=PART,
        page='{% from "part.html" import heading %}{% call heading("a") %}{{ x }}{% endcall %}',
    )
    assert page("page", x=1) == "<b>a1</b>"
    assert page("page", x=2) == "<b>a2</b>"


def test_a_part_imported_with_context_sees_the_page() -> None:
    page = Pages(
        part="{% macro shown() %}{{ x }}{% endmacro %}",
        page='{% from "part.html" import shown with context %}{{ shown() }}',
    )
    assert [page("page", x=1), page("page", x=2)] == ["1", "2"]


def test_a_mistake_in_a_part_is_told_when_it_is_used() -> None:
    page = Pages(
        part="{% macro broken(x) %}{{ x.y.z }}{% endmacro %}",
        page='{% from "part.html" import broken %}{% if used %}{{ broken("a") }}{% endif %}',
    )
    assert page("page") == ""
    with pytest.raises(UndefinedError):
        page("page", used=True)


class Counted:
    """Counts how often it was written out."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.times = 0

    def __str__(self) -> str:
        self.times += 1
        return self.text


def test_once_renders_once_for_each_key() -> None:
    page = Pages(page="{% once place, level %}<p>{{ place }}{{ level }}</p>{% endonce %}")
    first, second = Counted("<a>"), Counted("b")
    assert page("page", place=first, level=2) == "<p>&lt;a&gt;2</p>"
    assert page("page", place=first, level=2) == "<p>&lt;a&gt;2</p>"
    assert first.times == 1
    assert page("page", place=first, level=3) == "<p>&lt;a&gt;3</p>"
    assert page("page", place=second, level=2) == "<p>b2</p>"
    assert page("page", "en", place=second, level=2) == "<p>b2</p>"
    assert second.times == 2


def test_equal_things_of_different_kinds_are_told_apart() -> None:
    page = Pages(page="{% once x %}{{ x }}{% endonce %}")
    assert [page("page", x=x) for x in (1, True, 1.0, "1", None, (1,), (True,))] == [
        "1",
        "True",
        "1.0",
        "1",
        "None",
        "(1,)",
        "(True,)",
    ]


def test_two_tags_of_one_template_keep_apart() -> None:
    page = Pages(page="{% once 1 %}a{% endonce %}{% once 1 %}b{% endonce %}")
    assert page("page") == page("page") == "ab"


def test_a_key_stays_one_after_its_owner_is_gone() -> None:
    page = Pages(page="{% once x %}{{ x }}{% endonce %}")
    assert [page("page", x=Counted(str(number))) for number in range(50)] == [
        str(number) for number in range(50)
    ]


def test_what_is_beyond_the_limit_is_rendered_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rendering.Once, "MOST", 1)
    page = Pages(page="{% once x %}{{ x }}{% endonce %}")
    for _ in range(2):
        assert [page("page", x=x) for x in (1, 2, 3)] == ["1", "2", "3"]


def test_pelicans_environment_knows_the_tag() -> None:
    environment = Environment(**JINJA_SETTINGS)
    template = environment.from_string("{% once language %}{{ language }}{% endonce %}")
    assert [template.render(language=code) for code in ("tr", "en", "tr")] == ["tr", "en", "tr"]


# ── From build to build ───────────────────────────────────────────────────────────────────────────

CITY_PART = "{% macro city_of(what) %}{{ what }} {{ city.name }}{% endmacro %}"
CITY_PAGE = (
    '{% from "part.html" import city_of %}{{ t("word") }} {{ city_of("in") }} {{ site.secret }}'
)


def test_what_was_compiled_is_kept_for_the_next_build(tmp_path: Path) -> None:
    page = '{% once 1 %}{{ t("word") }}{% endonce %}'
    first = Pages(cache=tmp_path, page=page)
    assert first("page") == "&lt;yer&gt;"
    second = Pages(cache=tmp_path, page=page)
    assert second("page") == "&lt;yer&gt;"
    assert (first.town.asked, second.town.asked) == (["word"], [])


def test_another_word_or_another_template_is_compiled_anew(tmp_path: Path) -> None:
    Pages(cache=tmp_path, page=CITY_PAGE, part=CITY_PART, city=SimpleNamespace(name="A"))("page")
    changed = Pages(
        cache=tmp_path,
        page=CITY_PAGE,
        part=CITY_PART,
        city=SimpleNamespace(name="A"),
        town=Town(tr="mekân"),
    )
    assert changed("page").startswith("&lt;mekân&gt; in A")
    longer = Pages(
        cache=tmp_path,
        page=f"{CITY_PAGE}!",
        part=CITY_PART,
        city=SimpleNamespace(name="A"),
        town=Town(),
    )
    assert longer("page").endswith("!")


def test_nothing_of_the_city_or_the_build_is_kept(tmp_path: Path) -> None:
    for name, secret in (("Aydın", "1"), ("İzmir", "2")):
        town = Town()
        town.secret = secret
        page = Pages(
            cache=tmp_path,
            page=CITY_PAGE,
            part=CITY_PART,
            city=SimpleNamespace(name=name),
            town=town,
        )
        assert page("page") == f"&lt;yer&gt; in {name} {secret}"


def test_two_pieces_are_told_apart_though_one_was_compiled_before(tmp_path: Path) -> None:
    one, other = ("{% once 1 %}one{% endonce %}", "{% once 1 %}other{% endonce %}")
    Pages(cache=tmp_path, page=one, part=other)("page")
    again = Pages(cache=tmp_path, page=one, part=other)
    assert [again("part"), again("page")] == ["other", "one"]
