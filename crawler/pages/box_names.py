"""What the tag and the names of a box say of its part in an article: the whole, the text, a column."""

from __future__ import annotations

import re
from functools import lru_cache

from aggregator.text import squeeze
from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.document import inner_text
from crawler.pages.markup import marks_of

_COLUMN = re.compile(
    r"(?:^|[ #_-])(?:col(?:umn)?s?(?:-\w+)*(?:-?\d+)?|span\d+|kolumn\w*|kol-?\d+"
    r"|grid\w*|cell|left|right|lew[aye]"
    r"|praw[ayel]\w?|srodek|bok\w*|large-\d+|medium-\d+)(?:$|[ _-])"
)
_WHOLE = re.compile(
    r"(?:^| )(?:hentry|type-post|post-\d+|node--type-\S+|node-article|item-page|blog-?post|news-single"
    r"|@blogpost|@mainentity|single-post|post-single|article-detail|news-detail|news-item-detail)(?: |$)"
)
_TEXT = re.compile(
    r"(?:^| )(?:@articlebody|#?(?:entry|post|article|news|art|the|item|node|blog|single|page|story|itemfull)"
    r"[-_]*(?:content|body|tresc|text|tekst|fulltext)\S*|tresc|tekst|field--name-body|field-name-body)(?: |$)"
)

_TAG = re.compile(
    r"(?:^|[ #_-])(?:cat|categor(?:y|ies)|kategori[ae]|chips?|badges?|pill|eyebrow|kicker|overline|rubryka"
    r"|dzial)(?:$|[ _-])"
)
_AUTHOR = re.compile(r"(?:^|[ #_-])(?:auth(?:or)?|autor|(?:article)?byline)(?:$|[ _-])")
_FEW = 3  #: lines of a byline
_TITLE_LIKE = re.compile("(?i)tit|tyt|nag|head")  #: asked before names are put in order
#: headings, but of the site or of what stands beside an article
_OF_OTHERS = "".join(
    rf"(?<!{name})" for name in ("site", "catalog", "katalog", "forum", "widget", "menu", "footer")
)
_TITLED = re.compile(
    rf"(?:^|[ #@]|{_OF_OTHERS}[_-])"
    r"(?:(?:entry|post|article|news|page|item|art|node|wpis|strona|content|single)?[-_]{0,2}?"
    r"(?:title|tytul|headline|heading|contentheading|naglowek|tyt|nagl))(?:$|[ _-])"
)


@lru_cache(maxsize=4096)
def _names_title(marks: str) -> bool:
    return bool(_TITLED.search(marks))


@lru_cache(maxsize=4096)
def _names_whole(marks: str) -> bool:
    return bool(_WHOLE.search(marks))


@lru_cache(maxsize=4096)
def _names_text(marks: str) -> bool:
    return bool(_TEXT.search(marks))


@lru_cache(maxsize=4096)
def _names_column(marks: str) -> bool:
    return bool(_COLUMN.search(marks))


def is_titled(box: Box) -> bool:
    """Do the names of a box say that it is a heading?"""
    return bool(box.marks) and _names_title(box.marks)


def is_called_title(line: Line) -> bool:
    """Do the names of the inline element that holds a whole line say that it is a heading?"""
    origin = line.origin
    if origin is line.box.element:
        return False
    names = f"{origin.get('class', '')} {origin.get('id', '')}"
    if not _TITLE_LIKE.search(names) or not _names_title(marks_of(origin)):
        return False
    return len(squeeze(inner_text(origin))) >= len(line.text)


def whole_of(box: Box) -> Box | None:
    """The box around that the page marks as one article, None where none does."""
    node: Box | None = box
    while node is not None and node.tag not in {"body", "main"}:
        if node.tag == "article" or (node.marks and _names_whole(node.marks)):
            return node
        node = node.parent
    return None


def holds_text(box: Box, scan: Scan) -> bool:
    """Is a box inside, or the box itself, marked as the text of an article?"""
    return any(
        other.tag in {"article", "main"}
        or (other.marks and (_names_text(other.marks) or _names_whole(other.marks)))
        for other in scan.boxes
        if box.first <= other.first and other.last <= box.last and not other.region
    )


def is_text(box: Box) -> bool:
    """Do the names of a box say that it is the text of an article?"""
    return bool(box.marks) and _names_text(box.marks)


def is_main(box: Box) -> bool:
    """Is it what the page marks as its main part?"""
    return box.tag == "main" or "^main" in box.marks


def kind_of(box: Box) -> tuple[str, str]:
    """Tag and first class without numbers: boxes of one kind are made by one hand."""
    return box.tag, _first_name(box.marks)


@lru_cache(maxsize=4096)
def _first_name(marks: str) -> str:
    names = marks.split()
    first = next((mark for mark in names if mark[0] not in "#@$^~"), names[0] if names else "")
    return re.sub(r"\d+", "", first)


def is_tag(box: Box) -> bool:
    """Do the names of a box say that it is the name of a category?"""
    return bool(box.marks and _TAG.search(box.marks))


def is_author(box: Box) -> bool:
    """Do the names of a box, or of the small one around it, say that it names the author?"""
    if box.marks and _AUTHOR.search(box.marks):
        return True
    around = box.parent
    small = around is not None and around.marks and around.last - around.first <= _FEW
    return bool(small and around is not None and _AUTHOR.search(around.marks))


def is_column(box: Box) -> bool:
    """Is the box one of the columns that a page is laid out in?"""
    return box.tag == "td" or (bool(box.marks) and _names_column(box.marks))
