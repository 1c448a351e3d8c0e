"""What the head of a page calls the page and its site."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aggregator.text import fold, squeeze
from crawler.pages.document import Page
from crawler.pages.furniture.wording import names_section

_ARTICLES = ("Article", "NewsArticle", "BlogPosting", "Report", "WebPage", "Event")
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_SITES = ("og:site_name", "application-name")
SUPPORT = 50  #: no line is called more surely by the head of a page
_SEPARATOR = re.compile(r"\s+[-–—|•·»«:/]+\s+|\s*(?:\||::|»|«|•)\s*|\s+>\s+")
_KIND = (
    "gminn|miejsk|powiatow|wojew[oó]dzk|publiczn|samorz[aą]dow|pedagogiczn|szkoln|narodow|dzielnicow|oficjaln"
    "|kulturaln"
)  # fmt: skip
_CAPITAL = "[A-ZŻŹĆŁŚÓĄĘŃ]"
#: a word with a capital is asked for as a name alone, or each of them could be read in two ways; for the same
#: reason no word gives a letter back, so a stroke at the end of one may divide it from a quotation
_INSTITUTION = re.compile(
    rf"""^(?:(?:(?:{_KIND}|miejsko|gminno|powiatowo|bip|filia|strona|witamy|portal|internetowa)\w*
        |w|nr|\d++|[-–|:])[\s-]*+)*+
    (?:(?:bibliotek|ksi[aą][zż]nic|mediatek)\w*+|centrum|o[sś]rodek|dom|gmina|miasto|urz[aą]d|szko[lł]a|zesp[oó][lł]\s+szk[oó][lł]|muzeum)
    (?:(?:[\s,.–-]++|(?<=[.-]))(?:(?-i:(?!{_CAPITAL}))(?:(?:{_KIND})\w*+|kultury|gminy|miasta|i|im|imienia|w|we|dla|oraz|nad|pod|ksi[aą][zż]ki
        |informacji|promocji|czytelnictwa|animacji|edukacji|sportu)\b|(?-i:["„'”]?{_CAPITAL})[\w."”'-]*+)){{1,10}}+\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
#: how such a name begins, or with one of these signs or a number: asked before the long expression
_OPENS = frozenset(
    "bib bip cen dom dzi fil gmi int ksi ksią kul med mie mia muz nar ofi osr ośr ped por pow pub sam str szk"  # noqa: SIM905
    " urz wit woj zes".split()
)
_OPENS_ALONE = "w-–|:"
_NUMBER = "nr"


def names_institution(text: str) -> bool:
    """Is it the name of a library, a town or the like, and nothing else?"""
    opening = text[:3].lower()
    first = opening[:1]
    may = opening in _OPENS or first in _OPENS_ALONE or opening[:2] == _NUMBER or first.isdecimal()
    return may and _INSTITUTION.match(text) is not None


@dataclass(slots=True)
class Names:
    """What the head of a page calls the page and the site; folded."""

    exact: tuple[str, ...]  #: og:title, headline
    page: str  #: <title>
    sites: frozenset[str]
    raw: str  #: all of them as printed, and folded for what is printed in capitals
    of: Page
    trail: str = ""  #: what the way from the first page calls it


def head_names(page: Page, known: frozenset[str] = frozenset()) -> Names:
    """Names from the head; `known` are folded names of the site learnt from several pages."""
    metas, title = page.metas, page.title
    exact = [squeeze(metas[name]) for name in _TITLES if name in metas]
    sites = [squeeze(metas[name]) for name in _SITES if name in metas]
    for item in page.json_ld:
        kind = str(item.get("@type"))
        if any(name in kind for name in _ARTICLES):
            exact += [str(item.get("headline") or ""), str(item.get("name") or "")]
        elif any(name in kind for name in ("WebSite", "Organization", "Library")):
            sites.append(str(item.get("name") or ""))
    if names_institution(title):  # old pages carry the site's name on every page
        sites.append(title)
    exact = [name for name in dict.fromkeys(exact) if name]
    printed = "\n".join(exact)
    together = fold(printed) if exact else ""  # all at once
    folded = together.split("\n") if exact else []
    if len(folded) != len(exact):
        folded = [fold(name) for name in exact]
    return Names(
        tuple(dict.fromkeys(folded)),
        page.head,
        known.union([fold(name) for name in sites if name]) if sites else known,
        "\n".join([text for text in (printed, title, together, page.head) if text]),
        page,
    )


def head_title(page: Page, names: Names) -> str:
    """A title from the head alone, for pages without any heading: og:title, else <title> without the site."""
    for text in (page.meta("og:title"), page.title):
        parts = _parts(text)
        kept = [part for part in parts if fold(part) not in names.sites and not names_section(fold(part))]
        kept = [part for part in kept if not names_institution(part)] if len(parts) > 1 else kept
        kept = [part for part in kept if any(map(str.isalnum, part))]
        if kept and len(kept) == len(parts):
            site, colon, rest = text.partition(": ")
            return rest.strip() if colon and names_institution(site) and " " in rest.strip() else text.strip()
        if len(kept) > 1 and (whole := _with_strokes(text, kept)):
            return whole
        if kept:
            return max(kept, key=len).strip() if len(kept) > 1 else kept[0].strip()
    return ""


def _parts(text: str) -> list[str]:
    """What strokes divide a <title> into; a stroke in a quotation divides nothing ("„Mała książka – wielki
    człowiek” wraca – Biblioteka w Lipnie")."""
    parts, start = [], 0
    for stroke in _SEPARATOR.finditer(text):
        part = text[start : stroke.start()]
        if part.count("„") <= part.count("”") + part.count('"'):
            parts.append(part)
            start = stroke.end()
    return [part for part in (*parts, text[start:]) if part.strip()]


def _with_strokes(text: str, kept: list[str]) -> str:
    """A title with strokes of its own ("Ferie – zapisy trwają | Biblioteka w Lipnie"), "" = the strokes that
    divide it from the name of the site are the same."""
    first, last = text.find(kept[0]), text.rfind(kept[-1]) + len(kept[-1])
    inner = {stroke.strip() for stroke in _SEPARATOR.findall(text[first:last])}
    outer = {stroke.strip() for stroke in _SEPARATOR.findall(text) if stroke.strip() not in inner}
    parts = len(_SEPARATOR.findall(text[:first])) + len(_SEPARATOR.findall(text[last:]))
    return text[first:last].strip() if outer and parts == len(outer) and inner <= {"-", "–", "—", ":"} else ""


def support_of(folded: str, names: Names) -> float:
    """How far the head of the page confirms a heading."""
    exact = names.exact
    if folded in exact:
        return SUPPORT
    for name in exact:
        if _stands_in(folded, name):
            return 42
    if folded == names.page:
        return 46
    if names.trail and (folded == names.trail or _is_cut(names.trail, folded)):
        return 44
    return 40 if names.page and _stands_in(folded, names.page) else 0


def _stands_in(part: str, whole: str) -> bool:
    """Is `part` a whole segment of `whole`, or the beginning that `whole` cuts short?"""
    if len(part) < 4:
        return False
    at = whole.find(part)
    if at >= 0:
        before, after = whole[:at].rstrip(), whole[at + len(part) :].lstrip()
        return (not before or not before[-1].isalnum()) and (not after or not after[0].isalnum())
    return _is_cut(whole, part)


def _is_cut(short: str, text: str) -> bool:
    """Is it the beginning of a text, and says so by dots at its end?"""
    head, cut, _ = short.partition("...")
    return bool(cut) and len(head) >= 15 and text.startswith(head.rstrip())
