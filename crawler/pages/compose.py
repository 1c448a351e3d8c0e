"""The lines of an article to its text, with the places of captions, credit lines and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from aggregator.model import Furniture, Picture, Published, Span, make_furniture
from aggregator.text import fold, squeeze
from aggregator.vocabulary import Place
from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.body import Article
from crawler.pages.box_names import is_author, is_called_title, is_tag
from crawler.pages.dates.cards import is_filed
from crawler.pages.document import Page, inner_text, join
from crawler.pages.furniture.bylines import byline_at, states_day, without_bylines
from crawler.pages.furniture.statements import is_record
from crawler.pages.furniture.wording import is_chrome, is_credit, is_toolbar, names_section

_BODY, _CREDIT, _TABLE = Place.BODY, Place.CREDIT, Place.TABLE
_UNTAGGED = re.compile(r"^(?:none|brak|w|in)\s+")  #: what stands for tags, or leads to a category
_HASHES = re.compile(r"(?:#\w+[\s,]*)+")
_JSON = re.compile(r'\{\s*"\w+"\s*:.*\}$')  #: registers of gov.pl
_BAR = 200  #: characters of a bar of buttons
_TAG = 40  #: characters of the name of a category
_MAX_PICTURES = 30
_CUT = ("…", "...", "[…]", "[...]")  #: what ends a text that is cut short
_MOST_REPEATED = 12  #: lines of which a lead may be made
_LEAST_REPEATED = 12  #: letters and figures of such a lead
_LAZY = ("data-src", "data-lazy-src", "data-original", "src")
_ICONS = ("icon", "emoji", "avatar", "spacer", "pixel", "1x1", "blank.gif", "data:")


@dataclass(slots=True)
class Composed:
    """The text, its spans, and the numbers of the lines it was made of."""

    text: str
    spans: tuple[Span, ...]
    used: frozenset[int]


def compose(lines: Iterable[Line], title: Line | None, published: Published | None = None) -> Composed:
    """One block a line; without furniture, without lines that only state date, author or buttons.

    `published`: when the page says that it was; lines around the text that repeat it are none of it.
    """
    own = _title_box(title)
    kept: list[Line] = []
    told: set[str] = set()  #: what stands above the title again: a copy to be printed repeats it
    for line in lines:
        if line.region or line is title or line.box is own:
            continue
        if title is not None and line.folded == title.folded and (line.heading or is_called_title(line)):
            told = {each.folded for each in kept}
            continue  # a forum heads the thread and each post alike; themes name it again for machines
        if not (told and line.folded in told) and not _is_tool(line):
            kept.append(line)
    kept = kept[byline_at(kept, lambda line: _is_label(line) or states_day(line, published)) :]
    below = byline_at(
        kept, lambda line: _is_label(line) or states_day(line, published, below=True), last=True
    )
    kept = without_bylines(kept[: len(kept) - below], published)
    if title is not None and len(kept) > 1 and kept[-1].folded == title.folded:
        kept.pop()  # for programs that read microformats
    if title is not None:
        kept = _without_licence(kept, title)
    if len(kept) > 1 and kept[0].text.endswith(_CUT) and _begins_again(kept):
        del kept[0]
    parts: list[str] = []
    spans: list[Span] = []
    at = 0
    for line in kept:
        if parts:
            parts.append(_glue(parts[-1], line))
            at += 1
        place = _CREDIT if line.place is _BODY and is_credit(line.folded) else line.place
        if place is not _BODY:
            spans.append(Span(at, at + len(line.text), place))
        parts.append(line.text)
        at += len(line.text)
    return Composed("".join(parts), tuple(spans), frozenset(line.index for line in kept))


def _without_licence(kept: list[Line], title: Line) -> list[Line]:
    """The lines up to a box that tells title and address again, and how they may be copied."""
    for at in range(2, len(kept)):
        if kept[at].text.startswith("http") and kept[at - 1].folded == title.folded:
            return kept[: at - 1]
    return kept


def _begins_again(kept: list[Line]) -> bool:
    """Is the first line, which ends with dots, the beginning of what follows? Systems make leads so."""
    head = "".join(filter(str.isalnum, kept[0].folded))
    behind = "".join(filter(str.isalnum, "".join([line.folded for line in kept[1:_MOST_REPEATED]])))
    return len(head) >= _LEAST_REPEATED and behind.startswith(head)


def _is_tool(line: Line) -> bool:
    """Is a line a button, tags that are links, or data for programs, wherever it stands?"""
    if line.text[0] == "{" and _JSON.match(line.text):
        return True
    if line.text == "A":
        return True  # letters of three sizes, for the weak-eyed
    if not line.linked and line.place is not _BODY:
        return False
    if is_chrome(line.folded):
        return True
    size = len(line.text)
    if line.linked * 2 > size and (line.is_meta() or _HASHES.fullmatch(line.text)):
        return True
    if size > _BAR:
        return False
    if line.linked * 10 >= size * 8:  # of what is nothing but links one way back is enough
        for word in _links_of(line):
            if is_chrome(fold(word)):
                return True
    return is_toolbar(line.text, line.folded)


def _links_of(line: Line) -> list[str]:
    """The words of each link of a line that is nothing but several links, else none."""
    if line.box.last - line.box.first > 1:
        return []
    words = [squeeze(inner_text(link)) for link in line.box.element.iter("a")]
    alone = len(words) > 1 and "".join(words).replace(" ", "") == line.text.replace(" ", "")
    return words if alone else []


def _title_box(title: Line | None) -> Box | None:
    """The box of which all lines belong to the title, None where it has no such box."""
    return title.box if title is not None and title.heading else None


def _is_label(line: Line) -> bool:
    """Does a line that is no tool only state something, or name a category?"""
    if line.place is _TABLE:
        return is_record(line.folded)
    if line.linked * 10 >= len(line.text) * 6 and (
        names_section(_UNTAGGED.sub("", line.folded))
        or (len(line.text) <= _TAG and is_filed(line))
        or "tag" in (line.origin.get("rel") or "").split()
    ):
        return True  # the name of a category
    if len(line.text) <= _TAG and not line.heading and (is_tag(line.box) or is_author(line.box)):
        return True
    if line.is_meta() or is_record(line.folded):
        return True
    return line.place is not _BODY and is_chrome(line.folded)


def _glue(before: str, line: Line) -> str:
    """A single <br> in the middle of a sentence divides nothing."""
    return " " if line.soft and line.text[0].islower() and before[-1] not in ".:;!?" else "\n"


def furniture_of(found: Scan, composed: Composed, title: Line | None) -> tuple[Furniture, ...]:
    """Everything else on the page, by kind, in the page's order."""
    used, own = composed.used, _title_box(title)
    if own is not None and own.last - own.first > 1:
        used = used.union([line.index for line in found.lines[own.first : own.last] if line.box is own])
    rest: dict[str, list[str]] = {}
    where, texts = None, []
    for line in found.lines:
        if line.index not in used and line is not title:
            if line.region != where:
                where = line.region
                texts = rest.setdefault(where or "outside", [])
            texts.append(line.text)
    return tuple([make_furniture(text="\n".join(texts), where=where) for where, texts in rest.items()])


def find_pictures(page: Page, found: Scan, article: Article | None) -> tuple[Picture, ...]:
    """Pictures of the article itself, each address once; icons are left out, a logo may name a programme."""
    if article is None:
        return ()
    foreign: set[HtmlElement] = set()
    pictures: dict[str, Picture] = {}
    for image in article.box.element.iter("img"):
        source = next((value for name in _LAZY if (value := image.get(name))), "")
        if not source or any(sign in source.lower() for sign in _ICONS):
            continue
        foreign = foreign or {box.element for box in found.boxes[1:] if box.region}
        if _inside(image, foreign, article):
            continue
        address = join(page.base, source)
        if address and len(pictures) < _MAX_PICTURES:
            pictures.setdefault(address, Picture(src=address, alt=squeeze(image.get("alt") or "")))
    return tuple(pictures.values())


def _inside(image: HtmlElement, foreign: set[HtmlElement], article: Article) -> bool:
    node = image.getparent()
    while node is not None and node is not article.box.element:
        if node in foreign:
            return True
        node = node.getparent()
    return False
