"""What a reader gets when there is nothing to give: the nearest pages, the reason, never a traceback."""

from __future__ import annotations

import difflib
from pathlib import Path

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from aggregator.config import Config
from aggregator.programmes.taxonomy import load_taxonomy
from feeds.channels import programme_tag
from feeds.site.rendering import render

_MATCHES = 5
_ENDINGS = ("/atom.xml", "/rss.xml", "/feed.json", "/calls.ics", "/index.html")


class Refusals:
    """Exception handlers of the server."""

    def __init__(self, config: Config) -> None:
        self.root = config.public_dir.absolute()
        self.base_url = config.base_url

    async def missing(self, request: Request, exc: Exception) -> Response:
        """404 with the nearest matches; other refusals of the framework as they are."""
        assert isinstance(exc, HTTPException)
        headers, path = dict(exc.headers or {}), request.url.path
        if exc.status_code != 404:
            return JSONResponse({"detail": exc.detail}, status_code=exc.status_code, headers=headers)
        if path.startswith("/api/"):
            return JSONResponse({"detail": "Nie ma takiego zasobu."}, status_code=404, headers=headers)
        body = render(
            "missing.html",
            root=f"{request.scope.get('root_path', '')}/",
            base_url=self.base_url,
            path=path[:200],
            matches=nearest(path, self.root),
        )
        return Response(body, status_code=404, media_type="text/html", headers=headers)

    async def malformed(self, _request: Request, exc: Exception) -> Response:
        """400 that names the parameter."""
        assert isinstance(exc, RequestValidationError)
        reasons = [f"{error['loc'][-1]}: {error['msg']}" for error in exc.errors()]
        return JSONResponse({"detail": "; ".join(reasons)}, status_code=400)

    async def unavailable(self, _request: Request, exc: Exception) -> Response:
        """503 where the store cannot be read: feeds and pages of the tree are served all the same."""
        return PlainTextResponse(f"{exc}\n", status_code=503, headers={"retry-after": "60"})


def nearest(path: str, root: Path) -> list[tuple[str, str]]:
    """Pages and feeds like the one asked for, as (name, address below the root), the nearest first."""
    wanted = path.strip("/")[:200].lower()
    for prefix, address in (
        ("feeds/libraries/", "feeds/libraries/{}/atom.xml"),
        ("biblioteki/", "biblioteki/{}/"),
    ):
        if wanted.startswith(prefix):
            name, folder = wanted.removeprefix(prefix).split("/")[0], root / "feeds" / "libraries"
            known = {one.name: one.name for one in folder.iterdir()} if folder.is_dir() else {}
            return [(one, address.format(one)) for one in _close(name, known)]
    taxonomy = load_taxonomy()
    name = wanted.removeprefix("feeds/").removeprefix("programmes/").removeprefix("programy/")
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    known = {node.lower(): node for node in taxonomy.by_id}
    return [
        (programme_tag(taxonomy.node(node), taxonomy), f"programy/{node}/") for node in _close(name, known)
    ]


def _close(name: str, known: dict[str, str]) -> list[str]:
    return [known[one] for one in difflib.get_close_matches(name, known, n=_MATCHES, cutoff=0.5)]
