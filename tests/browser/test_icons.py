"""The app's icons are pictures of the logo, in the formats that phones read.

Draw them anew after the logo has changed, with REDRAW_ICONS=1 in the environment of these tests.
"""

import base64
import os

import pytest

from tests.site.building import REPOSITORY

FOLDER = REPOSITORY / "theme" / "illustrations"
# Name, side in pixels, and how much of it the logo takes: a maskable icon is cut to a circle of
# four fifths of its side at least (W3C, Web Application Manifest), the rest is the logo's ground.
ICONS = (("icon-192", 192, 1), ("icon-512", 512, 1), ("icon-maskable-512", 512, 0.72))
GROUND = "#0b3142"
MOST_DIFFERENT = 3
"""Mean difference of a colour's value (0 to 255): browsers smooth edges in their own ways."""

DIFFERENCE = """async ([one, other, side]) => {
  const pixels = await Promise.all([one, other].map(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(side, side);
    const brush = canvas.getContext("2d");
    brush.drawImage(image, 0, 0);
    return [image.width, brush.getImageData(0, 0, side, side).data];
  }));
  if (pixels.some(([width]) => width !== side)) return 255;
  let sum = 0;
  pixels[0][1].forEach((value, number) => { sum += Math.abs(value - pixels[1][1][number]); });
  return sum / pixels[0][1].length;
}"""


def drawn(page, side, share):
    """A picture of the logo as PNG."""
    logo = base64.b64encode((FOLDER / "logo.svg").read_bytes()).decode()
    ground = GROUND if share < 1 else "transparent"
    page.set_viewport_size({"width": side, "height": side})
    page.set_content(
        f'<body style="margin:0;display:grid;place-items:center;height:{side}px;'
        f'background:{ground}">'
        f'<img src="data:image/svg+xml;base64,{logo}" style="width:{side * share}px" alt="">'
    )
    return page.screenshot(omit_background=True)


@pytest.mark.parametrize(("name", "side", "share"), ICONS, ids=[icon[0] for icon in ICONS])
def test_an_icon_shows_the_logo_as_it_is_now(chromium, name, side, share):
    page = chromium.new_page()
    try:
        picture = drawn(page, side, share)
        file = FOLDER / f"{name}.png"
        if os.environ.get("REDRAW_ICONS") == "1":
            file.write_bytes(picture)
        sources = [
            f"data:image/png;base64,{base64.b64encode(content).decode()}"
            for content in (picture, file.read_bytes())
        ]
        difference = page.evaluate(DIFFERENCE, [*sources, side])
    finally:
        page.close()
    assert difference <= MOST_DIFFERENT, f"draw {name}.png anew (see above)"
