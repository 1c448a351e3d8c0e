"""Lists of words in YAML files, and the regular expressions that they stand for.

A list is a text of patterns over folded words, one a line or parted by ";". In a pattern `*` is the rest
of a word, `(a|b)` a choice, `…` some words of the same clause or none, `<name>` a macro of the file; anything
else is a regular expression. A pattern begins and ends at the borders of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

#: what stands for "…"; where no decimal point is near, as in most places, a repeated set of characters is
#: enough, which is tried ten times as fast
_GAP = r"(?:(?=[^.;\n]{0,59}+\.\d)(?:[^.;\n]|\.(?=\d)){0,60} |[^.;\n]{0,60} )"
SOME_WORDS = f"{_GAP}?"
_ROW_OF_GAPS = re.compile("(?:… ){2,}")


@cache
def load_lists(name: str) -> Mapping[str, Any]:
    """The word lists of one file beside this module."""
    path = Path(__file__).with_name(name)
    loaded: Mapping[str, Any] = yaml.load(
        path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded


def read_patterns(words: str, macros: Mapping[str, str], after: str = "") -> Iterator[str]:
    """The regular expressions of a list of patterns; `after` is what must stand just before each.

    >>> list(read_patterns("wklad* wlasn*; (dotacj|grant)*", {}))
    ['wklad\\\\w* wlasn\\\\w*', 'dotacj\\\\w*', 'grant\\\\w*']
    """
    for written in re.split(r"[;\n]", words):
        for pattern in _expanded(written.strip()):
            yield (f"(?<={after})" if after else "") + _translated(pattern, macros)


def _expanded(pattern: str) -> Iterator[str]:
    """A choice at the very beginning becomes one pattern for each: patterns are found by first letters."""
    if not pattern.startswith("(") or pattern.startswith("(?"):
        if pattern:
            yield pattern
        return
    depth, option, rest = 0, "", ""
    options: list[str] = []
    for at, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            rest = pattern[at + 1 :]
            break
        if depth == 1 and char in "(|":
            options.append(option)
            option = ""
        else:
            option += char
    for each in [*options[1:], option]:
        yield from _expanded(each + rest)


def _translated(pattern: str, macros: Mapping[str, str]) -> str:
    for name, meaning in macros.items():
        pattern = pattern.replace(f"<{name}>", meaning)
    pattern = re.sub(r"\((?!\?)", "(?:", pattern)
    if "\\" not in pattern:
        pattern = _ROW_OF_GAPS.sub(lambda row: _several_gaps(len(row[0]) // 2), pattern)
        pattern = pattern.replace("… ", SOME_WORDS).replace("*", r"\w*")
    return pattern + (r"\b" if pattern[-1].isalpha() and not pattern.endswith(r"\b") else "")


def _several_gaps(times: int) -> str:
    """Several "…" in a row, so that each place is tried once: what is behind the first at its longest was all
    in reach from there, so no shorter one needs another behind it.
    """
    return SOME_WORDS if times == 1 else f"(?:(?>{_GAP}){_several_gaps(times - 1)}|{_GAP})?"
