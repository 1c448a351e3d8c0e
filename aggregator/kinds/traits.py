"""What the learned weights of kinds look at: words of title and text, the page's money, tags and times."""

from __future__ import annotations

import math
import re
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from aggregator.article import Article
from aggregator.model import Amount
from aggregator.passages import Passages
from aggregator.signs import SAID
from aggregator.text import Letters, Run, Word
from aggregator.traits import traits_of
from aggregator.vocabulary import Place, Role

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Hit, Tags

TABLE = "kind_weights.tsv"
READ = 1600  #: characters of the text; what stands further down seldom says what a page is
USUAL = 250  #: traits of a short announcement; longer texts speak no louder
_UNIT, _ROUND = re.compile(r" ?(?:zl|tys|mln)"), re.compile(r"tysi[ea]c|milion")
_HOUR_NAMED = re.compile(r"godz(?<!\wgodz)\w*\.? ?\d")
_MAY_NAME_HOURS = SAID.add("godz")
_HOUR = re.compile(r"[0-9](?<!\w\d)\d?[.:][0-5]\d\b(?![.\d]| ?zl)")
_MAY_CREDIT = SAID.add(inside="finansowan, srodkow")

#: a line of a list: who, a dash, what for, and the sum at its end
_WINNER = re.compile(
    r"\W{0,4}(?:\d{1,3}[.)] )?"
    r"(?=[^\n]{0,160}\b(?:bibliote|ksiaznic|mediatek|centr|osrod|gmin|dom|stowarzysz|fundacj|szko|kolo|osp|klub"
    r"|muze|m?g?bp)\w*)"
    r"[^\n]{6,260}[-:(] ?(?:kwota )?\d[\d .]*(?:,\d\d)? ?(?:zl|pln|tys\. zl)\w*[).;,]*\Z"
)
_ROLES = {role: f"#{role}" for role in Role}
_CREDIT_PLACE = Place.CREDIT  #: an attribute of an enumeration costs as much as a call
_place, _traits = attrgetter("place"), attrgetter("traits")
_STOP = re.compile(r"[.!?\n](?:(?<=\n)| )")
_SHORTEST, _FIRST = 20, 250  #: characters of the first sentence
HEAD, FORMS = ("H0", "H1"), "F"  #: parts of the words of `_lead`
_ENOUGH = 3  #: lines that make a list
_READ_OF_LISTS = 6000  #: characters
_EARLY, _LAST = 250, 250  #: characters of a beginning and of an end


def word_kind_traits(article: Article, tags: Tags) -> dict[str, float]:
    """Traits that need no sums: what a kind can be guessed from."""
    in_title, anywhere = _spoken(article, tags.hits)
    traits = dict.fromkeys([f"T|{trait}" for trait in in_title], 1.0)
    title, _ = words_of(article, tags.hits)
    for part, words in zip((*HEAD, FORMS), _lead(article, title), strict=True):
        spoken = chain(*map(traits_of, words))
        traits |= {f"{part}|{trait}": 1.0 for trait in spoken if part != FORMS or trait[0] == "/"}
    traits |= dict.fromkeys(anywhere, loudness_of(len(anywhere)))
    return traits | dict.fromkeys(signs_of(article, tags.hits, bool(tags.mentions)), 1.0)


def _lead(article: Article, title: list[Word]) -> tuple[list[Word], list[Word], list[Word]]:
    """The first and the second word of the title, which say what it is about, and those of the first
    sentence, of which only the forms of verbs count.
    """
    return title[:1], title[1:2], [*article.body.letters[: end_of_first(article.text)].split()]


def end_of_first(text: str) -> int:
    """Where the first sentence ends."""
    stop = _STOP.search(text, _SHORTEST, _FIRST)
    return _FIRST if stop is None else stop.start()


def loudness_of(traits: int) -> float:
    return math.sqrt(USUAL / traits) if traits > USUAL else 1.0


def _spoken(article: Article, hits: tuple[Hit, ...]) -> tuple[dict[str, None], dict[str, None]]:
    """Traits of the words of the title, and of all words, each once."""
    in_title, in_text = (dict.fromkeys(chain(*map(traits_of, words))) for words in words_of(article, hits))
    return in_title, in_title | in_text


def words_of(article: Article, hits: tuple[Hit, ...]) -> tuple[list[Word], list[Word]]:
    """Words of the title and of the text as far as it is read, without those of names of programmes."""
    return (
        outside(article.head.letters, hits, in_title=True),
        outside(article.body.letters[:READ], hits, in_title=False),
    )


def outside(letters: Letters, hits: tuple[Hit, ...], *, in_title: bool) -> list[Word]:
    words: list[Word] = []
    for start, end in outside_names(letters, hits, in_title=in_title):
        words += letters[start:end].split()
    return words


def outside_names(letters: Letters, hits: tuple[Hit, ...], *, in_title: bool) -> list[Run]:
    """Stretches between the names of programmes: every programme has awards, reports and events."""
    free: list[Run] = []
    at = 0
    for hit in hits:
        if hit.in_title is in_title:
            free.append((at, _end_of_word(letters, hit.start)))
            end = _end_of_word(letters, hit.end)
            if end > at:
                at = end
    free.append((at, len(letters)))
    return free


def _end_of_word(letters: Letters, at: int) -> int:
    """Where the word ends that began before a place, else the place."""
    inside = len(letters[at - 1 : at + 1].strip()) == 2
    return at + len(letters[at:].split(None, 1)[0]) if inside else at


def lists_winners(text: Passages) -> bool:
    """Whether three or more lines name a beneficiary each, with its sum at the end."""
    if len(text.digits) < _ENOUGH:
        return False
    lines = text.folded[:_READ_OF_LISTS].split("\n")
    if len(lines) < _ENOUGH:
        return False
    lines = [
        line
        for line in lines
        if ("zl" in line and " " not in line.rpartition("zl")[2])
        or ("pln" in line and " " not in line.rpartition("pln")[2])
    ]
    return len(lines) >= _ENOUGH and sum(_WINNER.match(line) is not None for line in lines) >= _ENOUGH


def money_traits(amounts: tuple[Amount, ...]) -> dict[str, float]:
    """Which roles the sums of the page have."""
    traits: dict[str, float] = {}
    for amount in amounts:
        traits[_ROLES[amount.role]] = 1.0
    return traits or {"#no-money": 1.0}


def signs_of(article: Article, hits: tuple[Hit, ...], tagged: bool) -> list[str]:
    """What the page has, words aside."""
    title, text = article.title, article.text
    signs = ["#programme" if tagged else "#no-programme"]
    if hits and hits[0].in_title:  # those of the title come first
        signs.append("#programme-in-title")
    if has_sum(article.head, _UNIT, _ROUND):
        signs.append("#money-in-title")
    if _has_hour(article, READ):
        signs.append("#hour")
        if len(text) <= _EARLY or _has_hour(article, _EARLY):
            signs.append("#hour-early")
    if "?" in title:
        signs.append("#question")
    if "!" in title:
        signs.append("#exclamation")
    if "\t" in text:
        signs.append("#table")
    if len(article.sections) > 2:
        signs.append("#years")
    if text.count("\n") > 4:
        signs.append("#lines")
    if _has_credit(article):
        signs.append("#credit")
    return signs


def has_sum(title: Passages, unit: re.Pattern[str], round_: re.Pattern[str]) -> bool:
    """Whether a title has a sum: figures with what stands behind them, or one in thousands or millions."""
    folded = title.folded
    for _, end in title.digits:
        if unit.match(folded, end) is not None:
            return True
    return ("tysi" in folded or "mili" in folded) and round_.search(folded) is not None


def _has_hour(article: Article, end: int) -> bool:
    text = article.text
    if end > len(text):
        end = len(text)
    if article.said & _MAY_NAME_HOURS and _HOUR_NAMED.search(text, 0, end) is not None:
        return True
    for start, stop in article.body.digits:
        if stop >= end:
            return False
        if stop - start <= 2 and text[stop] in ".:" and _HOUR.match(text, start, end) is not None:
            return True
    return False


def _has_credit(article: Article) -> bool:
    """Whether the text ends with whose money it was, or has a line that says it."""
    if article.said & _MAY_CREDIT:
        end = article.text[-_LAST:]
        if "finansowan" in end or "srodkow" in end:
            return True
    return _CREDIT_PLACE in map(_place, article.raw.spans)
