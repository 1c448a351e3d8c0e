"""The server: the published tree, and what only the store can answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from aggregator.config import Config
from aggregator.errors import BiblioError
from feeds.api import make_api
from feeds.filters import FilterError
from feeds.live import Live
from feeds.refusals import Refusals
from feeds.routes import make_routes
from feeds.static import SECURITY, App, PublicTree, Receive, Scope, Send


def create_app(config: Config, published_as: str = "") -> FastAPI:
    """The application over the published tree and the store of `config`. Raises TaxonomyError.

    The store is opened in the background; feeds and pages of the tree never do. `published_as` is the
    address in the published files, "" = that of `config`.
    """
    live, refusals = Live(config), Refusals(config)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(asyncio.to_thread(live.warm))
        yield
        await warming

    app = FastAPI(
        title="Bibliowieści",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    root = config.public_dir.absolute()

    @app.get("/healthz", include_in_schema=False)
    @app.head("/healthz", include_in_schema=False)
    async def health() -> JSONResponse:
        """Whether there is a tree to serve; no store is asked."""
        there = (root / "index.html").is_file()
        state = {"status": "ok"} if there else {"status": "empty", "remedy": "Run `biblio publish`."}
        return JSONResponse(state, status_code=200 if there else 503, headers={"cache-control": "no-store"})

    app.include_router(make_routes(live))
    app.include_router(make_api(live))
    app.add_exception_handler(HTTPException, refusals.missing)
    app.add_exception_handler(RequestValidationError, refusals.malformed)
    app.add_exception_handler(FilterError, refusals.question)
    app.add_exception_handler(BiblioError, refusals.unavailable)
    app.middleware("http")(_secure)
    app.add_middleware(Heads)
    app.add_middleware(
        PublicTree,
        root=root,
        hub=config.hub,
        base_url=config.base_url,
        published_as=published_as or config.base_url,
    )
    return app


class Heads:
    """Answers HEAD below `/api/` as GET without its body: the API describes each address once."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or not scope["path"].startswith("/api/"):
            return await self.app(scope, receive, send)

        async def headers_only(message: MutableMapping[str, Any]) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        return await self.app({**scope, "method": "GET"}, receive, headers_only)


async def _secure(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await go_on(request)
    for name, value in SECURITY:
        response.headers.setdefault(name.decode(), value.decode())
    return response
