"""The tiny city, built once: as while developing, at the root of a server, and as published."""

import pytest

from tests.site.building import SUB_PATH_ADDRESS, TINY_CITY, Build, built, copy_of
from tests.site.document import SiteReader

LOCAL_ADDRESS = "http://localhost:8000"


def pytest_collection_modifyitems(items):
    """One process builds the tiny city and reads it, the others have their own work."""
    for item in items:
        if item.path.parent.name == "site":
            item.add_marker(pytest.mark.xdist_group("site"))


@pytest.fixture(scope="session")
def local_build(tmp_path_factory) -> Build:
    folder = tmp_path_factory.mktemp("local")
    return built(copy_of(TINY_CITY, folder / "town"), folder / "output")


@pytest.fixture(scope="session")
def published_build(tmp_path_factory) -> Build:
    folder = tmp_path_factory.mktemp("published")
    return built(
        copy_of(TINY_CITY, folder / "town"), folder / "output", site_address=SUB_PATH_ADDRESS
    )


@pytest.fixture(scope="session")
def local_site(local_build) -> SiteReader:
    return SiteReader(local_build.files(), LOCAL_ADDRESS)


@pytest.fixture(scope="session")
def published_site(published_build) -> SiteReader:
    return SiteReader(published_build.files(), SUB_PATH_ADDRESS)


@pytest.fixture(scope="session", params=["local", "published"])
def site(request) -> SiteReader:
    """Both, one after the other: what holds must hold at a root and below a path."""
    return request.getfixturevalue(f"{request.param}_site")
