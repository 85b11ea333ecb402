"""Open data is read by scripts, as its page says."""


def test_the_example_of_open_data_in_javascript_runs(visit, real):
    seen = visit(real, "veri/")
    code = seen.page.locator("pre").nth(1).inner_text()
    code = code.replace("http://localhost:8000/", real.address).replace("console.log(", "return (")
    found = seen.page.evaluate(f"async () => {{ {code} }}")
    themes = [place["properties"]["themes"] for place in real.places]
    (theme,) = {code.partition('includes("')[2].partition('"')[0]}
    assert len(found) == sum(theme in of_place for of_place in themes) > 0
    seen.nothing_went_wrong()
