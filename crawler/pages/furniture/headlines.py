"""Links amid and below a text that are headlines of other news: told by their shape, in any language.

The address of such a link repeats its words or is made like the page's own, or its box is called a teaser.
"""

from __future__ import annotations

import re
from bisect import bisect
from urllib.parse import unquote, urlsplit

from aggregator.text import fold
from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.body import Article
from crawler.pages.document import join
from crawler.pages.furniture.see_also import FILE, href_of
from crawler.pages.mass import is_running

_SHORTEST = 25  #: characters of a headline
_LONG = 40  #: characters of one that only its address tells
_LEADING = 30  #: characters of what may stand before it, up to a colon ("Read more: …")
_LABEL = 40  #: characters of what stands above such links
_SHARED = 4  #: words that an address and a headline share
_PARAGRAPHS = 2  #: that stand before the first such link
_RUNS = 2  #: paragraphs for each place in the text where such links stand
_BESIDE = 2  #: characters of quotes or arrows around a link
_CARD = 4  #: lines of a card amid the text
_MOST = 6  #: lines of a teaser
_WORD = re.compile(r"[a-z]{2,}|\d+")
_MANY = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4,}|[0-9a-f]{8,}"
)  #: the number of an article in its address
_LETTERS = re.compile(r"[a-z]+(?:[-_][a-z]+)*")


def mark_headlines(article: Article, found: Scan, url: str) -> None:
    """Give the region "related" to such links behind running text, and to the short line right above them.

    Where almost every paragraph follows a headline of its own the page is a list of announcements.
    """
    lines = article.lines
    links, short = [], []
    for at, line in enumerate(lines):
        if line.linked and not line.region:
            if line.linked >= _SHORTEST:
                links.append(at)
            elif line.linked == len(line.text):
                short.append(line)
    if links:
        _mark_links(links, lines, found, url)
    for line in short:
        if _is_above(line, found):
            line.region = "related"


def _mark_links(links: list[int], lines: tuple[Line, ...], found: Scan, url: str) -> None:
    links = [at for at in links if _is_link(lines[at]) and _is_of_other(lines[at], url)]
    links = [at for at in links if not _heads(at, lines)]
    if not links:
        return
    told = [at for at, line in enumerate(lines) if is_running(line)]
    if len(told) < _PARAGRAPHS:
        return
    links = [at for at in links if at > told[_PARAGRAPHS - 1]]
    if len(told) < _RUNS * len({bisect(told, at) for at in links}):
        return
    for at in links:
        for line in _teased(lines[at], found):
            line.region = line.region or "related"
        _mark_label(lines[at - 1])


def _is_above(line: Line, found: Scan) -> bool:
    """Is a short link the category above the headline of a card, which is known to be of other news?"""
    around = line.box.parent
    if line.box.last - line.box.first > 1 and line.box.last - line.box.first <= _CARD:
        around = line.box
    if around is None or around.last - around.first > _CARD or line.index + 1 >= around.last:
        return False
    return found.lines[line.index + 1].region == "related"


def _heads(at: int, lines: tuple[Line, ...]) -> bool:
    """Does a heading that is a link stand above running text, as in a list of whole announcements?"""
    line = lines[at]
    if not line.heading or len(line.text) - line.linked > _BESIDE or at + 1 == len(lines):
        return False
    below = lines[at + 1]
    return not below.linked and not below.heading and _teaser(line.box) is None


def _is_link(line: Line) -> bool:
    """Is a line nothing but one long link, or a link behind a word or two and a colon?"""
    rest = len(line.text) - line.linked
    if rest > _LEADING or line.heading == 1:
        return False
    return rest <= _BESIDE or line.text.find(":", 0, rest + 2) > 0


def _is_of_other(line: Line, url: str) -> bool:
    href = href_of(line)
    if not href or FILE.search(href) or href[0] == "#":
        return False
    there, here = urlsplit(join(url, href)), urlsplit(url)
    if _site(there.netloc) != _site(here.netloc) or there.path.rstrip("/") == here.path.rstrip("/"):
        return False
    return (
        _repeats(there.path, line.text)
        or _is_alike(there.path, here.path, line)
        or _teaser(line.box) is not None
    )


def _site(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def _repeats(path: str, text: str) -> bool:
    """Are the words of an address those of the headline?"""
    words = _WORD.findall(fold(max(unquote(path).split("/"), key=len)))
    own = set(_WORD.findall(fold(text)))
    shared = sum(word in own for word in words)
    return shared >= _SHARED and shared * 10 >= len(words) * 6


def _is_alike(there: str, here: str, line: Line) -> bool:
    """Has a link the address of an article, with a number as that of the page has, in the same section?"""
    if line.linked < _LONG or not _MANY.search(here):
        return False
    ours, others = (path.strip("/").split("/") for path in (here, there))
    if len(ours) != len(others) or len(ours) < 2 or ours[0] != others[0]:
        return False
    return all(map(_MANY.search, (ours[-1], others[-1]))) and _shape(ours[-1]) == _shape(others[-1])


def _shape(name: str) -> str:
    return _LETTERS.sub("a", re.sub(r"\d+", "0", _MANY.sub("0", name)))


def _teaser(box: Box) -> Box | None:
    """The small box called a teaser around a link."""
    at: Box | None = box
    while at is not None and at.last - at.first <= _MOST and at.tag not in {"body", "main"}:
        if "teaser" in at.marks:
            return at
        at = at.parent
    return None


def _teased(line: Line, found: Scan) -> list[Line]:
    teaser = _teaser(line.box)
    return [line] if teaser is None else found.lines[teaser.first : teaser.last]


def _mark_label(above: Line) -> None:
    """The heading or the words with a colon right above such links."""
    if above.region or above.linked or len(above.text) > _LABEL or above.heading == 1:
        return
    if above.heading or above.strong or above.text[-1] == ":":
        above.region = "related"
