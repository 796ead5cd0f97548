"""`paperthread revise`: one tweet of a saved draft again, shorter, or as it was; or the whole of it."""

import asyncio
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.bootstrap import build_writer
from bot.brief_words import parse_words
from bot.command_tools import tools
from bot.config import Settings, WriterChoice, load_settings
from bot.errors import DraftError, UsageError
from bot.events import Progress, Step, StepStarted
from bot.files import find_paper, is_file, make_folder, read_text_file, save_json, save_picture
from bot.ledger import Ledger
from bot.links import parse_ref
from bot.model import Finding, PaperRef, Tweet, Voice
from bot.obtaining import Obtained, obtain
from bot.plain_text import Line, draft_lines, history_lines, revision_lines, spent_words
from bot.ports import PaperReader, PaperSource, Writer
from bot.provenance import ModelCall
from bot.revising import Manuscript, regenerate_all, revise, switch_voice
from bot.saved_drafts import SavedDraft, read_saved
from bot.terminal import Terminal
from bot.versions import Action, Regenerate, Shorten, Undo
from bot.wording import elided, listed
from bot.workflows import draw_tweet, picture_name

REVISE_EPILOG = (
    "DRAFT is the JSON that `paperthread draft` wrote (draft.json of --out, or --format json). It keeps every version"
    " of its tweets, so that any of them can be undone. No other tweet changes.\n\n"
    "Without a model, a tweet written again is the next best sentence of the paper for its role, and a shorter one"
    " leaves out what can be left out. A WISH needs a model.\n\n"
    "Exit code: 0 revised, 1 the tweet stays as it is or the paper cannot be had (a sentence says why), 2 wrong"
    " use.\n\n"
    "Examples:\n"
    "  paperthread revise draft/draft.json 3 --shorten --in-place\n"
    "  paperthread revise draft/draft.json 3 --regenerate\n"
    "  paperthread revise draft/draft.json 3 --regenerate 'mention the dataset' --in-place\n"
    "  paperthread revise draft/draft.json 3 --undo --in-place\n"
    "  paperthread revise draft/draft.json 3 --history\n"
    "  paperthread revise draft/draft.json all --regenerate 'less hype' --out calmer.json\n"
    "  paperthread revise draft/draft.json all --voice curator --out curator.json"
)
ALL = "all"

_SHOWN_CHARS = 100


class ReviseFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def revise_draft(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="The JSON of a draft; - reads stdin.")],
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Which tweet, from 1; or all.")],
    wish: Annotated[
        str | None,
        typer.Argument(metavar="WISH", help="With --regenerate: what to change, in words.", show_default=False),
    ] = None,
    *,
    is_shortened: Annotated[bool, typer.Option("--shorten", help="Fewer words, 150 characters if possible.")] = False,
    is_regenerated: Annotated[
        bool, typer.Option("--regenerate", help="Again, different from every version before.")
    ] = False,
    is_undone: Annotated[bool, typer.Option("--undo", help="The version before.")] = False,
    is_history: Annotated[bool, typer.Option("--history", help="Show all versions, and change nothing.")] = False,
    voice: Annotated[
        Voice | None, typer.Option(help="With all: the whole draft in the other voice.", show_default=False)
    ] = None,
    paper: Annotated[
        str | None,
        typer.Option(
            metavar="PAPER",
            help="The paper that it was made from: a PDF file, or an arXiv link or id.",
            show_default="what the draft names",
        ),
    ] = None,
    writer: Annotated[
        WriterChoice | None,
        typer.Option(
            help="Who writes: extractive, openai or auto, as for `draft`.",
            show_default="the setting PAPERTHREAD_WRITER, which is auto",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the draft with the new version there, as JSON.")
    ] = None,
    is_in_place: Annotated[bool, typer.Option("--in-place", help="Write it where DRAFT was read.")] = False,
    form: Annotated[
        ReviseFormat, typer.Option("--format", help="What stdout gets: before and after, or the new JSON.")
    ] = ReviseFormat.TEXT,
) -> None:
    """Write one tweet of a draft again or shorter, or undo that; every version is kept.

    The tweet is shown before and after, with the pages it rests on and with what the checks found.
    """
    given: dict[str, Action | Voice | None] = {
        **({"--shorten": Shorten()} if is_shortened else {}),
        **({"--regenerate": Regenerate(parse_words(wish))} if is_regenerated else {}),
        **({"--undo": Undo()} if is_undone else {}),
        **({"--history": None} if is_history else {}),
        **({"--voice": voice} if voice is not None else {}),
    }
    target = _target(draft, out, is_in_place=is_in_place)
    saved = read_saved(sys.stdin.buffer.read() if draft == "-" else read_text_file(draft), name=_name(draft))
    wanted = _one_of(given, number, wish)
    history = () if number == ALL else saved.history(int(number))  # says at once that there is no such tweet
    terminal = Terminal()
    if wanted is None:
        terminal.show(history_lines(history))
        return
    if target is not None:
        make_folder(target.parent)  # before anything is asked of a model, and paid
    settings = load_settings()
    chosen = WriterChoice.EXTRACTIVE if is_undone else writer or settings.writer  # an undo asks nobody
    with tools(settings) as (runner, reader, source), terminal.progress() as progress:
        job = _Job(saved, number, target, reader, source, build_writer(settings, chosen), progress)
        try:
            done = runner.run(job.run(wanted, _found(saved, draft, paper, settings)))
        finally:
            runner.run(job.writer.close())
    if target is not None:
        done.save(target)
    for sentence in done.stayed:
        terminal.tell(sentence)
    if done.calls:
        terminal.tell(spent_words(done.calls))
    match form:
        case ReviseFormat.TEXT:
            terminal.show(done.lines())
            if target is None:
                terminal.tell("Nothing was written: --in-place or --out FILE keeps the new version.")
        case ReviseFormat.JSON:
            terminal.show_json(done.value)


# ---- What was asked ----


def _name(draft: str) -> str:
    return "stdin" if draft == "-" else draft


def _target(draft: str, out: Path | None, *, is_in_place: bool) -> Path | None:
    if is_in_place and out is not None:
        raise UsageError("--in-place and --out name two places. Give one of them.")
    if is_in_place and draft == "-":
        raise UsageError("A draft from stdin has no place to be written to. Give --out FILE.")
    return Path(draft) if is_in_place else out


def _one_of(given: dict[str, Action | Voice | None], number: str, wish: str | None) -> Action | Voice | None:
    """What was asked of the draft; None for its history."""
    if len(given) != 1:
        problem = f"{listed(list(given))} cannot be asked at once" if given else "Nothing was asked"
        raise UsageError(f"{problem}. Give one of --shorten, --regenerate, --undo, --history and --voice.")
    ((option, wanted),) = given.items()
    if wish is not None and option != "--regenerate":
        raise UsageError(f"A wish (“{wish}”) goes with --regenerate only.")
    if number != ALL and not (number.isascii() and number.isdigit()):
        raise UsageError(f"NUMBER must be the number of a tweet, or all; this is `{number}`.")
    if number == ALL and option not in ("--regenerate", "--voice"):
        raise UsageError(f"{option} is for one tweet. Give its number.")
    if number != ALL and option == "--voice":
        raise UsageError("A draft has one voice. Give all for the number.")
    return wanted


def _found(saved: SavedDraft, draft: str, asked: str | None, settings: Settings) -> tuple[bytes | PaperRef, str]:
    """The paper that the draft was made from, and what to call it.

    A file is looked for where the command runs, then beside the draft.
    """
    name = asked or saved.paper_name
    if name is None:
        raise DraftError(saved.name, "it does not say which paper it was made from. Name it with --paper.")
    max_bytes = settings.reading.max_bytes
    if asked is not None:
        return find_paper(asked, max_bytes=max_bytes), asked
    beside = str(Path(draft).parent / name)
    for place in (name, beside):
        if is_file(place):
            return find_paper(place, max_bytes=max_bytes), place
    if parse_ref(name) is None or saved.arxiv_name is None:
        known = elided(name, _SHOWN_CHARS)
        raise DraftError(saved.name, f"the paper that it was made from, {known}, is not there. Name it with --paper.")
    return find_paper(saved.arxiv_name, max_bytes=max_bytes), name


# ---- The work ----


@dataclass(frozen=True, slots=True)
class _Done:
    """A revised draft, and what there is to show and to write of it.

    Attributes:
        changed: Numbers of the tweets that are other ones now; None where the whole draft is another.
        stayed: Sentences about tweets that should have changed.
        pictures: File name -> PNG, or None for one to remove.
        calls: The requests to a model that it took.
    """

    before: Manuscript
    after: Manuscript
    value: dict[str, Any]
    changed: tuple[int, ...] | None
    stayed: tuple[str, ...]
    pictures: dict[str, bytes | None]
    calls: tuple[ModelCall, ...]

    def lines(self) -> Iterable[Line]:
        if self.changed is None:
            return draft_lines(self.after.draft)
        new = [found for found in self.after.draft.findings if found not in self.before.draft.findings]
        return [line for number in self.changed for line in self._revision(number, new)]

    def save(self, target: Path) -> None:
        for name, png in self.pictures.items():
            save_picture(png, target.parent / name)
        save_json(self.value, target)

    def _revision(self, number: int, new: list[Finding]) -> Iterable[Line]:
        is_last = self.changed is not None and number == self.changed[-1]
        return revision_lines(self.before.tweet(number), self.after.history(number)[-1], new if is_last else ())


@dataclass(frozen=True, slots=True)
class _Job:
    """One call of the command."""

    saved: SavedDraft
    number: str
    target: Path | None
    reader: PaperReader
    source: PaperSource
    writer: Writer
    progress: Progress

    async def run(self, wanted: Action | Voice, found: tuple[bytes | PaperRef, str]) -> _Done:
        paper, name = found
        obtained = await obtain(paper, name=name, source=self.source, reader=self.reader, progress=self.progress)
        before = await asyncio.to_thread(self.saved.on, obtained.paper)
        stayed: tuple[str, ...] = ()
        changed: tuple[int, ...] | None = None
        ledger = Ledger()
        if isinstance(wanted, Voice):
            after = await switch_voice(before, wanted, writer=self.writer, progress=self.progress)
        elif self.number == ALL and isinstance(wanted, Regenerate):
            rewritten = await regenerate_all(
                before, writer=self.writer, ledger=ledger, progress=self.progress, wish=wanted.wish
            )
            after, changed, stayed = rewritten.manuscript, rewritten.changed, tuple(rewritten.stayed.values())
        else:
            number = int(self.number)
            self.progress(StepStarted(name, Step.WRITE, f"tweet {number}"))
            after = await revise(before, number, wanted, writer=self.writer, ledger=ledger)
            changed = (number,)
        after, pictures = await self._drawn(before, after, obtained)
        written_anew = () if changed is not None or after.draft.provenance is None else after.draft.provenance.calls
        calls = (*ledger.calls, *written_anew)
        return _Done(before, after, self.saved.with_versions_of(after), changed, stayed, pictures, calls)

    async def _drawn(
        self, before: Manuscript, after: Manuscript, obtained: Obtained
    ) -> tuple[Manuscript, dict[str, bytes | None]]:
        """The draft with the pictures of the tweets that show another figure now, if it has pictures at all."""
        has_pictures = any(tweet.figure and tweet.figure.image for tweet in before.draft.tweets)
        pictures: dict[str, bytes | None] = {}
        for tweet in after.draft.tweets:
            if not _shows_another(tweet, before):
                continue
            bare = replace(tweet, figure=tweet.figure and replace(tweet.figure, image=None))
            drawn, image = bare, None
            if has_pictures and self.target is not None:
                drawn, image = await draw_tweet(bare, pdf=obtained.pdf, reader=self.reader)
                drawn = replace(drawn, findings=tuple(dict.fromkeys(drawn.findings)))
                pictures[picture_name(tweet.number)] = None if image is None else image.png
            if drawn != tweet:
                after = after.with_picture(drawn)
        return after, pictures


def _shows_another(tweet: Tweet, before: Manuscript) -> bool:
    """Whether a tweet's picture is not that of the tweet that had its number."""
    if tweet.number > len(before.draft.tweets):
        return tweet.figure is not None
    was = before.tweet(tweet.number).figure
    return (was and was.figure) != (tweet.figure and tweet.figure.figure)
