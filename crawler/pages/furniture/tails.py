"""What is left at the end of an article and is none of it: who wrote it, and words that head nothing."""

from __future__ import annotations

import re

from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.body import Article

_AUTHOR = re.compile(r"auth(?:or)?s?(?:[-_ ]|info|bio|box|$)|autor(?:e|en|es|in)?(?:[-_ ]|info|$)")
_LAST = 6  #: lines at the end that are looked at
_BOX = 6  #: lines of a box about an author
_LABEL = 60  #: characters of words that head what follows
_OTHERS = frozenset({"related", "comments", "form", "share", "meta", "menu"})


def mark_tail(article: Article, found: Scan) -> None:
    """Give a region to boxes called after the author, and to a heading below which only furniture stands."""
    left = _LAST
    for line in article.lines[:0:-1]:
        if line.region:
            continue
        if left and _is_of_author(line.box):
            line.region = "meta"
        elif left and _heads_nothing(line, found):
            line.region = "related"
        else:
            return
        left -= 1


def _is_of_author(box: Box) -> bool:
    """Is the line in a small box that is called after an author?"""
    at: Box | None = box
    while at is not None and at.last - at.first <= _BOX and at.tag not in {"body", "main", "article"}:
        if ("author" in at.marks or "autor" in at.marks) and _AUTHOR.search(at.marks):
            return True
        at = at.parent
    return False


def _heads_nothing(line: Line, found: Scan) -> bool:
    """Are the words a heading, or end with a colon, and stands something else than text below them?"""
    text = line.text
    if len(text) > _LABEL or line.linked or line.heading == 1 or text[-1] in ".!…":
        return False
    if line.soft or text[0].islower():
        return False  # the end of a sentence
    if not line.heading and text[-1] != ":" and line.strong * 5 < len(text) * 4:
        return False
    if line.index + 1 >= len(found.lines):
        return False
    below = found.lines[line.index + 1]
    return below.region in _OTHERS or (not below.region and below.linked * 10 >= len(below.text) * 8)
