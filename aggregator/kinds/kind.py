"""What an announcement is about: one kind, with the words that decided."""

from __future__ import annotations

import re
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from aggregator.article import Article
from aggregator.cues import Cue
from aggregator.kinds.balance import correct
from aggregator.kinds.learned import KINDS, kind_odds, telling_word
from aggregator.kinds.traits import READ
from aggregator.kinds.words import KindWord, kind_words
from aggregator.model import Amount, Evidence
from aggregator.signs import SAID
from aggregator.vocabulary import Kind, Place

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Tags

_LEAD, _BEGINNING = 380, 120
_LONGEST = 4 * READ  #: characters of a line that are read; a text without paragraphs may be one
_IN_TITLE, _IN_LEAD, _IN_BODY = 3.4, 1.5, 0.4
_IN_A_NAME = 0.3
_WORSE = 1.6
_REFUSED = re.compile(r"\b(?:odmow|odrzuc|negatywn)")
_MAY_REFUSE = SAID.add("odmow", "odrzuc", "negatywn")
#: "odwołanie od decyzji odmawiającej", "jeżeli wniosek nie został odrzucony": rules of a procedure
_PROCEDURE = re.compile(
    r"\b(?:jezeli|jesli|o ile|w przypadku|w razie|od (?:wynikow|decyzji|negatywn\w+)"
    r"|zlozy\w+ (?:\w+ )?odwolan\w+|odwolani\w+ (?:\w+ )?(?:nalezy|mozna|bedzie|beda)"
    r"|wniosk\w+ (?:niekompletn|bledn|zlozon)\w+)\b[^.;\n]*\Z"
)
_AT = {kind: at for at, kind in enumerate(KINDS)}
#: an attribute of an enumeration costs as much as a call
_AWARD, _REJECTION, _OTHER, _CREDIT_PLACE = Kind.AWARD, Kind.REJECTION, Kind.OTHER, Place.CREDIT
_DONE = (Kind.PURCHASE, Kind.REPORT, Kind.RESULTS)
_IN_BACKGROUND = 0.3
#: what a clause begins with that only says whose money it was (by its first letters, which a search skips
#: to), or that it came long ago
_BACKGROUND = re.compile(
    r"(?:na(?<=\bna) (?:ktor|otrzyman|pozyskan)\w+|za(?<=\bza) (?:ktor|otrzyman|pozyskan)\w+"
    r"|dz(?<=\bdz)ieki|w(?<=\bw) ramach"
    r"|z(?<=\bz)(?:e? (?:ktor|otrzyman|pozyskan)\w+|e srodkow| dotacji| grantu| dofinansowania))\b[^.;\n]*\Z"
)
_LONG_AGO = re.compile(
    r"(?:rok(?<=\brok) temu|lat(?<=\blat)\w* temu|miesi(?<=\bmiesi)\w+ temu|przez(?<=\bprzez) \w+ lat"
    r"|w(?<=\bw) (?:(?:ubieglym|zeszlym|poprzednim|minionym) roku|(?P<year>20\d\d)\b))[^.;\n]*\Z"
)
_MAY_BE_PAST = SAID.add("(?:ubieglym|zeszlym|poprzednim|minionym) roku", "przez ", "temu", "w [0-9][0-9]")
_MAY_BE_BACKGROUND = SAID.add(
    "(?:na|za|ze?) (?:ktor|otrzyman|pozyskan)", "dzieki", "w ramach",
    "z(?:e srodkow| dotacji| grantu| dofinansowania)",
)  # fmt: skip
_MAY_BE_EITHER = _MAY_BE_BACKGROUND | _MAY_BE_PAST
_MADE = (Kind.AWARD, Kind.PURCHASE, Kind.REPORT)
_TOLD, _ONLY_NAMED, _SUREST = 5.0, 0.65, 0.97
_MOST_FROM_BODY = 3.0
_OF_RULE = 0.13  #: log-odds a unit of the rules' score is worth, measured on texts no rule was tuned to
_FURNITURE = (
    r"(?:szczegoly|kategoria|utworzono|opublikowano|data (?:publikacji|dodania|utworz|wytworz"
    r"|udostep)|odslony"
    r"|tresc\b|drukuj|sredni czas|przeslane|dodano|autor\b|aktualnosci$|metryka|wyswietlen|powrot"
    r"|galeria|< poprz"
    r"|nast|dodaj komentarz)"
)
_CREDIT = (
    r"(?:zadanie |projekt |zakup \w+ |inwestycj\w+ )?(?:(?:wspol|do|s)finansowan\w+|zrealizowano"
    r"|realizowan\w+)"
    r" (?:jest )?(?:ze srodkow|przez|w ramach|z )"
)
#: what shorter and longer lines begin with that are no words of the announcement's own
_SHORT_LINE, _LINE = re.compile(f"{_FURNITURE}|{_CREDIT}"), re.compile(_CREDIT)
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


def classify(article: Article, tags: Tags, amounts: tuple[Amount, ...]) -> tuple[Kind, Evidence | None]:
    """The kind, and the words that spoke most for it; `OTHER` without evidence where nothing speaks.

    Rules and learned weights are added: the rules know what a word means here, the weights how much it says.
    """
    votes = read_votes(article, tags)
    odds = kind_odds(article, tags, amounts)
    for kind, score in rule_odds(votes, article, tags, amounts).items():
        odds[_AT[kind]] += 100.0 * score
    top = max(odds)
    kind, spread = KINDS[odds.index(top)], 0.0
    for each in odds:
        spread += exp((each - top) / 100.0)
    return kind, _why(article, tags, kind, votes, round(_SUREST if spread * _SUREST < 1.0 else 1 / spread, 2))


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
    by_kind: dict[Kind, list[Vote]] = {}
    told: set[Kind] = set()  #: kinds for which title or lead say what happened
    done = False
    for vote in votes:
        kind, weight, _, _, _, verb, says_done = vote
        by_kind.setdefault(kind, []).append(vote)
        if verb and weight >= _TOLD:
            told.add(kind)
        done = done or says_done
    scores = {}
    for kind, mine in by_kind.items():
        score = mine[0].weight if len(mine) == 1 else _score(mine)
        # a kind that only nouns speak for is background
        scores[kind] = score * _ONLY_NAMED if told and kind not in told and kind is not _OTHER else score
    correct(scores, article, bool(tags.mentions), amounts, done)
    for kind, score in scores.items():
        scores[kind] = _OF_RULE * (score if score > 0.0 else 0.0)
    return scores


def _score(votes: list[Vote]) -> float:
    """The strongest vote of a kind counts in full, further ones half; what only the body says is bounded."""
    title: list[float] = []
    rest: list[float] = []
    for _, weight, _, _, in_title, _, _ in votes:
        (title if in_title else rest).append(weight)
    score = 0.0
    if len(title) == 1:
        score = title[0]
    elif title:
        title.sort(reverse=True)
        score = title[0] + 0.3 * sum(title[1:3])
    if len(rest) == 1:
        score += rest[0]
    elif rest:
        rest.sort(reverse=True)
        more = 0.4 * sum(rest[1:5])
        score = score + rest[0] + (more if more < _MOST_FROM_BODY else _MOST_FROM_BODY)
    return score


def read_votes(article: Article, tags: Tags) -> list[Vote]:
    """Every word of the lists in title and text, with what it says."""
    votes: list[Vote] = []
    in_title, in_text = article.looks
    if in_title.kinds:
        title = article.title
        names = [(hit.start, hit.end) for hit in tags.hits if hit.in_title]
        for start, end, word in kind_words().find_in(title, [(0, len(title))], in_title.kinds)[0]:
            weight = word.in_title * _IN_TITLE
            if _is_name(title, start, end, 0, names):
                weight *= _IN_A_NAME
            votes.append(_vote(Vote, (word.kind, weight, start, end, True, word.verb, False)))
    if in_text.kinds:
        names = [(hit.start, hit.end) for hit in tags.hits if not hit.in_title]
        blocks = _blocks(article)
        found = kind_words().find_in(article.text, [(start, end) for start, end, _ in blocks], in_text.kinds)
        for (start, _, read), cues in zip(blocks, found, strict=True):
            for cue in cues:
                votes.append(_in_text(article, cue, start, cue.start - start < _LEAD - read, names))
    return votes


def _in_text(
    article: Article, cue: Cue[KindWord], line: int, leads: bool, names: list[tuple[int, int]]
) -> Vote:
    """What a word says in the block of the text that begins at `line`."""
    text, said = article.text, article.said
    start, end, word = cue
    kind = word.kind
    part = _IN_LEAD if leads else _IN_LEAD * word.in_body
    if _is_name(text, start, end, line, names):
        part *= _IN_A_NAME
    if kind is _AWARD and said & _MAY_REFUSE and _REFUSED.search(text, start, end):
        kind, part = _REJECTION, part * _WORSE
    if kind is _REJECTION:
        if _PROCEDURE.search(text, start - 120 if start - line > 120 else line, start):
            part *= _IN_BACKGROUND
    elif said & _MAY_BE_EITHER and kind in _MADE:
        first = start - 70 if start - line > 70 else line
        if (kind is _AWARD and said & _MAY_BE_BACKGROUND and _BACKGROUND.search(text, first, start)) or (
            said & _MAY_BE_PAST and _is_past(article, first, start)
        ):
            part *= _IN_BACKGROUND
    told = word.verb and leads
    return _vote(Vote, (kind, word.weight * part, start, end, False, told, told and word.kind in _DONE))


def _is_past(article: Article, start: int, end: int) -> bool:
    """Whether what stands before the words makes them a thing of the past."""
    past = _LONG_AGO.search(article.text, start, end)
    return past is not None and (past["year"] is None or int(past["year"]) < article.moment.year)


def _is_name(folded: str, start: int, end: int, line: int, programmes: list[tuple[int, int]]) -> bool:
    """Whether words stand in quotation marks that their line opens, or in a programme's name: they are a name
    then, which says less than the sentence.
    """
    for first, last in programmes:
        if first <= start and end <= last:
            return True
    return '"' in folded and folded.count('"', line, start) % 2 == 1


def _blocks(article: Article) -> list[tuple[int, int, int]]:
    """Lines of the text that are the announcement's own words: no labels of the site, no line of credit. Each
    with how many characters of such lines stand before it.
    """
    blocks: list[tuple[int, int, int]] = []
    start = read = 0
    for line in article.text.split("\n", READ + 1):
        if start > READ:
            break
        end = start + len(line)
        if line and _is_own(article, line, start):
            blocks.append((start, min(end, start + _LONGEST), read))
            read += len(line)
        start = end + 1
    return blocks


def _is_own(article: Article, line: str, start: int) -> bool:
    length = len(line)
    if length < 400 and (_SHORT_LINE if length < 60 else _LINE).match(line, 0, _BEGINNING) is not None:
        return False
    if article.body.has_tables and "\t" in line[:_BEGINNING]:
        return False
    return not article.raw.spans or article.place(start) is not _CREDIT_PLACE
