"""Which lines of a page are the article: found from its heading outwards."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.wording import is_address

_LEAVES = frozenset(
    {"p", "ul", "ol", "dl", "blockquote", "pre", "figure", "li", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_COLUMN = re.compile(
    r"(?:^|[ #_-])(?:col(?:umn)?s?(?:-\w+)*(?:-?\d+)?|span\d+|kolumn\w*|grid\w*|cell|left|right|lew[aye]"
    r"|praw[ayel]\w?|srodek|bok\w*|large-\d+|medium-\d+)(?:$|[ _-])"
)
_FILE = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|xlsx?|ods|zip|pptx?|7z|rar)(?:$|[?#])|/download/|/pobierz", re.IGNORECASE
)
_ICON = re.compile(r"icon|button|logo|pdf|print|mail|arrow|avatar|spacer|\.svg|\.gif|^data:", re.IGNORECASE)
_PLENTY = 160  #: characters of prose that make an article of some length
_SMALL = 25  #: characters of prose below which a box holds none


@dataclass(frozen=True, slots=True)
class Article:
    """The lines of the article without its heading, and the box that holds heading, labels and text."""

    lines: tuple[Line, ...]
    box: Box  #: around heading, labels and text
    body: Box  #: around the text


class Mass:
    """Characters of prose, of links and of everything in any run of lines, in constant time."""

    __slots__ = ("all", "lines", "linked", "prose")

    def __init__(self, scan: Scan) -> None:
        self.lines = scan.lines
        self.prose, self.linked, self.all = [0], [0], [0]
        prose = linked = everything = 0
        for line in scan.lines:
            if not line.region:
                size = len(line.text)
                everything += size
                linked += line.linked
                if (
                    not line.heading
                    and line.linked * 2 < size
                    and (size >= _SMALL or line.text[-1] in ".!?;")
                ):
                    prose += size - line.linked
            self.prose.append(prose)
            self.linked.append(linked)
            self.all.append(everything)

    def of(self, box: Box, after: int = -1) -> int:
        """Prose inside a box, behind the line `after`."""
        return self.prose[box.last] - self.prose[max(box.first, min(after + 1, box.last))]

    def dense(self, box: Box) -> bool:
        """Is most of the box links?"""
        total = self.all[box.last] - self.all[box.first]
        return total > 0 and (self.linked[box.last] - self.linked[box.first]) * 2 > total

    def imprint(self, box: Box) -> bool:
        """Is the box little more than an address and telephone numbers?"""
        lines = self.lines[box.first : box.last][:12]
        return sum(is_address(line.text) for line in lines) * 3 > len(lines)


def find_article(scan: Scan, title: Line | None, mass: Mass) -> Article | None:
    """The article by the generic rule, None where the page has no prose."""
    after = title.index if title is not None else -1
    node = scan.boxes[0] if title is None else (title.box.parent or title.box)
    if title is not None and not title.heading:
        node = title.box
    while node.parent is not None and mass.of(node, after) < _SMALL:
        if mass.of(node) >= _PLENTY:  # the heading stands below its text
            after = -1
            break
        if _is_poster(node, after, mass, scan):
            return None
        node = node.parent
    if mass.of(node, after) < _SMALL:
        return None
    whole = whole_of(node)
    if (
        whole is not None
        and mass.of(whole, after) < _PLENTY
        and _widen(whole, after, mass, scan) is not whole
    ):
        whole = None
    node = whole or _widen(node, after, mass, scan)
    core = _narrow(node, after, mass)
    boxes, top = _grow(core, after, mass, whole)
    kept: list[Line] = []
    for box in boxes:
        kept += scan.lines[max(box.first, after + 1) : box.last]
    direct = [line for line in scan.lines[max(top.first, after + 1) : top.last] if line.box is top]
    kept += attachments(scan, top)
    lines = sorted({line.index: line for line in kept + direct}.values(), key=lambda line: line.index)
    return Article(tuple(lines), common_box(title, top), top)


def attachments(scan: Scan, body: Box) -> list[Line]:
    """Lines of documents to download that the page keeps in the article, but behind its text."""
    whole = whole_of(body)
    behind = scan.lines[body.last : whole.last] if whole is not None else []
    return [
        line
        for line in behind
        if line.linked * 2 > len(line.text)
        and not line.region
        and _FILE.search(line.origin.get("href") or "")
    ]


_WHOLE = re.compile(
    r"(?:^| )(?:hentry|type-post|post-\d+|node--type-\S+|node-article|item-page|blog-?post|news-single"
    r"|@blogpost|@mainentity|single-post|post-single|article-detail|news-detail|news-item-detail)(?: |$)"
)
_TEXT = re.compile(
    r"(?:^| )(?:@articlebody|#?(?:entry|post|article|news|art|the|item|node|blog|single|page|story|itemfull)"
    r"[-_]*(?:content|body|tresc|text|tekst|fulltext)\S*|tresc|tekst|field--name-body|field-name-body)(?: |$)"
)


def whole_of(box: Box) -> Box | None:
    """The box around that the page marks as one article, None where none does."""
    node: Box | None = box
    while node is not None and node.tag not in {"body", "main"}:
        if node.tag == "article" or (node.marks and _WHOLE.search(node.marks)):
            return node
        node = node.parent
    return None


def _is_poster(node: Box, after: int, mass: Mass, scan: Scan) -> bool:
    """Does the heading stand with a picture, and what follows them is not marked as the text?"""
    if after < 0 or node.parent is None:
        return False
    if all(_ICON.search(image.get("src") or "icon") for image in node.element.iter("img")):
        return False
    following = [kid for kid in node.parent.kids if kid.first >= node.last and mass.of(kid) >= _SMALL]
    return bool(following) and not any(
        kid.tag in _LEAVES
        or _kind(kid) == _kind(node)
        or mass.of(kid) >= 4 * _PLENTY
        or _holds_text(kid, scan)
        for kid in following
    )


def _widen(node: Box, after: int, mass: Mass, scan: Scan) -> Box:
    """Leave a box that holds hardly more than the heading and its lead, where the marked text follows it."""
    own = mass.of(node, after)
    at = node
    while own < 4 * _PLENTY and at.parent is not None:
        parent = at.parent
        for kid in parent.kids:
            if kid.first < at.last or kid.region or mass.of(kid) <= 3 * own or mass.dense(kid):
                continue
            long = sum(_is_paragraph(line) for line in scan.lines[kid.first : kid.last])
            if long >= 2 and (_holds_text(kid, scan) or (own < 2 * _SMALL and long > 2)):
                return parent
        at = parent
    return node


def _holds_text(box: Box, scan: Scan) -> bool:
    """Is a box inside, or the box itself, marked as the text of an article?"""
    return any(
        other.tag in {"article", "main"}
        or (other.marks and (_TEXT.search(other.marks) or _WHOLE.search(other.marks)))
        for other in scan.boxes
        if box.first <= other.first and other.last <= box.last and not other.region
    )


def find_short_article(scan: Scan, title: Line) -> Article | None:
    """The few words, or none, under the heading of an announcement that is a poster."""
    whole = whole_of(title.box) or title.box.parent or title.box
    lines = [line for line in scan.lines[title.index + 1 : whole.last] if not line.region and not line.linked]
    return Article(tuple(lines), whole, whole) if whole.tag != "body" else None


def _is_paragraph(line: Line) -> bool:
    return not line.region and not line.heading and len(line.text) - line.linked >= 80


def common_box(title: Line | None, box: Box) -> Box:
    """The lowest box that holds both the heading and the text."""
    if title is None:
        return box
    at: Box | None = box
    while at is not None and not at.first <= title.index < at.last:
        at = at.parent
    return at if at is not None and at.tag != "body" else box


def _narrow(box: Box, after: int, mass: Mass) -> Box:
    """Go down while one child holds the text."""
    while not (box.marks and _TEXT.search(box.marks)):
        kids = [kid for kid in box.kids if mass.of(kid, after) >= _SMALL and not kid.region]
        total = mass.of(box, after)
        loose = total - sum(mass.of(kid, after) for kid in kids)
        leaves = loose + sum(mass.of(kid, after) for kid in kids if kid.tag in _LEAVES)
        if not kids or leaves * 10 >= total * 3:
            return box
        best = max(kids, key=lambda kid: mass.of(kid, after))
        if mass.of(best, after) * 10 < total * 6:
            columns = _is_column(best) and all(_is_column(kid) for kid in kids)
            twins = sum(_kind(kid) == _kind(best) and not mass.dense(kid) for kid in kids)
            if twins > 1 and not (columns and after < 0):
                return box
        box = best
    return box


def _grow(core: Box, after: int, mass: Mass, whole: Box | None) -> tuple[list[Box], Box]:
    """Take in what stands beside the text and is text too; stop when leaving its column, or the `whole`."""
    boxes, top, node = [core], core, core
    while node is not whole and node.parent is not None and not _is_main(node):
        parent = node.parent
        others = [
            kid
            for kid in parent.kids
            if kid is not node and kid.last > max(after + 1, kid.first) and not kid.region
        ]
        rivals = _is_column(node) and any(_is_column(kid) for kid in others)
        if rivals and (whole is None or node.first <= after < node.last):
            if whole is None or node.tag == "td":
                break
            others = [kid for kid in others if not _is_column(kid)]
        # Below the box that holds heading and text everything belongs to the article, page parts aside.
        near = (
            after >= 0
            and (parent.first > after or not node.first <= after < node.last)
            and parent.tag != "body"
        )
        taken = [kid for kid in others if _joins(kid, node, after, mass, whole is not None, near)]
        if taken:
            boxes += taken
            top = parent
        elif whole is None and any(mass.of(kid, after) >= _SMALL or mass.dense(kid) for kid in others):
            break
        if parent.tag == "body" or (whole is None and after >= 0 and parent.first <= after and taken):
            break
        node = parent
    return boxes, top


def _joins(kid: Box, core: Box, after: int, mass: Mass, lenient: bool, near: bool) -> bool:
    """Is a box beside the text a part of it?"""
    if mass.dense(kid):
        return near and holds_files(kid)
    size, main = mass.of(kid, after), mass.of(core, after)
    if kid.first >= core.last and mass.imprint(kid):
        return False
    if lenient:
        return size >= _SMALL or kid.tag in _LEAVES
    if near and "#" not in kid.marks and mass.all[kid.last] - mass.all[kid.first] and not _is_column(kid):
        return True
    if kid.tag in _LEAVES:
        return not (
            core.tag in {"div", "td", "section", "article"} and kid.first > core.last + 3 and size < _SMALL
        )
    if size < _SMALL:
        return False
    if after >= 0 and kid.last <= core.first:  # a lead between the heading and the text
        return True
    if core.first <= after < core.last:  # the heading's own box is complete but for boxes made like it
        return bool(kid.marks) and _kind(kid) == _kind(core)
    if _kind(kid) == _kind(core):
        return True
    return size * 2 > main and "#" not in kid.marks and not _is_column(kid)


def _is_main(box: Box) -> bool:
    return box.tag == "main" or "^main" in box.marks


def holds_files(box: Box) -> bool:
    """Are the links of a box documents to download, as below many announcements?"""
    links = [link.get("href") or "" for link in box.element.iter("a")][:60]
    return bool(links) and sum(bool(_FILE.search(link)) for link in links) * 2 > len(links)


def _kind(box: Box) -> tuple[str, str]:
    """Tag and first class without numbers: boxes of one kind are made by one hand."""
    names = box.marks.split()
    first = next((mark for mark in names if mark[0] not in "#@$^~"), names[0] if names else "")
    return box.tag, re.sub(r"\d+", "", first)


def _is_column(box: Box) -> bool:
    return box.tag == "td" or bool(box.marks and _COLUMN.search(box.marks))
