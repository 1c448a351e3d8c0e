"""What stands under "Czytaj też": where such a box ends amid a text, and which files are the article's."""

from __future__ import annotations

import re

from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.box_names import is_text

FILE = re.compile(r"\.(?:pdf|docx?|odt|rtf|xlsx?|ods|zip|pptx?|jpe?g|png|gif|webp)(?:$|[?#])", re.IGNORECASE)
_POINTS = re.compile(
    r"\W*(?:(?:zobacz|czytaj|przeczytaj|sprawdz|obejrzyj|polecamy|warto (?:przeczytac|zobaczyc))"
    r"(?: (?:tez|takze|rowniez|inne|wiecej))?|(?:powiazane|podobne) \w+)\W*$"
)
#: "Zobacz wszystkie wpisy autora", "Więcej od autora"
_OF_AUTHOR = re.compile(
    r"\W*(?:(?:zobacz|wyswietl|pokaz|przejrzyj|czytaj) )?(?:(?:wszystkie|pozostale|inne) )?"
    r"(?:(?:wpisy|posty|artykuly|teksty) (?:(?:tego )?(?:autora|autorki|uzytkownika)|przez))\b.{0,60}"
    r"|\W*wiecej od (?:tego )?autor.{0,60}|\W*(?:view all|more) posts.{0,60}"
)
_RUNNING = 60  #: characters of a line that goes on with the text
_MOST_OF_AUTHOR = 5  #: lines of a box about the author


def href_of(line: Line) -> str:
    """The address that a line, or the first link of its box, leads to; "" = none."""
    link = line.origin if line.origin.tag == "a" else next(line.box.element.iter("a"), None)
    return "" if link is None else (link.get("href") or "")


def points(folded: str) -> bool:
    """Do words do nothing but point to other news ("Czytaj też:")?"""
    return bool(_POINTS.match(folded))


def leads_below(line: Line, found: Scan) -> bool:
    """Points a line that ends with a colon to the link which follows in the same box?"""
    if line.text[-1] != ":" or not points(line.folded):
        return False
    return line.index + 1 < line.box.last and is_link(found.lines[line.index + 1])


def is_link(line: Line) -> bool:
    """Is more than half of a line a link?"""
    return line.linked * 2 > len(line.text)


def pointed(head: Line, under: list[Line]) -> list[Line]:
    """Of what stands below such words to the end of their box, the links that they point to.

    A text may go on behind them, in paragraphs of the box in which the words stand. Files are the article's.
    """
    if not points(head.folded):
        return under
    links = next((at for at, line in enumerate(under) if not is_link(line)), len(under))
    if links and all(FILE.search(href_of(line)) for line in under[:links]):
        return []
    behind = under[links:]
    if not links or not behind or any(_is_alike(line, under[0]) for line in behind):
        return under  # headlines and teasers by turns
    holder = head.box.parent or head.box
    first = next((line for line in behind if len(line.text) - line.linked >= _RUNNING), behind[0])
    own = {holder, head.box}
    goes_on = head.index > holder.first and (first.box in own or first.box.parent in own)
    return under[:links] if goes_on and not first.region else under


def _is_alike(line: Line, first: Line) -> bool:
    """Is a line a headline as the first one is?"""
    made = (line.box.tag, line.box.marks, line.heading) == (first.box.tag, first.box.marks, first.heading)
    return made and is_link(line) and len(line.text) > 15


def mark_author(line: Line, found: Scan) -> None:
    """The box about the author that ends with the way to all that he wrote."""
    if not line.linked or not _OF_AUTHOR.fullmatch(line.folded):
        return
    box: Box = line.box
    while box.parent is not None and box.last - box.first <= 1:
        box = box.parent
    own = found.lines[box.first : box.last] if _is_of_author(box, found) else [line]
    for each in own:
        each.region = each.region or "meta"


def _is_of_author(box: Box, found: Scan) -> bool:
    """Is it a small box with a name for its heading, or a face?"""
    lines = found.lines[box.first : box.last]
    if box.tag in {"body", "main", "article"} or len(lines) > _MOST_OF_AUTHOR or is_text(box):
        return False
    named = lines[0].heading > 2 or lines[0].strong > 0 or box.element.find(".//img") is not None
    return named and not any(line.heading in {1, 2} for line in lines)
