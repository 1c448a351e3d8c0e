"""No connection to private, loopback or link-local addresses, whatever a name or a redirect says."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

from aggregator.config import Config
from crawler.addresses import Keeping, tell_again


class ForbiddenAddressError(IgnoreRequest):  # type: ignore[misc]
    """An address that we do not visit; the message says why."""


def number_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host written in numbers stands for, None for a name.

    >>> number_address("2130706433"), number_address("0x7f.1"), number_address("biblioteka.example")
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'), None)
    """
    host = host.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host.rstrip(".")))
    except (OSError, ValueError, UnicodeError):
        return None


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address belongs to the open internet; one wrapped in IPv6 counts as what it wraps."""
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            wrapped.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(inner is not None and not is_public(inner) for inner in wrapped):
            return False
        if address.ipv4_mapped is not None or address in _NAT64:
            return True  # what it wraps is public
        if address not in _UNICAST:
            return False
    return address.is_global and not address.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
#: all that was ever given to the open internet; Python takes "::127.0.0.1" and "fec0::1" for global
_UNICAST = ipaddress.IPv6Network("2000::/3")


def check_address(url: str, *, allow_private: bool) -> None:
    """Raises ForbiddenAddressError unless `url` is http(s) and does not name a private address in numbers."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        _ = parts.port
    except ValueError as exc:
        raise ForbiddenAddressError(f"{url} is no web address") from exc
    if parts.scheme not in ("http", "https") or not host:
        raise ForbiddenAddressError(f"{url} is not http or https")
    if allow_private:
        return
    number = number_address(host)
    if number is not None and not is_public(number):
        raise ForbiddenAddressError(f"{host} is not on the public internet ({number})")
    if host.rstrip(".") == "localhost" or host.rstrip(".").endswith(".localhost"):
        raise ForbiddenAddressError(f"{host} is this machine")


class GuardMiddleware:
    """Downloader middleware: looks at every request, those made by redirects too, and sets the proxy."""

    def __init__(self, config: Config) -> None:
        self._allow = config.allow_private_network
        self._proxy = config.proxy

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(crawler.settings["BIBLIO"])

    def process_request(self, request: Any) -> None:
        check_address(request.url, allow_private=self._allow)
        request.meta["proxy"] = self._proxy or None  # None: proxies of the environment are not for us


@implementer(IResolutionReceiver)
class _Filter:
    """Passes on public addresses only. What is passed on is what gets connected to: no second look-up."""

    def __init__(self, receiver: Any, name: str, resolver: GuardedResolver) -> None:
        self._receiver, self._name, self._resolver = receiver, name, resolver
        self._refused = False
        self._given: list[Any] = []

    def resolutionBegan(self, resolution: Any) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        number = number_address(str(getattr(address, "host", "")))
        if number is None or is_public(number):
            self._given.append(address)
            self._receiver.addressResolved(address)
        else:
            self._refused = True

    def resolutionComplete(self) -> None:
        if self._refused and not self._given:
            self._resolver.refused.add(self._name)
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """The reactor's resolver behind a filter; `refused` are the names that had private addresses only.

    Through a proxy the names are resolved by the proxy, and the proxy itself may be anywhere. An answer holds
    for the crawl, so the addresses that a request waited for are those it goes to.
    """

    def __init__(self, reactor: Any, config: Config) -> None:
        self._reactor = reactor
        self._inner = reactor.nameResolver
        self._open = config.allow_private_network
        self._proxy = (urlsplit(config.proxy).hostname or "") if config.proxy else ""
        self.refused: set[str] = set()
        self._kept: dict[str, tuple[Any, ...]] = {}

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:
        return cls(reactor, crawler.settings["BIBLIO"])

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)
        REFUSED[:] = [self.refused]

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Any = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        if addressTypes is None and hostName in self._kept:
            return tell_again(resolutionReceiver, hostName, self._kept[hostName], portNumber)
        receiver = resolutionReceiver
        if addressTypes is None:
            receiver = Keeping(receiver, hostName, self._kept)
        if not self._open and hostName != self._proxy:
            receiver = _Filter(receiver, hostName, self)
        return self._inner.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


#: the names refused in this process, for the sentence that explains a failure; a reactor is one a process
REFUSED: list[set[str]] = []


def was_refused(host: str) -> bool:
    """Whether the name was found to lead to private addresses only."""
    return any(host in names for names in REFUSED)
