"""How much of the machine reading one PDF may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Limits of one reading; beyond any of them the file is refused with a sentence.

    Attributes:
        max_bytes: Size of the file.
        max_pages: Sheets.
        max_seconds: Wall time of one reading or drawing in its process.
        max_memory_mb: Address space of that process, where the system can hold it to that (Linux).
    """

    max_bytes: int = 100_000_000
    max_pages: int = 400
    max_seconds: float = 60.0
    max_memory_mb: int = 2048
