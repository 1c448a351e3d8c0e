"""Pages the server makes when asked: search, and one announcement."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from aggregator.model import Announcement
from aggregator.vocabulary import Kind, Status
from feeds.clean import one_line, web_address
from feeds.document import FILES
from feeds.entry import make_entry
from feeds.filters import Filter, describe
from feeds.live import Live
from feeds.site.passages import differences, passage_around, passage_of
from feeds.site.rendering import render
from feeds.summary import mentions_by_programme
from feeds.wording import DATE_ROLES, KIND_FEEDS, PLACES, ROLES, VOIVODESHIPS, moment, money

PAGE = 20  #: announcements on a page of results


def search_page(
    live: Live, asked: Filter, found: list[Announcement], *, root: str, following: str, trouble: str = ""
) -> bytes:
    """Results with the form that narrows them and the feeds of the same question."""
    libraries = live.libraries()
    query = asked.query_string
    return render(
        "search.html",
        root=root,
        base_url=live.config.base_url,
        asked=asked,
        words=", ".join(describe(asked, live.taxonomy, libraries)),
        found=[
            (make_entry(one, live.taxonomy, live.imprint), address_of(one.id), _hit(one, asked))
            for one in found
        ],
        following=following,
        trouble=trouble,
        feeds=[
            (form, f"feeds/search/{name}?{query}" if query else f"feeds/{name}")
            for form, name in FILES.items()
        ],
        programmes=_programmes(live),
        places=VOIVODESHIPS,
        kinds={kind.value: KIND_FEEDS[kind] for kind in Kind},
        libraries=libraries,
    )


def address_of(id: str) -> str:
    """Address of an announcement's page, from the root of the site."""
    return f"ogloszenia/{id.rpartition(':a/')[2]}/"


def _hit(announcement: Announcement, asked: Filter) -> Any:
    return passage_around(announcement.content.text, asked.q) if asked.q else None


def _programmes(live: Live) -> list[tuple[str, str]]:
    """(id, name with its depth) in the order of the taxonomy's trees."""
    found = []
    for node in live.taxonomy.nodes:
        if not node.parent:
            for id in (node.id, *live.taxonomy.descendants(node.id)):
                depth = len(live.taxonomy.above(id))
                below = live.taxonomy.node(id)
                found.append((id, "\u00a0\u00a0" * depth + one_line(below.name, 90)))
    return found


def announcement_page(live: Live, announcement: Announcement, *, root: str) -> bytes:
    """All we say of an announcement, and where each statement was read."""
    content = announcement.content
    entry = make_entry(announcement, live.taxonomy, live.imprint)
    place = VOIVODESHIPS.get(announcement.voivodeship, "")
    return render(
        "announcement.html",
        root=root,
        base_url=live.config.base_url,
        feed=f"feeds/libraries/{announcement.source}",
        announcement=announcement,
        entry=entry,
        published=moment(content.published) if content.published else "",
        origin=one_line(content.published.origin, 120) if content.published else "",
        place=f"województwo {place}" if place else "cała Polska",
        gone=announcement.status is Status.GONE,
        tags=_tags(live, announcement),
        sums=[
            (money(one.grosze), ROLES[one.role], bool(one.doubtful), passage_of(one.evidence, content))
            for one in content.amounts
        ],
        dates=[(DATE_ROLES[one.role], one.value, passage_of(one.evidence, content)) for one in content.dates],
        revisions=_revisions(live, announcement),
        copies=[(one.library, web_address(one.url)) for one in live.store.copies_of(announcement.id)],
        leader=_leader(live, announcement),
        linked_data=_linked_data(live, announcement, entry.title, entry.url),
    )


def _tags(live: Live, announcement: Announcement) -> list[dict[str, Any]]:
    known = {tag.programme: tag.name for tag in make_entry(announcement, live.taxonomy, live.imprint).tags}
    return [
        {
            "programme": programme,
            "name": known[programme],
            "passages": [
                (passage_of(one.evidence, announcement.content), PLACES[one.evidence.place])
                for one in mentions[:4]
            ],
        }
        for programme, mentions in mentions_by_programme(announcement.content.mentions).items()
        if programme in known
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


def _leader(live: Live, announcement: Announcement) -> str:
    leader = live.store.leader_of(announcement.id)
    return address_of(leader) if leader else ""


def _linked_data(live: Live, announcement: Announcement, title: str, url: str) -> Markup:
    """schema.org, safe inside a script element."""
    content = announcement.content
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "inLanguage": "pl",
        "identifier": announcement.id,
        "publisher": {"@type": "Library", "name": one_line(announcement.library, 200)},
        "dateModified": announcement.updated.isoformat(),
        "sdLicense": "https://creativecommons.org/publicdomain/zero/1.0/",
        "sdPublisher": {"@type": "Organization", "name": "Bibliowieści", "url": f"{live.config.base_url}/"},
    }
    if url:
        data["url"] = url
    if content.published:
        data["datePublished"] = content.published.value
    if content.programmes:
        data["about"] = [
            {"@type": "GovernmentService", "name": one_line(live.taxonomy.node(id).name), "identifier": id}
            for id in content.programmes
            if id in live.taxonomy
        ]
    safe = json.dumps(data, ensure_ascii=True).replace("<", "\\u003c").replace("&", "\\u0026")
    return Markup(safe)
