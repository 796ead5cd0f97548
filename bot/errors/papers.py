"""A paper cannot be had or read."""

from bot.errors.root import PaperthreadError


class PaperError(PaperthreadError):
    """This paper cannot be had or read. `name` is the file or id as the person gave it."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


class PaperNotFound(PaperError):
    """There is no such file."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "there is no such file. Give the path of a PDF, or an arXiv link or id.")


class PaperNotOpened(PaperError):
    """The file is there, but the system does not hand it out; `why` is the system's reason."""

    def __init__(self, name: str, *, why: str) -> None:
        super().__init__(name, f"the file cannot be opened: {why}.")
        self.why = why


class NoSuchArxivPaper(PaperError):
    """arXiv has no paper of that id."""

    def __init__(self, name: str, *, arxiv_id: str) -> None:
        super().__init__(
            name, f"arXiv has no paper {arxiv_id}. Check the id; a new paper can be had the day after it was announced."
        )
        self.arxiv_id = arxiv_id


class NoSuchVersion(PaperError):
    """arXiv has the paper, and not that version; `newest` is the newest it has."""

    def __init__(self, name: str, *, arxiv_id: str, version: int, newest: int) -> None:
        super().__init__(
            name, f"arXiv has no version {version} of {arxiv_id}; the newest is v{newest}. Name {arxiv_id}v{newest}."
        )
        self.arxiv_id = arxiv_id
        self.version = version
        self.newest = newest


class PaperWithdrawn(PaperError):
    """That version was withdrawn; `comment` is what its authors say to that, or ""."""

    def __init__(self, name: str, *, arxiv_id: str, version: int, comment: str) -> None:
        words = f" (“{comment}”)" if comment else ""
        todo = (
            f"Name an earlier version, such as {arxiv_id}v{version - 1}, if that one shall be used."
            if version > 1
            else "Give the PDF itself if it shall be used all the same."
        )
        super().__init__(name, f"version {version} of {arxiv_id} was withdrawn from arXiv{words}. {todo}")
        self.arxiv_id = arxiv_id
        self.version = version
        self.comment = comment


class NoPdfYet(PaperError):
    """arXiv has that version, and no PDF of it: it is still being made, or could not be made."""

    def __init__(self, name: str, *, arxiv_id: str, version: int) -> None:
        super().__init__(
            name,
            f"arXiv has no PDF of {arxiv_id}v{version}, or not yet. Try again later, name another version, or give the"
            " PDF itself.",
        )
        self.arxiv_id = arxiv_id
        self.version = version


class ArxivUnavailable(PaperError):
    """arXiv gave no usable answer in time.

    `answered` says in a clause what it did ("it answered 503"); `pause_s` is how long it wants no request, or None.
    """

    def __init__(self, name: str, *, answered: str, pause_s: float | None = None) -> None:
        when = "later" if pause_s is None else f"in {max(1, round(pause_s / 60))} min"
        super().__init__(
            name, f"the paper could not be had from arXiv: {answered}. Try again {when}, or give the PDF itself."
        )
        self.answered = answered
        self.pause_s = pause_s


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


class ReadingOutOfMemory(PaperError):
    """Reading took more memory than is allowed."""

    def __init__(self, name: str, *, limit_mb: int) -> None:
        super().__init__(
            name,
            f"reading the PDF took more than {limit_mb:,} MB of memory and was stopped. Give a simpler copy of it.",
        )
        self.limit_mb = limit_mb


class ReaderCrashed(PaperError):
    """The process that reads PDFs died on this file."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "the PDF made the reader fail. Print it to a new PDF, or give another copy.")


class PaperNoLongerKept(PaperError):
    """The file of a draft's paper was removed when its time was over."""

    def __init__(self, name: str, *, days: float) -> None:
        super().__init__(
            name, f"its file is no longer kept (they are for {days:g} days). Post the link or the PDF again."
        )
