"""The rooms: crawler -> aggregator <- feeds; only biblio.py sees all three."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"aggregator", "crawler", "feeds"}
MAY_IMPORT = {
    "aggregator": {"aggregator"},
    "crawler": {"crawler", "aggregator"},
    "feeds": {"feeds", "aggregator"},
}
LIGHT = {
    "aggregator/model.py",
    "aggregator/vocabulary.py",
    "aggregator/errors.py",
    "aggregator/config.py",
    "biblio.py",
}
HEAVY = {
    "scrapy", "sqlmodel", "sqlalchemy", "fastapi", "trafilatura", "morfeusz2", "dateparser",
    "feedgen", "bs4", "lxml", "uvicorn", "ahocorasick",
}  # fmt: skip


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imported(path: Path, *, top_level_only: bool = False) -> frozenset[str]:
    tree = parsed(path)
    nodes = tree.body if top_level_only else ast.walk(tree)
    names = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; name the module in full"
            # `from room import module` leans on the module, not on the package around it
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            modules_inside = {
                name for name in inner if (ROOT / name.replace(".", "/")).with_suffix(".py").is_file()
            }
            names |= modules_inside or {node.module or ""}
    return frozenset(names)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    files = modules(room)
    assert files
    for path in files:
        rooms = {name.split(".")[0] for name in imported(path)} & (ROOMS | {"tests", "biblio"})
        assert rooms <= MAY_IMPORT[room], f"{path.relative_to(ROOT)} imports {rooms - MAY_IMPORT[room]}"


def test_what_starts_the_command_line_imports_nothing_heavy() -> None:
    light = {ROOT / name for name in LIGHT} | {
        p for room in ROOMS for p in modules(room) if p.name == "commands.py"
    }
    for path in sorted(light):
        heavy = {name.split(".")[0] for name in imported(path, top_level_only=True)} & HEAVY
        assert not heavy, f"{path.relative_to(ROOT)} imports {heavy} at the top: import inside the command"


def test_only_the_store_speaks_sql() -> None:
    for path in modules("aggregator") + modules("feeds") + modules("crawler"):
        if "store" not in path.parts:
            sql = {name.split(".")[0] for name in imported(path)} & {
                "sqlmodel",
                "sqlalchemy",
                "sqlite3",
                "psycopg",
            }
            assert not sql, f"{path.relative_to(ROOT)} imports {sql}: ask aggregator/store"


def test_no_module_is_longer_than_300_lines() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for room in ROOMS
        for p in modules(room)
        if (n := len(p.read_text("utf-8").splitlines())) > 300
    }
    assert not long, f"split these, or record why not: {long}"


def test_no_two_modules_of_tests_have_one_name() -> None:
    """Together they could not be collected, and apart nobody would notice."""
    names = sorted(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert names == sorted(set(names))


def test_no_circle_between_modules() -> None:
    names = {
        ".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p
        for room in ROOMS
        for p in modules(room)
    }
    graph = {
        name: {i for i in imported(path, top_level_only=True) if i in names and i != name}
        for name, path in names.items()
    }
    seen: dict[str, int] = {}

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way, name))
        if seen.get(name):
            return
        for other in graph[name]:
            visit(other, (*way, name))
        seen[name] = 1

    for name in names:
        visit(name, ())


def test_the_migrations_form_one_chain() -> None:
    """Two changes of the store made side by side must be put one behind the other before they meet."""
    folder = ROOT / "aggregator" / "store" / "migrations" / "versions"
    found = {}
    for path in sorted(folder.glob("[0-9]*.py")):
        values = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in parsed(path).body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id in ("revision", "down_revision")
        }
        found[values["revision"]] = values["down_revision"]
    assert len(found) == len(list(folder.glob("[0-9]*.py"))), "two migrations share a revision"
    assert len(set(found.values())) == len(found), f"two migrations follow the same one: {found}"
    assert next(iter(found.values())) is None
