"""Which function reads which kind of answer."""

from __future__ import annotations

from crawler.families import Reader
from crawler.families.feed import read_feed
from crawler.families.listing import read_index
from crawler.families.sitemap import read_sitemap
from crawler.families.wordpress import read_posts
from crawler.probe import read_home

READERS: dict[str, Reader] = {
    "feed": read_feed,
    "wp-json": read_posts,
    "sitemap": read_sitemap,
    "listing": read_index,
    "home": read_home,
}
