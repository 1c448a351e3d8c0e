"""One page, one name: canonical addresses, keys of twins, ids, wordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.identity import address_key, canonical_address, mint_id, wording_hash

HOST = "http://biblioteka.example"
addresses = st.text(alphabet="abź:/.?#&;=%1F~ -_!wPrintamputm@[]\\\n", max_size=40) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ("HTTP://Biblioteka.Example:80/Nowe?b=2&a=1", "/Nowe?b=2&a=1"),
        ("http://biblioteka.example.", "/"),
        ("http://biblioteka.example/a/../b/./c/", "/b/c/"),
        ("http://biblioteka.example/n?utm_source=fb&id=7&fbclid=x&gclid=y", "/n?id=7"),
        ("http://biblioteka.example/n?a=1&amp;b=2", "/n?a=1&b=2"),
        ("http://biblioteka.example/n;jsessionid=0A1B?x=1", "/n?x=1"),
        ("http://biblioteka.example/n?PHPSESSID=abc123&p=2", "/n?p=2"),
        ("http://biblioteka.example/n?sid=12", "/n?sid=12"),
        ("http://biblioteka.example/n?sid=0123456789abcdef0123456789abcdef", "/n"),
        ("http://biblioteka.example/n?sid=4f1c9a0b7de2&d=7", "/n?d=7"),
        ("http://biblioteka.example/n?sid=20190412001", "/n?sid=20190412001"),
        ("http://biblioteka.example/index.php?id=3&tmpl=component&print=1", "/index.php?id=3"),
        ("http://biblioteka.example/wpis/print/", "/wpis/"),
        ("http://biblioteka.example/drukuj", "/drukuj"),
        ("http://biblioteka.example/wpis/?amp", "/wpis/"),
        ("http://biblioteka.example/n#komentarze", "/n"),
        ("http://biblioteka.example/n#!/wpis/7", "/n#!/wpis/7"),
        ("http://biblioteka.example/%7ejan/%c5%bar%c3%b3d%c5%82a", "/~jan/%C5%BAr%C3%B3d%C5%82a"),
        ("http://biblioteka.example/źródła sił?q=ł", "/%C5%BAr%C3%B3d%C5%82a%20si%C5%82?q=%C5%82"),
        ("  http://biblioteka.example/n\n", "/n"),
    ],
)
def test_an_address_has_one_spelling(given_: str, wanted: str) -> None:
    assert canonical_address(given_) == HOST + wanted


def test_a_kept_fragment_tells_items_of_one_page_apart() -> None:
    one, two = (canonical_address(f"{HOST}/n#wpis-{n}", keep_fragment=True) for n in (1, 2))
    assert one != two
    assert address_key(one, keep_fragment=True) != address_key(two, keep_fragment=True)
    assert mint_id("x", one, "a.example") != mint_id("x", two, "a.example")


def test_polish_hosts_are_written_for_the_network() -> None:
    host = "książnica".encode("idna").decode()
    assert canonical_address("https://książnica.example/") == f"https://{host}.example/"


@given(addresses)
def test_doing_it_twice_is_doing_it_once(text: str) -> None:
    for url in (text, f"http://{text}", f"{HOST}/{text}", f"{HOST}/?{text}"):
        once = canonical_address(url)
        assert canonical_address(once) == once
        assert address_key(once) == address_key(url)


@pytest.mark.parametrize(
    "twin",
    [
        "https://biblioteka.example/nowe/",
        "http://www.biblioteka.example/nowe",
        "http://biblioteka.example//nowe/index.php",
        "https://www.biblioteka.example:443/nowe/?utm_medium=x",
    ],
)
def test_twins_have_one_key_and_one_id(twin: str) -> None:
    assert address_key(twin) == address_key(f"{HOST}/nowe/")
    plain = mint_id("gbp-lubno", f"{HOST}/nowe/", "a.example")
    assert mint_id("gbp-lubno", canonical_address(twin), "a.example") == plain


def test_order_of_parameters_is_no_difference_and_their_values_are() -> None:
    assert address_key(f"{HOST}/?a=1&b=2") == address_key(f"{HOST}/?b=2&a=1")
    assert address_key(f"{HOST}/?id=1") != address_key(f"{HOST}/?id=2")
    assert address_key(f"{HOST}/?id=1") != address_key(f"{HOST}/")


def test_an_id_is_a_tag_of_the_authority() -> None:
    name = mint_id("gbp-lubno", f"{HOST}/nowe/", "a.example")
    assert name.startswith("tag:a.example,2026:a/")
    assert len(name.rpartition("/")[2]) == 26
    assert name != mint_id("gbp-inne", f"{HOST}/nowe/", "a.example")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("GRANT DLA BIBLIOTEKI", "Kwota: 1,5 mln zł – na książki."),
        ("Grant dla  biblioteki", "Kwota:\n1,5 mln zł\t– na książki"),
        ("Grant „dla biblioteki”", "Kwota: 1,5 mln zł - na ksiazki."),
        ("Grant dla biblioteki", "Kwo ta: 1,5 mln zł — na książki."),
    ],
)
def test_layout_is_no_wording(title: str, text: str) -> None:
    plain = wording_hash("Grant dla biblioteki", "Kwota: 1,5 mln zł – na książki.")
    assert wording_hash(title, text) == plain


@pytest.mark.parametrize("text", ["Kwota: 15 mln zł – na książki.", "Kwota: 1,5 mln zł – na płyty.", ""])
def test_words_and_numbers_are(text: str) -> None:
    plain = wording_hash("Grant dla biblioteki", "Kwota: 1,5 mln zł – na książki.")
    assert wording_hash("Grant dla biblioteki", text) != plain


def test_title_and_text_do_not_run_into_each_other() -> None:
    assert wording_hash("a b", "c") != wording_hash("a", "b c")
