"""How much a line looks like the heading of an article, and what the head of the page calls it."""

from __future__ import annotations

import re

from aggregator.text import fold
from aggregator.vocabulary import Place
from crawler.pages.blocks import Line, Scan, root_of
from crawler.pages.box_names import is_called_title, is_column, is_titled
from crawler.pages.document import join
from crawler.pages.furniture.wording import heads_furniture, is_alien, is_chrome, is_notice, names_section
from crawler.pages.listing.links import key_of
from crawler.pages.titles.bare import is_appointment
from crawler.pages.titles.head_names import SUPPORT, Names, names_institution, support_of

_HOME = re.compile(
    r"^(?:https?://[^/?#]+)?/?(?:(?:index|default|start)\.\w{3,5})?[?#]?$|^(?:https?://[^/]+)?/pl/?$"
)
#: an address or the name of a page in a wiki ("aktualnosci:dotacja")
_PATH = re.compile(r"[a-z0-9._-]*[:/_][\w.:/-]*")
_BY_RANK = (0, 34, 32, 26, 18, 14, 12)  #: what a heading of each rank is worth
_TITLED, _CALLED, BEFORE_BODY = 26, 12, 8  #: names of a heading without rank, with one; right above the text
_NAMED_ONLY = SUPPORT + BEFORE_BODY  #: no more is a line worth that is neither heading, named nor bold
FAVOURED = 24  #: named by a layout
#: what a line of each rank cannot exceed, whatever the head of the page calls it
HIGHEST = tuple(SUPPORT + _CALLED + (worth or _TITLED) for worth in _BY_RANK)
COST = {"header": 30, "sidebar": 30, "meta": 45, "share": 45}  #: of furniture, the least
COST_ELSEWHERE = 70
_OFFICIAL = re.compile(
    r"(?:oficjaln\w+ )?(?:stron\w+|witryn\w+|serwis|portal) ?(?:oficjaln\w+|internetow\w+|www|domow\w+)?"
)
_BULLETIN = "biuletyn informacji publicznej "  #: of whom: the name of a site
_UPWARDS = 18  #: what a link to the folder of the page takes from a heading
_LEAST = 6  #: characters of a heading of words
_HEADER = 60  #: lines among which those of the page's header are
_LONGEST_STAMP = 60  #: characters of a day, an hour and what parts them from a heading
_TRAILING_STAMP = re.compile(
    r"(?<!\s)\s*+[|(,–-]?\s*+(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d)(?:\s*r\.?)?(?:[\s,]+\d{1,2}:\d{2})?\)?$"
)


def has_signs(line: Line, names: Names, bonus: int, best: float) -> bool:
    """Does anything speak for a line? For most nothing does."""
    return bool(
        bonus
        or line.heading
        or line.strong
        or line.box.marks
        or (not line.linked and line.origin is not line.box.element and is_called_title(line))
        or (len(line.text) > 8 and not line.region and best < _NAMED_ONLY and _named(line, names))
    )


def score_of(
    line: Line,
    scan: Scan,
    names: Names,
    prose: int,
    body: tuple[int, int] | None,
    bonus: int,
    best: float,
) -> float:
    """How much a line looks like the heading; exact only where it beats `best`."""
    if line.soft and line.heading:
        return 0
    titled = is_titled(line.box) or is_called_title(line)
    strong = line.strong > 0 and line.strong >= 0.8 * len(line.text.replace(" ", ""))
    plain = not (bonus or line.heading or titled or strong)
    folded = line.folded
    support = support_of(folded, names)
    if plain or not support:
        named = _named(line, names) if len(line.text) > 8 else ""
        if named and named != folded and not support:
            support = support_of(named, names)
        if plain and (not named or support < 40 or (prose and _has_heading_above(line, scan))):
            return 0
    score = support + bonus
    if line.heading:
        score += _BY_RANK[line.heading]
    elif titled:
        score += _TITLED
    elif strong:
        score += 18
    if titled or "@headline" in line.box.marks:
        score += _CALLED
    if line.region:
        column = line.region == "sidebar" and support >= 40 and is_column(root_of(line.box))
        if line.region != "sidebar" or column:
            score -= COST.get(line.region, COST_ELSEWHERE)
        else:
            score -= COST_ELSEWHERE
    if body is not None:
        score -= 60 if line.index > body[1] else 25 if line.index > body[0] else 0
        score += BEFORE_BODY if body[0] - 12 <= line.index <= body[0] else 0
    score -= min(prose, 5 if support >= 40 and line.heading else 12) * 4
    if score > best:
        titled = titled or bool(line.heading)
        score -= penalty_of(line, scan, names, supported=support >= 40, titled=titled)
    return score


def _has_heading_above(line: Line, scan: Scan) -> bool:
    """Does a first heading stand above a plain line, with a text between? What <title> calls so below it
    is the site, in its address."""
    return any(each.heading == 1 and not each.linked for each in scan.free if each.index < line.index)


def _named(line: Line, names: Names) -> str:
    """What the head of the page or the way to it calls it (folded), where this line says so, a day aside."""
    text = line.text
    if text in names.raw or (text.isupper() and line.folded in names.raw):
        return line.folded
    return fold(undated(text, names)) if may_be_stamped(text, names) else ""


def penalty_of(line: Line, scan: Scan, names: Names, *, supported: bool, titled: bool) -> float:
    lost, folded = 0.0, line.folded
    if folded in names.sites or (line.region != "header" and _heads_site(line, scan, names)):
        lost += 60
    elif names_institution(line.text) or folded.startswith(_BULLETIN):
        lost += 60 if _is_all_but_section(folded, names) else 28
    if names_section(folded):
        lost += 34
    elif heads_furniture(folded):
        lost += 8 if names.page.startswith(folded) else 40  # the page itself is called so ("Kontakt")
    if line.linked > 0.8 * len(line.text.replace(" ", "")):
        lost += _penalty_of_link(line, names)
    if not line.heading and (line.is_meta() or is_chrome(folded) or _PATH.fullmatch(line.text)):
        lost += 60
    if len(line.text) < _LEAST and not supported and not any(map(str.isalpha, line.text[-3:])):
        lost += 60  # "§ 1"
    if line.place is Place.TABLE or (line.strong and not line.heading and is_appointment(folded)):
        lost += 60
    if not supported and (not titled or is_notice(folded)) and is_alien(folded):
        lost += 40
    return lost


def _is_all_but_section(folded: str, names: Names) -> bool:
    """Has <title> nothing but the name of a section beside it ("Aktualności - Zespół Szkół w Porzeczu"), or
    that it is the site of the house?
    """
    before, it, after = names.page.partition(folded)
    rest = f"{before} {after}".strip(" -–—|•·»«:/>")
    return bool(it) and (names_section(rest) or _OFFICIAL.fullmatch(rest) is not None)


def _penalty_of_link(line: Line, names: Names) -> int:
    """A linked heading is that of other news, or the site's name where it leads to the first page; but many
    systems link the heading of an article to the article itself, or anchor it without an address."""
    link = line.origin
    if line.heading:
        head = line.box.element
        link = next(head.iter("a"), None)
        around = head.getparent()
        if link is None and around is not None and around.tag == "a" and len(around) == 1:
            link = around
    if line.heading and link is not None and not link.get("href"):
        return 0
    href = "" if link is None else (link.get("href") or "").strip()
    itself = link is not None and link.get("href") == ""
    if not itself and _HOME.match((join(names.of.base, href) if href[:1] == "." else href).lower()):
        return 60
    if line.heading == 1:
        return _UPWARDS if href and _leads_upwards(join(names.of.base, href), names.of.url) else 0
    return 0 if href and key_of(join(names.of.base, href)) == key_of(names.of.url) else 18


def _leads_upwards(target: str, page: str) -> bool:
    """Leads a link to a folder that the page lies in, whose heading is that of a part of the site?"""
    folder = target.rstrip("/")
    return len(folder) > 8 and page.startswith(f"{folder}/") and key_of(target) != key_of(page)


def _heads_site(line: Line, scan: Scan, names: Names) -> bool:
    """Stands the heading in the page's header, too? That is the site's name, unless <title> opens with it and
    goes on: headers that stay while readers scroll repeat the article's heading."""
    folded = line.folded
    if len(folded) < 8 or scan.folded.count(folded) < 2:  # it stands once outside the header
        return False
    headers = [
        each.folded
        for each in scan.lines[:_HEADER]
        if each.region == "header" and len(each.text) <= 160 and each.folded.startswith(folded)
    ]
    if folded in headers and line.heading == 1 and not line.linked:
        return not (len(folded) < len(names.page) and names.page.startswith(folded))
    return bool(headers)


def may_be_stamped(text: str, names: Names) -> bool:
    """Might a day be printed behind what the head of the page calls it?"""
    return text[:4] in names.raw and text[-4:].strip(" r.)").isdigit()


def undated(text: str, names: Names) -> str:
    """A heading without the date printed behind it, where the head of the page calls the page so; else ""."""
    plain = without_stamp(text)
    return plain if 4 <= len(plain) < len(text) and plain in names.raw and text not in names.raw else ""


def without_stamp(text: str) -> str:
    told = text.rstrip(" r.)")  # the last figures of a stamp are a year, a day or minutes
    if not told[-1:].isdigit() or (told[-5:-4] not in "./-" and told[-3:-2] not in "-:"):
        return text
    stamp = _TRAILING_STAMP.search(text, max(0, len(text) - _LONGEST_STAMP))
    return text[: stamp.start()] if stamp else text
