"""Reading `taxonomy.yaml` strictly: every mistake is refused with its line and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from aggregator.errors import TaxonomyError
from aggregator.programmes.forms import FormError, parse_form
from aggregator.programmes.taxonomy import Institution, Name, Node, Taxonomy, Years

KINDS = ("programme", "edition", "priority", "direction", "measure", "call")
_TOP = {"version", "cues", "institutions", "programmes"}
_NODE = {
    "id", "name", "en", "short", "kind", "parent", "operator", "years", "budget", "grants", "url", "code",
    "region", "umbrella", "tags", "passes_on", "number", "mark", "subject", "logos", "note", "forms", "traps",
}  # fmt: skip
_INSTITUTION = {"id", "names", "acronyms", "url"}
_ID = re.compile(r"[a-z0-9][a-z0-9+.-]*(/[a-z0-9][a-z0-9.-]*)*")
_YEARS = re.compile(r"(\d{4})?-(\d{4})?")
_RANGE = re.compile(r"(\d+)?-(\d+)?")


def read_taxonomy(path: Path) -> Taxonomy:
    """The taxonomy of a file. Raises TaxonomyError."""
    return _Reader(path).read()


class _Reader:
    """Knows the file, so that every complaint can name a line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as exc:
            raise TaxonomyError(f"{path}: {exc}. Give a readable file in UTF-8.") from exc

    def read(self) -> Taxonomy:
        data = self._yaml()
        unknown = set(data) - _TOP
        if unknown:
            key = min(unknown)
            self.fail(self.line_of(rf"^{re.escape(key)}:"), f"unknown key `{key}`", f"Known: {_list(_TOP)}")
        lines = [self.text[: m.start()].count("\n") + 1 for m in re.finditer(r"(?m)^  - id:", self.text)]
        institutions = self._rows(data, "institutions")
        programmes = self._rows(data, "programmes")
        at = iter(lines if len(lines) == len(institutions) + len(programmes) else [])
        cues = data.get("cues") or {}
        if not isinstance(cues, dict) or not all(isinstance(value, str) for value in cues.values()):
            self.fail(self.line_of("^cues:"), "cues is not a mapping of words", "Write `name: condition`")
        taxonomy = Taxonomy(
            version=str(data.get("version") or ""),
            institutions=tuple(self._institution(row, next(at, 0)) for row in institutions),
            nodes=tuple(self._node(row, next(at, 0)) for row in programmes),
            cues=cues,
            path=self.path,
        )
        if not taxonomy.version:
            self.fail(1, "no version", "Write `version: 'YYYY.MM'`")
        self._check(taxonomy)
        return taxonomy

    def _yaml(self) -> dict[str, Any]:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            data = yaml.load(self.text, Loader=loader)
        except yaml.MarkedYAMLError as exc:
            line = exc.problem_mark.line + 1 if exc.problem_mark else 1
            self.fail(line, f"not YAML: {exc.problem}", "Mend the line; quote words with colons")
        except yaml.YAMLError as exc:
            self.fail(1, f"not YAML: {exc}", "Mend the file")
        if not isinstance(data, dict):
            self.fail(1, "not a mapping", f"Keys at the top: {_list(_TOP)}")
        return data

    def _rows(self, data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
        rows = data.get(key)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.fail(
                self.line_of(f"^{key}:"), f"`{key}` is not a list of entries", "Begin each with `- id:`"
            )
        return rows

    def _institution(self, row: dict[str, Any], line: int) -> Institution:
        self._keys(row, _INSTITUTION, ("id", "names"), line)
        try:
            names = tuple(Name(**name) for name in row["names"])
        except TypeError:
            names = ()
        if not names:
            self.fail(line, f"names of `{row['id']}` cannot be read", "Write `- {name: …, years: …}`")
        return Institution(
            id=row["id"], names=names, acronyms=tuple(row.get("acronyms") or ()), url=row.get("url") or ""
        )

    def _node(self, row: dict[str, Any], line: int) -> Node:
        self._keys(row, _NODE, ("id", "name", "en", "kind"), line)
        id = row["id"]
        if row["kind"] not in KINDS:
            self.fail(line, f"`{id}` is of the unknown kind `{row['kind']}`", f"Known: {', '.join(KINDS)}")
        lists = {key: self._words(row, key, line) for key in ("forms", "traps", "mark", "logos")}
        grants = self._range(row, "grants", _RANGE, line)
        years = self._range(row, "years", _YEARS, line)
        budget = row.get("budget")
        if budget is not None and not isinstance(budget, int):
            self.fail(line, f"budget of `{id}` is `{budget}`", "Write whole złoty without spaces")
        return Node(
            id=id, name=str(row["name"]), name_en=str(row["en"]), kind=row["kind"], line=line,
            short=str(row.get("short") or ""), parent=row.get("parent") or "",
            operator=row.get("operator") or "", years=Years(*years), budget=budget,
            grant_min=grants[0], grant_max=grants[1], url=row.get("url") or "", code=row.get("code") or "",
            region=str(row.get("region") or ""), umbrella=bool(row.get("umbrella")),
            tags=row.get("tags") is not False, passes_on=bool(row.get("passes_on")),
            number=str(row.get("number") or ""), marks=lists["mark"],
            subject=str(row.get("subject") or ""),
            logos=lists["logos"], note=row.get("note") or "", forms=lists["forms"], traps=lists["traps"],
        )  # fmt: skip

    def _keys(self, row: dict[str, Any], known: set[str], needed: tuple[str, ...], line: int) -> None:
        for key in sorted(set(row) - known):
            self.fail(line, f"unknown key `{key}` in `{row.get('id')}`", f"Known: {_list(known)}")
        for key in needed:
            if not row.get(key):
                self.fail(line, f"`{row.get('id')}` has no `{key}`", f"Add `{key}:`")
        if not isinstance(row["id"], str) or not _ID.fullmatch(row["id"]):
            self.fail(
                line, f"`{row['id']}` is no id", "Use lower case, digits, hyphens, and slashes for descent"
            )

    def _words(self, row: dict[str, Any], key: str, line: int) -> tuple[str, ...]:
        value = row.get(key) or []
        if not isinstance(value, list):
            self.fail(line, f"`{key}` of `{row['id']}` is not a list", "Begin each with `-`")
        for item in value:
            if not isinstance(item, str) or not item.strip():
                said = " ".join(str(item).split())
                self.fail(
                    line, f"`{said}` in `{key}` of `{row['id']}` is no text to YAML",
                    "Write words, in quotes where a number, a colon or a sign stands alone",
                )  # fmt: skip
        return tuple(value)

    def _range(
        self, row: dict[str, Any], key: str, pattern: re.Pattern[str], line: int
    ) -> tuple[int | None, int | None]:
        match = pattern.fullmatch(str(row.get(key) or "-"))
        if match is None:
            remedy = "Write FROM-TO, the same twice for one; either may be empty"
            self.fail(line, f"`{key}` of `{row['id']}` is `{row[key]}`", remedy)
        first, last = (int(part) if part else None for part in match.groups())
        if first is not None and last is not None and first > last:
            self.fail(line, f"`{key}` of `{row['id']}` ends before it begins", "Swap the two")
        return first, last

    def _check(self, taxonomy: Taxonomy) -> None:
        seen: dict[str, Node] = {}
        for node in taxonomy.nodes:
            if node.id in seen:
                first = seen[node.id].line
                self.fail(
                    node.line, f"`{node.id}` stands a second time (first on line {first})", "Remove one"
                )
            seen[node.id] = node
        operators = {institution.id for institution in taxonomy.institutions}
        for node in taxonomy.nodes:
            if node.parent and node.parent not in seen:
                self.fail(
                    node.line, f"`{node.id}` has the unknown parent `{node.parent}`", "Add it or mend it"
                )
            if node.operator and node.operator not in operators:
                self.fail(
                    node.line, f"`{node.id}` has the unknown operator `{node.operator}`",
                    "Add it under institutions",
                )  # fmt: skip
            self._check_descent(node, seen)
        self._check_forms(taxonomy)

    def _check_descent(self, node: Node, seen: Mapping[str, Node]) -> None:
        way = [node.id]
        while node.parent in seen:
            node = seen[node.parent]
            if node.id in way:
                self.fail(
                    seen[way[0]].line, f"`{' > '.join([*way, node.id])}` is a circle",
                    "Take one parent away",
                )  # fmt: skip
            way.append(node.id)

    def _check_forms(self, taxonomy: Taxonomy) -> None:
        owners: dict[str, list[tuple[Node, bool]]] = {}
        for node in taxonomy.nodes:
            for text in node.forms + node.traps:
                try:
                    form = parse_form(text, taxonomy.cues)
                except FormError as exc:
                    self.fail(
                        self.line_of(re.escape(text), node.line),
                        f"`{text}`: {exc}",
                        "See the head of the file",
                    )
                if text in node.forms:
                    owners.setdefault(form.words, []).append((node, form.decider != ""))
        for words, found in owners.items():
            undecided = [node for node, decided in found if not decided]
            others = {node.id for node, _ in found}
            for node in undecided:
                above = set(taxonomy.above(node.id)) | {node.id}
                strange = sorted(o for o in others if o not in above and node.id not in taxonomy.above(o))
                if strange:
                    self.fail(
                        self.line_of(re.escape(words), node.line),
                        f"`{words}` names {node.id} and {', '.join(strange)}, and nothing decides",
                        "Add `@by:years` or `@by:region` to each, or make one longer",
                    )

    def line_of(self, pattern: str, start: int = 1) -> int:
        """First line at or after `start` that matches."""
        for number, line in self._lines(start):
            if re.search(pattern, line):
                return number
        return start

    def _lines(self, start: int) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(self.text.splitlines(), 1):
            if number >= start:
                yield number, line

    def fail(self, line: int, problem: str, remedy: str) -> NoReturn:
        """Always raises."""
        raise TaxonomyError(f"{self.path}:{line}: {problem}. {remedy}.")


def _list(words: set[str]) -> str:
    return ", ".join(sorted(words))
