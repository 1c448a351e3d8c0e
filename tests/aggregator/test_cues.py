"""Lists of words: the little language of their patterns, and how they are found."""

from __future__ import annotations

import random
import re

import pytest

from aggregator.beginnings import beginnings, marked
from aggregator.cues import _FAR, Beginning, Cues, _behind_gaps
from aggregator.date_words import date_words
from aggregator.first_look import Look
from aggregator.kinds.words import kind_words
from aggregator.roles.words import Setting, headings, read_setting, role_words
from aggregator.text import fold
from aggregator.word_lists import SOME_WORDS, _several_gaps, load_lists, read_patterns
from tests.aggregator.readings import announcements


def found(words: str, text: str, macros: dict[str, str] | None = None) -> list[str]:
    cues = Cues((pattern, "") for pattern in read_patterns(words, macros or {}))
    folded = fold(text)
    return [folded[cue.start : cue.end] for cue in cues.find(folded)]


@pytest.mark.parametrize(
    ("words", "text", "cues"),
    [
        ("dotacj*", "Dotacja i dotacje", ["dotacja", "dotacje"]),
        ("pula", "pulapka i pula", ["pula"]),
        ("(bilet|karnet)*", "karnety, bilet", ["karnety", "bilet"]),
        ("wniosek … (zlozon|wyslan)*", "wniosek na remont już złożony", ["wniosek na remont juz zlozony"]),
        ("wniosek … zlozony", "wniosek. Ktoś złożony chorobą", []),
        ("umow* o <what>", "umowę o grant", ["umowe o grant"]),
        ("do (?=[0-9])", "do 500 zł, do jutra", ["do "]),
        ("przyzna*", "nie przyznano, a potem przyznano", ["przyznano"]),
        ("nie przyzna*", "nie przyznano", ["nie przyznano"]),
        ("wniosek … otrzymal*", "wniosek nie otrzymał wsparcia", []),
    ],
)
def test_patterns_find_their_words(words: str, text: str, cues: list[str]) -> None:
    assert found(words, text, {"what": "(grant|dotacj)*"}) == cues


def test_the_first_of_the_list_counts_and_hides_what_is_inside() -> None:
    cues = Cues([(r"wartos\w* nagrod\w*", "prize"), (r"wartos\w*", "total"), (r"nagrod\w*", "gift")])
    assert [cue.meaning for cue in cues.find("wartosc nagrod i wartosc zadania")] == ["prize", "total"]


@pytest.mark.parametrize("pattern", ["*dotacj", "d*", "[ab]c"])
def test_a_pattern_without_its_first_letters_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="must begin"):
        Cues((each, "") for each in read_patterns(pattern, {}))


def test_a_pattern_that_captures_is_refused() -> None:
    with pytest.raises(ValueError, match="must not capture"):
        Cues([(r"dotacj\w* (\d+)", "")])


def test_a_denied_pattern_gives_way_to_the_next_one() -> None:
    cues = Cues([(r"przyzna\w* dotacj\w*", "award"), (r"nie przyzna\w*", "refused"), (r"przyzna\w*", "any")])
    assert [cue.meaning for cue in cues.find("przyznano dotacje")] == ["award"]
    assert [cue.meaning for cue in cues.find("a nie przyznano dotacji")] == ["refused"]


def test_the_pattern_after_a_denied_one_reaches_over_no_sum_either() -> None:
    patterns = read_patterns("wniosek … przyznan*; wniosek … dotacj*; wniosek na", {})
    cues = Cues(((pattern, pattern) for pattern in patterns), apart=re.compile(r"\d ?zl"))
    text = "wniosek na ekran nie zostal przyznany 500 zl dotacji"
    assert [text[cue.start : cue.end] for cue in cues.find(text)] == ["wniosek na"]


def test_cues_of_stretches_end_where_the_stretch_ends() -> None:
    cues = Cues([(r"wklad\w* wlasn\w*", "own"), (r"wklad\w*", "any")])
    text = "wklad wlasny, wklad"
    whole, stretches = Beginning[str]("wklad"), [(0, 5), (6, 9), (14, 19)]
    found = [[cue.meaning for cue in mine] for mine in cues.find_in(text, stretches, {0: whole, 14: whole})]
    assert found == [["any"], [], ["any"]]


def test_every_list_of_ours_compiles() -> None:
    for cues in (kind_words(), role_words(), headings()):
        assert all(map(re.compile, cues.patterns())) and cues.patterns()
    assert set(load_lists("date_words.yaml")) == {"nothing", "call", "closing", "task", "event"}


@pytest.mark.parametrize(
    ("title", "text", "setting"),
    [
        ("Wyniki naboru", "", Setting.RESULTS),
        ("Ogłoszenie wyników naboru", "", Setting.RESULTS),
        ("Nabór wniosków", "", Setting.CALL),
        ("Aktualności", "Trwa nabór wniosków do programu.", Setting.CALL),
        ("Aktualności", "W drugim naborze wniosków otrzymaliśmy dotację.", Setting.PLAIN),
        ("Tym razem bez grantu", "", Setting.REFUSED),
        ("Zapytanie ofertowe", "", Setting.TENDER),
        ("Warsztaty", "", Setting.PRICES),
    ],
)
def test_the_setting_of_a_page(title: str, text: str, setting: Setting) -> None:
    page = fold(title), fold(text)
    assert read_setting(*page, *(Look(each).settings for each in page)) is setting


@pytest.mark.parametrize(
    ("pattern", "begun"),
    [
        (r"dotacj\w*", {"dotacj"}),
        (r"w (?:calym|calej) kraju\b", {"w calym kraju", "w calej kraju"}),
        (r"(?<=\d\d )z (?:gminy )?umow\w*", {"z gminy umow", "z umow"}),
        (r"do [0-9]{1,2} zl", {"do  "}),
        (r"do [0-9]{0,2}zl", {"do "}),
        (r"ma(?= grant) gra", {"ma gra"}),
        (r"co (?:sob|\w+ sob)ot[ay]", {"co sobota", "co soboty", "co "}),
    ],
)
def test_how_a_pattern_begins(pattern: str, begun: set[str]) -> None:
    shortest = {
        each for each in begun if not any(each != other and each.startswith(other) for other in begun)
    }
    assert beginnings(pattern) == shortest


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_every_match_of_our_lists_begins_as_foreseen(every: int) -> None:
    texts = [fold(f"{each.title} {each.text}") for each in announcements()]
    for cues in (kind_words(), role_words(), headings()):
        for pattern in cues.patterns()[::every]:
            begun = tuple(beginnings(pattern))
            for match in (match for text in texts[::10] for match in re.finditer(pattern, text)):
                assert marked(match.group())[1:].startswith(begun)


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_what_follows_a_gap_is_foreseen(every: int) -> None:
    texts, known = [fold(f"{each.title} {each.text}") for each in announcements()], 0
    for cues in (kind_words(), role_words(), headings()):
        for pattern in [each for each in cues.patterns() if SOME_WORDS in each][::every]:
            behind = _behind_gaps([pattern])
            known += behind is not None
            for match in (match for text in texts[::10] for match in re.finditer(pattern, text)):
                assert behind is None or behind.search(match.group(), 0, _FAR)
    assert known > 10


def test_a_stretch_of_a_long_text_has_the_words_that_it_has_alone() -> None:
    part = "termin mija 5 maja, warsztaty dla dzieci w piatek; "
    folded, words = part * 300, date_words()
    begun = Look(folded).dates
    assert len(begun) > _FAR
    stretch = (len(part) * 100, len(part) * 102)
    alone = [(each.start + stretch[0], each.meaning) for each in words.find(part * 2)]
    assert [(each.start, each.meaning) for each in words.find_in(folded, [stretch], begun)[0]] == alone
    assert [(each.start, each.meaning) for each in words.find(folded, *stretch)] == alone
    assert len(alone) > 2


@pytest.mark.parametrize("times", [2, 3])
def test_several_gaps_match_what_each_by_itself_would(times: int) -> None:
    dice, found = random.Random(times), 0
    plain = re.compile(f"xa {SOME_WORDS * times}(?:\\d\\d|yy)\\w*")
    quick = re.compile(f"xa {_several_gaps(times)}(?:\\d\\d|yy)\\w*")
    odd = ["yy", "12", "3.4", "1.", "; ", ". ", "\n", "b", " ", "a" * 30 + " ", "a" * 58 + " "]
    for _ in range(6000):
        words = [dice.choice(odd if dice.random() < 0.3 else ["ab ", "c ", "abcdef "]) for _ in range(40)]
        text = "xa " + "".join(words)
        one, other = plain.match(text), quick.match(text)
        assert (one and one.span()) == (other and other.span()), text
        found += one is not None
    assert 1000 < found < 5900
