"""What stands amid news on index pages and is none: ways to other lists, categories, pages of the site."""

from __future__ import annotations

import pytest

from tests.crawler.index_pages import PLAIN, TITLES, items, read


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


@pytest.mark.parametrize("arrow", ["►", "❯", "➔", "⇒"])
def test_arrows_of_many_kinds_lead_on(arrow: str) -> None:
    listing = read(
        items(PLAIN) + f"<p><span>◄</span> <a href='/wpisy?nr=2'>{arrow}</a></p>", "https://gbp.example/wpisy"
    )
    assert listing.next_page == "https://gbp.example/wpisy?nr=2"


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


def test_more_posts_in_the_pager_of_a_blog_lead_on() -> None:
    address = "/search?updated-max=2024-01-11T12:20:00%2B01:00&max-results=6"
    pager = f"<a class='blog-pager-older-link button' href='{address}'>Więcej postów</a>"
    assert (read(items(PLAIN) + f"<div class='blog-pager'>{pager}</div>").next_page or "").startswith(
        "https://gbp.example/search?updated-max=2024"
    )


def test_a_tag_inside_a_linked_card_does_not_end_its_link() -> None:
    form = (
        "<a href='/n/{i}-wpis' class=tile><article><header><h3>{t}</h3></header><object>"
        "<a href='/temat'>Film</a></object><p>Zapraszamy do czytelni.</p><footer>{d}</footer></article></a>"
    )
    listing = read(f"<div class=tiles>{items(form)}</div>")
    assert [(each.title, each.date) for each in listing.articles] == [
        (title, f"2024-04-{18 - i:02d}") for i, title in enumerate(TITLES, 1)
    ]


def test_figures_that_count_items_lead_to_the_next_of_them() -> None:
    pager = (
        "<p class=pagination><strong class=on>0</strong> | <a href='spip.php?rubrique3&debut=10'>10</a> | "
    )
    listing = read(items(PLAIN) + pager + "<a href='spip.php?rubrique3&debut=20'>20</a></p>")
    assert listing.next_page == "https://gbp.example/spip.php?rubrique3&debut=10"


def test_the_second_page_of_a_static_list() -> None:
    pager = "<p>Strony: 1 <a href='aktualnosci2.html'>2</a> <a href='aktualnosci3.html'>3</a></p>"
    listing = read(items(PLAIN) + pager, "https://gbp.example/aktualnosci.html")
    assert listing.next_page == "https://gbp.example/aktualnosci2.html"


def test_titles_with_summaries_and_nothing_else_make_a_list_below_a_folder() -> None:
    form = "<div class=t><div><a href='/{i}-wpis'>{t}</a></div><p>{p}</p></div>"
    text = "Szczegóły podamy wkrótce, a zapisy przyjmujemy przy ladzie."
    titles = ("Spotkanie DKK", "Awaria telefonu", "Ferie w filii", "Grant na regały")
    page = "".join(form.format(i=i, t=title, p=text) for i, title in enumerate(titles))
    assert len(read(page, "https://gbp.example/aktualnosci").articles) == 4
    assert read(page, "https://gbp.example/").articles == ()


@pytest.mark.parametrize(
    "address", ["/polityka-prywatnosci/", "/s,rodo.html", "/deklaracja-dostepnosci", "/kontakt"]
)
def test_what_every_site_has_is_no_article(address: str) -> None:
    page = (
        items(PLAIN)
        + f"<article><h3><a href='{address}'>Ważne dla czytelników</a></h3><p>18.04.2024</p></article>"
    )
    assert len(read(page).articles) == 6


def test_a_slider_goes_on_beside_lists_of_the_same_look() -> None:
    slide = "<a class=item href='/w/{i}-wpis'><p>Aktualności</p><p>2024.04.1{i}</p><h3>{t}</h3></a>"
    entry = "<a class=news href='/w/{n}{i}-wpis'><header>2024.04.0{i}</header><h5>{t} w filii nr {n}</h5></a>"
    lists = "".join(
        f"<div class=panel><div class=group>{items(entry.replace('{n}', str(n)), 6)}</div></div>"
        for n in (1, 2, 3)
    )
    assert len(read(f"<div class=slides>{items(slide, 3)}</div><div>{lists}</div>").articles) == 21


def test_the_address_of_an_office_is_no_article() -> None:
    page = (
        "<h1><a href='/art/id/1'>Dane teleadresowe</a></h1><p>Data publikacji: 10.02.2020</p><p>Rynek 1</p>"
    )
    assert read(f"<div><div>{page}</div></div>").articles == ()


def test_a_link_that_is_a_drawn_sign_leads_to_the_item_of_its_row() -> None:
    form = (
        "<tr><td>{d}</td><td>{t}</td><td><a href='/k/{i}'><i class='fa fa-eye'></i></a></td>"
        "<td><a href='/k/{i}.pdf'><i class='fa fa-download'></i></a></td></tr>"
    )
    listing = read(f"<table>{items(form)}</table>", "https://gbp.example/k")
    assert [(each.title, each.date) for each in listing.articles] == [
        (title, f"2024-04-{18 - i:02d}") for i, title in enumerate(TITLES, 1)
    ]


def test_older_news_lead_on_wherever_their_link_stands() -> None:
    listing = read(items(PLAIN) + "<p><a href='stare.html'>Starsze wiadomości</a></p>")
    assert listing.next_page == "https://gbp.example/stare.html"


def test_a_promotion_among_dated_cards_is_none() -> None:
    form = "<div class=c><a href='/n/{i}/wpis'><div><time>{d}</time><h2>{t}</h2></div></a></div>"
    promo = "<div class=c><a href='/zapisy/newsletter'><div><h2>Zapisz się na newsletter</h2></div></a></div>"
    assert len(read(f"<div>{promo}{items(form)}</div>").articles) == 6


def test_a_list_in_a_nav_is_read_where_nothing_else_is() -> None:
    form = "<a class=wp href='/nowosci/{i}-wpis'><b>{t}</b><i>{d}</i><span>Zapraszamy do czytelni.</span></a>"
    listing = read(
        f"<nav class=lista>{items(form)}</nav><div><a href='/nowosci?k=2'>dalej</a></div>",
        "https://gbp.example/nowosci",
    )
    assert len(listing.articles) == 6
    assert listing.next_page == "https://gbp.example/nowosci?k=2"


def test_a_column_in_another_language_goes_on_in_like_boxes() -> None:
    form = "<div class=nw><h3><a href='/news/{f}{i}-wpis'>{t}</a></h3><p>{d}</p><p>Zapraszamy.</p></div>"
    ours, theirs = (items(form.replace("{f}", folder), 3) for folder in ("", "uk/"))
    page = f"<div class=pl><h2>Aktualności</h2>{ours}</div><div class=uk><h2>Новини</h2>{theirs}</div>"
    assert len(read(page, "https://gbp.example/news").articles) == 6


def test_the_next_page_has_an_address_like_those_of_the_items() -> None:
    form = "<dt>{d}</dt><dd><a href='/aktualnosci/{i}4'>{t}</a> Zapraszamy do czytelni na parterze.</dd>"
    page = f"<dl>{items(form)}</dl><p>Strona 1 z 12. <a href='/aktualnosci/2'>Następna strona</a></p>"
    listing = read(f"<div>{page}</div>", "https://gbp.example/aktualnosci")
    assert listing.next_page == "https://gbp.example/aktualnosci/2"
    assert len(listing.articles) == 6
