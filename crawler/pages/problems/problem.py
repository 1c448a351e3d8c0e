"""What a page is when it is not an announcement. No article may be taken for one: signs must be strong."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import TypeAlias

from lxml.html import HtmlElement

from aggregator.text import fold
from aggregator.vocabulary import Problem
from crawler.pages import signs
from crawler.pages.blocks import Scan, scan
from crawler.pages.document import Page
from crawler.pages.listing.links import is_list_address, is_more
from crawler.pages.problems import words
from crawler.pages.problems.calendars import Calendars
from crawler.pages.problems.emptiness import MARGINS, Emptiness
from crawler.pages.problems.gates import SHORT, STUB, THIN, TOLD, Gates, stands_in
from crawler.pages.problems.permanent import PARTS, Permanent

_LOCATION = re.compile(
    r"(?:window|document|parent|top|self)?\.?\blocation(?:\.href)?\s*=\s*['\"]|location\.(?:replace|assign)\s*\(",
    re.I,
)
_REFRESH = re.compile(r"^\s*(\d+)\s*[;,]\s*(?:url\s*=)?\s*['\"]?(\S+)", re.I)
_LISTS = frozenset({"", "related"})  #: where the heading of a list may stand that is the page itself
_SENTENCE = re.compile(r"[.!?]\s+|\n")
_SURE = 300  #: characters of a dated article with a title: no notice
_INDEX_WORDS = 2  #: of the heading of a list: "Aktualności biblioteki"
_SPAM = 6  #: words of spam that make a page of it
_ITEMS = 4  #: headings with a link that make a list


#: of what may look like a sure article, too
_EVEN_OF_ARTICLES = frozenset({Problem.NOT_FOUND, Problem.STANDING, Problem.LISTING})
#: told by the page as a whole, whatever is read as its article
_OF_THE_WHOLE = frozenset({
    Problem.FRAMESET, Problem.PLACEHOLDER, Problem.PARKED, Problem.REDIRECT_STUB, Problem.MAINTENANCE,
})  # fmt: skip


def settled_problem(page: Page, title: str, *, lines: Scan, dated: bool) -> Problem | None:
    """The failure or index that a page is of which nothing was read, and no article would change that.

    None = not settled: some article must be looked for first.
    """
    if dated and title:  # a long article would speak against any failure
        return None
    check = _Check(page, "", title, lines, dated)
    problem = check.run()
    if problem in _OF_THE_WHOLE:
        return problem
    sure = check.is_bare() if problem is Problem.EMPTY else problem is Problem.LISTING
    return problem if sure and not (check.may_tell() or check.asks_inside()) else None


def find_problem(
    page: Page, article_text: str, title: str, *, lines: Scan | None = None, dated: bool = False
) -> Problem | None:
    """The failure, index or permanent page that a page is, None = an announcement.

    `article_text` and `title` are what was read of it; `dated` says that it states its day of publication;
    `lines` saves a walk over the page where the caller has made it.
    """
    return _Check(page, article_text, title, lines or scan(page.tree), dated).run()


def _is_linked(heading: HtmlElement) -> bool:
    if len(heading):
        if heading[0].tag == "a" and heading[0].get("href") is not None:  # as nearly always
            return True
        if any(link.get("href") is not None for link in heading.iter("a")):
            return True
    return bool(heading.getparent().tag == "a")


class _Check(Gates, Permanent, Calendars, Emptiness):
    def run(self) -> Problem | None:
        rules = _RULES
        if self.dated:
            rules = _OF_ARTICLES if self.title and len(self.article) >= _SURE else _OF_DATED
        for applies, problem in rules:
            if applies(self):
                return problem
        return None

    def is_frameset(self) -> bool:
        if self.size >= SHORT:
            return False
        if next(self.page.tree.iter("frameset"), None) is not None:
            return True
        said = self.size >= (120 if not self.title else 30)
        return not said and next(self.page.tree.iter("iframe"), None) is not None

    def is_not_found(self) -> bool:
        if len(self.article) >= 1500:
            return False
        called = self.head if self.title in self.head else f"{self.head}\n{self.title}"
        if stands_in(called, signs.NO_PAGE) and (self._is_missing(self.head) or self._is_missing(self.title)):
            return True
        slight = not self.dated and len(self.article) < THIN
        if slight and any(map(self._is_missing, PARTS.split(self.head)[1:])):
            return True
        slight = not self.dated and len(self.article) < 800
        for line in self.lines.lines_with(signs.NOT_FOUND):
            tells = line.heading or line.strong * 2 > len(line.text)  # a plain line may speak of anything
            tells = tells or (slight and line.region not in MARGINS)
            if tells and len(line.text) <= 200 and self._is_missing(line.folded):
                return True
        return False

    def _is_missing(self, text: str) -> bool:
        """Do folded words say that there is no page? A code may be a subject, too, where a text follows."""
        if not words.NOT_FOUND.match(text):
            return not self.dated and bool(words.GONE.match(text))
        code = words.CODE_ALONE.match(text)
        if code is None or words.NOT_FOUND.match(text[code.end() :]):
            return True
        return not self.dated and len(self.article) < THIN // 2

    def is_suspended(self) -> bool:
        return bool(words.SUSPENDED.match(self.head)) and not words.PARKED.search(self.head)

    def is_parked(self) -> bool:
        if stands_in(self.head, signs.PARKED) and words.PARKED.search(self.head):
            return True
        if words.ON_SALE.match(self.head):
            return True
        if self.size < 3000 and self.lines.shows(signs.PARKED):
            if words.PARKED.search(self.text):
                return True
            alone = self.size < SHORT and not self.dated and self.links() <= 8
            if alone and words.REGISTRAR.search(self.text):
                return True
        shown = self.lines.count(signs.SPAM)
        if self.size > 40_000 or not shown or shown + sum(map(self.head.count, signs.SPAM)) < _SPAM:
            return False
        whole = self.head + "\n" + self.text
        hits = len(words.SPAM.findall(whole))
        return hits >= _SPAM and hits * 60 > len(whole) / 4 and len(words.LIBRARY.findall(whole)) * 4 < hits

    def is_stub(self) -> bool:
        if self.size > SHORT:
            return False
        for meta in self.page.told("meta"):
            if (meta.get("http-equiv") or "").strip().lower() == "refresh":
                hit = _REFRESH.match(meta.get("content") or "")
                if hit and int(hit[1]) <= 60 and self.size < STUB * 2:
                    return True
        if self.size < STUB:
            scripts = "".join(script.text or "" for script in self.page.told("script"))[:20_000]
            onload = next(self.page.tree.iter("body"), self.page.tree).get("onload") or ""
            if self.size < 200 and _LOCATION.search(scripts + onload) and "vjs=" not in scripts:
                return True
            links = sum(1 for _ in self.page.tree.iter("a"))
            if self.size < 30 and 1 <= self.links() <= 2:
                return True  # a picture to go in by
            told = links > 1 and self.title and self._tells_more(words.MOVED)
            return links <= 4 and bool(words.MOVED.search(self.text)) and not told
        return False

    def is_maintenance(self) -> bool:
        return self._is_notice(words.MAINTENANCE)

    def _says(self, some: frozenset[str], what: re.Pattern[str]) -> bool:
        """Is there, where an article would be, nothing but a line that says this?"""
        if not 0 < len(self.article) < THIN:
            return False
        return any(
            what.match(line.folded) and len(line.text) <= 200 and line.region not in MARGINS
            for line in self.lines.lines_with(some)
        )

    def is_placeholder(self) -> bool:
        if words.DEMO.fullmatch(self.title) and words.DEMO_TEXT.search(fold(self.article[:500])):
            return True
        if self.dated:  # as no notice is
            return False
        return self._is_notice(words.PLACEHOLDER) or (self.links() <= 3 and self._is_notice(words.HOSTING))

    def _is_notice(self, signs: re.Pattern[str]) -> bool:
        """A page that says nothing else: its <title> says so, or it is short and without a menu."""
        if self.size >= 4000 or (links := self.links()) > 8:
            return False
        if links <= 6 and signs.search(self.head):
            return True
        if self.size >= SHORT or not signs.search(self.text):
            return False
        return not (links > 1 and self.title and self._tells_more(signs))

    def _tells_more(self, signs: re.Pattern[str]) -> bool:
        """Does a text say something else, too, below a title that is none of a notice?"""
        if signs.search(self.title):
            return False
        others = (part for part in _SENTENCE.split(fold(self.article)) if not signs.search(part))
        return sum(len(part) for part in others) >= TOLD

    def is_unbuilt(self) -> bool:
        return self._says(signs.UNBUILT, words.UNBUILT)

    def is_under_repair(self) -> bool:
        return self._says(signs.UNBUILT, words.REPAIR)

    def is_without_hits(self) -> bool:
        return self._says(signs.NO_HITS, words.NO_HITS)

    def is_listing(self) -> bool:
        """Most of what the page says are items that lead to other pages."""
        if self.page.meta("og:type") == "article":
            return False
        listed_at = is_list_address(self.page.url)
        named = listed_at or self._is_index()
        if self.title and not named and not (self._has_items() and (not self.dated or self._is_item())):
            return False
        from crawler.pages.listing.index import list_articles

        listed = [i for i in list_articles(self.page) if listed_at or i.date or len(i.summary) > 40]
        if len(listed) < (2 if listed_at else 4):
            return False
        titles = {fold(item.title) for item in listed}
        article = fold(self.article)
        inside = sum(1 for title in titles if len(title) > 8 and title in article)
        if self.title in titles or (named and not self._is_told(beside=not inside)):
            return True
        return (named or not (self.dated and self.title)) and inside >= max(3, len(titles) // 2)

    def _is_told(self, *, beside: bool) -> bool:
        """Is it a text of its own below a title that begins like that of a list: "Nowości na półkach"?

        `beside`: none of the items stands in it; a short text with a day is then enough.
        """
        return len(self.article) >= (TOLD if beside and self.dated else _SURE) and self.may_tell()

    def may_tell(self) -> bool:
        """Would a text below the title be one of its own?"""
        return not is_list_address(self.page.url) and len(re.findall(r"\w+", self.title)) > _INDEX_WORDS

    def _is_item(self) -> bool:
        """May the title be that of an item: is it a link, or are there links to read on?"""
        more = 0
        for line in self.lines.lines:
            if line.linked and len(line.text) <= 300:
                if line.folded.strip() == self.title:
                    return True
                more += is_more(line.text)
        return more >= 4

    def _is_index(self) -> bool:
        """Is the page called like a list, or a heading on it where its title is that of the site only?"""
        if words.INDEX.match(self.title):
            return True
        if self.dated or self.title not in self.head:
            return False
        heads = [line.folded.strip() for line in self.lines.lines if line.heading and line.region in _LISTS]
        return self.title not in heads and any(map(words.INDEX.match, heads))

    def _has_items(self) -> bool:
        """Are there headings that lead elsewhere, as many as a list has?"""
        heads = self.page.told("h1")
        return len(heads) >= _ITEMS and len(tuple(islice(filter(_is_linked, heads), _ITEMS))) == _ITEMS


_Rules: TypeAlias = tuple[tuple[Callable[[_Check], bool], Problem], ...]
_RULES: _Rules = (
    (_Check.is_frameset, Problem.FRAMESET),
    (_Check.is_not_found, Problem.NOT_FOUND),
    (_Check.is_suspended, Problem.PLACEHOLDER),
    (_Check.is_parked, Problem.PARKED),
    (_Check.is_cookie_wall, Problem.COOKIE_WALL),  # its button leads on as a stub does
    (_Check.is_age_gate, Problem.COOKIE_WALL),
    (_Check.is_stub, Problem.REDIRECT_STUB),
    (_Check.is_maintenance, Problem.MAINTENANCE),
    (_Check.is_placeholder, Problem.PLACEHOLDER),
    (_Check.is_challenge, Problem.EMPTY),
    (_Check.is_login, Problem.LOGIN),
    (_Check.is_empty, Problem.EMPTY),
    (_Check.is_standing, Problem.STANDING),
    (_Check.is_listing, Problem.LISTING),
    (_Check.is_calendar, Problem.LISTING),
    (_Check.is_unbuilt, Problem.PLACEHOLDER),
    (_Check.is_under_repair, Problem.MAINTENANCE),
    (_Check.is_without_hits, Problem.EMPTY),
    (_Check.is_for_members, Problem.LOGIN),
    (_Check.is_scraps, Problem.EMPTY),
    (_Check.only_names, Problem.STANDING),
)
#: no page that states its day is one of these
_UNDATED = {
    _Check.is_cookie_wall, _Check.is_age_gate, _Check.is_maintenance, _Check.is_calendar, _Check.is_unbuilt,
    _Check.is_under_repair, _Check.is_without_hits, _Check.is_scraps,
}  # fmt: skip
_OF_DATED: _Rules = tuple(rule for rule in _RULES if rule[0] not in _UNDATED)
_OF_ARTICLES: _Rules = tuple(rule for rule in _OF_DATED if rule[1] in _EVEN_OF_ARTICLES)
