"""What the command shows: results on stdout and nothing else there; progress and errors on stderr."""

import io
import json
import logging
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from rich.console import Console, Group
from rich.live import Live
from rich.padding import Padding
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from bot.doctor import Diagnosis, State
from bot.errors import PaperthreadError
from bot.events import Event, Progress, Step, StepStarted, TweetChecked
from bot.model import Level, Tweet
from bot.plain_text import Line, Tone
from bot.wording import counted, elided

_log = logging.getLogger(__name__)

_SHOWN_CHARS = 120  # of a tweet, in one line of progress
_STYLES = {Tone.TITLE: "bold", Tone.TEXT: "", Tone.RULE: "cyan", Tone.ASIDE: "dim", Tone.FLAG: "yellow"}
_STATES = {
    State.FINE: ("✓", "green"),
    State.OPEN: ("!", "yellow"),
    State.LATER: ("–", "dim"),
    State.BROKEN: ("✗", "bold red"),
}
_STEP_WORDS = {
    Step.FETCH: "fetching",
    Step.READ: "reading",
    Step.WRITE: "writing",
    Step.CHECK: "checking",
    Step.DRAW: "drawing",
}

# For streams that cannot carry Unicode; what is not here becomes a question mark.
_PLAIN = str.maketrans({"─": "-", "·": "|", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-",
                        "⚠": "!", "\ufe0f": "", "✓": "+", "✗": "x"})  # fmt: skip


class Terminal:
    """The two streams of the command, each with colours if it is a terminal that shows them (NO_COLOR is honoured)."""

    def __init__(self, stdout: TextIO | None = None, stderr: TextIO | None = None) -> None:
        self._stdout = stdout or sys.stdout
        self._stderr = stderr or sys.stderr

    # ---- Results ----

    def show(self, lines: Iterable[Line]) -> None:
        """Lines for people: styled and wrapped on a terminal, as they are in a pipe or a file."""
        if self._stdout.isatty():
            console = _console(self._stdout)
            for line in lines:
                text = Text(_encodable(printable(line.text), self._stdout), _STYLES[line.tone])
                console.print(Padding(text, (0, 0, 0, line.indent)), overflow="fold")
        else:
            for line in lines:
                self.write(f"{' ' * line.indent}{printable(line.text)}".rstrip() + "\n")

    def show_json(self, value: object, *, indent: int | None = 2) -> None:
        """A JSON value; pure ASCII where the stream is not UTF-8, so that nothing is lost."""
        text = json.dumps(value, ensure_ascii=not _is_unicode(self._stdout), indent=indent)
        # JSON need not escape these, and a terminal takes some of them for commands.
        self.write(re.sub("[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")

    def show_diagnoses(self, diagnoses: Sequence[Diagnosis]) -> None:
        """The doctor's words: a table on a terminal, a line each otherwise."""
        if self._stdout.isatty():
            table = Table(box=None, pad_edge=False, show_header=False)
            for diagnosis in diagnoses:
                mark, style = _STATES[diagnosis.state]
                words = Text(diagnosis.words)
                if diagnosis.todo:
                    words.append(f"\n{diagnosis.todo}", "bold")
                table.add_row(Text(_encodable(mark, self._stdout), style), Text(diagnosis.part, "bold"), words)
            _console(self._stdout).print(table)
        else:
            for diagnosis in diagnoses:
                mark, _ = _STATES[diagnosis.state]
                line = f"{diagnosis.words.rstrip('.')}. {diagnosis.todo}" if diagnosis.todo else diagnosis.words
                self.write(f"{mark} {diagnosis.part}: {line}\n")

    def write(self, text: str) -> None:
        """Text as it is."""
        self._stdout.write(_encodable(text, self._stdout))

    def flush(self) -> None:
        """Hand over what was written; raises OSError where the stream does not take it."""
        self._stdout.flush()

    def give_up_results(self) -> None:
        """Send what is still buffered nowhere, so that the interpreter does not stumble over it as it ends."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), self._stdout.fileno())

    # ---- Progress and errors ----

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Show steps as they begin and tweets as they come: a live view on a terminal, a plain line each otherwise.

        The live view goes away in the end: what it showed is in the result.
        """
        if not self._stderr.isatty():
            yield lambda event: self.tell(_progress_words(event))
            return
        with Live(console=_console(self._stderr), transient=True) as live:
            yield _LiveView(live, self._stderr).show

    def tell(self, sentence: str, *, style: str = "") -> None:
        """One line beside the result."""
        text = _encodable(printable(" ".join(sentence.split())), self._stderr)
        if self._stderr.isatty():
            _console(self._stderr).print(Text(text, style))
        else:
            self._stderr.write(text + "\n")

    def complain(self, error: Exception, *, about: str) -> None:
        """One error, one sentence; what nobody raised on purpose is logged with its traceback."""
        if isinstance(error, PaperthreadError):
            self.tell_failure(str(error))
        else:
            _log.debug("%s failed", about, exc_info=error)
            kind = type(error).__name__
            self.tell_failure(
                f"{about}: paperthread failed in a way it should not ({kind}). `paperthread --debug …` shows where."
            )

    def tell_failure(self, sentence: str) -> None:
        """A sentence that says why there is no result."""
        self.tell(f"Error: {sentence}", style="red")


class _LiveView:
    """The tweets of a draft so far, a line each, and under them what is going on."""

    def __init__(self, live: Live, stream: TextIO) -> None:
        self._live = live
        self._stream = stream
        self._spinner = Spinner("dots")
        self._tweets: dict[int, Text] = {}

    def show(self, event: Event) -> None:
        words = Text(_encodable(printable(_progress_words(event)), self._stream), no_wrap=True, overflow="ellipsis")
        match event:
            case StepStarted():
                self._spinner.update(text=words)
            case TweetChecked():
                words.stylize("yellow" if _flags(event.tweet) else "dim")
                self._tweets[event.tweet.number] = words
        self._live.update(Group(*self._tweets.values(), self._spinner))


def prepare_streams() -> None:
    """Replace streams that the caller closed, and let none stop at a character that it cannot carry."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  # open as long as the process
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def printable(text: str) -> str:
    """`text` without what could steer a terminal: a title or a file name comes from strangers.

    Control characters and halves of surrogate pairs (from file names that are no Unicode) become U+FFFD; line ends
    and tabs stay.
    """
    return "".join(
        "\ufffd" if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" else char for char in text
    )


def _progress_words(event: Event) -> str:
    match event:
        case StepStarted():
            return " ".join(filter(None, [f"{event.name}:", _STEP_WORDS[event.step], event.detail]))
        case TweetChecked():
            tweet = event.tweet
            marks = f", {counted(flags, 'flag')}" if (flags := _flags(tweet)) else ""
            words = elided(" ".join(tweet.text.split()), _SHOWN_CHARS)
            return f"{event.name}: tweet {tweet.number} of {event.total}, {tweet.weighted_length} chars{marks}: {words}"


def _flags(tweet: Tweet) -> int:
    return sum(finding.level is Level.FLAG for finding in tweet.findings)


def _console(stream: TextIO) -> Console:
    return Console(file=stream, highlight=False, markup=False, emoji=False)


def _is_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "utf-8").lower().startswith("utf")


def _encodable(text: str, stream: TextIO) -> str:
    if _is_unicode(stream):
        return text.encode("utf-8", "replace").decode("utf-8")
    try:
        text.encode(stream.encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(stream.encoding, "replace").decode(stream.encoding)
    return text
