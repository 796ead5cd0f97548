"""The worked threads of `prompts/examples/`, or a lab's own: they show a model the form and the taste, and no facts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.errors import PromptError
from bot.model import Role, Voice
from bot.prompting.sources import EXAMPLES_FOLDER, Sources, at_line, from_yaml, line_of

_ROLES = tuple(Role)
_BY_RULE = frozenset({Role.ANNOUNCEMENT, Role.CODE})
_AT_MOST_ONCE = (Role.ANNOUNCEMENT, Role.CODE, Role.LIMITATION, Role.VERDICT)


def _one_line(value: object) -> object:
    """A title or label that the file has on two lines."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _label(value: object) -> object:
    """A figure's label; people write "none" where there is none."""
    line = _one_line(value)
    return None if isinstance(line, str) and line.casefold() in ("", "none", "-") else line


_Line = Annotated[str, BeforeValidator(_one_line), Field(min_length=1)]


class ExampleTweet(BaseModel):
    """One tweet of a worked thread: the prose, without tags and counter, as a writer would propose it.

    Attributes:
        figure: The label of the figure that it shows, or None.
        pages: Where in the paper its claim stands; for those who check the example, never shown to a model.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Role
    text: Annotated[str, Field(min_length=1)]
    figure: Annotated[str | None, BeforeValidator(_label)] = None
    pages: tuple[Annotated[int, Field(ge=1)], ...] = ()


class Example(BaseModel):
    """A worked thread.

    Attributes:
        paper: The title of the paper that it is about.
        venue, tags: What the person had asked for beside it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    paper: _Line
    voice: Voice
    venue: str | None = None
    tags: tuple[str, ...] = ()
    tweets: tuple[ExampleTweet, ...]

    def as_text(self) -> str:
        """The thread as a model is shown it: what rules write, which no model has to, is named only."""
        return thread_as_text(self.paper, map(_shown, self.tweets))


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """One file of examples: its place under the prompts folder, its text, and what it says."""

    place: str
    source: str
    example: Example


class Examples:
    """All worked threads: a lab's own first, then those that come with the program, each by the name of its file."""

    def __init__(self, sources: Sources) -> None:
        """Load every example.

        Raises:
            PromptError: A file cannot be read or is no worked thread, or a voice has none.
        """
        self.files = tuple(_loaded(sources))
        missing = [voice.value for voice in Voice if not any(file.example.voice is voice for file in self.files)]
        if missing:
            raise PromptError(f"prompts/{EXAMPLES_FOLDER}", f"there is no example in {' or '.join(missing)} voice")

    def choose(self, voice: Voice, *, title: str = "") -> ExampleFile:
        """The example that a model is shown: the first of its voice that is not about the very paper to be written on.

        The same for every question about one paper, so that a provider's prompt cache serves a revision.
        """
        fitting = [file for file in self.files if file.example.voice is voice]
        return next((file for file in fitting if not is_same_title(file.example.paper, title)), fitting[0])


def thread_as_text(title: str, tweets: Iterable[str]) -> str:
    """A whole thread as a model is shown it, of tweets as `tweet_as_text` gives them; a `title` of "" is left out."""
    about = [f"About “{title}”:"] if title else []
    return "\n\n".join([*about, *tweets])


def tweet_as_text(role: Role, prose: str, figure: str | None) -> str:
    """One tweet of a thread that is an example: its role, the label of its figure, and its prose."""
    return f"{role.value} ({figure or 'no figure'}):\n{prose.strip()}"


def is_same_title(one: str, other: str) -> bool:
    """Whether two papers have one title, however it is set."""
    return _folded(one) == _folded(other)


def _shown(tweet: ExampleTweet) -> str:
    if tweet.role in _BY_RULE:
        return f"{tweet.role.value} (written by the program)"
    return tweet_as_text(tweet.role, tweet.text, tweet.figure)


def _folded(title: str) -> str:
    return "".join(char for char in title.casefold() if char.isalnum())


# ---- Loading ----


def _loaded(sources: Sources) -> Iterator[ExampleFile]:
    for place in sources.examples():
        source, shown = sources.text(place), sources.shown(place)
        example = from_yaml(source, shown, Example)
        for path, problem in _wrong(example):
            raise PromptError(at_line(shown, line_of(source, path)), problem)
        yield ExampleFile(place, source, example)


def _wrong(example: Example) -> Iterator[tuple[Sequence[str | int], str]]:
    """What would teach a model the wrong form: where it stands in the file, and a clause."""
    tweets = example.tweets
    roles = [tweet.role for tweet in tweets]
    if not set(roles) - _BY_RULE:
        yield ["tweets"], "it has no tweet that a model could learn from"
    for place, (before, role) in enumerate(pairwise(roles), 1):
        if _ROLES.index(role) < _ROLES.index(before):
            yield ["tweets", place], f"tweet {place + 1} ({role.value}) belongs before tweet {place} ({before.value})"
    for place, role in enumerate(roles):
        if role in _AT_MOST_ONCE and role in roles[:place]:
            yield ["tweets", place], f"it has {roles.count(role)} tweets of the role {role.value}; a thread has one"
        if role is Role.VERDICT and example.voice is not Voice.CURATOR:
            yield ["tweets", place], "a verdict is a curator's, and this example is in author voice"
    labels = [tweet.figure.casefold() if tweet.figure else "" for tweet in tweets]
    for place, tweet in enumerate(tweets):
        if tweet.figure and labels[place] in labels[:place]:
            yield ["tweets", place, "figure"], f"{tweet.figure} stands on two tweets"
