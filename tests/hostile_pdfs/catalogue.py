"""All hostile files, and how they are made of a folder of papers."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.hostile_pdfs import bombs, damage, depth, nothing, rewritten, texts, trees
from tests.hostile_pdfs.cases import Case

CASES: tuple[Case, ...] = (
    *nothing.CASES,
    *damage.CASES,
    *trees.CASES,
    *depth.CASES,
    *bombs.CASES,
    *texts.CASES,
    *rewritten.CASES,
)


def made(case: Case, papers: Sequence[Path], seed: int) -> bytes:
    """The case's file, of one of the papers; the same for the same papers and seed."""
    digest = hashlib.sha256(f"{seed} {case.name}".encode()).digest()
    chance = Random(int.from_bytes(digest[:8], "big"))
    return case.make(chance.choice(papers).read_bytes(), chance)


def write(name: str, papers: Sequence[Path], seed: int, file: Path) -> None:
    """Make the case of that name into a file."""
    (case,) = (case for case in CASES if case.name == name)
    file.write_bytes(made(case, papers, seed))
