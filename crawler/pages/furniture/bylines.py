"""The line above or below a text that says again when it was published, with what themes print beside."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import islice

from aggregator.alternation import united
from aggregator.dates import find_dates
from aggregator.dates.found import WARSAW
from aggregator.dates.relative import SIGNS as RELATIVE_SIGNS
from aggregator.dates.words import WEEKDAYS
from aggregator.model import Published
from aggregator.text import fold, squeeze
from aggregator.vocabulary import Place, Precision
from crawler.pages.blocks import Line
from crawler.pages.dates.labels import Label, labels
from crawler.pages.dates.parted_days import joined, whole_days
from crawler.pages.document import inner_text
from crawler.pages.furniture.statements import is_meta
from crawler.pages.furniture.wording import is_chrome, names_section
from crawler.pages.markup import INLINE
from crawler.pages.patterns import any_of

_LONGEST = 120
_LOW = 5  #: rank of headings that some themes print bylines as
_STROKE = re.compile(r"\s*[|•·/›»]\s*|\s+[–—-]\s+|\s{2,}|[\t\n]")
_DIVIDER = re.compile(rf"\s*[,;()]\s*|{_STROKE.pattern}")
_PARTED = re.compile(r"[|•·]|\s[/–—-]\s")
_BETWEEN = re.compile(r"\s*[|•·,;()]\s*|\s+[/–—-]\s+")
_DATED = re.compile(r"\d{4}|\d[./-]\d")
#: what themes print beside a day: who wrote it, where it is filed, how long and how often it is read
_PIECE = re.compile(
    "(?:"
    + any_of(
        r"""
        (?:ok\.? )?\d{1,3} ?min(?:ut[aey]?)?\.?(?: (?:czyt|lektur|read)\w*\.?)?
        czyt(?:an[oaey]|anie)?\.?:? [\d\s]+(?:raz\w*)?
        (?:odslon|wyswietlen|wejsc|komentarz|views|hits)\w*:? \d[\d\s]*
        \d[\d\s]*(?:odslon|wyswietlen|wejsc|komentarz|views|hits)\w*
        (?:przez|by|autor(?:ka|zy)?)(?:\(a\))?:? \S.{0,40}
        (?:doda|opublikowa|zamiesci|napisa|wstawi|wpisa|umiesci)l\w*(?:\(a\))?:? \S.{0,40}
        (?:red\.|oprac\.|tekst|fot\.|foto|zdjecia|posted by|written by):? \S.{0,40}
        (?:w )?(?:kategori[aei]|dzial\w?):? \S.{0,40}
        \d{1,2}[:.]\d\d(?::\d\d)?
        (?:data|dnia|w dniu|dn\.?)(?: (?:publikacji|dodania|wpisu))?:?
        r\.?|roku
        """
    )
    + ")"
)
_FIGURE = re.compile(r"\d")
_EDGES = re.compile(r"^\W+|\W+$")  #: strokes, brackets, icons
#: how a day may be told without its number: in a word, or by a time that is the next day's in Poland
_OTHERWISE = re.compile(rf"ego |\d:\d|{united(RELATIVE_SIGNS)}")
_WORD = re.compile(r"[^\W\d_]+")
_HOUR = re.compile(r"\bgodz|\bg\. ?\d|\bo \d|\bod \d|\d[:.]\d\d")
_CLOCK = re.compile(r"^[^\w(]{0,6}(\d{1,2}):(\d{2})(?!\d)")
_ZONES = timedelta(minutes=125)  #: by which a clock may differ that shows no time of Poland
_CATEGORY = 30  #: characters that are no link, beside a linked category
_ROW = frozenset({"li", "dd", "dt", "td"})  #: boxes that share a byline among them
_STATED = frozenset({Label.PUBLISHED, Label.ADDED, Label.CREATED, Label.MODIFIED})
_MOST_IN_ROW, _MOST_PARTS = 8, 60  #: elements of a line with a day; a page of loose texts has thousands
#: what a category is not called, and an appointment says
_EVENT = re.compile(r"\d|wstep|bilet|zapis|\bsal[ai]\b|spotkani|godz|miejsc|start|zaprasz|[.!?:]$")


def states_day(line: Line, published: Published | None, *, below: bool = False) -> bool:
    """Is a line nothing but the day of publication, with the author, the category, the time of reading?

    Another hour than that of the publication, or words of a sentence, make it a part of the text; `below` it
    so does a name before a comma, for texts are signed so.
    """
    if published is None or 0 < line.heading < _LOW or len(line.text) > _LONGEST:
        return False
    # whatever parts the line, it parts no number and no word: without these no day of it is the same
    if str(published.moment.day) not in line.text and not (
        _FIGURE.search(line.text) and _OTHERWISE.search(line.folded)
    ):
        return False
    if line.text.replace(" ", "").strip(".") == published.words.replace(" ", ""):
        return True
    if line.text.isdigit() and line.text == published.moment.astimezone(WARSAW).strftime("%d%m%Y"):
        return True  # a tile whose parts only a style sheet keeps apart
    text = in_parts(line)
    dates = find_dates(text, base=published.moment, incomplete=True)
    if not any(date.end_moment is None and date.day == published.moment.date() for date in dates):
        return False
    if is_parted_byline(text, sure=below, free=not below):
        return True
    if len(dates) != 1:
        return False
    lead, after = text[: dates[0].start], text[dates[0].end :]
    if published.precision is Precision.MINUTE or published.words == dates[0].words:
        after = _after_clock(after, published)
    timed = published.precision is dates[0].precision is Precision.MINUTE
    if timed and abs(dates[0].moment - published.moment) > _ZONES:
        return False
    if _HOUR.search(fold(f"{lead} {after}")):
        return False
    divider = _STROKE if below else _DIVIDER
    return _is_beside(lead, line, divider) and _is_beside(after, line, divider)


def in_parts(line: Line) -> str:
    """The words of a line with strokes for icons and between elements that only style sheets keep apart,
    where one of the parts tells a day, and a day that is one of strokes itself in one piece."""
    return whole_days(_divided(line))


def _divided(line: Line) -> str:
    element = line.box.element
    children = list(islice(element, _MOST_PARTS + 1))
    if not 0 < len(children) <= _MOST_PARTS or (len(children) == 1 and (children[0].text or "").strip()):
        return line.text
    parts = [element.text or ""]
    apart = False  #: does nothing stand between an element and the next?
    for child in children:
        if child.tag not in INLINE:
            return line.text
        words = inner_text(child)
        if apart or not words.strip():
            parts.append("")
        parts[-1] += words + (child.tail or "")
        apart = not (child.tail or "").strip()
    parts = [words for part in parts if (words := squeeze(part))]
    if len(parts) < 2 or "".join(parts).replace(" ", "") != line.text.replace(" ", ""):
        return line.text
    if line.text[0].isdecimal() and (tile := joined(parts)):
        return tile
    dated = any(_DATED.search(part) and is_meta(fold(part)) for part in parts)
    return " | ".join(parts) if dated else line.text


def is_parted_byline(text: str, *, sure: bool = False, free: bool = False) -> bool:
    """Whether a line of several parts tells a day and beside it only who, where, how long to read.

    `sure`: only where a part says so ("Dodano: 12.05.2024", "3 min czytania"), for a name alone may be a
    signature. `free`: a word or two behind a stroke may be the category, though no part says so.

    >>> [is_parted_byline(f"12 maja 2024 · {rest}") for rest in ("Jan Nowak · 3 min czytania", "wstęp wolny")]
    [True, False]
    >>> is_parted_byline("Jan Nowak, 12 maja 2024, 10:15, Aktualności")
    True
    """
    if len(text) > _LONGEST or not _DATED.search(text):
        return False
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    if len(pieces) < 2:
        return False
    days = [piece for piece in pieces if _DATED.search(piece) and is_meta(fold(piece))]
    if not days:
        return False
    others = [piece for piece in pieces if piece not in days]
    labelled = any(map(_is_labelled, days))
    return _fit(others, sure=sure and not labelled, free=(free or labelled) and bool(_PARTED.search(text)))


def stands_beside(lead: str, after: str) -> bool:
    """Is all that stands before and behind a day in its line a part of a byline, and one of them a sure one?

    Names alone do not tell a byline from the place of an event ("Sala Widowiskowa, 12 maja 2024").
    """
    return _fit(_DIVIDER.split(f"{lead}\n{after}"), sure=True, free=True)


def byline_at(lines: list[Line], states: Callable[[Line], bool], *, last: bool = False) -> int:
    """How many lines at the beginning, or at the end, of a text are its byline.

    Lines of one list or one box are told together, where one of them `states` something.
    """
    order = lines[::-1] if last else lines
    count = 0
    while count < len(order):
        line = order[count]
        row = _row(order, count) if len(line.text) <= _LONGEST else ()
        if len(row) > 1 and all(len(line.text) <= _LONGEST for line in row) and _is_byline(row, states):
            count += len(row)
        elif states(line):
            count += 1
        else:
            break
    return count


def without_bylines(lines: list[Line], published: Published | None) -> list[Line]:
    """The lines without sure bylines amid them, as where other things follow the line below a text."""
    if published is None:
        return lines
    dropped: set[int] = set()
    day = str(published.moment.astimezone(WARSAW).day)
    for at, line in enumerate(lines):
        if day not in line.text or len(line.text) > _LONGEST or not _DATED.search(line.text):
            continue
        if line.place is Place.BODY and (line.is_meta() or states_day(line, published, below=True)):
            first = at - len(_row(lines[at::-1])) + 1
            row = _row(lines, first)
            if is_parted_byline(in_parts(line), sure=True):
                dropped.add(at)
            elif _is_told(line, row) and _stands_with(row, line):
                dropped.update(range(first, first + len(row)))
    return [line for at, line in enumerate(lines) if at not in dropped] if dropped else lines


def _row(lines: list[Line], at: int = 0) -> list[Line]:
    """The line at this place and those behind that stand in one box or one list with it."""
    first = lines[at]
    found = [first]
    for line in lines[at + 1 : at + _MOST_IN_ROW + 1]:
        listed = line.box.parent is first.box.parent and line.box.tag in _ROW and first.box.tag in _ROW
        if not (listed or line.box is first.box):
            break
        found.append(line)
    return found


def _is_told(line: Line, row: list[Line]) -> bool:
    """Has the day of publication a label, or a count beside it?"""
    return _is_labelled(line.text) or any(_is_sure(other) for other in row if other is not line)


def _is_labelled(text: str) -> bool:
    return any(found.kind in _STATED for found in labels(text))


def _stands_with(row: list[Line], stated: Line) -> bool:
    return _is_byline(row, lambda line: line is stated)


def _is_byline(row: list[Line], states: Callable[[Line], bool]) -> bool:
    """Does one of the lines state something, and may the others stand beside it: name, count, category?"""
    others = [line for line in row if not states(line)]
    if len(others) == len(row) or any(len(line.text) > _CATEGORY or line.heading for line in others):
        return False
    listed = row[0].box.tag in _ROW or any(map(_is_sure, row))
    return all(_is_piece(line.text) or (listed and _is_free(line.text)) for line in others)


def _is_sure(line: Line) -> bool:
    return _is_said(line.folded.strip(" .:"))


def _fit(pieces: list[str], *, sure: bool, free: bool) -> bool:
    """Are they parts of a byline? Where one is a sure one, a free word or two may name the category."""
    pieces = [piece for piece in pieces if piece.strip(" .:")]
    strange = [piece for piece in pieces if not _is_name(piece)]
    if not all(_is_free(piece) or _is_printed(piece) for piece in strange):
        return False
    return not (sure or (strange and not free)) or any(map(_is_printed, pieces))


def _is_free(piece: str) -> bool:
    """Are these a few words that may name a category?"""
    return len(piece) <= _CATEGORY and len(_WORD.findall(piece)) <= 4 and not _EVENT.search(fold(piece))


def _after_clock(after: str, published: Published) -> str:
    """What stands behind the day, without the time of publication."""
    clock = _CLOCK.match(after)
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        return after
    told = published.moment.astimezone(WARSAW).replace(hour=int(clock[1]), minute=int(clock[2]))
    near = published.precision is Precision.DAY or abs(told - published.moment) <= _ZONES
    return after[clock.end() :] if near else after


def _is_beside(part: str, line: Line, divider: re.Pattern[str]) -> bool:
    """May this stand beside the day in a byline?"""
    folded = _EDGES.sub("", fold(part))
    if folded in {"", "r", "roku"} or folded in WEEKDAYS or _is_said(folded):
        return True
    pieces = [piece for piece in divider.split(part) if piece.strip(" .:")]
    if divider.search(part) and all(map(_is_piece, pieces)):
        return True
    filed = bool(line.linked) and len(folded) - line.linked <= _CATEGORY
    return filed and len(pieces) == 1 and len(_WORD.findall(part)) <= 4


def _is_piece(piece: str) -> bool:
    return _is_name(piece) or _is_printed(piece)


def _is_printed(piece: str) -> bool:
    return _is_said(fold(piece).strip(" .:"))


def _is_name(piece: str) -> bool:
    words = _WORD.findall(piece)
    return len(words) <= 4 and all(word[:1].isupper() or len(word) < 4 for word in words)


def _is_said(folded: str) -> bool:
    if folded in WEEKDAYS or _PIECE.fullmatch(folded):
        return True
    return names_section(folded) or is_meta(folded) or is_chrome(folded)
