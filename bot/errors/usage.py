"""What was asked cannot be meant."""

from collections.abc import Sequence

from bot.errors.root import PaperthreadError
from bot.wording import elided, listed


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


class NoPlatform(UsageError):
    """No chat platform is set up."""

    def __init__(self) -> None:
        super().__init__(
            "No chat platform is set up. `paperthread chat` holds the conversation in this terminal;"
            " PAPERTHREAD_CONSOLE__SERVED=true serves its journal without one. docs/slack.md leads to Slack."
        )
