"""The demo as somebody starts it from a shell, in a folder of its own."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parent.parent
LOG = "demo.log"
STARTS_WITHIN = 60
ENDS_WITHIN = 40
OURS = re.compile("GILJABI_|TELEGRAM_|DATABASE_URL$")


@dataclass(frozen=True)
class Demo:
    """A running demo: its process, which leads a process group of its own, and the address it printed."""

    process: Process
    address: str

    def press_ctrl_c(self) -> None:
        """What a terminal does: the children hear of it too."""
        os.killpg(self.process.pid, signal.SIGINT)

    def interrupt(self) -> None:
        """Only the demo itself is told; its children are its business."""
        self.process.send_signal(signal.SIGINT)

    async def ended(self) -> int | None:
        """Its exit code once it has ended. Raises TimeoutError where it does not."""
        await asyncio.wait_for(self.process.communicate(), ENDS_WITHIN)
        return self.process.returncode

    @property
    def has_left_somebody(self) -> bool:
        """Whether any process of the group is still there."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True


async def start(folder: Path, *options: str, **variables: str) -> Process:
    """`giljabi demo` in `folder`, with no setting but `variables`; what it logs goes to `LOG` there."""
    settings = {name: value for name, value in os.environ.items() if not OURS.match(name)}
    with (folder / LOG).open("w") as log:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "demo", *options),
            cwd=folder,
            env={**settings, "PYTHONPATH": str(HOUSE), "TMPDIR": str(folder), **variables},
            stdout=PIPE,
            stderr=log,
            start_new_session=True,
        )


@asynccontextmanager
async def running_demo(folder: Path) -> AsyncIterator[Demo]:
    """A demo on a free port. Whatever of it is still there afterwards is killed."""
    process = await start(folder, "--port", "0")
    try:
        yield Demo(process, await asyncio.wait_for(_address(process), STARTS_WITHIN))
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.communicate()


async def _address(process: Process) -> str:
    if process.stdout is None:
        raise ValueError("the demo's output is not read")
    async for line in process.stdout:
        if found := re.search(r"http://\S+", line.decode()):
            return found[0]
    raise AssertionError("the demo ended before it printed an address")
