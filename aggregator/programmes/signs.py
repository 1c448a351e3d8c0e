"""Which lists of phrases a sentence can hold at all: there are dozens that take a programme back."""

from __future__ import annotations

from aggregator.signs import ANY, Signs

__all__ = ["ANY", "SIGNS", "Signs"]

#: of everything that a sentence may say of a programme in it
SIGNS = Signs()
