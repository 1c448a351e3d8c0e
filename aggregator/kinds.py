"""What an announcement is about: one kind, with the words that decided."""

from __future__ import annotations

import math
import re
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from aggregator.article import Article
from aggregator.cues import Cue
from aggregator.kind_balance import correct
from aggregator.kind_traits import KINDS, READ, kind_odds, telling_word
from aggregator.kind_words import KindWord, kind_words
from aggregator.model import Amount, Evidence
from aggregator.signs import SAID
from aggregator.vocabulary import Kind, Place

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Tags

_LEAD, _BEGINNING = 380, 120
_IN_TITLE, _IN_LEAD, _IN_BODY = 3.4, 1.5, 0.4
_IN_A_NAME = 0.3
_WORSE = 1.6
_REFUSED = re.compile(r"\b(?:odmow|odrzuc|negatywn|odmown)")
#: "odwołanie od decyzji odmawiającej", "jeżeli wniosek nie został odrzucony": rules of a procedure
_PROCEDURE = re.compile(
    r"\b(?:jezeli|jesli|o ile|w przypadku|w razie|od (?:wynikow|decyzji|negatywn\w+)"
    r"|zlozy\w+ (?:\w+ )?odwolan\w+|odwolani\w+ (?:\w+ )?(?:nalezy|mozna|bedzie|beda)"
    r"|wniosk\w+ (?:niekompletn|bledn|zlozon)\w+)\b[^.;\n]*\Z"
)
#: an attribute of an enumeration costs as much as a call
_AWARD, _REJECTION, _CREDIT_PLACE = Kind.AWARD, Kind.REJECTION, Place.CREDIT
_DONE = (Kind.PURCHASE, Kind.REPORT, Kind.RESULTS)
_IN_BACKGROUND = 0.3
#: what a clause begins with that only says whose money it was (by its first letters, which a search skips
#: to), or that it came long ago
_BACKGROUND = re.compile(
    r"(?:(?:na(?<=\bna)|za(?<=\bza)|dz(?<=\bdz)ieki|w(?<=\bw) ramach|z(?<=\bz)e?)"
    r" (?:ktor\w+|otrzyman\w+|pozyskan\w+)"
    r"|dz(?<=\bdz)ieki|w(?<=\bw) ramach|z(?<=\bz)(?:e srodkow| dotacji| grantu| dofinansowania))\b[^.;\n]*\Z"
)
_LONG_AGO = re.compile(
    r"\b(?:(?:rok|lat\w*|miesi\w+) temu|w (?:ubieglym|zeszlym|poprzednim|minionym) roku|przez \w+ lat"
    r"|w (?P<year>20\d\d)\b)[^.;\n]*\Z"
)
_MAY_BE_PAST = SAID.add("(?:ubieglym|zeszlym|poprzednim|minionym) roku", "przez ", "temu", "w [0-9][0-9]")
_MADE = (Kind.AWARD, Kind.PURCHASE, Kind.REPORT)
_TOLD, _ONLY_NAMED = 5.0, 0.65
_MOST_FROM_BODY = 3.0
_OF_RULE = 0.13  #: log-odds a unit of the rules' score is worth, measured on texts no rule was tuned to
_FURNITURE = re.compile(
    r"(?:szczegoly|kategoria|utworzono|opublikowano|data (?:publikacji|dodania|utworz|wytworz"
    r"|udostep)|odslony"
    r"|tresc\b|drukuj|sredni czas|przeslane|dodano|autor\b|aktualnosci$|metryka|wyswietlen|powrot"
    r"|galeria|< poprz"
    r"|nast|dodaj komentarz)"
)
_CREDIT = re.compile(
    r"(?:zadanie |projekt |zakup \w+ |inwestycj\w+ )?(?:(?:wspol|do|s)finansowan\w+|zrealizowano"
    r"|realizowan\w+)"
    r" (?:jest )?(?:ze srodkow|przez|w ramach|z )"
)
#: of named tuples: their own way of making them takes twice as much
_vote = tuple.__new__


class Vote(NamedTuple):
    """A word that speaks for a kind."""

    kind: Kind
    weight: float
    start: int
    end: int
    in_title: bool
    verb: bool = False  #: says what happened
    done: bool = False  #: tells, above the rest, what was bought, done or decided: money there is no news


_is_done = attrgetter("done")


def classify(article: Article, tags: Tags, amounts: tuple[Amount, ...]) -> tuple[Kind, Evidence | None]:
    """The kind, and the words that spoke most for it; `OTHER` without evidence where nothing speaks.

    Rules and learned weights are added: the rules know what a word means here, the weights how much it says.
    """
    votes = read_votes(article, tags)
    odds = kind_odds(article, tags, amounts)
    for kind, score in rule_odds(votes, article, tags, amounts).items():
        odds[kind] += score
    likeliest = max(odds, key=odds.__getitem__)
    kind, top = KINDS[likeliest], odds[likeliest]
    spread = sum([math.exp(each - top) for each in odds.values()])
    return kind, _why(article, tags, kind, votes, round(min(0.97, 1 / spread), 2))


def _why(article: Article, tags: Tags, kind: Kind, votes: list[Vote], confidence: float) -> Evidence | None:
    """The words that spoke most for a kind: those of a rule, else those with the greatest weight."""
    best: Vote | None = None
    for vote in votes:
        if vote.kind is kind and (best is None or vote.weight > best.weight):
            best = vote
    if best is not None:
        start, end, in_title = best.start, best.end, best.in_title
        rule = "words of the title" if in_title else "words of the text"
    else:
        telling = telling_word(article, tags, kind)
        if telling is None:
            return None
        (start, end, in_title), rule = telling, "learned weights"
    return article.evidence(
        "kind", kind, start, end, rule=rule, confidence=confidence, in_title=in_title
    )  # fmt: skip


def rule_odds(
    votes: list[Vote], article: Article, tags: Tags, amounts: tuple[Amount, ...]
) -> dict[Kind, float]:
    """Log-odds the words of the lists give each kind, corrected by what the page has."""
    scores = _scores(votes)
    _weaken_names(scores, votes)
    done = True in map(_is_done, votes)
    correct(scores, article, bool(tags.mentions), amounts, done)
    return {kind: _OF_RULE * (score if score > 0.0 else 0.0) for kind, score in scores.items()}


def read_votes(article: Article, tags: Tags) -> list[Vote]:
    """Every word of the lists in title and text, with what it says."""
    votes: list[Vote] = []
    names = [(hit.start, hit.end) for hit in tags.hits if hit.in_title]
    in_title, in_text = article.looks
    for cue in kind_words().find_in(article.title, [(0, len(article.title))], in_title.kinds)[0]:
        word = cue.meaning
        weight = word.in_title * _IN_TITLE * _named(article.title, cue, 0, names)
        votes.append(_vote(Vote, (word.kind, weight, cue.start, cue.end, True, word.verb, False)))
    names = [(hit.start, hit.end) for hit in tags.hits if not hit.in_title]
    read = 0
    blocks = _blocks(article)
    found = kind_words().find_in(article.text, blocks, in_text.kinds)
    for (start, end), cues in zip(blocks, found, strict=True):
        for cue in cues:
            leads = read + cue.start - start < _LEAD
            votes.append(_in_text(article, cue, start, leads, names))
        read += end - start
    return votes


def _in_text(
    article: Article, cue: Cue[KindWord], start: int, leads: bool, names: list[tuple[int, int]]
) -> Vote:
    """What a word says in the block of the text that begins at `start`."""
    text, word = article.text, cue.meaning
    kind = word.kind
    part = _IN_LEAD if leads else _IN_LEAD * word.in_body
    part *= _named(text, cue, start, names)
    if kind is _AWARD and _REFUSED.search(text, cue.start, cue.end):
        kind, part = _REJECTION, part * _WORSE
    if kind is _REJECTION and _PROCEDURE.search(text, max(start, cue.start - 120), cue.start):
        part *= _IN_BACKGROUND
    if kind in _MADE and _is_background(article, kind, max(start, cue.start - 70), cue.start):
        part *= _IN_BACKGROUND
    told = word.verb and leads
    done = told and word.kind in _DONE
    return _vote(Vote, (kind, word.weight * part, cue.start, cue.end, False, told, done))


def _is_background(article: Article, kind: Kind, start: int, end: int) -> bool:
    """Whether what stands before the words makes them a reason of something else, or a thing of the past."""
    if kind is _AWARD and _BACKGROUND.search(article.text, start, end):
        return True
    if not article.said & _MAY_BE_PAST:
        return False
    past = _LONG_AGO.search(article.text, start, end)
    return past is not None and (past["year"] is None or int(past["year"]) < article.moment.year)


def _named(folded: str, cue: Cue[KindWord], line: int, programmes: list[tuple[int, int]]) -> float:
    """Words in quotation marks that their line opens, or of a programme's name, are a name: it says less than
    the sentence.
    """
    begin, end, _ = cue
    for first, last in programmes:
        if first <= begin and end <= last:
            return _IN_A_NAME
    return _IN_A_NAME if folded.count('"', line, begin) % 2 else 1.0


def _blocks(article: Article) -> list[tuple[int, int]]:
    """Lines of the text that are the announcement's own words: no labels of the site, no line of credit."""
    text, start = article.text, 0
    blocks: list[tuple[int, int]] = []
    while start <= READ and start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start and _is_own(article, start, end):
            blocks.append((start, end))
        start = end + 1
    return blocks


def _is_own(article: Article, start: int, end: int) -> bool:
    text, last = article.text, min(end, start + _BEGINNING)
    if text.find("\t", start, last) >= 0:
        return False
    if end - start < 60 and _FURNITURE.match(text, start, last):
        return False
    if end - start < 400 and _CREDIT.match(text, start, last):
        return False
    return article.place(start) is not _CREDIT_PLACE


def _scores(votes: list[Vote]) -> dict[Kind, float]:
    """The strongest vote of a kind counts in full, further ones half; what only the body says is bounded."""
    by_kind: dict[Kind, list[Vote]] = {}
    for vote in votes:
        by_kind.setdefault(vote.kind, []).append(vote)
    return {kind: mine[0].weight if len(mine) == 1 else _score(mine) for kind, mine in by_kind.items()}


def _score(votes: list[Vote]) -> float:
    title = sorted([vote.weight for vote in votes if vote.in_title], reverse=True)
    rest = sorted([vote.weight for vote in votes if not vote.in_title], reverse=True)
    more = min(_MOST_FROM_BODY, 0.4 * sum(rest[1:5]))
    return sum(title[:1]) + 0.3 * sum(title[1:3]) + sum(rest[:1]) + more


def _weaken_names(scores: dict[Kind, float], votes: list[Vote]) -> None:
    """Where the title or lead says what happened, a kind that only nouns speak for is background."""
    told: set[Kind] = set()
    for kind, weight, _, _, _, verb, _ in votes:
        if verb and weight >= _TOLD:
            told.add(kind)
    for kind in scores if told else ():
        if kind not in told and kind is not Kind.OTHER:
            scores[kind] *= _ONLY_NAMED
