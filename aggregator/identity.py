"""One announcement, one name: canonical addresses, ids, and the hash of a wording."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, unquote_to_bytes, urlsplit, urlunsplit

from aggregator.text import fold

_PORTS = {"http": 80, "https": 443}
#: parameters that count visitors, not pages
_TRACKING = re.compile(
    r"utm_\w+|hsa_\w+|mtm_\w+|pk_\w+|piwik_\w+|matomo_\w+|mc_[ce]id|fb_\w+|_hs\w+|__cft__.*|__tn__|"
    r"fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|_ga|_gl|gad_\w+|"
    r"ref_src|ref_url|mkt_tok|vero_id|oly_\w+_id|replytocom|doing_wp_cron|nocache|no_cache|nonamp",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid|session_?id|oscsid|zenid|cfid|cftoken", re.I
)
#: short names that are sessions only where their value looks like one (`sid=12` is a section)
_MAYBE_SESSION = re.compile(r"sid|s|sess|session|token", re.I)
_SESSION_VALUE = re.compile(r"(?=.*\d)[0-9a-zA-Z]{20,}|(?=(?:.*\d){3})(?=(?:.*[a-f]){3})[0-9a-f]{10,}")
#: the same page, dressed for a printer or a telephone
_VIEW = {
    "print": None,
    "printable": None,
    "drukuj": None,
    "druk": None,
    "printview": None,
    "print_view": None,
    "amp": None,
    "pop": None,
    "tmpl": {"component"},
    "format": {"print"},
    "view_mode": {"print"},
    "mode": {"print"},
    "action": {"print"},
    "output": {"amp", "print"},
    "layout": {"print"},
}
_VIEW_VALUES = {"", "1", "true", "yes", "tak", "on", "print"}
_VIEW_PATH = re.compile(r"(?<=[^/])/(?:amp|print|drukuj)/?$", re.I)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.I)
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_INDEX = re.compile(r"/(?:index|default|home)\.(?:php|html?|aspx?|jsp)$", re.I)
#: `12-name`, and how a file is served
_NUMBERED = re.compile(r"([0-9]{1,9})[-,_](?=\D)")
_FILE = re.compile(r"\.(?:html?|php|aspx?|jsp)$")
#: letters of a name that says something
_NAME = 8
_WORD = re.compile(r"[^\W_]+(?:[.,](?=\d)[0-9]+)*")


@lru_cache(maxsize=8192)
def canonical_address(url: str, *, keep_fragment: bool = False) -> str:
    """The address under which we keep a page: one spelling, no visitor's marks, sessions and print views.

    A fragment goes, unless it names a page by itself (`#!/…`, `#/…`) or `keep_fragment` says that the
    items of this site differ by nothing else. Order of parameters, scheme and www stay. What is no web
    address comes back without its white space. Doing it twice is doing it once.

    >>> canonical_address("HTTP://www.Biblioteka.example:80/a/../nowe/?utm_source=x&amp;id=7#top")
    'http://www.biblioteka.example/nowe/?id=7'
    """
    for _ in range(20):  # taking one thing out may uncover another
        before, url = url, _clean(url, keep_fragment)
        if url == before:
            break
    return url


def _clean(url: str, keep_fragment: bool) -> str:
    url = re.sub(r"[\t\r\n\x00]", "", url).strip()
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), _host(parts), parts.port
    except ValueError:
        return url
    if scheme not in _PORTS or not host:
        return url
    netloc = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    fragment = parts.fragment if keep_fragment or parts.fragment.startswith(("!", "/")) else ""
    fragment = _escaped(fragment, "/?:@!$&'()*+,;=")
    return urlunsplit((scheme, netloc, _path(parts.path), _query(parts.query), fragment))


@lru_cache(maxsize=8192)
def address_key(url: str, *, keep_fragment: bool = False) -> str:
    """What twins of one address have in common: http and https, with www and without, with a slash at the
    end, with `index.php`, their parameters in another order. Only for comparing, never for fetching.

    >>> address_key("https://www.biblioteka.example/nowe/") == address_key("http://biblioteka.example/nowe")
    True
    """
    canonical = canonical_address(url, keep_fragment=keep_fragment)
    try:
        parts = urlsplit(canonical)
    except ValueError:
        return canonical
    if parts.scheme not in _PORTS:
        return canonical
    fragment = parts.fragment
    host = parts.netloc.removeprefix("www.")
    path = re.sub(r"/{2,}", "/", _INDEX.sub("/", parts.path)).rstrip("/")
    query = "&".join(sorted(filter(None, parts.query.split("&"))))
    return host + path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def same_name(address: str, other: str) -> bool:
    """Whether two pages have one name of their own, in whatever folder, case or form of file.

    A number before the name, and years and months among the folders, belong to it where both have some:
    next year's item has the same name. Numbers alone are no name, and a page of parameters has none.

    >>> same_name("https://b.example/2021/08/Noc-Bibliotek/", "https://b.example/archiwum/noc-bibliotek.html")
    True
    >>> same_name("https://b.example/2021/noc-bibliotek", "https://b.example/2022/noc-bibliotek")
    False
    """
    (mine, some), (theirs, others) = _name_of(address), _name_of(other)
    return mine == theirs and len(mine) >= _NAME and (some == others or not some or not others)


@lru_cache(maxsize=8192)
def _name_of(address: str) -> tuple[str, tuple[str, ...]]:
    """The last part of a path without its form of file, folded, and the numbers in front of it."""
    parts = urlsplit(address_key(address, keep_fragment=True))
    if parts.query or parts.fragment:
        return "", ()
    *folders, last = parts.path.split("/")
    number, name = _numbered(fold(unquote(last, errors="replace")))
    numbers = [folder.lstrip("0") for folder in folders if folder.isdecimal() and folder.isascii()]
    return _FILE.sub("", name), (*numbers, *([number.lstrip("0")] if number else []))


def _numbered(name: str) -> tuple[str, str]:
    """The number before a name, "" = none, and the name."""
    match = _NUMBERED.match(name)
    return (match[1], name[match.end() :]) if match else ("", name)


def mint_id(source_id: str, address: str, authority: str, *, wording: str = "") -> str:
    """The Atom id of an announcement first seen at the canonical `address`; twins of an address have one.

    `wording` is given where another announcement had the address before: a site reuses its addresses.
    """
    named = f"{source_id}\n{address_key(address, keep_fragment=True)}" + (f"\n{wording}" if wording else "")
    digest = hashlib.sha256(named.encode("utf-8", "replace")).digest()
    name = base64.b32encode(digest[:16]).decode("ascii").rstrip("=").lower()
    return f"tag:{authority},2026:a/{name}"


def wording_hash(title: str, text: str) -> str:
    """Names the words of an announcement: blind to layout, case, accents and punctuation, not to numbers."""
    return hash_words("".join(words_of(fold(title))), "".join(words_of(fold(text))))


def hash_words(title: str, text: str) -> str:
    """The same from words already folded and joined."""
    return hashlib.sha256(f"{title}\n{text}".encode("utf-8", "replace")).hexdigest()[:32]


def words_of(folded: str) -> list[str]:
    """The words of a folded text, numbers whole."""
    return _WORD.findall(folded)


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return host
    return f"[{host}]" if ":" in host else host


def _path(path: str) -> str:
    path = _PATH_SESSION.sub("", path)
    path = _escaped(path, "/:@!$&'()*+,;=")
    kept: list[str] = []
    segments = path.split("/")
    for number, segment in enumerate(segments):
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
        if segment in (".", "..") and number == len(segments) - 1:
            kept.append("")
    path = "/".join(kept)
    if not path.startswith("/"):
        path = "/" + path
    while (shorter := _VIEW_PATH.sub("/" if path.endswith("/") else "", path)) != path:
        path = shorter
    return path


def _query(query: str) -> str:
    kept = []
    query = re.sub(r"&(?:amp;)+", "&", "&" + query)
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if not name or _is_noise(name, value):
            continue
        kept.append(_escaped(pair, "/?:@!$'()*+,;="))
    return "&".join(kept)


def _is_noise(name: str, value: str) -> bool:
    if _TRACKING.fullmatch(name) or _SESSION.fullmatch(name):
        return True
    if _MAYBE_SESSION.fullmatch(name) and _SESSION_VALUE.fullmatch(value):
        return True
    if name.lower() not in _VIEW:
        return False
    values = _VIEW[name.lower()] or _VIEW_VALUES
    return value.lower() in values


def _escaped(part: str, safe: str) -> str:
    """Percent escapes in one spelling: none where none is needed, capitals, UTF-8."""

    def one(match: re.Match[str]) -> str:
        byte = unquote_to_bytes(match[0])
        return byte.decode("ascii") if byte[0] in _UNRESERVED else match[0].upper()

    return quote(_ESCAPE.sub(one, part), safe=safe + "%", errors="replace")
