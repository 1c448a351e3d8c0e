"""The server: the published tree, a health address, and a helpful page for what is not there."""

from __future__ import annotations

import difflib
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from aggregator.config import Config
from aggregator.programmes.taxonomy import load_taxonomy
from feeds.api import make_api
from feeds.channels import programme_tag
from feeds.live import Live
from feeds.routes import make_routes
from feeds.site.rendering import render
from feeds.static import SECURITY, PublicTree

_MATCHES = 5


def create_app(config: Config) -> FastAPI:
    """The application over the published tree of `config`; publish first. Raises TaxonomyError."""
    app = FastAPI(
        title="Bibliowieści", version="1", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json"
    )
    root = config.public_dir.absolute()

    @app.get("/healthz", include_in_schema=False)
    @app.head("/healthz", include_in_schema=False)
    async def health() -> JSONResponse:
        """Whether there is a tree to serve; no store is asked."""
        there = (root / "index.html").is_file()
        state = {"status": "ok"} if there else {"status": "empty", "remedy": "Run `biblio publish`."}
        return JSONResponse(state, status_code=200 if there else 503, headers={"cache-control": "no-store"})

    async def missing(request: Request, exc: Exception) -> Response:
        status = exc.status_code if isinstance(exc, HTTPException) else 500
        headers = dict(getattr(exc, "headers", None) or {})
        if status != 404:
            return JSONResponse(
                {"detail": str(getattr(exc, "detail", ""))}, status_code=status, headers=headers
            )
        path = request.url.path
        if path.startswith("/api/"):
            return JSONResponse({"detail": "Nie ma takiego zasobu."}, status_code=404, headers=headers)
        body = render(
            "missing.html",
            root=f"{request.scope.get('root_path', '')}/",
            base_url=config.base_url,
            path=path[:200],
            matches=nearest(path, root),
        )
        return Response(body, status_code=404, media_type="text/html", headers=headers)

    async def refused(_request: Request, exc: Exception) -> Response:
        errors = exc.errors() if isinstance(exc, RequestValidationError) else []
        reasons = [f"{error['loc'][-1]}: {error['msg']}" for error in errors]
        return JSONResponse({"detail": "; ".join(reasons)}, status_code=400)

    app.add_exception_handler(HTTPException, missing)
    app.add_exception_handler(RequestValidationError, refused)
    live = Live(config)
    app.include_router(make_routes(live))
    app.include_router(make_api(live))

    @app.middleware("http")
    async def secure(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await go_on(request)
        for name, value in SECURITY:
            response.headers.setdefault(name.decode(), value.decode())
        return response

    app.add_middleware(PublicTree, root=root, hub=config.hub, base_url=config.base_url)
    return app


def nearest(path: str, root: Path) -> list[tuple[str, str]]:
    """Pages and feeds like the one asked for, as (name, address below the root), the nearest first."""
    wanted = path.strip("/")[:200].lower()
    if wanted.startswith("feeds/libraries/"):
        name = wanted.removeprefix("feeds/libraries/").split("/")[0]
        folder = root / "feeds" / "libraries"
        known = {one.name: one.name for one in folder.iterdir()} if folder.is_dir() else {}
        return [(one, f"feeds/libraries/{one}/atom.xml") for one in _close(name, known)]
    taxonomy = load_taxonomy()
    name = wanted.removeprefix("feeds/").removeprefix("programmes/").removeprefix("programy/")
    for ending in ("/atom.xml", "/rss.xml", "/feed.json", "/calls.ics", "/index.html"):
        name = name.removesuffix(ending)
    known = {node.lower(): node for node in taxonomy.by_id}
    return [
        (programme_tag(taxonomy.node(node), taxonomy), f"programy/{node}/") for node in _close(name, known)
    ]


def _close(name: str, known: dict[str, str]) -> list[str]:
    return [known[one] for one in difflib.get_close_matches(name, known, n=_MATCHES, cutoff=0.5)]
