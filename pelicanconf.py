"""Settings for developing; `publishconf.py` adds what only the published site needs."""

import logging
from pathlib import Path

PROJECT = Path(__file__).resolve().parent

LEARNING_CITY_PROJECT = str(PROJECT)
LEARNING_CITY_PUBLISH = False
LEARNING_CITY_SHARE_PICTURES = False

SITENAME = "learning-city"  # the name people see is in content/city.yaml
SITEURL = ""
PATH = "content"
TIMEZONE = "Europe/Istanbul"
DEFAULT_LANG = "tr"
LOCALE = ("C.UTF-8", "C")  # dates are worded by CLDR data, not by the machine's locales

PLUGIN_PATHS = ["plugins"]
PLUGINS = ["learning_city"]
THEME = "theme"

# Pages and news stay ordinary Markdown.
PAGE_PATHS = ["pages"]
ARTICLE_PATHS = ["news"]
STATIC_PATHS: list[str] = []
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
PAGE_LANG_URL = "{lang}/{slug}/"
PAGE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
PAGE_TRANSLATION_ID = "key"
ARTICLE_LANG_URL = "{lang}/news/{slug}/"
ARTICLE_LANG_SAVE_AS = "{lang}/news/{slug}/index.html"
ARTICLE_ORDER_BY = "reversed-date"
READERS = {"rst": None, "html": None}
MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}}, "output_format": "html5"}

# Everything else on the site is made from the city's data.
DIRECT_TEMPLATES: list[str] = []
THEME_STATIC_PATHS: list[str] = []
AUTHOR_SAVE_AS = ""
CATEGORY_SAVE_AS = ""
TAG_SAVE_AS = ""
ARCHIVES_SAVE_AS = ""
DEFAULT_PAGINATION = False
SLUGIFY_SOURCE = "basename"

FEED_DOMAIN = "http://localhost:8000"
FEED_ATOM = None
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = "feeds/news.{lang}.atom.xml"
LOG_FILTER = [  # true of the preview only, which nobody subscribes to
    (logging.WARNING, "Feeds generated without SITEURL set properly may not be valid")
]

DELETE_OUTPUT_DIRECTORY = False
LOAD_CONTENT_CACHE = False
CACHE_CONTENT = False
