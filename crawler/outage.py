"""When our own line was down: many sites silent at once, and none that answered."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from aggregator.config import Config
from aggregator.health import Trouble
from aggregator.model import Source
from crawler.health.course import excused
from crawler.report import SourceReport

_SILENT = {Trouble.DNS, Trouble.REFUSED, Trouble.TIMEOUT, Trouble.BROKEN, Trouble.TLS}
#: so many sites of different domains do not fall silent together by themselves
FEWEST = 5


def silenced_by_us(sources: Sequence[Source], reports: Sequence[SourceReport]) -> tuple[str, ...]:
    """Ids of the sources whose silence was ours: all that were asked were silent, and they are many.

    One site that answers, whatever it says, shows that our line works; then every silence is told as it is.
    """
    silent = [report.source for report in reports if report.problem in _SILENT and report.found == 0]
    answered = len(reports) - len(silent)
    homes = {source.id: source.home for source in sources}
    domains = {".".join((urlsplit(homes[id]).hostname or "").split(".")[-2:]) for id in silent if id in homes}
    return tuple(silent) if answered == 0 and len(domains) >= FEWEST else ()


def excuse(config: Config, ids: Sequence[str]) -> None:
    """Take back what a visit held against these sources; the visits themselves stay on record."""
    if not ids:
        return
    from aggregator.store import Store

    with Store.open(config.database_url) as store:
        proposals = store.proposals()
        for id in ids:
            health = store.health(id)
            if id in proposals and proposals[id].made == health.visited:
                store.drop_proposal(id)
            store.put_health([excused(health)])
