"""Watching one visit: gathers what is seen, and says when it does not look like the site we know."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aggregator.health import Trouble
from aggregator.model import RawAnnouncement
from aggregator.vocabulary import Problem
from crawler.families import Answer, Ask, Found
from crawler.health.changes import Comparison, article_signs, compare, is_other, list_signs
from crawler.health.classes import OF_PROBLEM
from crawler.health.facts import ArticleFact, ListFact, Seen, article_fact, tongue_of
from crawler.health.usual import Usual
from crawler.pages import decode, read_page
from crawler.pages.outline import Outline, outline_of

if TYPE_CHECKING:
    from crawler.responses import Reply

#: articles of a visit whose structure is looked at
OUTLINED = 8
#: pages of lists whose structure is looked at
_LISTS = 6
_WEB_PAGES = {"listing", "home"}
#: a page like that is no list, whatever links it has
_NO_LIST = {
    Problem.PARKED, Problem.PLACEHOLDER, Problem.MAINTENANCE, Problem.LOGIN, Problem.COOKIE_WALL,
    Problem.NOT_FOUND,
}  # fmt: skip


@dataclass(slots=True)
class Watch:
    """The eyes of a visit. `usual` is what the site showed before."""

    usual: Usual = field(default_factory=Usual)
    seen: Seen = field(default_factory=Seen)
    doubted: bool = False  #: something looked different: several pages are to confirm it
    confirmed: bool | None = None  #: the site has a new design, None = not decided

    def list_read(self, ask: Ask, reply: Reply, answer: Answer, found: Found, *, probing: bool) -> Found:
        """A list answered; gives back what was found on it, nothing where the page is no list at all."""
        outline = self._outline(ask, answer, found)
        trouble, reason = self._no_list(ask, answer, found, outline)
        if trouble is not None:
            plan = () if trouble is Trouble.PARKED else found.plan
            found = replace(found, leads=(), plan=plan)
        leads = found.leads
        self.seen.lists.append(
            ListFact(
                kind=ask.kind,
                url=ask.url,
                page=ask.page,
                answered=reply.url,
                for_good=reply.for_good,
                items=len(leads),
                dated=sum(lead.published is not None for lead in leads),
                titled=sum(bool(lead.title) for lead in leads),
                tongue=tongue_of(" \n".join(f"{lead.title} {lead.summary}" for lead in leads[:20])),
                outline=outline,
                trouble=trouble,
                reason=reason,
                probing=probing,
            )
        )
        return found

    def list_unchanged(self, ask: Ask, reply: Reply) -> None:
        """The server says that a list is as it was."""
        self.seen.lists.append(
            ListFact(
                kind=ask.kind, url=ask.url, page=ask.page, answered=reply.url, for_good=reply.for_good,
                unchanged=True,
            )
        )  # fmt: skip

    def list_failed(
        self, ask: Ask, trouble: Trouble, reason: str, answer: Answer | None = None, *, probing: bool = False
    ) -> None:
        """A list could not be had, or not be read; `answer` is what came instead, if anything."""
        outline = None
        if answer is not None:
            told = problem_of(answer)
            if told is not None and told not in (Trouble.NOT_FOUND, Trouble.EMPTY, Trouble.UNREADABLE):
                trouble, reason = told, f"{answer.url}: {_TELLS.get(told, told.value)}"
            if ask.kind in _WEB_PAGES and trouble is Trouble.REDESIGNED:
                outline = outline_of(answer.body, answer.url, charset=answer.charset)
        self.seen.lists.append(
            ListFact(
                kind=ask.kind, url=ask.url, page=ask.page, trouble=trouble, reason=reason, outline=outline,
                answered=answer.url if answer is not None else "", probing=probing,
            )
        )  # fmt: skip

    def article_failed(self, trouble: Trouble, reason: str) -> None:
        """An article could not be had."""
        self.seen.failures.append((trouble, reason))

    def article(self, raw: RawAnnouncement, body: bytes, charset: str | None) -> ArticleFact:
        """What an article shows; the caller keeps it once it is sure how the page is to be read."""
        outline = None
        if sum(fact.outline is not None for fact in self.seen.articles) < OUTLINED and not raw.problem:
            outline = outline_of(
                body,
                raw.url,
                charset=charset,
                title=raw.title,
                date=raw.published.words if raw.published else "",
            )
        return article_fact(raw, outline)

    def keep(self, fact: ArticleFact) -> None:
        """This is how the article was read."""
        self.seen.articles.append(fact)

    def suspects_lists(self) -> bool:
        """Whether a list does not look as usual."""
        return any(
            fact.page == 1
            and fact.outline is not None
            and (known := self.usual.lists.get(fact.name)) is not None
            and bool(list_signs(known, fact))
            for fact in self.seen.lists
        ) or (not self._known_way() and bool(self.usual.lists))

    def suspects(self, fact: ArticleFact) -> bool:
        """Whether an article does not look as usual."""
        return fact.outline is not None and bool(article_signs(self.usual.articles, [fact.outline]))

    def decide(self, articles: list[ArticleFact]) -> bool:
        """Whether what was suspected is so, now that several articles were read."""
        self.confirmed = compare(self.usual, self.seen.lists, articles).redesigned
        return self.confirmed

    def comparison(self) -> Comparison:
        """This visit beside the usual. Articles that only one page speaks against are no proof."""
        if not self.doubted:
            return Comparison()
        return compare(self.usual, self.seen.lists, self.seen.articles)

    def _known_way(self) -> bool:
        return any(
            fact.name in self.usual.lists and (fact.items or fact.unchanged) for fact in self.seen.lists
        )

    def _outline(self, ask: Ask, answer: Answer, found: Found) -> Outline | None:
        outlined = sum(fact.outline is not None for fact in self.seen.lists)
        if ask.kind not in _WEB_PAGES or outlined >= _LISTS:
            return None
        items = [lead.url for lead in found.leads]
        return outline_of(answer.body, answer.url, charset=answer.charset, items=items)

    def _no_list(
        self, ask: Ask, answer: Answer, found: Found, outline: Outline | None
    ) -> tuple[Trouble | None, str]:
        """The trouble of a page that is no list: looked for where the page is empty, new, or strange."""
        if ask.kind not in _WEB_PAGES or ask.page > 1:
            return None, ""
        known = self.usual.lists.get(f"{ask.kind} {ask.url}")
        strange = known is None or outline is None or is_other(known.shape, outline)
        if found.leads and not strange:
            return None, ""
        raw = read_page(
            answer.body, answer.url, fetched=answer.fetched, charset=answer.charset,
            last_resort=not found.leads,
        )  # fmt: skip
        if raw.problem in _NO_LIST or (not found.leads and raw.problem in OF_PROBLEM and not found.plan):
            trouble = _trouble_of(raw, answer)
            assert trouble is not None
            return trouble, f"{answer.url}: {_TELLS.get(trouble, trouble.value)}"
        return None, ""


_GIVEN_UP = re.compile(r"domen[aęy]|domain|hosting|suspended|zawieszon|zablokowan|wygas", re.I)
_TELLS = {
    Trouble.PARKED: "the name is for sale or shows advertisements",
    Trouble.MAINTENANCE: "the site says that it is being worked on",
    Trouble.COOKIE_WALL: "only a question about cookies or age is shown",
    Trouble.LOGIN: "the site wants a login",
    Trouble.NOT_FOUND: "the page says that it does not exist",
    Trouble.EMPTY: "the page is empty",
    Trouble.MOVED: "the page only says that the site has moved",
    Trouble.UNREADABLE: "the answer is no web page",
    Trouble.PARTIAL: "the page ends in the middle",
}


def problem_of(answer: Answer) -> Trouble | None:
    """What a page says of itself instead of news."""
    raw = read_page(answer.body, answer.url, fetched=answer.fetched, charset=answer.charset)
    return _trouble_of(raw, answer)


def _trouble_of(raw: RawAnnouncement, answer: Answer) -> Trouble | None:
    """The trouble of a page that is no announcement: an account or a name given up is no building site."""
    if raw.problem is Problem.PLACEHOLDER and _GIVEN_UP.search(decode(answer.body, answer.charset).text):
        return Trouble.PARKED
    return OF_PROBLEM.get(raw.problem) if raw.problem else None
