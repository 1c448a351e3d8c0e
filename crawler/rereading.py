"""Kept pages read again: with the profile that their site had when they were fetched."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from aggregator.arrivals import SnapshotRef
from aggregator.model import RawAnnouncement
from aggregator.store import Store
from crawler import reading
from crawler.pages import SiteProfile
from crawler.snapshots import charset_in, read_snapshot


def profile_of(store: Store, source: str) -> SiteProfile | None:
    """The newest profile of a source."""
    kept = store.profile(source)
    return profile_from(kept) if kept else None


def profiles_of(store: Store, source: str) -> list[tuple[datetime, SiteProfile]]:
    """All profiles of a source with the times from which they were in force, the oldest first."""
    kept = store.profiles(source).values()
    return [(learnt, profile_from(profile)) for learnt, profile in kept]


def profile_from(kept: Any) -> SiteProfile:
    """A profile as the store keeps it."""
    return SiteProfile.from_json(json.dumps(kept))


def in_force(profiles: Sequence[tuple[datetime, SiteProfile]], moment: datetime) -> SiteProfile | None:
    """The profile by which a page fetched at `moment` is read: that of the design it then had."""
    before = [profile for learnt, profile in profiles if learnt <= moment]
    return before[-1] if before else profiles[0][1] if profiles else None


def reread(store: Store, folder: Any, ref: SnapshotRef) -> RawAnnouncement | None:
    """A kept page by today's rules and with its site's profile of then, None where it cannot be read."""
    try:
        page = read_snapshot(folder, ref)
    except Exception:
        return None
    profile = in_force(profiles_of(store, ref.source), ref.fetched)
    charset = charset_in(page.headers.get("content-type", ""))
    return reading.read_kept(page.body, ref, charset, ref.source, profile, page.listed)
