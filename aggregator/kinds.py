"""What an announcement is about: one kind, with the words that decided."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from aggregator.article import Article
from aggregator.cues import Cue
from aggregator.kind_traits import (
    READ,
    kind_scores,
    lists_winners,
    telling_word,
)
from aggregator.kind_words import KindWord, kind_words
from aggregator.model import Amount, Evidence
from aggregator.vocabulary import Kind, Place, Role

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Tags

_LEAD = 380
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
_DONE = (Kind.PURCHASE, Kind.REPORT, Kind.RESULTS)
_IN_BACKGROUND = 0.3
#: what a clause begins with that only says whose money it was, or that it came long ago
_BACKGROUND = re.compile(
    r"\b(?:(?:na|za|dzieki|w ramach|z|ze) (?:ktor\w+|otrzyman\w+|pozyskan\w+)|dzieki|w ramach|ze srodkow"
    r"|z dotacji|z grantu|z dofinansowania)\b[^.;\n]*\Z"
)
_LONG_AGO = re.compile(
    r"\b(?:(?:rok|lat\w*|miesi\w+) temu|w (?:ubieglym|zeszlym|poprzednim|minionym) roku|przez \w+ lat"
    r"|w (?P<year>20\d\d)\b)[^.;\n]*\Z"
)
_MADE = (Kind.AWARD, Kind.PURCHASE, Kind.REPORT)
_TOLD, _ONLY_NAMED = 5.0, 0.65
_MOST_FROM_BODY = 3.0
_OF_RULE = 0.16  #: log-odds a unit of the rules' score is worth, measured on texts no rule was tuned to
_WINNERS = 12.0  #: what a list of winners with their sums adds
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
_SUM = re.compile(r"\d ?(?:zl|pln|tys|mln)\b|\btysiec|\btysiac|\bmilion|\bpol miliona")
_OURS = re.compile(
    r"\b(?:(?<!milo )(?<!przyjemnie )nam\b(?! poinform)|(?:wsrod|do|u) nas\b|nasz[ae]? (?:bibliotek"
    r"|wniosek|projekt|placowk"
    r"|filia|gmin|ksiaznic|zadani)|(?:otrzym|dosta|znalez|jeste|pozyska|zdoby|uzyska)\w*smy\b)"
)
#: who shares out the money speaks: a single sum is then one of many
_SHARED_OUT = re.compile(
    r"najwyzsz\w+ (?:dotacj|dofinans|wsparci|grant)|(?:przyznal\w*|rozdal\w*|dostan\w+|otrzym\w+) po \d"
    r"|(?:komisja|jury|kapitula) (?:przyzn|wybr|wylon|ocen|wskaz)|mamy zwyciezc|oto zwyciez"
)
#: one among the winners, named by name
_WON = re.compile(
    r"\b(?:znalaz\w+ sie (?:\w+ )?(?:w gronie|wsrod|posrod|na liscie)|jest jedn\w+ z (?:tych|nich|\d+)"
    r"|zosta\w+ (?:jedn\w+ z )?laureat|oba wnioski|obydwa wnioski|wniosek naszej"
    r"|biblioteka (?:[a-z]+ ){0,6}(?:otrzymala|dostala|zdobyla) (?:dofin|dotac|wsparc|grant))"
)
#: of these letters some stand in the text where `_WON` finds something
_WON_LETTERS = ("znalaz", "jest jedn", "laureat", "wa wnioski", "ba wnioski", "wniosek naszej", "biblioteka ")
#: it can be applied for now
_OPEN = re.compile(
    r"\bdo \d{1,2} [a-z]{3,12} (?:\S+ ){0,2}(?:mozna|przyjm\w+|trwa nabor|biblioteki mog)"
    r"|\bdo zdobycia (?:jest|sa|nawet)|\bczas na zlozenie"
    r"|\b(?:mozna|moga) (?:\w+ )?(?:ubiegac|starac|aplikowac|skladac)"
)
_FUNDS = re.compile(
    r"\b(?:dotacj|dofinans|\w*grant|sfinansuj|wnios|program|priorytet|inicjatyw|stypendi|beneficjent|ministe?r|fundacj"
    r"|instytut ksiazki|narodowe centrum kultury|konkurs\w* \W?blisko)"
)


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
    votes = list(read_votes(article, tags))
    odds = kind_scores(article, tags, amounts)
    for kind, score in rule_odds(votes, article, tags, amounts).items():
        odds[kind] += score
    kind = Kind(max(odds, key=lambda each: odds[each]))
    spread = sum(math.exp(each - odds[kind]) for each in odds.values())
    return kind, _why(article, tags, kind, votes, round(min(0.97, 1 / spread), 2))


def _why(article: Article, tags: Tags, kind: Kind, votes: list[Vote], confidence: float) -> Evidence | None:
    """The words that spoke most for a kind: those of a rule, else those with the greatest weight."""
    speaking = [vote for vote in votes if vote.kind is kind]
    if speaking:
        best = max(speaking, key=lambda vote: vote.weight)
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
    done = any(vote.done for vote in votes)
    _correct(scores, article, bool(tags.mentions), amounts, done)
    return {kind: _OF_RULE * max(score, 0.0) for kind, score in scores.items()}


def read_votes(article: Article, tags: Tags) -> Iterator[Vote]:
    """Every word of the lists in title and text, with what it says."""
    named = [(hit.start, hit.end) for hit in tags.hits if hit.in_title]
    for cue in kind_words().find(article.title):
        weight = cue.meaning.in_title * _IN_TITLE * _named(article.title, cue, named)
        yield Vote(cue.meaning.kind, weight, cue.start, cue.end, True, cue.meaning.verb)
    named = [(hit.start, hit.end) for hit in tags.hits if not hit.in_title]
    read = 0
    for (start, end), cues in kind_words().find_in(article.text, list(_blocks(article))):
        for cue in cues:
            at = read + cue.start - start
            part = _IN_LEAD if at < _LEAD else _IN_LEAD * cue.meaning.in_body
            part *= _named(article.text, cue, named)
            kind = cue.meaning.kind
            if kind is Kind.AWARD and _REFUSED.search(article.text, cue.start, cue.end):
                kind, part = Kind.REJECTION, part * _WORSE
            if kind is Kind.REJECTION and _PROCEDURE.search(
                article.text, max(start, cue.start - 120), cue.start
            ):
                part *= _IN_BACKGROUND
            if kind in _MADE and _is_background(article, kind, max(start, cue.start - 70), cue.start):
                part *= _IN_BACKGROUND
            done = cue.meaning.verb and at < _LEAD and cue.meaning.kind in _DONE
            yield Vote(
                kind,
                cue.meaning.weight * part,
                cue.start,
                cue.end,
                False,
                cue.meaning.verb and at < _LEAD,
                done,
            )
        read += end - start


def _is_background(article: Article, kind: Kind, start: int, end: int) -> bool:
    """Whether what stands before the words makes them a reason of something else, or a thing of the past."""
    if kind is Kind.AWARD and _BACKGROUND.search(article.text, start, end):
        return True
    past = _LONG_AGO.search(article.text, start, end)
    return past is not None and (past["year"] is None or int(past["year"]) < article.moment.year)


def _named(folded: str, cue: Cue[KindWord], programmes: list[tuple[int, int]]) -> float:
    """Words in quotation marks, or of a programme's name, are a name: it says less than the sentence."""
    if any(start <= cue.start and cue.end <= end for start, end in programmes):
        return _IN_A_NAME
    line = folded.rfind("\n", 0, cue.start) + 1
    return _IN_A_NAME if folded.count('"', line, cue.start) % 2 else 1.0


def _blocks(article: Article) -> Iterator[tuple[int, int]]:
    """Lines of the text that are the announcement's own words: no labels of the site, no line of credit."""
    text, start = article.text, 0
    while start <= min(len(text), READ):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + 120)]
        short = end - start < 60
        credit = article.place(start) is Place.CREDIT or (_CREDIT.match(line) and end - start < 400)
        if end > start and "\t" not in line and not (short and _FURNITURE.match(line)) and not credit:
            yield start, end
        start = end + 1


def _scores(votes: list[Vote]) -> dict[Kind, float]:
    """The strongest vote of a kind counts in full, further ones half; what only the body says is bounded."""
    by_kind: dict[Kind, list[Vote]] = defaultdict(list)
    for vote in votes:
        by_kind[vote.kind].append(vote)
    scores: dict[Kind, float] = {}
    for kind, mine in by_kind.items():
        title = sorted((vote.weight for vote in mine if vote.in_title), reverse=True)
        rest = sorted((vote.weight for vote in mine if not vote.in_title), reverse=True)
        scores[kind] = (
            sum(title[:1])
            + 0.3 * sum(title[1:3])
            + sum(rest[:1])
            + min(_MOST_FROM_BODY, 0.4 * sum(rest[1:5]))
        )
    return scores


def _weaken_names(scores: dict[Kind, float], votes: list[Vote]) -> None:
    """Where the title or lead says what happened, a kind that only nouns speak for is background."""
    told = {vote.kind for vote in votes if vote.verb and vote.weight >= _TOLD}
    for kind in scores:
        if told and kind not in told and kind is not Kind.OTHER:
            scores[kind] *= _ONLY_NAMED


def _is_ours(article: Article, lead: str) -> bool:
    """Whether the page says that the grant is that of the library that speaks, or of one among others."""
    won = any(letters in article.text for letters in _WON_LETTERS) and _WON.search(article.text)
    return bool(_OURS.search(lead) or won)


def _correct(
    scores: dict[Kind, float], article: Article, tagged: bool, amounts: tuple[Amount, ...], done: bool
) -> None:
    """Who speaks, whether money is there at all, and whether it is already spent, move the balance."""
    lead = article.title + " " + article.text[:600]
    grants = [amount for amount in amounts if amount.role is Role.GRANT]
    funded = tagged or bool(grants) or bool(_FUNDS.search(lead))
    operator = article.source is not None and article.source.kind == "operator"
    if not funded:
        for kind in (Kind.AWARD, Kind.CALL, Kind.RESULTS, Kind.REJECTION):
            scores[kind] = scores.get(kind, 0.0) * (0.5 if kind is Kind.AWARD else 0.15)
    if tagged and len(article.sections) > 2:
        scores[Kind.REPORT] = scores.get(Kind.REPORT, 0.0) + 8.0
    listed = lists_winners(article.text)
    if listed:
        scores[Kind.RESULTS] = scores.get(Kind.RESULTS, 0.0) + _WINNERS
    one_grant = len({amount.grosze for amount in grants}) == 1 and not listed
    weighed = scores.get(Kind.AWARD) or (scores.get(Kind.RESULTS) and not operator)
    ours = weighed and (_is_ours(article, lead) or (one_grant and not _SHARED_OUT.search(lead)))
    if Kind.RESULTS in scores and not operator and ours:
        scores[Kind.AWARD] = scores.get(Kind.AWARD, 0.0) + 0.8 * scores[Kind.RESULTS]
        scores[Kind.RESULTS] *= 0.4
    if Kind.AWARD in scores and not ours and _OPEN.search(lead):
        scores[Kind.AWARD] *= 0.4
    if operator and Kind.AWARD in scores:
        scores[Kind.RESULTS] = scores.get(Kind.RESULTS, 0.0) + 0.5 * scores[Kind.AWARD]
        scores[Kind.AWARD] *= 0.4
    elif not grants and Kind.AWARD in scores:
        scores[Kind.AWARD] *= 0.85
    elif grants:
        bonus = 7.0 if _SUM.search(article.title) is not None else 2.0
        scores[Kind.AWARD] = scores.get(Kind.AWARD, 0.0) + (0.3 * bonus if done else bonus)
