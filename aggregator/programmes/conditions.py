"""What must stand around the words of a form for them to be the programme."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from aggregator.programmes.forms import Form
from aggregator.programmes.page import Page
from aggregator.programmes.phrases import phrases

_LED = re.compile(
    phrases(
        """program*, konkurs*, nabor*, priorytet*, grant*, dotac*, edycj*, ramach, dzialani*,
        poddzialani*, kierun*, beneficjen*, wnios*, umow*, laureat*, operator*"""
    )
    + r"(?:[\s\"'(:,.-]+(?:"
    + phrases(
        """pn, pod, nazwa, pt, o, nazwie, tytul*, minist*, mkidn*, kultury, i, dziedzictwa, narodow*,
        sportu, nck, centrum, instytut*, ksiazki, wlasn*, grantow*, dotacyjn*, rzadow*, krajow*,
        ogolnopolsk*, pfron, frsi, konkurs*, program*, w, ramach, z, ze, do, na, dla, edycj*,
        nabor*, fundacj*, wieloletni*, dofinansowan*, finansowan*, srodkow, ii, iii, iv, v, vi, vii,
        viii, ix, regionaln*, unijn*, muzeum, historii, polski*, pafw, polsko, amerykanski*, wolnosci"""
    )
    + r"|20\d\d))*[\s\"'(:,.+-]*\Z"
)
_MONEY = re.compile(
    # the letter first, the look behind it second: so each is passed over at one glance
    r"dofinans|finansow|sfinans|wspolfinans|dotac|dotow|grant|srodk|w(?<![a-z]w)nios|nabor|przyzna|pozyska|wsparci|"
    r"u(?<![a-z]u)mow|beneficjen|z(?<![a-z]z)l(?![a-z])|zlotych|minist|mkidn|instytut ksiazki|"
    r"n(?<![a-z]n)ck(?![a-z])|p(?<![a-z]p)unkt(?:y|ow|u)?(?![a-z])|p(?<![a-z]p)rog(?:u|iem)?(?![a-z])|rezerwow|"
    r"resort|wylozy|doloz|dorzuci|zaplaci|ufundowa|r(?<![a-z]r)ezerw(?:a|e|y)(?![a-z])|"
    r"rankingow|zakwalifik|alokacj|rozdziel|t(?<![a-z]t)ur(?:a|y|ze)(?![a-z])|m(?<![a-z]m)ln(?![a-z])"
)
_SLOGAN = re.compile(
    phrases("haslo, haslem, motto, mottem, nosi tytul, nosi nazwe, nosil* tytul, nosil* nazwe")
)
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
_NEAR = 60  #: characters that are near even across the end of a sentence
_QUOTES = tuple("\"'*+_")
_CLOSING = re.compile(r"(?:[\s\d.,/-]|edycja)*[\"'*+_]")
_NO_WORD = re.compile(r"[^\S\n]*(?:[^\w\s]|\d|\n|\Z)")


def holds(form: Form, page: Page, start: int, end: int, families: Collection[str], family: str) -> bool:
    """Whether one of the form's groups of conditions is met. `families`: those certainly on the page."""
    if not form.conditions:
        return True
    for group in form.conditions:
        for condition in group:
            if not _holds(condition, page, start, end, families, family):
                break
        else:
            return True
    return False


def _holds(condition: str, page: Page, start: int, end: int, families: Collection[str], family: str) -> bool:
    denied, name, word = _parts(condition)
    if denied:
        return not _holds(condition[1:], page, start, end, families, family)
    if name == "near":
        first, last = page.sentence(start)
        span = min(first, max(0, start - _NEAR)), max(last, start + _NEAR)
        return _begins(word).search(page.folded, *span) is not None
    if name == "page":
        return page.has(_begins(word))
    if name == "company":
        return family in families
    if name == "program":
        return is_led(page, start)
    if name == "quoted":
        return is_quoted(page, start, end)
    if name == "caps":
        return is_capital(page, start, end)
    if name == "last":
        return _NO_WORD.match(page.printed[end : end + 4]) is not None
    if name == "governed":
        if _YEARS.match(page.folded, end):
            return True
        led = _GOVERNED.search(page.folded, max(0, start - 12), start) is not None
        return led and _NUMBER.match(page.folded, end) is None
    if name == "announced":
        return is_heading(page, start, end) and _OF_A_YEAR.match(page.folded, end) is not None
    if name == "heading":
        return is_heading(page, start, end)
    return speaks_of_money(page, start)


@lru_cache(maxsize=512)
def _parts(condition: str) -> tuple[bool, str, str]:
    name, _, word = condition.partition(":")
    return condition.startswith("!"), name, word


@lru_cache(maxsize=512)
def _begins(word: str) -> re.Pattern[str]:
    """Where a word begins so; the letters first, the look behind them second: a search skips to them."""
    return re.compile(rf"{re.escape(word)}(?<![a-z0-9]{re.escape(word)})")


def is_led(page: Page, start: int) -> bool:
    """Whether "programu", "w ramach", "konkursie …" leads to the words."""
    first, _ = page.sentence(start)
    return _LED.search(page.folded, max(first, start - 90), start) is not None


def is_quoted(page: Page, start: int, end: int) -> bool:
    """Whether quotation marks open right before the words and close right after, a year between at most."""
    before = page.folded[max(0, start - 2) : start].rstrip()
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
        if sum(map(str.islower, around)) < sum(map(str.isupper, around)):
            return False
    if shouted or (len(words) > 1 and all(word[0].isupper() or len(word) < 4 for word in words[1:])):
        return True
    sentence, _ = page.sentence(start)
    return any(c.isalnum() for c in page.printed[sentence:start])


def is_heading(page: Page, start: int, end: int) -> bool:
    """Whether the words open their line and a dash, a year or the end of the line follows."""
    first, last = page.line(start)
    before = page.folded[first:start].strip(" \"'*+-•")
    if before or not page.printed[start:end][:1].isupper():
        return False
    return _AFTER_HEADING.match(page.folded, end, last + 1) is not None


def speaks_of_money(page: Page, start: int) -> bool:
    """Whether the sentence is about getting or giving money."""
    span = page.sentence(start)
    match = _MONEY.search(page.folded, *span)
    if match is None or _SLOGAN.search(page.folded, *span):
        return False
    return not match.group().startswith("zl") or _PRICE.search(page.folded, *span) is None
