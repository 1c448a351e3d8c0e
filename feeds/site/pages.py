"""Pages of the public tree, made from the same entries as the feeds. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aggregator.vocabulary import Kind
from feeds.channels import channel, programme_name, programme_tag
from feeds.clean import one_line, web_address
from feeds.gather import Feeds
from feeds.wording import KIND_FEEDS, KINDS, PROGRAMME_KINDS, VOIVODESHIPS, counted, day, tie, years

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Node, Taxonomy

PAGE_FOLDERS = ("programy", "kanaly")  #: everything in them is ours
HERE = Path(__file__).resolve().parent
LATEST = 20  #: announcements on a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A programme in the tree: what pages show of it, and what belongs to it."""

    id: str
    name: str
    plain: str  #: the name alone, for a list that shows what it belongs to
    tag: str
    kind: str
    years: str
    operator: str
    url: str
    count: int
    parts: tuple[Branch, ...]


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
    environment.filters |= {"day": day, "counted": counted, "tie": tie}
    environment.globals |= {"KINDS": KINDS, "KIND_LABEL": Kind}
    return environment


def render(template: str, *, root: str, base_url: str, feed: str = "", **values: Any) -> bytes:
    """A page as UTF-8. `root` leads from the page to the root of the site; `feed` is its feed's folder."""
    page = _environment().get_template(template)
    return page.render(root=root, base_url=base_url, feed=feed, **values).encode("utf-8", "replace")


def build_pages(feeds: Feeds) -> Iterator[tuple[str, bytes]]:
    """Every page and what it needs, as (path, bytes)."""
    for name in ("style.css", "favicon.svg"):
        yield name, (HERE / name).read_bytes()
    tree = branches(feeds)
    base = feeds.imprint.base_url
    yield "programy/index.html", render("programmes.html", root="../", base_url=base, tree=tree)
    for branch, above in _walk(tree):
        yield f"programy/{branch.id}/index.html", _programme_page(feeds, branch, above)
    yield "kanaly/index.html", render("feeds.html", root="../", base_url=base, **_directory(feeds, tree))
    yield "index.html", _home(feeds, tree)


def branches(feeds: Feeds) -> tuple[Branch, ...]:
    """The programmes as trees; those with announcements first, the most written about on top."""
    below: dict[str, list[str]] = {}
    for node in feeds.taxonomy.nodes:
        below.setdefault(node.parent, []).append(node.id)

    def grow(parent: str) -> tuple[Branch, ...]:
        return tuple(_branch(feeds, node, grow(node)) for node in below.get(parent, ()))

    return tuple(sorted(grow(""), key=lambda branch: (-branch.count, branch.name)))


def _branch(feeds: Feeds, programme: str, parts: tuple[Branch, ...]) -> Branch:
    node: Node = feeds.taxonomy.node(programme)
    return Branch(
        id=programme,
        name=programme_name(node, feeds.taxonomy),
        plain=one_line(node.name),
        tag=programme_tag(node, feeds.taxonomy),
        kind=PROGRAMME_KINDS.get(node.kind, "program"),
        operator=_operator(node, feeds.taxonomy),
        years=years(node.years.first, node.years.last),
        url=web_address(node.url),
        count=feeds.count(f"programmes/{programme}"),
        parts=parts,
    )


def _operator(node: Node, taxonomy: Taxonomy) -> str:
    known = {institution.id for institution in taxonomy.institutions}
    return one_line(taxonomy.institution(node.operator).name) if node.operator in known else ""


def _walk(
    tree: tuple[Branch, ...], above: tuple[Branch, ...] = ()
) -> Iterator[tuple[Branch, tuple[Branch, ...]]]:
    for branch in tree:
        yield branch, above
        yield from _walk(branch.parts, (*above, branch))


def _written_about(tree: tuple[Branch, ...]) -> tuple[Branch, ...]:
    return tuple(replace(branch, parts=_written_about(branch.parts)) for branch in tree if branch.count)


def _by_count(named: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(named.items(), key=lambda item: (-item[1], item[0]))


def _home(feeds: Feeds, tree: tuple[Branch, ...]) -> bytes:
    known = {branch.id: branch for branch, _ in _walk(tree)}
    return render(
        "home.html",
        root="./",
        base_url=feeds.imprint.base_url,
        feed="feeds",
        latest=feeds.newest("", LATEST),
        count=feeds.count(""),
        libraries=sum(1 for source in feeds.libraries if feeds.count(f"libraries/{source}")),
        programmes=[known[programme] for programme, _ in _by_count(feeds.named)[:12]],
        named=len(feeds.named),
    )


def _programme_page(feeds: Feeds, branch: Branch, above: tuple[Branch, ...]) -> bytes:
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


def _directory(feeds: Feeds, tree: tuple[Branch, ...]) -> dict[str, Any]:
    """What the directory of feeds lists: (name, folder, count) by group."""
    return {
        "tree": _written_about(tree),
        "places": [
            (name, f"feeds/voivodeships/{code}", feeds.count(f"voivodeships/{code}"))
            for code, name in VOIVODESHIPS.items()
        ],
        "kinds": [
            (KIND_FEEDS[kind], f"feeds/kinds/{kind.value}", feeds.count(f"kinds/{kind.value}"))
            for kind in Kind
        ],
        "libraries": [
            (
                one_line(feeds.libraries[source], 200),
                channel(path, feeds.taxonomy, feeds.libraries).folder,
                feeds.count(path),
            )
            for path in feeds.paths()
            if path.startswith("libraries/")
            and (source := path.removeprefix("libraries/")) in feeds.libraries
        ],
        "count": feeds.count(""),
    }
