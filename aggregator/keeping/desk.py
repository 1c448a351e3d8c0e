"""What one batch of ingest leaves behind: gathered while it works, written at its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aggregator.arrivals import Change, Outcome
from aggregator.decide import Known
from aggregator.keeping.clusters import settle_clusters
from aggregator.keeping.copies import rank_of
from aggregator.keeping.corrections import differences
from aggregator.keeping.fresh import Fresh
from aggregator.keeping.gathering import Gathering
from aggregator.keeping.lookup import Reread
from aggregator.keeping.marks import address_mark
from aggregator.keeping.whereabouts import keep_address
from aggregator.model import Content
from aggregator.search import index_words
from aggregator.store.rows import details_of, digest_of, order_of, rows_of
from aggregator.vocabulary import Status

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store.ledger import Ledger


def status_of(content: Content) -> Status:
    """Where a page stands by itself."""
    return Status.STANDING if content.standing else Status.CURRENT


class Desk(Gathering):
    """Gathers what to write; what it looks up is in `Lookup`, what it brings together in `Gathering`."""

    def __init__(self, ledger: Ledger, taxonomy: Taxonomy, now: datetime, reread: Reread | None) -> None:
        super().__init__(ledger, now, reread)
        self.taxonomy = taxonomy
        self._digests: dict[int, tuple[Content, str]] = {}

    def digest(self, content: Content) -> str:
        """Names everything we say of a page."""
        found = self._digests.get(id(content))
        if found is None or found[0] is not content:
            found = (content, digest_of(content, details_of(content), rows_of(content)))
            self._digests[id(content)] = found
        return found[1]

    def keep_content(
        self, known: Known, content: Content, fresh: Fresh, *, new: bool = False, changed: bool = True
    ) -> None:
        """The announcement says this now. `changed` = readers of feeds would see a difference."""
        self._count_notices(known, content)
        other_words = new or known.words != fresh.words
        known.wording, known.words, known.titled = fresh.wording, fresh.words, fresh.titled
        known.kind, known.published, known.reading = content.kind, content.published, content.reading
        known.notices, known.taxonomy = content.notices, content.taxonomy
        known.digest, known.ordered = self.digest(content), order_of(content, known.first_seen)
        known.rank = rank_of(fresh.arrival.source, content, fresh.folded)
        if known.status is not Status.GONE and (content.standing or known.status is Status.STANDING):
            known.status, known.copy_of = status_of(content), ""
        if other_words:
            self.gather(known, fresh)
        self.index(known)
        if new:
            self.ledger.dirty.new.add(known.id)
            keep_address(self, fresh, known)
        ids = {m.programme for m in content.mentions}
        above = {a for i in ids if i in self.taxonomy for a in self.taxonomy.ancestors(i)}
        before = self.loaded_content(known)
        self.ledger.dirty.contents[known.id] = (known, content, frozenset(ids | above))
        if before is None or (before.title, before.text) != (content.title, content.text):
            whole = f"{content.title}\n{content.text}"
            self.ledger.dirty.words[known.id] = index_words(whole, fresh.folded)
        if changed:
            known.changed = self.now

    def keep_sight(self, fresh: Fresh, known: Known, *, changed: bool) -> None:
        """We saw it again, and how we came to it; its library may have another name by now."""
        source, dirty = fresh.arrival.source, self.ledger.dirty
        dirty.sources[source.id], dirty.now = source, self.now
        known.last_seen = max(known.last_seen, self.now)
        dirty.seen[known.id] = known.last_seen
        renamed = (known.library, known.voivodeship) != (source.library, source.voivodeship)
        known.library, known.voivodeship = source.library, source.voivodeship
        if changed or renamed:
            self.keep_state(known, changed=True)
        if fresh.arrival.found_by:
            dirty.sightings[known.id, fresh.arrival.found_by, fresh.arrival.found_on] = self.now
        if fresh.arrival.snapshot:
            ref = replace(fresh.arrival.snapshot, source=known.source)
            dirty.snapshots[ref.url, ref.digest] = ref

    def mark_address(self, fresh: Fresh) -> None:
        """A forgotten page turned up at an address: that one is not asked for again either."""
        dead = self.dead[fresh.source]
        for mark in sorted(address_mark(*key) for key in fresh.keys):
            if mark not in dead:
                dead.add(mark)
                self.ledger.dirty.marks.append(
                    {"source": fresh.source, "mark": mark, "announcement": "", "made": self.now,
                     "reason": "another address of a forgotten page"}
                )  # fmt: skip

    def keep_state(self, known: Known, *, changed: bool) -> None:
        """Its row changes, its content does not."""
        if changed:
            known.changed = self.now
        self.ledger.dirty.states[known.id] = known

    def keep_revision(self, known: Known) -> None:
        """The wording that ends now."""
        old = self.content(known)
        if old is not None:
            self.ledger.dirty.revisions.append(
                {"announcement": known.id, "number": 0, "seen": known.updated, "replaced": self.now,
                 "kind": known.kind.value, "wording": known.wording, "snapshot": known.snapshot,
                 "title": old.title, "text": old.text}
            )  # fmt: skip

    def keep_correction(self, known: Known, content: Content) -> str:
        """What we say otherwise from now on; the reason, "" where nothing that matters differs."""
        old = self.content(known)
        changes = differences(old, content) if old else {}
        if old is None or not changes:
            return ""
        if old.taxonomy != content.taxonomy:
            reason = f"taxonomy {old.taxonomy} -> {content.taxonomy}"
        elif old.reading != content.reading:
            reason = "read by another rule"
        else:
            reason = "better rules or programmes"
        self.ledger.dirty.corrections.append(
            {"announcement": known.id, "number": 0, "made": self.now, "reason": reason, "changes": changes}
        )
        return reason

    def finish(self, outcomes: list[Outcome]) -> list[Outcome]:
        """Write everything, settle who leads among copies, and say so in the outcomes."""
        dirty = self.ledger.dirty
        concerned = [known for known, *_ in dirty.contents.values()] + list(dirty.states.values())
        touched = {known.cluster for known in concerned if known.cluster} | self.left_clusters
        self.ledger.flush()
        copies = settle_clusters(self.ledger, touched, self.now)
        return [
            replace(o, change=Change.COPY, note=f"copy of {copies[o.id]}")
            if o.change is Change.NEW and o.id in copies
            else o
            for o in outcomes
        ]

    def _count_notices(self, known: Known, content: Content) -> None:
        """Site notices count the stored pages that carry them."""
        before = {(n.programme, n.words) for n in known.notices}
        fresh = {
            (n.programme, n.words): n for n in sorted(content.notices, key=lambda n: n.where, reverse=True)
        }
        for (programme, words), notice in fresh.items():
            more = (programme, words) not in before
            self._notice(known.source, programme, words, notice.where)["pages"] += more
        for programme, words in sorted(before - fresh.keys()):
            self._notice(known.source, programme, words, "")["pages"] -= 1

    def _notice(self, source: str, programme: str, words: str, place: str) -> dict[str, Any]:
        """The notice to be saved; of several places the first by name, so that no order of pages counts."""
        notice = self.ledger.dirty.notices.setdefault(
            (source, programme, words),
            {"source": source, "programme": programme, "words": words, "place": place,
             "first_seen": self.now, "last_seen": self.now, "pages": 0},
        )  # fmt: skip
        notice["place"] = min(filter(None, (notice["place"], place)), default="")
        return notice
