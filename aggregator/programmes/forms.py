"""The little language in which `taxonomy.yaml` writes the words of a programme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from aggregator.programmes.phrases import any_in_turn
from aggregator.text import fold

#: conditions that need no argument
CONDITIONS = frozenset(
    {"program", "quoted", "caps", "heading", "last", "money", "company", "announced", "governed"}
)
_ARGUED = frozenset({"near", "page"})
_DECIDERS = frozenset({"by:years", "by:region"})
#: words too common to be searched for where the form has a rarer one
COMMON = frozenset({
    "program", "fundusz", "europejsk", "bibliotek", "kultur", "projekt", "ksiazk", "dziec", "narodow",
    "regionaln", "operacyjn", "dotac", "rozwoj", "publiczn", "ministr", "dziedzictw", "wojewodztw", "nowosc",
    "wydawnicz", "lokaln", "polsk", "dla", "srodk", "dom",
})  # fmt: skip
_GAP = r'[\s"\'*_+,(]{1,4}'  #: between two words of a name: space, quotation marks, a stray comma
_DASH = r'[\s"\'*_]*[-:,.|/+–(]*[\s"\'*_]*'  #: the item "-": may be nothing at all
#: endings of Polish nouns and adjectives, folded; not those that make another word (kultur-alny)
ENDINGS = frozenset({
    "a", "e", "i", "o", "u", "y", "em", "om", "am", "im", "ym", "ej", "ow", "mi", "ie", "ia", "iu", "io", "n",
    "iom", "iem", "iow", "iej", "ach", "ami", "ich", "ych", "imi", "ymi", "ego", "emu", "owi", "iego", "iemu",
    "iach", "iami", "owie", "nia", "niu", "nie", "niom", "niach", "niami", "niem",
})  # fmt: skip
#: what the last letter of a stem becomes before some endings: książka, książce, książek
SOFTENED = {"k": ("ce", "ek"), "r": ("rze",), "t": ("cie",), "d": ("dzie",)}
_LETTERS = re.compile("[a-z]+")
_ENDING = any_in_turn([*sorted(ENDINGS, key=lambda ending: (-len(ending), ending)), ""])


class FormError(ValueError):
    """A form that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a form."""

    choices: tuple[str, ...]  #: stems or whole words, folded (as written in a cased form)
    open: bool  #: any ending may follow
    optional: bool = False
    plus: bool = False  #: "+" right after the word
    dash: bool = False  #: the item "-"


@dataclass(frozen=True, slots=True)
class Form:
    """A form, read."""

    words: str  #: the form without its conditions
    items: tuple[Word, ...]
    cased: bool  #: matched in the printed text, capitals too
    conditions: tuple[tuple[str, ...], ...]  #: any of these groups must hold; () = none needed
    decider: str  #: "", "by:years", "by:region"
    asks_for_company: bool = False  #: another programme on the page may decide


@lru_cache(maxsize=4096)
def _items(words: str) -> tuple[Word, ...]:
    return tuple(_word(token) for token in words.split())


def parse_form(text: str, cues: Mapping[str, str]) -> Form:
    """Read one form. Raises FormError.

    >>> parse_form("dyskusyjn~ klub~ ksiazk~ @near:dotac+money | quoted", {}).conditions
    (('near:dotac', 'money'), ('quoted',))
    """
    words, _, condition = text.partition(" @")
    words = words.strip()
    cased = words.startswith("=")
    body = words.removeprefix("=")
    if not body:
        raise FormError("no words")
    if not cased and not body.isascii():
        raise FormError("write it without diacritics, or with = for these very letters")
    items = (Word((body,), False),) if cased else _items(body)
    if all(item.optional or item.dash for item in items):
        raise FormError("at least one word must be there for certain")
    groups = _groups(condition.replace(" @", "+"), cues) if condition else ()
    deciders = {part for group in groups for part in group if part in _DECIDERS}
    if len(deciders) > 1:
        raise FormError("years and region cannot both decide")
    kept = tuple(tuple(part for part in group if part not in _DECIDERS) for group in groups)
    if any(not group for group in kept):
        kept = ()
    company = any(name.removeprefix("!") == "company" for group in kept for name in group)
    return Form(words, items, cased, kept, next(iter(deciders), ""), company)


def _groups(condition: str, cues: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    groups: list[tuple[str, ...]] = []
    for part in condition.split("|"):
        found: list[tuple[str, ...]] = [()]
        for name in (name.strip() for name in part.split("+")):
            if name in cues:
                inner = _groups(cues[name], {k: v for k, v in cues.items() if k != name})
                found = [left + right for left in found for right in inner]
            elif _is_condition(name.removeprefix("!")):
                found = [(*left, name) for left in found]
            else:
                raise FormError(f"unknown condition `{name}`")
        groups += found
    return tuple(groups)


def _is_condition(name: str) -> bool:
    kind, _, argument = name.partition(":")
    return name in CONDITIONS or name in _DECIDERS or (kind in _ARGUED and argument != "")


def _word(token: str) -> Word:
    if token == "-":
        return Word((), False, dash=True)
    optional = token.startswith("?")
    token = token.removeprefix("?")
    plus = token.endswith("+") and len(token) > 1
    token = token.removesuffix("+") if plus else token
    if token.startswith("("):
        if not token.endswith((")", ")~")):
            raise FormError(f"`{token}` opens a bracket and does not close it")
        open_ = token.endswith("~")
        choices = tuple(token.removesuffix("~")[1:-1].split("|"))
        return Word(choices, open_, optional, plus)
    open_ = token.endswith("~")
    stem = token.removesuffix("~")
    if not stem:
        raise FormError("an ending without a stem")
    return Word((stem,), open_, optional, plus)


def pattern_of(form: Form) -> str:
    """The regular expression of a form: over folded text, or over printed text where cased."""
    if form.cased:
        return _cased(form.items[0].choices[0])
    out = ""
    first, opened = True, False  # opened: the first word looks behind itself
    glue = ""  # what must stand before the next word
    for item in form.items:
        if item.dash:
            glue = _DASH
            continue
        opens = not (out or glue or item.optional)
        opened = opened or opens
        word = _of_word(item, opens)
        if out and first and glue == _DASH:  # belongs to the word before: nothing stands before a name
            out, glue = f"{out.removesuffix(')?')}{_DASH})?", ""
        if item.optional:
            out += f"(?:{glue}{word})?" if not first else f"(?:{word}{_GAP})?"
            if first or glue == _DASH:
                continue
        else:
            out += glue + word
        first = False
        glue = _GAP
    return f"{out if opened else rf'(?<![a-z0-9_]){out}'}(?![a-z_])"


def _of_word(item: Word, opens: bool = False) -> str:
    """The expression of a word; one that opens the name looks behind itself."""
    parts = [_of_choice(choice, item.open or choice.endswith("~")) for choice in item.choices]
    if opens:
        parts = [_begun(part) for part in parts]
    body = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return body + (r"\s?\+" if item.plus else "")


def _of_choice(choice: str, open_: bool) -> str:
    stem = choice.rstrip("~")
    body = "".join(_DASH_IN if c == "-" else r"\d" if c == "#" else re.escape(c) for c in stem)
    if not open_:
        return body
    soft = SOFTENED.get(stem[-1])
    return f"{body[:-1]}(?:{'|'.join((body[-1] + _ENDING, *soft))})" if soft else body + _ENDING


def _begun(part: str) -> str:
    """The letters first, the look behind them second: a search skips to the letters."""
    letters = _LETTERS.match(part)
    begin = letters.group() if letters else ""
    return rf"{begin}(?<![a-z0-9_]{begin}){part[len(begin) :]}"


_DASH_IN = r"\s{0,2}[-/]{1,2}\s{0,2}"


def _cased(text: str) -> str:
    out = ""
    for token in re.findall(r"\(.*?\)|.", text):
        if token.startswith("("):
            out += f"(?:{'|'.join(map(re.escape, token[1:-1].split('|')))})"
        elif token == "#":
            out += r"\d"
        elif token == " ":
            out += r"\s{1,3}"
        elif token == "-":
            out += r"[-‐‑‒–]?"
        else:
            out += re.escape(token)
    if re.match(r"[A-Z]{3,}\.\d", text):  # the number of a project goes on
        return rf"(?<![^\W_]){out}[\w./–-]*"
    return rf"(?<!\w){out}(?![^\W\d])"


def anchors_of(form: Form) -> tuple[str, ...]:
    """Folded pieces of which at least one occurs wherever the form stands; the rarest word first.

    Long names give two, so that a typing error in one word still leaves the other.
    """
    if form.cased:
        return (fold(re.split(r"[#(|)-]", form.items[0].choices[0])[0].strip()),)
    sure = [item for item in form.items if not item.optional and not item.dash]
    best = min(sure, key=lambda item: (is_common(item.choices[0]) or _least(item) < 4, -_least(item)))
    found = tuple(literal(choice, best.open) for choice in best.choices)
    if len(best.choices) == 1 and is_long(form):
        found += _second(sure, best)
    return found


def _second(sure: list[Word], best: Word) -> tuple[str, ...]:
    """Another rare piece of a long name; of common words one with the first letter of the next word."""
    others = [(at, item) for at, item in enumerate(sure) if item is not best and len(item.choices) == 1]
    rare = [item for _, item in others if _least(item) >= 6 and not is_common(item.choices[0])]
    if rare:
        return (literal(max(rare, key=_least).choices[0], max(rare, key=_least).open),)
    for at, item in others:
        if not item.open and _least(item) >= 5 and at + 1 < len(sure):
            return (f"{literal(item.choices[0])} {sure[at + 1].choices[0][0]}",)
    return ()


def is_common(choice: str) -> bool:
    """Whether a word is on many pages."""
    letters = literal(choice)
    return any(letters.startswith(word) and len(letters) - len(word) <= 3 for word in COMMON)


def _least(item: Word) -> int:
    return min(len(literal(choice, item.open)) for choice in item.choices)


def literal(choice: str, open_: bool = False) -> str:
    """The longest stretch of letters of a word that no ending changes."""
    open_ = open_ or choice.endswith("~")
    stem = choice.rstrip("~")
    if open_ and stem[-1] in SOFTENED and stem[-1] != "r" and len(stem) > 3:
        stem = stem[:-1]
    return max(re.split(r"[-#]", stem), key=len)


def is_long(form: Form) -> bool:
    """Whether a name is long enough to be known in spite of one wrong letter."""
    sure = [item for item in form.items if not item.optional and not item.dash]
    return not form.cased and len(sure) >= 3 and sum(map(_least, sure)) >= 18


def spell(text: str) -> str:
    """A form as plain words, for people."""
    words = text.partition(" @")[0].removeprefix("=")
    words = re.sub(r"\((.+?)\|.*?\)", r"\1", words)
    return re.sub(r"\s+", " ", re.sub(r"[?~]|(?<= )- ", "", words)).strip()
