"""Where the pages lie: Polish at the root, English under `/en/`. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from feeds.language import CODES

#: section: folder in Polish, folder in English; from the root of the site
SECTIONS = {
    "home": ("", "en/"),
    "search": ("ogloszenia/", "en/announcements/"),
    "programmes": ("programy/", "en/programmes/"),
    "libraries": ("biblioteki/", "en/libraries/"),
    "calls": ("nabory/", "en/calls/"),
    "feeds": ("kanaly/", "en/feeds/"),
    "make": ("kanaly/wlasny/", "en/feeds/make/"),
    "visibility": ("widocznosc/", "en/visibility/"),
    "health": ("zdrowie/", "en/health/"),
    "about": ("o-serwisie/", "en/about/"),
}
#: folders of the tree in which everything is ours
PAGE_FOLDERS = tuple(
    sorted({folder.split("/")[0] for pair in SECTIONS.values() for folder in pair if folder} - {"ogloszenia"})
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A page in a language: its section and what follows the folder."""

    section: str
    code: str = "pl"
    tail: str = ""  #: such as `nprcz-2/4.1/` or `?q=dotacja`

    @property
    def address(self) -> str:
        """From the root of the site, "" for home."""
        return address(self.section, self.code, self.tail)

    @property
    def file(self) -> str:
        """Where the page lies in the tree."""
        return f"{self.address}index.html"

    @property
    def root(self) -> str:
        """The way from the page to the root of the site."""
        return "../" * self.address.partition("?")[0].count("/") or "./"

    def in_language(self, code: str) -> Spot:
        """The same page in another language."""
        return replace(self, code=code)


def address(section: str, code: str, tail: str = "") -> str:
    """Address of a page from the root of the site.

    >>> address("programmes", "pl", "nprcz-2/"), address("programmes", "en", "nprcz-2/")
    ('programy/nprcz-2/', 'en/programmes/nprcz-2/')
    """
    return SECTIONS[section][CODES.index(code)] + tail


def code_of(path: str) -> str:
    """The language a path of the server is in."""
    return "en" if path == "/en" or path.startswith("/en/") else "pl"
