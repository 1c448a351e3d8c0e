"""A library's site through simulated years: what it publishes, where, in which dress, and what is seen."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from urllib.parse import quote, unquote

from store_samples import NOW, arrival, content, missing

from aggregator.arrivals import Arrival, Sighting
from aggregator.identity import canonical_address
from aggregator.model import Content, Reading

#: parameter of a print view that nobody knows for one
PRINT = "view=print-version"
#: furniture a content system leaves in the text, and its way with the title
SYSTEMS = {
    "wordpress": ("", "{}"),
    "joomla": ("\nPowrót do listy", "{}"),
    "drupal": ("\nUdostępnij wpis", "{}"),
    "static": ("\nDo góry", "{}"),
    "own": ("", "{} – Biblioteka w Lubnie"),
}
PERMALINKS = {
    "wordpress": "/{y}/{m:02}/{slug}/",
    "joomla": "/aktualnosci/{n}-{slug}",
    "static": "/archiwum/{slug}.html",
    "drupal": "/node/{n}",
    "own": "/news.php?id={n}",
}
_SUBJECTS = (
    "spotkanie autorskie", "warsztaty plastyczne", "głośne czytanie", "wystawa fotografii",
    "kiermasz książek", "konkurs recytatorski", "lekcja biblioteczna", "wieczór poezji",
    "gra terenowa", "noc bibliotek",
)  # fmt: skip
_GUESTS = (
    "z ilustratorką",
    "z podróżnikiem",
    "dla seniorów",
    "dla młodzieży",
    "dla przedszkolaków",
    "w plenerze",
)


@dataclass
class Item:
    """Something the library published. `number` names it for ever; the site may not."""

    number: int
    day: date
    title: str
    text: str
    edits: int = 0
    withdrawn: bool = False
    shown: int = 0  #: the number its site gives it by now
    name: str = ""  #: in its address: made of its first title, with a number where another one has that


@dataclass
class Library:
    """The site as it is now, and the truth about it."""

    chance: random.Random
    dated: bool = True
    https: bool = False
    www: bool = False
    system: str = "wordpress"
    prefix: str = ""  #: of every path: the language, the front controller
    capitals: bool = False  #: of the names in addresses
    generation: int = 0
    today: date = date(2019, 1, 7)
    items: list[Item] = field(default_factory=list)
    old_addresses: dict[str, Item | None] = field(default_factory=dict)  #: None = redirects to nothing
    redirects: bool = True

    def address(self, item: Item) -> str:
        scheme, host = ("https" if self.https else "http"), ("www." if self.www else "") + "lubno.example"
        path = PERMALINKS[self.system].format(
            y=item.day.year, m=item.day.month, n=item.shown,
            slug=quote(unquote(item.name).title()) if self.capitals else item.name,
        )  # fmt: skip
        return f"{scheme}://{host}{self.prefix}{path}"

    def respelled(self, address: str) -> str:
        """A known address with the scheme and host of today, as the crawl asks for it."""
        path = address.partition("lubno.example")[2]
        return (
            ("https" if self.https else "http")
            + "://"
            + ("www." if self.www else "")
            + "lubno.example"
            + path
        )

    def page(self, item: Item) -> Content:
        tail, title = SYSTEMS[self.system]
        return content(
            title.format(item.title), item.text + tail, on=item.day.isoformat() if self.dated else None,
            programme="", grosze=0, reading=Reading(rule=self.system, profile=self.generation),
        )  # fmt: skip

    def publish(self) -> Item:
        """One-off news, the yearly closing days, the monthly book club."""
        n, chance, day = len(self.items), self.chance, self.today
        kind = chance.random()
        if kind < 0.15:
            title = f"Ferie w bibliotece {day.year}/{day.year + 1}"
            text = f"Zapraszamy na ferie od {day.day} do {day.day + 10}. {filler(3, 'ferie')}"
        elif kind < 0.3:
            title, text = "Nieczynne w Boże Ciało", "W czwartek i piątek biblioteka będzie nieczynna."
        elif kind < 0.5:
            title = "Spotkanie Dyskusyjnego Klubu Książki"
            text = f"Rozmawiamy {day:%d.%m} o książce nr {n}. {filler(4, 'dkk')}"
        else:
            title = f"{chance.choice(_SUBJECTS).capitalize()} {chance.choice(_GUESTS)}"
            text = f"{filler(chance.randrange(1, 7), f'wpis {n} {title}')} Zapisy pod numerem {700 + n}."
        item = Item(n, day, title, text, shown=1000 * self.generation + n, name=self.name_for(title))
        self.items.append(item)
        return item

    def name_for(self, title: str) -> str:
        """As content systems make it of a title: no two items have one."""
        name, taken = quote(title.lower().replace(" ", "-").replace("/", "-")), {i.name for i in self.items}
        return next(one for n in count(1) if (one := f"{name}-{n}" if n > 1 else name) not in taken)

    def edit(self) -> Item:
        """A new sentence, another title: words change, the day of publication does not."""
        item = self.chance.choice([item for item in self.items if not item.withdrawn])
        item.edits += 1
        if self.chance.random() < 0.3:
            item.title += f" – zmiana {item.edits}"
            return item
        item.text += f" Uwaga, zmiana {item.edits}: zapraszamy o godzinie {8 + item.edits}."
        return item

    def repost(self) -> None:
        """An item is deleted and published again under another address: its title had a slip of the pen."""
        item = self.chance.choice([item for item in self.items if not item.withdrawn])
        self.old_addresses[self.address(item)] = None
        item.edits += 1
        words = item.title.split()
        words[-2] += "y"
        item.title = " ".join(words)
        item.shown = 1000 * self.generation + 500 + item.edits * 1000 + item.number
        item.name = self.name_for(item.title)

    def move(self) -> None:
        """Another scheme, host, or content system. Old addresses redirect, or are no more, or show others."""
        before = {self.address(item): item for item in self.items if not item.withdrawn}
        change = self.chance.choice(["https", "www", "system", "system", "prefix", "capitals"])
        if change == "https":
            self.https = not self.https
        elif change == "www":
            self.www = not self.www
        elif change == "prefix":
            self.prefix = self.chance.choice([p for p in ("", "/pl", "/index.php") if p != self.prefix])
        elif change == "capitals":
            self.capitals = not self.capitals
        else:
            self.system = self.chance.choice([name for name in SYSTEMS if name != self.system])
            self.generation += 1
            numbers = [item.shown for item in self.items]
            fresh = [1000 * self.generation + item.number for item in self.items]
            if self.chance.random() < 0.5:  # the new system counts anew: old numbers name other items
                fresh = self.chance.sample(numbers, len(numbers))
            for item, number in zip(self.items, fresh, strict=True):
                item.shown = number
        self.redirects = self.chance.random() < 0.6
        self.old_addresses |= before

    def answer(self, address: str) -> Arrival:
        """What asking for an address brings."""
        now = {self.address(item): item for item in self.items if not item.withdrawn}
        plain = canonical_address(address.replace(PRINT, "utm_x=1"))  # visitors' marks
        if plain in now:
            item = now[plain]
            return arrival(address, self.page(item), page=f"{address} {self.page(item).text}")
        item = self.old_addresses.get(plain)
        if item is None or item.withdrawn or not self.redirects:
            return missing(address)
        to = self.address(item)
        return arrival(to, self.page(item), page=f"{to} {self.page(item).text}", requested=address)

    def lists(self) -> tuple[list[tuple[str, str, Item]], list[Sighting]]:
        """(way, address, item) that feed, list, sitemap and tag page name; the feed marks its visitors."""
        alive = sorted(
            (i for i in self.items if not i.withdrawn), key=lambda i: (i.day, i.number), reverse=True
        )
        found = [("listing", self.address(item), item) for item in alive[:10]]
        for item in alive[:5]:
            address = self.address(item)
            found.append(("feed", address + ("&" if "?" in address else "?") + "utm_source=rss", item))
        found += [("tag", self.address(item) + "#tag", item) for item in alive[3:6]]
        if self.chance.random() < 0.5:
            found += [("sitemap", self.address(item), item) for item in alive]
        return found, [
            Sighting(address=url, found_by=way, found_on=f"http://x/{way}") for way, url, _ in found
        ]


_NOUNS = ["regały", "krzesła", "książki", "mapy", "albumy", "komiksy", "gry", "obrazy", "lampy", "stoły"]
_VERBS = ["stoją", "leżą", "wiszą", "czekają", "świecą", "pachną", "cieszą", "bawią", "uczą", "goszczą"]
_PLACES = ["w czytelni", "przy oknie", "obok wejścia", "na piętrze", "pod schodami", "koło parku", "w filii"]
_TIMES = ["od rana", "do wieczora", "przez lato", "w soboty", "po lekcjach"]


def filler(sentences: int, seed: str) -> str:
    """Sentences of their own for each seed."""
    chance = random.Random(seed)
    return " ".join(
        f"{chance.choice(_NOUNS).capitalize()} i {chance.choice(_NOUNS)} {chance.choice(_VERBS)} "
        f"{' '.join(chance.sample(_PLACES, 3))} {chance.choice(_TIMES)}."
        for _ in range(sentences)
    )


def moment(day: date) -> datetime:
    """When a visit on this day begins."""
    return datetime(day.year, day.month, day.day, 6, tzinfo=NOW.tzinfo)


def in_print(one: Arrival) -> Arrival:
    """The same page for a printer or a telephone: fewer words around the text."""
    if one.content is None:
        return one
    plain = replace(one.content, text=one.content.text.split("\n")[0])
    address = one.raw.url.partition("#")[0]
    url = address if PRINT in address else address + ("&" if "?" in address else "?") + PRINT
    return replace(one, raw=replace(one.raw, url=url, text=plain.text), content=plain)


__all__ = ["PRINT", "Item", "Library", "in_print", "moment", "timedelta"]
