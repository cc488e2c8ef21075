"""The picture of the house, kept true: imports point bot → dialogs → knowledge, and rooms do not know each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
FILES = sorted(path for room in ("bot", "dialogs", "knowledge") for path in (HOUSE / room).rglob("*.py"))
ROOMS = ("bot.chat", "bot.courier", "bot.store", "bot.sandbox")
HOMES = {
    "aiogram": "bot.chat",
    "telegram": "bot.courier",
    "sqlmodel": "bot.store",
    "sqlalchemy": "bot.store",
    "alembic": "bot.store",
}
WIRES = {"bot.app", "bot.demo", "bot.programs", "bot.reminders", "bot.__main__", "bot.inquiry"}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("time", "time"), ("time", "monotonic")}


def module(path: Path) -> str:
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(name: str) -> str | None:
    return next((each for each in ROOMS if name == each or name.startswith(each + ".")), None)


@pytest.mark.parametrize("path", FILES, ids=module)
def test_imports_point_from_bot_to_dialogs_to_knowledge(path: Path) -> None:
    below = {"knowledge": ("dialogs", "bot"), "dialogs": ("bot",), "bot": ()}[module(path).partition(".")[0]]
    assert [name for name in imported(path) if name.partition(".")[0] in below] == []


@pytest.mark.parametrize("path", [path for path in FILES if room(module(path))], ids=module)
def test_chat_courier_store_and_sandbox_do_not_know_each_other(path: Path) -> None:
    mine = room(module(path))
    assert [name for name in imported(path) if room(name) not in (None, mine)] == []


@pytest.mark.parametrize("path", FILES, ids=module)
def test_each_library_has_one_home(path: Path) -> None:
    strangers = [
        name for name in imported(path) if (home := HOMES.get(name.partition(".")[0])) and room(module(path)) != home
    ]
    assert strangers == []


@pytest.mark.parametrize("path", [path for path in FILES if module(path).startswith("bot.")], ids=module)
def test_only_the_wiring_knows_the_rooms(path: Path) -> None:
    known = {room(name) for name in imported(path)} - {None, room(module(path))}
    assert not known or module(path) in WIRES


@pytest.mark.parametrize("path", [path for path in FILES if not module(path).startswith("bot")], ids=module)
def test_nothing_below_the_bot_reads_the_clock_or_the_network(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {
        (node.func.value.id, node.func.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
    }
    assert calls & CLOCKS == set()
    assert {"socket", "aiohttp", "httpx", "urllib.request", "asyncio"} & set(imported(path)) == set()
