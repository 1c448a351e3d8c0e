"""Trouble with sources as an Atom feed for whoever looks after them; never mixed with announcements. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from aggregator.arrivals import Visit
from aggregator.vocabulary import Kind
from feeds.build import build
from feeds.channels import SITE, Channel
from feeds.clean import one_line
from feeds.document import Document
from feeds.entry import Category, Entry, Imprint
from feeds.language import Language
from feeds.select import FEED_LENGTH
from feeds.wording import POLISH

CHANNEL = Channel(
    path="health",
    title=f"{SITE}: kłopoty ze źródłami",
    subtitle="Strony, których nie udało się odczytać, i powód. Kanał dla osób, które dbają o źródła.",
    page="biblioteki/",
    group="Dla opiekunów",
)


def build_health(histories: Iterable[tuple[str, Sequence[Visit]]], imprint: Imprint) -> bytes:
    """One entry for every source in trouble now. `histories`: (library, its visits, the newest first)."""
    entries = [
        _entry(library, visits, imprint) for library, visits in histories if visits and in_trouble(visits[0])
    ]
    entries.sort(key=lambda entry: entry.order, reverse=True)
    return build(Document(channel=CHANNEL, entries=entries[:FEED_LENGTH], imprint=imprint), "atom")


def in_trouble(visit: Visit) -> bool:
    """Whether a person should look at the source."""
    return visit.outcome != "ok"


def _entry(library: str, visits: Sequence[Visit], imprint: Imprint) -> Entry:
    """The trouble of a source; dated by the first visit that met it, so that it appears once."""
    now = first = visits[0]
    for visit in visits[1:]:
        if (visit.outcome, visit.trouble) != (now.outcome, now.trouble):
            break
        first = visit
    what = trouble_of(now, POLISH)
    name = one_line(library, 200) or now.source
    started = first.finished.replace(microsecond=0)
    id = imprint.tag(f"health/{now.source}/{now.trouble or now.outcome}")
    reason = one_line(now.reason, 300)
    lines = [f"Strona: {name} ({now.source}).", f"Kłopot: {what}."]
    if reason:
        lines.append(f"Komunikat: {reason}")
    lines.append(f"Polecenie do sprawdzenia: biblio sources show {now.source}")
    return Entry(
        id=id,
        url=f"{imprint.base_url}/biblioteki/{now.source}/",
        title=f"{name}: {what}",
        excerpt=what,
        summary="".join(f"<p>{escape(line, quote=False)}</p>" for line in lines),
        published=started,
        updated=started,
        author=SITE,
        categories=(Category(term=now.trouble or now.outcome, scheme=imprint.tag("troubles"), label=what),),
        source=now.source,
        kind=Kind.OTHER,
        order=(started, id),
    )


def trouble_of(visit: Visit, language: Language) -> str:
    """What kept us from reading a source, in words."""
    problem = visit.trouble
    if problem.startswith("http-"):
        return language.plain("health.http", code=problem.removeprefix("http-"))
    known = language.lists["troubles"]
    return known.get(problem, known["unknown"])
