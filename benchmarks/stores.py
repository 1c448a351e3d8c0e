"""Stores of any size, made up: announcements of invented libraries over six years, in realistic Polish."""

from __future__ import annotations

import atexit
import json
import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from aggregator.config import Config
from aggregator.decide import Known
from aggregator.model import (
    Amount,
    Announcement,
    Content,
    Evidence,
    Mention,
    Published,
    Source,
    TypedDate,
)
from aggregator.programmes.taxonomy import Taxonomy, load_taxonomy
from aggregator.search import index_words
from aggregator.store import Store
from aggregator.store.rows import details_of, digest_of, order_of, rows_of
from aggregator.text import fold
from aggregator.vocabulary import DateRole, Kind, Place, Precision, Role, Status

WARSAW = ZoneInfo("Europe/Warsaw")
FOUND = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
_FIRST = datetime(2021, 1, 1, tzinfo=WARSAW)
_DAYS = 2140
_BATCH = 1000
LIBRARIES = 2000
_PLACES = ("Brzozowo", "Lipnica", "Wzorowo", "Dębno", "Sosnowo", "Olchowiec", "Jarzębina", "Klonowo")
_PROGRAMMES = (
    ("nprcz-2/4.1", "Kierunku interwencji 4.1. BLISKO"),
    ("nprcz-2/1.1", "Priorytetu 1 Narodowego Programu Rozwoju Czytelnictwa 2.0"),
    ("nprcz-2/2.1", "programu Infrastruktura bibliotek 2021–2025"),
    ("mkidn/promocja-czytelnictwa", "programu Promocja czytelnictwa"),
    ("rpo-mazowieckie/2.1.1", "Regionalnego Programu Operacyjnego Województwa Mazowieckiego"),
    ("nprcz-1", "Narodowego Programu Rozwoju Czytelnictwa na lata 2016–2020"),
)
_SENTENCES = (
    "Nasza biblioteka otrzymała dofinansowanie w ramach {words}.",
    "Dzięki zadaniu realizowanemu z {words} kupiliśmy nowości wydawnicze dla dzieci i dorosłych.",
    "Zapraszamy czytelników na spotkanie, podczas którego opowiemy o pracach w ramach {words}.",
)
_FILLER = (
    "książka czytelnia wypożyczalnia spotkanie autorskie warsztaty regały katalog zbiory seniorzy "
    "młodzież przedszkole gmina powiat mieszkańcy źródła historia region wystawa konkurs nagroda "
    "biblioteka bibliotekarka literatura poezja kryminał komiks lektura remont budynek filia sala "
    "komputery internet audiobook czasopisma świetlica dom kultury zaproszenie jesień wiosna ferie "
    "wakacje noc bibliotek tydzień czytanie głośne dyskusyjny klub książki Łódź Gdańsk Kraków"
)
_VOCABULARY = _FILLER.split()


def sources(count: int) -> list[Source]:
    """Libraries of all voivodeships."""
    return [
        Source(
            id=f"gbp-{n:04}",
            library=f"Gminna Biblioteka Publiczna w miejscowości {_PLACES[n % len(_PLACES)]} {n}",
            kind="gminna",
            teryt=f"{2 * (n % 16 + 1):02}{n % 40 + 1:02}",
            home=f"https://gbp{n}.example/",
        )
        for n in range(count)
    ]


def announcements(count: int, libraries: list[Source], *, seed: int = 1) -> Iterator[Announcement]:
    """Announcements in no order of time; every second one has a programme, every tenth is a call."""
    dice = random.Random(seed)
    for number in range(count):
        yield _announcement(number, dice.choice(libraries), dice)


def _announcement(number: int, source: Source, dice: random.Random) -> Announcement:
    programme, words = dice.choice(_PROGRAMMES)
    tagged = number % 2 == 0
    text = dice.choice(_SENTENCES).format(words=words) if tagged else "Biblioteka zaprasza czytelników."
    grosze = dice.randrange(5_000, 90_000) * 100
    printed = f"{grosze // 100} zł"
    if tagged:
        text += f"\nKwota dofinansowania: {printed}."
    text += "\n" + " ".join(dice.choices(_VOCABULARY, k=120))
    day = _FIRST + timedelta(days=dice.randrange(_DAYS))
    kind = Kind.CALL if number % 10 == 0 else dice.choice((Kind.AWARD, Kind.EVENT, Kind.OTHER))
    content = Content(
        title=f"{' '.join(dice.choices(_VOCABULARY, k=6)).capitalize()} ({number})",
        text=text,
        published=Published(
            moment=day, precision=Precision.DAY, origin="time", words=f"{day:%d.%m.%Y}", confidence=0.9
        ),
        modified=None,
        kind=kind,
        mentions=(Mention(programme=programme, evidence=_found(text, words, "programmes")),)
        if tagged
        else (),
        amounts=(
            (Amount(grosze=grosze, role=Role.GRANT, evidence=_found(text, printed, "amounts")),)
            if tagged
            else ()
        ),
        dates=_dates(day, text) if kind is Kind.CALL else (),
        taxonomy="bench",
    )
    return Announcement(
        id=f"tag:bibliowiesci.example,2026:a/{number:08}",
        source=source.id,
        library=source.library,
        voivodeship=source.voivodeship,
        url=f"{source.home}aktualnosci/{number}",
        status=Status.CURRENT,
        first_seen=FOUND + timedelta(seconds=number),
        last_seen=FOUND + timedelta(seconds=number),
        updated=FOUND + timedelta(seconds=number),
        content=content,
        snapshot=f"sha256:{number:064x}",
    )


def _dates(day: datetime, text: str) -> tuple[TypedDate, ...]:
    deadline = (day + timedelta(days=30)).date()
    return (TypedDate(role=DateRole.DEADLINE, value=deadline, evidence=_found(text, text[:12], "dates")),)


def _found(text: str, words: str, field: str) -> Evidence:
    start = text.index(words)
    return Evidence(
        field=field, value=words, words=words, start=start, end=start + len(words), place=Place.BODY,
        rule="made-up", confidence=0.9,
    )  # fmt: skip


def fill(store: Store, found: Iterable[Announcement], taxonomy: Taxonomy) -> int:
    """Write announcements to the store as ingest would, without deciding anything; how many."""
    rest, count = iter(found), 0
    while batch := list(islice(rest, _BATCH)):
        with store.writing() as connection:
            ledger = store.ledger(connection)
            for one in batch:
                content = one.content
                named = [m.programme for m in content.mentions if m.programme in taxonomy]
                tags = {p for name in named for p in (name, *taxonomy.ancestors(name))}
                whole = f"{content.title}\n{content.text}"
                ledger.dirty.contents[one.id] = (_known(one), content, frozenset(tags))
                ledger.dirty.words[one.id] = index_words(whole, fold(whole))
            ledger.flush()
        count += len(batch)
    return count


def _known(one: Announcement) -> Known:
    content = one.content
    return Known(
        id=one.id, source=one.source, library=one.library, voivodeship=one.voivodeship, url=one.url,
        status=one.status, kind=content.kind, first_seen=one.first_seen, last_seen=one.last_seen,
        updated=one.updated, changed=one.updated, ordered=order_of(content, one.first_seen), wording="",
        words="", titled="", cluster="", rank=0,
        digest=digest_of(content, details_of(content), rows_of(content)), snapshot=one.snapshot,
        dated_by=one.snapshot, published=content.published, reading=content.reading, notices=(),
    )  # fmt: skip


def late(number: int, source: Source, moment: datetime) -> Announcement:
    """One more announcement, found today and dated today."""
    one = _announcement(number, source, random.Random(number))
    published = Published(
        moment=moment.astimezone(WARSAW), precision=Precision.MINUTE, origin="time", words="", confidence=0.9
    )
    return replace(
        one,
        first_seen=moment,
        last_seen=moment,
        updated=moment,
        content=replace(one.content, published=published),
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A generated store with its published tree, and what the full publish cost."""

    folder: Path
    size: int

    @property
    def config(self) -> Config:
        """The settings of a server over it."""
        return Config(
            database_url=f"sqlite:///{self.folder}/store.sqlite3",
            data_dir=self.folder,
            public_dir=self.folder / "public",
            base_url="https://wiesci.example",
        )

    @property
    def measured(self) -> dict[str, float]:
        """`publish` in seconds by the clock, `cpu` of the processor; `files` and `bytes` of the tree."""
        found: dict[str, float] = json.loads((self.folder / "measured.json").read_bytes())
        return found


def sizes() -> tuple[int, int]:
    """How many announcements the smaller and the larger store hold; `--full` asks for ten times as many."""
    return (10_000, 100_000) if os.environ.get("BENCH_FULL") else (1_000, 10_000)


@cache
def prepared(size: int) -> Prepared:
    """A store of that size, made once; kept for the next run where BIBLIO_BENCH_DIR names a folder."""
    kept = os.environ.get("BIBLIO_BENCH_DIR")
    folder = Path(kept) if kept else Path(tempfile.mkdtemp(prefix="biblio-bench-"))
    if not kept:
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    ready = Prepared(folder / str(size), size)
    if not (ready.folder / "measured.json").exists():
        _prepare(ready)
    return ready


def _prepare(ready: Prepared) -> None:
    from feeds.publish import publish

    shutil.rmtree(ready.folder, ignore_errors=True)
    ready.folder.mkdir(parents=True)
    taxonomy, libraries = load_taxonomy(), sources(LIBRARIES)
    with Store.open(ready.config.database_url) as store:
        store.note_sources(libraries, now=FOUND)
        fill(store, announcements(ready.size, libraries), taxonomy)
        start, busy = time.perf_counter(), time.process_time()
        report = publish(store, ready.config, taxonomy)
        took, busy = time.perf_counter() - start, time.process_time() - busy
    files = [ready.config.public_dir / name for name in report.written]
    measured = {"publish": took, "cpu": busy, "files": len(files)}
    measured["bytes"] = sum(file.stat().st_size for file in files)
    (ready.folder / "measured.json").write_text(json.dumps(measured), "utf-8")
