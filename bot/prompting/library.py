"""The prompts of `prompts/`, or a lab's own files in their place: loaded and checked before anything is asked."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import yaml
from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import PromptError
from bot.model import Voice
from bot.prompting.examples import FOLDER, ExampleFile, Examples
from bot.prompting.material import marked
from bot.prompting.offers import OFFERS, Offer
from bot.prompting.placeholders import (
    EXAMPLES,
    LIMITS,
    asked_for,
    examples_asked_for,
    included,
    limits_asked_for,
    misused,
)
from bot.prompting.prompt import Prompt

_SETTINGS, _SYSTEM, _USER = "prompt.yaml", "system.j2", "user.j2"


class PromptSettings(BaseModel):
    """What prompt.yaml says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: Annotated[int, Field(ge=1)]
    inputs: tuple[str, ...]
    answer: str
    limits: dict[str, int] = {}


class PromptLibrary:
    """All prompts, checked: what is loaded can be filled."""

    def __init__(self, own: Path | None = None) -> None:
        """Load every prompt.

        Args:
            own: A folder of the lab's own files (`shorten/user.j2`), each in the place of the one of that name; its
                examples (`examples/ours.yaml`) come before the others.

        Raises:
            PromptError: A file is missing, cannot be read, or asks for what cannot be given.
        """
        self._folders = [*([own] if own else []), _shipped()]
        self._environment = SandboxedEnvironment(
            loader=FunctionLoader(self._source),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # nothing here is HTML
        )
        if own is not None:
            _refuse_strangers(own)
        self._examples = Examples(self._folders)
        self._prompts = {name: self._loaded(name, offer) for name, offer in OFFERS.items()}

    @property
    def settings(self) -> Mapping[str, PromptSettings]:
        """What prompt.yaml says, by the name of the prompt."""
        return {name: loaded.settings for name, loaded in self._prompts.items()}

    @property
    def examples(self) -> tuple[ExampleFile, ...]:
        """The worked threads, in the order in which they are chosen."""
        return self._examples.files

    def files(self, name: str, *, title: str = "") -> dict[str, str]:
        """The text of each file of a prompt, by its place under the folder: those that it includes and shows too.

        Args:
            title: Of the paper that is asked about, which is never its own example.
        """
        loaded = self._prompts[name]
        shown = [self._examples.choose(voice, title=title) for voice in loaded.voices]
        return loaded.files | {file.place: file.source for file in shown}

    def sha256(self, name: str, *, title: str = "") -> str:
        """Of all files of a prompt."""
        sources = self.files(name, title=title)
        return hashlib.sha256("\0".join(f"{path}\0{sources[path]}" for path in sorted(sources)).encode()).hexdigest()

    def fill(self, name: str, **values: str | int) -> Prompt:
        """The prompt with its placeholders filled.

        Args:
            values: One for each input of its prompt.yaml; more are ignored, so that one set serves several prompts.

        Raises:
            PromptError: A value is missing, or the files fail on these values.
        """
        loaded = self._prompts[name]
        given = {
            key: _Marked(key, value) if key in OFFERS[name].material else value
            for key, value in values.items()
            if key in loaded.settings.inputs
        }
        missing = [key for key in loaded.settings.inputs if key not in given]
        if missing:
            raise PromptError(f"prompts/{name}", f"no value was given for {', '.join(missing)}")
        title = str(values.get("title", ""))
        ours = {
            LIMITS: loaded.settings.limits,
            EXAMPLES: {voice: self._examples.choose(voice, title=title).example.as_text() for voice in loaded.voices},
        }
        try:
            system, user = (
                self._environment.get_template(f"{name}/{file}").render(given, **ours) for file in (_SYSTEM, _USER)
            )
        except TemplateError as error:
            raise PromptError(f"prompts/{name}", f"it cannot be filled: {error}") from error
        settings = loaded.settings
        sha256 = self.sha256(name, title=title)
        return Prompt(name, settings.version, sha256, settings.answer, system, user, settings.limits)

    # ---- Loading ----

    def _loaded(self, name: str, offer: Offer) -> "_Loaded":
        settings = self._settings(name)
        used: set[str] = set()
        limits: set[str] = set()
        voices: set[str] = set()
        sources: dict[str, str] = {f"{name}/{_SETTINGS}": self._text(f"{name}/{_SETTINGS}")}
        for file in (_SYSTEM, _USER):
            for path, source, tree in self._with_included(f"{name}/{file}", ()):
                sources[path] = source
                used |= asked_for(tree)
                limits |= limits_asked_for(tree)
                voices |= examples_asked_for(tree)
                wrong = sorted(set(misused(tree, offer.material)))
                if file == _SYSTEM and asked_for(tree) & offer.material:
                    words = ", ".join(sorted(asked_for(tree) & offer.material))
                    raise PromptError(f"prompts/{path}", f"{words} may stand in user.j2 only: it is material")
                if wrong:
                    raise PromptError(f"prompts/{path}", f"{wrong[0]} may only be printed as it is: it is material")
        place = f"prompts/{name}/{_SETTINGS}"
        listed = set(settings.inputs)
        _refuse(place, listed - offer.material - offer.plain, "its inputs name {}, which this prompt is never given")
        _refuse(place, used - listed, "the files use {}, which its inputs do not name")
        _refuse(place, listed - used, "its inputs name {}, which no file uses")
        _refuse(place, limits - set(settings.limits), "the files use {} of limits, which it does not have")
        _refuse(place, set(settings.limits) - limits, "its limits have {}, which no file uses")
        _refuse(place, voices - set(Voice), "the files use {} of examples, which are there for author and curator")
        if settings.name != name or settings.answer != offer.answer:
            raise PromptError(place, f"name must be {name} and answer must be {offer.answer}")
        return _Loaded(settings, sources, tuple(voice for voice in Voice if voice in voices))

    def _settings(self, name: str) -> PromptSettings:
        place = f"{name}/{_SETTINGS}"
        try:
            return PromptSettings.model_validate(yaml.safe_load(self._text(place)))
        except yaml.YAMLError as error:
            raise PromptError(f"prompts/{place}", f"it is no YAML: {' '.join(str(error).split())}") from error
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            where = ".".join(map(str, problem["loc"])) or "the file"
            raise PromptError(f"prompts/{place}", f"{where}: {problem['msg']}") from error

    def _with_included(self, path: str, above: tuple[str, ...]) -> Iterator[tuple[str, str, nodes.Template]]:
        if path in above:
            raise PromptError(f"prompts/{path}", "it includes itself")
        source = self._text(path)
        try:
            tree = self._environment.parse(source)
            names = included(tree)
        except TemplateSyntaxError as error:
            raise PromptError(f"prompts/{path}", f"line {error.lineno}: {error.message}") from error
        except ValueError as error:
            raise PromptError(f"prompts/{path}", str(error)) from error
        yield path, source, tree
        for name in names:
            yield from self._with_included(name, (*above, path))

    def _text(self, path: str) -> str:
        for folder in self._folders:
            file = folder.joinpath(*path.split("/"))
            try:
                if file.is_file():
                    return file.read_text("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise PromptError(f"prompts/{path}", f"it cannot be read: {error}") from error
        raise PromptError(f"prompts/{path}", "there is no such file")

    def _source(self, path: str) -> str:
        return self._text(path)


@dataclass(frozen=True, slots=True)
class _Loaded:
    settings: PromptSettings
    files: dict[str, str]
    voices: tuple[Voice, ...]


class _Marked:
    """Material on its way into a file: printed between markers, false where there is none."""

    def __init__(self, name: str, text: str | int) -> None:
        self._name = name
        self._text = str(text)

    def __str__(self) -> str:
        return marked(self._name, self._text)

    def __bool__(self) -> bool:
        return bool(self._text.strip())


def _shipped() -> Traversable:
    return files("prompts")


def _refuse(place: str, names: set[str], problem: str) -> None:
    if names:
        raise PromptError(place, problem.format(", ".join(sorted(names))))


def _refuse_strangers(own: Path) -> None:
    """A file of a lab that stands in nobody's place would be ignored, and the lab would wonder why."""
    if not own.is_dir():
        raise PromptError(str(own), "there is no such folder")
    shipped = _shipped()
    for path in sorted(own.rglob("*")):
        place = path.relative_to(own)
        if not path.is_file() or path.suffix not in (".j2", ".yaml", ".yml"):
            continue
        is_example = place.parent == Path(FOLDER) and path.suffix == ".yaml"
        if not is_example and not shipped.joinpath(*place.parts).is_file():
            raise PromptError(str(path), "no prompt has a file of this name")
