"""Pages that let nobody in: logins, consent walls, checks of the browser."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from lxml.html import HtmlElement

from aggregator.text import fold
from crawler.pages import signs
from crawler.pages.blocks import Scan
from crawler.pages.document import Page
from crawler.pages.markup import traits_of
from crawler.pages.problems import standing, words

SHORT = 1200  #: characters of a page that may be nothing but a notice
STUB = 400
TOLD = 80  #: characters of sentences that say something of their own
THIN = 250  #: an article shorter than this does not speak against a failure
_FEW = 12  #: links of a page that may be a gate
_DEPTH = 40  #: elements around another that are looked at
_EDGES = frozenset({"footer", "header", "nav", "aside"})
_BESIDE = frozenset({"sidebar", "header", "menu", "footer", "popup", "related"})


def stands_in(text: str, signs: Iterable[str]) -> bool:
    """Is any of these signs a part of a short text?"""
    for sign in signs:  # noqa: SIM110 - a generator, and even `map`, costs twice as much
        if sign in text:
            return True
    return False


class Facts:
    """What is looked at again and again, of one page and what was read of it."""

    def __init__(self, page: Page, article: str, title: str, lines: Scan, dated: bool) -> None:
        self.page, self.article, self.dated, self.lines = page, article, dated, lines
        self.name = title  #: as printed
        self.title = fold(title).strip()
        self.head = page.head.strip()
        self.size = len(lines.folded) - max(0, len(lines.lines) - 1)  #: characters of all lines
        self.text = lines.folded[:6000]  #: the page's visible text folded, as far as a notice can reach
        self._linked: int | None = None

    def links(self) -> int:
        if self._linked is None:
            self._linked = sum(1 for link in self.page.tree.iter("a") if link.get("href"))
        return self._linked

    def has_pictures(self) -> bool:
        """Are there pictures elsewhere than in the margins of the page?"""
        return any(not _is_beside(image) for image in self.page.tree.iter("img"))


class Gates(Facts):
    """The rules of what stands between a reader and the page."""

    def is_challenge(self) -> bool:
        return (
            self.size < SHORT and len(self.article) < SHORT and self._challenges() and self.links() <= 6
        ) or (
            # what the page keeps for browsers without scripts is no line of it
            not (self.title and self.size)
            and len(self.article) < TOLD
            and bool(words.CHALLENGE.search(fold(self.article)))
        )

    def _challenges(self) -> bool:
        if self.lines.shows(signs.CHALLENGE) and words.CHALLENGE.search(self.text):
            return True
        return stands_in(self.head, signs.CHALLENGE) and bool(words.CHALLENGE.search(self.head))

    def is_age_gate(self) -> bool:
        """Is the visitor asked how old he is, and nothing else told?"""
        if self.size >= SHORT or len(self.article) >= THIN or self.links() > _FEW:
            return False
        return bool(words.AGE.match(self.title) or (not self.title and words.AGE.search(self.text)))

    def is_login(self) -> bool:
        if len(self.article) >= 600:
            return False
        alone = not self.dated and self.size < 600 and self.links() <= 8
        if alone and words.LOGIN_ALONE.fullmatch(self.title or self.head):
            return True
        if not self.asks_inside():
            return False
        if not self.article and not self.has_pictures():
            return True
        named = words.LOGIN.search(self.title) or words.LOGIN.search(self.head)
        if named and not self.dated:
            return True
        other = [line for line in self.article.splitlines() if not words.LOGIN.search(fold(line))]
        if not named and sum(len(line) for line in other if line[-1] in ".!?") >= TOLD:
            return False  # a text beside a box to log in
        if len(self.article) < STUB and words.LOGIN.search(fold(self.article)):
            return True
        return alone and bool(words.LOGIN.search(self.text))

    def is_for_members(self) -> bool:
        """Nothing but word that one must log in to read on."""
        if not 0 < len(self.article) < THIN:
            return False
        told = fold(self.article)
        return stands_in(told, signs.MEMBERS) and bool(words.MEMBERS.search(told))

    def asks_inside(self) -> bool:
        """Is there a field for a password elsewhere than in the margins of the page?"""
        return any(
            (field.get("type") or "").lower() == "password" and not _is_beside(field)
            for field in self.page.tree.iter("input")
        )

    def is_cookie_wall(self) -> bool:
        if self.size > 6000 or not self.lines.shows(signs.WALL) or self.links() > 12:
            return False
        if len(self.article) >= THIN and not words.COOKIES.search(fold(self.article[:400])):
            return False
        if standing.is_always_permanent(self.title) and not self._has_button():
            return False  # what the site says of its cookies to those who ask
        about = sum(len(line.text) for line in self.lines.lines if words.COOKIES.search(line.folded))
        return len(words.COOKIES.findall(self.text)) >= 2 and about * 2 > self.size

    def _has_button(self) -> bool:
        """Is there something to press elsewhere than in the margins of the page?"""
        kinds = {"submit", "button"}
        return any(
            (node.tag == "button" or (node.get("type") or "").lower() in kinds) and not _is_beside(node)
            for node in self.page.tree.iter("button", "input")
        )


def _is_beside(element: HtmlElement) -> bool:
    """Does an element stand in a margin, by what the elements around it are called?"""
    around = islice(element.iterancestors(), _DEPTH)
    return any(traits_of(node, node.tag).region in _BESIDE or node.tag in _EDGES for node in around)
