"""What is not the article: told by markup, by the names its author gave it, and by its wording."""

from __future__ import annotations

import re
from functools import lru_cache

HIDDEN = "~hidden"  #: mark of an element that the page itself hides
FOREIGN = "~foreign"  #: mark of an element in another language

_NAMES = {
    "header": """
        masthead topbar top-bar topheader site-header siteheader page-top naglowek header-top logo brand
        branding site-title site-name site-description sitename nazwa herb baner baner-top topnav
        skip-link skiplink skiplinks skip-links skip site-branding toolbar slogan
    """,
    "menu": """
        nav navbar navpath navigation menu submenu mainmenu main-menu megamenu mega-menu dropdown
        dropdown-menu bipmenu lewe-menu leftmenu topmenu hamburger offcanvas off-canvas mobile-menu
        nawigacja breadcrumb breadcrumbs okruszki sciezka pathway pager pagination pagenav paginacja
        nav-links page-links post-navigation post-nav article-nav prevnext prev-next poprzedni nastepny
        toc ez-toc-container toc_container lwptoc entry-crumbs td-crumb-container crumbs sitemap
        mapa-strony rank-math-breadcrumb tabs-nav przyciski
    """,
    "sidebar": """
        sidebar sidebars widget widgets widget-area widgetarea aside lewa prawa lewy prawy moduletable
        kolumna-lewa kolumna-prawa left-column right-column leftcolumn rightcolumn leftcol rightcol
        panel-boczny sidebar-first sidebar-second side-panel blok-boczny prawa-kolumna lewa-kolumna
        kolumna-boczna boczna boczny side-border-left side-border-right side-body scapmain
    """,
    "related": """
        related yarpp podobne powiazane pozostale zobacz-takze zobacz-tez polecane see-also seealso
        read-more-posts latest latestnews najnowsze ostatnie recent recent-posts popular popularne
        related-posts related-articles relateditems jp-relatedposts inne-aktualnosci more-news
        ostatnio-dodane ostatnie-wpisy similar item-author-latest more-posts crp_related rp4wp
        posts-list aktualnosci-lista next-posts recommended nowosci wp-embedded-content
        video-playlist playlist teasers teaser-list teaserlist saiba-mais relatedlinks relatednews
        relatedarticles
    """,
    "comments": """
        comments comment comment-list comment-form comment-respond respond komentarze komentarz disqus
        disqus_thread jcomments fb-comments reply-form replies replies-container commentlist commentform
        comment-navigation comments-list pingback trackback
    """,
    "share": """
        share sharing share-buttons social socials social-icons social-media social-share sharedaddy
        addtoany addtoany_content addthis addthis_toolbox udostepnij udostepnianie fb-like
        fb-share-button socialbuttons heateor_sss heateor post-share entry-share print drukuj
        print-button printfriendly akcje actions narzedzia tools read czas-czytania reading-time
        post-views noprint no-print hidden-print d-print-none printfooter
    """,
    "accessibility": """
        wcag wai a11y accessibility ulatwienia dostepnosc-pasek fontsize font-size font-resizer
        fontresizer kontrast contrast high-contrast zmiana-czcionki czcionka text-resize userway
        accessibility-toolbar pojo-a11y pojo-a11y-toolbar wielkosc-czcionki jezyk-migowy
    """,
    "cookies": """
        cookie cookies cookiebar cookie-bar cookie-notice cookie-info cookie-law cookie-law-info-bar
        cookies-bar rodo gdpr consent cmp ciasteczka cc_banner cc-window cc-banner eu-cookie cmplz
        cky-consent-container moove_gdpr cookieconsent polityka-cookies privacy-popup
    """,
    "calendar": """
        calendar kalendarz kalendarium mini-calendar datepicker imieniny pogoda weather zegar clock
        clockdate wydarzenia-kalendarz data-dzis today dzis
    """,
    "counter": """
        licznik counter hits odslony odwiedziny licznik-odwiedzin statystyka statystyki-odwiedzin visits
    """,
    "footer": """
        footer stopka site-footer page-footer colophon copyright copyrights footer-widgets prefooter
        subfooter footer-bottom foot ftr page-foot
        footerwrap stopka-dol bottom-bar made-by realizacja credits
    """,
    "logos": """
        partners partnerzy partner sponsors sponsorzy logotypy loga logos logotyp patroni banery banners
        bannery ads reklama reklamy unia-europejska fundusze-ue projekty-ue banners-eu
    """,
    "form": """
        paywall newsletter search szukaj szukajka wyszukiwarka searchform search-form login logowanie zaloguj
        sonda ankieta poll captcha guestbook
    """,
    "popup": """
        popup pop-up modal lightbox overlay preloader loader loading dialog tooltip
    """,
    "meta": """
        entry-meta post-meta article-info metryka metryczka byline submitted posted-on entry-footer
        event-meta post-footer article-meta art-meta node__submitted node__links meta metadata node__meta
        article-details item-meta itemtoolbar itemheader-meta itemauthorblock author-box authorbox
        author-bio about-author post-tags tags-links tags-list tag-list tags tagi etykiety cat-links
        rejestr-zmian rejestr historia-zmian bip-meta article-footer post-info entry-info meta-info
        news-meta item-hits license-box article-aside online-list entryfooter postfooter content-meta
        item-content-footer item-rating-block item-links item-toolbar vcard post-author author-name
        author author-info author-bio-box saboxplugin-wrap authorinfo authorbio
        wp-block-post-author informacja-publiczna autor-wpisu postprofile signature imbreadcrumb
        im-breadcrumb tribe-events-meta-group postmetadata entry-utility
    """,
    "hidden": """
        screen-reader-text sr-only visually-hidden visuallyhidden element-invisible hidden ukryte
        offscreen is-invisible rich-snippet-hidden hide-accessible hiddenstructure sr-hidden is-hidden
        screenreader-only invisible u-hidden a11y-hidden headerlink header-anchor heading-anchor hash-link
    """,
}
_BY_NAME = {name: where for where, names in _NAMES.items() for name in names.split()}
_BY_ROLE = {
    "navigation": "menu", "menu": "menu", "menubar": "menu", "complementary": "sidebar", "search": "form",
    "contentinfo": "footer", "banner": "header", "dialog": "popup", "alertdialog": "popup", "toolbar": "menu",
    "tooltip": "popup",
}  # fmt: skip
_NEVER = frozenset({"body", "html", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"})
_QUALIFIER = frozenset({
    "has", "with", "no", "without", "layout", "one", "two", "three", "both", "page", "body", "is", "not",
    "fixed", "sticky", "full", "none", "on", "off", "enabled", "disabled",
})  # fmt: skip
#: What a reader opens with a click is a part of the article.
_FOLDED = re.compile(
    r"accordion|akordeon|collaps|toggle|expand|spoiler|rozwin|faq|answer|tab-?(?:pane|content|panel)|panel-body"
)
_CONTENT = re.compile(
    r"(?:^|[-_#@ ])(?:content|tresc|article|artykul|articlebody|entry-content|post-content|main)(?:$|[-_ ])"
)
#: of an <aside> that is no column but holds the day of an article
_DATED = re.compile(r"(?:post|entry|blog|article|news|item)[-_]?(?:date|meta|time)\b")


@lru_cache(maxsize=8192)
def name_region(tag: str, marks: str) -> str:
    """Kind of furniture that an element's names speak of, "" = none.

    >>> name_region("div", "widget widget_archive"), name_region("body", "has-sidebar")
    ('sidebar', '')
    """
    if HIDDEN in marks:
        return "" if _FOLDED.search(marks) and FOREIGN not in marks else "hidden"
    if tag in _NEVER:
        return "hidden" if tag[0] == "h" and _is_hidden(marks) else ""
    if "@articlebody" in marks or "hentry" in marks:
        return ""
    for mark in marks.split():
        where = _BY_ROLE.get(mark[1:], "") if mark[0] == "^" else "" if mark[0] in "@$" else _named(mark)
        if where and not (tag == "p" and mark == "naglowek"):  # of a paragraph it is the word for a heading
            return where
    return "meta" if tag == "aside" and _DATED.search(marks) else ""


def _is_hidden(marks: str) -> bool:
    return any(_BY_NAME.get(mark) == "hidden" for mark in marks.split())


def _named(mark: str) -> str:
    """Kind of furniture of one class or id: the whole name, or a word that it begins or ends with."""
    if mark in _HEADER_IDS:
        return "header"
    if mark == "#page-top":
        return ""  # the whole page, for the link back to its top
    name = mark.lstrip("#")
    exact = _BY_NAME.get(name) or _BY_NAME.get(name.replace("_", "-"))
    if exact:
        return exact
    words: list[str] = _WORDS.findall(name)
    for word in words:
        if word.startswith("menu") or word.endswith("menu"):
            return "" if not _QUALIFIER.isdisjoint(words) or _CONTENT.search(name) else "menu"
    if len(words) > 1 and words[-2:] in _OF_MAIN:
        return words[-1]
    if "copyright" in words and _QUALIFIER.isdisjoint(words):
        return "footer"
    if (
        words[:2] == _LETTERS
        or len(words) < 2
        or len(words) > 5
        or not _QUALIFIER.isdisjoint(words)
        or _CONTENT.search(name)
    ):
        return ""
    for part in ("-".join(words[:2]), "-".join(words[-2:])):
        if part in _BY_NAME and _BY_NAME[part] not in {"hidden", "popup"}:
            return _BY_NAME[part]
    if name.startswith("widget_"):
        return "sidebar"
    if words[-1] == "side" and len(words) == 2 and words[0] not in _SIDES:
        return "sidebar"
    if words[-1] == "naglowek" and words[0] in _OF_TEXTS:
        return ""
    return next((_BY_NAME[word] for word in (words[-1], words[0]) if word in _TELLING), "")


#: whose "naglowek" is a heading, not the site's header
_OF_TEXTS = frozenset(
    "wpis wpisu post news art artykul artykulu akt aktualnosc tekst wiad wiadomosc wiadomosci item".split()  # noqa: SIM905
)
#: of whom the side is one of two, or no column
_SIDES = frozenset({"left", "right", "main", "content", "front", "back", "in", "out", "one", "two", "far"})
_LETTERS = ["font", "size"]  #: with a size behind them they are a style of any text
_OF_MAIN = (["main", "sidebar"], ["main", "footer"])  #: beside and below the main part, not in it
_HEADER_IDS = frozenset({"#header", "#head", "#top", "#naglowek", "#site-header", "#pageheader"})
_WORDS = re.compile(r"[a-z]+")
_TELLING = frozenset({
    "sidebar", "footer", "foot", "ftr", "stopka", "cookie", "cookies", "comments", "komentarze", "menu",
    "submenu",
    "breadcrumb", "breadcrumbs", "okruszki", "related", "newsletter", "pagination", "navigation",
    "navbar", "kalendarz", "calendar", "wcag", "sharing", "social", "licznik", "masthead", "copyright",
    "tags", "naglowek", "topbar", "pager", "prevnext", "author", "byline", "gdpr", "rodo", "podobne",
    "searchform", "paywall",
})  # fmt: skip
_TAGS = {
    "nav": "menu",
    "aside": "sidebar",
    "footer": "footer",
    "menu": "menu",
    "button": "form",
    "dialog": "popup",
}


REGION_TAGS = frozenset({*_TAGS, "header"})  #: elements that may be furniture by their tag


def tag_region(tag: str, inside: bool) -> str:
    """Kind of furniture that an element is by its tag; `inside` an article or main part of the page."""
    if tag == "header":
        return "" if inside else "header"
    if tag == "footer":
        return "meta" if inside else "footer"
    return _TAGS.get(tag, "")
