"""Awards as announcements tell of them, for tests that count."""

from __future__ import annotations

from datetime import datetime

from aggregator.store.activity import Granted


def granted(beneficiary: str = "a", *, grosze: int | None = 100, known: bool = True, **more: str) -> Granted:
    """An award of BLISKO told on a day; what is not given is plain."""
    moment = datetime.fromisoformat(more.pop("day", "2026-10-02") + "T00:00+00:00")
    values = {"programme": "nprcz-2/4.1", "edition": "", "source": "a", "voivodeship": ""} | more
    return Granted(beneficiary=beneficiary, known=known, grosze=grosze, moment=moment, **values)
