"""Telling a WebSub hub which feeds changed. A hub that is down never stands in the way of publishing."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlencode

_AT_ONCE = 100  #: feeds named in one request
_PATIENCE = 10  #: seconds


def ping(hub: str, feeds: Iterable[str]) -> str:
    """Name the changed feeds to the hub. Returns "" or, once, why it could not be told."""
    left = iter(feeds)
    for batch in _batches(left):
        body = urlencode([("hub.mode", "publish"), *(("hub.url", address) for address in batch)]).encode()
        headers = {"content-type": "application/x-www-form-urlencoded", "user-agent": "Bibliowiesci"}
        try:
            request = urllib.request.Request(hub, data=body, headers=headers, method="POST")
            with urllib.request.urlopen(request, timeout=_PATIENCE):
                pass
        except (OSError, ValueError, urllib.error.HTTPError) as exc:
            problem = f"The hub {hub} could not be told of changed feeds ({exc})."
            return f"{problem} Readers will see them at their next visit."
    return ""


def _batches(addresses: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(addresses, _AT_ONCE)):
        yield batch
