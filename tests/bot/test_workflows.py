"""The stories from end to end, with a reader and a writer of a few lines."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from bot.errors import FigureError, NoPdfYet, NothingToSay, PaperDamaged, PaperthreadError
from bot.events import Step, StepStarted
from bot.model import (
    Brief,
    Evidence,
    FetchedPaper,
    Figure,
    Finding,
    Image,
    Level,
    Paper,
    PaperMetadata,
    PaperRef,
    Proposal,
    Role,
    WriterName,
    Zone,
)
from bot.thread_text import WrittenBrief, read_thread
from bot.workflows import draft_paper, draft_ref, read_paper, read_ref, review_paper, review_ref
from tests.builders import figure, metadata, paper, paragraph
from tests.fakes.writers import WritesOnce

SENTENCE = "We sort 98,734 shells by the sound that they make."
PICTURE = Image(b"\x89PNG", 10, 10)
PAGE_PICTURE = Image(b"\x89PNG page", 20, 30)


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

    async def close(self) -> None:
        pass


class FigureWriter(WritesOnce):
    """A writer that proposes one result for each label, with that figure."""

    name = WriterName("extractive")

    def __init__(self, *labels: str) -> None:
        self._labels = labels

    async def write(self, paper: Paper, brief: Brief) -> AsyncIterator[Proposal]:
        if not self._labels:
            raise NothingToSay(paper.name)
        for label in self._labels:
            yield Proposal(Role.RESULT, SENTENCE, (Evidence(1, SENTENCE),), label)


class ShelfSource:
    """A source that has one paper, whatever is asked for."""

    def __init__(self, known: PaperMetadata | PaperthreadError) -> None:
        self._known = known

    async def fetch(self, ref: PaperRef) -> FetchedPaper:
        if isinstance(self._known, PaperthreadError):
            raise self._known
        return FetchedPaper(b"%PDF", self._known)

    async def close(self) -> None:
        pass


@pytest.fixture
def shells() -> Paper:
    return paper(
        f"{SENTENCE}\n",
        name="shells.pdf",
        paragraphs=(paragraph(SENTENCE, zone=Zone.ABSTRACT),),
        figures=(figure("Figure 1"), figure("Table 1")),
    )


def ignore(event: StepStarted) -> None:
    pass


async def test_a_draft_carries_its_pictures_by_the_number_of_the_tweet(shells: Paper) -> None:
    drawn = await draft_paper(
        b"%PDF",
        name="shells.pdf",
        brief=Brief(),
        reader=BookReader(shells),
        writer=FigureWriter("Figure 1", "Table 1"),
        progress=ignore,
    )

    figures = {tweet.number: tweet.figure for tweet in drawn.draft.tweets if tweet.figure is not None}
    assert [shown.figure.label for shown in figures.values()] == ["Figure 1", "Table 1"]
    assert [shown.image for shown in figures.values()] == [f"tweet-{number:02d}.png" for number in figures]
    assert drawn.images == {shown.image: PICTURE for shown in figures.values()}


async def test_a_figure_without_sure_edges_is_shown_as_its_whole_page_and_it_is_said(shells: Paper) -> None:
    unsure = replace(shells, figures=(figure("Figure 1", page=4, confidence=0.49),))

    drawn = await draft_paper(
        b"%PDF",
        name="shells.pdf",
        brief=Brief(),
        reader=BookReader(unsure),
        writer=FigureWriter("Figure 1"),
        progress=ignore,
    )

    (shown,) = (tweet for tweet in drawn.draft.tweets if tweet.figure is not None)
    assert list(drawn.images.values()) == [PAGE_PICTURE]
    assert [finding for finding in shown.findings if finding.rule == "figure"] == [
        Finding(
            "figure",
            Level.ADVICE,
            "Figure 1",
            "Its edges are not sure, so its picture is the whole of page 4. Cut it before posting.",
        )
    ]


@pytest.mark.parametrize(
    ("labels", "warning"),
    [
        (["Figure 1"], "The edges of Figure 1 are not sure, so its picture is its whole page."),
        (
            ["Figure 1", "Table 2"],
            "The edges of Figure 1 and Table 2 are not sure, so their pictures are their whole pages.",
        ),
    ],
)
async def test_reading_with_pictures_tells_which_are_whole_pages(
    shells: Paper, labels: list[str], warning: str
) -> None:
    sure = figure("Figure 7", confidence=0.5)
    known = replace(shells, figures=(sure, *(figure(label, confidence=0.2) for label in labels)))

    drawn = await read_paper(b"%PDF", name="shells.pdf", reader=BookReader(known), progress=ignore, is_drawn=True)

    assert drawn.paper.warnings == (warning,)
    assert {one.label: image for one, image in drawn.images.items()} == {
        "Figure 7": PICTURE,
        **dict.fromkeys(labels, PAGE_PICTURE),
    }


async def test_a_figure_that_cannot_be_drawn_leaves_its_tweet_with_a_flag(shells: Paper) -> None:
    drawn = await draft_paper(
        b"%PDF",
        name="shells.pdf",
        brief=Brief(),
        reader=BookReader(shells, torn=["Table 1"]),
        writer=FigureWriter("Table 1"),
        progress=ignore,
    )

    flags = [
        (finding.level, finding.detail)
        for tweet in drawn.draft.tweets
        for finding in tweet.findings
        if finding.rule == "figure"
    ]
    assert flags == [(Level.FLAG, "Table 1 could not be drawn: the box covers nothing. The tweet has no figure.")]
    assert all(tweet.figure is None for tweet in drawn.draft.tweets)
    assert drawn.images == {}


async def test_the_steps_are_told_in_order_and_timed(shells: Paper) -> None:
    events: list[StepStarted] = []

    drawn = await draft_paper(
        b"x" * 2_500_001,
        name="shells.pdf",
        brief=Brief(),
        reader=BookReader(shells),
        writer=FigureWriter("Figure 1"),
        progress=events.append,
    )

    assert [event.step for event in events] == [Step.READ, Step.WRITE, Step.CHECK, Step.DRAW]
    assert (events[0].detail, events[-1].detail) == ("2,501 kB", "1 figure")
    assert {event.name for event in events} == {"shells.pdf"}
    assert list(drawn.draft.seconds) == ["read", "write", "check", "draw"]
    assert all(spent_s >= 0 for spent_s in drawn.draft.seconds.values())


@pytest.mark.parametrize(
    ("reader", "writer", "expected"),
    [
        pytest.param(BookReader(PaperDamaged("shells.pdf")), FigureWriter("Figure 1"), PaperDamaged, id="unreadable"),
        pytest.param(BookReader(paper(name="shells.pdf")), FigureWriter(), NothingToSay, id="nothing to say"),
    ],
)
async def test_what_stops_a_draft_is_passed_on(
    reader: BookReader, writer: FigureWriter, expected: type[PaperthreadError]
) -> None:
    with pytest.raises(expected):
        await draft_paper(b"", name="shells.pdf", brief=Brief(), reader=reader, writer=writer, progress=ignore)


async def test_a_paper_is_read_without_pictures_unless_they_are_wanted(shells: Paper) -> None:
    events: list[StepStarted] = []

    drawn = await read_paper(b"", name="shells.pdf", reader=BookReader(shells), progress=events.append)

    assert (drawn.paper, drawn.images) == (shells, {})
    assert [event.step for event in events] == [Step.READ]


async def test_a_figure_of_a_paper_that_cannot_be_drawn_is_a_warning(shells: Paper) -> None:
    reader = BookReader(shells, torn=["Figure 1"])

    drawn = await read_paper(b"", name="shells.pdf", reader=reader, progress=ignore, is_drawn=True)

    assert drawn.images == {shells.figures[1]: PICTURE}
    assert drawn.paper.warnings == ("Figure 1 could not be drawn: the box covers nothing.",)


# ---- From arXiv ----

REF = PaperRef("2306.13840", None, "arXiv:2306.13840")
TITLE = "Sorting $98{,}734$ Shells"


@pytest.fixture
def known() -> PaperMetadata:
    return metadata(title=TITLE, authors=("Ada Example",), version=3)


async def test_a_draft_from_arxiv_is_of_the_paper_that_arxiv_describes(shells: Paper, known: PaperMetadata) -> None:
    events: list[StepStarted] = []

    drawn = await draft_ref(
        REF,
        name=REF.as_written,
        brief=Brief(),
        source=ShelfSource(known),
        reader=BookReader(replace(shells, title="Sorting 98,734 Shells")),
        writer=FigureWriter("Figure 1"),
        progress=events.append,
    )

    of = drawn.draft.paper
    assert (of.title, of.authors, of.arxiv_id, of.arxiv_version) == (TITLE, ("Ada Example",), "2306.13840", 3)
    assert drawn.draft.tweets[0].text.count(TITLE) == 1
    assert [finding for finding in drawn.draft.findings if finding.rule == "paper"] == []
    assert list(drawn.draft.seconds) == ["fetch", "read", "write", "check", "draw"]
    assert [(event.step, event.detail) for event in events[:2]] == [
        (Step.FETCH, "2306.13840 from arXiv, waiting for its turn"),
        (Step.READ, "2306.13840v3, 1 kB"),
    ]


async def test_a_pdf_that_is_another_paper_is_a_flag_of_the_whole_draft(known: PaperMetadata) -> None:
    other = paper(f"Stones\n{SENTENCE}\n", title="Stones", paragraphs=(paragraph(SENTENCE, zone=Zone.ABSTRACT),))

    drawn = await draft_ref(
        REF,
        name=REF.as_written,
        brief=Brief(),
        source=ShelfSource(known),
        reader=BookReader(other),
        writer=FigureWriter("Figure 1"),
        progress=ignore,
    )

    first = drawn.draft.findings[0]
    assert (first.rule, first.level) == ("paper", Level.FLAG)
    assert first.detail.startswith(f"arXiv calls 2306.13840v3 “{TITLE}”, and the first page of its PDF shows “Stones”.")


async def test_a_pdf_that_is_another_paper_is_a_warning_of_what_was_read(known: PaperMetadata) -> None:
    drawn = await read_ref(
        REF,
        name=REF.as_written,
        source=ShelfSource(known),
        reader=BookReader(paper("Stones\n", title="Stones", warnings=("Page 2 is a picture.",))),
        progress=ignore,
    )

    assert drawn.paper.title == TITLE
    doubt, warning = drawn.paper.warnings[::-1]
    assert warning == "Page 2 is a picture."
    assert doubt.startswith(f"arXiv calls 2306.13840v3 “{TITLE}”, and the first page of its PDF shows “Stones”.")


async def test_what_cannot_be_had_is_passed_on(shells: Paper) -> None:
    source = ShelfSource(NoPdfYet("arXiv:2306.13840", arxiv_id="2306.13840", version=1))

    with pytest.raises(NoPdfYet):
        await read_ref(REF, name=REF.as_written, source=source, reader=BookReader(shells), progress=ignore)


# ---- A thread that somebody wrote ----


async def test_a_thread_is_checked_against_the_paper_and_the_steps_are_told(shells: Paper) -> None:
    events: list[StepStarted] = []
    thread = read_thread(b"We sort 98,735 shells by sound.\n\nBye!", name="thread.txt")

    draft = await review_paper(
        b"%PDF",
        name="shells.pdf",
        thread=thread,
        asked=WrittenBrief(),
        reader=BookReader(shells),
        progress=events.append,
    )

    assert [finding.words for finding in draft.tweets[0].findings if finding.rule == "number"] == ["98,735"]
    assert draft.writer == WriterName("person")
    assert list(draft.seconds) == ["read", "check"]
    assert [(event.step, event.detail) for event in events] == [(Step.READ, "1 kB"), (Step.CHECK, "2 tweets")]


async def test_a_thread_about_a_paper_of_arxiv_is_checked_with_what_arxiv_says(
    shells: Paper, known: PaperMetadata
) -> None:
    thread = read_thread(f"{TITLE}\nhttps://arxiv.org/abs/2306.13840".encode(), name="thread.txt")

    draft = await review_ref(
        REF,
        name=REF.as_written,
        thread=thread,
        asked=WrittenBrief(),
        source=ShelfSource(known),
        reader=BookReader(replace(shells, title="Stones")),
        progress=ignore,
    )

    assert list(draft.seconds) == ["fetch", "read", "check"]
    assert draft.findings[0].rule == "paper"
    assert [finding for finding in draft.tweets[0].findings if finding.level is Level.FLAG] == []
