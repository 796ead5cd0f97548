"""`paperthread prompts`: what is said to a language model, for those who edit it.

The library is imported where it is used: it takes a quarter of a second, and every other command imports this file.
"""

from collections.abc import Iterable, Iterator
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
from bot.model import Brief, Voice
from bot.plain_text import RULE_CHARS, Line, Tone
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


@prompts.command(epilog="Exit code: 0 if every file can be used, 2 if one cannot; the sentence names it and its line.")
def check() -> None:
    """Load every prompt and every example as a draft would, and say what each is made of."""
    from bot.digest import estimated_tokens
    from bot.prompting.samples import filled, without_the_same_beginning

    library = _library()
    lines: list[Line] = []
    for name, settings in library.settings.items():
        prompt = filled(library, name)
        tokens = f"about {estimated_tokens(prompt.system + prompt.user):,} tokens beside the paper"
        lines.append(Line(f"{name:16} version {settings.version}  {prompt.used.sha256[:12]}  {tokens}"))
    width = max(len(file.place) for file in library.examples)
    remarks = [remark for file in library.examples for remark in _remarks(file)]
    remarks += [
        Line(f"⚠️ {name} does not begin as the whole draft does: no cache will serve the paper again.", Tone.FLAG)
        for name in without_the_same_beginning(library)
    ]
    lines += [Line(""), *(Line(_described(file, width)) for file in library.examples), Line("")]
    lines += [Line(f"{path} stands in the place of prompts/{place}.") for place, path in _own_files(library).items()]
    found = counted(len(remarks), "remark") if remarks else "nothing wrong"
    counts = f"{counted(len(library.settings), 'prompt')} and {counted(len(library.examples), 'example')}"
    Terminal().show([*lines, *remarks, Line(f"{counts}, {found}.", Tone.ASIDE)])


@prompts.command(
    epilog="Examples:\n  paperthread prompts show shorten\n  paperthread prompts show thread --filled | less"
)
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as thread, curator, regenerate, shorten, poster.")],
    *,
    is_filled: Annotated[
        bool, typer.Option("--filled", help="Show the two messages as a model gets them, about a small made-up paper.")
    ] = False,
) -> None:
    """Show the files of one prompt as they are in use, those that they include too, and what they may use."""
    from bot.prompting.samples import filled

    library = _library()
    if name not in library.settings:
        raise PromptError(name, f"there is no such prompt; there are {listed(list(library.settings))}")
    if is_filled:
        prompt = filled(library, name)
        parts = {"the system message": prompt.system, "the user message": prompt.user}
    else:
        parts = {library.shown(place): text for place, text in library.files(name).items()}
        parts |= {"what its files may use": "\n".join(_offered(library, name))}
    Terminal().show(line for title, text in parts.items() for line in _part(title, text))


def _part(title: str, text: str) -> Iterator[Line]:
    yield Line(f"── {title} ".ljust(RULE_CHARS, "─"), Tone.RULE)
    yield from map(Line, text.rstrip().split("\n"))
    yield Line("")


def _offered(library: "PromptLibrary", name: str) -> Iterator[str]:
    """A line for each kind of placeholder."""
    from bot.prompting.offers import OFFERS

    offer, settings = OFFERS[name], library.settings[name]
    yield f"text of papers and people, in user.j2 only and as it is: {_placeholders(offer.material)}"
    if offer.plain:
        yield f"words and numbers of the program: {_placeholders(offer.plain)}"
    if settings.limits:
        yield f"numbers of its prompt.yaml: {_placeholders(f'limits.{key}' for key in settings.limits)}"
    yield f"a worked thread of examples/: {_placeholders(f'examples.{voice}' for voice in Voice)}"
    yield "Each of the first two must stand in `inputs` of prompt.yaml if a file uses it, and only then."


def _placeholders(names: Iterable[str]) -> str:
    return ", ".join(f"{{{{ {name} }}}}" for name in sorted(names))


def _own_files(library: "PromptLibrary") -> dict[str, str]:
    """Place -> path of each file of a lab's own that is in use, its examples excepted: those are listed already."""
    places = dict.fromkeys(place for name in library.settings for place in library.files(name))
    shown = {place: library.shown(place) for place in places if not place.startswith("examples/")}
    return {place: path for place, path in shown.items() if path != f"prompts/{place}"}


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
