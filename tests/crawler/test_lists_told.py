"""Titles and days of items, told by what stands beside them."""

from __future__ import annotations

from tests.crawler.index_pages import PLAIN, TITLES, items, read


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


def test_a_heading_of_three_letters_is_a_title() -> None:
    form = "<li><a href='/n/{i}-wpis'><h3>{t}</h3><small>{d}</small><p>Zapraszamy do czytelni.</p></a></li>"
    page = items(form, 4) + form.format(i=5, t="DKK", d="2 dni temu")
    assert [(each.title, each.date) for each in read(f"<ul>{page}</ul>").articles][-1] == (
        "DKK",
        "2024-04-18",
    )


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


def test_days_behind_all_titles_are_those_of_the_list_also_of_an_invitation() -> None:
    form = "<p class=t><a href='/?news={i}'>{t} ({d})</a></p><p>{p}</p>"
    page = "".join(
        form.format(i=i, t=title.upper(), d=f"{18 - i:02d}.04.2024", p="Zapraszamy o godz. 17.00."
                    if i == 1 else "Dziękujemy za udział.")
        for i, title in enumerate(TITLES, 1)
    )  # fmt: skip
    assert [article.date for article in read(page).articles] == [f"2024-04-{18 - i:02d}" for i in range(1, 7)]


def test_titles_without_days_below_a_heading_of_notices_belong_to_the_news() -> None:
    notices = "".join(
        f"<li><a href='/n/9{i}-wpis'>{title} dla rodziców</a></li>" for i, title in enumerate(TITLES)
    )
    page = f"<h2>Aktualności</h2>{items(PLAIN)}</section><section><h2>Ogłoszenia</h2><ul>{notices}</ul>"
    assert len(read(f"<section>{page}</section>").articles) == 12


def test_the_opening_of_an_exhibition_is_no_day_of_publication() -> None:
    form = "<div><h3><a href='/w/{i}-wpis'>{t}</a></h3><p>wernisaż: 1{i} kwietnia 2024, godz. 18.00</p></div>"
    assert not any(article.date for article in read(items(form)).articles)


def test_a_day_printed_once_for_those_beside_it() -> None:
    def group(day: str, *titles: str) -> str:
        rows = "".join(
            f"<div class=wp><a href='/dziennik/{title[:4]}-{len(title)}-wpis'>{title}</a>"
            "<p>Szczegóły podamy wkrótce, a zapisy przyjmujemy przy ladzie.</p></div>"
            for title in titles
        )
        return f"<div class=dzien><div>{day}</div><div class=wpisy>{rows}</div></div>"

    groups = (
        group("9 lutego 2024", *TITLES[:2])
        + group("8 lutego 2024", TITLES[2])
        + group("6 lutego 2024", TITLES[3])
    )
    days = ["2024-02-09", "2024-02-09", "2024-02-08", "2024-02-06"]
    assert [
        each.date for each in read(f"<div>{groups}</div>", "https://gbp.example/dziennik").articles
    ] == days


def test_the_menu_in_the_cell_beside_a_table_is_no_label_of_its_days() -> None:
    form = (
        "<table><tr><th>{t}</th><th>{d}</th></tr><tr><td>Opis <a href='?id={i}'>[...]</a></td></tr></table>"
    )
    page = f"<table><tr><td><a href='/'>Start</a></td><td>{items(form)}</td></tr></table>"
    assert all(each.date for each in read(page, "https://gbp.example/news.asp").articles)


def test_a_year_in_small_print_behind_a_day() -> None:
    form = (
        "<li><div>0{i}.02<small>2024</small></div><h4>{t}</h4><a href='/d/{i}-wpis'>Zobacz relację</a></li>"
    )
    assert [each.date for each in read(f"<ol>{items(form)}</ol>").articles] == [
        f"2024-02-0{i}" for i in range(1, 7)
    ]
