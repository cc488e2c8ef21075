"""The demo as a process: it begins anew, ends with all its children, and says in one line why it cannot start."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox import Person
from tests.demo import LOG, Demo, running_demo, start

FIRST_ANSWERS_WITHIN = 60  # the chat is still starting


@asynccontextmanager
async def doctor_in(demo: Demo) -> AsyncIterator[Person]:
    async with aiohttp.ClientSession() as session:
        yield await Person.find(session, demo.address)


async def offered_at_start(doctor: Person) -> list[str]:
    await doctor.says("/start")
    await doctor.settled(FIRST_ANSWERS_WITHIN)
    return [button["callback_data"] for row in (await doctor.last())["keyboard"] for button in row]


def kept(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


async def test_each_demo_begins_anew(tmp_path: Path) -> None:
    async with running_demo(tmp_path) as demo, doctor_in(demo) as doctor:
        assert "consent:ko" in await offered_at_start(doctor)
        await doctor.taps("agree:ko", outdated=True)
        await doctor.settled()
        assert "resume" in await offered_at_start(doctor)
        assert kept(tmp_path) != [LOG]
        demo.press_ctrl_c()
        assert await demo.ended() == 0
        assert kept(tmp_path) == [LOG]
    async with running_demo(tmp_path) as demo, doctor_in(demo) as same:
        assert same.id == doctor.id
        assert "consent:ko" in await offered_at_start(same)


@pytest.mark.parametrize("stop", [Demo.press_ctrl_c, Demo.interrupt], ids=["all", "the demo alone"])
async def test_interrupting_a_demo_ends_it_with_all_its_children(tmp_path: Path, stop: Callable[[Demo], None]) -> None:
    async with running_demo(tmp_path) as demo, doctor_in(demo) as doctor:
        await offered_at_start(doctor)
        stop(demo)
        assert await demo.ended() == 0
        assert not demo.has_left_somebody
    assert "Traceback" not in (tmp_path / LOG).read_text()


async def refused(folder: Path, *options: str, **variables: str) -> tuple[list[str], int | None]:
    process = await start(folder, *options, **variables)
    await process.communicate()
    return (folder / LOG).read_text().splitlines(), process.returncode


@pytest.mark.parametrize("port", ["eighty", "70000"])
async def test_a_malformed_port_ends_with_one_line_that_names_it(tmp_path: Path, port: str) -> None:
    lines, code = await refused(tmp_path, GILJABI_PORT=port)
    assert code == 2
    assert len(lines) == 1
    assert lines[0].startswith("giljabi: GILJABI_PORT cannot be used: ")


async def test_a_port_in_use_ends_with_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for given in (refused(tmp_path, "--port", str(port)), refused(tmp_path, GILJABI_PORT=str(port))):
            said = f"giljabi: port {port} is in use; choose another with --port or GILJABI_PORT"
            assert await given == ([said], 2)


async def test_a_host_that_is_not_this_machine_ends_with_one_line_too(tmp_path: Path) -> None:
    lines, code = await refused(tmp_path, "--port", "0", GILJABI_HOST="192.0.2.1")
    said = "giljabi: cannot listen on 192.0.2.1, port 0; choose others with GILJABI_HOST and GILJABI_PORT"
    assert (lines, code) == ([said], 2)
