"""One prompt, loaded: its files read, and whatever it could not be filled with refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from jinja2 import Environment, TemplateSyntaxError, nodes
from pydantic import BaseModel, ConfigDict, Field

from bot.errors import PromptError
from bot.model import Voice
from bot.prompting.offers import Offer
from bot.prompting.placeholders import asked_for, examples_asked_for, included, limits_asked_for, misused
from bot.prompting.sources import Sources, at_line, from_yaml, line_of

SETTINGS, SYSTEM, USER = "prompt.yaml", "system.j2", "user.j2"


class PromptSettings(BaseModel):
    """What prompt.yaml says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: Annotated[int, Field(ge=1)]
    inputs: tuple[str, ...]
    answer: str
    limits: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class LoadedPrompt:
    """A prompt that can be filled.

    Attributes:
        files: The text of each of its files and of those that they include, by place.
        voices: Of which it shows an example.
    """

    settings: PromptSettings
    files: Mapping[str, str]
    voices: tuple[Voice, ...]


def load_prompt(name: str, offer: Offer, sources: Sources, environment: Environment) -> LoadedPrompt:
    """Read the files of one prompt, and see that they ask for what they are given and nothing else.

    Raises:
        PromptError: They do not; the sentence names the file and the line.
    """
    place = f"{name}/{SETTINGS}"
    settings = from_yaml(sources.text(place), sources.shown(place), PromptSettings)
    files = [
        file
        for part in (SYSTEM, USER)
        for file in _with_included(f"{name}/{part}", (), sources, environment, is_system=part == SYSTEM)
    ]
    for file in files:
        _refuse_misplaced_material(file, offer)
        _refuse_unknown(file, settings)
    _refuse_wrong_settings(settings, name, offer, files, sources)
    voices = {voice for file in files for voice in examples_asked_for(file.tree)}
    texts = {place: sources.text(place)} | {file.place: file.text for file in files}
    return LoadedPrompt(settings, texts, tuple(voice for voice in Voice if voice in voices))


@dataclass(frozen=True, slots=True)
class _File:
    """A template; `shown` is what sentences call it."""

    place: str
    shown: str
    text: str
    tree: nodes.Template
    is_system: bool

    def refuse(self, line: int, problem: str) -> None:
        raise PromptError(at_line(self.shown, line), problem)


def _with_included(
    place: str, above: Sequence[str], sources: Sources, environment: Environment, *, is_system: bool
) -> Iterator[_File]:
    text, shown = sources.text(place), sources.shown(place)
    try:
        tree = environment.parse(text)
        names = included(tree)
    except TemplateSyntaxError as error:
        raise PromptError(at_line(shown, error.lineno), error.message or "it is no template") from error
    except ValueError as error:
        raise PromptError(shown, str(error)) from error
    file = _File(place, shown, text, tree, is_system)
    yield file
    for name, line in names.items():
        if name in (*above, place):
            file.refuse(line, f"{name} includes itself")
        if not sources.has(name):
            file.refuse(line, f"there is no file {name}")
        yield from _with_included(name, (*above, place), sources, environment, is_system=is_system)


def _refuse_misplaced_material(file: _File, offer: Offer) -> None:
    """Text of papers and people stands in the user message, as it is, between markers."""
    if file.is_system:
        for name, line in asked_for(file.tree).items():
            if name in offer.material:
                file.refuse(line, f"{name} may stand in {USER} only: it is material")
    for name, line in misused(file.tree, offer.material).items():
        file.refuse(line, f"{name} may only be printed as it is: it is material")


def _refuse_unknown(file: _File, settings: PromptSettings) -> None:
    for name, line in asked_for(file.tree).items():
        if name not in settings.inputs:
            file.refuse(line, f"it uses {name}, which the inputs of {SETTINGS} do not name")
    for name, line in limits_asked_for(file.tree).items():
        if name not in settings.limits:
            file.refuse(line, f"it uses {name} of limits, which {SETTINGS} does not have")
    for name, line in examples_asked_for(file.tree).items():
        if name not in set(Voice):
            file.refuse(line, f"it uses {name} of examples, which are there for {' and '.join(Voice)}")


def _refuse_wrong_settings(
    settings: PromptSettings, name: str, offer: Offer, files: Sequence[_File], sources: Sources
) -> None:
    place = f"{name}/{SETTINGS}"
    used = {key for file in files for key in asked_for(file.tree)}
    limits = {key for file in files for key in limits_asked_for(file.tree)}

    def refuse(path: Sequence[str | int], problem: str) -> None:
        raise PromptError(at_line(sources.shown(place), line_of(sources.text(place), path)), problem)

    if settings.name != name:
        refuse(["name"], f"name must be {name}")
    if settings.answer != offer.answer:
        refuse(["answer"], f"answer must be {offer.answer}")
    for number, key in enumerate(settings.inputs):
        if key not in offer.material | offer.plain:
            refuse(["inputs", number], f"its inputs name {key}, which this prompt is never given")
        if key not in used:
            refuse(["inputs", number], f"its inputs name {key}, which no file uses")
    for key in settings.limits:
        if key not in limits:
            refuse(["limits", key], f"its limits have {key}, which no file uses")
