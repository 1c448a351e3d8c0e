"""What the markup of one element says: its names, whether it is hidden, what kind of table it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from crawler.pages.document import inner_text
from crawler.pages.furniture.region import FOREIGN, HIDDEN, REGION_TAGS, name_region
from crawler.pages.layouts_known import known_names

#: elements that stand in a line
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "joomla-hidden-mail", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_STRONG = frozenset({"b", "strong", "big"})
#: sizes of <font> as of a heading
_LARGE = frozenset({"4", "5", "6", "7", "+1", "+2", "+3", "+4"})
#: elements of which a reader sees no text
SKIPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "head", "object", "embed", "applet", "iframe",
    "audio", "video", "canvas", "map", "select", "option", "textarea", "input", "img", "math", "datalist",
    "param", "source", "track", "meta", "link", "base", "title",
})  # fmt: skip
BREAKS = frozenset({"br", "hr"})
TEXTLESS = SKIPPED | BREAKS
RANKS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_CAPTION = re.compile(
    r"\b(?:wp-caption-text|figcaption|image-caption|caption-text|img_caption|podpis[-_]?(?:pod|zdj|fot|obraz|grafi|ilu)|(?:zdj|fot|obraz)\w*[-_]podpis)"
)
_CAPTIONS = frozenset({"figcaption", "caption"})
_FURNITURE = REGION_TAGS | {"form"}
_CONTENT = frozenset({"article", "main"})
_SORTED = _CONTENT | {"h1"}
#: blocks that are more than a block by their tag
_TELLING = _FURNITURE | _SORTED | _CAPTIONS | RANKS.keys() | {"table"}
_BODY_NAMES = re.compile(r"entry-content|post-content|article-content|post-body|article-body|articlebody")
_DISPLAY_NONE = re.compile(r"display\s*:\s*none")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LINES = 3  #: breaks in the cells of a table that may arrange a page
_MENU = 4  #: links: a cell of so many is a menu
_WIDEST = 40  #: columns or rows that a cell may span
_MAX_CELL = 500  #: characters: a longer cell is layout, not data


class Traits:
    """What the tag and the names of an element say of it."""

    __slots__ = (
        "body", "caption", "furniture", "known", "main", "marks", "opens", "plain", "rank", "region",
        "sorted",
    )  # fmt: skip

    def __init__(self, tag: str, marks: str) -> None:
        self.marks = marks  #: classes, "#id", "@itemprop", "$data-hook", "^role" in lower case, "~hidden"
        self.region = name_region(tag, marks) if marks else ""  #: kind of furniture by name, "" = none
        self.furniture = bool(self.region) or tag in _FURNITURE  #: may it be furniture, by name or tag?
        self.rank = RANKS.get(tag, 0)  #: 1–6 of a heading, 0 = none
        self.caption = tag in _CAPTIONS or bool(_CAPTION.search(marks))
        self.main = "^main" in marks  #: the main part of the page
        self.body = bool(_BODY_NAMES.search(marks))  #: named as the text of an article
        self.known = known_names(marks)  #: names that a layout asks for
        self.sorted = bool(self.main or self.body or self.known) or tag in _SORTED  #: kept with its sort
        #: is what stands in it the content of the page, be it in a <header>?
        self.opens = tag in _CONTENT or (self.main and not self.rank and tag != "table")
        #: a block like any other: of most a walk need not know more
        self.plain = not (self.region or self.caption or self.sorted or tag in _TELLING)


PLAIN = Traits("div", "")
BARE = {tag: Traits(tag, "") for tag in _TELLING}  #: of elements without a name that are more than `PLAIN`


def traits_of(element: HtmlElement, tag: str) -> Traits:
    """What the author calls an element, and what that makes of it."""
    items = element.items()
    return named_traits(tag, tuple(items)) if items else BARE.get(tag, PLAIN)


@lru_cache(maxsize=8192)
def named_traits(tag: str, items: tuple[tuple[str, str], ...]) -> Traits:
    """What an element of these attributes is called, and what that makes of it."""
    marks = _marks(items)
    return Traits(tag, marks) if marks else BARE.get(tag, PLAIN)


def marks_of(element: HtmlElement) -> str:
    """Classes, "#id", "@itemprop" and the like of an element, in lower case, humps divided, too."""
    return _marks(element.items())


def is_hidden(element: HtmlElement, tag: str) -> bool:
    """Does the page hold an inline element from sight, by its names or its style?"""
    marks = _marks(element.items())
    return bool(marks) and name_region(tag, marks) == "hidden"


def is_hidden_leaf(element: HtmlElement, tag: str) -> bool:
    """Is an inline element with nothing but text held from sight, by its classes or its style?"""
    names = element.keys()  # in half the time of the values: most have neither
    if "class" in names and name_region(tag, element.get("class", "").lower()) == "hidden":
        return True
    return "style" in names and hides(element.get("style", ""))


def is_strong(element: HtmlElement, tag: str) -> bool:
    """Is an inline element in bold or large type, by its tag?"""
    return tag in _STRONG or (tag == "font" and (element.get("size") or "") in _LARGE)


def _marks(items: Iterable[tuple[str, str]]) -> str:
    found = ""
    for name, value in items:
        if name == "class":
            found += " " + value
            if not value.islower() and _HUMP.search(value):  # "rejestrZmian" is also called "rejestr-zmian"
                found += " " + _HUMP.sub("-", value)
        elif name == "id":
            found += " #" + value.strip().replace(" ", "-")
        elif name == "itemprop":
            found += " @" + value.strip()
        elif name == "role":
            found += " ^" + value.strip()
        elif name == "data-hook":
            found += " $" + value
        elif name == "hidden" or (name == "style" and hides(value)):
            found += " " + HIDDEN
        elif name == "lang" and not value.lower().startswith("pl"):
            found += " " + FOREIGN
    return found.strip().lower()  # class=" " is no name


def is_data(table: HtmlElement) -> bool:
    """Does a table hold data, rather than arrange the page?"""
    if table.get("role") == "presentation":
        return False
    nested = table.iter("table", "h1", "h2", "h3", "form", "article", "section", "iframe")
    if any(node is not table for node in nested):
        return False
    # what no cell has where the whole table has it not
    links, long = _has_links(table), len(inner_text(table)) > _MAX_CELL
    widest = rows = 0
    for row in table.iter("tr"):
        cells = [cell for cell in row[:] if cell.tag in ("td", "th")]
        widest = max(widest, len(cells))
        rows += bool(cells)
        if (links and any(map(_has_links, cells))) or (long and any(map(_is_long, cells))):
            return False
    return widest > 1 and rows > 1 and not _is_page(table)


def _is_page(table: HtmlElement) -> bool:
    """Is a table with lines in its cells all that the page consists of?"""
    if not any(_has_lines(table, tag) for tag in ("br", "p")):
        return False
    if not _has_lines(table, "br") and not any(len(cell.findall("p")) >= _LINES for cell in table.iter("td")):
        return False  # one paragraph in each cell is how word processors write data
    body = next(table.iterancestors("body"), None)
    return body is not None and len(inner_text(table)) * 10 >= len(inner_text(body)) * 9


def _has_lines(table: HtmlElement, tag: str) -> bool:
    return sum(1 for _ in islice(table.iter(tag), _LINES)) == _LINES


def _has_links(element: HtmlElement) -> bool:
    return sum(1 for _ in islice(element.iter("a"), _MENU)) == _MENU


def _is_long(cell: HtmlElement) -> bool:
    text = inner_text(cell)
    return len(text) > _MAX_CELL and len(" ".join(text.split())) > _MAX_CELL


def is_glued(before: str, after: str) -> bool:
    """Do two neighbours that only style sheets keep apart begin a new word ("14:20" + "Wyświetleń",
    "Data publikacji" + "12.05.2024")?"""
    last, first = before[-1], after[0]
    if first.isupper():
        return last.islower() or last.isdigit()
    return last.islower() and first.isdigit()


#: divides cells while a row is gathered; tabs of the source are white space, other controls are taken out
CELL = "\x1f"


class Columns:
    """Which columns of a table are still taken by cells that reach down from the rows above."""

    def __init__(self) -> None:
        self._taken: dict[int, int] = {}  # column -> rows to come
        self._at = self._wide = 0

    def next_row(self) -> None:
        """A row begins."""
        self._at = self._wide = 0

    def tabs(self, cell: HtmlElement) -> str:
        """What divides a cell from the one before: a mark for each column between."""
        tabs = [CELL * max(1, self._wide)]
        while self._taken.get(self._at, 0) > 0:
            self._taken[self._at] -= 1
            self._at += 1
            tabs.append(CELL)
        named = bool(cell.keys())  # most cells have no attribute at all
        self._wide = _span(cell, "colspan") if named else 1
        deep = _span(cell, "rowspan") if named else 1
        for column in range(self._at, self._at + self._wide):
            self._taken[column] = deep - 1
        self._at += self._wide
        return "".join(tabs)


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "")
    return max(1, min(_WIDEST, int(value))) if value.isdecimal() else 1


def table_row(text: str) -> str:
    """The cells of a row, divided by tabs; empty ones before the first only where several are left."""
    cells = [" ".join(cell.split()) for cell in text.rstrip(CELL + "\t\n\r ").split(CELL)]
    if not cells[0]:
        del cells[0]  # what stands before the tab of the first cell
    filled = [cell for cell in cells if cell]
    return "\t".join(cells if len(filled) > 1 else filled)


def hides(style: str) -> bool:
    """Does a style attribute take the element from sight?"""
    return "none" in style and bool(_DISPLAY_NONE.search(style))
