"""Processes run together: when one cannot run, the others end in an orderly way first."""

from __future__ import annotations

import asyncio

import pytest

from bot.process import Refused, Watched, together


class Refusing(Watched):
    async def run(self, stop: asyncio.Event) -> None:
        raise Refused(self.name)


class Obedient(Watched):
    async def run(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self.name = "ended"


async def test_one_that_cannot_run_is_named_after_the_others_have_ended() -> None:
    other = Obedient("courier")
    with pytest.raises(Refused, match=r"^chat$"):
        await together(asyncio.Event(), other, Refusing("chat"))
    assert other.name == "ended"
