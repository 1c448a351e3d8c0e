"""One loopback server that plays every site: as the proxy of a crawl, or by Host header."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Protocol
from urllib.parse import urlsplit

from crawler.queueing import network_of, queue_to
from tests.network.message import LogEntry, Request, Response, finish, page


class Answering(Protocol):
    """A site: its host name, and an answer to every request."""

    host: str

    def answer(self, request: Request) -> Response: ...


Override = Response | Callable[[Request], Response]


@dataclass(slots=True)
class _Replacement:
    """An override and how many answers it has left, None = for good."""

    answer: Override
    left: int | None


class SampleNetwork:
    """The sites behind one port. Use as a context manager, or `start()` and `stop()`.

    Without `sites` it serves the whole sample network. `override` replaces answers while it runs.
    """

    def __init__(self, sites: Iterable[Answering] | None = None, *, port: int = 0) -> None:
        if sites is None:
            from tests.network.sites import all_sites  # reads the content folders: only where it is wanted

            sites = all_sites()
        self.sites: dict[str, Answering] = {site.host: site for site in sites}
        self.log: list[LogEntry] = []
        self._port = port
        self._overrides: dict[tuple[str, str], _Replacement] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._server: _Server | None = None

    @property
    def address(self) -> str:
        """`http://127.0.0.1:PORT`, to be used as the HTTP proxy. Raises RuntimeError before `start()`."""
        if self._server is None:
            raise RuntimeError("The sample network is not running: call start() first.")
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host names it answers for."""
        return tuple(sorted(self.sites))

    def start(self) -> SampleNetwork:
        """Listen on loopback in a thread of its own."""
        self._stopping.clear()
        self._server = _Server(("127.0.0.1", self._port), self)
        queue = queue_to(network_of(self.address))
        queue.forget(host.removeprefix("www.") for host in self.sites)  # another's pauses at this port
        threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True, name="sample-network"
        ).start()
        return self

    def stop(self) -> None:
        """Stop listening; answers that wait for their delay go out at once."""
        self._stopping.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> SampleNetwork:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def override(self, host: str, path: str, answer: Override, *, times: int | None = None) -> None:
        """Answer `path` (with its query; "*" = the whole host) like this, `times` times or for good."""
        with self._lock:
            self._overrides[host, path] = _Replacement(answer, times)

    def restore(self, host: str = "", path: str = "") -> None:
        """Forget the overrides of a host, of one path, or all of them."""
        with self._lock:
            for key in list(self._overrides):
                if host in ("", key[0]) and path in ("", key[1]):
                    del self._overrides[key]

    def answer(self, request: Request) -> Response:
        """The answer of the site asked, as it would go out."""
        override = self._take_override(request)
        if isinstance(override, Response):
            return override
        if override is not None:
            return override(request)
        site = self.sites.get(request.host)
        if site is None:
            return page(f"<h1>502</h1><p>Nie ma takiego hosta: {request.host}</p>", status=502)
        return site.answer(request)

    def requests(self, host: str) -> list[LogEntry]:
        """The log of one host, in the order of arrival."""
        with self._lock:
            return sorted((e for e in self.log if e.host == host), key=lambda e: e.started)

    def clear_log(self) -> None:
        """Empty the log."""
        with self._lock:
            self.log.clear()

    def _take_override(self, request: Request) -> Override | None:
        with self._lock:
            for path in (request.target, request.path, "*"):
                kept = self._overrides.get((request.host, path))
                if kept is None:
                    continue
                if kept.left is not None:
                    kept.left -= 1
                    if kept.left <= 0:
                        del self._overrides[request.host, path]
                return kept.answer
        return None

    def _note(self, entry: LogEntry) -> None:
        with self._lock:
            self.log.append(entry)

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self._stopping.wait(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], network: SampleNetwork) -> None:
        self.network = network
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news; anything else is a fault of ours."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "SampleNetwork"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body in one packet
    server: _Server

    def do_GET(self) -> None:
        network = self.server.network
        started, started_at = time.monotonic(), time.time()
        request = self._request()
        if request.method in ("GET", "HEAD"):
            response = network.answer(request)
        else:
            response = page("<h1>405 Method Not Allowed</h1>", status=405)
        network._wait(response.delay)
        status, headers, body = (0, {}, b"") if response.drop else finish(request, response)
        entry = LogEntry(
            method=request.method,
            host=request.host,
            path=request.target,
            status=status,
            bytes=len(body),
            conditional=bool({"if-none-match", "if-modified-since"} & set(request.headers)),
            user_agent=request.headers.get("user-agent", ""),
            started=started,
            ended=time.monotonic(),
            started_at=started_at,
            ended_at=time.time(),
        )
        network._note(entry)  # before it is sent: who has the answer finds it in the log
        if response.drop:
            self.close_connection = True
        else:
            if self.command != "HEAD" and int(headers.get("Content-Length", 0)) > len(body):
                self.close_connection = True  # it promises more than it sends
            self._send(status, headers, body)

    do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_GET

    def do_CONNECT(self) -> None:
        """There is no TLS in the sample network."""
        self.close_connection = True
        self._send(502, {"Content-Length": "0"}, b"")

    def log_message(self, format: str, *args: object) -> None:
        """The log is kept by the network, not printed."""

    def _request(self) -> Request:
        headers = {name.lower(): value for name, value in self.headers.items()}
        parts = urlsplit(self.path)
        host = (parts.hostname or headers.get("host", "").rsplit(":", 1)[0]).lower()
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return Request(method=self.command, host=host, target=target, headers=headers)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
