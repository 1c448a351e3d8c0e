"""Politeness, read from the log of the server: 50 ms of tolerance."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from aggregator.config import Config
from crawler.settings import user_agent
from tests.crawler.scenes import Scene, article, serving
from tests.network import server
from tests.network.message import LogEntry, Response, redirect
from tests.network.server import SampleNetwork

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("six_at_once.py")
ROOT = SCRIPT.parent.parent.parent
TOLERANCE = 0.05


def send(network: SampleNetwork, *urls: str, delay: float = 0.02, proxied: bool = True) -> dict[str, str]:
    """Send all at once; what became of each."""
    proxy = network.address if proxied else ""
    command = [sys.executable, str(SCRIPT), f"{proxy}#{delay}", *urls]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, cwd=ROOT)
    said: dict[str, str] = json.loads(done.stdout)
    return said


def gaps(entries: list[LogEntry]) -> list[float]:
    return [later.started - sooner.started for sooner, later in itertools.pairwise(entries)]


def overlaps(entries: list[LogEntry]) -> int:
    return sum(later.started < sooner.ended for sooner, later in itertools.pairwise(entries))


def test_one_in_flight_and_a_whole_pause_over_all_spellings_of_a_host() -> None:
    scene = Scene("mbp.example", {"*": Response(body=b"<p>ok</p>", delay=0.05)})
    twin = Scene("www.mbp.example", scene.answers)
    other = Scene("gbp.example", {"*": article(1)})
    urls = [
        f"http://{host}/{n}" for n in range(4) for host in ("mbp.example", "www.mbp.example", "gbp.example")
    ]
    with serving(scene, twin, other) as network:
        said = send(network, *urls, delay=0.2)
        both = sorted(
            network.requests("mbp.example") + network.requests("www.mbp.example"), key=lambda e: e.started
        )
        alone = network.requests("gbp.example")
    assert set(said.values()) == {"200"}
    assert len(both) == 8 + 2  # each spelling has its robots.txt
    assert min(gaps(both)) >= 0.2 - TOLERANCE
    assert overlaps(both) == 0
    assert min(gaps(alone)) >= 0.2 - TOLERANCE
    assert alone[-1].started < both[-1].started  # hosts do not wait for each other


def test_connections_to_a_proxy_are_kept_for_all_sites(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    setup = server._Handler.setup

    def counting(handler: server._Handler) -> None:
        opened.append(1)
        setup(handler)

    monkeypatch.setattr(server._Handler, "setup", counting)
    hosts = [f"b{n}.example" for n in range(6)]
    with serving(*(Scene(host, {"*": Response(body=b"<p>ok</p>", delay=0.05)}) for host in hosts)) as network:
        said = send(network, *(f"http://{host}/{n}" for n in range(4) for host in hosts), delay=0.1)
    assert set(said.values()) == {"200"}
    assert len(opened) <= 2 * len(hosts)  # of 30 requests


def test_two_processes_share_one_pause_for_a_host() -> None:
    scene = Scene("mbp.example", {"*": Response(body=b"<p>ok</p>", delay=0.05)})
    with serving(scene) as network, ThreadPoolExecutor(3) as pool:
        urls = [f"http://mbp.example/{n}" for n in range(6)]
        jobs = [pool.submit(send, network, *urls, delay=0.2) for _ in range(3)]
        answers = {status for job in jobs for status in job.result().values()}
        entries = network.requests("mbp.example")
    assert answers == {"200"}
    assert len(entries) == 3 * 7
    assert min(gaps(entries)) >= 0.2 - TOLERANCE
    assert overlaps(entries) == 0


def test_hosts_of_one_machine_share_one_pause() -> None:
    scenes = [Scene(host, {"*": article(1)}) for host in ("localhost", "127.0.0.1")]
    with serving(*scenes) as network:
        port = network.address.rpartition(":")[2]
        urls = [f"http://{host}:{port}/{n}" for n in range(4) for host in ("localhost", "127.0.0.1", "127.1")]
        said = send(network, *urls, delay=0.2, proxied=False)
        entries = sorted(network.log, key=lambda entry: entry.started)
    assert [status for url, status in said.items() if "127.1" not in url] == ["200"] * 8
    assert {entry.host for entry in entries} >= {"localhost", "127.0.0.1"}
    assert min(gaps(entries)) >= 0.2 - TOLERANCE
    assert overlaps(entries) == 0


def test_redirects_to_another_host_wait_there_too() -> None:
    target = Scene("gbp.example", {"*": Response(body=b"<p>ok</p>", delay=0.05)})
    away = [
        Scene(f"old{n}.example", {"*": redirect(f"http://gbp.example/{n}")}, robots=Response(status=404))
        for n in range(5)
    ]
    with serving(target, *away) as network:
        said = send(network, *(f"http://old{n}.example/" for n in range(5)), delay=0.2)
        entries = network.requests("gbp.example")
    assert len(said) == 5
    assert len(entries) == 6  # robots.txt once
    assert min(gaps(entries)) >= 0.2 - TOLERANCE
    assert overlaps(entries) == 0


def test_a_broken_connection_is_tried_again_after_the_pause() -> None:
    scene = Scene("mbp.example", {"*": article(1)})
    with serving(scene) as network:
        network.override("mbp.example", "/2", Response(drop=True), times=1)
        said = send(network, *(f"http://mbp.example/{n}" for n in range(4)), delay=0.2)
        entries = network.requests("mbp.example")
    assert set(said.values()) == {"200"}
    assert len(entries) == 6
    assert min(gaps(entries)) >= 0.2 - TOLERANCE


def test_a_long_rest_binds_the_next_process_too() -> None:
    busy = Response(status=503, headers={"Retry-After": "3600"})
    with serving(Scene("mbp.example", {"*": article(1)})) as network:
        network.override("mbp.example", "/1", busy)
        send(network, "http://mbp.example/1")
        before = len(network.requests("mbp.example"))
        said = send(network, "http://www.mbp.example/2")
        assert len(network.requests("mbp.example")) == before == 2
    (words,) = said.values()
    assert words.startswith("BusyError")
    assert "503" in words


def test_a_made_up_network_owes_no_pause_of_another_that_had_its_port() -> None:
    busy = Response(status=429, headers={"Retry-After": "3600"})
    with serving(Scene("mbp.example", {"*": busy})) as network:
        send(network, "http://mbp.example/1")
        port = int(network.address.rpartition(":")[2])
    with SampleNetwork([Scene("mbp.example", {"*": article(1)})], port=port) as again:
        assert send(again, "http://mbp.example/1") == {"http://mbp.example/1": "200"}


def test_a_crawl_delay_is_honoured_and_remembered() -> None:
    rules = Response(body=b"User-agent: *\nCrawl-delay: 0.4\n", content_type="text/plain")
    with serving(Scene("mbp.example", {"*": article(1)}, robots=rules)) as network:
        send(network, *(f"http://mbp.example/{n}" for n in range(4)))
        entries = network.requests("mbp.example")
    assert len(entries) == 5
    assert min(gaps(entries)) >= 0.4 - TOLERANCE


def test_retry_after_is_obeyed() -> None:
    scene = Scene("mbp.example", {"*": article(1)})
    busy = Response(status=503, headers={"Retry-After": "1"})
    with serving(scene) as network:
        network.override("mbp.example", "/1", busy, times=1)
        said = send(network, "http://mbp.example/1", "http://mbp.example/2")
        entries = network.requests("mbp.example")
    assert set(said.values()) == {"200"}
    refused = next(n for n, entry in enumerate(entries) if entry.status == 503)
    assert entries[refused + 1].started - entries[refused].started >= 1.0 - TOLERANCE


def test_who_asks_for_a_long_pause_is_left_alone() -> None:
    busy = Response(status=429, headers={"Retry-After": "3600"})
    with serving(Scene("mbp.example", {"*": busy})) as network:
        said = send(network, *(f"http://mbp.example/{n}" for n in range(4)))
        entries = network.requests("mbp.example")
    assert len(entries) == 2  # robots.txt and one page
    assert all("3600 s" in words for words in said.values())


def test_what_is_endless_is_cut_off() -> None:
    scene = Scene(
        "mbp.example",
        {
            "/big": Response(body=b"x" * 40_000_000),
            "/bomb": Response(body=b"x" * 40_000_000, compress=True),
            "/circle": Response(status=302, headers={"Location": "/circle"}),
            "/ok": article(1),
        },
    )
    with serving(scene) as network:
        said = send(network, *(f"http://mbp.example{path}" for path in scene.answers))
        circles = [entry.path for entry in network.requests("mbp.example")].count("/circle")
    assert said.pop("http://mbp.example/ok") == "200"
    assert len(said) == 3
    assert "200" not in said.values()
    assert circles == 6


def test_who_we_are_is_said_with_every_request() -> None:
    with serving(Scene("mbp.example", {"*": article(1)})) as network:
        send(network, "http://mbp.example/1")
        agents = {entry.user_agent for entry in network.requests("mbp.example")}
    assert agents == {"Bibliowiesci/0.1"}


def test_in_a_log_stand_the_page_for_webmasters_and_the_contact() -> None:
    public = Config(base_url="https://wiesci.example", contact="my@wiesci.example")
    page = "https://wiesci.example/o-serwisie/#administratorzy"
    assert user_agent(public) == f"Bibliowiesci/0.1 (+{page}; my@wiesci.example)"
    assert user_agent(Config(contact="my@wiesci.example")) == "Bibliowiesci/0.1 (+my@wiesci.example)"
