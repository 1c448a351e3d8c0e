"""The closed lists of words that everything agrees on: kinds, roles, places, problems."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an announcement is about; one per announcement."""

    AWARD = "award"  #: somebody received money and that is the news
    CALL = "call"  #: money can be applied for
    RESULTS = "results"  #: a list of winners
    PURCHASE = "purchase"  #: what was bought
    REPORT = "report"  #: progress or summary of a funded task
    EVENT = "event"  #: announcement of, or report from, an event
    REJECTION = "rejection"  #: money refused, or an award withdrawn
    OTHER = "other"


class Role(StrEnum):
    """What a printed sum stands for."""

    GRANT = "grant"  #: awarded to the beneficiary, tranches and their sum too
    OWN_CONTRIBUTION = "own_contribution"
    TOTAL = "total"  #: value of the task
    PROGRAMME_BUDGET = "programme_budget"  #: pool of a programme or call, or everything awarded
    OTHER = "other"  #: prices, limits, requested sums, earlier grants


class Status(StrEnum):
    """Where an announcement stands in the store."""

    CURRENT = "current"
    GONE = "gone"  #: the source withdrew it
    COPY = "copy"  #: the text of another announcement that leads
    STANDING = "standing"  #: a permanent page, not news


class Place(StrEnum):
    """Where on a page some words stand."""

    TITLE = "title"  #: offsets count in the title
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"  #: the credit line of a grant ("Dofinansowano ze środków …")
    TABLE = "table"
    PICTURE = "picture"  #: alternative text or file name of a picture of the article
    FURNITURE = "furniture"  #: menus, sidebars, footers: never evidence of a tag
    PAGE = "page"  #: elsewhere on the page: a label, an attribute, an address; no offsets


class Precision(StrEnum):
    """How exactly a publication time is known."""

    DAY = "day"
    MINUTE = "minute"


class Problem(StrEnum):
    """What a page is when it is not an announcement."""

    NOT_FOUND = "not_found"
    PARKED = "parked"
    PLACEHOLDER = "placeholder"
    MAINTENANCE = "maintenance"
    EMPTY = "empty"
    REDIRECT_STUB = "redirect_stub"
    LOGIN = "login"
    COOKIE_WALL = "cookie_wall"
    NOT_HTML = "not_html"
    TRUNCATED = "truncated"
    FRAMESET = "frameset"
    LISTING = "listing"  #: an index page
    STANDING = "standing"  #: a permanent page: its title and text are kept


class DateRole(StrEnum):
    """What a date inside the text stands for."""

    OPENS = "opens"  #: a call opens
    DEADLINE = "deadline"  #: a call closes
    TASK_START = "task_start"
    TASK_END = "task_end"
    EVENT = "event"
