"""A PostgreSQL server for the tests that need one: Debian's where there is one."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


def binaries() -> Path | None:
    """The newest server Debian has installed, else the one on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def free_port() -> int:
    """A port below those of outgoing connections."""
    for port in range(20_000 + os.getpid() % 10_000, 32_768):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port")


def as_nobody() -> dict[str, int]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an empty database."""
    folder = binaries()
    if folder is None:
        if os.environ.get("CI"):
            pytest.fail("no PostgreSQL server: install Debian's package `postgresql`")
        pytest.skip("no PostgreSQL server on this machine")
    pytest.importorskip("psycopg")
    data = tmp_path_factory.mktemp("pg")
    who = as_nobody()
    if who:
        for path in (data, *list(data.parents)[:3]):
            if path.owner() == "root" and path != Path("/tmp"):
                path.chmod(path.stat().st_mode | 0o055)
        os.chown(data, who["user"], who["group"])
    port = free_port()
    home = data / "db"
    run = [str(folder / "initdb"), "-D", str(home), "-U", "biblio", "--auth=trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(run, check=True, capture_output=True, cwd=data, **who)  # type: ignore[call-overload]
    control = [str(folder / "pg_ctl"), "-D", str(home), "-w", "-s"]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data} -c fsync=off"
    start = [*control, "-l", str(data / "log"), "-o", options, "start"]
    subprocess.run(start, check=True, cwd=data, **who)  # type: ignore[call-overload]
    try:
        yield f"postgresql+psycopg://biblio@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd=data, **who)  # type: ignore[call-overload]
