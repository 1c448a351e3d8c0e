"""Where a text ends, so that a day below it may be the one on which it was signed."""

from __future__ import annotations

import re

from crawler.pages.blocks import Box, Line, Scan

_PROSE = 60  #: characters from which a line is running text
_MOST_AFTER = 6  #: lines of names, offices and captions behind a signature
_OWN_FOOT = re.compile(r"(?:news|post|entry|article|item|wpis|artyku|aktual)\w*[-_]?\w*(?:foot|stopka)")
_RIGHT = re.compile(r"text-align:\s*right|\bright\b|alignright|text-right|has-text-align-right")


class Signatures:
    """The end of one article: `article` are its first line and the line after its last, `at` its heading."""

    def __init__(self, scan: Scan, at: int, article: tuple[int, int]) -> None:
        self.lines = scan.lines
        self.at = at
        self.first, self.last = article

    def closes(self, number: int) -> bool:
        """Does a line with place and day close the text? Headings, lists and bold words may follow."""
        if not self._is_behind(number):
            return False
        short, lines = 0, self.lines
        for at in range(number + 1, self.last):  # of thousands of lines a slice would be long
            line = lines[at]
            if line.heading or max(line.linked, line.strong) * 2 > len(line.text):
                break
            if len(line.text) >= _PROSE:
                return _is_right(self.lines[number])
            short += 1
        return short <= _MOST_AFTER

    def ends(self, number: int) -> bool:
        """Does a line that is nothing but a day stand at the very end?"""
        if not self._is_behind(number):
            return False
        after, lines = 0, self.lines
        for at in range(number + 1, self.last):
            line = lines[at]
            if not line.region:
                after += 1
                if after > _MOST_AFTER or line.heading or len(line.text) >= _PROSE:
                    return False
        return True

    def is_below(self, number: int) -> bool:
        """Is it the line right after the article, and no item of a list that begins there?"""
        if not 0 <= number - self.last <= 1 or self.last <= 0:
            return False
        after = self.lines[number + 1 : number + 2]
        return not any(line.linked * 2 > len(line.text) > 15 or line.heading for line in after)

    def _is_behind(self, number: int) -> bool:
        """Does the line stand behind running text of the article, and not beyond what follows the article?"""
        if not max(self.first, self.at) < number < self.last + 4 or self.last <= 0:
            return False
        beyond = self.lines[self.last : number]
        if any(line.heading or len(line.text) > 40 for line in beyond):
            return False
        end = min(number, self.last)
        text = self.lines[max(self.first, self.at + 1, end - 8) : end]
        return any(len(line.text) - line.linked >= _PROSE for line in text)


def is_own_foot(box: Box) -> bool:
    """Is a foot that of a piece of news, not that of the page?"""
    return box.tag != "footer" and bool(_OWN_FOOT.search(box.marks))


def _is_right(line: Line) -> bool:
    element = line.box.element
    return bool(_RIGHT.search(f"{element.get('style')} {element.get('align')} {line.box.marks}"))
