"""What an entry says of itself, as HTML: an excerpt, and which words made each tag and sum. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from aggregator.model import Amount, Announcement, Mention
from aggregator.vocabulary import DateRole, Kind, Role
from feeds.channels import programme_name
from feeds.clean import one_line, printable, web_address
from feeds.wording import DATE_ROLES, KINDS, PLACES, day, plural, shorten, sum_in_words

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy

EXCERPT = 300  #: characters of a library's text that we publish without asking
WORDS = 160  #: characters of evidence shown at one place
SUMS = 6  #: sums named at one place
_ROLE_ORDER = list(Role)


@lru_cache(maxsize=8)
def excerpt_of(text: str) -> str:
    """The opening of the text, plain, at most 300 characters with the ellipsis."""
    return shorten(printable(text[: EXCERPT * 10]).replace("\t", " "), EXCERPT)


def full_text(text: str) -> str:
    """The whole text as HTML paragraphs; table cells are divided by a bar."""
    lines = (line.strip() for line in printable(text).splitlines())
    return "".join(f"<p>{escape(line.replace(chr(9), ' | '), quote=False)}</p>" for line in lines if line)


def summary_of(announcement: Announcement, taxonomy: Taxonomy, base_url: str) -> str:
    """Excerpt, programmes with the words they were read from, sums with roles, dates, source."""
    content = announcement.content
    lines = [*_programme_lines(content.mentions, taxonomy, base_url)]
    if content.kind is not Kind.OTHER:
        lines.append(f"Rodzaj: {KINDS[content.kind]}")
    if content.amounts:
        lines.append(sums_line(content.amounts))
    lines += [
        f"{DATE_ROLES[found.role].capitalize()}: {day(found.value)}"
        for found in content.dates
        if found.role in (DateRole.OPENS, DateRole.DEADLINE) and not found.doubtful
    ]
    excerpt = excerpt_of(content.text)
    parts = [f"<p>{escape(excerpt, quote=False)}</p>"] if excerpt else []
    if lines:
        parts.append("<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>")
    parts.append(_source_line(announcement))
    return "".join(parts)


def mentions_by_programme(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Mentions of each programme, the surest first, without repeated words."""
    found: dict[str, list[Mention]] = {}
    for mention in sorted(
        mentions, key=lambda m: (m.programme, -m.evidence.confidence, m.evidence.start or 0)
    ):
        seen = found.setdefault(mention.programme, [])
        words = one_line(mention.evidence.words).casefold()
        if all(one_line(other.evidence.words).casefold() != words for other in seen):
            seen.append(mention)
    return found


def words_in_quotes(mentions: Iterable[Mention], most: int = 3) -> str:
    """The words as plain text in Polish quotation marks, each with its place."""
    return ", ".join(
        f"„{one_line(mention.evidence.words, WORDS)}” ({PLACES[mention.evidence.place]})"
        for mention in list(mentions)[:most]
    )


def _programme_lines(mentions: Iterable[Mention], taxonomy: Taxonomy, base_url: str) -> list[str]:
    lines = []
    for programme, found in mentions_by_programme(mentions).items():
        if programme not in taxonomy:
            continue
        name = escape(programme_name(taxonomy.node(programme), taxonomy), quote=False)
        words = escape(words_in_quotes(found), quote=False)
        page = escape(f"{base_url}/programy/{programme}/")
        lines.append(f'Program: <a href="{page}">{name}</a> – rozpoznany po słowach {words}')
    return lines


def ranked(amounts: Iterable[Amount]) -> list[Amount]:
    """Each sum and role once, grants first, the greatest first."""
    unique = {(amount.grosze, amount.role): amount for amount in reversed(list(amounts))}
    return sorted(unique.values(), key=lambda a: (_ROLE_ORDER.index(a.role), -a.grosze))


def sums_line(amounts: Iterable[Amount]) -> str:
    """`Kwoty: 25 000 zł (dofinansowanie), …`: each sum and role once, grants first."""
    found = ranked(amounts)
    shown = ", ".join(sum_in_words(amount) for amount in found[:SUMS])
    rest = max(len(found) - SUMS, 0)
    more = f" i {rest} {plural(rest, 'inna', 'inne', 'innych')}" if rest else ""
    return f"{plural(len(found), 'Kwota', 'Kwoty', 'Kwoty')}: {shown}{more}"


def _source_line(announcement: Announcement) -> str:
    library = escape(one_line(announcement.library, 200) or announcement.source, quote=False)
    url = web_address(announcement.url)
    name = f'<a href="{escape(url)}">{library}</a>' if url else library
    return f"<p>Źródło: {name}; treść pobrana {day(announcement.updated)}</p>"
