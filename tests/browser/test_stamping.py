"""The passport on a phone: stamped by hand and by code, taken along in a file, and nobody told."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.qr_reader import read_drawing

PHONE = {"width": 360, "height": 740}
PAGE = "pasaport/"


def data_of(window):
    return json.loads(window.page.locator("#passport-data").text_content())


def kept(window):
    return window.page.evaluate("() => Object.fromEntries(Object.entries(localStorage))")


def told(window):
    return window.page.locator("[data-status]").inner_text().splitlines()[0]


def cards(window):
    return window.page.locator("[data-cards] h3").all_inner_texts()


@pytest.fixture
def phone(visit, tiny):
    return visit(tiny, PAGE, viewport=PHONE)


def stamp_by_hand(window, place):
    window.go(f"yerler/{place}/")
    window.page.get_by_role("button", name="Damgamı al").click()
    window.page.get_by_text("Damganız var: ").wait_for()


def test_a_stamp_is_taken_by_hand_and_stays(phone):
    assert kept(phone) == {}
    stamp_by_hand(phone, "cinar-parki")
    assert not phone.page.get_by_role("button", name="Damgamı al").is_visible()
    phone.page.reload()
    phone.page.get_by_text("Damganız var: ").wait_for()
    phone.go(PAGE)
    assert cards(phone) == ["Çınar Parkı"]
    assert phone.page.locator(".field-stamp .stamp--inked").count() > 0
    phone.nothing_went_wrong()


def link_by_code(window, place, code=None):
    stamp = data_of(window)["stamps"][f"place/{place}"]
    return f"{PAGE}#{place}.{code or stamp['code']}"


def test_a_code_at_the_place_offers_a_stamp_and_stores_nothing_before_the_tap(phone):
    phone.go(link_by_code(phone, "merkez-kitaplik"))
    phone.page.get_by_role("heading", name="Merkez Kitaplık").wait_for()
    assert kept(phone) == {}
    phone.page.get_by_role("button", name="Damgayı bas").click()
    assert told(phone) == "Damga basıldı: Merkez Kitaplık"
    (book,) = kept(phone).values()
    assert json.loads(book)["stamps"]["place/merkez-kitaplik"]["by"] == "code"
    assert "#" not in phone.page.url, "a reload does not stamp again"
    phone.go(link_by_code(phone, "merkez-kitaplik"))
    phone.page.get_by_text("Bu damga pasaportunuzda var").wait_for()
    assert not phone.page.get_by_role("button", name="Damgayı bas").is_visible()


def test_a_wrong_code_is_told_kindly_and_stamps_nothing(phone):
    phone.go(link_by_code(phone, "merkez-kitaplik", "22222"))
    phone.page.get_by_text("Bu kod bizim damgalarımızdan birine ait değil").wait_for()
    assert not phone.page.get_by_role("button", name="Damgayı bas").is_visible()
    assert phone.page.get_by_role("link", name="Yerin sayfasına git").is_visible()
    phone.go(f"{PAGE}#boyle-bir-yer-yok.22222")
    phone.page.get_by_role("heading", name="Damga kodu tanınmadı").wait_for()
    assert kept(phone) == {}


def test_export_wipe_import_brings_everything_back_without_a_network(phone, tmp_path):
    stamp_by_hand(phone, "cinar-parki")
    phone.go(PAGE)
    phone.go(link_by_code(phone, "merkez-kitaplik"))
    phone.page.get_by_role("button", name="Damgayı bas").click()
    phone.page.locator("summary", has_text="Not yaz").first.click()
    phone.page.locator("textarea").first.fill("Üç raf <b>kitap</b>, ığdır’dan")
    before = kept(phone)
    phone.page.context.set_offline(True)
    seen = len(phone.requests)

    with phone.page.expect_download() as download:
        phone.page.get_by_role("button", name="Dosyaya kaydet").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name.startswith("ogrenme-pasaportu-")
    assert file.suffix == ".json"

    phone.page.get_by_role("button", name="Pasaportu sil").click()
    assert told(phone) == "Pasaport bu cihazdan silindi."
    assert kept(phone) == {}
    assert cards(phone) == []

    phone.page.locator("[data-import]").set_input_files(file)
    phone.page.get_by_text("2 damga eklendi.").wait_for()
    (name,) = before
    assert json.loads(kept(phone)[name]) == json.loads(before[name])
    assert sorted(cards(phone)) == ["Merkez Kitaplık", "Çınar Parkı"]
    assert phone.page.locator("[data-note] b").count() == 0, "a note is text"
    # For a new row the browser reads again the drawings that it holds; nothing else is asked.
    (drawings,) = {url for url in phone.requests[:seen] if url.endswith("/icons.svg")}
    asked = [url for url in phone.requests[seen:] if not url.startswith("blob:")]
    assert set(asked) <= {drawings}


def test_deleting_can_be_undone(phone):
    stamp_by_hand(phone, "cinar-parki")
    phone.go(PAGE)
    phone.page.get_by_role("button", name="Pasaportu sil").click()
    assert kept(phone) == {}
    phone.page.get_by_role("button", name="Geri al").click()
    assert cards(phone) == ["Çınar Parkı"]
    phone.page.get_by_role("button", name="Damgayı kaldır").click()
    assert cards(phone) == []
    phone.page.get_by_role("button", name="Geri al").click()
    assert cards(phone) == ["Çınar Parkı"]


@pytest.mark.parametrize("content", ["", "merhaba", '{"version": 1}', "[" * 2000])
def test_any_other_file_changes_nothing(phone, content):
    stamp_by_hand(phone, "cinar-parki")
    phone.go(PAGE)
    before = kept(phone)
    file = {"name": "x.json", "mimeType": "application/json", "buffer": content.encode()}
    phone.page.locator("[data-import]").set_input_files(file)
    phone.page.get_by_text("Bu dosya bir pasaport değil").wait_for()
    assert kept(phone) == before
    assert cards(phone) == ["Çınar Parkı"]


def test_nothing_of_a_passport_reaches_the_network(phone):
    stamp_by_hand(phone, "cinar-parki")
    phone.go(PAGE)
    phone.page.locator("summary", has_text="Not yaz").click()
    phone.page.locator("textarea").fill("gizli-sozum")
    phone.page.reload()
    sent = " ".join(phone.requests)
    assert "gizli-sozum" not in sent
    assert not [url for url in phone.requests if "?" in url]
    methods = phone.page.evaluate(
        "performance.getEntriesByType('resource').map(e => e.initiatorType)"
    )
    assert not {"fetch", "xmlhttprequest", "beacon"} & set(methods)
    phone.nothing_went_wrong()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_filled_passport_can_be_used_by_everyone(phone, scheme):
    stamp_by_hand(phone, "cinar-parki")
    phone.page.emulate_media(color_scheme=scheme)
    phone.go(PAGE)
    phone.go(link_by_code(phone, "merkez-kitaplik"))
    found = Axe().run(phone.page).response["violations"]
    assert [rule["id"] for rule in found] == []


def test_the_paper_passport_is_one_sheet_of_two_sides(visit, real):
    window = visit(real, PAGE)
    pdf = window.page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") == 2
    assert b"/MediaBox [0 0 841" in pdf or b"/MediaBox [0 0 842" in pdf, "A4, lying"


def test_a_code_on_the_wall_opens_the_passport_at_its_place(visit, tiny):
    """From the printed card through a decoder to the stamp, as a visitor's phone does it."""
    wall = visit(tiny, "pasaport/damgalar/yukari/")
    code = wall.page.locator("#merkez-kitaplik .qr")
    drawing = code.locator("path").get_attribute("d")
    address = read_drawing(code.get_attribute("viewBox"), drawing).text
    assert address.startswith("https://example.org/ogrenen-sehir/pasaport/#merkez-kitaplik.")
    fragment = address.partition("#")[2]
    phone = visit(tiny, f"{PAGE}#{fragment}", viewport=PHONE)
    phone.page.get_by_role("heading", name="Merkez Kitaplık").wait_for()
    assert phone.page.get_by_role("button", name="Damgayı bas").is_visible()


def test_a_host_prints_one_card_alone_or_the_whole_district(visit, real):
    whole = visit(real, "pasaport/damgalar/urla/")
    places = whole.page.locator(".stamp-sheet").count()
    first = whole.page.locator(".stamp-sheet").first.get_attribute("id")
    sheets = whole.page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert sheets == -(-places // 4), "four cards on a sheet"
    alone = visit(real, f"pasaport/damgalar/urla/#{first}")
    assert alone.page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
