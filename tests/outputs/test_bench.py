"""What `make bench` measures can be made: a whole site of made-up places."""

import re

from tests.bench.__main__ import tell_build
from tests.bench.made_up_city import made_up


def test_the_whole_site_of_made_up_places_is_built(shipped_city, capsys):
    tell_build(made_up(shipped_city, 12))
    pages = re.match(r"build: ([\d,]+) pages", capsys.readouterr().out)
    assert pages
    assert int(pages[1].replace(",", "")) > 2 * 12
