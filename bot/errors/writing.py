"""A draft, or a figure of it, cannot be made."""

from bot.errors.root import PaperthreadError
from bot.wording import elided


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
