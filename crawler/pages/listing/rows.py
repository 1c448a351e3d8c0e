"""One walk over an index page: its lines of text, and the links in them, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml.html import HtmlElement

from aggregator.text import squeeze
from crawler.pages.document import BLOCKS, inner_text
from crawler.pages.furniture.region import name_region
from crawler.pages.listing.handlers import BOXES, of_box, of_link
from crawler.pages.listing.regions import NEVER, region_of, repeated_ends

_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "select", "option", "textarea"}
)
_LAYOUT = BLOCKS | {"td", "th", "tr"}
#: RDFa of Drupal
_CREATED = re.compile(r":(?:created|dateCreated|datePublished|issued)\b")
#: classes of a <time> of the last change; WordPress puts both on one that was never changed
_CHANGED = re.compile(r"^(?!.*published).*\b(?:updated|modified)\b")
#: a whole day in what a mouse shows, where the line leaves its year out
_WHOLE_DAY = re.compile(
    r"(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ]|$)|[0-3]?\d(?:\.[01]?\d\.| [^\W\d]{3,12} )(?:19|20)\d\d\b"
)
_BROAD = 16  #: characters of a part of a card that fills a line
_COPIED = re.compile(
    r"\b(?:slick-cloned|swiper-slide-duplicate|owl-item cloned|splide__slide--clone|is-invisible)\b"
)
_DAY_NAMED = re.compile(
    r"(?:^|[-_ ])(?:date|data|datetime|kiedy|dodan\w+|dzien|posted|published|publik\w+)(?:$|[-_ ])"
)
_RECENT = re.compile(r"(?:dzi(?:siaj|ś)|(?:przed)?wczoraj)\b")
_STAMP = 40  #: characters of the text of a <time> without a moment for machines
_ENDS = re.compile(r"[^\W_A-ZĄĆĘŁŃÓŚŹŻ]|[.?!…)”]")  #: how a piece ends where no word goes on
#: what a picture shows, where it is but the name of its file: "PLAKAT_2024_03", "IMG1204.JPG"
_FILE_NAME = re.compile(r"[\w.-]*[\d_][\w.-]*")
_APART = frozenset({"small", "span", "em", "time"})
_INLINE = frozenset({"span", "time", "small", "em", "b", "i", "strong", "abbr"})
MOST_LINKS = 6000  #: a page with more is no page for people: what follows is left unread


#: attributes of an element
_Said: TypeAlias = dict[str, str]
#: region, rank of the heading, inside of an article or the main part: as they were before an element
_Before: TypeAlias = tuple[str, int, bool]
_Frame: TypeAlias = tuple[HtmlElement, Iterator[HtmlElement], _Before]


@dataclass(slots=True, eq=False)
class Row:
    """A line of text as a reader sees it."""

    text: str
    region: str
    heading: int
    linked: int  #: characters inside links
    stamp: str  #: datetime of a <time> in it
    element: HtmlElement


@dataclass(slots=True, eq=False)
class Link:
    """An <a href>; `row` is the number of the line it stands in (an image: the line that follows)."""

    element: HtmlElement
    href: str
    row: int
    region: str
    heading: bool
    text: str = ""
    image: bool = False


@dataclass(slots=True)
class Rows:
    """Lines and links of a page, and the lines `[first, last)` of each element."""

    rows: list[Row] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    extent: dict[HtmlElement, tuple[int, int]] = field(default_factory=dict)


def walk(root: HtmlElement, *, trusting: bool = True) -> Rows:
    """Read the page up to `MOST_LINKS`; no recursion, so that no depth of nesting can break it.

    `trusting` the names of its boxes, see `region_of`.
    """
    found = Rows()
    state = _State(found, repeated_ends(root), trusting=trusting)
    state.enter(root, root.tag, dict(root.items()))
    # A slice of children: to iterate over an element itself costs three times as much.
    stack: list[_Frame] = [(root, iter(root[:]), ("", 0, False))]
    while stack:
        element, children, before = stack[-1]
        for child in children:
            if len(found.links) >= MOST_LINKS:
                continue
            tag = child.tag
            if tag == "br":
                state.end_row()
            elif tag not in _UNSEEN and not _is_hidden(child, tag, said := dict(child.items())):
                kept = (state.region, state.heading, state.inside)
                state.enter(child, tag, said)
                if inside := child[:]:
                    stack.append((child, iter(inside), kept))
                    break
                state.leave(child, tag, kept)
            else:
                state.apart = True  # a drawn sign between two pieces holds them apart
            if tail := child.tail:
                state.add(tail)
        else:
            stack.pop()
            state.leave(element, element.tag, before)
            if stack and (tail := element.tail):
                state.add(tail)
    state.end_row()
    return found


def _is_hidden(element: HtmlElement, tag: str, said: _Said) -> bool:
    """Is a piece of a line held from sight, such as the moment of the last change that Avada prints first?

    What a slider copies to both of its ends is, too.
    """
    if tag == "div" and _COPIED.search(said.get("class", "")):
        return True
    if tag not in _INLINE or not said.get("class"):
        return False
    return name_region(tag, _names(said)) == "hidden" and element.getparent().tag != "a"


def _stamp_of(element: HtmlElement, said: _Said) -> str:
    """The moment of a <time>: for machines, or what a mouse shows over "3 tygodnie temu", or its text."""
    told = said.get("datetime")
    shown = "" if told else said.get("title", "")
    return told or (shown if _WHOLE_DAY.match(shown) else "") or squeeze(element.text or "")[:_STAMP]


def _names(said: _Said) -> str:
    """What the author calls an element, as of `names_of`."""
    return f"{said.get('class', '')} {said.get('id', '')} {said.get('role', '')}".lower().strip()


def _runs_on(before: str, after: str) -> bool:
    """Would two pieces that style sheets hold apart run into one: a figure or "wczoraj" and a word?"""
    if (before.isdigit() and after[:1].isalnum()) or (before.isalnum() and after[:1].isdigit()):
        return True
    return before.isalpha() and bool(_RECENT.match(after))


def _is_card(link: HtmlElement) -> bool:
    """Does a link hold several elements and no text of its own?"""
    if len(link) < 2 or (link.text and not link.text.isspace()):
        return False
    return not any(child.tail and not child.tail.isspace() for child in link)


def _is_column(element: HtmlElement) -> bool:
    """Is it a part of a card whose parts stand below each other? Those of a day ("12", "maja") do not."""
    return (
        element.tag in _INLINE
        and _is_card(element)
        and any(len(inner_text(child)) > _BROAD for child in element)
    )


class _State:
    def __init__(self, found: Rows, repeated: set[str], *, trusting: bool) -> None:
        self.trusting = trusting
        self.rows, self.links, self.extent = found.rows, found.links, found.extent
        self.parts: list[str] = []
        self.region, self.heading, self.inside = "", 0, False
        self.repeated = repeated  #: <header> and <footer> where there are so many that its items have them
        self.link: Link | None = None
        self.around: list[Link] = []  #: links that hold the one at hand: a tag in a linked card
        self.linked = 0
        self.pending = False  #: is there a word in the line at hand?
        self.stamp, self.changed = "", False  #: moment of a <time>; is it that of a change?
        self.element: HtmlElement | None = None
        self.apart = False  #: did an element just end, with nothing behind it?
        self.card: HtmlElement | None = None  #: a link whose parts are told apart by style sheets alone

    def enter(self, element: HtmlElement, tag: str, said: _Said) -> None:
        if tag == "a" and _is_card(element):
            self.card = element
        broken = self.apart and self.pending and tag != "a" and self._begins(element)
        if broken or self.is_layout(element, tag):
            self.end_row()
            self.element = element
        if self.region not in NEVER and not (tag == "button" and of_box(element, said)):
            names = _names(said) if said else ""
            here = region_of(
                element, tag, names, inside=self.inside, repeated=self.repeated, trusting=self.trusting
            )
            self.region = here or self.region
        if tag in ("article", "main"):
            self.inside = True
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self.heading = int(tag[1])
        row = len(self.rows)
        self.extent[element] = (row, row)
        if said or tag == "time":
            self._attend(element, tag, said)
        if text := element.text:
            if tag in _APART and self.pending and self.parts[-1][-1:].isdigit() and text[0].isdigit():
                self.parts.append(" ")  # "05.10<small>2024</small>"
            self.add(text)

    def _attend(self, element: HtmlElement, tag: str, said: _Said) -> None:
        """Take in what its attributes say: where a link leads, what a picture shows, a moment."""
        href = of_link(said) if tag == "a" else ""
        if tag in BOXES and self.link is None and (href := of_box(element, said)) and _is_card(element):
            self.card = element
        if href or (tag == "a" and "href" in said):
            if self.link is not None:
                self.around.append(self.link)
            self.link = Link(element, href, len(self.rows), self.region, bool(self.heading))
            self.links.append(self.link)
        elif tag == "img" and self.link is not None:
            self.link.image = True
            self.link.text = self.link.text or squeeze(said.get("alt", ""))
        elif tag == "time" and (stamp := _stamp_of(element, said)):
            if not self.stamp or self.changed or (stamp[:4].isdigit() and stamp < self.stamp):
                self.stamp = stamp
                self.changed = bool(_CHANGED.search(said.get("class", "")))
        elif "content" in said and _CREATED.search(said.get("property", "")):
            self.stamp = self.stamp or said["content"]
        elif tag in _INLINE and (told := said.get("title") or said.get("data-date") or "")[:2].isdigit():
            self.stamp = self.stamp or (told if _WHOLE_DAY.match(told) else "")

    def is_layout(self, element: HtmlElement, tag: str) -> bool:
        """Does an element begin and end lines? Those of frameworks do, and the parts of a linked card."""
        if tag in _LAYOUT or "-" in tag:
            return True
        if self.card is None:
            return tag == "label" and element.find(".//a") is not None  # an item that may be ticked
        parent = element.getparent()
        return element is self.card or parent is self.card or _is_column(parent)

    def _begins(self, element: HtmlElement) -> bool:
        """Does a capital follow the last piece with no blank between? Then style sheets break the line.

        Not between the parts of a tile ("12", "MAJ", "2024").
        """
        last = self.parts[-1]
        if _DAY_NAMED.search(element.get("class") or "") and sum(map(len, self.parts)) > _BROAD:
            return not self.changed  # else the day of the last change stands before it
        return (element.text or "")[:1].isupper() and bool(_ENDS.search(last[-1:])) and not last.isdigit()

    def leave(self, element: HtmlElement, tag: str, before: _Before) -> None:
        if self.is_layout(element, tag):
            self.end_row()
        if element is self.card:
            self.card = None
        if self.link is not None and self.link.element is element:
            words, shown = squeeze(inner_text(element)), self.link.text
            if not words and (not shown or _FILE_NAME.fullmatch(shown)):
                shown = squeeze(element.get("title") or "") or shown
            self.link.text = words or shown
            self.link = self.around.pop() if self.around else None
        self.apart = not element.tail or not (len(element) or element.text)
        first, _ = self.extent[element]
        self.extent[element] = (first, len(self.rows) + self.pending)
        self.region, self.heading, self.inside = before

    def add(self, text: str) -> None:
        opened = self.link is not None and not self.linked  # "<time>20 grudnia</time><a>Kiermasz</a>"
        if self.apart and self.pending and (opened or _runs_on(self.parts[-1][-1:], text)):
            self.parts.append(" ")  # "<span>25.08.19</span><span>543 wyświetlenia</span>"
        self.apart = False
        if text.isspace():
            if self.pending:
                self.parts.append(" ")
        elif text:
            self.parts.append(text)
            self.pending = True
            if self.link is not None:
                self.linked += len(text.strip())

    def end_row(self) -> None:
        """Close the line at hand."""
        if not self.pending:
            return
        text = "".join(self.parts)
        text = " ".join(text.split()) if text.isascii() else squeeze(text)
        if text and self.element is not None:
            self.rows.append(Row(text, self.region, self.heading, self.linked, self.stamp, self.element))
        self.parts, self.linked, self.stamp, self.pending = [], 0, "", False
        self.changed = False
