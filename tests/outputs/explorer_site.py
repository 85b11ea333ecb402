"""The little of a site that the explorer's files ask for."""

from types import SimpleNamespace

from learning_city.words.phrases import read_phrases
from tests.city_project import CATALOGUES


def explorer_site(languages=("tr", "en")):
    return SimpleNamespace(languages=languages, phrases=read_phrases(CATALOGUES, languages))
