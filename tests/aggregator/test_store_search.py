"""Polish words are found whatever their case, accents and endings; no question is an error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import AUTHORITY, NOW, TAXONOMY, arrival, content

from aggregator.ingest import ingest
from aggregator.search import find_first, index_words, parse_question
from aggregator.store import Query, Store
from aggregator.store import question as questions
from aggregator.text import fold

TEXTS = {
    "Łódź": "W naszej bibliotece w Łodzi otwarto wystawę.",
    "Źródła": "Spotkanie o źródłach finansowania bibliotek. Mała książka, wielki człowiek.",
    "Grant 2023": "Dostaliśmy 35 000 zł na nowości. C++ i O'Neill też tu są.",
}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        batch = [
            arrival(f"http://lubno.example/{n}/", content(title, text))
            for n, (title, text) in enumerate(TEXTS.items())
        ]
        ingest(opened, batch, taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)
        yield opened


@pytest.mark.parametrize("many", [3000, 0], ids=["by index", "one by one"])
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("biblioteka", {"Łódź", "Źródła"}),
        ("BIBLIOTEKACH", {"Łódź", "Źródła"}),
        ("zrodla", {"Źródła"}),
        ("źródło", {"Źródła"}),
        ("lodz", {"Łódź"}),
        ("łodzi wystawa", {"Łódź"}),
        ("łodzi źródła", set()),
        ('"mała książka"', {"Źródła"}),
        ('"książka mała"', set()),
        ("biblioteka -wystawa", {"Źródła"}),
        ("finans*", {"Źródła"}),
        ("35 000", {"Grant 2023"}),
        ("o'neill", {"Grant 2023"}),
        ("", set(TEXTS)),
        ('AND OR NOT ( * " NEAR(', set()),
        ("słońce", set()),
    ],
)
def test_questions(
    store: Store, monkeypatch: pytest.MonkeyPatch, asked: str, found: set[str], many: int
) -> None:
    monkeypatch.setattr(questions, "_MANY", many)
    assert {a.content.title for a in store.announcements(Query(q=asked))} == found
    assert store.count(Query(q=asked)) == len(found)


def test_a_changed_text_is_found_by_its_new_words_only(store: Store) -> None:
    url = "http://lubno.example/zmiana/"
    ingest(
        store, [arrival(url, content("Zmiana", "Kaszanka."))], taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY
    )
    ingest(
        store, [arrival(url, content("Zmiana", "Pasztet."))], taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY
    )
    assert store.count(Query(q="kaszanka")) == 0
    (found,) = store.announcements(Query(q="pasztetu"))
    store.forget(found.id, reason="x", now=NOW)
    assert store.count(Query(q="pasztet")) == 0
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO search(search) VALUES ('integrity-check')")


@settings(max_examples=80)
@given(st.text(max_size=30) | st.text(alphabet="ab*-\"'() :^{}+\\", max_size=12))
def test_no_question_is_an_error(store: Store, asked: str) -> None:
    assert store.count(Query(q=asked, statuses=())) >= 0


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("lodzi", "Łodzi"),
        ("biblioteka", "bibliotece"),
        ("bibliot*", "bibliotece"),
        ('"czytelnia w łodzi"', "czytelnia w Łodzi"),
        ("-czytelnia dotacja", "dotację"),
        ('"nowa czytelnia"', None),
        ("-czytelnia", None),
        ("kino", None),
    ],
)
def test_the_first_words_that_answer_a_question_are_found_in_any_form(asked: str, found: str | None) -> None:
    text = "W bibliotece: czytelnia w Łodzi dostała dotację."
    place = find_first(text, parse_question(asked))
    assert (text[slice(*place)] if place else None) == found


def test_a_text_of_a_megabyte_is_indexed() -> None:
    text = "słowo " * 200_000
    words, _ = index_words(text, fold(text))
    assert len(words) <= 300_000
