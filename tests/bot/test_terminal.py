"""What the command shows, on a terminal and in a pipe."""

import io
import json
import logging
import re
from dataclasses import replace

import pytest

from bot.doctor import Diagnosis, State
from bot.errors import PaperthreadError
from bot.events import Step, StepStarted, TweetChecked
from bot.plain_text import Line, Tone
from bot.terminal import Terminal, printable
from tests.builders import finding, tweet

CLEAR_SCREEN = "\x1b[2J"
STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Stream(io.TextIOWrapper):
    """A stream in memory, a terminal if asked."""

    def __init__(self, *, is_terminal: bool = False, encoding: str = "utf-8") -> None:
        self._written = io.BytesIO()
        super().__init__(self._written, encoding=encoding, newline="\n")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def text(self) -> str:
        self.flush()
        return self._written.getvalue().decode(self.encoding)


@pytest.fixture(autouse=True)
def terminal_of_60_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")


def shown(*lines: Line, is_terminal: bool = False, encoding: str = "utf-8") -> str:
    stdout = Stream(is_terminal=is_terminal, encoding=encoding)
    Terminal(stdout, Stream()).show(lines)
    return stdout.text()


# ---- Results ----


def test_a_pipe_gets_the_lines_as_they_are() -> None:
    words = "word " * 40

    assert shown(Line(words, Tone.FLAG, indent=4), Line("", indent=4), Line("end")) == (
        f"    {words.rstrip()}\n\nend\n"
    )


def test_a_terminal_gets_colours_and_lines_wrapped_under_their_indent() -> None:
    text = shown(Line("word " * 20, Tone.FLAG, indent=4), is_terminal=True)

    assert text.startswith("    \x1b[33mword")
    assert [line.rstrip() for line in STYLE.sub("", text).splitlines()] == [
        "    " + " ".join(["word"] * 11),
        "    " + " ".join(["word"] * 9),
    ]


def test_no_color_takes_the_colours_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b[33m" not in shown(Line("flag", Tone.FLAG), is_terminal=True)


@pytest.mark.parametrize("is_terminal", [True, False])
def test_markup_and_codes_of_a_paper_do_nothing(is_terminal: bool) -> None:
    text = shown(Line(f"[bold]x[/bold] :smile: {CLEAR_SCREEN}\r\udc80"), is_terminal=is_terminal)

    assert STYLE.sub("", text).rstrip() == "[bold]x[/bold] :smile: �[2J��"


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        pytest.param("ascii", '-- "Ada" | p. 3... ! ??', id="ASCII"),
        pytest.param("latin-1", '-- "Ada" | p. 3... ! é?', id="Latin-1"),
        pytest.param("utf-16", "── “Ada” · p. 3… ⚠️ é李", id="UTF-16"),
    ],
)
@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_stream_without_unicode_gets_the_nearest_characters(encoding: str, expected: str, is_terminal: bool) -> None:
    text = shown(Line("── “Ada” · p. 3… ⚠️ é李"), is_terminal=is_terminal, encoding=encoding)

    assert text.rstrip() == expected


@pytest.mark.parametrize(
    ("encoding", "expected"), [("utf-8", '{"title": "É李"}\n'), ("latin-1", '{"title": "\\u00c9\\u674e"}\n')]
)
def test_json_loses_nothing_on_any_stream(encoding: str, expected: str) -> None:
    stdout = Stream(encoding=encoding)

    Terminal(stdout, Stream()).show_json({"title": "É李"}, indent=None)

    assert stdout.text() == expected


def test_json_of_half_a_surrogate_pair_can_be_written_and_read() -> None:
    stdout = Stream()

    Terminal(stdout, Stream()).show_json({"name": "a\udc80"})

    assert json.loads(stdout.text()) == {"name": "a?"}


def test_json_cannot_steer_a_terminal() -> None:
    stdout = Stream()

    Terminal(stdout, Stream()).show_json({"title": "\x1b[2J\x9b2J\x7f"}, indent=None)

    assert stdout.text() == '{"title": "\\u001b[2J\\u009b2J\\u007f"}\n'


def test_line_ends_and_tabs_are_printable() -> None:
    assert printable("a\tb\nc\x1b\x9b\x00") == "a\tb\nc\ufffd\ufffd\ufffd"


DIAGNOSES = [
    Diagnosis("Python", State.FINE, "3.11.7"),
    Diagnosis("data folder", State.OPEN, "/data cannot be written", "Set PAPERTHREAD_DATA_DIR."),
    Diagnosis("Slack", State.LATER, "not part of this version yet"),
    Diagnosis("writer", State.BROKEN, "openai", "Set PAPERTHREAD_WRITER."),
]


def test_diagnoses_are_a_line_each_in_a_pipe() -> None:
    stdout = Stream()

    Terminal(stdout, Stream()).show_diagnoses(DIAGNOSES)

    assert stdout.text() == (
        "✓ Python: 3.11.7\n"
        "! data folder: /data cannot be written. Set PAPERTHREAD_DATA_DIR.\n"
        "– Slack: not part of this version yet\n"
        "✗ writer: openai. Set PAPERTHREAD_WRITER.\n"
    )


def test_diagnoses_are_a_table_on_a_terminal() -> None:
    stdout = Stream(is_terminal=True)

    Terminal(stdout, Stream()).show_diagnoses(DIAGNOSES)

    assert [line.rstrip() for line in STYLE.sub("", stdout.text()).splitlines()] == [
        "✓  Python       3.11.7",
        "!  data folder  /data cannot be written",
        "                Set PAPERTHREAD_DATA_DIR.",
        "–  Slack        not part of this version yet",
        "✗  writer       openai",
        "                Set PAPERTHREAD_WRITER.",
    ]


# ---- Progress and errors ----


def test_progress_is_a_plain_line_a_step_where_nobody_watches() -> None:
    stdout, stderr = Stream(), Stream()

    with Terminal(stdout, stderr).progress() as progress:
        progress(StepStarted("paper.pdf", Step.READ, "2,100 kB"))
        progress(StepStarted("paper.pdf", Step.CHECK))

    assert (stdout.text(), stderr.text()) == ("", "paper.pdf: reading 2,100 kB\npaper.pdf: checking\n")


def test_progress_on_a_terminal_is_one_line_that_is_gone_in_the_end() -> None:
    stdout, stderr = Stream(), Stream(is_terminal=True)

    with Terminal(stdout, stderr).progress() as progress:
        progress(StepStarted("paper.pdf", Step.READ, "[bold]"))

    text = stderr.text()
    assert "\x1b[?25l" in text  # the cursor is hidden,
    assert text.endswith("\x1b[?25h\r\x1b[1A\x1b[2K")  # and shown again where the line was
    assert stdout.text() == ""


def test_a_tweet_is_a_plain_line_where_nobody_watches() -> None:
    stderr = Stream()
    flagged = tweet(3, "We sort\n98,735 shells.\n\n3/9", weighted_length=27, findings=(finding(),))

    with Terminal(Stream(), stderr).progress() as progress:
        progress(TweetChecked("paper.pdf", flagged, 9))
        progress(TweetChecked("paper.pdf", replace(flagged, findings=()), 9))

    assert stderr.text() == (
        "paper.pdf: tweet 3 of 9, 27 chars, 1 flag: We sort 98,735 shells. 3/9\n"
        "paper.pdf: tweet 3 of 9, 27 chars: We sort 98,735 shells. 3/9\n"
    )


def test_tweets_on_a_terminal_stand_one_under_the_other_in_their_last_state_and_go_in_the_end() -> None:
    stderr = Stream(is_terminal=True)

    with Terminal(Stream(), stderr).progress() as progress:
        progress(StepStarted("a.pdf", Step.WRITE, "shell-1"))
        progress(TweetChecked("a.pdf", tweet(1, "First."), 2))
        progress(TweetChecked("a.pdf", tweet(2, f"Second {CLEAR_SCREEN}."), 2))
        progress(TweetChecked("a.pdf", tweet(1, "Mended."), 2))

    *_, last = STYLE.sub("", stderr.text()).split("\x1b[?25h")[0].rsplit("tweet 1 of 2", 1)
    assert "Mended." in last
    assert "tweet 2 of 2" in last
    assert "a.pdf: writing shell-1" in last
    assert CLEAR_SCREEN not in stderr.text()
    assert stderr.text().endswith("\x1b[?25h\r" + "\x1b[1A\x1b[2K" * 3), "the lines are cleared"


@pytest.mark.parametrize("is_terminal", [True, False])
def test_an_error_is_one_sentence_on_stderr(is_terminal: bool) -> None:
    stdout, stderr = Stream(), Stream(is_terminal=is_terminal)

    Terminal(stdout, stderr).complain(PaperthreadError(f"a{CLEAR_SCREEN}.pdf: this is\nnot a PDF."), about="a.pdf")

    assert STYLE.sub("", stderr.text()).rstrip() == "Error: a�[2J.pdf: this is not a PDF."
    assert stdout.text() == ""


def test_an_error_that_nobody_meant_is_a_sentence_and_its_traceback_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    stderr = Stream()

    with caplog.at_level(logging.DEBUG):
        Terminal(Stream(), stderr).complain(KeyError("secret of the paper"), about="a.pdf")

    assert stderr.text() == (
        "Error: a.pdf: paperthread failed in a way it should not (KeyError). `paperthread --debug …` shows where.\n"
    )
    assert [record.exc_info is not None for record in caplog.records] == [True]
