"""The schemas are on the site too, in the words and with the vocabulary of its city."""

import json


def test_every_kind_of_file_has_its_schema(site):
    for kind, required in (("place", "district"), ("event", "start"), ("organizer", "summary")):
        schema = json.loads(site.files[f"schema/{kind}.json"])
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert required in schema["required"]


def test_a_schema_lists_the_vocabulary_of_its_city(site):
    place = json.loads(site.files["schema/place.json"])
    kinds = place["properties"]["kind"]
    assert set(kinds["x-labels"]) == set(kinds["enum"])
    assert all(set(said) == {"tr", "en"} for said in kinds["x-labels"].values())
