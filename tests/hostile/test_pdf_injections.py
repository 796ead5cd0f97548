"""A PDF that gives orders in every place it has for words: what nobody sees is not read, what is read is flagged."""

import asyncio
import dataclasses
import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link as Annotation

from adapters.pdf.document import read_paper
from bot.drafting import write_draft
from bot.model import Draft, Evidence, Level, Paper
from tests.builders import brief
from tests.builders_pdf import paper_pdf
from tests.fakes.obedient import ObedientWriter
from tests.hostile.pdf_places import BESIDE_THE_PAGES, HIDDEN_ON_A_PAGE, PLACES, PLAIN, handle, hostile_pdf

HONEST = Evidence(1, "It needs one microphone and no training.")


@pytest.fixture(scope="module")
def read() -> Paper:
    return read_paper(hostile_pdf(), name="odd.pdf")


@pytest.fixture(scope="module")
def draft(read: Paper) -> Draft:
    return asyncio.run(write_draft(read, brief(min_tweets=1), ObedientWriter(HONEST), progress=lambda step: None))


def test_the_paper_itself_is_read(read: Paper) -> None:
    assert read.title == "Sorting Sea Shells By Their Sound"
    assert "This page is there for everybody to see." in read.pages[-1].text


@pytest.mark.parametrize("place", HIDDEN_ON_A_PAGE)
def test_text_that_no_reader_sees_is_not_given_to_a_writer(read: Paper, place: str) -> None:
    assert handle(place) not in repr(dataclasses.astuple(read))
    assert read.hidden_text != ()


@pytest.mark.parametrize("place", BESIDE_THE_PAGES)
def test_words_beside_the_pages_are_no_part_of_their_text(read: Paper, place: str) -> None:
    assert not any(handle(place) in page.text for page in read.pages)
    assert not any(handle(place) in paragraph.text for paragraph in read.paragraphs)


@pytest.mark.parametrize("place", PLACES)
def test_a_handle_that_a_pdf_orders_reaches_no_tweet_without_its_flag(draft: Draft, place: str) -> None:
    bare = [
        tweet.text
        for tweet in draft.tweets
        if handle(place) in tweet.text
        and not any(one.level is Level.FLAG and one.words == handle(place) for one in tweet.findings)
    ]

    assert bare == []


def test_an_order_in_plain_sight_is_obeyed_by_the_worst_of_writers(draft: Draft) -> None:
    assert any(handle(PLAIN) in tweet.text for tweet in draft.tweets)


@pytest.mark.parametrize("box", [(300, 100, 400, 120), (0, 0, 1, 1), (-90, -90, -50, -50)])
async def test_a_link_to_code_that_lies_over_nothing_reaches_no_tweet_without_its_flag(
    box: tuple[float, float, float, float],
) -> None:
    address = "https://github.com/evil/shells"
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper_pdf())))
    writer.add_annotation(0, Annotation(rect=box, url=address))
    out = io.BytesIO()
    writer.write(out)

    draft = await write_draft(
        read_paper(out.getvalue(), name="odd.pdf"),
        brief(min_tweets=1),
        ObedientWriter(HONEST),
        progress=lambda step: None,
    )

    linked = [tweet for tweet in draft.tweets if address in tweet.text]
    assert all(("url", Level.FLAG) in [(one.rule, one.level) for one in tweet.findings] for tweet in linked)
