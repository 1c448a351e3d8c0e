"""Templates to bytes: escaping on, unknown names are errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from feeds.clean import one_line, web_address
from feeds.document import FORMATS
from feeds.language import CODES, Language, language, tie
from feeds.names import Names
from feeds.site.addresses import Spot, address

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page knows of its installation."""

    taxonomy: Taxonomy
    base_url: str  #: without a slash at the end
    contact: str = ""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["tie"] = tie
    environment.globals["formats"] = FORMATS
    return environment


def render(
    template: str, site: Site, spot: Spot, *, root: str | None = None, feed: str = "", **values: Any
) -> bytes:
    """A page as UTF-8. `root` leads to the root of the site where the page's own address does not tell;
    `feed` is its feed's folder."""
    words, way = language(spot.code), spot.root if root is None else root
    page = _environment().get_template(template)
    text = page.render(
        t=words,
        names=Names(site.taxonomy, words),
        lang=spot.code,
        section=spot.section,
        root=way,
        to=_links(way, spot.code),
        versions=[(code, spot.in_language(code).address) for code in CODES],
        base_url=site.base_url,
        feed=feed,
        polish=_polish(words),
        correction=lambda title, where: _correction(site, words, way, title, where),
        **values,
    )
    return text.encode("utf-8", "replace")


def _links(root: str, code: str) -> Callable[..., str]:
    def to(section: str, tail: str = "") -> str:
        return root + address(section, code, tail)

    return to


def _polish(words: Language) -> Callable[[object], Markup]:
    """Polish inside a page of another language says so (WCAG 3.1.2)."""
    if words.code == "pl":
        return lambda text: Markup(escape(text))
    return lambda text: Markup('<span lang="pl">{}</span>').format(text)


def _correction(site: Site, words: Language, root: str, title: str, where: str) -> str:
    """Where to tell of a mistake: a letter already addressed, the contact's page, or what to do."""
    contact = one_line(site.contact, 200)
    if web := web_address(contact):
        return web
    if "@" in contact and " " not in contact:
        subject = quote(words.plain("about.correction_subject", title=one_line(title, 120)))
        return f"mailto:{quote(contact, safe='@+.')}?subject={subject}&body={quote(where)}"
    return f"{root}{address('about', words.code, '#poprawki')}"
