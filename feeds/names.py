"""Programmes and institutions as a page in a language names them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feeds.channels import edition_of, programme_name, programme_tag
from feeds.clean import one_line
from feeds.language import Language
from feeds.wording import shorten

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id of the taxonomy; an unknown id is its own name."""

    taxonomy: Taxonomy
    language: Language

    def full(self, id: str) -> str:
        """The whole name; a part of a programme says of which one."""
        if id not in self.taxonomy:
            return one_line(id, 100)
        node = self.taxonomy.node(id)
        if self.language.code == "pl":
            return programme_name(node, self.taxonomy)
        return self._of_whole(one_line(node.name_en), id)

    def tag(self, id: str) -> str:
        """A name short enough for a label."""
        if id not in self.taxonomy:
            return one_line(id, 100)
        node = self.taxonomy.node(id)
        if self.language.code == "pl":
            return programme_tag(node, self.taxonomy)
        return self._of_whole(shorten(node.name_en, 60), id)

    def plain(self, id: str) -> str:
        """The name alone, for a list that shows what it belongs to."""
        node = self.taxonomy.node(id)
        return one_line(node.name if self.language.code == "pl" else node.name_en)

    def _of_whole(self, name: str, id: str) -> str:
        whole = edition_of(self.taxonomy.node(id), self.taxonomy)
        return f"{name} ({whole})" if whole and whole not in name else name
