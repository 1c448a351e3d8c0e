"""What the learned weights of kinds look at: words of title and text, the page's money, tags and times."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from aggregator.article import Article
from aggregator.model import Amount
from aggregator.passages import Passages
from aggregator.signs import SAID
from aggregator.text import WORD, Letters, Run, Word
from aggregator.traits import MOST_TRAITS, traits_of
from aggregator.vocabulary import Kind, Place
from aggregator.weights import FORGET, Lookup, Said, load_weights, together

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Hit, Tags

TABLE = "kind_weights.tsv"
KINDS = {str(kind): kind for kind in Kind}  #: an enumeration is called in ten times as long
READ = 1600  #: characters of the text; what stands further down seldom says what a page is
_USUAL = 250  #: traits of a short announcement; longer texts speak no louder
_MONEY = re.compile(r"\d ?(?:zl|tys|mln)|tysiec|tysiac|milion")
_HOUR_NAMED = re.compile(r"godz(?<!\wgodz)\w*\.? ?\d")
_MAY_NAME_HOURS = SAID.add("godz")
_HOUR = re.compile(r"[0-9](?<!\w\d)\d?[.:][0-5]\d\b(?![.\d]| ?zl)")
_CREDIT = re.compile(r"finansowan|srodkow")
_MAY_CREDIT = SAID.add(inside="finansowan, srodkow")

#: a line of a list: who, a dash, what for, and the sum at its end
_WINNER = re.compile(
    r"\W{0,4}(?:\d{1,3}[.)] )?"
    r"(?=[^\n]{0,160}\b(?:bibliote|ksiaznic|mediatek|centr|osrod|gmin|dom|stowarzysz|fundacj|szko|kolo|osp|klub"
    r"|muze|m?g?bp)\w*)"
    r"[^\n]{6,260}[-:(] ?(?:kwota )?\d[\d .]*(?:,\d\d)? ?(?:zl|pln|tys\. zl)\w*[).;,]*\Z"
)
_CREDIT_PLACE = Place.CREDIT  #: an attribute of an enumeration costs as much as a call
_place, _traits = attrgetter("place"), attrgetter("traits")
_STOPS, _SHORTEST, _FIRST = (". ", "! ", "? ", "\n"), 20, 250  #: where the first sentence ends, and must
_HEAD, _FORMS = ("H0", "H1"), "F"  #: parts of the words of `_lead`
_ENOUGH = 3  #: lines that make a list
_READ_OF_LISTS = 6000  #: characters
_EARLY, _LAST = 250, 250  #: characters of a beginning and of an end


class _Told(NamedTuple):
    """What the weights make of a page, sums aside."""

    plain: Said  #: of the title and of the page as a whole
    anywhere: Said  #: of all words
    loudness: float  #: of all words


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


def kind_odds(article: Article, tags: Tags, amounts: tuple[Amount, ...]) -> dict[str, float]:
    """What the weights make of the traits above and of those of the sums (log-odds)."""
    weights = load_weights(TABLE)
    told = _told(article, tags.hits, bool(tags.mentions))
    of_sums = sum(weights.said("", money_traits(amounts)))
    return weights.log_odds(_by_loudness(told, of_sums))


def guess_kind(article: Article, tags: Tags) -> Kind:
    """The kind as the words alone tell it, before the sums are read."""
    told = _told(article, tags.hits, bool(tags.mentions))
    return KINDS[load_weights(TABLE).likeliest(_by_loudness(told))]


def _by_loudness(told: _Told, of_sums: Said = 0) -> dict[float, Said]:
    plain, anywhere, loudness = told
    return (
        {1.0: plain + of_sums + anywhere} if loudness == 1.0 else {1.0: plain + of_sums, loudness: anywhere}
    )


@lru_cache(maxsize=1)
def _told(article: Article, hits: tuple[Hit, ...], tagged: bool) -> _Told:
    """Asked twice a page: before its sums are read and after."""
    weights = load_weights(TABLE)
    title, text = _words(article, hits)
    anywhere = {*title, *text}
    of_title, of_words, *of_leading = _lookups()
    told = list(map(of_words, anywhere))
    many = 0
    if len(told) * MOST_TRAITS > _USUAL:
        many = sum(map(_traits, told))
        if many > _USUAL:  # with those that several words have
            many = len(set(chain.from_iterable(map(traits_of, anywhere))))
    plain = sum(weights.said("", _signs(article, hits, tagged))) + together(map(of_title, title))
    for lookup, words in zip(of_leading, _lead(article, title), strict=True):
        plain += together(map(lookup, words))
    spoken = together(told)
    return tuple.__new__(_Told, (plain, spoken, _loudness(many)))


@cache
def _lookups() -> list[Lookup]:
    """What finds what the weights make of a word of the title, of any word, and of those of `_lead`."""
    return [load_weights(TABLE).telling(part) for part in ("T", "", *_HEAD, _FORMS)]


FORGET.extend([_told.cache_clear, _lookups.cache_clear])


def _lead(article: Article, title: list[Word]) -> tuple[list[Word], list[Word], list[Word]]:
    """The first and the second word of the title, which say what it is about, and those of the first
    sentence, of which only the forms of verbs count.
    """
    text = article.text
    ends = [end for sign in _STOPS if (end := text.find(sign, _SHORTEST, _FIRST)) >= 0]
    return title[:1], title[1:2], [*article.body.letters[: min(ends, default=_FIRST)].split()]


def _loudness(traits: int) -> float:
    return math.sqrt(_USUAL / traits) if traits > _USUAL else 1.0


def _spoken(article: Article, hits: tuple[Hit, ...]) -> tuple[dict[str, None], dict[str, None]]:
    """Traits of the words of the title, and of all words, each once."""
    in_title, in_text = (dict.fromkeys(chain(*map(traits_of, words))) for words in _words(article, hits))
    return in_title, in_title | in_text


def _words(article: Article, hits: tuple[Hit, ...]) -> tuple[list[Word], list[Word]]:
    """Words of the title and of the text as far as it is read, without those of names of programmes."""
    title, text = article.head.letters, article.body.letters[:READ]
    in_title: list[Word] = []
    in_text: list[Word] = []
    for start, end in _free(title, hits, in_title=True):
        in_title += title[start:end].split()
    for start, end in _free(text, hits, in_title=False):
        in_text += text[start:end].split()
    return in_title, in_text


def _free(letters: Letters, hits: tuple[Hit, ...], *, in_title: bool) -> list[Run]:
    """Stretches between the names of programmes: every programme has awards, reports and events."""
    free: list[Run] = []
    at = 0
    for hit in hits:
        if hit.in_title is in_title:
            free.append((at, _end_of_word(letters, hit.start)))
            at = max(at, _end_of_word(letters, hit.end))
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


def lists_winners(folded: str) -> bool:
    """Whether three or more lines name a beneficiary each, with its sum at the end."""
    if folded.count("zl", 0, _READ_OF_LISTS) + folded.count("pln", 0, _READ_OF_LISTS) < _ENOUGH:
        return False
    lines = [line for line in folded[:_READ_OF_LISTS].split("\n") if "zl" in line or "pln" in line]
    return len(lines) >= _ENOUGH and sum(_WINNER.match(line) is not None for line in lines) >= _ENOUGH


def money_traits(amounts: tuple[Amount, ...]) -> dict[str, float]:
    """Which roles the sums of the page have."""
    return {f"#{amount.role}": 1.0 for amount in amounts} or {"#no-money": 1.0}


def _signs(article: Article, hits: tuple[Hit, ...], tagged: bool) -> list[str]:
    """What the page has, words aside."""
    title, text = article.title, article.text
    signs = ["#programme" if tagged else "#no-programme"]
    if hits and hits[0].in_title:  # those of the title come first
        signs.append("#programme-in-title")
    if has_sum(_MONEY, article.head):
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


def has_sum(pattern: re.Pattern[str], title: Passages) -> bool:
    """Whether a title has a sum as the pattern knows it: in digits, in thousands or in millions."""
    folded = title.folded
    if not title.digits and "tysi" not in folded and "mili" not in folded:
        return False
    return pattern.search(folded) is not None


def _has_hour(article: Article, end: int) -> bool:
    text, end = article.text, min(end, len(article.text))
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
    text = article.text
    if article.said & _MAY_CREDIT and _CREDIT.search(text, max(0, len(text) - _LAST)) is not None:
        return True
    return _CREDIT_PLACE in map(_place, article.raw.spans)
