"""What a printed sum stands for, decided by the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left

from aggregator.roles.nearness import weigh
from aggregator.roles.refused_rows import lies_in
from aggregator.roles.shapes import by_shape
from aggregator.roles.surroundings import Reading, Surroundings
from aggregator.roles.tables import by_table
from aggregator.roles.words import RoleWord, Setting, headings, role_words
from aggregator.sums.places import alone_in_brackets
from aggregator.sums.printed import Sum
from aggregator.vocabulary import Role

#: an attribute of an enumeration costs as much as a call
_GRANT, _OWN, _TOTAL = Role.GRANT, Role.OWN_CONTRIBUTION, Role.TOTAL
_BUDGET, _OTHER = Role.PROGRAMME_BUDGET, Role.OTHER
_reading = tuple.__new__  #: of named tuples: their own way of making them takes twice as much
_PLAIN, _RESULTS, _CALL = Setting.PLAIN, Setting.RESULTS, Setting.CALL
_TENDER, _REFUSED = Setting.TENDER, Setting.REFUSED
_MANY = re.compile(
    r"\b\d{2,5} (?:\w+ )?(?:bibliot|placow|instytucj|zada[nm]|projekt|wniosk|podmiot|szkol"
    r"|beneficjent|samorzad"
    r"|gmin|inicjatyw)"
)
_BOUGHT = re.compile(
    r"\b(?:(?:za|wy|do)?kup(?:il|ion)|zakup|naby[lt]|doposaz|sprawil|wyda(?:no|l)|(?:za)?sponsor"
    r"|ufundowa|podarowa|przyjech|dostarcz|dotar)"
)
#: who wins in a list of lines that end in sums
_WINNERS = re.compile(
    r"\b(?:dosta|otrzyma|dofinans|wspar|grant|nagrodz|wybra|wylon|laurea|oto one|zwyci|beneficj|przyzna"
    r"|dotacj)"
)
#: how what the next one matches begins
_BEGIN_PARTS = (" w ", " z ", " (w ", " (z ", ", w ", ", z ", ", (w ", ", (z ", " brutto", " netto")
_PARTS = re.compile(r"(?: brutto| netto)?,? \(?(?:w tym(?! roku| miesi)|z czego|z tego|z ktorych|w ktorej)\b")
_OF_WHICH = 2.4  #: weaker than any clear word
_ONLY_SUMS = re.compile(r"(?:[\d\s.,;:+=-]|zl|pln|brutto|netto|\([^()\n]{0,20}\))*")
_ONE_FOR = re.compile(r" (?:na|dla) [a-z\" ]{2,50}(?: i| oraz|,) ")
_AND = frozenset([" i ", " oraz "])  #: "w dwóch naborach 10 870 zł i 2 410 zł"
_NO_SUM = frozenset('acdefghijklmoqrstuvwxy"')  #: no line of nothing but sums begins so
_LABEL = 40  #: characters of the label of a sum
_EARLIER = 700  #: characters before a sentence, or behind a sum, in which something is said of it
_NEAR = 2.0  #: weight of the name of a programme right before a sum
_NEAR_BY = 220  #: characters between a programme and its grant
_ONE = re.compile(r"\b(?:nas|nam|nasz\w*|wsrod|jedn\w+ z|\w+lismy|w gronie)\b")
_SMALL_CHANGE = 10_000  #: grosze; nobody grants less than a hundred
_POOL = 50_000_000  #: grosze; from it on a sum may be that of many libraries
_NATIONAL = 30_000_000_000  #: grosze; nobody gives one library 300 million
_THRESHOLD = 1.0
_ASKED = frozenset(["words: asked", "asked-before"])
#: rules that no other reason outweighs
CERTAIN = frozenset([
    "range", "small-sum", "national-sum", "label-above", "refused-row", "heading", "corrected",
    "foot-of-a-list", "grown",
])  # fmt: skip


def read_role(at: int, around: Surroundings) -> Reading:
    """The role of the sum number `at`: by its own words, row and column, lead-in, then by the whole page.

    What stands before a sum may decide: ask one after another, and a list of thousands recurses no deeper.
    """
    if at not in around.read:
        around.read[at] = _read(at, around)
    return around.read[at]


def _read(at: int, around: Surroundings) -> Reading:
    item = around.sums[at]
    if item.limit:
        return Reading(_OTHER, 5.0, "range")
    if item.grosze < _SMALL_CHANGE:
        return Reading(_OTHER, 3.0, "small-sum")
    if item.grosze >= _NATIONAL:
        return Reading(_BUDGET, 5.0, "national-sum")
    if around.refused and lies_in(around.refused, item.start):
        return Reading(_OTHER, 6.0, "refused-row")
    shaped = by_shape(at, around)
    if shaped is not None:
        return shaped
    passages = around.passages
    cell = passages.cell(item.start) if passages.has_tables else None
    if cell is not None:
        return by_table(at, cell, around)
    label = None if around.in_title else _by_label_above(item, around)
    if label is not None:
        return label
    chain = _by_addition_sign(at, around) if at > 1 else None
    if chain is not None:
        return chain
    start, end = around.sentence(at)
    if passages.folded.startswith(")", item.end) and _is_price_in_brackets(item, around, start, end):
        return Reading(_OTHER, 3.0, "price-in-brackets")
    best = _best(at, around, start, end, 0.0)
    if at and _is_parallel(at, around) and (best is None or best.role is not _OWN):
        return Reading(read_role(at - 1, around).role, 5.0, "parallel")
    if best is not None and best.rule == "programme-before" and _was_asked(at, around, start):
        return Reading(_OTHER, 5.0, "asked-before")
    if best is not None and best.weight >= _THRESHOLD:
        if best.role is _GRANT and item.grosze >= _POOL:
            return _of_many(best, item, around)
        return best
    above = max(passages.line(item.start)[0], start - _EARLIER)
    if above < start:
        earlier = _best(at, around, above, start, 2.2)
        if earlier is not None and earlier.weight >= _THRESHOLD and earlier.role in (_GRANT, _OTHER):
            return Reading(earlier.role, earlier.weight, "sentence-before")
    return _by_lead_in(at, around) or _by_default(at, around)


def _best(at: int, around: Surroundings, start: int, end: int, penalty: float) -> Reading | None:
    item, places, folded = around.sums[at], around.places, around.passages.folded
    word: RoleWord | None = None
    most = 0.0
    cues = around.cues_in(start, end)
    addend = bool(cues) and at + 1 < len(around.sums) and _is_addend(at, around)
    for cue in cues:
        if addend and cue.meaning.role in (_TOTAL, _BUDGET):
            continue
        weight = weigh(cue, item, places, folded) - penalty
        if word is None or weight > most:
            word, most = cue.meaning, weight
    best = None
    if word is not None:
        role = word.role if addend or around.setting is _PLAIN else _settle(word, around)
        best = _reading(Reading, (role, most, f"words: {word.name}"))
    if best is None or most < _OF_WHICH:
        if folded.startswith(_BEGIN_PARTS, item.end) and _parts_follow(item, around):
            return Reading(_TOTAL, _OF_WHICH - penalty, "of-which")
    elif most >= _NEAR - penalty:
        return best  # no nearness outweighs it
    near = _programme_near(item, around)
    if near is not None and (best is None or most < near - penalty):
        return Reading(_GRANT if around.setting is _PLAIN else _OTHER, near, "programme-before")
    return best


def _is_addend(at: int, around: Surroundings) -> bool:
    """Whether a sum is added to the next one by a sign: "A + B = C"."""
    gap = _gap_after(at, around)
    return gap is not None and "+" in gap


def _gap_after(at: int, around: Surroundings) -> str | None:
    if at + 1 >= len(around.sums):
        return None
    gap = around.passages.folded[around.sums[at].end : around.sums[at + 1].start]
    return gap if len(gap) <= 60 and "\n" not in gap else None


def _is_parallel(at: int, around: Surroundings) -> bool:
    """ "1,1 mln na remont i 1,4 mln na budowe": what is said of the first is said of the second."""
    gap = _gap_after(at - 1, around)
    if gap is None or around.sums[at - 1].limit:
        return False
    if gap not in _AND and _ONE_FOR.fullmatch(gap) is None:
        return False
    return gap in _AND or around.passages.folded.startswith((" na ", " dla "), around.sums[at].end)


def _was_asked(at: int, around: Surroundings, start: int) -> bool:
    """ "Trzy wnioski: do programu A (1 000 zl), do programu B (2 000 zl)": is the sum before it asked for?"""
    if not at or around.sums[at - 1].start < start or around.in_title:
        return False
    return read_role(at - 1, around).rule in _ASKED


def _by_addition_sign(at: int, around: Surroundings) -> Reading | None:
    """What stands behind "=" is the whole of a chain of two or more sums."""
    gap = _gap_after(at - 1, around)
    if gap is None or "=" not in gap or around.setting is _TENDER:
        return None
    before = _gap_after(at - 2, around)
    if before is None or "+" not in before:
        return None
    parts = {read_role(each, around).role for each in (at - 2, at - 1)}
    parts -= {_OTHER} if len(parts) > 1 else set()
    return Reading(_GRANT if parts == {_GRANT} else _TOTAL, 5.5, "sum-of-chain")


def _is_price_in_brackets(item: Sum, around: Surroundings, start: int, end: int) -> bool:
    """ "Kupilismy laptop (3 499 zl), rzutnik (2 150 zl)": two or more sums alone in brackets after buying."""
    folded = around.passages.folded
    if around.setting is _RESULTS or not alone_in_brackets(folded, item):
        return False
    return around.bracketed(start, end) > 1 and around.passages.says(_BOUGHT, start, end)


def _in_list_of_winners(at: int, around: Surroundings) -> bool:
    """Whether a sum ends one of three or more lines that end in sums, below words of winning."""
    passages, sums = around.passages, around.sums
    if around.in_title or around.setting in (_TENDER, Setting.PRICES, _REFUSED):
        return False
    first, last = around.row_of(at)
    if last - first < 2:
        return False
    start = passages.line(sums[first].start)[0]
    return _WINNERS.search(passages.folded, max(0, start - 300), start) is not None


def _settle(word: RoleWord, around: Surroundings) -> Role:
    """Some words mean different things on different pages: a grant asked for, or refused, is no grant."""
    setting = around.setting
    if word.role is _GRANT and setting in (_REFUSED, _TENDER):
        return _OTHER
    if word.role is _GRANT and setting is _CALL and word.name not in {"received", "awarded"}:
        return _OTHER
    if word.role is _TOTAL and setting is _CALL:
        return _BUDGET
    return word.role


def _parts_follow(item: Sum, around: Surroundings) -> bool:
    """ "60 000 zł, w tym 30 000 zł …": a sum whose parts are named next is the whole."""
    match = _PARTS.match(around.passages.folded, item.end)
    if match is None:
        return False
    end = min(match.end() + _EARLIER, around.passages.sentence(item.start)[1])
    return any(around.sums[at].grosze < item.grosze for at in around.places.starting(match.end(), end))


def _of_many(reading: Reading, item: Sum, around: Surroundings) -> Reading:
    """A great grant given to many libraries is the money of the programme, not of one of them."""
    sentence = around.passages.sentence(item.start)
    if around.passages.says(_MANY, *sentence) and not around.passages.says(_ONE, *sentence):
        return Reading(_BUDGET, reading.weight, "given-to-many")
    return reading


def _programme_near(item: Sum, around: Surroundings) -> float | None:
    """How strongly the name of a programme before a sum, in its line, speaks for a grant of it."""
    if around.in_title or item.grosze < 10_000:
        return None
    last = bisect_left(around.programmes, item.start) - 1
    if last < 0:
        return None
    at = around.programmes[last]
    if at < item.start - _NEAR_BY or at < around.passages.line(item.start)[0]:
        return None
    return _NEAR - 1.5 * around.places.between(at, item.start)


def _by_label_above(item: Sum, around: Surroundings) -> Reading | None:
    """A line of nothing but sums below a label: "Wkład własny", then "586,02 zł + 81,39 zł"."""
    passages = around.passages
    start, end = passages.line(item.start)
    if (
        passages.folded[start] in _NO_SUM
        or end - start > 160
        or _ONLY_SUMS.fullmatch(passages.folded, start, end) is None
    ):
        return None
    before = passages.line_before(start)
    if before is None:
        return None
    label = passages.folded[slice(*before)].strip(" :\n")
    if not label or len(label) > _LABEL or re.search(r"\d", label):
        return None
    found = headings().find(label)
    return Reading(found[0].meaning, 6.0, "label-above") if found else None


def _by_lead_in(at: int, around: Surroundings) -> Reading | None:
    item, passages = around.sums[at], around.passages
    lead = None if around.in_title else passages.lead_in(item.start)
    if lead is None:
        return None
    best: Reading | None = None
    for cue in around.cues_in(*lead):
        weight = cue.meaning.weight - 1.5
        if cue.meaning.side != "after" and (best is None or weight > best.weight):
            best = Reading(_settle(cue.meaning, around), weight, "lead-in")
    return best if best is not None and best.weight >= _THRESHOLD else None


def _by_default(at: int, around: Surroundings) -> Reading:
    """Nothing near speaks: an enumeration goes on, else the page as a whole decides."""
    if _in_list_of_winners(at, around):
        return Reading(_GRANT, 1.2, "list-of-winners")
    if at and not around.in_title:
        start, _ = around.sentence(at)
        before = around.sums[at - 1]
        if before.start >= start and not before.limit:
            return Reading(read_role(at - 1, around).role, 0.5, "enumeration")
    if around.setting in (_CALL, _RESULTS) and around.sums[at].grosze >= 100_000_000:
        return Reading(_BUDGET, 0.4, "great-sum")
    plain = around.setting is _PLAIN and around.sums[at].grosze >= 50_000
    if plain and any(
        cue.meaning.role is _GRANT and cue.meaning.weight >= 4 for cue in role_words().find(around.about)
    ):
        return Reading(_GRANT, 0.3, "title-of-award")
    if around.setting is _PLAIN and around.programmes and around.sums[at].grosze >= 50_000:
        return Reading(_GRANT, 0.2, "programme-page")
    return Reading(_OTHER, 0.1, "nothing-near")
