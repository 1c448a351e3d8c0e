"""Pictures of new announcements: which one is asked for, and what its server says of the file.

An enclosure must tell type and length. A feed may state them; a page never does, so the first picture of the
article is asked for once, by a HEAD request in the turns of its site. Nothing of the picture is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request

from aggregator.arrivals import Pictured
from aggregator.identity import address_key
from aggregator.model import Picture, RawAnnouncement
from crawler.families import Lead
from crawler.families.picture_files import LONGEST, file_of
from crawler.trips import Trip
from crawler.troubles import error_in, explain

#: pictures asked for in one visit, and requests of one day that count in the budget
MOST = 10
#: requests a host gets in so many days before its pictures are left alone; lists and
#: robots.txt alone make eleven
WEEKLY, WEEK = 16, 7
_LOGO = re.compile(r"logo|herb|flag[ai]|banner|baner|ikon", re.IGNORECASE)


def since(today: date) -> date:
    """The first day of the week that the budget looks at."""
    return today - timedelta(days=WEEK)


def room(requests: Mapping[date, int]) -> int:
    """How many pictures a visit may ask for, after the requests of each day of the last week.

    A day counts ten at most, so that a first visit does not close the week after it.

    >>> room({}), room({date(2026, 11, 1): 400}), room({date(2026, 11, n): 3 for n in range(1, 8)})
    (10, 6, 0)
    """
    return max(0, min(MOST, WEEKLY - sum(min(MOST, count) for count in requests.values())))


def note_picture(trip: Trip, lead: Lead, raw: RawAnnouncement) -> Iterator[Pictured]:
    """The picture of an announcement just read, if that is new: as its feed states it, or to be asked for."""
    if raw.problem is not None or address_key(lead.url) in trip.pages:
        return
    if lead.picture is not None:
        yield Pictured(source=trip.source.id, address=raw.url, file=lead.picture, on_page=False)
    elif len(trip.pictures) < trip.picture_room and (picture := _first(raw)) is not None:
        trip.pictures.append((raw.url, picture))


def _first(raw: RawAnnouncement) -> Picture | None:
    """The first picture that is no logo and lies beside its page: another server has rules of its own."""
    here = urlsplit(raw.url)[:2]
    return next(
        (
            one
            for one in raw.pictures
            if urlsplit(one.src)[:2] == here
            and len(one.src) <= LONGEST
            and not _LOGO.search(one.src.rpartition("/")[2] + one.alt)
        ),
        None,
    )


class PictureAsking:
    """The part of a spider that asks for pictures, when everything else of a visit is done."""

    def picture_request(self, trip: Trip) -> Request:
        """Ask for the next picture, by its head alone."""
        address, picture = trip.pictures.popleft()
        return Request(
            picture.src,
            method="HEAD",
            callback=self.parse_picture,
            errback=self.picture_failed,
            dont_filter=True,
            headers={"Accept": "image/*", "Accept-Encoding": "identity"},
            meta={"dont_redirect": True, "dont_retry": True},
            cb_kwargs={"trip": trip, "address": address, "picture": picture},
        )

    def parse_picture(self, response: Any, trip: Trip, address: str, picture: Picture) -> Iterator[Any]:
        """A server described a picture."""
        said = {name: (response.headers.get(name) or b"").decode("latin-1") for name in _SAID}
        found = file_of(picture.src, said["Content-Type"], said["Content-Length"], picture.alt)
        if found is not None and response.status == 200 and said["Content-Encoding"] in ("", "identity"):
            yield Pictured(source=trip.source.id, address=address, file=found, on_page=True)
        yield from self._advance(trip)

    def picture_failed(self, failure: Any) -> Iterator[Any]:
        """No picture, no enclosure; a site that will not be asked is not asked for the others."""
        trip: Trip = failure.request.cb_kwargs["trip"]
        if explain(error_in(failure), failure.request.url).problem not in ("http-404", "http-410"):
            trip.pictures.clear()
        yield from self._advance(trip)

    def _advance(self, trip: Trip) -> Iterator[Any]:
        raise NotImplementedError


_SAID = ("Content-Type", "Content-Length", "Content-Encoding")
