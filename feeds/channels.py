"""Which feeds there are: their addresses under `/feeds/`, names, and which announcement is in which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aggregator.model import Announcement, Source
from aggregator.vocabulary import Kind
from feeds.clean import one_line
from feeds.wording import KIND_FEEDS, KINDS, VOIVODESHIPS, shorten

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Node, Taxonomy

SITE = "Bibliowieści"
_PARTS_OF_A_PROGRAMME = {"priority", "direction"}
_COUNTED = re.compile(
    r"^(Kierunek interwencji|Priorytet|Działanie|Poddziałanie) [\d.]+[\s.–-]*", re.IGNORECASE
)
_ONLY_A_NUMBER = re.compile(r"^[A-Z]{1,3} \d[\d.]*$")
_ONLY_LETTERS = re.compile(r"^[A-ZĄĆĘŁŃÓŚŹŻ]{2,6}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One feed, whatever its format. `path` is its folder under `/feeds/`, "" for everything."""

    path: str
    title: str
    subtitle: str
    page: str  #: address of the page that goes with it, from the root of the site
    group: str  #: heading in the directory and in the OPML list
    query: str = ""  #: of a feed that the server filters: what stands after the question mark

    @property
    def folder(self) -> str:
        """`feeds/programmes/nprcz-2/4.1`, without a slash at the end."""
        return f"feeds/{self.path}".rstrip("/")


def programme_name(node: Node, taxonomy: Taxonomy) -> str:
    """The full name; a part of a programme says of which one.

    A priority or direction is meaningless without its edition: every edition has a `Priorytet 1`.
    """
    name = one_line(node.name)
    whole = edition_of(node, taxonomy)
    return f"{name} ({whole})" if whole and whole not in name else name


def programme_tag(node: Node, taxonomy: Taxonomy) -> str:
    """A name short enough for a label beside a title, yet not only a number or a few letters."""
    name, short = one_line(node.name), one_line(node.short)
    whole = edition_of(node, taxonomy)
    if _ONLY_A_NUMBER.match(short):
        return f"{shorten(_COUNTED.sub('', name), 48)} ({', '.join(filter(None, (short, whole)))})"
    if _ONLY_LETTERS.match(short) and short not in name:
        return f"{shorten(name, 60)} ({short})"
    name = shorten(short or name, 50 if whole else 70)
    return f"{name} · {whole}" if whole and whole not in name else name


def edition_of(node: Node, taxonomy: Taxonomy) -> str:
    """The short name of the programme a priority or direction is part of, "" for others."""
    if node.kind not in _PARTS_OF_A_PROGRAMME:
        return ""
    above = (taxonomy.node(parent) for parent in taxonomy.above(node.id))
    whole = next((one for one in above if one.kind not in _PARTS_OF_A_PROGRAMME), None)
    return one_line(whole.short or whole.name) if whole else ""


def lineage(programmes: Iterable[str], taxonomy: Taxonomy) -> list[str]:
    """The programmes with everything above them, sorted, each once. Ids the taxonomy lacks are left out."""
    found = set()
    for programme in programmes:
        if programme in taxonomy:
            found |= {programme, *taxonomy.above(programme)}
    return sorted(found)


def paths_of(announcement: Announcement, taxonomy: Taxonomy) -> list[str]:
    """The paths of every feed that holds the announcement; a programme's feed holds its descendants'."""
    place = announcement.voivodeship if announcement.voivodeship in VOIVODESHIPS else ""
    paths = ["", f"libraries/{announcement.source}", f"kinds/{announcement.content.kind.value}"]
    if place:
        paths.append(f"voivodeships/{place}")
    for programme in lineage(announcement.content.programmes, taxonomy):
        paths.append(f"programmes/{programme}")
        if place:
            paths.append(f"programmes/{programme}/voivodeships/{place}")
    return paths


def standing_paths(taxonomy: Taxonomy, sources: Mapping[str, Source]) -> list[str]:
    """Feeds that exist even when empty: somebody may subscribe before the first announcement."""
    return [
        "",
        *(f"programmes/{node}" for node in sorted(taxonomy.by_id)),
        *(f"voivodeships/{code}" for code in VOIVODESHIPS),
        *(f"kinds/{kind.value}" for kind in Kind),
        *(f"libraries/{source.id}" for source in sources.values() if source.active),
    ]


def channel(path: str, taxonomy: Taxonomy, libraries: Mapping[str, str]) -> Channel:
    """The feed at a path. `libraries` maps a source id to the library's name."""
    group, _, rest = path.partition("/")
    if group == "programmes":
        return _programme_channel(path, rest, taxonomy)
    if group == "voivodeships":
        name = VOIVODESHIPS[rest]
        return Channel(
            path=path,
            title=f"{SITE}: województwo {name}",
            subtitle=f"Ogłoszenia bibliotek publicznych z województwa: {name}.",
            page="kanaly/#wojewodztwa",
            group="Województwa",
        )
    if group == "libraries":
        name = one_line(libraries.get(rest, rest), 200) or rest
        return Channel(
            path=path,
            title=f"{SITE}: {name}",
            subtitle=f"Ogłoszenia, które podaje na swojej stronie {name}.",
            page=f"biblioteki/{rest}/",
            group="Biblioteki",
        )
    if group == "kinds":
        name = KIND_FEEDS[Kind(rest)]
        return Channel(
            path=path,
            title=f"{SITE}: {name[0].lower()}{name[1:]}",
            subtitle=f"Ogłoszenia polskich bibliotek publicznych. Rodzaj: {KINDS[Kind(rest)]}.",
            page="kanaly/#rodzaje",
            group="Rodzaje ogłoszeń",
        )
    return Channel(
        path="",
        title=f"{SITE}: wszystkie ogłoszenia",
        subtitle="Ogłoszenia bibliotek publicznych, oznaczone programem, z którego pochodzą pieniądze.",
        page="",
        group="Wszystko",
    )


def _programme_channel(path: str, rest: str, taxonomy: Taxonomy) -> Channel:
    programme, _, place = rest.partition("/voivodeships/")
    node = taxonomy.node(programme)
    name, where = programme_name(node, taxonomy), ""
    if place:
        where = f", województwo {VOIVODESHIPS[place]}"
    return Channel(
        path=path,
        title=f"{SITE}: {programme_tag(node, taxonomy)}{where}",
        subtitle=f"Ogłoszenia bibliotek publicznych o programie: {name}{where}.",
        page=f"programy/{programme}/",
        group="Programy w województwach" if place else "Programy",
    )
