"""What must stand around the words of a form for them to be the programme."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits
from typing import TypeAlias

from aggregator.programmes.forms import Form
from aggregator.programmes.page import Page
from aggregator.programmes.phrases import any_in_turn, phrases
from aggregator.signs import SAID

#: whether words at [start, end) of a page stand so
Test: TypeAlias = Callable[[Page, int, int], bool]
_LEADS = """program*, konkurs*, nabor*, priorytet*, grant*, dotac*, edycj*, ramach, dzialani*,
    poddzialani*, kierun*, beneficjen*, wnios*, umow*, laureat*, operator*, wynikach, wyniki, wynikow"""
_BETWEEN = """pn, pod, nazwa, pt, o, nazwie, tytul*, minist*, mkidn*, kultury, i, dziedzictwa, narodow*,
    sportu, nck, centrum, instytut*, ksiazki, wlasn*, grantow*, dotacyjn*, rzadow*, krajow*,
    ogolnopolsk*, pfron, frsi, konkurs*, program*, w, ramach, z, ze, do, na, dla, edycj*,
    nabor*, fundacj*, wieloletni*, dofinansowan*, finansowan*, srodkow, ii, iii, iv, v, vi, vii,
    viii, ix, regionaln*, unijn*, muzeum, historii, polski*, pafw, polsko, amerykanski*, wolnosci"""
_LED = re.compile(rf"{phrases(_LEADS)}(?:[\s\"'(:,.-]+(?:{phrases(_BETWEEN)}|20\d\d))*[\s\"'(:,.+-]*\Z")
#: what the word right before the name begins with
_LEADING = frozenset(word.strip(" \n*")[:3] for word in f"{_LEADS}, {_BETWEEN}".split(","))
_LEADING |= {f"20{digit}" for digit in digits}
_LETTERS, _SIGNS = ascii_lowercase + digits, " \t\n\"'(:,.+-"
#: the letter first, the look behind it second: so each is passed over at one glance
_OF_MONEY = r"""
    dofinans finansow sfinans wspolfinans dotac dotow grant srodk w(?<![a-z]w)nios nabor przyzna pozyska
    wsparci u(?<![a-z]u)mow beneficjen z(?<![a-z]z)l(?![a-z]) zlotych minist mkidn instytut\x20ksiazki
    n(?<![a-z]n)ck(?![a-z]) p(?<![a-z]p)unkt(?:y|ow|u)?(?![a-z]) p(?<![a-z]p)rog(?:u|iem)?(?![a-z])
    rezerwow resort wylozy doloz dorzuci zaplaci ufundowa r(?<![a-z]r)ezerw(?:a|e|y)(?![a-z]) rankingow
    zakwalifik alokacj rozdziel t(?<![a-z]t)ur(?:a|y|ze)(?![a-z]) m(?<![a-z]m)ln(?![a-z])
    t(?<=\d\x20t)ys(?:iecy|iace|\.)?\x20(?:z|ze|w\x20ramach|od)\x20
"""
_MONEY = re.compile(any_in_turn(_OF_MONEY.split()))
_SLOGAN = re.compile(
    phrases("haslo, haslem, motto, mottem, nosi tytul, nosi nazwe, nosil* tytul, nosil* nazwe")
)
_MAY_BE_SLOGAN = SAID.add(_SLOGAN.pattern)
_PRICE = re.compile(phrases("wstep*, bilet*, karnet*, cena, ceny, kaucj*, skladk*, abonament*, oplat*"))
_AFTER_HEADING = re.compile(
    r"[\"'”’)]*(?:\s*20\d\d(?:\s?[-/]\s?20\d\d)?)?[\"'”’)]*"
    r"\s*(?:[-:|.!?]|\Z|\n|(?:rozstrzygn|znamy|wyniki|nabor|rusz|startuj|lista)\w*)"
)
#: what stands before a name and never before an adverb: "w BLISKO", "gdyby nie BLISKO", "bez BLISKO"
_GOVERNED = re.compile(
    r"(?<![a-z])(?:w|we|z|ze|do|dla|od|o|bez|przez|przy|zadani[ueao]|projek\w{2,4}|gdyby nie)\s+[\"'(]*\Z"
)
_YEARS = re.compile(r"[\"')]*\s*(?:na lata |w latach )?20\d\d\s?[-/]\s?(?:20)?\d\d(?!\d)")
_NUMBER = re.compile(
    r"[\"')]*\s*(?:\d(?!\d{3}\s?[-/]\s?(?:20)?\d\d)|pol |sto |dwie|trzy|czter|piec|"
    r"szesc|siedem|osiem|dziew|dziesi)"
)
#: "… 2023 - wyniki naboru": what is said of a programme that is called by its year
_OF_A_YEAR = re.compile(
    r"[\"'”’)]*\s*20\d\d(?:\s?[-/]\s?20\d\d)?[\"'”’)]*\W{1,4}(?:\w+\W+){0,3}?"
    r"(?:nabor|rozstrzygn|wyniki|lista benefic|lista dofinans|list\w* rankingow|trzecia lista|odwolan)"
)
_WORDS = re.compile(r"\w+")
#: letters of ASCII by their case: "a" for any small one, "A" for any capital
_CASES = bytes.maketrans((ascii_lowercase + ascii_uppercase).encode(), b"a" * 26 + b"A" * 26)
_LETTER = re.compile(r"[^\W_]")
_NEAR = 60  #: characters that are near even across the end of a sentence
_QUOTES = tuple("\"'*+_")
_CLOSING = re.compile(r"(?:[\s\d.,/-]|edycja)*[\"'*+_]")
_NO_WORD = re.compile(r"[^\S\n]*(?:[^\w\s]|\d|\n|\Z)")


class Around(dict[str, bool]):
    """Which conditions are met around words at [start, end): each is tested once, however many forms ask."""

    __slots__ = ("_end", "_page", "_start")

    def __init__(self, page: Page, start: int, end: int) -> None:
        self._page, self._start, self._end = page, start, end

    def __missing__(self, condition: str) -> bool:
        denied = condition[0] == "!"
        met = not self[condition[1:]] if denied else _test(condition)(self._page, self._start, self._end)
        self[condition] = met
        return met

    def fits(self, form: Form, company: bool) -> bool:
        """Whether one of the form's groups of conditions is met, or it has none.

        `company`: another programme of its family is certainly on the page.
        """
        self["company"], self["!company"] = company, not company
        for group in form.conditions:
            for condition in group:
                if not self[condition]:
                    break
            else:
                return True
        return not form.conditions


@lru_cache(maxsize=512)
def _test(condition: str) -> Test:
    name, _, word = condition.partition(":")
    if word:
        return _Near(word) if name == "near" else _Somewhere(word)
    return _TESTS[name]


class _Near:
    """Whether a word begins so in the sentence or close to the words."""

    def __init__(self, word: str) -> None:
        self.search = _begins(word).search

    def __call__(self, page: Page, start: int, _: int) -> bool:
        first, last = page.sentence(start)
        if start - _NEAR < first:
            first = start - _NEAR if start > _NEAR else 0
        if start + _NEAR > last:
            last = start + _NEAR
        return self.search(page.folded, first, last) is not None


class _Somewhere:
    """Whether a word begins so anywhere on the page."""

    def __init__(self, word: str) -> None:
        self.word = _begins(word)

    def __call__(self, page: Page, *_: int) -> bool:
        return page.has(self.word)


def _begins(word: str) -> re.Pattern[str]:
    """Where a word begins so; the letters first, the look behind them second: a search skips to them."""
    return re.compile(rf"{re.escape(word)}(?<![a-z0-9]{re.escape(word)})")


def _is_last(page: Page, _: int, end: int) -> bool:
    return _NO_WORD.match(page.printed[end : end + 4]) is not None


def _is_governed(page: Page, start: int, end: int) -> bool:
    if _YEARS.match(page.folded, end):
        return True
    led = _GOVERNED.search(page.folded, max(0, start - 12), start) is not None
    return led and _NUMBER.match(page.folded, end) is None


def _is_announced(page: Page, start: int, end: int) -> bool:
    return is_heading(page, start, end) and _OF_A_YEAR.match(page.folded, end) is not None


def is_led(page: Page, start: int, _: int = 0) -> bool:
    """Whether "programu", "w ramach", "konkursie …" leads to the words."""
    first, _ = page.sentence(start)
    if start - first > 90:
        first = start - 90
    before = page.folded[first:start].rstrip(_SIGNS)
    begin = len(before.rstrip(_LETTERS))
    lead = before[begin : begin + 3]
    if lead and lead not in _LEADING and before.isascii() and "_" not in before:
        return False  # the next word is none of those that lead to a name
    return _LED.search(page.folded, first, start) is not None


def is_quoted(page: Page, start: int, end: int) -> bool:
    """Whether quotation marks open right before the words and close right after, a year between at most."""
    before = page.folded[start - 2 if start > 2 else 0 : start].rstrip()
    after = page.folded[end : end + 16]
    return before.endswith(_QUOTES) and _CLOSING.match(after) is not None


def is_capital(page: Page, start: int, end: int) -> bool:
    """Whether they are written as a name: a capital inside a sentence, or in each of several words."""
    words = _WORDS.findall(page.printed, start, end)
    if not words or not words[0][0].isupper():
        return False
    shouted = page.printed[start:end].isupper()
    if shouted:
        first, last = page.line(start)
        around = page.printed[max(first, start - 120) : start] + page.printed[end : min(last, end + 120)]
        if _is_shouted(around):
            return False
    if shouted or (len(words) > 1 and all(word[0].isupper() or len(word) < 4 for word in words[1:])):
        return True
    return _LETTER.search(page.printed, page.sentence(start)[0], start) is not None


def _is_shouted(text: str) -> bool:
    """Whether capitals outnumber small letters; counted one by one only where those of ASCII do not tell."""
    cases = text.encode("ascii", "replace").translate(_CASES)
    if cases.count(b"a") >= cases.count(b"A") + cases.count(b"?"):
        return False
    return sum(map(str.islower, text)) < sum(map(str.isupper, text))


def is_heading(page: Page, start: int, end: int) -> bool:
    """Whether the words open their line and a dash, a year or the end of the line follows."""
    first, last = page.line(start)
    before = page.folded[first:start].strip(" \"'*+-•")
    if before or not page.printed[start:end][:1].isupper():
        return False
    return _AFTER_HEADING.match(page.folded, end, last + 1) is not None


def speaks_of_money(page: Page, start: int, _: int = 0) -> bool:
    """Whether the sentence is about getting or giving money."""
    span = page.sentence(start)
    match = _MONEY.search(page.folded, *span)
    if match is None or (page.said & _MAY_BE_SLOGAN and _SLOGAN.search(page.folded, *span)):
        return False
    return not match.group().startswith("zl") or _PRICE.search(page.folded, *span) is None


_TESTS: Mapping[str, Test] = {
    "program": is_led,
    "quoted": is_quoted,
    "caps": is_capital,
    "last": _is_last,
    "governed": _is_governed,
    "announced": _is_announced,
    "heading": is_heading,
    "money": speaks_of_money,
}
