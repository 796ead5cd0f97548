import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.lines import (
    Become,
    Command,
    Help,
    Leave,
    Meaning,
    Nothing,
    OpenDraft,
    React,
    Say,
    Unclear,
    is_urgent,
    read_line,
)

LINK = "https://arxiv.org/abs/2306.13840"


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        pytest.param("", Nothing(), id="nothing"),
        pytest.param("  \t", Nothing(), id="spaces"),
        pytest.param(LINK, Say(LINK, "channel"), id="a link"),
        pytest.param(f"our new one: {LINK} !", Say(f"our new one: {LINK} !", "channel"), id="words with a link"),
        pytest.param("arXiv:2306.13840v2", Say("arXiv:2306.13840v2", "channel"), id="an id that is called one"),
        pytest.param("https://arxiv.org/pdf/2306.13840.pdf", Say("https://arxiv.org/pdf/2306.13840.pdf", "channel"),
                     id="a link to a PDF"),
        pytest.param("arxiv.org/pdf/2306.13840.pdf", Say("arxiv.org/pdf/2306.13840.pdf", "channel"),
                     id="a link to a PDF without its scheme"),
        pytest.param("good morning", Say("good morning"), id="words"),
        pytest.param("3: say it is on ImageNet", Say("3: say it is on ImageNet"), id="a wish"),
        pytest.param("2: link https://example.org/x", Say("2: link https://example.org/x"), id="a wish with a link"),
        pytest.param("shorten 3", Say("shorten 3"), id="a verb"),
        pytest.param("@paperthread shorten 3", Say("shorten 3", is_mention=True), id="a mention"),
        pytest.param("@PaperThread: help", Say("help", is_mention=True), id="a mention with a colon"),
        pytest.param("@paperthreads", Say("@paperthreads"), id="another name"),
        pytest.param("paper.pdf", Say("", "channel", ("paper.pdf",)), id="a file"),
        pytest.param("2306.13840.PDF", Say("", "channel", ("2306.13840.PDF",)), id="a file named for its id"),
        pytest.param("/home/ann/my paper.pdf", Say("", "channel", ("/home/ann/my paper.pdf",)), id="spaces"),
        pytest.param("~/it's here.pdf", Say("", "channel", ("~/it's here.pdf",)), id="a path with half a quote"),
        pytest.param("'my paper.pdf'", Say("", "channel", ("my paper.pdf",)), id="a file in quotes"),
        pytest.param(r"/data/my\ paper.pdf", Say("", "channel", ("/data/my paper.pdf",)), id="a file that was dropped"),
        pytest.param("a.pdf b.pdf", Say("", "channel", ("a.pdf", "b.pdf")), id="two files"),
        pytest.param("file:///data/my%20paper.pdf", Say("", "channel", ("/data/my paper.pdf",)), id="a file's address"),
        pytest.param("/data/arxiv.org/x.pdf", Say("", "channel", ("/data/arxiv.org/x.pdf",)), id="a path like a link"),
        pytest.param("look at paper.pdf", Say("look at paper.pdf"), id="words with a file's name"),
        pytest.param('/attach "my paper.pdf" ten tweets', Say("ten tweets", "channel", ("my paper.pdf",)), id="attach"),
        pytest.param("react 3 🔁", React(3, "🔁"), id="react"),
        pytest.param("React #3 redo", React(3, "🔁"), id="react by name"),
        pytest.param("react status ❌", React("status", "❌"), id="react to the status"),
        pytest.param("react summary star", React("status", "⭐"), id="react to the summary"),
        pytest.param("react request 🔁", React("request", "🔁"), id="react to the request"),
        pytest.param("unreact 12 ✅", React(12, "✅", is_added=False), id="unreact"),
        pytest.param("/thread", Command(""), id="the command alone"),
        pytest.param("/thread  shorten 3 ", Command("shorten 3"), id="the command"),
        pytest.param("/thread new paper.pdf", Command("new paper.pdf"), id="the command with a file's name"),
        pytest.param("/channel shorten 3", Say("shorten 3", "channel"), id="to the channel"),
        pytest.param("/channel @paperthread usage", Say("usage", "channel", is_mention=True), id="a mention there"),
        pytest.param("/open", OpenDraft(None), id="the drafts"),
        pytest.param("/open 2", OpenDraft(2), id="a draft"),
        pytest.param("/as bea", Become("bea"), id="another person"),
        pytest.param("/help", Help(), id="help"),
        pytest.param("/quit", Leave(), id="quit"),
    ],
)  # fmt: skip
def test_a_line_means(line: str, meaning: Meaning) -> None:
    assert read_line(line) == meaning


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("react 3", "Write `react 3", id="no emoji"),
        pytest.param("react three 🔁", "Write `react 3", id="no number"),
        pytest.param("react 3 whatever", "is no emoji", id="no emoji by that name"),
        pytest.param("/open two", "Write the number", id="no number of a draft"),
        pytest.param("/as two names", "Write one name", id="two names"),
        pytest.param("/as \x1b[2J", "Write one name", id="no name"),
        pytest.param("/attach", "Write the path", id="nothing to attach"),
        pytest.param('/attach "half', "Write the path", id="half a quotation"),
        pytest.param("/channel", "Write what to say", id="nothing to say"),
        pytest.param("/shorten 3", "There is no `/shorten`", id="no such command"),
    ],
)
def test_a_line_that_cannot_be_meant_says_how_to_write_it(line: str, words: str) -> None:
    meaning = read_line(line)

    assert isinstance(meaning, Unclear)
    assert words in meaning.words


def test_what_names_a_paper_is_for_others_to_say() -> None:
    assert read_line("see 2306.13840", names_paper=lambda text: "2306.13840" in text) == Say(
        "see 2306.13840", "channel"
    )
    assert read_line(LINK, names_paper=lambda _: False) == Say(LINK)


def test_a_line_of_a_script_may_not_want_to_wait() -> None:
    assert is_urgent("/now react status ❌") == (True, "react status ❌")
    assert is_urgent("/nowhere") == (False, "/nowhere")


@given(st.text(alphabet=st.characters(exclude_characters="\n")))
def test_every_line_means_something_and_words_are_kept(line: str) -> None:
    meaning = read_line(line)

    if isinstance(meaning, Say) and not meaning.paths and not meaning.is_mention and not line.strip().startswith("/"):
        assert meaning.text == line.strip()
