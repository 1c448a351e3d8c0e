"""Polish words as feeds say them: feeds have one language, pages two (`language.py`)."""

from __future__ import annotations

from aggregator.model import Amount
from aggregator.vocabulary import DateRole, Kind, Place, Role
from aggregator.voivodeships import VOIVODESHIPS
from feeds.language import NBSP, WARSAW, language, plural, tie

__all__ = [
    "DATE_ROLES", "KINDS", "KIND_FEEDS", "NBSP", "PLACES", "POLISH", "ROLES", "VOIVODESHIPS", "WARSAW",
    "counted", "day", "money", "plural", "shorten", "sum_in_words", "tie",
]  # fmt: skip

POLISH = language("pl")
KINDS = {kind: POLISH.name("kinds", kind) for kind in Kind}
#: the plural, for the name of a feed
KIND_FEEDS = {kind: POLISH.name("kind_feeds", kind) for kind in Kind}
ROLES = {role: POLISH.name("roles", role) for role in Role}
DATE_ROLES = {role: POLISH.name("date_roles", role) for role in DateRole}
PLACES = {place: POLISH.name("places", place) for place in Place}
day, money, counted = POLISH.day, POLISH.money, POLISH.counted


def sum_in_words(amount: Amount) -> str:
    """A sum with its role, and the doubt where there is one."""
    doubt = ", odczyt niepewny" if amount.doubtful else ""
    return f"{money(amount.grosze)} ({ROLES[amount.role]}{doubt})"


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words, with an ellipsis that counts.

    >>> shorten("Biblioteka w Piasecznie kupuje nowości", 26)
    'Biblioteka w Piasecznie…'
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    if cut > limit // 2:
        head = head[:cut]
    return head.rstrip(" ,;:–-.") + "…"
