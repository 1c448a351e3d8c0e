"""Reading of pages: pure, bytes and an address in, a `RawAnnouncement` or a list of links out."""

from crawler.pages.encoding import Decoded, decode
from crawler.pages.listing.index import Listed, Listing, read_listing
from crawler.pages.opened import Opened, open_page
from crawler.pages.profile import SiteProfile, learn_from
from crawler.pages.reader import read_page, why_dated

__all__ = [
    "Decoded",
    "Listed",
    "Listing",
    "Opened",
    "SiteProfile",
    "decode",
    "learn_from",
    "open_page",
    "read_listing",
    "read_page",
    "why_dated",
]
