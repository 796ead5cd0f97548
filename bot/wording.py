"""The small grammar of sentences that people read."""

from collections.abc import Sequence


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`, `1,250 pages`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed_pages(numbers: Sequence[int]) -> str:
    """`page 3`, `pages 3, 4 and 9`."""
    return f"page{'' if len(numbers) == 1 else 's'} {listed([str(number) for number in numbers])}"


def listed(words: Sequence[str]) -> str:
    """`Figure 3`, `Figure 3, Table 1 and Table 4`; at least one is given."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def versioned(arxiv_id: str, version: int | None) -> str:
    """`2306.13840v2`, as arXiv writes it; the bare id where no version is named."""
    return arxiv_id if version is None else f"{arxiv_id}v{version}"


def elided(text: str, limit_chars: int) -> str:
    """`text` on one line, cut with an ellipsis where it is longer than `limit_chars`."""
    line = " ".join(text.split())
    return line if len(line) <= limit_chars else f"{line[: limit_chars - 1].rstrip()}…"
