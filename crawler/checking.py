"""What `biblio doctor` finds of the registry and the kept pages."""

from __future__ import annotations

from collections.abc import Iterator

from aggregator.checking import Finding
from aggregator.config import Config
from aggregator.errors import BiblioError


def check_registry(config: Config) -> Iterator[Finding]:
    """Whether every row of the shipped registry can be used, and whether we say who we are."""
    from crawler.registry import load_sources, sources_path

    try:
        sources, wrong = load_sources(sources_path(config))
    except BiblioError as exc:
        yield Finding("registry", False, str(exc))
        return
    active = sum(source.active for source in sources)
    yield Finding("registry", True, f"{len(sources)} sources, {active} active")
    for row in wrong:
        yield Finding("registry", False, str(row))
    if not config.demo:
        fine = bool(config.contact)
        yield Finding("contact", fine, config.contact or "sites cannot tell who we are. Set BIBLIO_CONTACT.")


def check_snapshots(config: Config) -> Iterator[Finding]:
    """Whether every page that the store knows of can be read back, and is the one that was kept."""
    from aggregator.store import Store
    from crawler.verifying import damaged_files, damaged_pages

    try:
        with Store.open(config.database_url) as store:
            kept = store.snapshots()
    except BiblioError:
        return  # said of the store already
    lost = list(damaged_pages(config.snapshot_dir, kept))
    if lost:
        first = lost[0].removesuffix(" Run `biblio doctor`.")
        words = f"{len(lost)} of {len(kept)} are lost, the first: {first} Put the file back from a backup."
        yield Finding("snapshots", False, words)
    else:
        yield Finding("snapshots", True, f"{len(kept)} pages can be read back")
    for words in damaged_files(config.snapshot_dir, kept):
        yield Finding("snapshots", False, f"{words} No page is lost; put the file back from a backup.")
