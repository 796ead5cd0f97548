"""The prompts of `prompts/`, or a lab's own files in their place: loaded and checked before anything is asked."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import FunctionLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from bot.errors import PromptError
from bot.prompting.examples import ExampleFile, Examples
from bot.prompting.loading import SYSTEM, USER, PromptSettings, load_prompt
from bot.prompting.material import marked
from bot.prompting.offers import OFFERS
from bot.prompting.placeholders import EXAMPLES, LIMITS
from bot.prompting.prompt import Prompt
from bot.prompting.sources import Sources
from bot.provenance import PromptUsed


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
        self._sources = sources = Sources.with_own(own)
        self._environment = SandboxedEnvironment(
            loader=FunctionLoader(sources.text),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # nothing here is HTML
        )
        self._examples = Examples(sources)
        self._prompts = {name: load_prompt(name, offer, sources, self._environment) for name, offer in OFFERS.items()}

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
        return {**loaded.files, **{file.place: file.source for file in shown}}

    def shown(self, place: str) -> str:
        """What sentences call a file: one of a lab's own by its path, one of ours by `prompts/…`."""
        return self._sources.shown(place)

    def used(self, name: str, *, title: str = "") -> PromptUsed:
        """What a draft says of a prompt that it was made from; `title` as for `files`."""
        hashes = {
            place: hashlib.sha256(text.encode()).hexdigest() for place, text in self.files(name, title=title).items()
        }
        return PromptUsed(name, self._prompts[name].settings.version, tuple(sorted(hashes.items())))

    def fill(self, name: str, **values: str | int) -> Prompt:
        """The prompt with its placeholders filled.

        Args:
            values: One for each input of its prompt.yaml; more are ignored, so that one set serves several prompts.

        Raises:
            PromptError: A value is missing, or the files fail on these values.
        """
        loaded = self._prompts[name]
        missing = [key for key in loaded.settings.inputs if key not in values]
        if missing:
            raise PromptError(f"prompts/{name}", f"no value was given for {', '.join(missing)}")
        given = {
            key: _Marked(key, values[key]) if key in OFFERS[name].material else values[key]
            for key in loaded.settings.inputs
        }
        title = str(values.get("title", ""))
        ours = {
            LIMITS: loaded.settings.limits,
            EXAMPLES: {voice: self._examples.choose(voice, title=title).example.as_text() for voice in loaded.voices},
        }
        try:
            system, user = (
                self._environment.get_template(f"{name}/{file}").render(given, **ours) for file in (SYSTEM, USER)
            )
        except TemplateError as error:
            raise PromptError(f"prompts/{name}", f"it cannot be filled: {error}") from error
        left_out = str(given.get("left_out", ""))
        return Prompt(self.used(name, title=title), loaded.settings.answer, left_out, system, user)


class _Marked:
    """Material on its way into a file: printed between markers, false where there is none."""

    def __init__(self, name: str, text: str | int) -> None:
        self._name = name
        self._text = str(text)

    def __str__(self) -> str:
        return marked(self._name, self._text)

    def __bool__(self) -> bool:
        return bool(self._text.strip())
