"""Names and the addresses they lead to, asked once a crawl: what we wait for is what gets connected to."""

from __future__ import annotations

import asyncio
import ipaddress
from dataclasses import dataclass, field
from typing import Any

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IResolutionReceiver
from zope.interface import implementer

#: names kept in one process
MOST_NAMES = 20_000


@implementer(IResolutionReceiver)
@dataclass(slots=True)
class Keeping:
    """Passes answers on and keeps them."""

    receiver: Any
    name: str
    kept: dict[str, tuple[Any, ...]]
    given: list[Any] = field(default_factory=list)

    def resolutionBegan(self, resolution: Any) -> None:
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        self.given.append(address)
        self.receiver.addressResolved(address)

    def resolutionComplete(self) -> None:
        if self.given and len(self.kept) < MOST_NAMES:
            self.kept[self.name] = tuple(self.given)
        self.receiver.resolutionComplete()


@dataclass(slots=True)
class _Known:
    """A resolution that needs nobody."""

    name: str

    def cancel(self) -> None:
        """Nothing is under way."""


def tell_again(receiver: Any, name: str, addresses: tuple[Any, ...], port: int) -> Any:
    """Give a receiver addresses that are known, for another port."""
    known = _Known(name)
    receiver.resolutionBegan(known)
    for address in addresses:
        if isinstance(address, IPv4Address | IPv6Address):
            receiver.addressResolved(type(address)(address.type, address.host, port))
    receiver.resolutionComplete()
    return known


@implementer(IResolutionReceiver)
@dataclass(slots=True)
class _Waiting:
    done: asyncio.Future[list[str]]
    found: list[str] = field(default_factory=list)

    def resolutionBegan(self, resolution: Any) -> None:
        """We only wait."""

    def addressResolved(self, address: Any) -> None:
        self.found.append(plain(str(address.host)))

    def resolutionComplete(self) -> None:
        if not self.done.done():
            self.done.set_result(self.found)


async def addresses_of(host: str, resolver: Any) -> list[str]:
    """The addresses a name leads to in the reactor's eyes, [] where it leads nowhere."""
    done: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
    resolver.resolveHostName(_Waiting(done), host)
    return await done


def plain(address: str) -> str:
    """One spelling for one address; an IPv4 address in the clothes of IPv6 is itself.

    >>> plain("::ffff:192.0.2.7"), plain("2001:DB8::0:1")
    ('192.0.2.7', '2001:db8::1')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    inner = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(inner or found)
