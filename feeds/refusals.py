"""What a reader gets when there is nothing to give: the nearest pages, the reason, never a traceback."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from aggregator.config import Config
from aggregator.programmes.taxonomy import Taxonomy, load_taxonomy
from feeds.answers import MOST
from feeds.clean import one_line
from feeds.document import FORMATS
from feeds.filters import FilterError
from feeds.language import language
from feeds.names import Names
from feeds.site.addresses import Spot, address, code_of
from feeds.site.rendering import Site, render

_MATCHES = 5
_ENDINGS = (*(f"/{one.file}" for one in FORMATS.values()), "/calls.ics", "/index.html")


class Refusals:
    """Exception handlers of the server."""

    def __init__(self, config: Config) -> None:
        self.root = config.public_dir.absolute()
        self.site = Site(taxonomy=load_taxonomy(), base_url=config.base_url, contact=config.contact)

    async def missing(self, request: Request, exc: Exception) -> Response:
        """404 with the nearest matches; other refusals of the framework as they are."""
        assert isinstance(exc, HTTPException)
        headers, path = dict(exc.headers or {}), request.url.path
        if exc.status_code != 404:
            return JSONResponse({"detail": exc.detail}, status_code=exc.status_code, headers=headers)
        if path.startswith("/api/"):
            return JSONResponse({"detail": "Nie ma takiego zasobu."}, status_code=404, headers=headers)
        code = code_of(path)
        matches = nearest(path, self.root, self.site.taxonomy, code)
        body = self._page("missing.html", request, path=path[:200], matches=matches)
        return Response(body, status_code=404, media_type="text/html", headers=headers)

    def _page(self, template: str, request: Request, **values: Any) -> bytes:
        """A page that stands nowhere: its versions in other languages are the home pages."""
        spot = Spot(section="home", code=code_of(request.url.path))
        root = f"{request.scope.get('root_path', '')}/"
        return render(template, self.site, spot, root=root, standing=False, **values)

    async def malformed(self, _request: Request, exc: Exception) -> Response:
        """400 that names the parameter."""
        assert isinstance(exc, RequestValidationError)
        reasons = [str(_refusal(str(error["loc"][-1]))) for error in exc.errors()]
        return JSONResponse({"detail": " ".join(reasons)}, status_code=400)

    async def question(self, _request: Request, exc: Exception) -> Response:
        """400 with the reason a question to the API cannot be answered."""
        return JSONResponse({"detail": str(exc)}, status_code=400)

    async def unavailable(self, request: Request, exc: Exception) -> Response:
        """503 where the store cannot be read: feeds and pages of the tree are served all the same."""
        headers = {"retry-after": "60"}
        if request.url.path.startswith(("/api/", "/feeds/")):
            return PlainTextResponse(f"{exc}\n", status_code=503, headers=headers)
        body = self._page("unavailable.html", request, reason=str(exc))
        return Response(body, status_code=503, media_type="text/html", headers=headers)


def _refusal(name: str) -> FilterError:
    """The reason why the framework could not use the value of a parameter, as all other reasons are told."""
    if name == "limit":
        return FilterError("limit", most=str(MOST))
    return FilterError("format") if name == "format" else FilterError("malformed", name=one_line(name, 60))


def nearest(path: str, root: Path, taxonomy: Taxonomy, code: str = "pl") -> list[tuple[str, str]]:
    """Pages and feeds like the one asked for, as (name, address below the root), the nearest first."""
    wanted = path.strip("/")[:200].lower()
    for prefix, found in (
        ("feeds/libraries/", "feeds/libraries/{}/atom.xml"),
        (address("libraries", code), address("libraries", code, "{}/")),
    ):
        if wanted.startswith(prefix):
            name, folder = wanted.removeprefix(prefix).split("/")[0], root / "feeds" / "libraries"
            sources = {one.name: one.name for one in folder.iterdir()} if folder.is_dir() else {}
            return [(one, found.format(one)) for one in _close(name, sources)]
    name = wanted
    for beginning in ("feeds/programmes/", "feeds/", address("programmes", code), "en/"):
        name = name.removeprefix(beginning)
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    names, known = Names(taxonomy, language(code)), {node.lower(): node for node in taxonomy.by_id}
    return [(names.tag(one), address("programmes", code, f"{one}/")) for one in _close(name, known)]


def _close(name: str, known: dict[str, str]) -> list[str]:
    return [known[one] for one in difflib.get_close_matches(name, known, n=_MATCHES, cutoff=0.5)]
