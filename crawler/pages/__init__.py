"""Reading of pages: pure, bytes and an address in, a `RawAnnouncement` or a list of links out."""

from crawler.pages.encoding import Decoded, decode
from crawler.pages.profile import SiteProfile, learn_profile
from crawler.pages.reader import read_page

__all__ = ["Decoded", "SiteProfile", "decode", "learn_profile", "read_page"]
