"""Every written form of every programme that is known from pages, in a sentence that fits it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from aggregator.programmes.tagging import tag
from aggregator.programmes.taxonomy import load_taxonomy
from tests.aggregator.programme_pages import article

FORMS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "programme_forms.yaml").read_text("utf-8")
)


def sentences(entry: dict[str, Any]) -> list[str]:
    led = [f"Biblioteka otrzymała dofinansowanie w ramach programu {form}." for form in entry.get("led", ())]
    beside = [f"Dofinansowanie z {entry['company']}: {form}." for form in entry.get("beside", ())]
    return [*led, *beside, *entry.get("sentences", ())]


@pytest.mark.parametrize("id", FORMS)
def test_every_written_form_gives_its_programme(id: str) -> None:
    taxonomy, entry = load_taxonomy(), FORMS[id]
    day = date(entry["year"], 6, 1) if "year" in entry else None
    missed = []
    for sentence in sentences(entry):
        tags = tag(article(sentence, day=day, teryt=taxonomy.node(id).region), taxonomy)
        named = [mention.programme for mention in tags.mentions]
        if not any(id == node or id in taxonomy.ancestors(node) for node in named):
            missed.append((sentence, named))
    assert not missed


def test_every_programme_that_may_tag_has_forms_here() -> None:
    taxonomy = load_taxonomy()
    differ = {node.id for node in taxonomy.nodes if node.tags} ^ set(FORMS)
    assert not differ, "write how pages print them into tests/aggregator/data/programme_forms.yaml"


def test_what_never_tags_does_not() -> None:
    taxonomy = load_taxonomy()
    text = "Dofinansowano z programu „Wspieranie archiwów, bibliotek i muzeów poza krajem” Ministra."
    tags = tag(article(text), taxonomy)
    assert "mkidn/wspieranie-archiwow" not in {mention.programme for mention in tags.mentions}
    assert "mkidn/wspieranie-archiwow" in {rejection.programme for rejection in tags.rejected}
