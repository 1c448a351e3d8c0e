"""The demo, published and served on this machine, and a real Chromium that looks at it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn

from aggregator.config import load_config
from feeds.server import create_app

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
SIZES = {"width": 1280, "height": 900}

NewPage = Callable[..., "object"]


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium. Where there is none the tests are skipped, but never in continuous integration."""
    if not CHROMIUM.exists():
        reason = f"no Chromium at {CHROMIUM}: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def base(browser: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001
    """Address of a server of the demo's tree and store."""
    home = tmp_path_factory.mktemp("browser")
    environ = {name: value for name, value in os.environ.items() if not name.startswith("BIBLIO_")}
    settings = {"BIBLIO_DATA_DIR": str(home / "data"), "BIBLIO_PUBLIC_DIR": str(home / "public")}
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)  # what comes before the server is up waits here
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    settings |= {"BIBLIO_BASE_URL": address, "BIBLIO_CONTACT": "poprawki@wiesci.example"}
    command = [sys.executable, "-m", "biblio", "demo", "--no-serve"]
    done = subprocess.run(
        command, cwd=ROOT, env=environ | settings, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    app = create_app(load_config(settings, demo=True))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield address
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def announcement(base: str) -> str:
    """What follows the section in the address of an announcement with sums, awards and dates."""
    import json
    from urllib.request import urlopen

    with urlopen(f"{base}/api/announcements?limit=200") as answer:
        items = json.load(answer)["items"]
    richest = max(items, key=lambda one: (bool(one["awards"]), bool(one["dates"]), len(one["amounts"])))
    return f"{richest['id'].rpartition(':a/')[2]}/"
