"""Every error that paperthread raises on purpose, in one tree.

PaperthreadError
├── UsageError               what was asked cannot be meant: a wrong option, setting or file
│   ├── SettingError         a setting is unknown or has a wrong value
│   ├── PromptError          a file of a prompt is wrong
│   ├── BriefError           something of the brief is not as it must be: tweets, code, tag
│   ├── WriterNotSetUp       the writer that was asked for lacks a setting
│   ├── InputError           a text file that was named cannot be read
│   ├── ThreadError          a text that was given as a thread is none
│   ├── DraftError           a file that was given as a draft is none, or is of another paper
│   ├── NoSuchTweet          the draft has no tweet of that number
│   ├── WishNeedsModel       a wish in words was given to a writer without a model
│   ├── FactsMissing         an invitation lacks what nobody may invent
│   ├── OutputError          the result cannot be written where it was asked to go
│   └── RosterError          a line of a handles file is not `Name,@handle`
├── PaperError               this paper cannot be had or read
│   ├── PaperNotFound        there is no such file
│   ├── PaperNotOpened       the file is there, but the system does not hand it out
│   ├── NoSuchArxivPaper     arXiv has no paper of that id
│   ├── NoSuchVersion        arXiv has the paper, and not that version
│   ├── PaperWithdrawn       that version was withdrawn
│   ├── NoPdfYet             arXiv has that version, and no PDF of it
│   ├── ArxivUnavailable     arXiv gave no usable answer in time
│   ├── NotAPdf              the file is something else
│   ├── PaperLocked          the file wants a password
│   ├── PaperDamaged         the file is cut off or broken
│   ├── PaperUnreadable      the pages open, but carry no text that can be read
│   ├── PaperTooLarge        the file is beyond a limit (bytes, pages)
│   ├── ReadingTimedOut      reading took longer than is allowed
│   ├── ReadingOutOfMemory   reading took more memory than is allowed
│   └── ReaderCrashed        the process that reads PDFs died on this file
├── DraftUnchanged           nothing of the draft changes, and the sentence says why
├── NotRevised               this tweet stays as it is, and the sentence says why
│   ├── MadeOfFacts          its words are not written, but made of facts
│   ├── NothingElseToSay     every other version was there before, or says what another tweet says
│   ├── ShortAlready         it is as short as a shortening aims at
│   ├── NothingShorter       no shorter form keeps what it says
│   └── NothingToUndo        there is no version before
├── FigureError              a figure cannot be drawn; the draft goes on without it
└── WriterError              the writer cannot write this draft
    ├── NothingToSay         no sentence of the paper could stand as a tweet
    ├── WriterUnavailable    the model server gave no whole answer in time
    ├── WriterNotAllowed     the model server does not take the key, or has no such model
    ├── WriterRefused        the model declined to answer
    ├── AnswerCutOff         the answer reached the model's limit and has no end
    ├── AnswerUnusable       the model answered with something else
    ├── PaperTooLongForModel the question does not fit into the model's window
    └── BudgetReached        the next request would pass what a draft may take

An error carries facts as attributes and builds its own sentence, for the person who reads it in a chat or a terminal.
"""

from collections.abc import Sequence

from bot.wording import elided, listed


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


class PromptError(UsageError):
    """A file of a prompt is wrong; `place` names it, `problem` says in a clause what is."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}.")
        self.place = place
        self.problem = problem


class BriefError(UsageError):
    """Something of the brief is not as it must be; `what` and `needed` are words: "The code link", "an address ..."."""

    def __init__(self, what: str, *, given: str, needed: str) -> None:
        super().__init__(f"{what} must be {needed}; this is `{given}`.")
        self.what = what
        self.given = given
        self.needed = needed


class WriterNotSetUp(UsageError):
    """The writer that was asked for lacks a setting."""

    def __init__(self, writer: str, *, setting: str) -> None:
        super().__init__(f"The writer `{writer}` needs the setting {setting}. Set it, or use `--writer extractive`.")
        self.writer = writer
        self.setting = setting


class InputError(UsageError):
    """A text file that was named cannot be read; `why` is the system's reason."""

    def __init__(self, path: str, *, why: str) -> None:
        super().__init__(f"{path} cannot be read: {why}.")
        self.path = path
        self.why = why


class ThreadError(UsageError):
    """A text that was given as a thread is none; `problem` is a clause, and says what to give."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


class DraftError(UsageError):
    """A file that was given as a draft is none, or is of another paper; `problem` says what to do."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


class NoSuchTweet(UsageError):
    """The draft has no tweet of that number."""

    def __init__(self, number: int, *, total: int) -> None:
        super().__init__(f"There is no tweet {number}: the draft has tweets 1 to {total}.")
        self.number = number
        self.total = total


class WishNeedsModel(UsageError):
    """A wish in words was given to a writer without a model."""

    def __init__(self, wish: str) -> None:
        super().__init__(
            f"Only a language model can follow “{elided(wish, 60)}”. Set PAPERTHREAD_OPENAI__MODEL and use"
            " `--writer openai`, or leave the wish out."
        )
        self.wish = wish


class FactsMissing(UsageError):
    """An invitation lacks what nobody may invent; `asked` has each as words and the option that gives it."""

    def __init__(self, asked: Sequence[tuple[str, str]]) -> None:
        facts = listed([f"{words} ({option})" for words, option in asked])
        super().__init__(f"The invitation still needs {facts}. None of them is ever made up.")
        self.asked = tuple(asked)


class OutputError(UsageError):
    """The result cannot be written where it was asked to go; `why` is the system's reason."""

    def __init__(self, path: str, *, why: str) -> None:
        super().__init__(f"{path} cannot be written: {why}. Give another folder with --out.")
        self.path = path
        self.why = why


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


class DraftUnchanged(PaperthreadError):
    """Nothing of the draft changes; `problem` says in a clause why."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The draft stays as it is: {problem}.")
        self.problem = problem


class NotRevised(PaperthreadError):
    """This tweet stays as it is."""

    def __init__(self, number: int, problem: str) -> None:
        super().__init__(f"Tweet {number} stays as it is: {problem}")
        self.number = number
        self.problem = problem


class MadeOfFacts(NotRevised):
    """Its words are not written, but made of facts."""

    def __init__(self, number: int) -> None:
        super().__init__(
            number, "it is made of facts (title, authors, links), and no wish changes those. Edit it by hand."
        )


class NothingElseToSay(NotRevised):
    """Every other version was there before, or says what another tweet says; `why` says in a clause which."""

    def __init__(self, number: int, *, why: str) -> None:
        super().__init__(number, f"{why}.")
        self.why = why


class ShortAlready(NotRevised):
    """It is as short as a shortening aims at."""

    def __init__(self, number: int, *, chars: int, aim_chars: int) -> None:
        super().__init__(number, f"its {chars} characters are within the {aim_chars} that shortening aims at.")
        self.chars = chars
        self.aim_chars = aim_chars


class NothingShorter(NotRevised):
    """No shorter form keeps what it says; `why` says in a clause what would be lost, or ""."""

    def __init__(self, number: int, *, why: str = "") -> None:
        super().__init__(number, f"no shorter form keeps what it says{f' ({why})' if why else ''}.")
        self.why = why


class NothingToUndo(NotRevised):
    """There is no version before."""

    def __init__(self, number: int) -> None:
        super().__init__(number, "this is its first version.")


class FigureError(PaperthreadError):
    """A figure cannot be drawn; the draft goes on without it and says so."""

    def __init__(self, label: str, problem: str) -> None:
        super().__init__(f"{label} could not be drawn: {problem}.")
        self.label = label
        self.problem = problem


class WriterError(PaperthreadError):
    """The writer cannot write this draft."""


class NothingToSay(WriterError):
    """No sentence of the paper could stand as a tweet; `language` is a name, where it is one that no rules are for."""

    def __init__(self, name: str, *, language: str | None = None) -> None:
        why = "" if language is None else f" It is in {language}, and there are rules for English and Chinese only."
        super().__init__(
            f"{name}: no sentence of this paper can stand alone as a tweet.{why} Write it by hand, or use a model."
        )
        self.name = name
        self.language = language


class WriterUnavailable(WriterError):
    """The model server gave no whole answer; `answered` says in a clause what it did ("it answered 503")."""

    def __init__(self, host: str, *, answered: str) -> None:
        super().__init__(
            f"The model at {host} gave no whole answer: {answered}. Try again later, or draft without a model"
            " (--writer extractive)."
        )
        self.host = host
        self.answered = answered


class WriterNotAllowed(WriterError):
    """The model server does not serve us: the key, the model's name, or the account is not right."""

    def __init__(self, host: str, *, model: str, status: int) -> None:
        match status:
            case 401 | 403:
                words = "does not take the key. Check PAPERTHREAD_OPENAI__API_KEY"
            case 404:
                words = f"has no model {model}. Check PAPERTHREAD_OPENAI__MODEL and PAPERTHREAD_OPENAI__BASE_URL"
            case _:
                words = "says that the account's quota is used up. Check it there"
        super().__init__(f"The model server {host} {words}.")
        self.host = host
        self.model = model
        self.status = status


class WriterRefused(WriterError):
    """The model declined to answer; `words` are its own, or "" where the provider's filter stopped it."""

    def __init__(self, words: str) -> None:
        reason = f": “{elided(words, 200)}”" if words else ": its provider's filter stopped the answer"
        super().__init__(
            f"The model declined to write this{reason}. Ask again in other words, or draft without a model."
        )
        self.words = words


class AnswerCutOff(WriterError):
    """The answer reached the model's limit before its end."""

    def __init__(self) -> None:
        super().__init__(
            "The model's answer was cut off at its limit of length. Ask for fewer tweets, or take a model that answers"
            " at greater length."
        )


class AnswerUnusable(WriterError):
    """The model answered with something else; `why` says in a clause what."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The model's answer cannot be used: {why}. Ask again, take another model, or draft without one."
        )
        self.why = why


class PaperTooLongForModel(WriterError):
    """The question does not fit into the model's window."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"The paper does not fit into the window of {model}. Set PAPERTHREAD_OPENAI__CONTEXT_TOKENS to what it"
            " takes."
        )
        self.model = model


class BudgetReached(WriterError):
    """The next request would pass what one draft, or one action on it, may take; `limit` is in words ("$0.50")."""

    def __init__(self, limit: str, *, setting: str) -> None:
        super().__init__(
            f"The model is not asked any more: another answer could pass the limit of {limit} for one draft. Raise"
            f" {setting}, or draft without a model (--writer extractive)."
        )
        self.limit = limit
        self.setting = setting
