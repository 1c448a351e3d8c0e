"""Title and text of an article as one row of characters, with its sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right

from aggregator.article import Article
from aggregator.programmes.signs import SIGNS
from aggregator.text import fold

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
_SHORT = re.compile(
    r"(?:\b(?:nr|ul|al|pl|im|ks|dr|prof|hab|mgr|inz|tzw|tzn|tj|np|m\.in|min|ok|godz|tel|pt|pn|poz|art|ust|"
    r"pkt|str|s|r|tys|mln|mld|św|sw|jw|k|i|dz|u|red|oprac|tlum|rys|fot|wg|ww|nt|dot|ds|wyd|zob|por|kol)"
    r"|\b[0-9]\.[0-9]|\b[a-z])\.$"
)


class Page:
    """Offsets count in `folded` and `printed`, which have the same length."""

    __slots__ = ("_ends", "_known", "_told", "article", "folded", "printed", "text_at")

    def __init__(self, article: Article, printed: str, folded: str, text_at: int) -> None:
        self.article = article
        self.printed, self.folded = printed, folded
        self.text_at = text_at  #: where the text begins
        self._ends: list[int] = []  # of sentences; [] = not cut yet
        self._known: dict[re.Pattern[str], bool] = {}
        self._told: dict[tuple[int, int], int] = {}

    def _cut(self) -> list[int]:
        ends = self._ends
        for match in _END.finditer(self.printed):
            at = match.end()
            if match.group()[0] == "." and _SHORT.search(self.folded[max(0, at - 8) : match.start() + 1]):
                continue
            ends.append(at)
        ends.append(len(self.printed))
        return ends

    def sentence(self, offset: int) -> tuple[int, int]:
        """Begin and end of the sentence around a place."""
        ends = self._ends or self._cut()
        at = bisect_right(ends, offset)
        start = ends[at - 1] if at else 0
        end = ends[at] if at < len(ends) else len(self.printed)
        return max(start, offset - _LONGEST), min(end, offset + _LONGEST)

    def signs(self, start: int, end: int) -> int:
        """The bits of `SIGNS` for a sentence, looked up once."""
        if (start, end) not in self._told:
            self._told[start, end] = SIGNS.read(self.folded, start, end)
        return self._told[start, end]

    def next_sentence(self, end: int) -> str:
        """The folded sentence after the one that ends there."""
        return self.folded[slice(*self.sentence(end))] if end < len(self.folded) else ""

    def line(self, offset: int) -> tuple[int, int]:
        """Begin and end of the block around a place."""
        start = self.folded.rfind("\n", max(0, offset - 4 * _LONGEST), offset) + 1
        end = self.folded.find("\n", offset, offset + 4 * _LONGEST)
        start = start or max(0, offset - 4 * _LONGEST)
        return start, min(len(self.folded), offset + 4 * _LONGEST) if end < 0 else end

    def has(self, word: re.Pattern[str]) -> bool:
        """Whether the expression occurs anywhere; asked once, however often."""
        if word not in self._known:
            self._known[word] = word.search(self.folded) is not None
        return self._known[word]

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
    )


def page_of(text: str, article: Article) -> Page:
    """Any other text of the page (a block of furniture, the words of a picture), read alike."""
    return Page(article=article, printed=_JOINT + text, folded=_JOINT + fold(text), text_at=len(_JOINT))
