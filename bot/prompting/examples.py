"""The worked threads of `prompts/examples/`, or a lab's own: they show a model the form and the taste, and no facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.errors import PromptError
from bot.model import Role, Voice

FOLDER = "examples"
"""Under `prompts/`, and under a lab's own folder."""

_ENDING = ".yaml"
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
        return "\n\n".join([f"About “{self.paper}”:", *map(_shown, self.tweets)])


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """One file of examples: its place under the prompts folder, its text, and what it says."""

    place: str
    source: str
    example: Example


class Examples:
    """All worked threads: a lab's own first, then those that come with the program, each by the name of its file."""

    def __init__(self, folders: Sequence[Traversable]) -> None:
        """Load every example.

        Args:
            folders: The prompts folders, the one that counts most first; a file of a later one gives way to one of
                the same name. One at least has an example for each voice.

        Raises:
            PromptError: A file cannot be read, or is no worked thread.
        """
        self.files = tuple(_loaded(folders))
        missing = [voice.value for voice in Voice if not any(file.example.voice is voice for file in self.files)]
        if missing:
            raise PromptError(f"prompts/{FOLDER}", f"there is no example in {' or '.join(missing)} voice")

    def choose(self, voice: Voice, *, title: str = "") -> ExampleFile:
        """The example that a model is shown: the first of its voice that is not about the very paper to be written on.

        The same for every question about one paper, so that a provider's prompt cache serves a revision.
        """
        fitting = [file for file in self.files if file.example.voice is voice]
        return next((file for file in fitting if _folded(file.example.paper) != _folded(title)), fitting[0])


def _shown(tweet: ExampleTweet) -> str:
    if tweet.role in _BY_RULE:
        return f"{tweet.role.value} (written by the program)"
    return f"{tweet.role.value} ({tweet.figure or 'no figure'}):\n{tweet.text.strip()}"


def _folded(title: str) -> str:
    return "".join(char for char in title.casefold() if char.isalnum())


# ---- Loading ----


def _loaded(folders: Sequence[Traversable]) -> Iterator[ExampleFile]:
    seen: set[str] = set()
    for folder in folders:
        for name in sorted(_names(folder.joinpath(FOLDER)) - seen):
            seen.add(name)
            place = f"{FOLDER}/{name}"
            source = _text(folder.joinpath(FOLDER, name), place)
            yield ExampleFile(place, source, _example(source, f"prompts/{place}"))


def _names(folder: Traversable) -> set[str]:
    return {file.name for file in folder.iterdir() if file.name.endswith(_ENDING)} if folder.is_dir() else set()


def _text(file: Traversable, place: str) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"prompts/{place}", f"it cannot be read: {error}") from error


def _example(source: str, place: str) -> Example:
    try:
        example = Example.model_validate(yaml.safe_load(source))
    except yaml.YAMLError as error:
        raise PromptError(place, f"it is no YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        raise PromptError(place, f"{_where(problem['loc'])}: {problem['msg']}") from error
    wrong = next(_wrong(example), None)
    if wrong is not None:
        raise PromptError(place, wrong)
    return example


def _where(path: Sequence[str | int]) -> str:
    """`tweets, 2, role` as a person counts: tweet 3, role."""
    words = [str(part + 1) if isinstance(part, int) else part for part in path] or ["the file"]
    if words[0] == "tweets" and len(words) > 1:
        words[:2] = [f"tweet {words[1]}"]
    return ", ".join(words)


def _wrong(example: Example) -> Iterator[str]:
    """What would teach a model the wrong form, as clauses."""
    tweets = example.tweets
    roles = [tweet.role for tweet in tweets]
    if not set(roles) - _BY_RULE:
        yield "it has no tweet that a model could learn from"
    for number, (before, role) in enumerate(pairwise(roles), 2):
        if _ROLES.index(role) < _ROLES.index(before):
            yield f"tweet {number} ({role.value}) belongs before tweet {number - 1} ({before.value})"
    for role in _AT_MOST_ONCE:
        if roles.count(role) > 1:
            yield f"it has {roles.count(role)} tweets of the role {role.value}; a thread has one"
    if Role.VERDICT in roles and example.voice is not Voice.CURATOR:
        yield "a verdict is a curator's, and this example is in author voice"
    labels = [tweet.figure.casefold() for tweet in tweets if tweet.figure]
    for tweet in tweets:
        if tweet.figure and labels.count(tweet.figure.casefold()) > 1:
            yield f"{tweet.figure} stands on two tweets"
