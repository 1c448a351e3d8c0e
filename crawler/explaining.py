"""Why a page is tagged as it is: every tag with its words and rule, and what was seen and rejected."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from aggregator.as_json import reading_as_dict
from aggregator.config import Config
from aggregator.errors import InputError
from aggregator.model import Content, Evidence, RawAnnouncement, Reading, Source
from aggregator.normalise import normalise
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.text import squeeze
from crawler.pages import decode, read_page

_MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|div|p|article|table)\b", re.I)
#: characters of context on either side of the words
AROUND = 48


def explained(
    what: str, config: Config, taxonomy: Taxonomy, *, now: datetime
) -> tuple[RawAnnouncement, Content]:
    """A saved page, a bare text (either from standard input where it is called `-`), or a page that was
    crawled, read and tagged by today's rules.

    Raises InputError where `what` is neither a readable file nor an address in the store.
    """
    source, path = None, Path(what)
    if what == "-":
        raw = _of_bytes(sys.stdin.buffer.read(), what, "file:///-", now)
    elif path.is_file():
        raw = _of_bytes(path.read_bytes(), what, path.resolve().as_uri(), now)
    else:
        raw, source = _of_store(what, config)
    return raw, normalise(raw, source, taxonomy)


def _of_bytes(body: bytes, name: str, address: str, now: datetime) -> RawAnnouncement:
    head = body[:20_000].replace(b"\0", b"").decode("latin-1")  # as in UTF-16
    if not body.strip() or (b"\0" in body[:20_000] and not _MARKUP.search(head)):
        what = "empty" if not body.strip() else "neither a page nor a text"
        name = "Standard input" if name == "-" else f"`{name}`"
        raise InputError(f"{name} is {what}. Name a saved page, or the address of a crawled one.")
    if _MARKUP.search(head):
        return read_page(body, address, fetched=now)
    lines = [squeeze(line) for line in decode(body).text.splitlines()]
    text = "\n".join(line for line in lines if line)
    return RawAnnouncement(source="", url=address, fetched=now, text=text, reading=Reading(rule="bare text"))


def _of_store(address: str, config: Config) -> tuple[RawAnnouncement, Source | None]:
    from aggregator.store import Store
    from crawler.rereading import reread

    if not re.match(r"https?://", address):
        raise InputError(
            f"`{address}` is no file and no address. Name a saved page, or the address of a crawled one."
        )
    with Store.open(config.database_url) as store:
        kept = store.snapshots(url=address)
        raw = reread(store, config.snapshot_dir, kept[-1]) if kept else None
        if raw is None:
            raise InputError(f"{address} has not been crawled. Save the page and name the file instead.")
        known = {source.id: source for source in store.sources()}
        return raw, known.get(kept[-1].source)


def as_dict(raw: RawAnnouncement, content: Content) -> dict[str, Any]:
    """The same as JSON: the reading, with the rejected and the rules beside."""
    rejected = [
        {"programme": no.programme, "words": no.words, "place": no.place, "start": no.start, "end": no.end,
         "reason": no.reason}
        for no in content.rejected
    ]  # fmt: skip
    evidence = [
        {"value": e.value, "words": e.words, "place": e.place, "start": e.start, "end": e.end, "rule": e.rule,
         "confidence": e.confidence}
        for e in (mention.evidence for mention in content.mentions)
    ]  # fmt: skip
    return reading_as_dict(raw.url, raw, content) | {"evidence": evidence, "rejected": rejected}


def lines(raw: RawAnnouncement, content: Content) -> Iterator[str]:
    """A few lines for a person."""
    if raw.problem is not None:
        yield f"This page is no announcement: {raw.problem.value.replace('_', ' ')}."
    yield f"title      {content.title or '(none)'}"
    published = content.published
    yield f"published  {published.value} ({published.origin})" if published else "published  (not stated)"
    yield f"kind       {content.kind}"
    yield "tags" if content.mentions else "tags       (none)"
    for mention in content.mentions:
        e = mention.evidence
        yield f"  + {mention.programme}  “{e.words}” in {e.place} ({e.rule}, {e.confidence:.2f})"
        yield f"      {_context(content, e)}"
    for programme in content.picture_only:
        yield f"  ~ {programme}  only on a picture: left out unless asked for"
    if content.rejected:
        yield "seen and rejected"
    for no in content.rejected:
        yield f"  - {no.programme}  “{no.words}” in {no.place}: {no.reason}"
    if content.notices:
        yield "outside the announcement (site notices: kept for the site, never a tag)"
    for notice in dict.fromkeys(content.notices):
        yield f"  . {notice.programme}  “{notice.words}” in {notice.where}: furniture does not count"


def _context(content: Content, e: Evidence) -> str:
    if e.start is None or e.end is None:
        return ""
    text = content.title if e.place == "title" else content.text
    before, after = text[max(0, e.start - AROUND) : e.start], text[e.end : e.end + AROUND]
    cut = ("…" if e.start > AROUND else "", "…" if e.end + AROUND < len(text) else "")
    return squeeze(f"{cut[0]}{before}[{text[e.start : e.end]}]{after}{cut[1]}")
