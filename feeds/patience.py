"""How long a reader may take to ask: a connection that never finishes its question is closed."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: seconds from the connection, or from the first byte of a later question, to the end of its headers
PATIENCE = 10.0


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it. Its own timers begin only after a first answer, so half a question
    would hold a connection for ever, and a thousand of them the whole server."""

    patience = PATIENCE
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._wait_no_more()
        elif self._waiting is None:
            self._wait()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP; behind an answer that is already under way there is no room for another."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
            if self.cycle is not None:  # the application is still at work: nobody hears its answer
                self.cycle.disconnected = True
                self.cycle.message_event.set()
        else:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        transport: Any = self.transport
        self._waiting = self.loop.call_later(self.patience, transport.abort)

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
