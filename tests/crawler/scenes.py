"""Small sites made for one test, and a crawl over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aggregator.config import Config
from aggregator.model import Source
from aggregator.store import Query, Store
from crawler.report import CrawlReport
from crawler.run import crawl
from tests.network.message import LogEntry, Request, Response, page
from tests.network.server import SampleNetwork

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
#: between two requests to one host, in these tests
DELAY = 0.02
Answer = Response | Callable[[Request], Response]


@dataclass
class Scene:
    """A host and its answers, by path with query, by path, or "*"."""

    host: str
    answers: dict[str, Answer] = field(default_factory=dict)
    robots: Response | None = None

    def answer(self, request: Request) -> Response:
        if request.path == "/robots.txt":
            return self.robots or Response(status=404)
        found = self.answers.get(request.target) or self.answers.get(request.path) or self.answers.get("*")
        if found is None:
            return page("<h1>404</h1>", status=404)
        return found if isinstance(found, Response) else found(request)

    def source(self, **values: object) -> Source:
        """Its row: a list at /aktualnosci/ unless told otherwise."""
        home = f"http://{self.host}/"
        row = Source(
            id=self.host.partition(".")[0],
            library=f"Biblioteka {self.host}",
            kind="gminna",
            teryt="14",
            home=home,
            news=f"{home}aktualnosci/",
            family="listing",
        )
        return replace(row, **values)  # type: ignore[arg-type]


def article(number: int, *, title: str = "", day: str = "") -> Response:
    """A page with a title, a labelled date and some sentences of its own."""
    title = title or f"Wiadomość numer {number} z naszej biblioteki"
    day = day or f"{number % 28 + 1:02}.05.2023"
    body = " ".join(f"Zdanie {n} artykułu {number} mówi o książkach i czytelnikach." for n in range(8))
    return page(
        f"<!doctype html><html lang=pl><head><title>{title} - Biblioteka</title></head><body>"
        "<header><a href='/'>Biblioteka</a><nav><a href='/aktualnosci/'>Aktualności</a></nav></header>"
        f"<main><article><h1>{title}</h1><p>Data publikacji: {day}</p><p>{body}</p></article></main>"
        "<footer><p>Biblioteka, ul. Szkolna 1, czynna codziennie od 9 do 17</p></footer></body></html>"
    )


def index(numbers: range, *, next_page: str = "") -> Response:
    """A list of articles with days and beginnings."""
    items = "".join(
        "<article class='news'>"
        f"<h2><a href='/aktualnosci/{n}-wiadomosc'>Wiadomość numer {n} z biblioteki</a></h2>"
        f"<time datetime='2023-05-{n % 28 + 1:02}'>{n % 28 + 1:02}.05.2023</time>"
        f"<p>Zdanie 0 artykułu {n} mówi o książkach.</p></article>"
        for n in numbers
    )
    more = f"<nav class='pagination'><a class='next' rel='next' href='{next_page}'>Następna</a></nav>"
    return page(
        "<!doctype html><html lang=pl><head><title>Aktualności</title></head><body><h1>Aktualności</h1>"
        f"<main>{items}{more if next_page else ''}</main></body></html>"
    )


def library(host: str, count: int = 6, per_page: int = 6) -> Scene:
    """A site with a list at /aktualnosci/ and so many articles."""
    answers: dict[str, Answer] = {f"/aktualnosci/{n}-wiadomosc": article(n) for n in range(count)}
    pages = [range(start, min(start + per_page, count)) for start in range(0, count, per_page)]
    for number, numbers in enumerate(pages, 1):
        path = "/aktualnosci/" if number == 1 else f"/aktualnosci/page/{number}/"
        following = f"/aktualnosci/page/{number + 1}/" if number < len(pages) else ""
        answers[path] = index(numbers, next_page=following)
    return Scene(host, answers)


def config_for(folder: Path, network: SampleNetwork, **values: object) -> Config:
    """Settings of a crawl through the network into a folder."""
    config = Config(
        database_url=f"sqlite:///{(folder / 'biblio.sqlite3').as_posix()}",
        data_dir=folder,
        proxy=network.address,
        delay=DELAY,
    )
    return replace(config, **values)  # type: ignore[arg-type]


@contextmanager
def serving(*scenes: Scene) -> Iterator[SampleNetwork]:
    """The scenes behind one proxy."""
    with SampleNetwork(scenes) as network:
        yield network


def visit(
    folder: Path,
    network: SampleNetwork,
    *sources: Source,
    full: bool = False,
    again: bool = False,
    processes: int = 0,
    now: datetime = NOW,
    **values: object,
) -> CrawlReport:
    """Crawl some sources at a fixed time."""
    config = config_for(folder, network, **values)
    return crawl(config, sources, full=full, again=again, now=now, processes=processes)


def possible_gaps(entries: Sequence[LogEntry], delay: float, begun: float) -> list[tuple[float, float]]:
    """The least and the most seconds between the sending of two requests that a server's log leaves possible.

    A request was sent before it came, and a pause of `delay` after the one before had come at the soonest;
    the first after `begun`. So the bounds hold however busy the machine is, and are close where it is not.
    """
    latest = [entry.started for entry in entries]
    soonest = [begun, *(came + delay for came in latest[:-1])]
    return [(soonest[i] - latest[i - 1], latest[i] - soonest[i - 1]) for i in range(1, len(entries))]


def headers(**values: str) -> Mapping[str, str]:
    """Header names with hyphens."""
    return {name.replace("_", "-"): value for name, value in values.items()}


def projection(folder: Path) -> set[tuple[Any, ...]]:
    """What makes two stores equal."""
    with Store.open(f"sqlite:///{(folder / 'biblio.sqlite3').as_posix()}") as store:
        return {
            (
                a.source, a.url, a.content.title, a.content.published, a.content.programmes,
                tuple((m.grosze, m.role) for m in a.content.amounts), a.content.kind,
                a.content.text, a.status,
            )
            for a in store.announcements(Query(statuses=()))
        }  # fmt: skip


def ids(folder: Path) -> set[str]:
    with Store.open(f"sqlite:///{(folder / 'biblio.sqlite3').as_posix()}") as store:
        return {a.id for a in store.announcements(Query(statuses=()))}
