"""Many sources at once: a table, a list of addresses, or the subscriptions of a feed reader (OPML)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from aggregator.errors import InputError
from aggregator.model import Source
from crawler.guard import number_address
from crawler.registry import RowError, read_rows, source_in_line

#: a file of more bytes is no list of libraries
MOST = 20_000_000
Rows = list[tuple[int, dict[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file holds."""

    added: tuple[Source, ...]  #: in its order, with ids of their own
    known: tuple[tuple[int, Source], ...]  #: line, and the source that is in the registry already
    errors: tuple[RowError, ...]  #: rows left out


def read_import(path: Path, registry: Iterable[Source]) -> Imported:
    """The sources of a file that are not in the registry yet.

    A table needs the column `home` only; what else is missing is made from the address. Raises InputError
    where the file as a whole cannot be used.
    """
    ids = {source.id: source for source in registry}
    homes = {home_key(source.home): source for source in ids.values()}
    added: list[Source] = []
    known: list[tuple[int, Source]] = []
    errors: list[RowError] = []
    for line, cells in _rows(path):
        row = row_for((cells.get("home") or "").strip(), cells)
        if not cells.get("id"):
            row["id"] = free_id(row["id"], ids)
        source = source_in_line(path.name, line, row)
        if isinstance(source, RowError):
            errors.append(source)
        elif (twin := homes.get(home_key(source.home))) is not None:
            known.append((line, twin))
        elif source.id in ids:
            problem = f"`{source.id}` belongs to {ids[source.id].home}"
            remedy = "Give this row an id of its own, or leave the cell empty."
            errors.append(RowError(file=path.name, line=line, column="id", problem=problem, remedy=remedy))
        else:
            ids[source.id] = homes[home_key(source.home)] = source
            added.append(source)
    return Imported(added=tuple(added), known=tuple(known), errors=tuple(errors))


def row_for(url: str, cells: dict[str, str]) -> dict[str, str]:
    """A row for an address; what is not given is made from it."""
    given = {name: value for name, value in cells.items() if value}
    return {"id": made_up_id(url), "library": host_of(url) or url, "kind": "gminna", "home": url} | given


def made_up_id(url: str) -> str:
    """The host without its last label, the port, and the folder of a part of a site.

    >>> made_up_id("https://www.mbp-wzorowo.example/"), made_up_id("https://gmina.example/biblioteka/")
    ('mbp-wzorowo', 'gmina-biblioteka')
    """
    try:
        parts = urlsplit(url)
        host, port = host_of(url), parts.port
    except ValueError:
        return "source"
    named = host if number_address(host) else host.rpartition(".")[0] or host
    folder = re.sub(r"(?:^|/)[^/]*\.\w+$", "", parts.path)
    name = " ".join(filter(None, (named, str(port or ""), folder)))
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "source"


def _rows(path: Path) -> Rows:
    try:
        if path.stat().st_size > MOST:
            raise InputError(f"{path}: more than {MOST // 1_000_000} MB. Import it in parts.")
        head = path.read_bytes()[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError as exc:
        raise InputError(f"{path}: cannot be read ({exc.strerror}). Name a CSV or OPML file.") from exc
    if head[:1] == b"<":
        return list(_outlines(path))
    if re.match(rb"https?://[^\s,;]+\s*(?:\n|$)", head, re.I):
        return list(_addresses(path))
    return read_rows(path, ("home",))


def _addresses(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """One address a line."""
    for line, text in enumerate(path.read_text("utf-8-sig", "replace").splitlines(), 1):
        if text.strip() and not text.lstrip().startswith("#"):
            yield line, {"home": text.strip()}


def _outlines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The subscriptions of an OPML file: the site where it is named, else the root of the feed's address."""
    from crawler.families import UnreadableError
    from crawler.families.xml import local, parse_xml

    try:
        root = parse_xml(path.read_bytes(), path.name)
    except UnreadableError as exc:
        raise InputError(f"{exc}. Name a CSV or OPML file.") from exc
    if local(root) != "opml":
        raise InputError(f"{path}: XML, but no OPML (<{local(root)}>). Name a CSV or OPML file.")
    for outline in root.iter():
        if local(outline) != "outline":
            continue
        told = {name.lower(): str(value).strip() for name, value in outline.attrib.items()}
        site, subscribed = told.get("htmlurl", ""), told.get("xmlurl", "")
        if site or subscribed:
            row = {"home": site or _root_of(subscribed), "library": told.get("title") or told.get("text", "")}
            yield outline.sourceline or 0, row if site else row | {"news": subscribed, "family": "feed"}


def _root_of(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme and parts.netloc else url


def home_key(home: str) -> str:
    """One site, whatever the scheme and `www.`.

    >>> home_key("https://www.mbp.example") == home_key("http://mbp.example/")
    True
    """
    parts = urlsplit(home)
    query = f"?{parts.query}" if parts.query else ""
    return f"{host_of(home)}:{parts.port or ''}{parts.path.rstrip('/')}{query}"


def host_of(url: str) -> str:
    """The host of an address without `www.`, "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def free_id(name: str, taken: Collection[str]) -> str:
    """The name, with a number where it is taken."""
    numbered = (name if n == 1 else f"{name}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)
