"""Reading saved pages from a manifest: no store, no network. What `biblio extract` prints."""

from __future__ import annotations

import json
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aggregator.as_json import reading_as_dict
from aggregator.errors import InputError
from aggregator.model import Content, RawAnnouncement
from aggregator.normalise import normalise
from aggregator.programmes.taxonomy import Taxonomy
from crawler.pages import (
    Listing,
    Opened,
    SiteProfile,
    learn_from,
    open_page,
    read_listing,
    read_page,
    why_dated,
)
from crawler.readiness import TOGETHER

WARSAW = ZoneInfo("Europe/Warsaw")
#: pages of one host that its profile is learnt from; more add nothing
PROFILE_PAGES = 20
_SMALL = 200_000  #: bytes of a page that may be kept open while others are read

Complain = Callable[[str], None]
_LINE = 'A line is {"id", "file", "url"}; skipped.'


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """One line of a manifest: a page as a server sent it."""

    id: str
    path: Path
    url: str
    charset: str | None  #: of the HTTP header
    fetched: datetime  #: aware
    place: str  #: of its line: "manifest.jsonl:3"

    @property
    def host(self) -> str:
        """Lower case, without www."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


def load_manifest(path: Path, *, now: datetime, complain: Complain) -> list[SavedPage]:
    """The pages a manifest names. A wrong line is told to `complain` and stops only itself.

    A manifest called `-` is read from standard input, its files from the folder we are in. `now` stands
    in where a line does not say when its page was fetched. Raises InputError where the manifest itself
    cannot be read.
    """
    try:
        body = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as exc:
        raise InputError(f"{path}: cannot be read ({exc.strerror}). Name a JSON Lines file.") from exc
    pages = []
    for number, line in enumerate(body.removeprefix(BOM_UTF8).splitlines(), 1):
        if line.strip():
            try:
                pages.append(_saved_page(json.loads(line.decode()), path.parent, now, f"{path}:{number}"))
            except json.JSONDecodeError as exc:
                complain(f"{path}:{number}: no JSON at character {exc.pos + 1}. {_LINE}")
            except UnicodeError:
                complain(f"{path}:{number}: not UTF-8. {_LINE}")
            except RecursionError:
                complain(f"{path}:{number}: nested too deep. {_LINE}")
            except ValueError as exc:
                complain(f"{path}:{number}: {exc}. {_LINE}")
    if not pages:
        complain(f"{path}: names no page that can be read.")
    return pages


def _saved_page(line: Any, folder: Path, now: datetime, place: str) -> SavedPage:
    """Raises ValueError with the field and what is wrong with it."""
    if not isinstance(line, dict):
        raise ValueError("not a JSON object")
    for name in ("id", "file", "url"):
        given = line.get(name)
        if not isinstance(given, str | int) or not str(given).strip() or not _is_plain(str(given)):
            raise ValueError(f"`{name}` is {'missing' if name not in line else 'not usable'}")
    url, charset = str(line["url"]), line.get("charset") or None
    if not _is_address(url):
        raise ValueError(f"`url` {url} is no http address")
    if charset is not None and not isinstance(charset, str):
        raise ValueError("`charset` is no text")
    return SavedPage(
        id=str(line["id"]),
        path=folder / str(line["file"]),
        url=url,
        charset=charset,
        fetched=_moment(line["fetched_at"]) if line.get("fetched_at") else now,
        place=place,
    )


def _is_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https", "file")
    except ValueError:  # such as "[" in a name
        return False


def _is_plain(text: str) -> bool:
    """May a text be printed, and be part of a path?"""
    return not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in text)


def _moment(words: Any) -> datetime:
    """A naive time is one of Warsaw."""
    try:
        moment = datetime.fromisoformat(words)
        return (moment if moment.tzinfo else moment.replace(tzinfo=WARSAW)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError) as exc:
        raise ValueError(f"`fetched_at` {words!r} is no time such as 2024-01-31T12:00:00") from exc


@dataclass(frozen=True, slots=True)
class Read:
    """A saved page with what it says."""

    page: SavedPage
    raw: RawAnnouncement
    profile: SiteProfile | None

    def why_dated(self) -> list[str]:
        """What was thought of each date of the page, a line each."""
        page, body = self.page, _bytes(self.page, None)
        if body is None:
            return []
        return why_dated(body, page.url, fetched=page.fetched, charset=page.charset, profile=self.profile)


def read_saved(pages: list[SavedPage], *, complain: Complain) -> Iterator[list[Read]]:
    """The pages in their order, each read with the profile of its host; TOGETHER are opened, then read."""
    by_host: dict[str, list[SavedPage]] = {}
    for page in pages:
        by_host.setdefault(page.host, []).append(page)
    opened: dict[SavedPage, Opened] = {}  # until they are read themselves

    @lru_cache(maxsize=64)
    def profile(host: str) -> SiteProfile | None:
        learnt = {}
        for page in sorted(by_host[host], key=lambda page: page.url)[:PROFILE_PAGES]:
            if (body := _bytes(page, None)) is not None:
                learnt[page] = _open(page, body)
        if len(learnt) < 2:
            return None
        if len(opened) < TOGETHER:
            opened.update(learnt)
        return learn_from(learnt.values())

    for start in range(0, len(pages), TOGETHER):
        group = pages[start : start + TOGETHER]
        profiles = [profile(page.host) for page in group]
        for page in group:
            if page not in opened and (body := _bytes(page, None)) is not None and len(body) <= _SMALL:
                opened[page] = _open(page, body)
        read: list[Read] = []
        for page, known in zip(group, profiles, strict=True):
            if (body := _bytes(page, complain)) is not None:
                raw = read_page(
                    body, page.url, fetched=page.fetched, charset=page.charset, profile=known,
                    opened=opened.pop(page, None),
                )  # fmt: skip
                read.append(Read(page, raw, known))
        yield read


def _open(page: SavedPage, body: bytes) -> Opened:
    return open_page(body, page.url, fetched=page.fetched, charset=page.charset)


def _bytes(page: SavedPage, complain: Complain | None) -> bytes | None:
    try:
        return page.path.read_bytes()
    except OSError as exc:
        if complain:
            complain(
                f"{page.place}: `file` {page.path} cannot be read ({exc.strerror}). Mend it in the manifest."
            )
        return None


def extract(
    manifest: Path, *, taxonomy: Taxonomy, now: datetime, complain: Complain
) -> Iterator[tuple[dict[str, Any], Content, Read]]:
    """One JSON object a page, in the manifest's order, with the content and the reading behind it."""
    for group in read_saved(load_manifest(manifest, now=now, complain=complain), complain=complain):
        for read in group:
            content = normalise(read.raw, None, taxonomy)
            yield reading_as_dict(read.page.id, read.raw, content), content, read


def extract_listing(
    manifest: Path, *, now: datetime, complain: Complain
) -> Iterator[tuple[dict[str, Any], Listing]]:
    """One JSON object an index page (its articles with their days, and the next page), and what was read.

    A page that lists nothing is asked what it is instead.
    """
    for page in load_manifest(manifest, now=now, complain=complain):
        body = _bytes(page, complain)
        if body is not None:
            listing = read_listing(body, page.url, fetched=page.fetched, charset=page.charset)
            problem = None
            if not listing.articles:
                problem = read_page(body, page.url, fetched=page.fetched, charset=page.charset).problem
            told = {
                "id": page.id,
                "articles": [{"url": item.url, "date": item.date} for item in listing.articles],
                "next_page": listing.next_page,
                "problem": problem,
            }
            yield told, listing
