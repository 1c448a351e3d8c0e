"""Alternations of many words that fail fast: the words share their beginnings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_END = ""  #: in a node: a word ends here


def united(words: Iterable[str]) -> str:
    """What an alternation of the words matches, the longest first; to stand in brackets, verbose or not.

    An alternation is tried word by word; here all words with one beginning are given up at its first letter.

    >>> united(["maj", "maja", "mar"])
    'ma(?:j(?:a|)|r)'
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[_END] = {}
    return _pattern(root)


def _pattern(node: dict[str, Any]) -> str:
    rows = [re.escape(char) + _inner(after) for char, after in node.items() if char != _END]
    return "|".join([*rows, ""] if _END in node else rows)


def _inner(node: dict[str, Any]) -> str:
    return _pattern(node) if len(node) == 1 else f"(?:{_pattern(node)})"
