"""Permanent pages: contact, hours, rules, what a library is and has, rather than news of it."""

from __future__ import annotations

import re

from aggregator.text import fold
from crawler.pages.furniture.menus import is_in_menu
from crawler.pages.problems import standing, words
from crawler.pages.problems.gates import Facts

PARTS = re.compile(r"\s[|–—»-]\s|\s?:\s")  #: between the parts of a <title>


class Permanent(Facts):
    """The rules of what menus lead to and lists do not."""

    def is_standing(self) -> bool:
        for name in (self.title, *self._named()):
            if standing.is_always_permanent(name):
                return not standing.tells_change(name)
            if standing.is_permanent_undated(name) and (not self.dated or is_in_menu(self.page, name)):
                return True
        return False

    def only_names(self) -> bool:
        """Does a page name a thing and describe it, as those do that menus lead to?

        One with a day must begin as such pages do and be in a menu, one without either of it.
        """
        if not self.title or not self.article:
            return False
        named = standing.may_name_part(self.title)
        if (self.dated and not named) or standing.is_long(self.title) or words.INDEX.match(self.title):
            return False
        if (self.dated or not named) and not is_in_menu(self.page, self.title):
            return False
        if not standing.may_name(self.title):
            return False
        if standing.tells_news(fold(self.article)):
            return False
        return not standing.tells_what_happened(f"{self.name}\n{self.article}")

    def _named(self) -> tuple[str, ...]:
        """What a page is called where nothing was read as its heading: the first part of <title>, its h1."""
        if not self.title:
            return (PARTS.split(self.head)[0],)
        if self.dated:
            return ()
        tops = tuple(
            line.folded.strip() for line in self.lines.lines if line.heading == 1 and not line.region
        )
        if not tops or any(self.title in line.folded for line in self.lines.lines):
            return ()
        return tops  # the title stands in the <head> or on a picture only
