"""The errors we raise on purpose: each says what is wrong and what to do, in one line."""

from __future__ import annotations


class BiblioError(Exception):
    """Base of every error raised on purpose; the command line prints it and ends with code 2."""


class ConfigError(BiblioError):
    """A setting cannot be used as it is."""


class InputError(BiblioError):
    """A file, an address or an id given by the user cannot be used as it is."""


class TaxonomyError(BiblioError):
    """The taxonomy breaks its own rules. Message: file:line: problem. Remedy."""


class StoreError(BiblioError):
    """The store cannot be opened, or does not fit this version."""


class SourceError(BiblioError):
    """A site, or our row for it, needs attention. Message: site: problem. Remedy."""

    def __init__(self, site: str, problem: str, remedy: str) -> None:
        super().__init__(f"{site}: {problem}. {remedy}")
        self.site, self.problem, self.remedy = site, problem, remedy


class PageChangedError(SourceError):
    """A page no longer has the shape its row describes."""
