"""What stands amid news on index pages and is none: ways to other lists, categories, pages of the site."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.pages import read_listing
from crawler.pages.listing import Listing

NOW = datetime(2024, 4, 20, 9, tzinfo=UTC)
TITLES = ("Nowe regały w filii", "Konkurs na ekslibris rozstrzygnięty", "Wieczór z podróżniczką za nami",
          "Kolejna dostawa książek", "Remont czytelni dobiegł końca", "Zapisy na kurs zdjęć")  # fmt: skip


def read(inner: str, url: str = "https://gbp.example/") -> Listing:
    page = f"<html><head><meta charset=utf-8></head><body>{inner}</body></html>"
    return read_listing(page.encode(), url, fetched=NOW)


def items(form: str, count: int = 6) -> str:
    return "".join(
        form.format(i=i, t=title, d=f"{18 - i:02d}.04.2024") for i, title in enumerate(TITLES[:count], 1)
    )


PLAIN = "<article><h3><a href='/n/{i}-wpis'>{t}</a></h3><p>{d}</p><p>Zapraszamy do czytelni.</p></article>"


@pytest.mark.parametrize("address", ["/?page_id=12", "/index.php?strona_id=3", "/?pageId=2"])
def test_the_number_of_a_page_of_the_site_is_none_of_a_page_of_the_list(address: str) -> None:
    listing = read(items(PLAIN) + f"<p>Czytaj też: <a href='{address}'>dalej</a></p>")
    assert listing.next_page is None
    assert len(listing.articles) == 6


@pytest.mark.parametrize(
    "words", ["zobacz więcej aktualności »", "Zobacz wszystkie", "pokaż więcej galerii", "Więcej wiadomości"]
)
def test_the_list_that_a_home_page_shows_the_newest_of_is_no_next_page(words: str) -> None:
    page = items(PLAIN, 3) + f"<p class=page><a href='/wiadomosci/1/lista/aktualnosci'>{words}</a></p>"
    listing = read(page)
    assert listing.next_page is None
    assert len(listing.articles) == 3


def test_a_link_to_read_on_below_each_item_is_no_pager() -> None:
    form = (
        "<div class=n><div>{d}</div><h2>{t}</h2><p>Zapraszamy.</p><a href='/w/rid,32{i}.html'>dalej</a></div>"
    )
    listing = read(items(form), "https://gbp.example/wydarzenia.html")
    assert listing.next_page is None
    assert [article.title for article in listing.articles] == list(TITLES)


def test_the_archive_of_each_section_is_no_article() -> None:
    def section(name: str, number: int, first: int) -> str:
        rows = "".join(
            f"<a href='/page/{title.lower().replace(' ', '-')}-{first + i}/'><div>2024.04.{10 + i}</div>"
            f"<h5>{title}</h5></a>"
            for i, title in enumerate(TITLES[number::2])
        )
        return (
            f"<div class=panel><h4>{name}</h4><div>{rows}</div>"
            f"<a href='/news/?group={number}'>Archiwum wiadomości: {name}</a></div>"
        )

    listing = read(section("Kultura", 0, 20) + section("Sport", 1, 40))
    assert sorted(article.title for article in listing.articles) == sorted(TITLES)
    assert all(article.date for article in listing.articles)


def test_the_category_of_one_item_only_parts_it_from_no_others() -> None:
    form = (
        "<div class=n><h1>{t}</h1><div class=o>{d}, kategoria: <a href='/aktualnosci/{k}'>{k}</a></div>"
        "<p><a href='/aktualnosci/{i}-wpis'><img src='/{i}.jpg' alt=''></a>Zapraszamy do czytelni.</p></div>"
    )
    page = "".join(
        form.format(i=i, t=title, d=f"{18 - i:02d}.04.2024", k="teatr" if i == 1 else "czytelnia")
        for i, title in enumerate(TITLES, 1)
    )
    assert [article.title for article in read(page).articles] == list(TITLES)


def test_the_only_link_of_a_page_of_records_is_no_article() -> None:
    page = (
        "<div><div><form>szukaj</form><a href='/kontakt'>Kontakt</a><h2>Dane teleadresowe</h2>"
        "<h3>Adres</h3><p>Polna 4</p><h3>Telefon</h3><p>24 555 66 77</p><h3>Godziny pracy sekretariatu</h3>"
        "<p>Sekretariat biblioteki przyjmuje codziennie od ósmej do piętnastej, prosimy o kontakt.</p>"
        "<h3>Dyrektor</h3><p>Beata Nowak</p><h3>Opis</h3><p>Biblioteka prowadzi cztery filie i oddział dla "
        "dzieci, w których są też komputery.</p><p>Data udostępnienia: 2016-03-16</p></div></div>"
    )
    assert read(page).articles == ()


def test_branches_with_their_streets_are_no_news() -> None:
    form = "<div><h3><a href='/?page_id={i}'>Biblioteka, {t}</a></h3><p>ul. Wojska Polskiego {i}</p></div>"
    assert read(items(form, 4)).articles == ()


def test_days_in_a_few_titles_and_texts_are_those_of_events() -> None:
    texts = (
        ("Życzenia", "Wesołych świąt!"),
        ("Kiermasz wielkanocny", "13 kwietnia 2024 r. na rynku odbył się kiermasz."),
        ("Festiwal tańca", "Bardzo serdecznie zapraszamy na występy przedszkolaków."),
        ("Informacja", "Sekretariat nieczynny."),
        ("Eliminacje turnieju", "5 kwietnia 2024 r. w bibliotece odbyły się eliminacje turnieju wiedzy."),
    )
    page = "".join(
        f"<h1>{title}</h1><p>{text}</p><p><a href='/Czytaj/{i}/wpis'>Czytaj dalej →</a></p>"
        for i, (title, text) in enumerate(texts)
    )
    listing = read(page)
    assert [article.title for article in listing.articles] == [title for title, _ in texts]
    assert not any(article.date for article in listing.articles)


def test_what_a_picture_shows_is_no_title_where_one_stands_beside_it() -> None:
    form = (
        "<div class=n><a href='/Home/{i}-wpis.html'><img src='/{i}.jpg' alt='wydarzenie'></a>"
        "<div class=newstitle>{t}</div><p>{d}</p><p>Zapraszamy do czytelni.</p></div>"
    )
    assert [article.title for article in read(items(form)).articles] == list(TITLES)


def test_a_neighbour_told_in_full_without_a_link_gives_no_day() -> None:
    def item(title: str, text: str, more: str) -> str:
        return f"<div class=item><h2>{title}</h2><p>{text}</p>{more}</div>"

    more = "<p class=readmore><a href='/index.php?id={}'>Czytaj więcej...</a></p>"
    page = (
        item("Internetowe konto czytelnika", "Jak założyć konto krok po kroku.", more.format(1))
        + item("Uwaga, czytelnicy!", "Dnia</p><p>19.04.2024 r.</p><p>biblioteka czynna do 12.00.", "")
        + item("Konkurs na zakładkę", "Celem konkursu jest promocja czytania.", more.format(3))
        + item("Nie wypalaj traw", "Zabrania się wypalania łąk i pastwisk.", more.format(4))
    )
    assert [(each.title, each.date) for each in read(page).articles] == [
        ("Internetowe konto czytelnika", None),
        ("Konkurs na zakładkę", None),
        ("Nie wypalaj traw", None),
    ]


@pytest.mark.parametrize("name", ["Jak założyć konto.ppsx", "wniosek.docm", "plakat.webm"])
def test_files_of_rarer_kinds_are_no_articles(name: str) -> None:
    listing = read(
        items(PLAIN, 4) + f"<article><h3><a href='/pliki/{name}'>Poradnik czytelnika</a></h3></article>"
    )
    assert len(listing.articles) == 4


def test_the_folder_that_heads_a_column_of_news_is_none_of_them() -> None:
    def column(folder: str, first: int) -> str:
        rows = "".join(
            f"<div><a href='/{folder}/{first + i},wpis.html'>{title}</a> <span>(1{i}.04.2024)</span></div>"
            for i, title in enumerate(TITLES[first : first + 3])
        )
        name = folder.capitalize()
        more = f"<a href='/{folder}'>więcej w dziale {folder}</a>"
        return f"<div class=kol><h2><a href='/{folder}'>{name}</a></h2>{rows}{more}</div>"

    listing = read(f"<main>{column('dzieci', 0)}{column('dorosli', 3)}</main>")
    assert [article.title for article in listing.articles] == list(TITLES)


def test_a_comment_link_beside_categories_does_not_make_its_article_a_label() -> None:
    form = (
        "<div class=card><h3 class=t><a href='/news/{i}-wpis'>{t}</a></h3><p class=a>{d} "
        "<a href='/zespol/ewa'>Ewa</a>, <a href='/news/{i}-wpis#komentarze'>{i} komentarze</a></p>"
        "<p>Zapraszamy do czytelni.</p></div>"
    )
    assert [article.title for article in read(items(form)).articles] == list(TITLES)


def test_a_heading_of_three_letters_is_a_title() -> None:
    form = "<li><a href='/n/{i}-wpis'><h3>{t}</h3><small>{d}</small><p>Zapraszamy do czytelni.</p></a></li>"
    page = items(form, 4) + form.format(i=5, t="DKK", d="2 dni temu")
    assert [(each.title, each.date) for each in read(f"<ul>{page}</ul>").articles][-1] == (
        "DKK",
        "2024-04-18",
    )


@pytest.mark.parametrize("arrow", ["►", "❯", "➔", "⇒"])
def test_arrows_of_many_kinds_lead_on(arrow: str) -> None:
    listing = read(
        items(PLAIN) + f"<p><span>◄</span> <a href='/wpisy?nr=2'>{arrow}</a></p>", "https://gbp.example/wpisy"
    )
    assert listing.next_page == "https://gbp.example/wpisy?nr=2"


def test_a_day_that_opens_a_text_is_none_where_the_list_prints_days() -> None:
    form = "<div class=n><h3><a href='/n/{i}-wpis'>{t}</a></h3><div class=d>{d}</div><p>Zapraszamy.</p></div>"
    odd = (
        "<div class=n><h3><a href='/n/9-wpis'>Warsztaty metodyczne</a></h3><div class=d>Marzec 11</div>"
        "<p>28 marca 2024 odbędą się w naszej bibliotece warsztaty o ilustracji.</p></div>"
    )
    listing = read(items(form) + odd)
    assert [article.date for article in listing.articles][-1] is None
    assert all(article.date for article in listing.articles[:-1])


def test_a_tile_with_a_short_year() -> None:
    form = (
        "<div class=post><div class=pday>{i}</div><div class=pmonth>kwi/19</div>"
        "<h2><a href='/?p={i}'>{t}</a></h2><p>Zapraszamy do czytelni.</p></div>"
    )
    assert [each.date for each in read(items(form)).articles] == [f"2019-04-0{i}" for i in range(1, 7)]


def test_words_that_several_items_share_are_no_title_beside_headings() -> None:
    form = "<div class=n><h4>{t}</h4><p>{d}</p><a href='/gallery/{i}'>Idź do galerii</a></div>"
    assert [article.title for article in read(items(form)).articles] == list(TITLES)


def test_a_day_that_is_a_link_is_no_title_beside_a_heading() -> None:
    form = (
        "<div class=n><a href='/w/rid,32{i}.html'>1{i} kwietnia</a><h2>{t}</h2><p>Zapraszamy do czytelni.</p>"
        "<a href='/w/rid,32{i}.html'>czytaj dalej</a></div>"
    )
    assert [article.title for article in read(items(form)).articles] == list(TITLES)


def test_days_before_all_titles_are_those_of_the_list_also_of_an_invitation() -> None:
    form = "<div class=n><h3><a href='/n/{i}-wpis'>{d} {t} w naszej bibliotece</a></h3><p>{p}</p></div>"
    page = "".join(
        form.format(i=i, t=title, d=f"{18 - i:02d}.04.2024", p="Serdecznie zapraszamy, start o godz. 17.00."
                    if i == 1 else "Dziękujemy za udział.")
        for i, title in enumerate(TITLES, 1)
    )  # fmt: skip
    assert [article.date for article in read(page).articles] == [f"2024-04-{18 - i:02d}" for i in range(1, 7)]


def test_albums_among_news_in_like_boxes_are_none() -> None:
    news = (
        "<div class=card><h4>{t}</h4><p>{d}</p><p>Zapraszamy.</p><a href='/aktualnosc/{i}'>Czytaj</a></div>"
    )
    album = "<div class=card><h4>{t} 1.04.24</h4><a href='/gallery/{i}'>Idź do galerii</a></div>"
    cards = [news.format(i=i, t=title, d=f"{18 - i:02d}.04.2024") for i, title in enumerate(TITLES, 1)]
    cards[1:1] = [album.format(i=i, t="Pierwszaki w czytelni") for i in (41, 42, 43)]
    assert [article.title for article in read(f"<div>{''.join(cards)}</div>").articles] == list(TITLES)


def test_a_branch_with_a_figure_in_its_address() -> None:
    hosts = ("gbp.example", "filia.gbp.example")
    form = "<article><h2><a href='https://{h}/wpis/{i}/{s}'>{t}</a></h2><time>{d}</time></article>"
    page = "".join(
        form.format(
            h=hosts[i % 2], i=i, s=f"tom-{i}-rocznika" if i == 3 else "nowy-wpis", t=title, d="18.04.2024"
        )
        for i, title in enumerate(TITLES, 1)
    )
    assert [article.title for article in read(page).articles] == list(TITLES)


def test_a_day_above_a_group_in_a_heading_is_none_of_the_item_before() -> None:
    days = ("3 marca 2024 r.", "28 lutego 2024 r.", "21 lutego 2024 r.")
    page = "".join(
        f"<h3>{day}</h3>"
        + "".join(
            f"<p><b><a href='kronika/{n}{i}.html'>{title}</a></b> Zapraszamy do czytelni na parterze.</p>"
            for i, title in enumerate(TITLES[2 * n : 2 * n + 2])
        )
        for n, day in enumerate(days)
    )
    listing = read(
        f"<div>{page}</div><a href='kronika2.html'>poprzednie wpisy »</a>", "https://gbp.example/kronika.html"
    )
    assert [article.date for article in listing.articles] == [
        day for day in ("2024-03-03", "2024-02-28", "2024-02-21") for _ in range(2)
    ]
    assert listing.next_page == "https://gbp.example/kronika2.html"


def test_more_posts_in_the_pager_of_a_blog_lead_on() -> None:
    address = "/search?updated-max=2024-01-11T12:20:00%2B01:00&max-results=6"
    pager = f"<a class='blog-pager-older-link button' href='{address}'>Więcej postów</a>"
    assert (read(items(PLAIN) + f"<div class='blog-pager'>{pager}</div>").next_page or "").startswith(
        "https://gbp.example/search?updated-max=2024"
    )
