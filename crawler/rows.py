"""The row of the registry that leads to what a look at a site found. Pure."""

from __future__ import annotations

from dataclasses import replace

from aggregator.model import Source
from crawler.trips import Trip


def proposal(trip: Trip) -> Source:
    """The row that leads to what was found; `auto` stays where a feed needs its list, or nothing was."""
    first = {t.ask.kind: t.ask.url for t in reversed(trip.tried) if t.items}
    lists = {t.ask.url for t in trip.tried if t.items and t.ask.kind == "listing" and t.ask.page == 1}
    source = trip.source
    if len(lists) > 1 and "wp-json" not in first:  # a row names one list: the site is looked at for others
        return replace(source, family="auto")
    if "wp-json" in first:
        return replace(source, family="wordpress")
    if trip.system == "wordpress" and first:
        found_at = first.get("listing", "")
        return replace(source, family="wordpress", news="" if found_at == source.home else found_at)
    if trip.system == "joomla" and "listing" in first:
        return replace(source, family="joomla", news=first["listing"])
    if "listing" in first:
        return replace(source, family="auto" if "feed" in first else "listing", news=first["listing"])
    if "feed" in first and "sitemap" not in first:
        return replace(source, family="feed", news=first["feed"])
    if "sitemap" in first and "feed" not in first:
        return replace(source, family="sitemap", news=first["sitemap"])
    return source


def renewed(trip: Trip) -> Source | None:
    """The row that a visit found to be better than the one it came with, None where that one still leads to
    the news. A row that leaves the way to us keeps doing so."""
    if trip.is_trial:
        return proposal(trip)
    source = trip.source
    worked = {tried.ask.url for tried in trip.tried if tried.items}
    if source.family != "auto" or not source.news or source.news in worked or not worked:
        return None
    return replace(source, news=proposal(trip).news)
