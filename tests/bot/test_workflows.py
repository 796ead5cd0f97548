"""The stories from end to end, with a reader and a writer of a few lines."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from bot.errors import NothingToSay
from bot.events import Event, Step, StepStarted
from bot.ledger import Ledger
from bot.model import Brief, Evidence, Finding, Level, Paper, Proposal, Role, WriterName, Zone
from bot.obtaining import Obtained
from bot.thread_text import WrittenBrief, read_thread
from bot.workflows import draft_paper, draw_paper, review_paper
from tests.builders import figure, paper, paragraph
from tests.fakes.papers import PAGE_PICTURE, PICTURE, BookReader
from tests.fakes.writers import WritesOnce

SENTENCE = "We sort 98,734 shells by the sound that they make."
DOUBT = "arXiv calls it “Shells”, and the first page shows “Stones”."


class FigureWriter(WritesOnce):
    """A writer that proposes one result for each label, with that figure."""

    name = WriterName("extractive")

    def __init__(self, *labels: str) -> None:
        self._labels = labels

    async def write(
        self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
    ) -> AsyncIterator[Proposal]:
        if not self._labels:
            raise NothingToSay(paper.name)
        for label in self._labels:
            yield Proposal(Role.RESULT, SENTENCE, (Evidence(1, SENTENCE),), label)


@pytest.fixture
def shells() -> Paper:
    return paper(
        f"{SENTENCE}\n",
        name="shells.pdf",
        paragraphs=(paragraph(SENTENCE, zone=Zone.ABSTRACT),),
        figures=(figure("Figure 1"), figure("Table 1")),
    )


def ignore(event: Event) -> None:
    pass


def obtained(of: Paper, *, doubts: tuple[str, ...] = ()) -> Obtained:
    return Obtained("shells.pdf", b"%PDF", of, doubts=doubts, seconds={"fetch": 0.5, "read": 0.25})


async def test_a_draft_carries_its_pictures_by_the_number_of_the_tweet(shells: Paper) -> None:
    drawn = await draft_paper(
        obtained(shells),
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
        obtained(unsure),
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

    drawn = await draw_paper(obtained(known), reader=BookReader(known), progress=ignore)

    assert drawn.paper.warnings == (warning,)
    assert {one.label: image for one, image in drawn.images.items()} == {
        "Figure 7": PICTURE,
        **dict.fromkeys(labels, PAGE_PICTURE),
    }


async def test_a_figure_that_cannot_be_drawn_leaves_its_tweet_with_a_flag(shells: Paper) -> None:
    only_a_table = replace(shells, figures=(figure("Table 1"),))  # which no announcement shows

    drawn = await draft_paper(
        obtained(only_a_table),
        brief=Brief(),
        reader=BookReader(only_a_table, torn=["Table 1"]),
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


async def test_the_steps_are_told_in_order_and_timed_behind_those_that_got_the_paper(shells: Paper) -> None:
    events: list[Event] = []

    drawn = await draft_paper(
        obtained(shells),
        brief=Brief(),
        reader=BookReader(shells),
        writer=FigureWriter("Figure 1"),
        progress=events.append,
    )

    assert events == [
        StepStarted("shells.pdf", Step.WRITE, "without a model"),
        StepStarted("shells.pdf", Step.CHECK, "2 tweets"),
        StepStarted("shells.pdf", Step.DRAW, "1 figure"),
    ]
    assert list(drawn.draft.seconds) == ["fetch", "read", "write", "check", "draw"]
    assert all(spent_s >= 0 for spent_s in drawn.draft.seconds.values())


async def test_a_writer_that_has_nothing_to_say_stops_the_draft(shells: Paper) -> None:
    with pytest.raises(NothingToSay):
        await draft_paper(
            obtained(shells), brief=Brief(), reader=BookReader(shells), writer=FigureWriter(), progress=ignore
        )


async def test_what_speaks_against_the_paper_is_a_flag_of_the_whole_draft(shells: Paper) -> None:
    drawn = await draft_paper(
        obtained(shells, doubts=(DOUBT,)),
        brief=Brief(),
        reader=BookReader(shells),
        writer=FigureWriter("Figure 1"),
        progress=ignore,
    )

    assert drawn.draft.findings[0] == Finding("paper", Level.FLAG, "", DOUBT)


async def test_a_draft_has_the_tags_of_the_papers_category_unless_others_are_asked_for(shells: Paper) -> None:
    of_sound = replace(obtained(shells), category="eess.AS")
    asked = (Brief(), Brief(tags=("Shells",)))

    drawn = [
        await draft_paper(
            of_sound,
            brief=brief,
            reader=BookReader(shells),
            writer=FigureWriter("Figure 1"),
            progress=ignore,
            category_tags={"eess": ["Sound"]},
        )
        for brief in asked
    ]

    assert [one.draft.brief.tags for one in drawn] == [("Sound",), ("Shells",)]


async def test_a_figure_of_a_paper_that_cannot_be_drawn_is_a_warning_behind_what_speaks_against_it(
    shells: Paper,
) -> None:
    reader = BookReader(shells, torn=["Figure 1"])

    drawn = await draw_paper(obtained(shells, doubts=(DOUBT,)), reader=reader, progress=ignore)

    assert drawn.images == {shells.figures[1]: PICTURE}
    assert drawn.paper.warnings == (DOUBT, "Figure 1 could not be drawn: the box covers nothing.")


# ---- A thread that somebody wrote ----


async def test_a_thread_is_checked_against_the_paper_and_the_steps_are_told(shells: Paper) -> None:
    events: list[Event] = []
    thread = read_thread(b"We sort 98,735 shells by sound.\n\nBye!", name="thread.txt")

    draft = await review_paper(
        obtained(shells, doubts=(DOUBT,)), thread=thread, asked=WrittenBrief(), progress=events.append
    )

    assert [finding.words for finding in draft.tweets[0].findings if finding.rule == "number"] == ["98,735"]
    assert draft.findings[0] == Finding("paper", Level.FLAG, "", DOUBT)
    assert draft.writer == WriterName("person")
    assert list(draft.seconds) == ["fetch", "read", "check"]
    assert events == [StepStarted("shells.pdf", Step.CHECK, "2 tweets")]


async def test_a_thread_may_use_the_tags_of_the_papers_category(shells: Paper) -> None:
    thread = read_thread(b"We sort 98,734 shells by the sound that they make. #Sound", name="thread.txt")

    found = [
        await review_paper(
            replace(obtained(shells), category=category),
            thread=thread,
            asked=WrittenBrief(),
            progress=ignore,
            category_tags={"eess": ["Sound"]},
        )
        for category in (None, "eess.AS")
    ]

    assert [[finding.words for finding in one.all_findings if finding.rule == "tag"] for one in found] == [
        ["#Sound"],
        [],
    ]
