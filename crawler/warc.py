"""WARC records to bytes and back (ISO 28500), each a gzip member of its own, without a temporary file."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

#: of compression; the highest takes twice the time for two per cent of the size
_LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS
_IDENTICAL = "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"
Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An answer read back. Names of fields and headers are in lower case; of equal ones the last counts."""

    fields: Mapping[str, str]  #: of the record
    status: int
    headers: Mapping[str, str]  #: of the answer
    body: bytes


def read_response(member: bytes) -> Record | None:
    """The answer in a gzip member as `response` makes them, None where it holds another kind of record or
    nothing. Raises ValueError where it is damaged."""
    if not member:
        return None
    try:
        opened = zlib.decompressobj(_GZIP)
        record = opened.decompress(member)
    except zlib.error as exc:
        raise ValueError(str(exc)) from exc
    head, _, block = record.partition(b"\r\n\r\n")
    version, fields = _read_lines(head)
    if not opened.eof or not version.startswith("WARC/"):
        raise ValueError("no whole WARC record")
    if fields.get("warc-type") != "response":
        return None
    told, _, body = block[: int(fields["content-length"])].partition(b"\r\n\r\n")
    answer, headers = _read_lines(told)
    status = answer.split(" ")[1]
    return Record(fields=fields, status=int(status) if status.isdecimal() else 0, headers=headers, body=body)


def _read_lines(head: bytes) -> tuple[str, dict[str, str]]:
    """The first line, and what the others say."""
    first, *lines = (_decoded(line) for line in head.split(b"\r\n"))
    pairs = (line.partition(":") for line in lines)
    return first, {name.strip().lower(): value.strip() for name, _, value in pairs}


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def stamp(moment: datetime) -> str:
    """A time as records write it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_id() -> str:
    """A name that no other record has."""
    dice = bytearray(os.urandom(16))
    dice[6] = dice[6] & 0x0F | 0x40  # version 4 and variant 1 of RFC 9562
    dice[8] = dice[8] & 0x3F | 0x80
    h = dice.hex()
    return f"<urn:uuid:{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}>"


def info(name: str, moment: datetime, software: str) -> bytes:
    """The first record of a file."""
    block = _lines([("software", software), ("format", "WARC File Format 1.0")])
    fields = [("WARC-Filename", name), ("Content-Type", "application/warc-fields")]
    return _record("warcinfo", new_id(), moment, fields, block)


def response(
    url: str,
    moment: datetime,
    id: str,
    *,
    status: int,
    headers: Fields,
    body: bytes,
    digest: str,
    more: Fields,
) -> bytes:
    """An answer; `digest` is that of the body, `more` are fields of the record."""
    fields = [
        ("WARC-Target-URI", url), ("WARC-Payload-Digest", digest), *more,
        ("Content-Type", "application/http; msgtype=response"),
    ]  # fmt: skip
    return _record("response", id, moment, fields, _head(status, headers) + body)


def request(url: str, moment: datetime, answer: str, *, headers: Fields) -> bytes:
    """What was asked; `answer` is the id of the answer's record."""
    fields = [
        ("WARC-Target-URI", url), ("WARC-Concurrent-To", answer),
        ("Content-Type", "application/http; msgtype=request"),
    ]  # fmt: skip
    block = f"GET {url} HTTP/1.1\r\n".encode() + _lines(headers) + b"\r\n"
    return _record("request", new_id(), moment, fields, block)


def revisit(
    url: str, moment: datetime, *, digest: str, before: datetime, status: int, headers: Fields
) -> bytes:
    """An answer whose body was kept at `before`."""
    fields = [
        ("WARC-Target-URI", url), ("WARC-Payload-Digest", digest), ("WARC-Profile", _IDENTICAL),
        ("WARC-Refers-To-Target-URI", url), ("WARC-Refers-To-Date", stamp(before)),
        ("Content-Type", "application/http; msgtype=response"),
    ]  # fmt: skip
    return _record("revisit", new_id(), moment, fields, _head(status, headers))


def _head(status: int, headers: Fields) -> bytes:
    return f"HTTP/1.1 {status} \r\n".encode() + _lines(headers) + b"\r\n"


def _record(kind: str, id: str, moment: datetime, fields: Fields, block: bytes) -> bytes:
    names = [("WARC-Type", kind), ("WARC-Record-ID", id), ("WARC-Date", stamp(moment)), *fields]
    head = b"WARC/1.0\r\n" + _lines([*names, ("Content-Length", str(len(block)))]) + b"\r\n"
    member = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return member.compress(head + block + b"\r\n\r\n") + member.flush()


def _lines(fields: Fields) -> bytes:
    """Header lines; what came over the wire was read as Latin-1 and goes back as it was."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields)
    try:
        return lines.encode("latin-1")
    except UnicodeEncodeError:
        return lines.encode("utf-8", "replace")
