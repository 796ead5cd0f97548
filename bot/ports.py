"""What the core asks of the world, in its own words. Adapters implement these; nothing here has a default."""

from collections.abc import Sequence
from typing import Protocol

from bot.model import Brief, Figure, Image, Paper, Proposal, WriterName


class PaperReader(Protocol):
    """PDF files, seen as papers and pictures."""

    async def read(self, pdf: bytes, *, name: str) -> Paper:
        """Read a whole paper; `name` is what sentences about it call it.

        Raises:
            PaperError: The file cannot be read; the subclass says why.
        """
        ...

    async def crop(self, pdf: bytes, figure: Figure) -> Image:
        """Draw the figure's box at 2x (144 pixels an inch), white edges trimmed.

        Raises:
            FigureError: The box covers nothing, or the page cannot be drawn.
        """
        ...

    async def close(self) -> None:
        """End every process of the reader; it is not used again."""
        ...


class Writer(Protocol):
    """Who writes the tweets."""

    @property
    def name(self) -> WriterName: ...

    async def write(self, paper: Paper, brief: Brief) -> Sequence[Proposal]:
        """Propose a whole thread, in the order of roles, at most `brief.max_tweets` long.

        The announcement and the code tweet are not among them: they are made of facts, by rule.

        Raises:
            WriterError: There is no draft, and the sentence says why.
        """
        ...
