"""Bytes to text: what the bytes are weighs more than what anybody says."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.text import is_usual
from crawler.pages import decode
from crawler.pages.letters import clean

PANGRAM = "Zażółć gęślą jaźń. Mężny bądź, chroń pułk twój i sześć flag. „Śląsk” – Łódź, Ćmielów, Żyrardów"
PLAIN = PANGRAM.replace("„", '"').replace("”", '"').replace("–", "-")


def page(text: str, meta: str = "") -> str:
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    return f"<html><head>{declared}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    "header", [None, "iso-8859-1", "iso-8859-2", "windows-1250", "utf-8", "nonsense", "utf-7"]
)
@pytest.mark.parametrize("meta", ["", "iso-8859-2", "windows-1250", "utf-8"])
@pytest.mark.parametrize("true", ["utf-8", "cp1250", "iso8859-2"])
def test_polish_is_read_whatever_header_and_meta_say(true: str, meta: str, header: str | None) -> None:
    source = page(PLAIN, meta)
    decoded = decode(source.encode(true), header)
    assert decoded.text == source
    assert decoded.charset == true


def test_windows_quotes_decide_against_iso() -> None:
    decoded = decode(page("„Noc” – na", "iso-8859-2").encode("cp1250"), "iso-8859-2")
    assert (decoded.charset, "„Noc” – na" in decoded.text) == ("cp1250", True)


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_and_wide_letters(name: str) -> None:
    assert page(PANGRAM) in decode(page(PANGRAM).encode(name), "iso-8859-2").text


def test_a_page_cut_in_the_middle_of_a_letter() -> None:
    body = page(PANGRAM).encode()
    cut = body[: body.index("ł".encode()) + 1]
    assert decode(cut).text == cut[:-1].decode()


def test_strays_of_windows_1250_in_a_utf_8_page() -> None:
    body = page(PANGRAM).encode() + "<p>Licznik: ąśź</p>".encode("cp1250")
    decoded = decode(body)
    assert decoded.rule == "utf-8 with strays"
    assert PANGRAM in decoded.text
    assert "Licznik: ąśź" in decoded.text


@pytest.mark.parametrize("wrong", ["cp1252", "cp1250", "iso8859-2", "latin-1"])
def test_polish_encoded_twice_is_put_right(wrong: str) -> None:
    twice = "".join(
        char if char.isascii() else "".join(_wrong(byte, wrong) for byte in char.encode()) for char in PLAIN
    )
    decoded = decode(page(twice).encode())
    assert PLAIN in decoded.text
    assert decoded.rule.endswith("+double")


def _wrong(byte: int, name: str) -> str:
    try:
        return bytes([byte]).decode(name)
    except UnicodeDecodeError:
        return chr(byte)


def test_other_alphabets_follow_their_declaration() -> None:
    text = "Бібліотека запрошує читачів на зустріч"
    assert text in decode(page(text, "windows-1251").encode("cp1251")).text


@given(st.binary(max_size=600), st.none() | st.text(max_size=12))
def test_any_bytes_give_some_text(body: bytes, header: str | None) -> None:
    decoded = decode(body, header)
    assert "\0" not in decoded.text


@given(
    st.text(
        alphabet=st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cs",)),
        max_size=200,
    )
)
def test_utf_8_comes_back(text: str) -> None:
    decoded = decode(page(text).encode())
    assert decoded.charset == "utf-8"
    assert decoded.rule.endswith("+double") or decoded.text == page(text)


@given(
    st.text(
        st.sampled_from([*PANGRAM, "\u0301", "\u0328", "\u00ad", "\u200b", "１", "é", "§", "✓", "ﬁ", "\x85"])
    )
)
def test_usual_text_needs_no_mending(text: str) -> None:
    if is_usual(text):
        assert unicodedata.is_normalized("NFC", text)
        assert clean(text) == text
        assert not set(text) & {"\u00ad", "\u200b", "\u0301", "\u0328", "１", "ﬁ"}
    assert clean(clean(text)) == clean(text)


def test_polish_is_usual() -> None:
    assert is_usual(PANGRAM) and is_usual("plain")
    assert not is_usual("dota\u00adcja") and not is_usual("go\u0301ra") and not is_usual("１０ zł")


def spoilt(text: str, true: str, shown: str) -> str:
    """Every letter as it looks when its bytes are read by another charset."""
    return "".join(
        char if char.isascii() else "".join(_wrong(b, shown) for b in char.encode(true)) for char in text
    )


@pytest.mark.parametrize("wrong", ["cp1252", "cp1250", "iso8859-2", "latin-1"])
def test_polish_encoded_three_times_is_put_right(wrong: str) -> None:
    twice = spoilt(spoilt(PLAIN, "utf-8", wrong), "utf-8", wrong)
    assert PLAIN in decode(page(twice).encode()).text


@pytest.mark.parametrize(
    ("true", "shown"),
    [("cp1250", "cp1252"), ("cp1250", "latin-1"), ("cp1250", "iso8859-2"), ("iso8859-2", "latin-1")],
)
def test_letters_of_a_page_shown_by_another_charset_are_put_right(true: str, shown: str) -> None:
    text = f"{PLAIN} {PLAIN}"
    decoded = decode(page(spoilt(text, true, shown) + " Żółta stopka z gęsią").encode())
    assert clean(decoded.text) == page(text + " Żółta stopka z gęsią")
    assert decoded.rule.endswith("+letters")


def test_letters_by_numbers_of_the_wrong_charset() -> None:
    numbers = "".join(char if char.isascii() else f"&#{char.encode('cp1250')[0]};" for char in PLAIN)
    assert PLAIN in decode(page(f"{numbers} {numbers}").encode()).text


@pytest.mark.parametrize(
    "text",
    ["„Œuvres” i Ærø, señor, 20 m³, 30 m³, 40 cm³ i ¿qué? £5 ±2 mm", "Dušan Šlechta i Tomáš Žižka, Ľubomír",
     "Бібліотека запрошує. Biblioteka też.", "Znak &amp;lt;b&amp;gt; i &amp;amp;amp; w kodzie",
     "<a href='/x?a=1&amp;copy=2&amp;reg=3'>katalog</a>"],
)  # fmt: skip
def test_what_is_meant_stays(text: str) -> None:
    assert decode(page(f"{PANGRAM} {text}").encode()).text == page(f"{PANGRAM} {text}")


@pytest.mark.parametrize(
    "escaped",
    [
        "Ź&amp;oacute;dła&amp;nbsp;i&amp;nbsp;łąki &amp;ndash; raz",
        "Ź&amp;#243;dła&amp;#xa0;i&amp;nbsp;łąki &amp;#8211; raz",
    ],
)
def test_entities_escaped_twice(escaped: str) -> None:
    decoded = decode(page(escaped).encode())
    assert decoded.rule == "utf-8+escaped"
    assert "&amp;" not in decoded.text


@pytest.mark.parametrize(
    ("true", "meta"), [("cp852", ""), ("mac_latin2", "x-mac-ce"), ("cp1250", "win-1250")]
)
def test_charsets_of_old(true: str, meta: str) -> None:
    assert PLAIN in decode(page(PLAIN, meta).encode(true), "iso-8859-1").text


def test_letters_of_another_alphabet_within_a_word() -> None:
    assert clean("Кino, bibliоtekа i Łódź") == "Kino, biblioteka i Łódź"
    assert clean("Бібліотека, α i β, Ωmega") == "Бібліотека, α i β, Ωmega"
