"""The words that say what an announcement is about, from `predicate_words.yaml` and `kind_words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from aggregator.cues import Cues
from aggregator.vocabulary import Kind
from aggregator.word_lists import load_lists, read_patterns


@dataclass(frozen=True, slots=True)
class KindWord:
    """One cue: for which kind it speaks, and how strongly."""

    kind: Kind
    weight: float
    in_title: float  #: as strongly in a title
    in_body: float  #: the share that is left below the first sentences
    verb: bool  #: tells what happened; other words name things


@cache
def kind_words() -> Cues[KindWord]:
    """Cues of kinds in order of precedence."""
    lists = load_lists("kind_words.yaml")
    predicates = [(group, True) for group in load_lists("predicate_words.yaml")["groups"]]
    names = [(group, False) for group in lists["groups"]]
    return Cues(
        (pattern, _meaning(group, verb))
        for group, verb in predicates + names
        for pattern in read_patterns(group["words"], lists["macros"], group.get("after", ""))
    )


def _meaning(group: Mapping[str, Any], verb: bool) -> KindWord:
    weight = group["weight"]
    return KindWord(
        Kind(group["kind"]),
        weight,
        group.get("title", weight),
        group.get("body", _BODY),
        group.get("verb", verb),
    )


_BODY = 0.25
