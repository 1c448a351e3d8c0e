"""Pages on which nothing stands but what every page of the site prints."""

from __future__ import annotations

from crawler.pages.furniture.wording import is_address
from crawler.pages.problems.gates import Facts

MARGINS = frozenset({"menu", "footer", "sidebar", "related", "comments", "cookies", "form", "popup"})
_ADDRESS = 200  #: characters of a foot without a name
_SCRAPS = 60  #: characters that a theme prints around nothing: "– w Wieści", "Użytkownik", "Hasło"


class Emptiness(Facts):
    """The rules of nothing."""

    def is_bare(self) -> bool:
        return self.size < 60 and not self.title  # whatever else was read stands in <noscript>

    def is_empty(self) -> bool:
        if self.is_bare():
            return True
        if self.article.strip():
            return False
        if self.title or self.size >= 200:
            return self._holds_nothing()
        return sum(1 for _ in self.page.tree.iter("img")) < 2

    def _holds_nothing(self) -> bool:
        """Is nothing there but menus and feet, and the title in the <head> only?"""
        shown = (line for line in self.lines.lines if line.region not in MARGINS | {"header", "meta"})
        return not self.dated and not any(shown) and not self.has_pictures()

    def is_scraps(self) -> bool:
        """A theme around nothing: no title, no sentence, no picture but in its margins."""
        if self.title or not 0 < len(self.article) <= _ADDRESS or self.has_pictures():
            return False
        lines = [line for line in self.article.splitlines() if not is_address(line)]
        if sum(map(len, lines)) > _SCRAPS:
            return False
        return all(len(line.split()) < 4 and line[-1] not in ".!?" for line in lines)
