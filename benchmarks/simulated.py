"""A network of any number of library sites behind one loopback proxy, in a process of its own, with a log.

`python -m benchmarks.simulated` prints its port and serves until its input ends. Two addresses are not of
a site: `http://control/clock?day=12.5` tells which day it is for the sites (they publish as days go by) and
`http://control/log` gives what the log says since the last time it was asked, as JSON. A third one,
`http://control/warm?hosts=200`, makes the first pages of hosts b0, b1, … so that no answer waits for them.
"""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import json
import random
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

#: the first simulated day
START = datetime(2026, 9, 1, 6, tzinfo=UTC)
#: news a site has on that day, and days between two from then on, by turns: two a week is usual
OLD_NEWS = 5
RHYTHMS = (1.0, 2.5, 3.5, 3.5, 5.0, 7.0, 14.0)
#: the words of news, those of grants as rare as pages print them
_WORDS = Path(__file__).with_name("simulated_words.txt").read_text("utf-8").split()


@dataclass(slots=True)
class Log:
    """Requests since it was last read."""

    entries: list[tuple[str, str, int, int, float, float, bool]] = field(default_factory=list)

    def summary(self) -> dict[str, object]:
        """Counts, and the promises of politeness as this side saw them."""
        by_host: dict[str, list[tuple[float, float]]] = {}
        kinds: Counter[str] = Counter()
        for host, path, _, _, started, ended, _ in self.entries:
            by_host.setdefault(host.removeprefix("www."), []).append((started, ended))
            kinds[_kind(path)] += 1
        gaps, overlaps = [], 0
        for times in by_host.values():
            times.sort()
            for (start, end), (following, _) in itertools.pairwise(times):
                gaps.append(following - start)
                overlaps += following < end
        first = min((entry[4] for entry in self.entries), default=0.0)
        last = max((entry[5] for entry in self.entries), default=0.0)
        return {
            "requests": len(self.entries),
            "bytes": sum(entry[3] for entry in self.entries),
            "unchanged": sum(entry[2] == 304 for entry in self.entries),
            "hosts": len(by_host),
            "kinds": dict(kinds),
            "shortest_gap": min(gaps, default=None),
            "median_gap": statistics.median(gaps) if gaps else None,
            "overlaps": overlaps,
            "seconds": last - first,
            "began": first,
        }


def _kind(path: str) -> str:
    if path == "/robots.txt":
        return "robots"
    return "article" if "wiadomosc" in path else "picture" if path.startswith("/zdjecia/") else "list"


def published(host: str, number: int) -> datetime:
    """When a site publishes its news of a number, counted from 0; the first ones lie before the first day."""
    seed = int.from_bytes(hashlib.sha256(host.encode()).digest()[:4])
    days = RHYTHMS[seed % len(RHYTHMS)]
    offset = seed % 997 / 997
    return START + timedelta(days=(number - OLD_NEWS + offset) * days)


def count_at(host: str, moment: datetime) -> int:
    """How many pieces of news a site has by then."""
    number = OLD_NEWS
    while published(host, number) <= moment:
        number += 1
    return number


@lru_cache(maxsize=4000)
def article(host: str, number: int) -> bytes:
    """A page of 20 to 60 KB, with 0.6 to 1.8 KB of text: about twice that of real ones."""
    dice = random.Random(f"{host} {number}")
    day = published(host, number)
    title = f"{' '.join(dice.choices(_WORDS, k=5)).capitalize()} nr {number}"
    paragraphs = "".join(
        f"<p>{' '.join(dice.choices(_WORDS, k=30)).capitalize()}.</p>" for _ in range(dice.randint(3, 8))
    )
    size = 20_000 + dice.randrange(40_000)
    top, bottom = _furniture(host)
    # the first news have none, so that benches of a first visit count pages alone
    image = f"<img src='/zdjecia/{number}.jpg' alt='Czytelnia'>" if number >= OLD_NEWS else ""
    page = (
        f"{top}<main><article><h1>{title}</h1><p class='date'>Data publikacji: {day:%d.%m.%Y %H:%M}</p>"
        f"{image}<p>Biblioteka otrzymała dofinansowanie "
        f"{dice.randrange(5, 90)} 000 zł w ramach Narodowego Programu "
        f"Rozwoju Czytelnictwa 2.0.</p>{paragraphs}</article></main>{bottom}"
    ).encode()
    item = b"<li class='menu-item menu-item-%d'><a href='/strona/%d'>Dzial biblioteki i jego zbiory</a></li>"
    style = b".wp-block-%d{margin:0 auto 1.5em;padding:.5em 1em;color:#222;background:none}"
    room = max(0, size - len(page))
    menu = b"".join(item % (n, n) for n in range(room // 3 // len(item)))
    styles = b"".join(style % n for n in range(room * 2 // 3 // len(style)))
    return page.replace(b"<!--menu-->", menu).replace(b"/*style*/", styles)


@lru_cache(maxsize=4000)
def _furniture(host: str) -> tuple[str, str]:
    name = host.partition(".")[0]
    return (
        f"<!doctype html><html lang=pl><head><meta charset=utf-8><title>Biblioteka {name}</title>"
        f"<style>/*style*/</style></head><body><header><a href='/'>Biblioteka {name}</a>"
        "<nav><a href='/aktualnosci/'>Aktualności</a></nav></header>",
        f"<aside><ul><!--menu--></ul></aside><footer><p>Biblioteka {name}, ul. Szkolna 1</p></footer>"
        "</body></html>",
    )


def listing(host: str, moment: datetime) -> bytes:
    """The list of the newest ten."""
    top, bottom = _furniture(host)
    total = count_at(host, moment)
    items = "".join(
        f"<article class='news'><h2><a href='/aktualnosci/{n}-wiadomosc'>Wiadomość {n} {name}</a></h2>"
        f"<time datetime='{published(host, n):%Y-%m-%d}'>{published(host, n):%d.%m.%Y}</time></article>"
        for n in range(total - 1, max(-1, total - 11), -1)
        for name in (host.partition(".")[0],)
    )
    return f"{top}<h1>Aktualności</h1><main>{items}</main>{bottom}".encode()


class Network:
    """All sites, the clock and the log."""

    def __init__(self) -> None:
        self.log = Log()
        self.now = START

    def answer(self, url: str, headers: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        """Status, body and headers."""
        parts = urlsplit(url)
        host, path = parts.hostname or headers.get("host", ""), parts.path
        if host == "control":
            return self._control(path, parts.query)
        if path == "/robots.txt":
            return 404, b"", {}
        if path == "/aktualnosci/":
            body, modified = listing(host, self.now), published(host, count_at(host, self.now) - 1)
        elif path.endswith("-wiadomosc"):
            number = int(path.rpartition("/")[2].partition("-")[0])
            body, modified = article(host, number), published(host, number)
        elif path.startswith("/zdjecia/"):  # only ever asked for by HEAD
            return 200, b"", {"Content-Type": "image/jpeg", "Content-Length": "48211"}
        else:
            return 404, b"<h1>404</h1>", {}
        told = {
            "Content-Type": "text/html; charset=utf-8",
            "ETag": f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"',
            "Last-Modified": format_datetime(modified.replace(microsecond=0), usegmt=True),
        }
        if headers.get("if-none-match") == told["ETag"]:
            return 304, b"", told
        return 200, body, told

    def _control(self, path: str, query: str) -> tuple[int, bytes, dict[str, str]]:
        if path == "/clock":
            self.now = START + timedelta(days=float(parse_qs(query)["day"][0]))
            return 200, b"", {}
        if path == "/warm":
            for host in (f"b{n}.example" for n in range(int(parse_qs(query)["hosts"][0]))):
                listing(host, self.now)
                for number in range(OLD_NEWS):
                    article(host, number)
            return 200, b"", {}
        told = json.dumps(self.log.summary()).encode()
        self.log = Log()
        return 200, told, {}


class _Connection(asyncio.Protocol):
    """One client; requests come one after the other and have no bodies."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._kept = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._kept += data
        while b"\r\n\r\n" in self._kept:
            head, _, self._kept = self._kept.partition(b"\r\n\r\n")
            self._serve(head.decode("latin-1"))

    def _serve(self, head: str) -> None:
        started = time.monotonic()
        first, *lines = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        url = first.split(" ")[1]
        status, body, told = self._network.answer(url, headers)
        parts = urlsplit(url)
        told = {"Content-Length": str(len(body))} | told
        said = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        if parts.hostname != "control":
            asked = "if-none-match" in headers
            host = parts.hostname or ""
            self._network.log.entries.append(
                (host, parts.path, status, len(body), started, time.monotonic(), asked)
            )
        self._transport.write(f"HTTP/1.1 {status} X\r\n{said}\r\n".encode("latin-1") + body)


async def _serve() -> None:
    network = Network()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(network), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)


if __name__ == "__main__":
    asyncio.run(_serve())
