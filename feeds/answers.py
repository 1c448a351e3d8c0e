"""What the API answers with: JSON, a table for spreadsheets, the address of the next page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query, Request
from fastapi.responses import Response

from feeds.clean import one_line
from feeds.cursors import Position, write_cursor
from feeds.document import LICENCE, RIGHTS
from feeds.export import cell
from feeds.filters import NAMES, FilterError
from feeds.routes import conditional, given_once

Format = Literal["json", "csv"]
_OTHERS = ("changed_since", "cursor", "limit", "format")
MOST = 200  #: announcements on a page
_USUAL = 50
#: announcements in a table whose length nobody asked for: nobody sees in a spreadsheet that a page ended
_TABLE = 5000

Text = Annotated[str, Query()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The query of a page of announcements."""

    filter: dict[str, str]
    changed_since: str
    cursor: str
    limit: int


def read_question(
    request: Request,
    programme: Text = "",
    voivodeship: Text = "",
    kind: Text = "",
    library: Text = "",
    q: Text = "",
    since: Annotated[str, Query(description="first day, 2024-03-31")] = "",
    until: Annotated[str, Query(description="last day, 2024-12-31")] = "",
    minimum: Annotated[str, Query(description="złoty: a grant of at least this much")] = "",
    changed_since: Annotated[
        str, Query(description="time with zone; gives everything that changed, withdrawn items too; alone")
    ] = "",
    cursor: Annotated[str, Query(description="from `next` of the page before")] = "",
    limit: Annotated[
        int | None,
        Query(ge=1, le=MOST, description=f"announcements on a page; {_USUAL}, in CSV {_TABLE}, if not given"),
    ] = None,
) -> Question:
    """The question in the parameters of a request. Raises FilterError for a wrong or repeated one."""
    _refuse_others(request, (*NAMES, *_OTHERS))
    values = (programme, voivodeship, kind, library, q, since, until, minimum)
    asked = dict(zip(NAMES, values, strict=True))
    usual = _TABLE if request.query_params.get("format") == "csv" else _USUAL
    return Question(filter=asked, changed_since=changed_since, cursor=cursor, limit=limit or usual)


def only_format(request: Request) -> None:
    """For lists that nothing narrows. Raises FilterError for a parameter that would be passed over."""
    _refuse_others(request, ("format",))


def _refuse_others(request: Request, names: Sequence[str]) -> None:
    if unknown := sorted(set(given_once(request)) - set(names)):
        raise FilterError("unknown", name=one_line(unknown[0], 60), names=", ".join(names))


def answer(
    request: Request,
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    form: Format,
    file: str = "",
    **more: Any,
) -> Response:
    """Rows in the format asked for; JSON tells `more` and the licence beside them.

    `file` is what a table is saved as; where another page follows, a header tells its address.
    """
    if form == "csv":
        response = _licensed(conditional(request, _table(rows, columns), "text/csv; charset=utf-8"))
        if file:
            response.headers["content-disposition"] = f'attachment; filename="{file}"'
        if following := more.get("next"):
            response.headers["link"] += f', <{following}>; rel="next"'
        return response
    return as_json(request, {"items": list(rows), **more})


def as_json(request: Request, value: dict[str, Any]) -> Response:
    """A value with our licence beside it."""
    body = json.dumps({**value, "rights": RIGHTS}, ensure_ascii=False).encode("utf-8", "replace")
    return _licensed(conditional(request, body, "application/json; charset=utf-8"))


def _licensed(response: Response) -> Response:
    """With our licence in the header, for formats that have no room for it."""
    response.headers["link"] = f'<{LICENCE}>; rel="license"'
    return response


def next_address(request: Request, last: Position | None) -> str | None:
    """Where the page goes on after its last row; None where it ends."""
    if last is None:
        return None
    values = {**request.query_params, "cursor": write_cursor(last)}
    return f"{request.url.path}?{urlencode(values)}"


def _table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    """CSV as RFC 4180 has it; the mark at its beginning tells spreadsheets that it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row[column]) for column in columns])
    return text.getvalue().encode("utf-8-sig", "replace")
