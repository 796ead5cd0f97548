"""bot.extractive.writer, from a paper to proposals."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.pdf.document import read_paper
from bot.errors import NothingToSay
from bot.extractive.english import is_first_person
from bot.extractive.writer import ExtractiveWriter, propose
from bot.ledger import Ledger
from bot.model import Brief, CodeLink, Paper, Paragraph, Proposal, Role, Voice, WriterName, Zone
from tests.builders import brief, paper, paragraph

OAKS = paper(
    title="OakBank: Growing Oaks Without Water",
    abstract="OakBank",
    paragraphs=(
        paragraph(
            "Growing oaks is important for shade. However, old pumps are expensive and difficult to repair. "
            "We present OakBank, a bank of seeds that grows oaks without any water. "
            "OakBank achieves a shade of 41.5% in dry summers, 2x more than the best pump. "
            "We show that oaks from OakBank outlive elms by 30 years in the north.",
            zone=Zone.ABSTRACT,
        ),
        paragraph(
            "Unlike existing pumps, OakBank needs no pipes and no power. "
            "Our method uses the fog of the morning and combines it with dew that is caught in nets.",
            page=2,
            zone=Zone.INTRODUCTION,
        ),
        paragraph("A limitation of OakBank is that it cannot grow firs in the cold.", page=8, zone=Zone.LIMITATIONS),
        paragraph("In future work, we plan to grow elms on northern islands.", page=9, zone=Zone.CONCLUSION),
        paragraph("We thank Cleo Tester for her seeds.", page=9, zone=Zone.ACKNOWLEDGEMENTS),
    ),
)


async def test_the_writer_proposes_a_thread_in_the_order_of_roles() -> None:
    writer = ExtractiveWriter()

    proposals = [proposal async for proposal in writer.write(OAKS, Brief(), Ledger())]

    assert writer.name == WriterName("extractive")
    assert [proposal.role for proposal in proposals] == [
        Role.CONTRIBUTION,
        Role.RESULT,
        Role.RESULT,
        Role.METHOD,
        Role.WHY,
        Role.LIMITATION,
        Role.PRIOR_WORK,
        Role.FUTURE_WORK,
        Role.CREDITS,
    ]


def test_each_proposal_carries_the_page_and_the_papers_own_words() -> None:
    limitation = next(one for one in propose(OAKS, Brief()) if one.role is Role.LIMITATION)

    assert limitation.prose == "A limitation of OakBank is that it cannot grow firs in the cold."
    assert [(piece.page, piece.quote) for piece in limitation.evidence] == [(8, limitation.prose)]


def test_curator_voice_never_says_we_and_is_short() -> None:
    proposals = propose(OAKS, brief(voice=Voice.CURATOR))

    assert proposals
    assert not any(is_first_person(proposal.prose) for proposal in proposals)
    assert len(proposals) <= 7


@pytest.mark.parametrize("code", [None, CodeLink("https://code.example/oak", "stated")], ids=["no code", "code"])
@pytest.mark.parametrize("most", [1, 4, 5])
def test_as_many_are_proposed_as_there_is_room_for(most: int, code: CodeLink | None) -> None:
    with_code = paper(title=OAKS.title, abstract=OAKS.abstract, paragraphs=OAKS.paragraphs, code=code)

    assert len(propose(with_code, brief(min_tweets=1, max_tweets=most))) == most


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param((), id="no text"),
        pytest.param((paragraph("x = 3"), paragraph("Fig. 3 shows it.")), id="nothing that can stand"),
        pytest.param((paragraph("Wir zeigen, dass Eichen ohne Wasser wachsen.", zone=Zone.ABSTRACT),), id="German"),
    ],
)
def test_a_paper_without_a_usable_sentence_is_said_to_have_none(paragraphs: tuple[Paragraph, ...]) -> None:
    with pytest.raises(NothingToSay):
        propose(paper(paragraphs=paragraphs), Brief())


# ---- Hostile papers ----

PIECES = st.sampled_from(
    [
        "We present",
        "OakBank",
        "which",
        ", and",
        "(",
        ")",
        "[3]",
        "et al.",
        "3.5%",
        "—",
        "：",
        "。",
        ". ",
        "?",
        "￼",
        "the",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    texts = draw(st.lists(st.tuples(TEXTS, st.sampled_from(list(Zone))), max_size=8))
    paragraphs = tuple(
        Paragraph(text, None, zone, ((0, page), (len(text) // 2 + 1, page + 1)))
        for page, (text, zone) in enumerate(texts, 1)
    )
    return paper(title=draw(TEXTS), abstract=draw(TEXTS), paragraphs=paragraphs)


@given(papers(), st.sampled_from(list(Voice)))
@settings(max_examples=150)
def test_no_paper_breaks_the_writer_and_every_proposal_is_grounded(given_paper: Paper, voice: Voice) -> None:
    try:
        proposals = propose(given_paper, brief(voice=voice))
    except NothingToSay:
        return

    for proposal in proposals:
        assert 0 < len(proposal.prose) <= 200
        assert proposal.evidence
        for piece in proposal.evidence:
            assert any(piece.quote in one.text and piece.quote for one in given_paper.paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(" * 50_000, id="open brackets"),
        pytest.param("We show that " * 10_000, id="one endless sentence"),
        pytest.param("a" * 200_000, id="one endless word"),
        pytest.param("We present A" + "Bb" * 300 + ". ", id="one endless name"),
        pytest.param("We win, which helps, and we win; " * 19 + "so. ", id="every cut at once"),
        pytest.param(". " * 50_000, id="end marks"),
        pytest.param(" " * 100_000, id="spaces"),
        pytest.param("We achieve 3 of 4 (see 5), " * 20_000, id="brackets and numbers"),
        pytest.param("We present one bank of oaks. " * 20_000, id="one sentence again and again"),
        pytest.param("利用" * 50_000, id="Chinese without end"),
    ],
)
def test_hostile_text_takes_no_more_than_its_length_deserves(text: str) -> None:
    hostile = paper(title=text[:200], abstract=text[:2000], paragraphs=(paragraph(text, zone=Zone.ABSTRACT),))
    began_s = time.process_time()

    try:
        proposals: list[Proposal] = propose(hostile, Brief())
    except NothingToSay:
        proposals = []

    assert len(proposals) <= 12
    assert time.process_time() - began_s < 10


# ---- Real papers ----


@pytest.mark.parametrize(
    ("file", "least", "roles"),
    [
        pytest.param("opt.pdf", 6, {Role.CONTRIBUTION, Role.RESULT, Role.LIMITATION}, id="opt"),
        pytest.param(
            "tracemonkey.pdf", 7, {Role.CONTRIBUTION, Role.RESULT, Role.FUTURE_WORK, Role.CREDITS}, id="tracemonkey"
        ),
        pytest.param("zh-wave.pdf", 4, {Role.CONTRIBUTION, Role.LIMITATION}, id="zh-wave"),
    ],
)
def test_a_real_paper_gives_a_thread(shared: Path, file: str, least: int, roles: set[Role]) -> None:
    given_paper = read_paper((shared / "papers" / file).read_bytes(), name=file)

    proposals = propose(given_paper, Brief())

    assert len(proposals) >= least
    assert roles <= {proposal.role for proposal in proposals}
    assert len({proposal.prose for proposal in proposals}) == len(proposals)
