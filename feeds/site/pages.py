"""Pages of the public tree, made from the same entries as the feeds. Pure.

`page_makers` names every page with the call that makes it, so that one page can be made alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby

from aggregator.vocabulary import Kind
from feeds.clean import one_line, web_address
from feeds.entry import Entry, Grant
from feeds.gather import CALLS, Feeds
from feeds.health import fault_of, is_alarming, trouble_of
from feeds.language import CODES, in_alphabet, language
from feeds.site.addresses import Spot
from feeds.site.branches import Branch, branches, walk, written_about
from feeds.site.charts import months_chart, tiles
from feeds.site.network import Network
from feeds.site.quality import measured
from feeds.site.rendering import HERE, Site, render
from feeds.wording import VOIVODESHIPS

LATEST = 20  #: announcements on a page
_ON_HOME = 12
_DEADLINES = 4  #: on the home page
_AWARDS = 30  #: of a library

Maker = Callable[[], bytes]


def page_makers(feeds: Feeds, network: Network) -> Iterator[tuple[str, str, Maker]]:
    """Every page as its path, the list of the shelf that it is made of, and the call that makes it.

    "" instead of a list: it counts over many, or shows the day. Home comes last, it leads to all others.
    """
    for name in ("style.css", "favicon.svg"):
        yield name, "", (HERE / name).read_bytes
    for code in reversed(CODES):
        pages = _Pages(feeds, network, code)
        for branch, above in walk(pages.tree):
            spot = Spot(section="programmes", code=code, tail=f"{branch.id}/")
            yield spot.file, f"programmes/{branch.id}", partial(pages.programme, spot, branch, above)
        for source in sorted(feeds.libraries):
            spot = Spot(section="libraries", code=code, tail=f"{source}/")
            yield spot.file, f"libraries/{source}", partial(pages.library, spot, source)
        for section in ("programmes", "libraries", "calls", "feeds", "health", "about", "home"):
            spot = Spot(section=section, code=code)
            made_of = CALLS if section == "calls" else ""
            yield spot.file, made_of, partial(getattr(pages, section), spot)


class _Pages:
    """The pages in one language."""

    def __init__(self, feeds: Feeds, network: Network, code: str) -> None:
        self.news, self.network = feeds, network
        self.words = language(code)
        self.tree = branches(feeds, self.words)
        self.site = Site(taxonomy=feeds.taxonomy, base_url=feeds.imprint.base_url, contact=network.contact)

    def home(self, spot: Spot) -> bytes:
        news = self.news
        known = {branch.id: branch for branch, _ in walk(self.tree)}
        named = sorted((known[one] for one in news.named), key=lambda one: (-one.count, one.id))
        return render(
            "home.html", self.site, spot,
            feed="feeds",
            latest=news.newest("", _ON_HOME),
            count=news.count(""),
            libraries=self._telling(),
            programmes=named[:12],
            named=len(named),
            deadlines=news.open_calls(self.network.today)[:_DEADLINES],
        )  # fmt: skip

    def programmes(self, spot: Spot) -> bytes:
        told = tuple(branch for branch in self.tree if branch.count)
        silent = tuple(branch for branch in self.tree if not branch.count)
        return render("programmes.html", self.site, spot, told=told, silent=silent)

    def programme(self, spot: Spot, branch: Branch, above: tuple[Branch, ...]) -> bytes:
        news, path = self.news, f"programmes/{branch.id}"
        places = Counter({code: news.count(f"{path}/voivodeships/{code}") for code in VOIVODESHIPS})
        months = news.months(branch.id)
        return render(
            "programme.html", self.site, spot,
            feed=f"feeds/{path}",
            branch=branch,
            above=above,
            latest=news.newest(path, LATEST),
            chart=months_chart(months),
            months=sorted(months.items(), reverse=True),
            tiles=tiles(places),
            places=[(code, places[code]) for code in VOIVODESHIPS if places[code]],
            nowhere=branch.count - places.total(),
        )  # fmt: skip

    def libraries(self, spot: Spot) -> bytes:
        """Groups as (voivodeship, [(source, name, announcements, in trouble)]), the whole country last."""
        groups: dict[str, list[tuple[str, str, int, bool]]] = {}
        for source in self.news.libraries:
            place = self.news.places.get(source, "")
            rows = groups.setdefault(place if place in VOIVODESHIPS else "", [])
            count = self.news.count(f"libraries/{source}")
            rows.append((source, self._name(source), count, self._trouble(source) != ""))
        ordered = sorted(groups.items(), key=lambda group: self._place_key(group[0]))
        found = [(place, sorted(rows, key=lambda row: in_alphabet(row[1]))) for place, rows in ordered]
        return render("libraries.html", self.site, spot, groups=found)

    def library(self, spot: Spot, source: str) -> bytes:
        news, path = self.news, f"libraries/{source}"
        row = news.sources.get(source)
        return render(
            "library.html", self.site, spot,
            feed=f"feeds/{path}",
            source=source,
            name=self._name(source),
            place=news.places.get(source, ""),
            home=web_address(row.home) if row else "",
            count=news.count(path),
            latest=news.newest(path, LATEST),
            awards=_once(news.awards(source, _AWARDS)),
            notices=self.network.notices.get(source, ()),
            visited=source in self.network.health,
            trouble=self._trouble(source),
            watched=self._is_unwell(source),
        )  # fmt: skip

    def calls(self, spot: Spot) -> bytes:
        """Open calls, the nearest deadline first; then the others by year, the latest first."""
        today = self.network.today
        past = [call for call in self.news.calls if call.open and call.deadline < today]
        years = [(year, list(calls)) for year, calls in groupby(past, key=lambda call: call.deadline.year)]
        return render("calls.html", self.site, spot, open=self.news.open_calls(today), years=years)

    def feeds(self, spot: Spot) -> bytes:
        """The directory of feeds: (name, folder, count) by group."""
        news, words = self.news, self.words
        return render(
            "feeds.html", self.site, spot,
            tree=written_about(self.tree),
            places=[
                (words.name("voivodeships", code), f"feeds/voivodeships/{code}",
                 news.count(f"voivodeships/{code}"))
                for code in VOIVODESHIPS
            ],
            kinds=[
                (words.name("kind_feeds", kind), f"feeds/kinds/{kind.value}",
                 news.count(f"kinds/{kind.value}"))
                for kind in Kind
            ],
            libraries=sorted(
                (
                    (self._name(source), f"feeds/libraries/{source}", news.count(f"libraries/{source}"))
                    for source in news.libraries
                ),
                key=lambda row: (in_alphabet(row[0]), row[1]),
            ),
            count=news.count(""),
            choices=[(branch.id, branch.tag) for branch, _ in walk(written_about(self.tree))],
        )  # fmt: skip

    def health(self, spot: Spot) -> bytes:
        """The sources that are not well: what it is, on whose side as far as we know, since when."""
        known = [health for health in self.network.health.values() if health.source in self.news.libraries]
        ill = [
            (health, self._name(health.source), trouble_of(health, self.words), fault_of(health, self.words))
            for health in known
            if health.trouble is not None
        ]
        ill.sort(key=lambda row: (not is_alarming(row[0]), row[1], row[0].source))
        return render(
            "health.html", self.site, spot,
            ill=ill,
            fine=len(known) - len(ill),
            alarms=sum(is_alarming(health) for health in known),
            unvisited=len(self.news.libraries) - len(known),
        )  # fmt: skip

    def about(self, spot: Spot) -> bytes:
        news, network = self.news, self.network
        ill = [(source, self._name(source), self._trouble(source)) for source in news.libraries]
        ill = sorted((one for one in ill if one[2]), key=lambda one: in_alphabet(one[1]))
        unwell = sum(map(self._is_unwell, news.libraries))
        return render(
            "about.html", self.site, spot,
            quality=measured(),
            sources=len(news.libraries),
            libraries=self._telling(),
            count=news.count(""),
            programmes=len(news.taxonomy.nodes),
            fine=len([source for source in news.libraries if source in network.health]) - unwell,
            unwell=unwell,
            ill=ill,
            contact=one_line(network.contact, 200),
        )  # fmt: skip

    def _name(self, source: str) -> str:
        return one_line(self.news.libraries[source], 200) or source

    def _place_key(self, place: str) -> str:
        return in_alphabet(self.words.name("voivodeships", place)) if place else "~"

    def _telling(self) -> int:
        """Libraries with an announcement."""
        return sum(1 for source in self.news.libraries if self.news.count(f"libraries/{source}"))

    def _trouble(self, source: str) -> str:
        health = self.network.health.get(source)
        return trouble_of(health, self.words) if health and is_alarming(health) else ""

    def _is_unwell(self, source: str) -> bool:
        """Whether its last visit met trouble, an alarm or not yet."""
        health = self.network.health.get(source)
        return health is not None and health.trouble is not None


def _once(awards: Iterable[tuple[Grant, Entry]]) -> list[tuple[Grant, Entry]]:
    """Without the same money told of again: the first announcement of each, in the order they came."""
    first = {
        (award.programme, award.grant) if award.grant else (award.programme, entry.id): (award, entry)
        for award, entry in awards
    }
    return list(first.values())
