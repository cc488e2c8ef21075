"""Addresses, the demo's clock, and the settings that keep data safe."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store import Store, UnknownDatabase
from bot.store.engine import async_url


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///giljabi.sqlite3", "sqlite+aiosqlite:///giljabi.sqlite3"),
        ("sqlite+aiosqlite:////var/giljabi.sqlite3", "sqlite+aiosqlite:////var/giljabi.sqlite3"),
        ("postgresql://me:secret@db:5432/giljabi", "postgresql+asyncpg://me:secret@db:5432/giljabi"),
        ("postgres://db/giljabi", "postgresql+asyncpg://db/giljabi"),
        ("postgresql+psycopg://db/giljabi", "postgresql+asyncpg://db/giljabi"),
    ],
)
def test_plain_addresses_get_the_asynchronous_driver(given: str, used: str) -> None:
    assert async_url(given).render_as_string(hide_password=False) == used


@pytest.mark.parametrize("address", ["mysql://me:secret@db/giljabi", "giljabi.sqlite3", "", "sqlite://"])
def test_other_addresses_are_refused_without_repeating_them(address: str) -> None:
    with pytest.raises(UnknownDatabase) as refusal:
        Store.open(address)
    assert "secret" not in str(refusal.value)


async def test_the_clock_starts_at_no_shift_and_sums_its_shifts(store: Store, other_store: Store) -> None:
    assert await store.clock_shift() == timedelta(0)
    assert await store.shift_clock(timedelta(days=3)) == timedelta(days=3)
    assert await other_store.shift_clock(timedelta(hours=-1)) == timedelta(days=2, hours=23)
    assert await store.clock_shift() == timedelta(days=2, hours=23)


async def test_shifts_at_once_are_all_counted(store: Store, other_store: Store) -> None:
    await asyncio.gather(*(where.shift_clock(timedelta(hours=1)) for where in (store, other_store) * 5))
    assert await store.clock_shift() == timedelta(hours=10)


async def test_sqlite_keeps_what_it_committed_and_checks_references(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/new/folder/giljabi.sqlite3")
    async with store._engine.begin() as connection:
        pragmas = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    await store.close()
    assert pragmas == ["wal", 2, 1, 15_000]
