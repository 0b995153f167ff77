"""Many readers at once: the messages a real browser sent while a slider moved, sent again by many connections."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

_PATIENCE_SECONDS = 120
_SECONDS_A_STEP = 2.0
_MOVES = 8


@dataclass
class Crowd:
    """What the readers met."""

    milliseconds: list[float] = field(default_factory=list)
    """From each move of a slider to the end of the page's answer."""
    errors: int = 0
    """Answers that were errors or never came, and connections lost."""


def crowd(address: str, opening: bytes, moves: Sequence[bytes], readers: int) -> Crowd:
    """Let `readers` connections open the page with one message and then move their sliders, each from another place.

    Each moves `_MOVES` times, one step every `_SECONDS_A_STEP` or as soon as the last one is answered, all together
    evenly spread.
    """
    # A thread of its own: the one that drives a browser already runs an event loop.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _crowd(address, opening, moves, readers)).result()


async def _crowd(address: str, opening: bytes, moves: Sequence[bytes], readers: int) -> Crowd:
    met = Crowd()
    ready = asyncio.Barrier(readers)

    async def read(number: int) -> None:
        try:
            async with connect(
                address.replace("http", "ws") + "/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                origin=Origin(address),
                max_size=None,
            ) as line:
                await line.send(opening)
                met.errors += await _answer(line)
                await ready.wait()
                start = time.perf_counter() + _SECONDS_A_STEP * number / readers
                for step in range(_MOVES):
                    await asyncio.sleep(start + step * _SECONDS_A_STEP - time.perf_counter())
                    began = time.perf_counter()
                    await line.send(moves[(step + number) % len(moves)])
                    met.errors += await _answer(line)
                    met.milliseconds.append((time.perf_counter() - began) * 1000)
        except (WebSocketException, OSError, TimeoutError, asyncio.BrokenBarrierError):
            met.errors += 1
            await ready.abort()

    await asyncio.gather(*(read(number) for number in range(readers)))
    return met


async def _answer(line: ClientConnection) -> int:
    """Read up to the end of a run of the page; return how many exceptions it showed."""
    errors = 0
    async with asyncio.timeout(_PATIENCE_SECONDS):
        async for data in line:
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            if message.WhichOneof("type") == "delta" and message.delta.new_element.HasField("exception"):
                errors += 1
            if message.WhichOneof("type") == "script_finished":
                early = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
                if not early:
                    return errors
    return errors + 1
