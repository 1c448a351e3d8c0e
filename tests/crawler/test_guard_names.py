"""Names that lead to private addresses: what a resolver answers is what gets connected to."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from aggregator.config import Config
from crawler.guard import GuardedResolver


class Inner:
    """A resolver with fixed answers."""

    def __init__(self, *hosts: str) -> None:
        self.hosts = hosts

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *_: Any) -> Any:
        receiver.resolutionBegan(SimpleNamespace(name=name))
        for host in self.hosts:
            kind = IPv6Address if ":" in host else IPv4Address
            receiver.addressResolved(kind("TCP", host, port))
        receiver.resolutionComplete()
        return receiver


class Receiver:
    def __init__(self) -> None:
        self.hosts: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: Any) -> None:
        pass

    def addressResolved(self, address: Any) -> None:
        self.hosts.append(address.host)

    def resolutionComplete(self) -> None:
        self.complete = True


def resolved(name: str, *hosts: str, **values: Any) -> tuple[list[str], set[str]]:
    resolver = GuardedResolver(SimpleNamespace(nameResolver=Inner(*hosts)), Config(**values))
    receiver = Receiver()
    resolver.resolveHostName(receiver, name, 80)
    assert receiver.complete
    return receiver.hosts, resolver.refused


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1", "::ffff:192.168.0.1", "0.0.0.0"]
)
def test_a_name_that_leads_inside_is_refused(host: str) -> None:
    assert resolved("trick.example", host) == ([], {"trick.example"})
    assert resolved("trick.example", host, allow_private_network=True) == ([host], set())


def test_of_mixed_answers_only_the_public_ones_are_used() -> None:
    assert resolved("mixed.example", "127.0.0.1", "93.184.215.14", "::1") == (["93.184.215.14"], set())


def test_a_number_that_twisted_takes_for_an_address_is_filtered_too() -> None:
    assert resolved("127.0.0.1", "127.0.0.1") == ([], {"127.0.0.1"})


def test_the_proxy_may_be_anywhere() -> None:
    assert resolved("proxy.local", "10.0.0.9", proxy="http://proxy.local:3128") == (["10.0.0.9"], set())
    assert resolved("other.local", "10.0.0.9", proxy="http://proxy.local:3128")[0] == []
