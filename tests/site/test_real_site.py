"""The site of this repository's own data, as published below a path: what its size can break."""

import pytest

from tests.site.building import REPOSITORY, SUB_PATH_ADDRESS, built, copy_of
from tests.site.document import SiteReader
from tests.site.test_pages import (
    test_breadcrumbs_lead_home_and_end_here_and_say_the_same_to_machines,
    test_every_address_of_this_site_leads_somewhere,
    test_every_page_has_one_first_heading_and_no_level_is_skipped,
    test_every_page_has_one_title_and_a_description_of_its_own,
    test_names_inside_a_page_are_unique_and_references_to_them_resolve,
    test_no_page_loads_anything_from_elsewhere,
    test_nothing_runs_that_is_not_a_file_of_ours,
    test_translations_point_at_each_other_and_the_source_language_is_the_default,
)

__all__ = [
    "test_breadcrumbs_lead_home_and_end_here_and_say_the_same_to_machines",
    "test_every_address_of_this_site_leads_somewhere",
    "test_every_page_has_one_first_heading_and_no_level_is_skipped",
    "test_every_page_has_one_title_and_a_description_of_its_own",
    "test_names_inside_a_page_are_unique_and_references_to_them_resolve",
    "test_no_page_loads_anything_from_elsewhere",
    "test_nothing_runs_that_is_not_a_file_of_ours",
    "test_translations_point_at_each_other_and_the_source_language_is_the_default",
]

pytestmark = [pytest.mark.real_data, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> SiteReader:
    """In place of the tiny city, for the tests named above."""
    folder = tmp_path_factory.mktemp("shipped")
    project = copy_of(REPOSITORY, folder / "project")
    made = built(project, folder / "output", site_address=SUB_PATH_ADDRESS)
    return SiteReader(made.files(), SUB_PATH_ADDRESS)


def test_no_sample_is_published(site):
    """Whatever is marked as a sample in this repository's data."""
    folders = (REPOSITORY / "events", REPOSITORY / "content" / "organizers")
    samples = [
        path.stem
        for folder in folders
        for path in folder.rglob("*.yaml")
        if "\nsample: " in path.read_text(encoding="utf-8")
    ]
    named = [
        f"{name}: {sample}"
        for name, content in site.files.items()
        for sample in samples
        if sample in name.split("/") or f"/{sample}/".encode() in content
    ]
    assert named == []
