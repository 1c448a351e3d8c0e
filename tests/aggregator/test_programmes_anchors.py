"""The first looks at a place where a name may stand: none of them may pass a name over."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

import pytest

from aggregator.programmes.forms import ENDINGS, SOFTENED, Word, anchors_of, parse_form
from aggregator.programmes.matching import Pattern
from aggregator.programmes.neighbours import needs_of, neighbours_of, reach_of
from aggregator.programmes.page import open_page
from aggregator.programmes.phrases import any_in_turn
from aggregator.programmes.taxonomy import load_taxonomy
from aggregator.programmes.typing_errors import almost
from aggregator.text import fold
from tests.aggregator.programme_pages import article

_ENDINGS = ("", *sorted(ENDINGS))


@cache
def plain_patterns() -> list[Pattern]:
    return [pattern for pattern in load_taxonomy().matcher.patterns if not pattern.cased]


def printed(item: Word, chance: random.Random) -> str:
    choice = chance.choice(item.choices)
    stem = "".join(chance.choice("0123456789") if char == "#" else char for char in choice.rstrip("~"))
    if item.open or choice.endswith("~"):
        softened = SOFTENED.get(stem[-1], ())
        stem = chance.choice(
            [*(stem + ending for ending in _ENDINGS), *(stem[:-1] + soft for soft in softened)]
        )
    return stem + chance.choice(["+", " +"]) * item.plus


def spellings(pattern: Pattern, chance: random.Random, count: int) -> Iterator[str]:
    """The name in some of the ways in which its expression takes it."""
    for _ in range(count):
        words = ""
        for item in pattern.owners[0][1].items:
            if item.dash:
                words += chance.choice([" -", ":", ","])
            elif not item.optional or chance.random() < 0.5:
                words += (words and chance.choice([" "] * 5 + ["  ", '" ', " ("])) + printed(item, chance)
        yield words


@pytest.mark.parametrize("seed", range(4))
def test_every_spelling_of_every_form_is_found(seed: int) -> None:
    chance, missed, tried = random.Random(seed), [], 0
    for pattern in plain_patterns():
        for words in spellings(pattern, chance, 3):
            page = open_page(article(f"Otwarto {words}. Kto był?"))
            place = pattern.regex.search(page.folded)
            if place is None:
                continue
            tried += 1
            found = load_taxonomy().matcher.find(page)
            if not any((hit.start, hit.owners) == (place.start(), pattern.owners) for hit in found):
                missed.append((pattern.owners[0][1].words, words))
    assert not missed
    assert tried > 2 * len(plain_patterns()), "the spellings are not those of the forms"


def test_a_sign_may_stand_apart_from_its_name() -> None:
    page = open_page(article("Dotacja z programu „Erasmus” +."))
    assert "Erasmus” +" in [page.printed[hit.start : hit.end] for hit in load_taxonomy().matcher.find(page)]


@pytest.mark.parametrize(
    ("form", "piece", "after", "before"),
    [
        ("narodow~ program~ rozwoju czytelnictw~", "czytelnictw", None, {"r"}),
        ("narodow~ program~ rozwoju czytelnictw~", "rozwoju c", None, {"p"}),
        ("fundusz~ ?nowy 2021-2027", "2021", None, {"fu", "no"}),
        ("fundusz~ europejsk~ 2021-2027", "2021", None, {"e"}),
        ("fundusz~ ?nowy 2021-2027", "fundusz", {"no", "20"}, None),
        ("blisko ### zl", "blisko", set("0123456789"), None),
        ("kultur~ - interwencj~", "interwencj", None, None),
    ],
)
def test_what_stands_beside_a_piece(
    form: str, piece: str, after: set[str] | None, before: set[str] | None
) -> None:
    beside = neighbours_of(parse_form(form, {}), piece)
    assert (beside.after, beside.before) == (after, before)


def test_what_begins_alike_is_found_in_the_same_turn() -> None:
    chance = random.Random(5)
    for _ in range(300):
        pieces = [chance.choices(["a", "b", " ", r"\w", "b*"], k=chance.randint(0, 4)) for _ in range(6)]
        sources = ["".join(each) for each in pieces]
        plain, joined = re.compile("|".join(sources)), re.compile(any_in_turn(sources))
        for _ in range(10):
            text = "".join(chance.choices("ab c", k=5))
            wanted, found = plain.match(text), joined.match(text)
            assert (wanted and wanted.span()) == (found and found.span()), sources


@pytest.mark.parametrize(
    ("form", "piece", "begins"),
    [
        ("narodow~ program~ rozwoju czytelnictw~", "narodow", True),
        ("narodow~ program~ rozwoju czytelnictw~", "rozwoju c", False),
        ("?program~ infrastruktur~ kultury", "infrastruktur", False),
        ("(zakup~|zakupiono) nowosci", "zakupiono", True),
        ("kampani~ spoleczno-informacyjn~", "kampani", True),
        ("spoleczno-informacyjn~ kampani~", "informacyjn", False),
        ("program~ rozwoju program~", "program", False),
    ],
)
def test_which_pieces_a_name_begins_with(form: str, piece: str, begins: bool) -> None:
    before, _ = reach_of(parse_form(form, {}), piece)
    assert (before == 0) is begins


@pytest.mark.parametrize(
    ("form", "piece", "forgiven", "needs"),
    [
        ("program~ nck", "program", False, {"nck"}),
        ("program~ rozwoju bibliotek~ (na|szkolnej)", "bibliote", False, {"rozwoju"}),
        ("program~ rozwoju bibliotek", "bibliotek", True, {"rozwoju", "program"}),
        ("mechanizm~ finansow~ eog", "finansow", True, {"eog"}),
        ("dom~ kultury +", "kultury", False, {"+"}),
        ("kultura ?bardzo cyfrowa", "kultura", False, {"cyfrowa"}),
        ("zaczyt~ sie", "zaczyt", False, {"sie"}),
        ("tw~ bibliotek~", "bibliotek", False, set()),
        ("blisko", "blisko", False, set()),
    ],
)
def test_what_a_piece_needs_elsewhere_on_the_page(
    form: str, piece: str, forgiven: bool, needs: set[str]
) -> None:
    assert set(needs_of(parse_form(form, {}), piece, forgiven)) == needs


def test_a_name_with_a_wrong_letter_has_what_its_pieces_need() -> None:
    chance, tried = random.Random(7), 0
    for pattern in plain_patterns():
        form = pattern.owners[0][1]
        for words in spellings(pattern, chance, 12) if pattern.long else ():
            at = chance.randrange(1, len(words))
            spoilt = fold(words[:at] + chance.choice(["", words[at] * 2, "x"]) + words[at + 1 :])
            for piece in anchors_of(form):
                start = spoilt.find(piece)
                if start >= 0 and almost(pattern.long, spoilt, start, start + len(piece)):
                    tried += 1
                    needs = needs_of(form, piece, forgiven=True)
                    assert not needs or any(need in spoilt for need in needs), (form.words, spoilt)
    assert tried > 500, "the spellings are not those of the forms"
