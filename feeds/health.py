"""Trouble with sources as an Atom feed for whoever looks after them; never mixed with announcements. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from aggregator.health import Condition, SourceHealth
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
    subtitle="Strony, które wymagają uwagi, i powód, o ile go znamy. Kanał dla osób, które dbają o źródła.",
    page="zdrowie/",
    group="Dla opiekunów",
)


def build_health(sources: Iterable[tuple[str, SourceHealth]], imprint: Imprint) -> bytes:
    """One entry for every source in alarm: (library, how its source stands). One bad visit is no alarm."""
    entries = [_entry(library, health, imprint) for library, health in sources if is_alarming(health)]
    entries.sort(key=lambda entry: entry.order, reverse=True)
    return build(Document(channel=CHANNEL, entries=entries[:FEED_LENGTH], imprint=imprint), "atom")


def is_alarming(health: SourceHealth) -> bool:
    """Whether a person should look at the source."""
    return health.condition is Condition.ALARM


def _entry(library: str, health: SourceHealth, imprint: Imprint) -> Entry:
    """The trouble of a source; dated by the first visit that met it, so that it appears once."""
    assert health.since is not None, health.source
    what = trouble_of(health, POLISH)
    name = one_line(library, 200) or health.source
    started = health.since.replace(microsecond=0)
    term = health.trouble.value if health.trouble else "unknown"
    id = imprint.tag(f"health/{health.source}/{term}")
    lines = [f"Strona: {name} ({health.source}).", f"Kłopot: {what}.", fault_of(health, POLISH)]
    if health.reason:
        lines.append(f"Komunikat: {one_line(health.reason, 300)}")
    lines.append(f"Polecenie do sprawdzenia: biblio sources health {health.source}")
    return Entry(
        id=id,
        url=f"{imprint.base_url}/biblioteki/{health.source}/",
        title=f"{name}: {what}",
        excerpt=what,
        summary="".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line),
        published=started,
        updated=started,
        author=SITE,
        categories=(Category(term=term, scheme=imprint.tag("troubles"), label=what),),
        source=health.source,
        kind=Kind.OTHER,
        order=(started, id),
    )


def trouble_of(health: SourceHealth, language: Language) -> str:
    """What is wrong with a source, in words."""
    known = language.lists["troubles"]
    return known.get(health.trouble.value if health.trouble else "", known["unknown"])


def fault_of(health: SourceHealth, language: Language) -> str:
    """On whose side the trouble lies, as far as we know: a sentence, "" where there is none."""
    return language.lists["faults"][health.fault.value] if health.fault else ""
