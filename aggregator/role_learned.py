"""The rule's reading of a sum beside the learned weights of its traits."""

from __future__ import annotations

from functools import lru_cache

from aggregator.role_traits import TABLE, Traits, Whole, role_traits
from aggregator.roles import CERTAIN
from aggregator.surroundings import Reading, Surroundings
from aggregator.text import words_in
from aggregator.vocabulary import Role
from aggregator.weights import Said, load_weights

_EXPLICIT = 6.9  #: weight of words that say outright what a sum is
_OF_RULE = 0.55  #: log-odds a unit of a rule's weight is worth, measured on texts no rule was tuned to


def weigh_role(rule: Reading, at: int, around: Surroundings, whole: Whole) -> Reading:
    """The role that rule and weights together find likeliest; what is certain by rule stands."""
    if rule.rule in CERTAIN or rule.weight >= _EXPLICIT:
        return rule
    scores = load_weights(TABLE).scores_of({1.0: _said(role_traits(at, around, whole))})
    scores[rule.role] += rule_odds(rule)
    role = Role(max(scores, key=lambda each: scores[each]))
    if role is rule.role:
        return rule
    return Reading(role, 2.0, "learned weights")


def _said(traits: Traits) -> Said:
    """What all traits of a sum say together."""
    weights = load_weights(TABLE)
    numbers = weights.numbers(traits.signs)
    for part, words in traits.words:
        numbers.update(weights.numbers_by_words(part, words))
    return weights.said(numbers.union(*[_of_stretch(part, stretch) for part, stretch in traits.stretches]))


@lru_cache(maxsize=32)
def _of_stretch(part: str, stretch: str) -> frozenset[int]:
    """Traits of a sentence or a title; the sums of a page have most of their stretches in common."""
    return frozenset(load_weights(TABLE).numbers_by_words(part, words_in(stretch)))


def rule_odds(rule: Reading) -> float:
    """What a rule's reading adds to the log-odds of its role."""
    return _OF_RULE * max(rule.weight, 0.0)
