"""Troubles of connections, on real sockets: nobody listens, certificates are wrong, nobody answers."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from aggregator.config import Config
from aggregator.health import Fault, Trouble
from aggregator.model import Source
from aggregator.store import Store
from crawler.run import crawl
from tests.crawler.scenes import NOW

pytestmark = pytest.mark.slow


def certificate(folder: Path, name: str, *, days: int) -> tuple[str, str]:
    """Files of a self-signed certificate of 127.0.0.1 that ends in so many days, and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / f"{name}.crt", folder / f"{name}.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return str(paths[0]), str(paths[1])


@contextmanager
def listening(
    files: tuple[str, str] | None = None, *, words: bytes = b"", silent: bool = False
) -> Iterator[int]:
    """A port of loopback that speaks TLS with these files, says `words` and hangs up, or says nothing."""
    held: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        context = None
        if files:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*files)

        def serve() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                if silent:
                    held.append(client)
                    continue
                try:
                    if context:
                        client = context.wrap_socket(client, server_side=True)
                    client.recv(4096)
                    client.sendall(words)
                except OSError:
                    pass
                finally:
                    client.close()

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
    for client in held:
        client.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_connections_fail_in_their_classes(tmp_path: Path) -> None:
    expected = {
        "samopodpisany": Trouble.TLS, "wygasly": Trouble.TLS, "bez-szyfru": Trouble.TLS,
        "zamkniety": Trouble.REFUSED,
        "milczacy": Trouble.TIMEOUT, "zrywa": Trouble.BROKEN, "bez-nazwy": Trouble.DNS,
    }  # fmt: skip
    own, old = certificate(tmp_path, "own", days=30), certificate(tmp_path, "old", days=-30)
    with (
        listening(own) as signed,
        listening(old) as expired,
        listening(words=b"HTTP/1.0 400 Bad Request\r\n\r\n") as plain,
        listening(silent=True) as silent,
        listening() as rude,
    ):
        homes = {
            "samopodpisany": f"https://127.0.0.1:{signed}/", "wygasly": f"https://127.0.0.1:{expired}/",
            "bez-szyfru": f"https://127.0.0.1:{plain}/", "zamkniety": f"http://127.0.0.1:{free_port()}/",
            "milczacy": f"http://127.0.0.1:{silent}/", "zrywa": f"http://127.0.0.1:{rude}/",
            "bez-nazwy": "http://nie-ma-takiej-biblioteki.invalid/",
        }  # fmt: skip
        sources = [
            Source(id=name, library=name, kind="gminna", teryt="14", home=home)
            for name, home in homes.items()
        ]
        config = Config(
            database_url=f"sqlite:///{(tmp_path / 'biblio.sqlite3').as_posix()}",
            data_dir=tmp_path,
            allow_private_network=True,
            delay=0.02,
            timeout=1.5,
        )
        report = crawl(config, sources, now=NOW)
    assert {line.source: (line.problem, line.reason)[0] for line in report.sources} == {
        name: trouble.value for name, trouble in expected.items()
    }
    with Store.open(config.database_url) as store:
        faults = {name: store.health(name).fault for name in expected}
    assert {faults[name] for name in ("zamkniety", "milczacy", "zrywa", "bez-nazwy")} == {Fault.UNKNOWN}
