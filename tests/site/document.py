"""Reads HTML by meaning: a tree of elements made with the standard library's parser.

Stricter than browsers: what they would silently repair is an error here.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
NO_MARKUP_INSIDE = frozenset({"script", "style"})
PHRASING_ONLY = frozenset("p h1 h2 h3 h4 h5 h6 span b i em strong small time a button".split())
BLOCKS = frozenset(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr main nav ol p pre section table ul".split()
)
ENDS_A_PARAGRAPH = BLOCKS
FETCHED = (
    "data-places",
    "data-districts",
    "data-icons",
    "data-worker",
    "data-sizes",
    "data-pack-list",
)
"""What our scripts fetch, one address each."""
ADDRESS_ATTRIBUTES = ("href", "src", "data", "poster", "action", "formaction", "cite")


class Malformed(Exception):
    """Markup that a browser would have to guess about."""


@dataclass
class Element:
    """An element with its attributes and, in order, its children and pieces of text."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    parent: "Element | None" = None

    def __getitem__(self, attribute: str) -> str:
        return self.attributes[attribute]

    def get(self, attribute: str, otherwise: str = "") -> str:
        return self.attributes.get(attribute, otherwise)

    def walk(self) -> Iterator["Element"]:
        """All elements below this one, in the order of the document."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, *names: str, **attributes: str) -> list["Element"]:
        """Those with one of these names and these attributes (`class_` asks for one class)."""
        wanted_class = attributes.pop("class_", "")
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.walk()
            if (not names or element.name in names)
            and (not wanted_class or wanted_class in element.get("class").split())
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, *names: str, **attributes: str) -> "Element":
        """The only such element."""
        found = self.all(*names, **attributes)
        assert len(found) == 1, f"{len(found)} of {names} {attributes}"
        return found[0]

    @property
    def text(self) -> str:
        """What a reader sees, with single blanks."""
        return " ".join(self.raw_text.split())

    @property
    def raw_text(self) -> str:
        if self.name in NO_MARKUP_INSIDE:
            return ""
        return "".join(
            child if isinstance(child, str) else child.raw_text for child in self.children
        )

    @property
    def source(self) -> str:
        """The bare content of a script or style element."""
        return "".join(child for child in self.children if isinstance(child, str))

    @property
    def language(self) -> str:
        """The language its words are in: its own, or the nearest one said around it."""
        element: Element | None = self
        while element is not None:
            if "lang" in element.attributes:
                return element["lang"]
            element = element.parent
        return ""

    def ancestors(self) -> Iterator["Element"]:
        if self.parent is not None:
            yield self.parent
            yield from self.parent.ancestors()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document")
        self.open = self.root
        self.comments: list[str] = []
        self.declaration = ""

    def fail(self, what: str) -> None:
        raise Malformed(f"line {self.getpos()[0]}: {what}")

    def handle_decl(self, decl: str) -> None:
        self.declaration = decl

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self.fail(f"an attribute twice on <{tag}>")
        around = {self.open.name, *(element.name for element in self.open.ancestors())}
        if tag in ENDS_A_PARAGRAPH and "p" in around and "svg" not in around:
            self.fail(f"<{tag}> inside <p>")
        if tag in BLOCKS and self.open.name in PHRASING_ONLY - {"a"}:
            self.fail(f"<{tag}> inside <{self.open.name}>")
        if tag in ("a", "button") and around & {"a", "button"}:
            self.fail(f"<{tag}> inside another link or button")
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != self.open.name or self.open.parent is None:
            self.fail(f"</{tag}> where <{self.open.name}> is open")
        self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


@dataclass
class Document:
    """A page of the site; `address` is relative to the site's root (`en/map/`)."""

    file: str
    root: Element
    comments: list[str]
    declaration: str

    @classmethod
    def read(cls, file: str, content: bytes) -> "Document":
        """Parse one file. Raises `Malformed`."""
        reader = _Reader()
        try:
            reader.feed(content.decode("utf-8"))
            reader.close()
            if reader.open is not reader.root:
                reader.fail(f"<{reader.open.name}> is never closed")
        except Malformed as error:
            raise Malformed(f"{file}, {error}") from None
        return cls(file, reader.root, reader.comments, reader.declaration)

    @property
    def address(self) -> str:
        return self.file.removesuffix("index.html")

    @property
    def html(self) -> Element:
        return self.root.one("html")

    @property
    def head(self) -> Element:
        return self.html.one("head")

    @property
    def body(self) -> Element:
        return self.html.one("body")

    @property
    def main(self) -> Element:
        return self.html.one("main")

    @property
    def language(self) -> str:
        return self.html["lang"]

    @property
    def is_redirect(self) -> bool:
        return bool(self.head.all("meta", http_equiv="refresh"))

    def meta(self, name: str) -> str:
        """The content of the only `<meta name=…>` or `<meta property=…>`."""
        found = [
            element["content"]
            for element in self.head.all("meta")
            if name in (element.get("name"), element.get("property"))
        ]
        assert len(found) == 1, f"{self.file}: {len(found)} of meta {name}"
        return found[0]

    def json_ld(self, kind: str | None = None) -> list[dict]:
        """All structured data, or that of one type."""
        found = [
            json.loads(element.source)
            for element in self.root.all("script", type="application/ld+json")
        ]
        return [item for item in found if kind in (None, item["@type"])]

    def links(self) -> Iterator[tuple[Element, str, str]]:
        """Element, attribute and address of everything that leads somewhere."""
        for element in self.root.walk():
            for attribute in ADDRESS_ATTRIBUTES:
                if attribute in element.attributes:
                    yield element, attribute, element[attribute]
            for candidate in element.get("srcset").split(","):
                if candidate.strip():
                    yield element, "srcset", candidate.split()[0]
            if element.name == "meta" and element.get("http-equiv") == "refresh":
                yield element, "content", element["content"].partition("url=")[2]
            for attribute in FETCHED:
                if attribute in element.attributes:
                    yield element, attribute, element[attribute]
            for attribute in ("data-styles", "data-scripts"):
                for address in element.get(attribute).split():
                    yield element, attribute, address

    def ids(self) -> list[str]:
        return [element["id"] for element in self.root.walk() if "id" in element.attributes]


@dataclass(frozen=True)
class Target:
    """Where an address leads: a file of the site with a fragment, or (None, …) elsewhere."""

    file: str | None
    fragment: str
    resolved: str


class SiteReader:
    """The output folder as a web server would show it at `address`."""

    def __init__(self, files: dict[str, bytes], address: str) -> None:
        self.files = files
        self.address = address.rstrip("/") + "/"
        self._parts: dict[str, frozenset[str]] = {}
        self._targets: dict[tuple[str, str], Target] = {}
        self.documents = {
            name: Document.read(name, content)
            for name, content in files.items()
            if name.endswith(".html")
        }

    @property
    def pages(self) -> list[Document]:
        """Everything but the small pages that only lead on, or stand inside others."""
        inside_others = {page.file for page in self.embeds}
        return [
            page
            for page in self.documents.values()
            if not page.is_redirect and page.file not in inside_others
        ]

    @property
    def embeds(self) -> list[Document]:
        """The lists for other sites."""
        return [
            page
            for page in self.documents.values()
            if page.file.startswith(("yerlestir/", "en/embed/"))
            and page.address not in ("yerlestir/", "en/embed/")
        ]

    @property
    def found_pages(self) -> list[Document]:
        """The pages people should find: not the one for addresses that lead nowhere."""
        return [page for page in self.pages if page.file != "404.html"]

    def page(self, address: str) -> Document:
        return self.documents[address if address.endswith(".html") else f"{address}index.html"]

    def url(self, address: str) -> str:
        return self.address + address

    def parts(self, file: str) -> frozenset[str]:
        """The names inside a page or drawing that an address can point at."""
        if file not in self._parts:
            names = (
                self.documents[file].ids()
                if file in self.documents
                else re.findall(r'\bid="([^"]+)"', self.files[file].decode("utf-8"))
            )
            self._parts[file] = frozenset(names)
        return self._parts[file]

    def target(self, page: Document, address: str) -> Target:
        """Follow `address` from `page` as a browser does."""
        # what begins at the root or elsewhere leads to the same from everywhere
        start = "" if re.match(r"/|[a-z]+:", address) else page.address
        if (start, address) not in self._targets:
            resolved = urljoin(self.url(start), address.strip())
            self._targets[start, address] = self.target_of_url(resolved)
        return self._targets[start, address]

    def target_of_url(self, resolved: str) -> Target:
        parts = urlsplit(resolved)
        site = urlsplit(self.address)
        if (parts.scheme, parts.netloc) != (site.scheme, site.netloc):
            return Target(None, "", resolved)
        if not parts.path.startswith(site.path):
            return Target("(outside of the base path)", parts.fragment, resolved)
        path = unquote(parts.path.removeprefix(site.path))
        file = f"{path}index.html" if path in ("",) or path.endswith("/") else path
        return Target(file, unquote(parts.fragment), resolved)
