"""Every golden chat goes as it is written, through aiogram, real HTTP, the sandbox and a real store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversations.script import Play
from tests.conversations.stage import stage

CHATS = sorted(Path(__file__).parent.glob("*.chat"))


@pytest.mark.parametrize("file", CHATS, ids=lambda file: file.stem)
async def test_the_chat_goes_as_written(file: Path, tmp_path: Path, write_golden: bool) -> None:
    went = await _went(_read(file), tmp_path)
    if write_golden:
        _write(file, went)
    assert went == _read(file)


async def _went(script: str, folder: Path) -> str:
    async with stage(folder) as on_stage:
        return await Play(on_stage).play(script)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
