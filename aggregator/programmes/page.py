"""Title and text of an article as one row of characters, with its sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from string import ascii_lowercase

from aggregator.article import Article
from aggregator.model import Published
from aggregator.programmes.signs import ANY, SIGNS

_JOINT = "\n\x00\n"  #: no name reaches across it
#: characters of a sentence that are looked at on each side of a name
_LONGEST = 600
#: a full stop ends a sentence only before a capital, and not after these
_END = re.compile(
    r"[.!?…;\n\x00](?:(?<=[\n\x00])|(?<!;)[\"”’)]?(?=\s+[\"„“«(]?[^\W\d_a-ząćęłńóśźż])|(?<=[?!;])(?=\s)"
    # the space forgotten: "do 15 listopada.Kwotę"
    r"|(?:(?<=[a-ząćęłńóśźż]{2}[.!?])|(?<=\d[.!?])|(?<=[”\")][.!?]))"
    r"(?=[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]|[WZOAIU]\s))"
)
_SHORT_WORDS = frozenset({
    "nr", "ul", "al", "pl", "im", "ks", "dr", "prof", "hab", "mgr", "inz", "tzw", "tzn", "tj", "np", "min",
    "ok", "godz", "tel", "pt", "pn", "poz", "art", "ust", "pkt", "str", "tys", "mln", "mld", "sw", "jw",
    "dz", "red", "oprac", "tlum", "rys", "fot", "wg", "ww", "nt", "dot", "ds", "wyd", "zob", "por", "kol",
})  # fmt: skip
_SHORT = re.compile(rf"(?:\b(?:{'|'.join(sorted(_SHORT_WORDS))}|m\.in)|\b[0-9]\.[0-9]|\b[a-z])\Z")


class _Sentences(dict[int, tuple[int, int]]):
    """Begin and end of the sentence around an offset, worked out when first asked for.

    Few lines of a page name a programme: only they are cut, for a new line ends every sentence.
    """

    __slots__ = ("_cuts", "_folded", "_printed")

    def __init__(self, printed: str, folded: str) -> None:
        self._printed, self._folded = printed, folded
        self._cuts: dict[int, list[int]] = {}  # ends of sentences by where their line begins

    def __missing__(self, offset: int) -> tuple[int, int]:
        line = self._printed.rfind("\n", 0, offset) + 1
        ends = self._cuts.get(line) or self._cut(line)
        at = bisect_right(ends, offset)
        start = ends[at - 1] if at else line
        end = ends[at] if at < len(ends) else len(self._printed)
        if offset - start > _LONGEST:
            start = offset - _LONGEST
        if end - offset > _LONGEST:
            end = offset + _LONGEST
        self[offset] = start, end
        return start, end

    def _cut(self, line: int) -> list[int]:
        printed, folded = self._printed, self._folded
        ends = self._cuts[line] = []
        for match in _END.finditer(printed, line):
            at, end = match.span()
            if printed[at] != "." or not _is_short(folded, at):
                ends.append(end)
                if printed[at] == "\n":
                    return ends
        ends.append(len(printed))
        return ends


def _is_short(folded: str, stop: int) -> bool:
    """Whether the word before a full stop is one that is cut short; none of these has six letters."""
    before = folded[stop - 6 if stop > 6 else 0 : stop]
    if len(before) == 6 and before.isalpha():
        return False
    begin = len(before.rstrip(ascii_lowercase))
    if begin and before[begin - 1] == " ":  # as nearly always
        return len(before) - begin == 1 or before[begin:] in _SHORT_WORDS
    return _SHORT.search(before) is not None


class _Lines(dict[int, tuple[int, int]]):
    """Begin and end of the block around an offset, worked out when first asked for."""

    __slots__ = ("_folded",)

    def __init__(self, folded: str) -> None:
        self._folded = folded

    def __missing__(self, offset: int) -> tuple[int, int]:
        folded, last = self._folded, offset + 4 * _LONGEST
        first = offset - 4 * _LONGEST if offset > 4 * _LONGEST else 0
        start, end = folded.rfind("\n", first, offset) + 1, folded.find("\n", offset, last)
        found = self[offset] = start or first, min(len(folded), last) if end < 0 else end
        return found


class Page:
    """Offsets count in `folded` and `printed`, which have the same length."""

    __slots__ = (
        "_known", "_told", "_whole", "article", "folded", "hinges", "line", "looked_around", "printed",
        "sentence", "short_for", "text_at",
    )  # fmt: skip

    def __init__(self, article: Article, printed: str, folded: str, text_at: int, whole: bool) -> None:
        self.article = article
        self._whole = whole
        self.printed, self.folded = printed, folded
        self.text_at = text_at  #: where the text begins
        #: begin and end of the sentence, and of the block, around a place; asked again and again
        self.sentence: Callable[[int], tuple[int, int]] = _Sentences(printed, folded).__getitem__
        self.line: Callable[[int], tuple[int, int]] = _Lines(folded).__getitem__
        self.hinges = False  #: what these characters mean hinges on the day or the place of the article
        self.looked_around = False  #: and on other texts of it
        self.short_for: dict[str, list[list[str]]] = {}  #: the words that capitals of the page stand for
        self._known: dict[str, bool] = {}  # by expression
        self._told: dict[tuple[int, int], int] = {}

    @property
    def published(self) -> Published | None:
        """When the article was published."""
        self.hinges = True
        return self.article.raw.published

    @property
    def said(self) -> int:
        """The bits of what `SAID` lists that the page may have; of a text beside the article any."""
        return self.article.said if self._whole else ANY

    @property
    def voivodeship(self) -> str:
        """TERYT of where the library is, "" = not known."""
        self.hinges = True
        return self.article.source.voivodeship if self.article.source else ""

    def signs(self, start: int, end: int) -> int:
        """The bits of `SIGNS` for a sentence, looked up once."""
        told = self._told.get((start, end))
        if told is None:
            before = self.text_at if self._whole and start >= self.text_at else 0
            folded = self.article.text if before else self.folded  # other rules have looked at the text, too
            told = self._told[start, end] = SIGNS.read(folded, start - before, end - before)
        return told

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Begin and end of the sentence around words at [start, end), which may have full stops in them."""
        first, last = self.sentence(start)
        if end > last or last == start + _LONGEST:  # else they end in it, and it is not cut short
            return first, max(last, self.sentence(end - 1)[1])
        return first, last

    def next_sentence(self, end: int) -> str:
        """The folded sentence after the one that ends there."""
        return self.folded[slice(*self.sentence(end))] if end < len(self.folded) else ""

    def has(self, word: re.Pattern[str]) -> bool:
        """Whether the expression occurs anywhere; asked once, however often."""
        known = self._known.get(word.pattern)
        if known is None:
            known = self._known[word.pattern] = word.search(self.folded) is not None
        return known

    def in_title(self, offset: int) -> bool:
        """Whether a place stands in the title."""
        return offset < self.text_at


def open_page(article: Article) -> Page:
    """Title and text of the article in one row."""
    title, text = article.raw.title, article.raw.text
    return Page(
        article=article,
        printed=title + _JOINT + text,
        folded=article.title + _JOINT + article.text,
        text_at=len(title) + len(_JOINT),
        whole=True,
    )


def page_of(text: str, folded: str, article: Article) -> Page:
    """Any other text of the page (a block of furniture, the words of a picture), read alike."""
    return Page(article, _JOINT + text, _JOINT + folded, len(_JOINT), whole=False)
