"""`paperthread check`: a thread that somebody wrote, against the paper that it is about."""

import sys
from typing import Annotated

import typer

from bot.batch import DraftFormat
from bot.brief_words import parse_code, parse_tags, parse_words
from bot.command_tools import tools
from bot.config import load_settings
from bot.exports import draft_as_json, draft_as_markdown
from bot.files import find_paper, read_text_file
from bot.model import Draft, Level, Voice
from bot.obtaining import obtain
from bot.plain_text import draft_lines
from bot.roster import parse_roster
from bot.terminal import Terminal, printable
from bot.thread_text import WrittenBrief, read_thread
from bot.workflows import review_paper

NO_FLAGS, FLAGGED = 0, 3

CHECK_EPILOG = (
    "THREAD is plain text, with tweets apart by blank lines, lines of --- or counters (1/9, (1/9), 1/), or the JSON"
    " that `paperthread draft` prints. Evidence that it does not give is looked up in the paper. Handles and tags count"
    " as known only if an option or the JSON gives them.\n\n"
    "Exit code: 0 no flags, 3 flags, 1 the paper cannot be had or read, 2 wrong use.\n\n"
    "Examples:\n"
    "  paperthread check thread.txt --paper paper.pdf\n"
    "  paperthread check thread.txt --paper 2306.13840 --tag Proofs --handles lab.csv\n"
    "  paperthread draft paper.pdf --format json | paperthread check - --paper paper.pdf --format json"
)


def check(
    thread: Annotated[
        str, typer.Argument(metavar="THREAD", help="A text file, or the JSON of a draft; - reads stdin.")
    ],
    *,
    paper: Annotated[
        str,
        typer.Option(metavar="PAPER", help="What it is about: a PDF file, or an arXiv link or id.", show_default=False),
    ],
    voice: Annotated[
        Voice | None,
        typer.Option(
            help="author says “we”; curator speaks of other people's paper in the third person.",
            show_default="what the words of the thread show",
        ),
    ] = None,
    venue: Annotated[
        str | None, typer.Option(metavar="NAME", help="Where the paper appears: 'NeurIPS 2023'. Its tags may be used.")
    ] = None,
    code: Annotated[
        str | None,
        typer.Option(metavar="URL", help="The code repository.", show_default="the one that the paper calls its own"),
    ] = None,
    tags: Annotated[
        list[str] | None,
        typer.Option(
            "--tag", metavar="TAG", help="A tag that may be used; repeat the option for more.", show_default=False
        ),
    ] = None,
    handles: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Who has which handle, one `Name,@handle` a line. No other may be used."),
    ] = None,
    form: Annotated[
        DraftFormat, typer.Option("--format", help="What stdout gets: text to read, JSON or Markdown.")
    ] = DraftFormat.TEXT,
) -> None:
    """Check a thread that you wrote yourself, tweet by tweet, against the paper.

    Each tweet is shown with the page and the words that it rests on, and with what the checks found.
    """
    terminal = Terminal()
    if thread == "-" and sys.stdin.isatty():
        terminal.tell("Reading a thread from the terminal; Ctrl-D on a line of its own ends it.")
    name = "stdin" if thread == "-" else thread
    written = read_thread(sys.stdin.buffer.read() if thread == "-" else read_text_file(thread), name=name)
    asked = WrittenBrief(
        voice=voice,
        venue=parse_words(venue),
        code=None if code is None else parse_code(code),
        tags=parse_tags(tags),
        handles={} if handles is None else parse_roster(read_text_file(handles), source=handles),
    )
    settings = load_settings()
    with tools(settings) as (runner, reader, source), terminal.progress() as progress:
        found = find_paper(paper, max_bytes=settings.reading.max_bytes)
        obtained = runner.run(obtain(found, name=paper, source=source, reader=reader, progress=progress))
        draft = runner.run(
            review_paper(obtained, thread=written, asked=asked, progress=progress, category_tags=settings.category_tags)
        )
    _show(draft, form, terminal)
    has_flags = any(finding.level is Level.FLAG for finding in draft.all_findings)
    raise typer.Exit(FLAGGED if has_flags else NO_FLAGS)


def _show(draft: Draft, form: DraftFormat, terminal: Terminal) -> None:
    match form:
        case DraftFormat.TEXT:
            terminal.show(draft_lines(draft))
        case DraftFormat.JSON:
            terminal.show_json(draft_as_json(draft))
        case DraftFormat.MARKDOWN:
            terminal.write(printable(draft_as_markdown(draft)))
