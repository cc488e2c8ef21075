"""The migrations lead to the tables the code knows, and back."""

from __future__ import annotations

import asyncio
from importlib.resources import files
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from bot.store import Store
from bot.store.engine import make_engine
from bot.store.migrating import EMPTY, migrate
from bot.store.tables import Row


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, Row.metadata))


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


async def test_the_migrated_tables_are_those_of_the_code(url: str) -> None:
    engine = make_engine(url)
    async with engine.begin() as connection:
        assert await connection.run_sync(_differences) == []
        assert await connection.run_sync(_tables) == set(Row.metadata.tables)
    await engine.dispose()


async def test_down_and_up_again_gives_the_same_tables(url: str) -> None:
    engine = make_engine(url)
    await migrate(url, EMPTY)
    async with engine.begin() as connection:
        assert await connection.run_sync(_tables) == set()
    await migrate(url)
    async with engine.begin() as connection:
        assert await connection.run_sync(_differences) == []
    await engine.dispose()


async def test_migrating_again_changes_nothing_and_loses_nothing(store: Store) -> None:
    async with store.unit() as unit:
        await unit.keep_applicant(5, language="ko")
    await store.migrate()
    async with store.unit() as unit:
        assert await unit.applicant(5) is not None


async def test_two_processes_may_migrate_a_new_database_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.sqlite3"
    await asyncio.gather(migrate(url), migrate(url))
    store = Store.open(url)
    async with store.unit() as unit:
        assert await unit.open_questions() == []
    await store.close()


def test_every_folder_of_migrations_is_a_package_so_that_it_is_installed() -> None:
    migrations = files("bot.store") / "migrations"
    assert (migrations / "__init__.py").is_file()
    assert (migrations / "versions" / "__init__.py").is_file()
    assert (migrations / "script.py.mako").is_file()
