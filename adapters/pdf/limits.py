"""How much of the machine reading one PDF may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Limits of one reading; beyond any of them the file is refused with a sentence.

    Attributes:
        max_bytes: Size of the file.
        max_pages: Sheets.
        max_seconds: Wall time of one reading, the start of its process included.
        max_draw_seconds: Wall time of drawing one figure.
        max_memory_mb: Address space of that process, where the system can hold it to that (Linux).
        workers: Processes that read at the same time.
    """

    max_bytes: int = 100_000_000
    max_pages: int = 400
    max_seconds: float = 45.0
    max_draw_seconds: float = 8.0
    max_memory_mb: int = 2048
    workers: int = 2
