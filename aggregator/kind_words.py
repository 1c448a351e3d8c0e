"""The words that say what an announcement is about, from `kind_words.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aggregator.cues import Cues, load_lists, read_patterns
from aggregator.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class KindWord:
    """One cue: for which kind it speaks, and how strongly."""

    kind: Kind
    weight: float
    in_title: float  #: as strongly in a title


@cache
def kind_words() -> Cues[KindWord]:
    """Cues of kinds in order of precedence."""
    lists = load_lists("kind_words.yaml")
    return Cues(
        (pattern, KindWord(Kind(group["kind"]), group["weight"], group.get("title", group["weight"])))
        for group in lists["groups"]
        for pattern in read_patterns(group["words"], lists["macros"], group.get("after", ""))
    )
