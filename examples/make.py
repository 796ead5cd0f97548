"""Sets the example paper: `python examples/make.py` writes paper.pdf beside this file.

The result depends on the files of this folder alone: the typesetter brings its fonts, and the date is the paper's own.
"""

from datetime import UTC, datetime
from pathlib import Path

import typst

HERE = Path(__file__).parent
PAPER = HERE / "paper.pdf"
DATE = datetime(2026, 11, 21, tzinfo=UTC)


def build() -> bytes:
    """The paper as a PDF, the same bytes on each run."""
    pdf = typst.compile(
        HERE / "paper.typ", root=HERE, format="pdf", ignore_system_fonts=True, timestamp=int(DATE.timestamp())
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no PDF")
    return pdf


if __name__ == "__main__":
    PAPER.write_bytes(build())
    print(f"{PAPER.name}: {PAPER.stat().st_size:,} bytes")
