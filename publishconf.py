"""Settings for the published site. The address comes from the environment (`SITEURL`)."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: E402, F403

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
if not SITEURL.startswith(("https://", "http://")):
    sys.exit("SITEURL eksik / missing: make publish SITEURL=https://example.org/ogrenen-sehir")

LEARNING_CITY_PUBLISH = True
FEED_DOMAIN = SITEURL
FEED_ATOM = "feeds/news.atom.xml"
TRANSLATION_FEED_ATOM = "feeds/news.{lang}.atom.xml"
