"""What the learned weights of kinds look at: words of title and text, the page's money, tags and times."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from aggregator.article import Article, TellsOfKinds
from aggregator.model import Amount
from aggregator.passages import Passages
from aggregator.signs import SAID
from aggregator.text import WORD, Letters, Run, Word
from aggregator.traits import MOST_TRAITS, traits_of
from aggregator.vocabulary import Kind, Place, Role
from aggregator.weights import FORGET, Lookup, Said, Told, Weights, load_weights, together

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Hit, Tags

TABLE = "kind_weights.tsv"
KINDS = tuple(Kind)  #: as the table has them
READ = 1600  #: characters of the text; what stands further down seldom says what a page is
_USUAL = 250  #: traits of a short announcement; longer texts speak no louder
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
_place, _traits, _many = attrgetter("place"), attrgetter("traits"), attrgetter("many")
_STOP = re.compile(r"[.!?\n](?:(?<=\n)| )")
_SHORTEST, _FIRST = 20, 250  #: characters of the first sentence
_HEAD, _FORMS = ("H0", "H1"), "F"  #: parts of the words of `_lead`
_ENOUGH = 3  #: lines that make a list
_READ_OF_LISTS = 6000  #: characters
_EARLY, _LAST = 250, 250  #: characters of a beginning and of an end


def word_kind_traits(article: Article, tags: Tags) -> dict[str, float]:
    """Traits that need no sums: what a kind can be guessed from."""
    in_title, anywhere = _spoken(article, tags.hits)
    traits = dict.fromkeys([f"T|{trait}" for trait in in_title], 1.0)
    title, _ = _words(article, tags.hits)
    for part, words in zip((*_HEAD, _FORMS), _lead(article, title), strict=True):
        spoken = chain(*map(traits_of, words))
        traits |= {f"{part}|{trait}": 1.0 for trait in spoken if part != _FORMS or trait[0] == "/"}
    traits |= dict.fromkeys(anywhere, _loudness(len(anywhere)))
    return traits | dict.fromkeys(_signs(article, tags.hits, bool(tags.mentions)), 1.0)


def kind_odds(article: Article, tags: Tags, amounts: tuple[Amount, ...]) -> list[float]:
    """What weights make of the traits above and of those of the sums: log-odds of `KINDS`, in hundredths."""
    weights, _, of_sign = learned = _learned()
    plain, anywhere, loudness = _told(article, tags, learned)
    return weights.hundredths(plain + sum(map(of_sign, money_traits(amounts))), anywhere, loudness)


def guess_kind(article: Article, tags: Tags) -> Kind:
    """The kind as the words alone tell it, before the sums are read."""
    learned = _learned()
    odds = learned[0].hundredths(*_told(article, tags, learned))
    return KINDS[odds.index(max(odds))]


#: the weights, what finds what they make of a word, and what finds what they make of a sign
_Learned: TypeAlias = tuple[Weights, Lookup, Callable[[str], Said]]


@cache
def _learned() -> _Learned:
    weights = load_weights(TABLE)
    return weights, weights.telling("", beside=("T", *_HEAD, _FORMS)), weights.of("")


FORGET.append(_learned.cache_clear)


def _told(article: Article, tags: Tags, learned: _Learned) -> TellsOfKinds:
    """What the weights make of a page, sums aside. Asked twice: before its sums are read and after."""
    kept = article.told
    if kept is not None and kept[0] is learned and kept[1] is tags:
        return kept[2]
    _, of_word, of_sign = learned
    hits = tags.hits
    title = list(map(of_word, _outside(article.head.letters, hits, in_title=True)))
    text, lead = _told_of_text(article, hits, of_word)
    words = title + text
    beside: list[frozenset[Said]] = []
    for word in title:
        beside.append(word.beside[0])
    for at, word in enumerate(title[:2], 1):
        beside.append(word.beside[at])
    for word in lead:
        forms = word.beside[3]
        if forms:
            beside.append(forms)
    many = 0
    if len(words) * MOST_TRAITS > _USUAL and sum(map(_many, words)) > _USUAL:
        many = len(set(chain.from_iterable(map(_traits, words))))
    plain = sum(map(of_sign, _signs(article, hits, bool(tags.mentions))))
    if many > _USUAL:
        told = plain + together(beside), together(words), _loudness(many)
    else:
        told = plain + together(words + beside), 0, 1.0
    article.told = learned, tags, told
    return told


def _told_of_text(article: Article, hits: tuple[Hit, ...], of_word: Lookup) -> tuple[list[Told], list[Told]]:
    """What is told by the words of the text that are no names, and by all words of its first sentence."""
    letters, end = article.body.letters[:READ], _end_of_first(article.text)
    told: list[Told] = []
    lead: list[Told] = []
    if len(letters[end - 1 : end + 1].strip()) == 2:  # its last word is cut in two
        last = letters[:end].split()[-1]
        lead.append(of_word(last))
        end -= len(last)
    at = 0
    for start, stop in _free(letters, hits, in_title=False):
        if at < end and at < start:  # a name
            lead += map(of_word, letters[at : start if start < end else end].split())
        if start < end < stop:
            first = list(map(of_word, letters[start:end].split()))
            lead += first
            told += first
            start = end
        words = map(of_word, letters[start:stop].split())
        if stop <= end:
            lead += (more := list(words))
            told += more
        else:
            told += words
        at = stop if start < stop else start
    return told, lead


def _lead(article: Article, title: list[Word]) -> tuple[list[Word], list[Word], list[Word]]:
    """The first and the second word of the title, which say what it is about, and those of the first
    sentence, of which only the forms of verbs count.
    """
    return title[:1], title[1:2], [*article.body.letters[: _end_of_first(article.text)].split()]


def _end_of_first(text: str) -> int:
    """Where the first sentence ends."""
    stop = _STOP.search(text, _SHORTEST, _FIRST)
    return _FIRST if stop is None else stop.start()


def _loudness(traits: int) -> float:
    return math.sqrt(_USUAL / traits) if traits > _USUAL else 1.0


def _spoken(article: Article, hits: tuple[Hit, ...]) -> tuple[dict[str, None], dict[str, None]]:
    """Traits of the words of the title, and of all words, each once."""
    in_title, in_text = (dict.fromkeys(chain(*map(traits_of, words))) for words in _words(article, hits))
    return in_title, in_title | in_text


def _words(article: Article, hits: tuple[Hit, ...]) -> tuple[list[Word], list[Word]]:
    """Words of the title and of the text as far as it is read, without those of names of programmes."""
    return (
        _outside(article.head.letters, hits, in_title=True),
        _outside(article.body.letters[:READ], hits, in_title=False),
    )


def _outside(letters: Letters, hits: tuple[Hit, ...], *, in_title: bool) -> list[Word]:
    words: list[Word] = []
    for start, end in _free(letters, hits, in_title=in_title):
        words += letters[start:end].split()
    return words


def _free(letters: Letters, hits: tuple[Hit, ...], *, in_title: bool) -> list[Run]:
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


def telling_word(article: Article, tags: Tags, kind: Kind) -> tuple[int, int, bool] | None:
    """Start and end of the first word with the trait that speaks most for a kind; whether in the title."""
    trait = load_weights(TABLE).strongest(_spoken(article, tags.hits)[1], kind)
    title, text = article.head.letters, article.body.letters[:READ]
    for printed, letters, in_title in ((article.raw.title, title, True), (article.raw.text, text, False)):
        for start, end in _free(letters, tags.hits, in_title=in_title) if trait else ():
            for word in WORD.finditer(printed, start, end):
                if trait in traits_of(word.group()):
                    return word.start(), word.end(), in_title
    return None


def lists_winners(text: Passages) -> bool:
    """Whether three or more lines name a beneficiary each, with its sum at the end."""
    if len(text.digits) < _ENOUGH:
        return False
    lines = text.folded[:_READ_OF_LISTS].split("\n")
    if len(lines) < _ENOUGH:
        return False
    lines = [line for line in lines if "zl" in line or "pln" in line]
    return len(lines) >= _ENOUGH and sum(_WINNER.match(line) is not None for line in lines) >= _ENOUGH


def money_traits(amounts: tuple[Amount, ...]) -> dict[str, float]:
    """Which roles the sums of the page have."""
    traits: dict[str, float] = {}
    for amount in amounts:
        traits[_ROLES[amount.role]] = 1.0
    return traits or {"#no-money": 1.0}


def _signs(article: Article, hits: tuple[Hit, ...], tagged: bool) -> list[str]:
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
