"""What the server answers to readers that have the feed already, beside a Starlette that only answers."""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.measure import Row
from benchmarks.stores import Prepared, prepared, sizes

_ROUNDS, _CONNECTIONS, _BATCH, _TIMES = 5, 8, 32, 40

_OURS = """
import sys
from pathlib import Path
from aggregator.config import Config
from feeds.server import create_app
folder = Path(sys.argv[2])
app = create_app(Config(
    database_url=f"sqlite:///{folder}/store.sqlite3", data_dir=folder, public_dir=folder / "public",
    base_url="https://wiesci.example"))
"""
_BARE = """
import sys
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
async def same(request):
    return Response(status_code=304, headers={"etag": request.headers["if-none-match"]})
app = Starlette(routes=[Route("/feeds/atom.xml", same)])
"""
_RUN = """
import uvicorn
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error", lifespan="off")
"""


def bench() -> Iterator[Row]:
    """One row: 304s a second."""
    ready = prepared(sizes()[0])
    with _server(_OURS, ready) as ours, _server(_BARE, ready) as bare:
        tag = _tag(ours)
        pairs = [(_rate(ours, tag), _rate(bare, tag)) for _ in range(_ROUNDS)]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    yield Row(
        what="304s to readers that have the feed",
        ours=f"{mine:,.0f}/s",
        baseline=f"bare Starlette {theirs:,.0f}/s",
        ratio=mine / theirs,
        target="≥ 0.5×",
    )


@contextmanager
def _server(code: str, ready: Prepared) -> Iterator[int]:
    with socket.socket() as probe:
        for port in range(21_000, 32_000):
            try:
                probe.bind(("127.0.0.1", port))
                break
            except OSError:
                continue
    command = [sys.executable, "-c", code + _RUN, str(port), str(ready.folder)]
    process = subprocess.Popen(command)
    try:
        for _ in range(400):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def _tag(port: int) -> str:
    """The entity tag of the feed."""
    with socket.create_connection(("127.0.0.1", port)) as reader:
        reader.sendall(b"HEAD /feeds/atom.xml HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        head = b""
        while piece := reader.recv(65536):
            head += piece
    return next(
        line.partition(b": ")[2].decode() for line in head.split(b"\r\n") if line.lower().startswith(b"etag")
    )


def _rate(port: int, tag: str) -> float:
    """Answers a second, over connections that send many requests before they read: the client is cheap."""
    request = f"GET /feeds/atom.xml HTTP/1.1\r\nhost: x\r\nif-none-match: {tag}\r\n\r\n".encode()
    readers = [socket.create_connection(("127.0.0.1", port)) for _ in range(_CONNECTIONS)]
    start = time.perf_counter()
    for _ in range(_TIMES):
        for reader in readers:
            reader.sendall(request * _BATCH)
        for reader in readers:
            answered = b""
            while answered.count(b"HTTP/1.1 304") < _BATCH or not answered.endswith(b"\r\n\r\n"):
                answered += reader.recv(1 << 20)
    took = time.perf_counter() - start
    for reader in readers:
        reader.close()
    return _TIMES * _CONNECTIONS * _BATCH / took
