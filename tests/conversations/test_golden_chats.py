"""Every golden chat goes as it is written, through aiogram, real HTTP, the sandbox and a real store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversations.script import Play
from tests.conversations.stage import stage

CHATS = sorted(Path(__file__).parent.glob("*.chat"))


@pytest.mark.parametrize("file", CHATS, ids=lambda file: file.stem)
async def test_the_chat_goes_as_written(file: Path, tmp_path: Path, write_golden: bool) -> None:
    script = file.read_text(encoding="utf-8")
    async with stage(tmp_path) as on_stage:
        went = await Play(on_stage).play(script)
    if write_golden:
        file.write_text(went, encoding="utf-8")
    assert went == (went if write_golden else script)
