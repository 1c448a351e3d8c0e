"""Half a question does not hold a connection."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
import uvicorn

from feeds.patience import PatientProtocol
from feeds.static import Receive, Scope, Send


class Hurried(PatientProtocol):
    patience = 0.05


async def answer(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def heard(*parts: bytes) -> bytes:
    """All that a server says to a reader who sends these parts and then waits."""
    config = uvicorn.Config(
        answer, http=Hurried, log_config=None, log_level="error", lifespan="off", timeout_keep_alive=1
    )
    state = uvicorn.server.ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Hurried(config, state, {}), "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        said = b""
        for part in parts:
            writer.write(part)
            if part.endswith(b"\r\n\r\n"):
                said += await reader.readexactly(len(await reader.readuntil(b"\r\n\r\n")) and 2)
        try:
            said += await asyncio.wait_for(reader.read(), 5)
        except ConnectionResetError:
            said += b" reset"
        writer.close()
    return said


def ask(*parts: bytes) -> bytes:
    """What is heard, in a thread of its own: a browser test of the same worker keeps a loop in this one."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, heard(*parts)).result()


def test_half_a_question_is_cut_off() -> None:
    for half in (b"", b"G", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "):
        assert ask(half) in (b"", b" reset")


def test_a_whole_question_is_answered_and_half_a_second_one_cut_off() -> None:
    whole = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    assert ask(whole, whole, b"GET / HT") in (b"okok", b"okok reset")


def test_a_broken_body_behind_an_answer_closes_the_connection_in_silence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert ask(head, b"zz\r\n") in (b"ok", b"ok reset")
    refused = ask(head + b"zz\r\n")
    assert refused.startswith(b"HTTP/1.1 400 ") and refused.count(b"HTTP/1.1") == 1
    assert not [record for record in caplog.records if record.exc_info]
