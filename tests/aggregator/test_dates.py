"""Every form in which Polish sites print a date is read, and what is no date is left alone."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from aggregator.dates import WARSAW, find_dates, parse_printed

BASE = datetime(2024, 5, 6, 12, 0, tzinfo=WARSAW)  # a Monday


FORMS = {
    "19.08.2021": "2021-08-19",
    "19.08.2021 r.": "2021-08-19",
    "19.08.2021r.": "2021-08-19",
    "19. 08. 2021": "2021-08-19",
    "19/08/2021": "2021-08-19",
    "19-08-2021": "2021-08-19",
    "5/4/22": "2022-04-05",
    "1.9.2021": "2021-09-01",
    "22-07-11": "2011-07-22",
    "19 08 2021": "2021-08-19",
    "2021-08-19": "2021-08-19",
    "2021.08.19": "2021-08-19",
    "2021/08/19": "2021-08-19",
    "20210819": "2021-08-19",
    "2021-08-19 10:15:33": "2021-08-19 10:15",
    "2021-08-19T10:15:00+02:00": "2021-08-19 10:15",
    "2021-08-19 08:15:00 UTC": "2021-08-19 10:15",
    "2021-08-19T10:15:00.000Z": "2021-08-19 12:15",
    "2021-08-18T22:30:00+00:00": "2021-08-19 00:30",
    "19 sierpnia 2021": "2021-08-19",
    "19 sierpnia 2021 roku": "2021-08-19",
    "19 sierpień 2021": "2021-08-19",
    "19. sierpnia 2021": "2021-08-19",
    "19-go sierpnia 2021": "2021-08-19",
    "1-go maja 2022": "2022-05-01",
    "20 Sierpnia, 2021": "2021-08-20",
    "19 sie 2021": "2021-08-19",
    "19 sie. 2021, 14:30": "2021-08-19 14:30",
    "19-sie-2021": "2021-08-19",
    "23KWI2019": "2019-04-23",
    "19 sierpnia '21": "2021-08-19",
    "21 pazdziernika 2021": "2021-10-21",
    "21 PAŹDZIERNIKA 2021": "2021-10-21",
    "19 sieprnia 2021": "2021-08-19",
    "7 wrzesnia 2020": "2020-09-07",
    "5 grudna 2019": "2019-12-05",
    "sierpień 19, 2021": "2021-08-19",
    "2021 sierpień 19": "2021-08-19",
    "2021, Aug 19": "2021-08-19",
    "August 19, 2021": "2021-08-19",
    "Monday, September 28. 2026": "2026-09-28",
    "czwartek, sierpień 19. 2021": "2021-08-19",
    "19th August 2021 1:05 pm": "2021-08-19 13:05",
    "19 VIII 2021": "2021-08-19",
    "19.VIII.2021": "2021-08-19",
    "12 X 2023": "2023-10-12",
    "19 I 2018 r.": "2018-01-19",
    "pierwszego września 2021 roku": "2021-09-01",
    "dwudziestego piątego maja 2022": "2022-05-25",
    "trzydziestego pierwszego marca 2022 r.": "2022-03-31",
    "Utworzono: czwartek, 19, sierpień 2021 10:15": "2021-08-19 10:15",
    "Opublikowano 14 maja 2019, 08:24": "2019-05-14 08:24",
    "Dodano: 2021-11-23": "2021-11-23",
    "Dodano: 4 marca 2024": "2024-03-04",
    "Dodana: 9 grudzień 2016 11:59": "2016-12-09 11:59",
    "Utworzono dnia 16.10.2023": "2023-10-16",
    "Data publikacji: 16/12/2022": "2022-12-16",
    "Data publikacji: 2021-08-19 10:15:33": "2021-08-19 10:15",
    "dnia 19 sierpnia 2021 r. o godz. 17.00": "2021-08-19 17:00",
    "19 sierpnia 2021, czwartek, godz. 17⁰⁰": "2021-08-19 17:00",
    "19 sierpnia 2021 (czwartek), 10:15": "2021-08-19 10:15",
    "czwartek, 4 listopada 2021": "2021-11-04",
    "niedz. 5 wrz 2021": "2021-09-05",
    "pon., 25/07/2022 - 10:40": "2022-07-25 10:40",
    "Sobota, 05 Luty 2022 08:00": "2022-02-05 08:00",
    "10:15, 19.08.2021": "2021-08-19 10:15",
    "19.08.2021 godz. 10.15": "2021-08-19 10:15",
    "19.08.2021 o 10:15": "2021-08-19 10:15",
    "19.08.2021 10.15": "2021-08-19 10:15",
    "28.03.2021 02:30": "2021-03-28 03:30",
    "04.01.2024 o godzinie 9.05": "2024-01-04 09:05",
    "piątek, 12 kwietnia 2019 12:05 CEST": "2019-04-12 12:05",
    "Thu, 04 Jan 2024 08:05:00 +0000": "2024-01-04 09:05",
    "10 maja 2024 r. do godz. 15:00": "2024-05-10 15:00",
    "1.09.br.": "2024-09-01",
    "3.V.br.": "2024-05-03",
    "Dnia 21 kwietnia roku 2018": "2018-04-21",
    "19 | 08 | 2021": "2021-08-19",
    "19 · 08 · 2021, 10:15": "2021-08-19 10:15",
    "2021 | 08 | 19": "2021-08-19",
    "01.09. b.r.": "2024-09-01",
    "w poprzedni piątek": "2024-05-03",
    "kilka minut temu": "2024-05-06",
    "wczoraj": "2024-05-05",
    "przedwczoraj": "2024-05-04",
    "dziś": "2024-05-06",
    "dzisiaj, 10:15": "2024-05-06 10:15",
    "dodano 2 dni temu": "2024-05-04",
    "dwa tygodnie temu": "2024-04-22",
    "tydzień temu": "2024-04-29",
    "miesiąc temu": "2024-04-06",
    "rok temu": "2023-05-06",
    "3 godziny temu": "2024-05-06",
    "15 minut temu": "2024-05-06 11:45",
    "przed chwilą": "2024-05-06",
    "pojutrze": "2024-05-08",
    "w zeszły czwartek": "2024-05-02",
    "w ubiegły piątek": "2024-05-03",
    "w zeszłą środę": "2024-05-01",
    "1 września br.": "2024-09-01",
    "1 września ub.r.": "2023-09-01",
}


@pytest.mark.parametrize("words", FORMS)
def test_a_printed_date_is_read(words: str) -> None:
    found = parse_printed(words, base=BASE)
    assert found is not None
    assert found.end_moment is None
    assert found.moment.tzinfo is WARSAW
    shown = found.moment.strftime("%Y-%m-%d %H:%M" if found.precision == "minute" else "%Y-%m-%d")
    assert shown == FORMS[words]
    assert words[found.start : found.end] == found.words


@pytest.mark.parametrize(
    "words",
    [
        "", "Rok 2022", "2023/24", "sierpień 2021", "VIII 2021", "lipiec 2021", "23 KWI", "15 marca",
        "31 czerwca 2021", "31.06.2021", "30.02.2021", "29 lutego 2023", "19.08.3021", "99.99.2021",
        "2021-13-45", "nie ma się czego bać", "klasy 5 mają wolne", "spotkanie 4 marca 2024", "ul. 3 Maja 12",
        "w 2021 roku", "36 750,00 zł", "tel. 61 22-07-11", "kilka dni temu", "pół roku temu",
        "Nabór trwał 12 dni, a wyniki ogłoszono po miesiącu od rozpatrzenia wszystkich wniosków w 2021",
    ],
)  # fmt: skip
def test_what_is_no_whole_date_is_none(words: str) -> None:
    assert parse_printed(words, base=BASE) is None


RANGES = {
    "1–15 marca 2023": ("2023-03-01", "2023-03-15"),
    "od 1 do 30 czerwca 2024 r.": ("2024-06-01", "2024-06-30"),
    "w dniach 3-5 maja 2022": ("2022-05-03", "2022-05-05"),
    "3, 4 i 5 maja 2022": ("2022-05-03", "2022-05-05"),
    "1.03-15.04.2023": ("2023-03-01", "2023-04-15"),
    "1-15.03.2023": ("2023-03-01", "2023-03-15"),
    "15.12.2021-15.01.2022": ("2021-12-15", "2022-01-15"),
    "1 marca – 15 kwietnia 2023": ("2023-03-01", "2023-04-15"),
    "15 grudnia – 15 stycznia 2022": ("2021-12-15", "2022-01-15"),
    "od 1 września 2021 r. do 15 listopada 2022 r.": ("2021-09-01", "2022-11-15"),
    "od dnia 1.09.2021 do dnia 15.11.2022": ("2021-09-01", "2022-11-15"),
    "1-15 III 2023": ("2023-03-01", "2023-03-15"),
}


@pytest.mark.parametrize("words", RANGES)
def test_a_range_gives_its_first_and_last_day(words: str) -> None:
    [found] = find_dates(words, base=BASE)
    assert (found.day.isoformat(), found.last_day.isoformat()) == RANGES[words]


INCOMPLETE = {
    "23 KWI": ("year", "2024-04-23", None),
    "do 15 marca": ("year", "2024-03-15", None),
    "lipiec 2021": ("day", "2021-07-01", "2021-07-31"),
    "od marca do maja 2023": ("day", "2023-03-01", "2023-05-31"),
    "10–12 czerwca": ("year", "2024-06-10", "2024-06-12"),
    "15 marca bar nieczynny": ("year", "2024-03-15", None),  # no "br."
}


@pytest.mark.parametrize("words", INCOMPLETE)
def test_an_incomplete_date_says_what_is_missing(words: str) -> None:
    missing, first, last = INCOMPLETE[words]
    [found] = find_dates(words, base=BASE, incomplete=True)
    assert (found.missing, found.day.isoformat()) == (missing, first)
    assert (found.end_moment and found.end_moment.date().isoformat()) == last
    assert find_dates(words, base=BASE) == []


def test_a_missing_year_may_be_the_nearest() -> None:
    [found] = find_dates("28 grudnia", base=BASE, incomplete=True)
    assert found.near(datetime(2024, 1, 3, tzinfo=WARSAW)).day == date(2023, 12, 28)


@pytest.mark.parametrize(
    "words", ["Telefon do biblioteki w Lipowcu i w całej gminie: 61 22-07-11", "tel. 22-07-11"]
)
def test_a_telephone_number_is_no_date(words: str) -> None:
    assert find_dates(words, base=BASE) == []


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Tue, 06/15/2021 - 08:03", date(2021, 6, 15)),
        ("Fri, 08/06/2021 - 10:14", date(2021, 8, 6)),
        ("pt., 08/06/2021 - 10:14", date(2021, 8, 6)),
        ("wt., 08/06/2021 - 10:14", date(2021, 6, 8)),
        ("śr., 08/06/2021", date(2021, 6, 8)),
        ("08/06/2021", date(2021, 6, 8)),
    ],
)
def test_a_weekday_tells_which_number_is_the_month(words: str, day: date) -> None:
    found = parse_printed(words, base=BASE)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize("text", ["Zapraszamy do\nmaja\n2020 osób", "8 | 9 | 10", "kwiecień\n2020"])
def test_what_stands_in_two_lines_or_a_pager_is_no_date(text: str) -> None:
    assert find_dates(text, base=BASE, incomplete=True) == []


def test_glued_dates_are_two() -> None:
    days = [found.day.isoformat() for found in find_dates("19 kwietnia 201923 kwietnia 2019", base=BASE)]
    assert days == ["2019-04-19", "2019-04-23"]


def test_dates_of_a_text_come_in_order_with_their_places() -> None:
    text = (
        "Nabór: od 1 do 31 maja 2024 r. Spotkanie w czwartek, 6 czerwca 2024 r. o godz. 17.30 przy"
        " ul. 3 Maja 12. Sprawa ZP.271.12.05.2021, pkt 4.1.21, dotacja 12.05.20 zł. Ustawa z 27 VI 1997 r. "
        "MarcinB10 sierpnia 2023 r."
    )
    found = find_dates(text, base=BASE)
    assert [date.words for date in found] == [
        "1 do 31 maja 2024 r.", "6 czerwca 2024 r. o godz. 17.30", "27 VI 1997 r.", "10 sierpnia 2023 r.",
    ]  # fmt: skip
    assert all(text[date.start : date.end] == date.words for date in found)


def test_a_preposition_behind_the_hour_is_no_zone() -> None:
    (found,) = find_dates("Wyjazd 12 maja 2024 r. o 12:30 z Krakowa.", base=BASE)
    assert found.moment.strftime("%H:%M") == "12:30"
