"""What the items of an index page are called."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import islice

from aggregator.dates import find_dates
from aggregator.dates.words import MONTHS, choice
from aggregator.text import fold, squeeze
from crawler.pages.document import inner_text, names_of
from crawler.pages.listing.item import Item
from crawler.pages.listing.links import is_title
from crawler.pages.listing.rows import Row, Rows


def parted(texts: list[str], base: datetime) -> list[tuple[str, str]]:
    """Titles and days of links that tell both between strokes ("Ferie | 12.02.2024 | Dla dzieci").

    None where not all do, or where the newest does not stand first: then something takes place on those days.
    The title is what differs most from link to link.
    """
    rows = [[part.strip() for part in text.split("|")] for text in texts]
    if len({len(row) for row in rows}) != 1 or len(rows[0]) < _STROKED:
        return []
    columns = list(zip(*rows, strict=True))
    days: list[str] = []
    for number, column in enumerate(columns):
        found = [next(iter(find_dates(part, base=base)), None) for part in column]
        told = [date.day.isoformat() for date in found if date and not (date.missing or date.relative)]
        whole = all(
            date and len(part) - len(date.words) <= _STROKED for date, part in zip(found, column, strict=True)
        )
        if whole and len(told) == len(rows):
            days, columns = told, columns[:number] + columns[number + 1 :]
            break
    if not days or days != sorted(days, reverse=True) or days[0] > base.date().isoformat():
        return []
    titles = max(columns, key=lambda column: (len(set(column)), sum(map(len, column))))
    return list(zip(titles, days, strict=True)) if all(map(is_title, titles)) else []


def title_of(entry: Item, rows: list[Row], found: Rows, *, named: bool) -> str:
    """The link's words; of a whole card that is a link, the line that looks like a title.

    Not `named`, other items have a link of the same words: "Idź do galerii". A day is no title, either.
    """
    link = entry.title_link
    first, last = found.extent[link.element]
    bare = is_day(link.text)
    named = named and not bare
    text = link.text if is_title(link.text) and (named or not any(row.heading for row in rows)) else ""
    if text and bare:  # the day leads to a note without a title
        told = [row for row in rows if link.text not in row.text and 2 * row.linked < len(row.text)]
        text, rows = ("", told) if told else (text, rows)
    if text and not bare and (_is_told(text) or (not named and len(text.split()) <= _MORE)):
        over = [row for row in found.rows[entry.first : link.row] if not row.linked and _is_plain(row)]
        text, rows = ("", over) if over else (text, rows)  # "Pełny komunikat" again and again, a summary
    lines = found.rows[first:last] if text and last - first > 1 else [] if text else rows
    if link.image and text and not squeeze(inner_text(link.element)):  # what a picture shows: "zdjęcie"
        lines = [row for row in rows if row.heading and is_title(row.text)] or [
            row for row in rows if is_title(row.text) and _NAMED.search(names_of(row.element))
        ]
    if lines:
        plain = [row for row in lines if _is_plain(row)]
        heads = [row for row in plain if row.heading] or [
            row for row in plain if _NAMED.search(names_of(row.element))
        ]
        heads = heads or [row for row in plain if row.element.tag in _STRONG and not row.heading]
        named_first = heads or [row for row in plain if not _is_kicker(row.text)] or plain
        line = (named_first or lines)[0]
        text = _TRAILING.sub("", _without_day(line)).rstrip(" #¶§∞")
    return squeeze(_LEADING.sub("", text)) or text


def is_day(text: str) -> bool:
    """Is it a day, an hour or how long ago, and nothing else?"""
    return not _DATED.sub("", text)


def _is_plain(row: Row) -> bool:
    """May a line be a title, and is it more than a day?"""
    return is_title(row.text) and len(_DATED.sub("", row.text)) > (1 if row.heading else 4)


def _is_told(text: str) -> bool:
    """Are the words of a link sentences, not a title?"""
    return len(text) > _SENTENCES and bool(_END.search(text))


def _is_kicker(text: str) -> bool:
    """Is a line a day with a word about the item beside it?"""
    told = fold(_TRAILING.sub("", text[:_SHORT]))
    rest = _KICKER.sub(" ", told)
    return rest != told and (_STAMP.match(told) is not None or len(_DATED.sub(" ", rest).split()) <= _FEW)


def _without_day(row: Row) -> str:
    """The text of a line without a day that stands in an element of its own before or after the title."""
    text = row.text
    for node in islice(row.element.iter(*_INLINE), _PARTS):
        part = squeeze(inner_text(node))
        if not part or len(part) >= len(text) or _DATED.sub("", part):
            continue
        blanks = r"\s*".join(map(re.escape, part.replace(" ", "")))  # a tile: "27", "gru", "2025"
        rest = re.sub(rf"^{blanks}(?!\w)|(?<!\w){blanks}$", "", text)
        if rest != text and is_title(rest):
            text = rest.strip(" –-|:")
    return text


_INLINE = ("span", "time", "small", "em", "b", "i", "strong", "font")
_PARTS = 20  #: elements of a line
_STROKED = 2  #: parts of a link between strokes; signs around a day
_DATED = re.compile(
    r"[\d\W]+|\b(?:stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|pa[zź]dz|listop|grud|poniedz|wtor|środ|czwart"
    r"|pi[aą]t|sobot|niedziel|dzi[sś]|wczoraj|przedwcz|godz|dodan|opublikowan)\w*"
    r"|\b(?:[or]|(?:dni|dzień|tydzień|tygodnie|minut\w?) temu|min(?:ut\w?)?(?:\(y\))? (?:czytania|read))\b",
    re.I,
)
_NAMED = re.compile(r"title|tytul|naglow|headline|heading")
#: the day of publication after a title that is no link: "Ferie (31.01.2014)"
_TRAILING = re.compile(
    r"\s*[(\[]\s*(?:(?:dodan[eoy]|opublikowano|data|z? ?dnia)\W{1,3}){0,2}\d\d?"
    r"(?:[./-]\d\d?[./-](?:\d\d){1,2}|[. ](?:[IVX]{1,4}|[^\W\d]{3,12})[. ](?:19|20)\d\d)"
    r"(?:\s*r\.?)?\s*[)\]]\s*$"
)
#: a line above the title in a card: "Komunikat 9 lis", "Relacja wczoraj, 16:22"
_KICKER = re.compile(
    rf"(?<![\d.])\d\d?(?:\.[01]?\d\.(?:\d{{4}})?|\.? (?:{choice(MONTHS)})(?!\w))"
    r"|\bdzi(?:siaj|s)\b|\b(?:przed)?wczoraj\b"
)
_STRONG = frozenset({"strong", "b"})
_MORE = 3  #: words of a link that is called as others are
_SENTENCES = 90  #: characters of a summary
_END = re.compile(r"[^\W\d]{3}[.!?] [^\W\d_].*[.…]$")
_STAMP = re.compile(
    r"\W*(?:dodan[aeoy]|dodal|opublikow|data publ|czas publ|zamieszcz|wprowadz|wyslan|wpis z|z dnia|przez)"
)
_SHORT = 60  #: characters of such a line
_FEW = 1  #: words beside the day in one
_LEADING = re.compile(
    r"^\s*(?:(?:\d{4}[./-]\d\d?[./-]\d\d?|\d\d?[./-]\d\d?[./-]\d{4})(?:\s*r\.)?[\s:|,–-]+"
    r"|(?:[Cc]zytaj )?[Ww]ięcej o:?\s+)"
)
