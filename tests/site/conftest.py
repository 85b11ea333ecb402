"""The tiny city, built once: as while developing, at the root of a server, and as published."""

import pytest

from tests.site.building import (
    SUB_PATH_ADDRESS,
    Build,
    tiny_city_as_published,
    tiny_city_while_developing,
)
from tests.site.document import SiteReader

LOCAL_ADDRESS = "http://localhost:8000"


@pytest.fixture(scope="session")
def local_build(tmp_path_factory) -> Build:
    return tiny_city_while_developing(tmp_path_factory)


@pytest.fixture(scope="session")
def published_build(tmp_path_factory) -> Build:
    return tiny_city_as_published(tmp_path_factory)


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
