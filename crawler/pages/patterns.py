"""Many ways to say one thing as one pattern that is soon through with a text which says none of them.

The engine of `re` passes over an alternative at once where it begins with another letter than the text, but
enters each that begins with a group, only to fail inside. So groups at the beginning are opened, and what
begins with one letter is put together. What is matched stays the same, and so does what is tried first.
"""

from __future__ import annotations

_QUANTIFIERS = "?*+{"
_MOST = 1000  #: characters that opening one group may add to a pattern


def any_of(patterns: str) -> str:
    """One pattern a line, joined; a blank in a pattern is any white space.

    >>> any_of("(?:wy)?drukuj\\n druk|do gory")
    'wydrukuj|d(?:rukuj|ruk|o\\\\s+gory)'
    """
    lines = [line.strip().replace(" ", r"\s+") for line in patterns.splitlines() if line.strip()]
    return joined([part for line in lines for part in parts_of(line)])


def joined(alternatives: list[str]) -> str:
    """Alternatives as one pattern; each may hold groups, but none that captures."""
    found: list[str] = []
    alike: dict[str, list[str]] = {}  # by first letter: of these two never match the same text
    for pattern in (part for alternative in alternatives for part in _opened(alternative)):
        letter = _first_letter(pattern)
        if letter:
            alike.setdefault(letter, []).append(pattern)
        else:
            found += [*_gathered(alike), pattern]
            alike = {}
    return "|".join([*found, *_gathered(alike)])


def _gathered(alike: dict[str, list[str]]) -> list[str]:
    """One pattern a letter."""
    return [
        f"{letter}(?:{'|'.join(part[1:] for part in parts)})" if len(parts) > 1 else parts[0]
        for letter, parts in alike.items()
    ]


def _first_letter(pattern: str) -> str:
    """The letter that a pattern begins with, "" where it may begin with several."""
    begins = pattern[:1].isalpha() and pattern[1:2] not in tuple(_QUANTIFIERS)
    return pattern[0] if begins else ""


def _opened(pattern: str) -> list[str]:
    """A pattern that begins with a group as the patterns that begin with what the group may be."""
    if not pattern.startswith("(?:") or "(?P" in pattern:
        return [pattern]
    end = end_of_group(pattern)
    rest = pattern[end:]
    optional = rest[:1] == "?"
    rest = rest[1:] if optional else rest
    ways = parts_of(pattern[3 : end - 1]) + ([""] if optional else [])
    if rest[:1] in tuple(_QUANTIFIERS) or len(rest) * len(ways) > _MOST:
        return [pattern]
    return [part for way in ways for part in _opened(way + rest)]


def parts_of(pattern: str) -> list[str]:
    """What a pattern is divided into by strokes outside of any group."""
    parts, at, start, depth = [], 0, 0, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = pattern.index("]", at + 2)
        elif char == "|" and not depth:
            parts.append(pattern[start:at])
            start = at + 1
        else:
            depth += (char == "(") - (char == ")")
        at += 1
    return [*parts, pattern[start:]]


def end_of_group(pattern: str) -> int:
    """Where the group ends that a pattern begins with."""
    at = depth = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = pattern.index("]", at + 2)
        else:
            depth += (char == "(") - (char == ")")
            if not depth:
                return at + 1
        at += 1
    raise ValueError(f"a group without end: {pattern}")
