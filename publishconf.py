"""Settings for the published site. The address comes from the environment (`SITEURL`)."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from pelicanconf import *

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
if not SITEURL.startswith(("https://", "http://")):
    sys.exit("SITEURL eksik / missing: make publish SITEURL=https://example.org/ogrenen-sehir")

LEARNING_CITY_PUBLISH = True
LEARNING_CITY_SHARE_PICTURES = os.environ.get("SHARE_PICTURES", "yes") != "no"
FEED_DOMAIN = SITEURL
