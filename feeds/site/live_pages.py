"""Pages the server makes when asked: search, one announcement, a feed of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from aggregator.model import Announcement
from aggregator.vocabulary import Kind, Status
from feeds.clean import one_line, web_address
from feeds.document import FORMATS
from feeds.entry import Entry, make_entry
from feeds.filters import Filter, FilterError, describe
from feeds.language import language
from feeds.live import Live
from feeds.names import Names
from feeds.site.addresses import Spot
from feeds.site.linked_data import linked_data
from feeds.site.passages import differences, passage_around, passage_of
from feeds.site.rendering import render
from feeds.summary import mentions_by_programme

PAGE = 20  #: announcements on a page of results
_PREVIEW = 5  #: announcements shown of a feed in the making
_FACETS = 12  #: values of one facet shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a question found, or why it could not be asked."""

    found: list[Announcement]
    following: str = ""  #: query of the next page, "" = none
    trouble: FilterError | None = None


def search_page(live: Live, asked: Filter, results: Results, *, spot: Spot, root: str) -> bytes:
    """Results with the form that narrows them and the feeds of the same question."""
    facets = None if results.trouble else live.facets(asked)
    return render(
        "search.html",
        live.site,
        spot,
        root=root,
        found=[(_entry(live, one), _hit(one, asked)) for one in results.found],
        following=results.following,
        trouble=_said(results.trouble, spot),
        facets=_facets(live, asked, spot.code) if facets else [],
        total=facets.total if facets else 0,
        partial=facets.partial if facets else False,
        **_question(live, asked, spot.code),
    )


def make_page(live: Live, asked: Filter, *, spot: Spot, root: str, trouble: FilterError | None) -> bytes:
    """The form that makes a feed, and the feed it made."""
    facets = None if trouble else live.facets(asked)
    found = [] if trouble or not spot.tail else live.search(asked, limit=_PREVIEW)
    return render(
        "make.html",
        live.site,
        spot,
        root=root,
        made=bool(spot.tail) and not trouble,
        latest=[_entry(live, one) for one in found],
        trouble=_said(trouble, spot),
        total=facets.total if facets else 0,
        partial=facets.partial if facets else False,
        **_question(live, asked, spot.code),
    )


def tail_of(id: str) -> str:
    """What follows the section in the address of an announcement's page."""
    return f"{id.rpartition(':a/')[2]}/"


def _entry(live: Live, announcement: Announcement) -> Entry:
    return make_entry(announcement, live.taxonomy, live.imprint)


def _said(trouble: FilterError | None, spot: Spot) -> str:
    return trouble.in_language(spot.code) if trouble else ""


def _question(live: Live, asked: Filter, code: str) -> dict[str, Any]:
    """What the form of a question and its feeds need."""
    query = asked.query_string
    libraries = live.libraries()
    return {
        "asked": asked,
        "words": ", ".join(describe(asked, live.taxonomy, libraries, code)),
        "feeds": [
            (form, f"feeds/search/{one.file}?{query}" if query else f"feeds/{one.file}")
            for form, one in FORMATS.items()
        ],
        "programmes": _programmes(live, code),
        "libraries": libraries,
        "kinds": [kind.value for kind in Kind],
    }


def _hit(announcement: Announcement, asked: Filter) -> Any:
    return passage_around(announcement.content.text, asked.q) if asked.q else None


def _programmes(live: Live, code: str) -> list[tuple[str, str]]:
    """(id, label with its depth) in the order of the taxonomy's trees; a label begins with what is typed."""
    names, found = Names(live.taxonomy, language(code)), []
    for node in live.taxonomy.nodes:
        if not node.parent:
            for id in (node.id, *live.taxonomy.descendants(node.id)):
                depth = len(live.taxonomy.above(id))
                if live.taxonomy.is_told_of(id):
                    found.append((id, "\u00a0\u00a0" * depth + names.tag(id)))
    return found


def _facets(live: Live, asked: Filter, code: str) -> list[tuple[str, list[tuple[str, int, str, bool]]]]:
    """(key of the heading, [(name, count, query, whether chosen)]): what narrows the answer further."""
    words, counts = language(code), live.facets(asked)
    names = Names(live.taxonomy, words)
    labels = {
        "kind": lambda term: words.name("kind_feeds", term),
        "voivodeship": lambda term: words.name("voivodeships", term),
        "programme": names.tag,
    }
    groups = []
    for field, heading in (("programme", "by_programme"), ("kind", "by_kind"), ("voivodeship", "by_place")):
        chosen = getattr(asked, field)
        rows = []
        for term, count in getattr(counts, field)[:_FACETS]:
            query = asked.with_term(field, "" if term == chosen else term).query_string
            rows.append((labels[field](term), count, f"?{query}" if query else "", term == chosen))
        groups.append((f"search.{heading}", rows))
    return groups


def announcement_page(live: Live, announcement: Announcement, *, spot: Spot, root: str) -> bytes:
    """All we say of an announcement, and where each statement was read."""
    content, entry = announcement.content, _entry(live, announcement)
    return render(
        "announcement.html",
        live.site,
        spot,
        root=root,
        feed=f"feeds/libraries/{announcement.source}",
        announcement=announcement,
        entry=entry,
        published=content.published,
        origin=one_line(content.published.origin, 120) if content.published else "",
        gone=announcement.status is Status.GONE,
        tags=_tags(live, announcement),
        sums=[(one, passage_of(one.evidence, content)) for one in content.amounts],
        awards=[one for one in content.awards if one.programme in live.taxonomy],
        dates=[(one, passage_of(one.evidence, content)) for one in content.dates],
        revisions=_revisions(live, announcement),
        copies=[(one.library, web_address(one.url)) for one in live.store.copies_of(announcement.id)],
        leader=tail_of(leader) if (leader := live.store.leader_of(announcement.id)) else "",
        linked_data=linked_data(live.site, announcement, entry),
    )


def _tags(live: Live, announcement: Announcement) -> list[tuple[str, list[Any]]]:
    """(programme, [(passage, place)]) of every programme the announcement names."""
    content = announcement.content
    return [
        (programme, [(passage_of(one.evidence, content), one.evidence.place) for one in mentions[:4]])
        for programme, mentions in mentions_by_programme(content.mentions).items()
        if programme in live.taxonomy
    ]


def _revisions(live: Live, announcement: Announcement) -> list[dict[str, Any]]:
    """Edits of the source, the newest first: when we saw each, and what it changed."""
    earlier = live.store.revisions(announcement.id)
    content = announcement.content
    wordings = [(one.title, one.text) for one in earlier] + [(content.title, content.text)]
    edits = [
        {
            "seen": before.replaced,
            "title": differences(before.title, title),
            "text": differences(before.text, text),
        }
        for before, (title, text) in zip(earlier, wordings[1:], strict=True)
    ]
    return edits[::-1]


def next_query(asked: Filter, cursor: str) -> str:
    """The query of the page of results after this one."""
    query, following = asked.query_string, urlencode({"after": cursor})
    return f"{query}&{following}" if query else following
