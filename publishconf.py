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
FEED_DOMAIN = SITEURL
