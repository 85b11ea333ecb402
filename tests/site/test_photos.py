"""A photo on its page: in the right size, with its owner, and with nothing that a phone knew."""

from io import BytesIO

from PIL import Image

GPS = 0x8825
PAGES = {"tr": "yerler/merkez-kitaplik/", "en": "en/places/merkez-kitaplik/"}


def test_the_photo_that_was_contributed_says_where_it_was_taken(local_build):
    with Image.open(local_build.project / "places/yukari/merkez-kitaplik.JPG") as contributed:
        assert contributed.getexif().get_ifd(GPS)
        assert contributed.size == (800, 1200), "stored lying on its side"


def test_no_picture_of_the_site_has_metadata(site):
    pictures = [
        name
        for name in site.files
        if name.endswith((".jpg", ".jpeg", ".webp", ".png")) and "/vendor/" not in name
    ]
    assert any(name.startswith("photos/") for name in pictures)
    for name in pictures:
        content = site.files[name]
        assert not any(word in content for word in (b"Exif", b"Telefon", b"GPS", b"ICC_PROFILE"))
        with Image.open(BytesIO(content)) as image:
            assert len(image.getexif()) == 0, name


def test_a_browser_can_choose_a_size_and_keeps_room_for_it(site):
    for language, address in PAGES.items():
        page = site.page(address)
        figure = page.main.one("figure")
        image = figure.one("img")
        assert image["loading"] == "lazy"
        assert (
            image["alt"]
            == {
                "tr": "Renkli kitap sırtlarıyla dolu üç raf.",
                "en": "Three shelves full of coloured spines.",
            }[language]
        )
        with Image.open(BytesIO(site.files[site.target(page, image["src"]).file])) as made:
            assert made.format == "JPEG"
            assert made.size == (int(image["width"]), int(image["height"])) == (960, 640)
        source = figure.one("source", type="image/webp")
        assert source["sizes"]
        choices = [choice.split() for choice in source["srcset"].split(", ")]
        assert [said for _, said in choices] == ["480w", "960w", "1200w"]
        for choice, said in choices:
            with Image.open(BytesIO(site.files[site.target(page, choice).file])) as made:
                assert made.format == "WEBP"
                assert f"{made.width}w" == said


def test_owner_and_licence_stand_under_the_photo(site):
    caption = site.page(PAGES["tr"]).main.one("figcaption")
    assert caption.text == "Fotoğraf: Örnek Çizer · CC BY-SA 4.0"
    (link,) = caption.all("a")
    assert link["href"] == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_only_pages_with_photos_load_their_style(site):
    def styled(page):
        styles = page.head.all("link", rel="stylesheet")
        return [link for link in styles if "photos" in link["href"]]

    assert styled(site.page(PAGES["tr"]))
    assert not styled(site.page("yerler/cinar-parki/"))


def test_machines_are_told_of_the_photo(site):
    page = site.page(PAGES["tr"])
    (data,) = [one for one in page.json_ld() if one.get("name") == "Merkez Kitaplık"]
    (image,) = data["image"]
    assert image.startswith(site.address)
    assert site.target(page, image).file in site.files
