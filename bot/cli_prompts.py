"""`paperthread prompts`: what is said to a language model, for those who edit it.

The library is imported where it is used: it takes a quarter of a second, and every other command imports this file.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot.checks.anatomy import anatomy, beside_title
from bot.checks.markup import check_markup
from bot.checks.structure import check_length
from bot.checks.tags import topic_tags
from bot.checks.voice import check_voice
from bot.config import load_settings
from bot.drafting.tail import compose, counter
from bot.errors import PromptError
from bot.model import Brief
from bot.plain_text import Line, Tone
from bot.terminal import Terminal
from bot.wording import counted, listed

if TYPE_CHECKING:
    from bot.prompting import PromptLibrary
    from bot.prompting.examples import ExampleFile

prompts = typer.Typer(
    name="prompts",
    no_args_is_help=True,
    help="Check and show what is said to a language model. PAPERTHREAD_PROMPTS_DIR names a folder of your own files.",
)


@prompts.command(epilog="Exit code: 0 if every file can be used, 2 if one cannot; the sentence names it.")
def check() -> None:
    """Load every prompt and every example as a draft would, and say what each is made of."""
    library = _library()
    lines = [
        Line(f"{name:16} version {settings.version}  {library.used(name).sha256[:12]}  {', '.join(settings.inputs)}")
        for name, settings in library.settings.items()
    ]
    width = max(len(file.place) for file in library.examples)
    remarks = [remark for file in library.examples for remark in _remarks(file)]
    lines += [Line(""), *(Line(_described(file, width)) for file in library.examples), Line(""), *remarks]
    found = counted(len(remarks), "remark") if remarks else "nothing wrong"
    counts = f"{counted(len(library.settings), 'prompt')} and {counted(len(library.examples), 'example')}"
    Terminal().show([*lines, Line(f"{counts}, {found}.", Tone.ASIDE)])


@prompts.command(epilog="Example:\n  paperthread prompts show shorten")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as thread, curator, regenerate, shorten, poster.")],
) -> None:
    """Show the files of one prompt as they are in use, those that they include too."""
    library = _library()
    if name not in library.settings:
        raise PromptError(name, f"there is no such prompt; there are {listed(list(library.settings))}")
    lines: list[Line] = []
    for place, text in library.files(name).items():
        lines += [Line(f"── {place} ".ljust(72, "─"), Tone.RULE), *map(Line, text.rstrip().split("\n")), Line("")]
    Terminal().show(lines)


def _library() -> "PromptLibrary":
    from bot.prompting import PromptLibrary

    return PromptLibrary(load_settings().prompts_dir)


def _described(file: "ExampleFile", width: int) -> str:
    example = file.example
    return f"{file.place:{width}}  {example.voice.value:7}  {counted(len(example.tweets), 'tweet')}, {example.paper}"


def _remarks(file: "ExampleFile") -> Iterator[Line]:
    """What of an example would be said of a draft too. A lab may want it so, and then the example is right."""
    example = file.example
    tags = topic_tags(Brief(voice=example.voice, venue=example.venue, tags=example.tags))
    for number, tweet in enumerate(example.tweets, 1):
        text = compose(tweet.text, tags=tags, counter=counter(number, len(example.tweets), example.voice))
        free = beside_title(text, example.paper)
        prose = anatomy(free).prose
        for finding in (
            *check_length(text, prose, tweet.role),
            *check_markup(free),
            *check_voice(prose, voice=example.voice, role=tweet.role, evidence=()),
        ):
            words = f"“{finding.words}”: " if finding.words else ""
            yield Line(f"⚠️ {file.place}, tweet {number}: {words}{finding.detail}", Tone.FLAG)
