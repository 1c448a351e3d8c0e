"""Links of an index page: which may lead to an article, and which are traps."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from aggregator.identity import address_key, canonical_address
from aggregator.text import fold
from crawler.pages.document import join

_TITLE = 300  #: characters of a text that decide whether it is a title
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 600  #: characters; longer addresses grow by themselves
_FILE = re.compile(
    r"\.(?:pdf|do[ct][xm]?|xls[xm]?|pp[st]x?|od[tspg]|rtf|txt|zip|rar|7z|jpe?g|png|gif|webp|svg|bmp|tiff?|mp[34]|avi|mov|"
    r"wmv|webm|m4[av]|ogg|wav|epub|mobi|xml|rss|atom|ics|css|js|json|csv|exe|apk|psd|cdr|mht)$",
    re.I,
)
_SENTENCE = r"(?:[^\W\d_]+-){2}[^\W\d_]"  #: three words more: no name of a tool
#: folders of tools; a title may begin as some are called ("/autor-reportazy-gosciem-biblioteki")
_TOOLS = (
    r"/(?:tags?|tagi|etykiety|author|feeds?|rss|search|login|wp-admin|wp-login|wp-json|wp-content|calendar|cart|"
    r"register|mapa-strony|sitemap|print|comments?)(?:[/,.;-]|$)|kalendarz,|/druk\.\w+$|"
    r"/(?:autor|szukaj|wyszukiwarka|logowanie|zaloguj|kalendarz|kalendarium|koszyk|rejestracja|drukuj)"
    rf"(?:[/,.;]|-(?!{_SENTENCE})|$)|"
    r"/(?:polec|wyslij|powiadom)(?:[-_]?znajom\w+)?(?:\.\w+|/|$)|/e?mail\.php$"
    r"|/(?:sond[ay]|ankiet[ay])(?:\.\w+$|(?:/\w+)?/\d+/?$)|"
    r"/(?:\w{1,6},)?(?:polityka[-_](?:prywatnosci|cookies)|rodo|deklaracja[-_]dostepnosci|kontakt|cookies"
    r"|ochrona[-_]danych(?:[-_]osobowych)?)(?:\.\w+|/)?$"
)
_TOOL_PATH = re.compile(_TOOLS, re.I)
#: and of other lists and their pages, or so they are called
_TRAP_PATH = re.compile(
    rf"{_TOOLS}|/(?:category|kategoria|kategorie|archiwum)/[^/]*/?$|"
    r"/(?:page|strona)/(?:[^/_-]*|\d+[^/]*|[^/_-]*[_-][^/_-]*)/?$|/archiwum/\d{4}/\d{1,2}/?$|"
    r"/page/\d+/?$|/index[_-]?\d{1,3}\.(?:html?|php)$|,strona,\d+$",
    re.I,
)
_TRAP_QUERY = re.compile(
    r"(?:^|&)(?:option=com_(?:users|search|mailto|tags|finder|jevents|rsform)|"
    r"view=(?:login|registration|remind|reset|categories|featured|tag)\b|tmpl=|print=(?!0)|layout=edit|"
    r"format=(?:feed|pdf|raw)|task=(?!view\b)|iccaldate=|feed=|replytocom=|share=|redirect_to=|add-to-cart=|"
    r"(?:sort|order|orderby|filter)\w*=|fontsize|kontrast|wcag|pdf=|action=(?:login|print|pdf)|kalendarz=)",
    re.I,
)
#: parameters of archives, searches, categories; traps where nothing else names an article ("?m=202209")
_ARCHIVE = frozenset(
    {"s", "q", "m", "cat", "author", "tag", "paged", "year", "month", "rok", "miesiac", "lang", "day"}
)
_FIRST_PAGE = re.compile(r"(.*/\d+/[^/]*[^\W\d_]{2}[^/]*)/page/1/?")
#: lists that are called like tools, with what lies below them
_ASIDE = ("/archiwum", "/kalendarz", "/kalendarium", "/calendar", "/feed")
#: of an article in an archive; "2021", "marzec-2021" and "dzieci" are parts of it
_SLUG = re.compile(
    r"(?:\d{4}-\d\d-\d\d-)?(?!\d{4}(?:[-_/]|$))(?=.*[^\W\d_]{2}.*[-_].*[^\W\d_]{2})[^/]+/?|(?!19|20)\d{4,7}/?"
)
_HOME = {"", "index.php", "index.html", "index.htm", "start", "home", "strona-glowna"}
_HOME_QUERY = re.compile(r"(?:lang|l)=\w{0,3}")
_TOOL = re.compile(r"/component/(?:mailto|search|users|finder|tags)\b|/(?:mailto|drukuj|print|pdf)[/,]", re.I)
_CATEGORY_VIEW = re.compile(r"(?:^|&)view=category(?:&|$)", re.I)
_ALBUM = re.compile(r"/(?:foto)?(?:galeri[ae]|gallery|zdjecia|albumy?|filmy|wideo|video)(?:[/,?-]|\.\w+\?)")
_NUMERIC = re.compile(r"\d[\d.-]*")  #: a folder that tells a number or a month
_COMMA = re.compile(r"[a-z]{1,12},(?=\d)", re.I)
_LISTY = re.compile(
    r"view=category\b|/(?:kategori[ae]|categor(?:y|ies)|tags?|archiwum)/[^/?]+(?:/strona/\d+)?/?\?|/page/\d+/?\?"
    r"|/(?:aktualnosci|wiadomosci|newsy?|ogloszenia|wydarzenia|komunikaty|blog)(?:\.\w+|(?:,strona)?,\d+|/)?"
    r"\?(?:(?:page|strona|str|p|start|limitstart)=\d*)?$"
)
_PAGED = re.compile(r"(?:(?:page|paged|strona|str|start|limitstart)=\d+)?")
_PAGE = re.compile(r"[?&](?:page|paged|strona|str|start|limitstart|offset)=\d+(?=&|$)")
_STATE = re.compile(r"^(?:referr?er|kalendarz|iccaldate|back|return|returnurl|cf_id|print-search)$", re.I)
_STATE_IN_PATH = re.compile(r"&(?:kalendarz|iccaldate|referrer)=[^.&/?#]*", re.I)
_NO_PAGE = re.compile(r"(?:javascript|mailto|tel|data|skype|sms|callto|ftp):", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_MORE = re.compile(
    r"^[\W_]*+(?:(?:czytaj|zobacz|przeczytaj|dowiedz sie|sprawdz|przejdz|kliknij)\b.{0,28}|"
    r"pokaz(?:\W*$| (?:mi |tresc|cal[aey]|calosc|wiecej|wszystk|szczegol|artykul|wpis|reszt"
    r"|aktualnosc|wiadomosc).{0,28})|"
    r"wiecej\b.{0,30}|"
    r"read more.{0,60}|more|details|szczegoly|rozwin|dalej|continue reading.{0,160}|calosc|caly artykul|"
    r"pelna tresc.{0,20}|otworz|link|tutaj|tu|\W*+)[\W_]*+$"
)
_NOT_TITLE = re.compile(
    r"^[\W_]*(?:skomentuj|(?:dodaj|brak|zostaw|\d+) komentarz\w*|leave a (?:comment|reply)|\d+ comments?|"
    r"komentarze.{0,6}|galeria(?: zdjec)?|fotogaleria|drukuj|pdf|e-?mail|edytuj|udostepnij.{0,20}|zdjecia|"
    r"lubie to|(?:czas czytania\W{1,3})?\d+ min(?:ut\w{0,2})?(?:\(y\))?(?: (?:czytania|read))?)[\W_]*$"
)

_LISTS = (
    "aktualnosci|wiadomosci|news(?:ow|y)|wpis(?:ow|y)|ogloszen(?:ia)?|wydarzen(?:ia)?|artykul(?:ow|y)"
    "|komunikat(?:ow|y)|galeri[ie]|zdjec|film(?:ow|y)|post(?:ow|y)|informacj[ie]|imprez"
)
#: a way to another list: "Archiwum wiadomości: Wydarzenia", "Zobacz wszystkie", "Więcej galerii »"
_TO_LIST = re.compile(
    rf"[\W_]*(?:archiwum (?:{_LISTS})\b.{{0,40}}"
    r"|(?:(?:(?:zobacz|pokaz|czytaj|przejdz do) )?(?:wszystkie|wiecej|inne|pozostale)|przejdz do|lista) "
    rf"(?:{_LISTS})[\W_]*|zobacz wszystkie[\W_]*)"
)


@lru_cache(maxsize=8192)
def clean_link(base: str, href: str) -> str:
    """Absolute address of a link without sessions, tracking and states of widgets; "" = leads to no page."""
    href = href.strip()
    if not href or href[:1] == "#" or _NO_PAGE.match(href):
        return ""
    url = join(base, href.replace("&amp;", "&"))
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > _LONGEST:
            return ""
        return canonical_address(urlunsplit(_stateless(parts)))
    except ValueError:
        return ""


def _stateless(parts: SplitResult) -> SplitResult:
    path = _STATE_IN_PATH.sub("", parts.path)
    query = parts.query
    if any(_STATE.match(name) for name, _ in parse_qsl(query, keep_blank_values=True)):
        kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _STATE.match(k)]
        query = urlencode(kept)
    return parts._replace(path=path, query=query)


@lru_cache(maxsize=8192)
def host_of(url: str) -> str:
    """Host without www and trailing dot, "" where the address cannot be read."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=8192)
def is_trap(href: str) -> bool:
    """Does a link as written lead to a print view, a feed, a search, a tag or a tool of the site?"""
    path, _, query = href.partition("?")
    query = unquote(query.split("#")[0].replace("&amp;", "&"))
    return bool(_TRAP_QUERY.search(query) or _TOOL.search(path)) or _is_archive(query)


def _is_archive(query: str) -> bool:
    pairs = parse_qsl(query)
    return bool(pairs) and all(name in _ARCHIVE and "/" not in value for name, value in pairs)


def is_below(url: str, page_url: str) -> bool:
    """Is the host of an address one below that of the page ("dzieci.…")?"""
    return host_of(url).endswith("." + host_of(page_url))


def may_be_article(url: str, page_url: str, *, lenient: bool = False) -> bool:
    """Can this be the address of an article listed on the page? Same site, no file, no trap, not the page.

    `lenient`, those that look like addresses of other lists ("/kategoria/nowe-regaly") can, too.
    """
    if host_of(url) != host_of(page_url):
        return False
    parts = urlsplit(url)
    path = unquote(parts.path)
    if (paged := _FIRST_PAGE.fullmatch(path)) and not key_of(page_url).startswith(
        key_of(url)[: -len("/page/1")]
    ):
        path = paged[1]  # of an article in parts, not of a list
    own = unquote(urlsplit(page_url).path).rstrip("/")
    if own.endswith(_ASIDE) and path.startswith(own + "/") and _SLUG.fullmatch(path[len(own) + 1 :]):
        path = own.rpartition("/")[0] + path[len(own) :]
    traps = _TOOL_PATH if lenient else _TRAP_PATH
    if _FILE.search(path) or traps.search(path) or is_trap(f"?{parts.query}"):
        return False
    if _CATEGORY_VIEW.search(parts.query):
        return False
    if path.strip("/").lower() in _HOME and (not parts.query or _HOME_QUERY.fullmatch(parts.query)):
        return False
    return not _is_above(url, page_url) and not _repeats(path)


key_of = lru_cache(maxsize=8192)(address_key)


def is_front(url: str) -> bool:
    """Is it the address of a front page?"""
    return "/" not in key_of(url).rstrip("/")


def is_album(url: str) -> bool:
    """Does an address lie in a folder of pictures or films?"""
    return bool(_ALBUM.search(key_of(url)))


def _is_above(url: str, page_url: str) -> bool:
    """Is it the page itself, another of its list, or a part of the site that the page lies in?"""
    mine, other = key_of(page_url), key_of(url)
    if mine == other or ("?" not in other and mine.startswith(other.rstrip("/") + "/")):
        return True
    return bool(_PAGE.search(other)) and _PAGE.sub("", other) == _PAGE.sub("", mine)


def _repeats(path: str) -> bool:
    """A path whose parts come again and again is a link that grows by itself."""
    parts = [part for part in path.split("/") if part]
    return len(parts) > 12 or any(parts.count(part) > 2 for part in set(parts) if len(part) > 3)


def is_more(text: str) -> bool:
    """Is this the text of a "read more" link, or none at all?"""
    return _judge(text[:_TITLE])[0]


def is_title(text: str) -> bool:
    """Can a link of this text be the title of an article?"""
    return _judge(text[:_TITLE])[1]


def leads_to_list(text: str) -> bool:
    """Is this the text of a link to another list ("Archiwum aktualności", "Wszystkie wydarzenia")?"""
    return _judge(text[:_TITLE])[2]


@lru_cache(maxsize=8192)  # the same link is asked for again and again
def _judge(text: str) -> tuple[bool, bool, bool]:
    """Leads it on, may it be a title, and leads it to a list?"""
    folded = fold(text)
    if _TO_LIST.fullmatch(folded):
        return False, False, True
    if _MORE.match(folded):
        return True, False, False
    return False, not _NOT_TITLE.match(folded) and bool(_LETTER.search(folded)), False


@lru_cache(maxsize=8192)
def shape(url: str) -> str:
    """The kind of an address: numbers and slugs made one, so that articles of one site look alike.

    >>> shape("https://a.example/aktualnosci/399-narodowy-program") == shape("https://a.example/ogloszenia/7-nabor-trwa")
    True
    """
    parts = urlsplit(url)
    path = "/".join(_segment(part) for part in unquote(parts.path).split("/") if part)
    query = "&".join(
        f"{name}={'9' if value[:1].isdigit() else _segment(value) if len(value) > 12 else value}"
        for name, value in sorted(parse_qsl(parts.query, keep_blank_values=True))
        if name.lower() not in {"chash", "itemid"}
    )
    return f"{path}?{query}"


@lru_cache(maxsize=8192)
def is_numbered(url: str) -> bool:
    """Is there a figure in the kind of an address?"""
    kind = shape(url)
    return "9" in kind or "d" in kind


def kind_of(url: str) -> str:
    """As `shape`, but folders keep their names: what differs in its last part only is of one kind."""
    parts = urlsplit(url)
    *folders, last = [part for part in unquote(parts.path).split("/") if part] or [""]
    path = "/".join(["9" if _NUMERIC.fullmatch(part) else part for part in folders] + [_segment(last)])
    return f"{path}?{shape(url).partition('?')[2]}"


def _segment(part: str) -> str:
    if comma := _COMMA.match(part):  # "art,3811,majowka" is of another kind than "kat,1,dla-dzieci"
        return comma[0] + _segment(part[comma.end() :])
    if part.isdigit():
        return "9"
    digits = any(char.isdigit() for char in part)
    words = len(_WORD.findall(part))
    return ("d" if digits else "w") + ("s" if words > 1 else "")


def is_list_address(url: str) -> bool:
    """Is it the address of a list by its look alone: the home page, a category, a page of a list?"""
    parts = urlsplit(url)
    if parts.path in {"", "/", "/index.php"} and _PAGED.fullmatch(parts.query):
        return True
    return bool(_LISTY.search(f"{parts.path}?{parts.query}".lower()))
