"""Values for tests: every argument has a default, so that a test names only what it cares about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import cast

from bot.model import (
    Box,
    Brief,
    Draft,
    Evidence,
    Figure,
    FigureKind,
    Finding,
    Level,
    Page,
    Paper,
    PaperMetadata,
    PaperRef,
    Paragraph,
    Role,
    Section,
    Tweet,
    WriterName,
    Zone,
)
from bot.model.chat import MessageRef, Person, Place
from bot.provenance import ANSWERED, ModelCall, PromptUsed, Usage
from bot.records import DraftRecord, Job, PostRecord, PostState, PressChange, PressState, WantedPaper
from bot.versions import Version, Why

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""When things happen in tests that say no more."""


def paper_ref(arxiv_id: str = "2306.13840", version: int | None = None) -> PaperRef:
    return PaperRef(arxiv_id, version, as_written=arxiv_id if version is None else f"{arxiv_id}v{version}")


def page(number: int = 1, text: str = "We train on 98,734 theorems.\n", **more: object) -> Page:
    return Page(number=number, text=text, **more)  # type: ignore[arg-type]  # keywords are passed through as they are


def paper(*texts: str, title: str = "A Paper About Papers", **more: object) -> Paper:
    """A paper whose pages carry `texts`, one each, or what its paragraphs say; everything else by keyword."""
    paragraphs = cast("tuple[Paragraph, ...]", more.get("paragraphs", ()))
    values: dict[str, object] = {
        "name": "paper.pdf",
        "title": title,
        "authors": ("Ada Example", "Ben Sample"),
        "abstract": "",
        "pages": tuple(page(number, text) for number, text in enumerate(texts or _pages_of(paragraphs), 1)),
    }
    return Paper(**(values | more))  # type: ignore[arg-type]  # keywords are passed through as they are


def _pages_of(paragraphs: Sequence[Paragraph]) -> list[str]:
    """What stands on each page, from the first to the last that a paragraph runs over."""
    pages = [""] * max((page for one in paragraphs for _, page in one.starts), default=1)
    for one in paragraphs:
        for (start, page), (end, _) in pairwise((*one.starts, (len(one.text), 0))):
            pages[page - 1] += one.text[start:end] + "\n"
    return pages


def metadata(**more: object) -> PaperMetadata:
    """What arXiv says of a version of a paper; everything by keyword."""
    values: dict[str, object] = {
        "arxiv_id": "2306.13840",
        "version": 2,
        "title": "A Paper About Papers",
        "authors": ("Ada Example", "Ben Sample"),
        "abstract": "Papers are about papers.",
        "category": "cs.DL",
        "comment": None,
        "is_withdrawn": False,
    }
    return PaperMetadata(**(values | more))  # type: ignore[arg-type]  # keywords are passed through as they are


def paragraph(text: str, *, page: int = 1, zone: Zone = Zone.BODY, section: int | None = None) -> Paragraph:
    return Paragraph(text=text, section=section, zone=zone, starts=((0, page),))


def section(title: str = "Introduction", *, level: int = 1, page: int = 1, zone: Zone = Zone.INTRODUCTION) -> Section:
    return Section(title=title, level=level, page=page, zone=zone)


def evidence(quote: str, page: int = 1) -> Evidence:
    return Evidence(page=page, quote=quote)


def brief(**more: object) -> Brief:
    return Brief(**more)  # type: ignore[arg-type]  # keywords are passed through as they are


def figure(label: str = "Figure 2", *, page: int = 1, **more: object) -> Figure:
    values: dict[str, object] = {
        "kind": FigureKind.TABLE if label.startswith("Table") else FigureKind.FIGURE,
        "caption": "Errors against the size of the training set.",
        "box": Box(72, 400, 300, 560),
        "confidence": 0.9,
    }
    return Figure(label=label, page=page, **(values | more))  # type: ignore[arg-type]  # keywords are passed through


def tweet(number: int = 1, text: str = "We train on 98,734 theorems.", **more: object) -> Tweet:
    values: dict[str, object] = {"role": Role.RESULT, "weighted_length": len(text)}
    return Tweet(number=number, text=text, **(values | more))  # type: ignore[arg-type]  # keywords are passed through


def finding(detail: str = "The evidence has 56.7.", *, level: Level = Level.FLAG, **more: object) -> Finding:
    values: dict[str, object] = {"rule": "number", "words": ""}
    return Finding(level=level, detail=detail, **(values | more))  # type: ignore[arg-type]  # keywords are passed through


def draft(*tweets: Tweet, **more: object) -> Draft:
    values: dict[str, object] = {"paper": paper(), "brief": Brief(), "writer": WriterName("extractive")}
    return Draft(tweets=tweets, **(values | more))  # type: ignore[arg-type]  # keywords are passed through as they are


def model_call(**more: object) -> ModelCall:
    used = PromptUsed("thread", 3, (("thread/system.j2", "a" * 64), ("thread/user.j2", "b" * 64)))
    call = ModelCall(used, "shell-1", "models.example.org", "", Usage(900, 800, 40), 0.0125, False, 2.5, ANSWERED)
    return replace(call, **more)  # type: ignore[arg-type]  # values of the test


def place(chat_thread: str | None = None, *, channel: str = "C1", platform: str = "slack", team: str = "T1") -> Place:
    return Place(platform, team, channel, chat_thread)


def person(id: str = "U1", *, name: str = "Ada", platform: str = "slack", team: str = "T1") -> Person:  # noqa: A002
    return Person(platform, team, id, name)


def message(id: str = "M1", *, where: Place | None = None) -> MessageRef:  # noqa: A002
    return MessageRef(where or place(), id)


def job(key: str = "job-1", **more: object) -> Job:
    return replace(Job(key, "draft", "d1", person().key, {"wish": "less hype"}), **more)  # type: ignore[arg-type]  # as given


def press_change(*, is_present: bool = True, count: int = 1, **more: object) -> PressChange:
    change = PressChange(message(), person(), "🔁", PressState(is_present, count, NOON, "event-1"))
    return replace(change, **more)  # type: ignore[arg-type]  # values of the test


def draft_record(id: str = "d1", **more: object) -> DraftRecord:  # noqa: A002
    wanted = WantedPaper(arxiv_id="2306.13840")
    record = DraftRecord(id, place("t1"), person(), message(), False, wanted, Brief(), NOON)
    return replace(record, **more)  # type: ignore[arg-type]  # values of the test


def version(number: int = 1, text: str = "We train on 98,734 theorems.", **more: object) -> Version:
    why = Why.DRAFTED if number == 1 else Why.REGENERATED
    made = Version(number, why, tweet(1, text), WriterName("extractive"))
    return replace(made, **more)  # type: ignore[arg-type]  # values of the test


def post_record(key: str = "post-1", serial: int | None = 1, **more: object) -> PostRecord:
    post = PostRecord(key, "d1", serial, place("t1"), PostState.SENDING, NOON)
    return replace(post, **more)  # type: ignore[arg-type]  # values of the test
