import asyncio
import io
import os
from pathlib import Path

from adapters.console.typed import typed_lines


async def test_a_pipe_is_read_as_its_lines_come() -> None:
    outlet, inlet = os.pipe()
    lines: list[str] = []
    got = asyncio.Event()

    async def read() -> None:
        with os.fdopen(outlet, encoding="utf-8") as stream:
            async for line in typed_lines(stream):
                lines.append(line)
                got.set()

    reading = asyncio.create_task(read())
    os.write(inlet, "one\r\ntwo 🔁 is cut here: ".encode())
    await got.wait()
    early = list(lines)
    os.write(inlet, "🔁".encode()[:2])
    os.write(inlet, "🔁".encode()[2:] + b"\n\xff\nlast")
    os.close(inlet)
    await reading

    assert early == ["one"]
    assert lines == ["one", "two 🔁 is cut here: 🔁", "\ufffd", "last"]


async def test_a_file_and_a_text_in_memory_are_read_whole(tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_text("one\n\ntwo")

    with script.open() as stream:
        assert [line async for line in typed_lines(stream)] == ["one", "", "two"]
    assert [line async for line in typed_lines(io.StringIO("one\ntwo\n"))] == ["one", "two"]


async def test_reading_can_be_cancelled_and_leaves_the_pipe_alone() -> None:
    outlet, inlet = os.pipe()
    with os.fdopen(outlet, encoding="utf-8") as stream, os.fdopen(inlet, "w"):
        reading = asyncio.ensure_future(anext(typed_lines(stream)))
        await asyncio.sleep(0)
        reading.cancel()
        await asyncio.wait([reading])

        assert reading.cancelled()
        assert not asyncio.get_running_loop().remove_reader(stream)
