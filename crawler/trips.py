"""A visit under way to one source: a plan that changes with every answer. Pure, no requests are made."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from aggregator.arrivals import Sighting
from aggregator.identity import address_key
from aggregator.model import Picture, Source
from crawler.coverage import akin, belongs, is_before, is_strange, tells_all
from crawler.families import Answer, Ask, Found, Lead, Plan
from crawler.families.home import site_of
from crawler.families.listing import page_after
from crawler.families.moments import WARSAW
from crawler.health.watch import Watch
from crawler.pages import SiteProfile
from crawler.revisits import KnownPage, pages_again
from crawler.trip_notes import Kept, Tried
from crawler.troubles import Trouble, class_of

#: the start of NPRCz 2.0: first sight reads back to here
FIRST_DAY = datetime(2021, 1, 1, tzinfo=WARSAW)
FIRST_SIGHT_ITEMS = 400
#: pages of lists in one visit; nobody has more, traps have
MOST_LISTS, MOST_LISTS_FULL = 80, 3000
#: an empty page in the middle of a list is not its end, two are
BARREN_PAGES = 2
LONGEST_ADDRESS = 1500
#: lists that are asked for to find the news of a site again
MOST_PROBED = 12


@dataclass(slots=True, kw_only=True)
class Trip:
    """What is known, what is still to be asked, what was found."""

    source: Source
    started: datetime
    plan: Plan
    pages: Mapping[str, KnownPage] = field(default_factory=dict)  #: stored, by key of the address
    skipped: Container[str] = frozenset()  #: keys of pages that are no announcements, or forgotten
    retries: Mapping[str, int] = field(default_factory=dict)  #: addresses that failed, and how often
    last: datetime | None = None  #: when the last whole visit began
    quiet: int = 0  #: looks at its pages in a row that showed no edit and no removal
    again: bool = False  #: somebody asked for this source: look at its newest pages again
    route: Plan = ()  #: the lists that had the news the last time, tried before the plan
    first_sight: bool = True  #: no visit before this one came to its end
    full: bool = False
    steps: list[tuple[Ask, ...]] = field(default_factory=list)  #: of the plan, those taken
    whole: bool = False  #: the lists asked so far tell all news of the site, or all that are wanted
    wanted: bool = False  #: somebody asked for this very source
    watch: Watch = field(default_factory=Watch)  #: what is seen of the site's health
    looked: datetime | None = None  #: when an article was last seen
    probing: bool = False  #: the row leads nowhere any more: the site is looked at afresh
    afresh: set[str] = field(default_factory=set)  #: keys of articles to be fetched whatever was kept of them
    asks: deque[Ask] = field(default_factory=deque)
    leads: dict[str, Lead] = field(default_factory=dict)  #: by key of the address, in order of discovery
    chosen: deque[Lead] = field(default_factory=deque)
    former: deque[Lead] = field(default_factory=deque)  #: old addresses of a site that may have moved
    left: Container[str] = frozenset()  #: their keys, those asked already among them
    troubles: list[Trouble] = field(default_factory=list)
    tried: list[Tried] = field(default_factory=list)
    system: str = ""  #: content system of the site, as far as it gave itself away
    name: str = ""  #: what the site calls itself, as far as it was asked
    most_lists: int = MOST_LISTS
    most_pages: int = MOST_LISTS_FULL  #: of one list
    sites: set[str] = field(default_factory=set)  #: hosts that count as the source's own
    asked: set[str] = field(default_factory=set)
    barren: Counter[str] = field(default_factory=Counter)  #: pages in a row without news, by kind of list
    shown: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  #: keys, by kind
    lists: int = 0
    requests: int = 0
    bytes: int = 0
    unchanged: int = 0  #: answers 304
    validators: list[Any] = field(default_factory=list)  #: what servers said to ask with the next time
    failed: int = 0  #: articles that could not be fetched or read
    failures: int = 0  #: of them in a row, at one host
    failing: str = ""  #: that host: another one where a redirect led
    missed: list[str] = field(default_factory=list)  #: of them those worth another try the next time
    lost: bool = False  #: something was fetched and could not be stored
    hole: bool = False  #: a further page of a list could not be had, and may be another time
    read: int = 0  #: articles fetched
    discovered: bool = False
    profile: SiteProfile | None = None  #: of the site, once it is known
    profiles: int = 0  #: version of the last profile learnt before this visit
    waiting: list[Kept] = field(default_factory=list)  #: pages that wait for it
    picture_room: int = 0  #: pictures that may be asked for
    pictures: deque[tuple[str, Picture]] = field(default_factory=deque)  #: to be asked for, with the page
    named: set[Sighting] = field(default_factory=set)  #: every naming of a page by a list
    outcomes: Counter[str] = field(default_factory=Counter)  #: by value of `Change`
    over: bool = False

    def __post_init__(self) -> None:
        self.sites |= {site_of(url) for url in (self.source.home, self.source.news) if url}
        if self.route and not self.full and not self.first_sight:
            self.plan = (*self.route, *self.plan)

    def next_ask(self) -> Ask | None:
        """The next list to fetch; when the steps taken told the news, the later ones are not taken."""
        while not self.over:
            while self.asks:
                ask = self.asks.popleft()
                key = f"{ask.kind} {ask.url}"
                if key not in self.asked and len(ask.url) <= LONGEST_ADDRESS and self._may_list():
                    self.asked.add(key)
                    self.lists += 1
                    return ask
            if (self.leads and (not self.plan or self._has_enough())) or not (self.plan or self._probes()):
                return None
            step, *rest = self.plan
            self.steps.append(step)
            self.plan = tuple(rest)
            self.barren.clear()
            self.asks.extend(step)
        return None

    def take(self, answer: Answer, ask: Ask, found: Found) -> None:
        """Learn from an answer: new leads, further pages, a new plan."""
        if ask.kind == "sitemap" and self.leads:
            found = replace(found, leads=akin(found.leads, self.leads.values()))
        if is_strange(found, ask, self.leads):
            found = Found()
        self.tried.append(Tried(ask=ask, items=len(found.leads)))
        self.system = self.system or found.system
        self.name = self.name or found.name
        if found.leads or found.plan:
            self.sites.add(site_of(answer.url))
        self.named.update(
            Sighting(address=lead.url, found_by=lead.found_by, found_on=ask.url) for lead in found.leads
        )
        home = self.source.home
        fitting = [lead for lead in found.leads if self._fits(lead.url) and belongs(lead, ask, home)]
        for lead in fitting:
            self._add(replace(lead, found_on=ask.url))
        if fitting:
            self.whole |= tells_all(found, ask, home) or self._is_old(fitting[-1])
        keys = {address_key(lead.url) for lead in fitting}  # a feed may have told what a list begins with
        self.barren[ask.kind] = 0 if keys - self.shown[ask.kind] else self.barren[ask.kind] + 1
        self.shown[ask.kind] |= keys
        if found.plan:
            self.plan = found.plan
            return
        if not found.leads and not found.dated:
            self.asks.extendleft(reversed(found.next))  # the parts of an index, in their order
        elif self._goes_on(found, ask):
            self.asks.extendleft(reversed(found.next))

    def fail(
        self, trouble: Trouble, *, ask: Ask | None = None, answer: Answer | None = None,
        everything: bool = False,
    ) -> None:  # fmt: skip
        """Something could not be had; `everything`: nothing else of this site will answer either.
        `answer` is what came instead, if anything."""
        self.troubles.append(trouble)
        if ask is not None:
            self.tried.append(Tried(ask=ask, trouble=trouble.reason))
            self.watch.list_failed(ask, class_of(trouble), trouble.reason, answer, probing=self.probing)
            if ask.page > 1 and not everything:
                self._go_past(ask, trouble)
        elif self.discovered:
            self.watch.article_failed(class_of(trouble), trouble.reason)
        if everything:
            self.over = True
            self.asks.clear()
            self.chosen.clear()

    def _go_past(self, ask: Ask, trouble: Trouble) -> None:
        """A page in the middle of a list could not be had: that is not its end, two are."""
        gone = trouble.problem.startswith("http-4")
        self.hole |= not gone
        self.barren[ask.kind] += 1
        further = "" if gone and ask.kind != "listing" else page_after(ask.url, ask.page)
        if further and self.barren[ask.kind] < BARREN_PAGES:
            self.asks.appendleft(Ask(kind=ask.kind, url=further, page=ask.page + 1))

    def choose(self) -> None:
        """Discovery is complete: decide what to read. The bound comes before what is known, so that a
        visit that was cut off and one that was not choose the same."""
        self.discovered = True
        leads = [lead for lead in self.leads.values() if self.full or not self._is_old(lead)]
        if not self.full:
            leads = leads[:FIRST_SIGHT_ITEMS]
        fresh = [lead for lead in leads if not self._is_known(lead)]
        again = pages_again(
            self.pages, self.leads, last=self.last, now=self.started, asked=self.again, quiet=self.quiet
        )
        named = {lead.url for lead in fresh}
        missed = [Lead(url=url) for url in self.retries if url not in named]
        alive = self.leads or self.unchanged
        self.chosen = deque([*fresh, *([*missed, *again] if alive else ())])

    @property
    def in_doubt(self) -> bool:
        """Whether pages wait because it is not sure yet that the site still has its design."""
        return self.watch.doubted and self.watch.confirmed is None

    @property
    def is_trial(self) -> bool:
        """Whether what was found is not of the row: it is looked at, and stays out of the store until
        somebody accepts the new row."""
        return self.probing and bool(self.leads)

    def _probes(self) -> bool:
        """The row led to nothing: look at the site afresh, once, from its home page."""
        if self.probing or self.first_sight or self.over or self.unchanged or self.source.family == "auto":
            return False
        self.probing = True
        self.plan = ((Ask(kind="home", url=self.source.home),),)
        self.most_lists = self.lists + MOST_PROBED
        return True

    def way_found(self) -> Plan:
        """The steps that led to the news, for the next visit; () where none did."""
        barren = {
            tried.ask
            for tried in self.tried
            if tried.trouble or not (tried.items or tried.ask.kind == "sitemap")
        }
        asked = {tried.ask for tried in self.tried}
        steps = (tuple(ask for ask in step if ask in asked - barren) for step in self.steps)
        return tuple(step for step in steps if step and step[0].kind != "home") if self.leads else ()

    def is_own(self, url: str) -> bool:
        """Whether an address belongs to the source's site, or to one it was found to have moved to."""
        return site_of(url) in self.sites

    def _has_enough(self) -> bool:
        """Whether the news found so far reach back to what is known, or as far as they should."""
        if self.full or self.first_sight:
            return self.whole
        return self.whole or any(self._is_known(lead) for lead in self.leads.values())

    def _may_list(self) -> bool:
        return self.lists < (MOST_LISTS_FULL if self.full else self.most_lists)

    def _fits(self, url: str) -> bool:
        return url.startswith(("http://", "https://")) and len(url) <= LONGEST_ADDRESS and self.is_own(url)

    def _add(self, lead: Lead) -> None:
        """Keep a lead; a second finding only completes the first."""
        key = address_key(lead.url)
        kept = self.leads.get(key)
        if kept is None:
            self.leads[key] = lead
            return
        self.leads[key] = replace(
            kept,
            title=kept.title or lead.title,
            published=kept.published or lead.published,
            modified=kept.modified or lead.modified,
            summary=kept.summary or lead.summary,
            picture=kept.picture or lead.picture,
        )

    def _goes_on(self, found: Found, ask: Ask) -> bool:
        if self.barren[ask.kind] >= BARREN_PAGES or ask.page >= self.most_pages:
            return False
        if self.full or not found.leads:
            return True
        if found.dated and all(self._is_old(lead) for lead in found.leads):
            return False
        if not self.first_sight and all(self._is_known(lead) for lead in found.leads):
            return False
        return len(self.leads) < FIRST_SIGHT_ITEMS

    def _is_known(self, lead: Lead) -> bool:
        key = address_key(lead.url)
        return key in self.pages or key in self.skipped

    def _is_old(self, lead: Lead) -> bool:
        """Before the first day, as far as the list says; what says nothing is not old."""
        return is_before(lead, FIRST_DAY)


@dataclass(frozen=True, slots=True)
class Ended:
    """The last item of a trip."""

    trip: Trip
    finished: datetime
