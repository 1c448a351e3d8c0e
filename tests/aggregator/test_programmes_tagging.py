"""Where words stand: title, caption, credit line, table, furniture, pictures; and why some do not count."""

from __future__ import annotations

from datetime import date

from aggregator.model import Furniture, Picture, Span
from aggregator.programmes.tagging import Tags, most_specific, tag
from aggregator.programmes.taxonomy import load_taxonomy
from aggregator.vocabulary import Place
from tests.aggregator.programme_pages import article

FOOTER = Furniture(
    text="Projekt współfinansowany z Regionalnego Programu Operacyjnego Województwa Mazowieckiego 2014-2020",
    where="footer",
)


def tagged(text: str, title: str = "", **more: object) -> Tags:
    return tag(article(text, title, **more), load_taxonomy())  # type: ignore[arg-type]


def named(tags: Tags) -> list[str]:
    return [mention.programme for mention in tags.mentions]


def test_the_footer_is_a_notice_and_no_tag() -> None:
    tags = tagged("Wygraliśmy w konkursie dotacyjnym BLISKO.", "Dobra wiadomość", furniture=(FOOTER, FOOTER))
    assert named(tags) == ["nprcz-2/4.1"]
    assert [(notice.programme, notice.where) for notice in tags.notices] == [("rpo-mazowieckie", "footer")]
    assert tags.notices[0].words == "Regionalnego Programu Operacyjnego Województwa Mazowieckiego"


def test_a_programme_in_footer_and_text_is_both() -> None:
    text = "Umowę o e-usługi podpisano w ramach Regionalnego Programu Operacyjnego Województwa Mazowieckiego."
    tags = tagged(text, furniture=(FOOTER,))
    assert named(tags) == ["rpo-mazowieckie"]
    assert len(tags.notices) == 1


def test_what_a_footer_means_is_not_remembered_where_the_page_around_it_decides() -> None:
    footer = Furniture(text="Umowę o dotację podpisano w ramach RPO WM 2014-2020.", where="footer")
    regions = {"Warszawie": "mazowieckie", "Krakowie": "malopolskie"}
    for town, region in [*regions.items(), *regions.items()]:
        header = Furniture(text=f"Biblioteka w {town}", where="header")
        tags = tagged("Spotkanie autorskie.", furniture=(header, footer))
        assert [notice.programme for notice in tags.notices] == [f"rpo-{region}"]


def test_what_a_footer_means_is_not_remembered_where_the_day_of_the_page_decides() -> None:
    footer = Furniture(text="Nowości kupujemy z Narodowego Programu Rozwoju Czytelnictwa.", where="footer")
    editions = {date(2020, 12, 30): "nprcz-1", date(2021, 9, 30): "nprcz-2"}
    for day, edition in [*editions.items(), *editions.items()]:
        tags = tagged("Spotkanie autorskie.", furniture=(footer,), day=day)
        assert [notice.programme for notice in tags.notices] == [edition]


def test_no_sign_before_a_name_belongs_to_it() -> None:
    name = "Biblioteka, Lokalność, Inicjatywy, Społeczność, Kooperacja, Oddolność"
    for before in ("", "Dotacja z programu: ", "Nasz program\n- "):
        (mention,) = tagged(f"{before}{name}.", "Nagroda").mentions
        assert (mention.evidence.words, mention.evidence.start) == (name, len(before))


def test_a_shared_acronym_may_be_decided_by_the_footer() -> None:
    tags = tagged("Umowę o e-usługi podpisano w ramach RPO WM 2014-2020.", furniture=(FOOTER,))
    assert named(tags) == ["rpo-mazowieckie"]


def test_pictures_are_kept_apart() -> None:
    pictures = (
        Picture(src="https://x.example/img/logo-NPRCz-2.0.png", alt=""),
        Picture(src="https://x.example/img/1.jpg", alt="plakat: Patriotyzm Jutra"),
        Picture(src="https://x.example/img/blisko-lasu.jpg", alt="chatka blisko lasu"),
    )
    tags = tagged("Zapraszamy na spacer.", pictures=pictures)
    assert named(tags) == []
    assert tags.picture_only == ("nprcz-2", "patriotyzm-jutra")


def test_a_picture_of_what_the_text_names_is_nothing_new() -> None:
    pictures = (Picture(src="https://x.example/nprcz.png", alt="Narodowy Program Rozwoju Czytelnictwa 2.0"),)
    tags = tagged("Książki z NPRCz 2.0, Kierunek interwencji 1.1, już są.", pictures=pictures)
    assert named(tags) == ["nprcz-2/1.1"]
    assert tags.picture_only == ()


def test_the_place_of_the_words_is_known() -> None:
    text = "Zapraszamy w sobotę.\nDofinansowano z programu „Partnerstwo dla książki”."
    spans = (Span(text.index("Dofinansowano"), len(text), Place.CREDIT),)
    tags = tagged(text, spans=spans)
    assert [mention.evidence.place for mention in tags.mentions] == [Place.CREDIT]


def test_words_of_the_title_count_in_the_title() -> None:
    tags = tagged("Pierwsze spotkanie w maju.", "EtnoPolska 2023 u nas")
    (mention,) = tags.mentions
    assert mention.evidence.place is Place.TITLE
    assert (mention.evidence.start, mention.evidence.end) == (0, 10)


def test_no_name_reaches_from_the_title_into_the_text() -> None:
    assert named(tagged("dla książki nie mamy miejsca.", "Partnerstwo")) == []


def test_all_accepted_places_are_handed_on_with_the_edition() -> None:
    text = "BLISKO 2022-2023: pierwsza transza. Projekt BLISKO trwa; wspiera go NCK w ramach NPRCz 2.0."
    tags = tagged(text)
    assert named(tags) == ["nprcz-2/4.1"]
    hits = [(hit.programme, text[hit.start : hit.end], hit.edition) for hit in tags.hits]
    assert hits[0] == ("nprcz-2/4.1", "BLISKO", "2022-2023")
    assert ("nprcz-2", "NPRCz 2.0.", "") in hits


def test_the_clearest_words_are_the_evidence() -> None:
    tags = tagged("Wsparcie z Kierunku interwencji 4.1 NPRCz 2.0.", "Projekt BLISKO")
    (mention,) = tags.mentions
    assert mention.evidence.words == "Kierunku interwencji 4.1"
    assert mention.evidence.rule == "direction-in-company"
    assert mention.evidence.confidence == 0.98


def test_what_does_not_count_says_why() -> None:
    tags = tagged("Remont nie jest finansowany z Cyfrowej Gminy.\nBLISKO", "BIBLIOTEKA BLISKO CIEBIE")
    reasons = {rejection.programme: rejection.reason for rejection in tags.rejected}
    assert reasons["cyfrowa-gmina"].startswith("denied")
    assert "nprcz-2/4.1" in reasons
    assert all(reason.isascii() or "“" in reason for reason in reasons.values())


def test_a_programme_inside_a_programme_stays_beside_it() -> None:
    taxonomy = load_taxonomy()
    assert most_specific({"popc", "cyfrowa-gmina"}, taxonomy) == {"popc", "cyfrowa-gmina"}
    assert most_specific({"popc", "popc/3.2"}, taxonomy) == {"popc/3.2"}
    assert most_specific({"niepodlegla", "niepodlegla/koalicje"}, taxonomy) == {"niepodlegla/koalicje"}
    assert most_specific({"mkidn", "mkidn/literatura", "nprcz", "nprcz-2", "nprcz-2/p1"}, taxonomy) == {
        "mkidn/literatura",
        "nprcz-2/p1",
    }


def test_the_date_of_publication_is_warsaw_time_of_the_page() -> None:
    text = "Nowości kupiliśmy z Narodowego Programu Rozwoju Czytelnictwa."
    assert named(tagged(text, day=date(2020, 12, 30))) == ["nprcz-1"]
    assert named(tagged(text, day=date(2021, 9, 30))) == ["nprcz-2"]


def test_an_empty_page_has_no_tags() -> None:
    assert tagged("") == Tags()
