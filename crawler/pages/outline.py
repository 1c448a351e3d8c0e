"""The structure of a page, apart from what it says: by it a new design is told from new articles. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from aggregator.identity import address_key
from aggregator.text import squeeze
from crawler.pages.document import Page, join, parse_page
from crawler.pages.encoding import declared_charset
from crawler.pages.parsed import parsed
from crawler.pages.problems.by_bytes import problem_of_bytes

_HOLDERS = frozenset({
    "div", "section", "main", "article", "aside", "nav", "header", "footer", "form", "table", "ul", "ol",
    "dl", "fieldset", "center", "td",
})  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: names that tell of the moment or of one page, not of the design
_PASSING = re.compile(
    r"^(?:active|current\S*|first|last|odd|even|open|closed|hidden|visible|show|home|single\S*|sticky|has-\S+"
    r"|no-\S+|is-\S+|js|lang-\S+|tag-\S*|category-\S*|format-\S+|status-\S+|type-\S+|hentry|clearfix|row)$"
)
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
#: characters by which a title or a date is looked up
_KEY = 24
_MOST_BOXES = 400
_FEATURES_OF_ARTICLES = 3
_NOBODY = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """How a page is built. Places read like `h1.entry-title in article.post`, "" = not found."""

    boxes: frozenset[str] = frozenset()  #: named boxes, folders of styles
    system: str = ""  #: content system that the page names, without its version
    lang: str = ""  #: two letters, as the page states it
    charset: str = ""  #: it was read by
    declared: str = ""  #: by the header, else by the page
    garbled: bool = False  #: letters are broken, or encoded twice
    cut: bool = False  #: the page ends in the middle
    title_at: str = ""
    date_at: str = ""
    items_at: tuple[tuple[str, int], ...] = ()  #: places of the links to articles, and how many each


def outline_of(
    body: bytes,
    url: str,
    *,
    charset: str | None = None,
    title: str = "",
    date: str = "",
    items: Collection[str] = (),
) -> Outline:
    """The outline of a page. `title`, `date`: as they were read from it, `items`: addresses it lists."""
    page = parse_page(body, url, fetched=_NOBODY, charset=charset)
    root = next(page.tree.iter("body", "frameset"), page.tree)
    decoded = parsed(body, charset).decoded
    return Outline(
        boxes=frozenset((*_boxes(root), *_skins(page))),
        system=_system(page),
        lang=page.lang[:2],
        charset=decoded.charset,
        declared=_plain_charset(charset) or declared_charset(body),
        garbled=decoded.rule.endswith("+double") or page.text.count("\ufffd") > 2,
        cut=str(problem_of_bytes(body) or "") == "truncated",
        title_at=_title_place(root, title),
        date_at=_place(found) if (found := _with_words(root, date)) is not None else "",
        items_at=_item_places(root, page, items) if items else (),
    )


def _system(page: Page) -> str:
    """The first word by which the page names its content system: the rest is version and praise."""
    found = re.match(r"\W*([^\W\d_]+)", page.meta("generator").lower())
    return found[1] if found else ""


def _plain_charset(name: str | None) -> str:
    return declared_charset(f'<meta charset="{name}">'.encode()) if name else ""


def _boxes(root: HtmlElement) -> Iterator[str]:
    """Boxes by tag and name; a box without a name by the tags that lead to it."""
    for number, element in enumerate(root.iter(*_HOLDERS)):
        if number >= _MOST_BOXES:
            return
        names = _names(element)
        if names:
            yield from (f"{element.tag}{name}" for name in names[:_FEATURES_OF_ARTICLES])
        elif element.getparent() is not None:
            yield f"{element.getparent().tag}>{element.tag}"


def _skins(page: Page) -> Iterator[str]:
    """Folders of style sheets: the theme of a content system, the version left out."""
    for link in page.tree.iter("link"):
        if "stylesheet" in (link.get("rel") or "").lower():
            path = urlsplit(join(page.url, link.get("href") or "")).path
            yield f"styles {_DIGITS.sub('', path.rpartition('/')[0])}/"


def _names(element: HtmlElement) -> list[str]:
    return list(_told(element.get("id") or "", element.get("class") or ""))


@lru_cache(maxsize=8192)
def _told(id: str, classes: str) -> tuple[str, ...]:
    found = [f"#{_DIGITS.sub('', id.strip().lower())}"] if id.strip() and " " not in id.strip() else []
    for name in classes.lower().split()[:6]:
        if not _PASSING.match(name) and (bare := _DIGITS.sub("", name).strip("-_")):
            found.append(f".{bare}")
    return tuple(name for name in found if len(name) > 2)


def _title_place(root: HtmlElement, title: str) -> str:
    key = squeeze(title).casefold()[:_KEY]
    if not key:
        return ""
    best = None
    for element in root.iter():
        if isinstance(element.tag, str) and _text_starts(element, key):
            heading = next((e for e in _up(element) if e.tag in _HEADINGS), None)
            if heading is not None:
                return _place(heading)
            best = element if best is None else best
    return _place(best) if best is not None else ""


def _text_starts(element: HtmlElement, key: str) -> bool:
    text = (element.text or "").lstrip()
    return text[:1].casefold()[:1] == key[0] and _SPACES.sub(" ", text).strip().casefold().startswith(key)


def _with_words(root: HtmlElement, words: str) -> HtmlElement | None:
    """The first element that these words stand in."""
    key = squeeze(words)[:_KEY]
    if not key:
        return None
    word = max(key.split(), key=len)  # a text without it need not be looked at
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        text, tail = element.text, element.tail
        if text and word in text and key in _SPACES.sub(" ", text):
            return element
        if tail and word in tail and key in _SPACES.sub(" ", tail):
            return element.getparent()
    return None


def _item_places(root: HtmlElement, page: Page, items: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Where the links to the listed articles stand: each item counts once, by the link in its heading."""
    wanted = {address_key(url) for url in items}
    places: dict[str, tuple[bool, str]] = {}
    base = page.base
    for link in root.iter("a"):
        href = link.get("href")
        key = address_key(join(base, href)) if href else ""
        if key not in wanted:
            continue
        heading = any(e.tag in _HEADINGS for e in (link, *_up(link, 2), *link.iter(*_HEADINGS)))
        if key not in places or (heading and not places[key][0]):
            places[key] = (heading, _place(link))
    counts: dict[str, int] = {}
    for _, place in places.values():
        counts[place] = counts.get(place, 0) + 1
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _up(element: HtmlElement, most: int = 4) -> Iterator[HtmlElement]:
    for _ in range(most):
        yield element
        element = element.getparent()
        if element is None:
            return


def _place(element: HtmlElement) -> str:
    """An element and the nearest named box around it."""
    names = _names(element)
    own = f"{element.tag}{names[0] if names else ''}"
    for around in list(_up(element, 8))[1:]:
        if around.tag in ("body", "html"):
            break
        names = _names(around)
        if names:
            return f"{own} in {around.tag}{names[0]}"
    parent = element.getparent()
    return own if parent is None else f"{own} in {parent.tag}"
