"""What `biblio doctor` finds: of the installation and the store here, of the rest in the other rooms."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from aggregator.config import Config
from aggregator.errors import BiblioError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    fine: bool
    words: str  #: how it is; where it is not fine, with the command that mends it


def check_installation(config: Config) -> Iterator[Finding]:
    """The folders, the taxonomy, the dictionary of inflection."""
    from aggregator.programmes.taxonomy import load_taxonomy
    from aggregator.text import lemmas

    for name, folder in (("data folder", config.data_dir), ("public folder", config.public_dir)):
        at = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
        fine = os.access(at, os.W_OK)
        yield Finding(
            name, fine, f"{folder}" if fine else f"{folder} cannot be written. Give us the right to."
        )
    try:
        taxonomy = load_taxonomy()
        yield Finding("taxonomy", True, f"version {taxonomy.version}, {len(taxonomy.nodes)} programmes")
    except BiblioError as exc:
        yield Finding("taxonomy", False, str(exc))
    fine = "biblioteka" in lemmas("bibliotece")
    yield Finding("Polish inflection", fine, "morfeusz2" if fine else "damaged. Run `make clean install`.")


def check_store(config: Config) -> Iterator[Finding]:
    """Whether the store opens, and that evidence agrees with its text."""
    from aggregator.store import Store

    try:
        with Store.open(config.database_url) as store:
            found = wrong = 0
            for announcement in store.announcements():
                content = announcement.content
                found += 1
                evidence = [m.evidence for m in content.mentions] + [a.evidence for a in content.amounts]
                for e in evidence:
                    text = content.title if e.place == "title" else content.text
                    wrong += e.start is not None and text[e.start : e.end] != e.words
    except BiblioError as exc:
        yield Finding("store", False, str(exc))
        return
    yield Finding("store", True, f"{found} announcements")
    words = (
        "agrees with its text"
        if not wrong
        else f"{wrong} words are not at their place. Run `biblio reprocess`."
    )
    yield Finding("evidence", not wrong, words)
