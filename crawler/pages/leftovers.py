"""What a plugin that is no longer there leaves in a text as typed ("[vc_row]", "{youtube}…{/youtube}"),
and addresses of mail behind a sentence of the system."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.pages.boxes import Box, Line
from crawler.pages.hidden_mail import SIGNS, reveal

_SHORTCODES = re.compile(
    r"\[/?[a-z]+\d?(?:_[a-z\d]+)+(?:[ /][^\]\[]*)?\]"  # of builders: no word of a language has such a stroke
    r"|\[/?[a-z]+(?:-[a-z\d]+)*(?: [a-z_-]+=[\"'„”″’][^\]\[]*)+\]"
    r"|\[/?(?:gallery|caption|embed|nggallery|playlist|contact-form(?:-7)?)\]|\[Not a valid template\]"
    r"|\{([a-z]{3,20})\}[^{}\n]{0,300}\{/\1\}"
    r"|\{(?:load(?:position|module(?:id)?)|(?:phoca)?gallery|phocadownload|jcomments)\b[^{}\n]{0,200}\}"
)


def left_over(text: str) -> bool:
    """May a text of some lines hold anything of the kind?"""
    return "[" in text or "{" in text or SIGNS[0] in text


def tidy(lines: list[Line]) -> None:
    """Put addresses where they are hidden, and take out what no reader was meant to see."""
    hidden: dict[Box, Iterator[str]] = {}
    for line in lines:
        if not left_over(line.text):
            continue
        reveal(line, hidden)
        said = _SHORTCODES.sub("", line.text)
        if said is not line.text and said != line.text:
            if kept := re.sub(" {2,}", " ", said).strip():
                line.text = kept
            else:
                line.region = line.region or "hidden"
