"""The rule's reading of a sum beside the learned weights of its traits."""

from __future__ import annotations

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
    said = _said(role_traits(at, around, whole), around)
    role = Role(load_weights(TABLE).likeliest({1.0: said}, rule.role, rule_odds(rule)))
    if role is rule.role:
        return rule
    return Reading(role, 2.0, "learned weights")


def _said(traits: Traits, around: Surroundings) -> Said:
    """What all traits of a sum say together; the sums of a page have most of their stretches in common."""
    weights, known = load_weights(TABLE), around.said
    near: set[Said] = set()
    for parts, words in traits.words:
        near.update(weights.said_by_words(parts, words))
    for part, signs in traits.signs:
        near.update(weights.said(part, signs))
    said = sum(near)
    for stretch in traits.stretches:
        if stretch not in known:
            part, start, end = stretch
            words = around.passages.letters[start:end].split()
            known[stretch] = sum(set(weights.said_by_words((part,), words)))
        said += known[stretch]
    for text in traits.texts:
        if text not in known:
            part, printed = text
            known[text] = sum(set(weights.said_by_words((part,), words_in(printed))))
        said += known[text]
    return said


def rule_odds(rule: Reading) -> float:
    """What a rule's reading adds to the log-odds of its role."""
    return _OF_RULE * rule.weight if rule.weight > 0.0 else 0.0
