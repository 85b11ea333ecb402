"""The tree and the lists beside it say the same, and lead to the same pages."""

import re

import pytest

PAGES = ("zihin-haritasi/", "en/mind-map/")


@pytest.mark.parametrize("address", PAGES)
def test_the_tree_has_the_frames_and_fields_of_the_lists(site, address):
    page = site.page(address)
    tree = page.main.one("svg", class_="tree")
    drawn = [title.text for title in tree.all("text")]
    frames = [frame.text for frame in page.main.one("dl").all("dt")]
    fields = [summary.one("span").text for summary in page.main.all("summary")]
    assert drawn == [*frames, *fields]
    assert frames
    assert fields


def test_a_branch_leads_to_its_field_and_has_a_leaf_for_each_place(site):
    page = site.page(PAGES[0])
    branches = page.main.all("g", class_="tree__branch")
    details = page.main.all("details")
    assert len(branches) == len(details)
    for branch, listed in zip(branches, details, strict=True):
        (way,) = branch.all("a")
        target = site.target(page, way["href"]).file
        assert target in {site.target(page, link["href"]).file for link in listed.all("a")}
        leaves = branch.one("g", class_="tree__leaves").all("circle")
        places = [link for link in listed.all("a") if re.search(r"/yerler/[^/]+/", link["href"])]
        assert len(leaves) == len(places)


def test_everything_drawn_lies_within_the_drawing(site):
    tree = site.page(PAGES[0]).main.one("svg", class_="tree")
    _, _, width, height = map(float, tree["viewbox"].split())
    for circle in tree.all("circle"):
        x, y, r = (float(circle[name]) for name in ("cx", "cy", "r"))
        assert r <= x <= width - r
        assert r <= y <= height - r
