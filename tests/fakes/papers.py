"""Where a test's papers come from: `bot.ports.PaperReader` and `bot.ports.PaperSource` in a few lines."""

from collections.abc import Sequence

from bot.errors import FigureError, PaperthreadError
from bot.model import Evidence, FetchedPaper, Figure, Image, Paper, PaperMetadata, PaperRef

PICTURE = Image(b"\x89PNG", 10, 10)
PAGE_PICTURE = Image(b"\x89PNG page", 20, 30)
QUOTE_PICTURE = Image(b"\x89PNG quote", 30, 10)


class BookReader:
    """A reader that has one paper and draws every figure but those labelled as torn."""

    def __init__(self, known: Paper | PaperthreadError, *, torn: Sequence[str] = ()) -> None:
        self._known = known
        self._torn = torn

    async def read(self, pdf: bytes, *, name: str) -> Paper:
        if isinstance(self._known, PaperthreadError):
            raise self._known
        return self._known

    async def crop(self, pdf: bytes, figure: Figure) -> Image:
        if figure.label in self._torn:
            raise FigureError(figure.label, "the box covers nothing")
        return PICTURE

    async def draw_page(self, pdf: bytes, page: int) -> Image:
        return PAGE_PICTURE

    async def draw_quotes(self, pdf: bytes, evidence: Sequence[Evidence]) -> Image:
        if "The evidence" in self._torn:
            raise FigureError("The evidence", "its words were not found there as they are")
        return QUOTE_PICTURE

    async def close(self) -> None:
        pass


class ShelfSource:
    """A source that has one paper, whatever is asked for."""

    def __init__(self, known: PaperMetadata | PaperthreadError) -> None:
        self._known = known

    def put(self, known: PaperMetadata | PaperthreadError) -> None:
        """Have another paper, or another version, from now on."""
        self._known = known

    async def fetch(self, ref: PaperRef) -> FetchedPaper:
        if isinstance(self._known, PaperthreadError):
            raise self._known
        return FetchedPaper(b"%PDF", self._known)

    async def describe(self, ref: PaperRef) -> PaperMetadata:
        return (await self.fetch(ref)).metadata

    async def close(self) -> None:
        pass
