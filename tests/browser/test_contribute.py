"""The form on a phone: what it writes the validator accepts, and nothing leaves the device."""

import difflib
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import COLOURS, EVERYTHING, too_wide, violations
from tests.city_project import Project
from tests.site.building import NOW, REPOSITORY, TINY_CITY, copy_of

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
SUMMARY = "Avlusunda ceviz ağacı olan: küçük bir mahalle kitaplığı."
PROMPT = 'Sayın: Rafta kaç "kırmızı" kitap var? #1 numaralı rafı bulun.'


@pytest.fixture
def tiny_copy(tmp_path):
    return Project(copy_of(TINY_CITY, tmp_path / "copy"), {"LEARNING_CITY_NOW": NOW})


@pytest.fixture
def real_copy(tmp_path):
    return Project(copy_of(REPOSITORY, tmp_path / "copy"), {"LEARNING_CITY_NOW": NOW})


@pytest.fixture
def form(visit):
    """Opens the form: for something new (`form(tiny, "place")`) or for a correction (`query`)."""

    def open_form(site, kind="place", *, page="katki/", query=None, **options):
        options.setdefault("viewport", PHONE)
        seen = visit(site, page + (f"?{query}" if query else ""), **options)
        if query is None:
            seen.page.check(f"[name=what][value={kind}]", force=True)
        seen.page.wait_for_selector("[data-columns]:not([hidden])")
        return seen

    return open_form


def tick(page, name, *values):
    for value in values:
        page.check(f"[name='{name}'][value='{value}']", force=True)


def fill_in_a_place(page):
    page.fill("#place-name-tr", "Örnek Çınaraltı Kitaplığı")
    tick(page, "place-kind", "kitaplik")
    page.fill("#place-summary-tr", SUMMARY)
    page.fill("#where-location-lat", "39.91234, 35.21234")  # as maps copy it
    page.select_option("#place-district", "yukari")
    page.fill("#place-address", "Örnek Mah., 12. Sokak No: 4")
    tick(page, "place-themes", "okuma", "bilim")
    tick(page, "place-audiences", "cocuk")
    page.click("[data-list=stations] [data-add]")
    station = page.locator("[data-list=stations] [data-group]").first
    station.locator("[data-path='title.tr']").fill("Rafların dili")
    station.locator("[data-path=ages]").fill("7-12")
    station.locator("[data-path=minutes]").fill("20")
    station.locator("[data-path='prompt.tr']").fill(PROMPT)
    station.locator("[data-line-language=tr]").fill("kalem\nrenkli kâğıt")
    tick(page, "place-cost", "free")
    page.fill("#place-opening_hours", "Tu-Su 09:00-17:00; PH off")
    page.fill("#place-phone", "0312 000 00 00")
    tick(page, "place-access-toilets", "limited")
    tick(page, "place-access-wheelchair", "no")
    page.click("[data-form=place] [data-list=sources] [data-add]")
    source = page.locator("[data-form=place] [data-list=sources] [data-group]").first
    source.locator("[data-path='title.tr']").fill("Örnek Belediyesi: kitaplıklar")
    source.locator("[data-path=url]").fill("https://example.org/kitaplik?a=b#c")
    source.locator("[data-day]").fill("2026-11-20")


def add_to(page, name, *days):
    """One more day, or one more break, of a repeating event."""
    part = page.locator(f"[data-list='{name}']")
    part.locator("[data-add]").click()
    fields = part.locator("[data-group]").last.locator("[data-day]")
    for number, day in enumerate(days):
        fields.nth(number).fill(day)


def fill_in_an_event(page):
    page.fill("#event-title-tr", "Çınar altında hikâye saati")
    page.fill("#event-summary-tr", "Bir hikâye dinleriz, sonunu birlikte değiştiririz.")
    tick(page, "event-setting", "place")
    page.fill("#event-place", "merkez")
    page.locator("[data-place-found] button").first.click()
    page.fill("#event-start", "2027-03-06")
    page.fill("#event-start-time", "14:00")
    page.fill("#event-end", "2027-03-06")
    page.fill("#event-end-time", "15:30")
    page.click("[data-repeat] summary")
    page.select_option("#event-repeat-every", "week")
    tick(page, "event-repeat-on", "sa")
    page.fill("#event-repeat-until", "2027-05-29")
    page.check("#event-repeat-skip")
    add_to(page, "repeat.except", "2027-03-20")
    add_to(page, "repeat.except", "2027-04-10")
    add_to(page, "repeat.pause", "2027-04-17", "2027-05-01")
    add_to(page, "repeat.also", "2027-03-21")
    tick(page, "event-themes", "okuma")
    tick(page, "event-audiences", "cocuk")
    page.fill("#event-ages", "5-9")
    tick(page, "event-cost-kind", "paid")
    page.fill("#event-cost-amount", "50")
    page.check("#event-registration-required")


def finish(page, kind):
    page.click(f"[data-form={kind}] button[type=submit]")


def written(page):
    return page.locator("[data-yaml-path]").text_content(), page.locator(
        "[data-yaml]"
    ).text_content()


@pytest.mark.parametrize(
    ("kind", "fill_in", "path"),
    [
        ("place", fill_in_a_place, "places/yukari/ornek-cinaralti-kitapligi.yaml"),
        ("event", fill_in_an_event, "events/2027/cinar-altinda-hikaye-saati.yaml"),
    ],
)
def test_a_contribution_filled_in_on_a_phone_passes_the_validator_unchanged(
    form, tiny, tiny_copy, kind, fill_in, path
):
    seen = form(tiny, kind)
    page = seen.page
    fill_in(page)
    finish(page, kind)
    page.wait_for_selector("[data-send]:not([hidden])")
    assert page.evaluate("document.activeElement.id") == "send-heading"
    shown_path, text = written(page)
    assert shown_path == path

    tiny_copy.write(path, text)
    assert tiny_copy.check() == (0, tiny_copy_says_before(tiny_copy, path))

    link = urlsplit(page.locator("[data-github]").get_attribute("href"))
    folder, name = path.rsplit("/", 1)
    assert f"{link.scheme}://{link.netloc}{link.path}" == (
        f"https://code.example/ornekkoy/ogrenen-sehir/new/main/{folder}"
    )
    assert parse_qs(link.query, keep_blank_values=True) == {"filename": [name], "value": [text]}
    assert len(link.geturl().encode()) <= 7000
    assert (
        text
        in parse_qs(urlsplit(page.locator("[data-message]").get_attribute("href")).query)["text"][0]
    )
    assert too_wide(page) == []
    seen.nothing_went_wrong()


def tiny_copy_says_before(project, path):
    """What the validator says of the tiny city without the new file: doubts it has on purpose."""
    content = (project.folder / path).read_bytes()
    (project.folder / path).unlink()
    told = project.check()[1]
    project.write(path, content)
    return told


def test_a_correction_changes_only_the_edited_lines(form, real, real_copy):
    path = "places/konak/konak-iskelesi.yaml"
    before = (real_copy.folder / path).read_text(encoding="utf-8")
    seen = form(real, query="duzelt=place/konak-iskelesi#opening_hours")
    page = seen.page
    expect(page.locator("#place-opening_hours")).to_be_focused()
    page.fill("#place-opening_hours", "24/7")
    tick(page, "place-access-toilets", "yes")
    prompt = (
        page.locator("[data-list=stations] [data-group]").nth(1).locator("[data-path='prompt.tr']")
    )
    prompt.fill("Bir vapurun yanaşmasını izleyin: ne zaman yavaşlıyor?")
    finish(page, "place")
    page.wait_for_selector("[data-send]:not([hidden])")
    shown_path, after = written(page)
    assert shown_path == path
    changed = [
        line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"
    ]
    old_prompt = next(line for line in before.splitlines() if "yanaşmasını" in line)
    assert changed == [
        "+ opening_hours: 24/7",
        "+ access:",
        "+   toilets: yes",
        f"- {old_prompt}",
        '+       tr: "Bir vapurun yanaşmasını izleyin: ne zaman yavaşlıyor?"',
    ]
    told = real_copy.check()
    real_copy.write(path, after)
    assert real_copy.check() == told
    seen.nothing_went_wrong()


def test_the_file_of_every_kind_of_contribution_comes_back_as_it_was(form, real):
    """Opening a correction and touching nothing changes nothing."""
    for wanted in ("place/konak-iskelesi", "event/kutuphane-haftasi"):
        seen = form(real, query=f"duzelt={wanted}")
        page = seen.page
        _, text = written(page)
        path = page.locator("[data-yaml-path]").text_content()
        assert text == (REPOSITORY / path).read_text(encoding="utf-8")
        finish(page, wanted.split("/")[0])
        assert page.locator("[data-send]").is_hidden()
        assert page.locator("[data-trouble]").is_visible()
        seen.nothing_went_wrong()


def test_a_text_too_long_for_an_address_is_copied_on_the_way_to_github(form, tiny):
    seen = form(tiny, permissions=["clipboard-read", "clipboard-write"])
    page = seen.page
    fill_in_a_place(page)
    page.click("#description summary")
    page.fill("#place-description-tr", "Uzun bir açıklama. " * 300)
    finish(page, "place")
    page.wait_for_selector("[data-send]:not([hidden])")
    _, text = written(page)
    link = page.locator("[data-github]")
    assert parse_qs(urlsplit(link.get_attribute("href")).query) == {
        "filename": ["ornek-cinaralti-kitapligi.yaml"]
    }
    assert page.locator("[data-github-long]").is_visible()
    page.locator("[data-send] [data-copy]").click()
    expect(page.locator("[data-send] [data-copy-status]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == text
    assert len(page.locator("[data-message]").get_attribute("href")) < 2000
    seen.nothing_went_wrong()


# ── Mistakes ──────────────────────────────────────────────────────────────────────────────────────


def mistakes_in_a_place(page):
    fill_in_a_place(page)
    station = page.locator("[data-list=stations] [data-group]").first
    page.fill("#where-location-lat", "35.2100")
    page.fill("#where-location-lon", "39.9100")
    page.fill("#place-summary-tr", "uzun " * 50)
    page.fill("#place-website", "www.ornek.org")
    station.locator("[data-path=ages]").fill("12-7")
    station.locator("[data-path=minutes]").fill("yirmi")
    page.fill("#place-phone", "yok")
    for box in page.locator("[name=place-audiences]").all():
        box.uncheck(force=True)


def test_mistakes_are_told_at_once_in_the_words_of_the_validator(form, tiny, tiny_copy):
    seen = form(tiny)
    page = seen.page
    mistakes_in_a_place(page)
    finish(page, "place")
    page.wait_for_selector("[data-summary]:not([hidden])")
    path, text = written(page)
    tiny_copy.write(path, text)
    code, told = tiny_copy.check()
    assert code == 1
    shown = page.locator("[data-form=place] [data-error]:visible > span").all_inner_texts()
    assert len(shown) == 7
    sentences = {line.strip() for line in told.splitlines()}
    # The form names the answer, the validator the key of the file.
    sentences = {one.replace("“audiences”", "“Kimler için”") for one in sentences}
    for words in shown:
        assert any(sentence and words.startswith(sentence) for sentence in sentences), words
    seen.nothing_went_wrong()


def test_no_mistake_is_shown_before_a_field_was_left(form, tiny):
    seen = form(tiny)
    page = seen.page
    assert page.locator("[data-error]:visible").count() == 0
    page.locator("#place-website").press_sequentially("ornek")
    assert page.locator("[data-error]:visible").count() == 0
    page.keyboard.press("Tab")
    error = page.locator("#place-website-error")
    assert error.is_visible()
    assert page.locator("#place-website").get_attribute("aria-invalid") == "true"
    assert "place-website-error" in page.locator("#place-website").get_attribute("aria-describedby")
    page.fill("#place-website", "ornek.org")
    assert error.locator("button").inner_text() == "Düzelt: https://ornek.org"
    assert error.inner_text().count("https://ornek.org") == 1
    error.locator("button").click()
    assert page.input_value("#place-website") == "https://ornek.org"
    assert error.is_hidden()
    seen.nothing_went_wrong()


def test_the_summary_of_mistakes_gets_the_focus_and_leads_to_each_answer(form, tiny):
    page = form(tiny).page
    finish(page, "place")
    summary = page.locator("[data-summary]")
    assert summary.evaluate("(element) => element === document.activeElement")
    links = summary.locator("a")
    assert links.count() >= 6
    assert "“Yerin adı”" in links.first.inner_text()
    assert "“name”" not in page.locator("main").inner_text()
    links.first.click()
    assert page.evaluate("document.activeElement.id") == "place-name-tr"


def test_a_name_that_is_taken_is_told_at_once(form, tiny):
    page = form(tiny).page
    fill_in_a_place(page)
    page.fill("#place-name-tr", "Merkez Kitaplık")
    finish(page, "place")
    page.wait_for_selector("[data-summary]:not([hidden])")
    assert "places/yukari/merkez-kitaplik.yaml" in page.locator("[data-summary]").inner_text()


def test_hours_as_on_the_door_are_turned_with_one_tap(form, tiny, tiny_copy):
    seen = form(tiny)
    page = seen.page
    fill_in_a_place(page)
    page.fill("#place-opening_hours", "Pzt-Cum 09.00-17.00, Cmt 10-14 (Pazar kapalı)")
    finish(page, "place")
    page.wait_for_selector("[data-summary]:not([hidden])")
    error = page.locator("#place-opening_hours-error")
    assert error.inner_text().count("Pzt-Cum") == 1
    error.get_by_role("button", name="Düzelt: Mo-Fr 09:00-17:00; Sa 10:00-14:00; Su off").click()
    assert page.input_value("#place-opening_hours") == "Mo-Fr 09:00-17:00; Sa 10:00-14:00; Su off"
    finish(page, "place")
    page.wait_for_selector("[data-send]:not([hidden])")
    path, text = written(page)
    tiny_copy.write(path, text)
    assert tiny_copy.check() == (0, tiny_copy_says_before(tiny_copy, path))
    seen.nothing_went_wrong()


def test_a_place_that_is_there_already_leads_to_its_correction(form, real):
    seen = form(real)
    page = seen.page
    before = [url for url in seen.requests if "neighbours" in url]
    page.fill("#place-name-tr", "Konak İskelesi (vapur)")
    assert before == [url for url in seen.requests if "neighbours" in url], "nothing to compare yet"
    page.fill("#where-location-lat", "38.41980, 27.12780")
    page.keyboard.press("Tab")
    error = page.locator("#place-name-tr-error")
    expect(error).to_contain_text("“Konak İskelesi” (Konak) bu yere çok benziyor")
    page.wait_for_timeout(500)
    error.get_by_role("link").click()
    page.wait_for_selector("[data-correcting]:not([hidden])")
    assert page.url.endswith("?duzelt=place/konak-iskelesi")
    expect(page.locator("#place-name-tr")).to_have_value("Konak İskelesi")
    assert page.locator("#place-name-tr-error").is_hidden(), "no file is its own twin"
    page.goto(page.url.partition("?")[0])
    assert "Konak İskelesi (vapur)" in page.locator("[data-drafts]").inner_text()
    seen.nothing_went_wrong()


def test_a_point_of_another_district_is_told_and_repaired(form, real):
    if not real.has_outlines:
        pytest.skip("the district outlines were not fetched")
    seen = form(real)
    page = seen.page
    page.select_option("#place-district", "bornova")
    page.fill("#where-location-lat", "38.41980, 27.12780")
    page.keyboard.press("Tab")
    page.focus("#place-district")
    page.select_option("#place-district", "buca")
    page.keyboard.press("Tab")
    error = page.locator("#place-district-error")
    expect(error).to_contain_text("“Buca” ilçesinde görünmüyor; sınırlara göre “Konak”")
    error.get_by_role("button", name="Düzelt: Konak").click()
    assert page.input_value("#place-district") == "konak"
    assert error.is_hidden()
    seen.nothing_went_wrong()


def test_an_event_that_never_happens_is_told_in_the_words_of_the_validator(form, tiny, tiny_copy):
    seen = form(tiny, "event")
    page = seen.page
    fill_in_an_event(page)
    add_to(page, "repeat.pause", "2027-03-01", "2027-06-30")
    page.locator("[data-list='repeat.also'] [data-remove]").click()
    finish(page, "event")
    page.wait_for_selector("[data-summary]:not([hidden])")
    path, text = written(page)
    tiny_copy.write(path, text)
    code, told = tiny_copy.check()
    assert code == 1
    shown = page.locator("[data-form=event] [data-error]:visible > span").all_inner_texts()
    assert len(shown) == 1
    assert shown[0] in " ".join(told.split())
    # Whoever knows rules may write one, instead.
    page.select_option("#event-repeat-every", "")
    for name in ("except", "pause"):
        for button in page.locator(f"[data-list='repeat.{name}'] [data-remove]").all()[::-1]:
            button.click()
    for box in page.locator("[name=event-repeat-on]:checked").all():
        box.uncheck(force=True)
    page.uncheck("#event-repeat-skip")
    page.fill("#event-repeat-until", "")
    page.locator("[data-repeat] details summary").click()
    page.fill("#event-rrule", "FREQ=MONTHLY;BYDAY=1SX")
    finish(page, "event")
    assert "BYDAY=1SX" in page.locator("[data-summary]").inner_text()
    page.fill("#event-rrule", "FREQ=MONTHLY;BYDAY=1SA")
    finish(page, "event")
    page.wait_for_selector("[data-send]:not([hidden])")
    path, text = written(page)
    assert "rrule: FREQ=MONTHLY;BYDAY=1SA" in text
    assert "repeat" not in text
    tiny_copy.write(path, text)
    assert tiny_copy.check() == (0, tiny_copy_says_before(tiny_copy, path))
    seen.nothing_went_wrong()


def test_what_belongs_to_a_person_is_told_before_it_is_sent(form, tiny):
    seen = form(tiny)
    page = seen.page
    fill_in_a_place(page)
    page.fill("#place-phone", "0532 000 00 00")
    finish(page, "place")
    page.wait_for_selector("[data-doubts]:not([hidden])")
    doubt = page.locator("#place-phone-error")
    assert doubt.inner_text().endswith("böyle de gönderebilirsiniz.")
    assert page.locator("#place-phone").get_attribute("aria-invalid") is None, "it may be right"
    assert page.locator("[data-doubts] a").count() == 1
    assert page.locator("[data-mail]").get_attribute("href").startswith("mailto:")
    page.fill("#place-address", "Kimlik: 10000000146")
    finish(page, "place")
    assert page.locator("[data-send]").is_hidden()
    assert page.locator("[data-summary] a").count() == 1
    seen.nothing_went_wrong()


# ── Where ─────────────────────────────────────────────────────────────────────────────────────────


def test_where_i_stand_fills_in_the_point_and_goes_nowhere(form, real):
    seen = form(
        real, geolocation={"latitude": 38.4189123, "longitude": 27.1287456},
        permissions=["geolocation"],
    )  # fmt: skip
    page = seen.page
    before = len(seen.requests)
    page.click("[data-locate]")
    expect(page.locator("#where-location-lat")).to_have_value("38.41891")
    expect(page.locator("#where-location-lon")).to_have_value("27.12875")
    if real.has_outlines:
        expect(page.locator("#place-district")).to_have_value("konak")
    asked = [url for url in seen.requests[before:] if "38.4" in url or "27.1" in url]
    assert asked == []
    seen.nothing_went_wrong()


def test_the_point_is_taken_from_the_map_by_finger_and_by_keyboard(form, real):
    seen = form(real)
    page = seen.page
    assert not any("leaflet" in url for url in seen.requests)
    page.click("[data-open-map]")
    page.wait_for_selector("#pick-map[data-ready]", state="attached")
    page.click("[data-take-centre]")
    first = page.input_value("#where-location-lat"), page.input_value("#where-location-lon")
    assert first == ("38.42000", "27.14000")
    page.locator("#pick-map").click(position={"x": 60, "y": 60})
    second = page.input_value("#where-location-lat"), page.input_value("#where-location-lon")
    assert second[0] > first[0]
    assert second[1] < first[1]
    assert page.locator(".where__pin").count() == 1
    page.focus("#pick-map")
    page.keyboard.press("ArrowUp")
    page.wait_for_timeout(400)
    page.focus("[data-take-centre]")
    page.keyboard.press("Enter")
    assert page.input_value("#where-location-lat") > first[0]
    seen.nothing_went_wrong()


# ── Drafts ────────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_survives_a_reload_and_can_be_deleted(form, tiny):
    seen = form(tiny)
    page = seen.page
    assert page.evaluate("localStorage.length") == 0, "nothing is kept before the first letter"
    assert page.locator("[data-draft]").is_hidden()
    fill_in_a_place(page)
    _, text = written(page)
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_selector("[data-draft]:not([hidden])")
    assert page.locator("#place-name-tr").is_visible()
    assert written(page)[1] == text
    page.goto(page.url.partition("?")[0])
    drafts = page.locator("[data-drafts]")
    assert "Örnek Çınaraltı Kitaplığı" in drafts.inner_text()
    drafts.locator("button").first.click()
    page.wait_for_selector("[data-draft]:not([hidden])")
    assert written(page)[1] == text
    page.evaluate("window.confirm = () => true")
    page.click("[data-delete-draft]")
    page.wait_for_load_state()
    assert page.evaluate("localStorage.length") == 0
    page.check("[name=what][value=place]", force=True)
    page.wait_for_selector("[data-columns]:not([hidden])")
    assert page.input_value("#place-name-tr") == ""


# ── Everyone ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", ["place", "event"])
def test_everyone_can_use_the_form(form, real, kind, window):
    seen = form(real, kind, viewport=window)
    page = seen.page
    if kind == "place":
        page.click("[data-list=stations] [data-add]")
        page.click("[data-list=transit] [data-add]")
    page.click(f"[data-form={kind}] [data-list=sources] [data-add]")
    for fold in page.locator("details:visible").all():
        fold.evaluate("(element) => { element.open = true; }")
    finish(page, kind)
    page.wait_for_selector("[data-summary]:not([hidden])")
    assert too_wide(page) == []
    seen.nothing_went_wrong()
    assert violations(page, EVERYTHING) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []


def test_every_answer_can_be_given_by_keyboard(form, tiny):
    seen = form(tiny)
    page = seen.page
    page.focus("#place-name-tr")
    page.keyboard.type("Deneme")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("[name=place-kind]:checked").count() == 1
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("Özet")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.type"))
    for wanted in ("where-location-lat", "place-district", "place-themes", "place-verified"):
        assert wanted in reached


def test_without_script_the_page_tells_the_other_ways(visit, tiny):
    seen = visit(tiny, "katki/", viewport=PHONE, java_script_enabled=False)
    page = seen.page
    assert page.locator("form").first.is_hidden()
    told = page.locator("main").inner_text()
    assert "JavaScript" in told
    assert page.locator("a[href='https://code.example/ornekkoy/ogrenen-sehir']").count() >= 1
    assert too_wide(page) == []


def test_the_english_form_speaks_english_and_writes_the_same_file(form, tiny, tiny_copy):
    seen = form(tiny, page="en/contribute/")
    page = seen.page
    page.fill("#place-name-en", "Plane Tree Library")
    page.fill("#place-website", "www.ornek.org")
    page.keyboard.press("Tab")
    assert "is not a web address" in page.locator("#place-website-error").inner_text()
    path, text = written(page)
    assert path == "places/…/plane-tree-library.yaml"
    assert "name:\n  en: Plane Tree Library\n" in text
