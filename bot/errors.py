"""Every error that paperthread raises on purpose, in one tree.

PaperthreadError
├── UsageError               what was asked cannot be meant: a wrong option, setting or file
│   ├── SettingError         a setting is unknown or has a wrong value
│   └── RosterError          a line of a handles file is not `Name,@handle`
├── PaperError               this paper cannot be had or read
│   ├── PaperNotFound        there is no such file
│   ├── NotAPdf              the file is something else
│   ├── PaperLocked          the file wants a password
│   ├── PaperDamaged         the file is cut off or broken
│   ├── PaperUnreadable      the pages open, but carry no text that can be read
│   ├── PaperTooLarge        the file is beyond a limit (bytes, pages)
│   ├── ReadingTimedOut      reading took longer than is allowed
│   └── ReaderCrashed        the process that reads PDFs died on this file
├── FigureError              a figure cannot be drawn; the draft goes on without it
└── WriterError              the writer cannot write this draft
    └── NothingToSay         no sentence of the paper could stand as a tweet

An error carries facts as attributes and builds its own sentence, for the person who reads it in a chat or a terminal.
"""


class PaperthreadError(Exception):
    """The root: `str(error)` is a sentence that a person can act on."""


class UsageError(PaperthreadError):
    """What was asked cannot be meant."""


class SettingError(UsageError):
    """A setting is unknown or has a wrong value."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"Setting {name}: {problem}.")
        self.name = name
        self.problem = problem


class RosterError(UsageError):
    """A line of a handles file is not `Name,@handle`."""

    def __init__(self, source: str, *, line: int, problem: str) -> None:
        super().__init__(f"{source}, line {line}: {problem}. Write one `Name,@handle` a line.")
        self.source = source
        self.line = line
        self.problem = problem


class PaperError(PaperthreadError):
    """This paper cannot be had or read. `name` is the file or id as the person gave it."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


class PaperNotFound(PaperError):
    """There is no such file."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "there is no such file. Give the path of a PDF.")


class NotAPdf(PaperError):
    """The file is something else; `looks_like` says what, in words ("a web page")."""

    def __init__(self, name: str, *, looks_like: str) -> None:
        super().__init__(name, f"this is {looks_like}, not a PDF. Give the paper's PDF file.")
        self.looks_like = looks_like


class PaperLocked(PaperError):
    """The file wants a password."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "the PDF is locked with a password. Save a copy without the password and give that.")


class PaperDamaged(PaperError):
    """The file is cut off or broken."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "the PDF is damaged or was cut off on its way. Download it again and try once more.")


class PaperUnreadable(PaperError):
    """The pages open, but carry no text that can be read; `why` says it in a clause."""

    def __init__(self, name: str, *, why: str) -> None:
        super().__init__(
            name,
            f"no text could be read from the PDF: {why}. Give a version with a text layer (from arXiv, or OCRed).",
        )
        self.why = why


class PaperTooLarge(PaperError):
    """The file is beyond a limit; `measure` is "pages" or "MB"."""

    def __init__(self, name: str, *, amount: int, limit: int, measure: str) -> None:
        super().__init__(name, f"the PDF has {amount} {measure}, and the limit is {limit}. Give the paper alone.")
        self.amount = amount
        self.limit = limit
        self.measure = measure


class ReadingTimedOut(PaperError):
    """Reading took longer than is allowed."""

    def __init__(self, name: str, *, limit_s: float) -> None:
        super().__init__(
            name,
            f"reading the PDF took longer than {limit_s:g} seconds and was stopped. Give a simpler copy of it.",
        )
        self.limit_s = limit_s


class ReaderCrashed(PaperError):
    """The process that reads PDFs died on this file."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "the PDF made the reader fail. Print it to a new PDF, or give another copy.")


class FigureError(PaperthreadError):
    """A figure cannot be drawn; the draft goes on without it and says so."""

    def __init__(self, label: str, problem: str) -> None:
        super().__init__(f"{label} could not be drawn: {problem}.")
        self.label = label
        self.problem = problem


class WriterError(PaperthreadError):
    """The writer cannot write this draft."""


class NothingToSay(WriterError):
    """No sentence of the paper could stand as a tweet."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: no sentence of this paper can stand alone as a tweet. Write it by hand, or use a model."
        )
        self.name = name
