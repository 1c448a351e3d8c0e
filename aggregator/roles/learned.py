"""The rule's reading of a sum beside the learned weights of its traits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import call

from aggregator.roles.role import CERTAIN
from aggregator.roles.surroundings import LEARNED, Reading, Surroundings
from aggregator.roles.traits import BEFORE, BEHIND, TABLE, Traits, Whole, role_traits
from aggregator.text import words_in
from aggregator.vocabulary import Role
from aggregator.weights import FORGET, Lookup, Said, load_weights, together

_ROLES = {str(role): role for role in Role}  #: an enumeration is called in ten times as long
_EXPLICIT = 6.9  #: weight of words that say outright what a sum is
_OF_RULE = 0.6  #: log-odds a unit of a rule's weight is worth, measured on texts no rule was tuned to


def weigh_role(rule: Reading, at: int, around: Surroundings, whole: Whole) -> Reading:
    """The role that rule and weights together find likeliest; what is certain by rule stands."""
    if rule.rule in CERTAIN or rule.weight >= _EXPLICIT:
        return rule
    said = _said(role_traits(at, around, whole), around)
    role = _ROLES[load_weights(TABLE).likeliest(said, rule.role, rule_odds(rule))]
    if role is rule.role:
        return rule
    return Reading(role, 2.0, LEARNED)


@cache
def _beside() -> tuple[Sequence[Lookup], Sequence[Lookup]]:
    """What finds what the weights make of each word before and behind a sum, from the nearest outwards."""
    lookup = cache(load_weights(TABLE).telling)  # the same words stand in the same parts
    return [lookup(*parts) for parts in BEFORE], [lookup(*parts) for parts in BEHIND]


@cache
def _sign(part: str) -> Callable[[str], Said]:
    """What finds what the weights make of a trait that is no word, in a part of the page."""
    return load_weights(TABLE).of(part)


@cache
def _inside(part: str) -> Lookup:
    """What finds what the weights make of the words of a longer part of the page."""
    return load_weights(TABLE).telling(part)


FORGET.extend([_beside.cache_clear, _sign.cache_clear, _inside.cache_clear])


def _said(traits: Traits, around: Surroundings) -> Said:
    """What all traits of a sum say together; the sums of a page have most of their stretches in common."""
    known = around.said
    before, behind = _beside()
    said = together([*map(call, before, traits.before), *map(call, behind, traits.behind)])
    for part, signs in traits.signs:
        said += sum(map(_sign(part), signs))
    for stretch in traits.stretches:
        more = known.get(stretch)
        if more is None:
            part, start, end = stretch
            words = around.passages.letters[start:end].split()
            more = known[stretch] = together(map(_inside(part), words))
        said += more
    for text in traits.texts:
        more = known.get(text)
        if more is None:
            part, printed = text
            more = known[text] = together(map(_inside(part), words_in(printed)))
        said += more
    return said


def rule_odds(rule: Reading) -> float:
    """What a rule's reading adds to the log-odds of its role."""
    return _OF_RULE * rule.weight if rule.weight > 0.0 else 0.0
