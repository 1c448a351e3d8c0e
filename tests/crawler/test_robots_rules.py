"""What an answer to /robots.txt means."""

from __future__ import annotations

import pytest

from crawler.politeness import retry_after
from crawler.robots import read_rules

RULES = b"""User-agent: *
Disallow: /private
Crawl-delay: 3
Sitemap: https://mbp.example/map.xml

User-agent: BadBot
Disallow: /
"""


def test_rules_are_read() -> None:
    rules = read_rules(200, RULES)
    assert rules.allows("https://mbp.example/aktualnosci/")
    assert not rules.allows("https://mbp.example/private/1")
    assert rules.delay == 3.0
    assert rules.sitemaps == ("https://mbp.example/map.xml",)


def test_rules_for_us_by_name_win() -> None:
    rules = read_rules(200, RULES + b"\nUser-agent: Bibliowiesci\nDisallow: /\n")
    assert not rules.allows("https://mbp.example/aktualnosci/")


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_an_error_of_the_server_closes_the_site_for_now(status: int) -> None:
    rules = read_rules(status, b"")
    assert not rules.allows("https://mbp.example/")
    assert str(status) in rules.closed


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, b"Disallow: /"),
        (403, b""),
        (200, b"<!DOCTYPE html><html><body>User-agent: *\nDisallow: /</body></html>"),
        (200, b""),
        (200, b"\xff\xfe\x00garbage\x00"),
    ],
)
def test_no_rules_are_no_rules(status: int, body: bytes) -> None:
    rules = read_rules(status, body)
    assert rules.allows("https://mbp.example/")
    assert rules.delay == 0.0


def test_retry_after_in_seconds_or_as_a_date() -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert retry_after("30", now) == 30.0
    assert retry_after("Mon, 23 Nov 2026 09:01:00 GMT", now) == 60.0
    assert retry_after("Mon, 23 Nov 2020 09:01:00 GMT", now) == 0.0
    assert retry_after("soon", now) is None
    assert retry_after("", now) is None
