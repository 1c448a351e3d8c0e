"""Pages of the public tree, made from the same entries as the feeds. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from aggregator.vocabulary import Kind
from feeds.clean import one_line, web_address
from feeds.gather import Feeds
from feeds.site.branches import Branch, branches, walk, written_about
from feeds.site.rendering import HERE, render
from feeds.wording import KIND_FEEDS, VOIVODESHIPS

PAGE_FOLDERS = ("programy", "biblioteki", "nabory", "kanaly", "o-serwisie")  #: everything in them is ours
LATEST = 20  #: announcements on a page
_WHOLE_COUNTRY = "Cała Polska"

Page = tuple[str, bytes]


def build_pages(feeds: Feeds, contact: str = "") -> Iterator[Page]:
    """Every page and what it needs, as (path, bytes); home comes last, it leads to all others."""
    for name in ("style.css", "favicon.svg"):
        yield name, (HERE / name).read_bytes()
    tree = branches(feeds)
    base = feeds.imprint.base_url
    for branch, above in walk(tree):
        yield f"programy/{branch.id}/index.html", _programme(feeds, branch, above)
    for source in sorted(feeds.libraries):
        yield f"biblioteki/{source}/index.html", _library(feeds, source)
    for folder, template, values in (
        ("programy", "programmes.html", {"tree": tree}),
        ("biblioteki", "libraries.html", {"groups": _libraries(feeds)}),
        ("nabory", "calls.html", {"years": _calls(feeds)}),
        ("kanaly", "feeds.html", _directory(feeds, tree)),
        ("o-serwisie", "about.html", {"contact": one_line(contact, 200)}),
    ):
        yield f"{folder}/index.html", render(template, root="../", base_url=base, **values)
    yield "index.html", _home(feeds, tree)


def _home(feeds: Feeds, tree: tuple[Branch, ...]) -> bytes:
    known = {branch.id: branch for branch, _ in walk(tree)}
    named = sorted((known[programme] for programme in feeds.named), key=lambda one: (-one.count, one.id))
    return render(
        "home.html",
        root="./",
        base_url=feeds.imprint.base_url,
        feed="feeds",
        latest=feeds.newest("", LATEST),
        count=feeds.count(""),
        libraries=sum(1 for source in feeds.libraries if feeds.count(f"libraries/{source}")),
        programmes=named[:12],
        named=len(named),
    )


def _programme(feeds: Feeds, branch: Branch, above: tuple[Branch, ...]) -> bytes:
    path = f"programmes/{branch.id}"
    places = [
        (name, f"feeds/{path}/voivodeships/{code}", count)
        for code, name in VOIVODESHIPS.items()
        if (count := feeds.count(f"{path}/voivodeships/{code}"))
    ]
    return render(
        "programme.html",
        root="../" * (branch.id.count("/") + 2),
        base_url=feeds.imprint.base_url,
        feed=f"feeds/{path}",
        branch=branch,
        above=above,
        places=places,
        latest=feeds.newest(path, LATEST),
        calendar=any(branch.id in call.programmes for call in feeds.calls),
    )


def _library(feeds: Feeds, source: str) -> bytes:
    path = f"libraries/{source}"
    row = feeds.sources.get(source)
    place = VOIVODESHIPS.get(feeds.places.get(source, ""), "")
    return render(
        "library.html",
        root="../../",
        base_url=feeds.imprint.base_url,
        feed=f"feeds/{path}",
        name=_name(feeds, source),
        place=f"województwo {place}" if place else "",
        home=web_address(row.home) if row else "",
        count=feeds.count(path),
        latest=feeds.newest(path, LATEST),
    )


def _name(feeds: Feeds, source: str) -> str:
    return one_line(feeds.libraries[source], 200) or source


def _libraries(feeds: Feeds) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """(voivodeship, [(source, name, announcements)]), the whole country last."""
    groups: dict[str, list[tuple[str, str, int]]] = {}
    for source in feeds.libraries:
        place = feeds.places.get(source, "")
        rows = groups.setdefault(place if place in VOIVODESHIPS else "", [])
        rows.append((source, _name(feeds, source), feeds.count(f"libraries/{source}")))
    return [
        (
            f"Województwo {VOIVODESHIPS[place]}" if place else _WHOLE_COUNTRY,
            sorted(rows, key=lambda row: row[1:]),
        )
        for place, rows in sorted(groups.items(), key=lambda group: group[0] or "99")
    ]


def _calls(feeds: Feeds) -> list[tuple[int, list[Any]]]:
    """Calls that were not withdrawn by the year of their deadline, the latest deadline first."""
    found = sorted(
        (call for call in feeds.calls if call.open),
        key=lambda call: (call.deadline, call.entry.id),
        reverse=True,
    )
    return [(year, list(calls)) for year, calls in groupby(found, key=lambda call: call.deadline.year)]


def _directory(feeds: Feeds, tree: tuple[Branch, ...]) -> dict[str, Any]:
    """What the directory of feeds lists: (name, folder, count) by group."""
    return {
        "tree": written_about(tree),
        "places": [
            (name, f"feeds/voivodeships/{code}", feeds.count(f"voivodeships/{code}"))
            for code, name in VOIVODESHIPS.items()
        ],
        "kinds": [
            (KIND_FEEDS[kind], f"feeds/kinds/{kind.value}", feeds.count(f"kinds/{kind.value}"))
            for kind in Kind
        ],
        "libraries": sorted(
            (_name(feeds, source), f"feeds/{path}", feeds.count(path))
            for path in feeds.paths()
            if (source := path.removeprefix("libraries/")) in feeds.libraries and source != path
        ),
        "count": feeds.count(""),
    }
