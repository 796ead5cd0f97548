"""Draws the README's picture of a conversation: `python -m examples.picture` writes conversation.png beside this file.

A draft of the example paper is asked for in `paperthread chat`, and evidence behind it; what stands in the picture is
read from the console's journal. Only the look is ours: each platform shows the same messages in its own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from PIL import Image

from bot.model.chat import PostKind

HERE = Path(__file__).parent
PICTURE = HERE / "conversation.png"
SHOWN_TWEETS = (1, 6, 10)
SCALE_PPI = 144.0
MOST_WIDE_PX = 900

_Json = dict[str, Any]  # a line of the journal


def build() -> bytes:
    """The picture as a PNG. Only the seconds in its status differ from run to run."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "picture.typ").write_bytes((HERE / "picture.typ").read_bytes())
        posts = _posts(_journal(folder), folder / "console")
        (folder / "posts.json").write_text(json.dumps(posts), encoding="utf-8")
        drawn = typst.compile(
            folder / "picture.typ", root=folder, format="png", ppi=SCALE_PPI, ignore_system_fonts=True
        )
    if not isinstance(drawn, bytes):
        raise TypeError("typst gave no picture")
    return drawn


def _journal(folder: Path) -> list[_Json]:
    said = f"{HERE / 'paper.pdf'}\nreact {SHOWN_TWEETS[1]} 🔍\n"
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith(("PAPERTHREAD_", "OPENAI_"))}
    surroundings["PAPERTHREAD_DATA_DIR"] = str(folder)
    subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "chat"],
        input=said.encode(),
        env=surroundings,
        cwd=HERE.parent,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    lines = (folder / "console" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _posts(journal: list[_Json], console: Path) -> list[_Json]:
    """The messages of the picture as they look in the end, in their order."""
    standing: dict[str, _Json] = {}
    for line in journal:
        if line["what"] in ("posted", "edited"):
            standing[str(line["n"]) if line["what"] == "posted" else line["of"]] = line["post"]
    posts = list(standing.values())
    tweets = [post for post in posts if post["kind"] == PostKind.TWEET]
    status = next(post for post in posts if post["kind"] == PostKind.STATUS)
    (evidence,) = (post for post in posts if post["kind"] == PostKind.WORDS)
    first, *others = (tweets[number - 1] for number in SHOWN_TWEETS)
    shown = [status, first, others[0], evidence, others[1]]
    return [
        {
            "kind": post["kind"],
            "text": _without_emoji(post["text"]),
            "small": [_without_emoji(line) for line in post["small_print"]],
            "picture": None if post["picture"] is None else _scaled(console / post["picture"]["file"]),
        }
        for post in shown
    ]


def _scaled(picture: Path) -> _Json:
    """Its file and its width: of a size that the typesetter need not change, which it does badly."""
    with Image.open(picture) as image:
        shown = image.convert("RGB")
    shown.thumbnail((MOST_WIDE_PX, MOST_WIDE_PX), Image.Resampling.LANCZOS)
    shown.save(picture)
    return {"file": str(picture.relative_to(picture.parents[2])), "width_pt": shown.width / SCALE_PPI * 72}


def _without_emoji(words: str) -> str:
    """The typesetter's own fonts have none."""
    return "\n".join(line.lstrip("📄✅⚠️ ") for line in words.split("\n"))


if __name__ == "__main__":
    PICTURE.write_bytes(build())
    print(f"{PICTURE.name}: {PICTURE.stat().st_size:,} bytes")
