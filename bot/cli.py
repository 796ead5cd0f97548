"""The command `paperthread`: what it can be asked, and what it answers with."""

import asyncio
import logging
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.batch import Batch, DraftFormat
from bot.bootstrap import build_reader, build_writer, release
from bot.brief_words import MOST_TWEETS, parse_code, parse_tags, parse_tweets, parse_words, usual_tweets
from bot.cli_chat import CHAT_EPILOG, RUN_EPILOG, chat, run
from bot.cli_check import CHECK_EPILOG, check
from bot.cli_invite import INVITE_EPILOG, invite
from bot.cli_manifest import MANIFEST_EPILOG, manifest
from bot.cli_poster import POSTER_EPILOG, poster
from bot.cli_prompts import prompts
from bot.cli_revise import REVISE_EPILOG, revise_draft
from bot.command_tools import tools
from bot.config import WriterChoice, load_settings
from bot.doctor import Diagnosis, State, can_draft, diagnose_python, diagnose_reader, diagnose_settings
from bot.errors import PaperthreadError, SettingError, UsageError
from bot.exports import paper_as_json
from bot.files import find_paper, folder_names, make_folder, read_text_file, save_figures
from bot.links import find_refs
from bot.model import Brief, TaggedTweets, Voice
from bot.obtaining import obtain
from bot.plain_text import paper_lines
from bot.roster import parse_roster
from bot.terminal import Terminal, prepare_streams
from bot.workflows import DrawnPaper, draw_paper

ALL_DONE, SOME_FAILED, WRONG_USE = 0, 1, 2
INTERRUPTED = 130  # what shells report of a command that Ctrl-C ended: 128 + SIGINT

app = typer.Typer(
    name="paperthread",
    help="Draft the tweet thread of a paper: every claim carries its page and quote.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Examples:\n"
        "  paperthread draft paper.pdf\n"
        "  paperthread draft 2306.13840\n"
        "  paperthread draft paper.pdf --venue 'NeurIPS 2023' --out draft\n"
        "  paperthread doctor\n\n"
        "Settings come from variables named PAPERTHREAD_… and from paperthread.toml in the working folder."
    ),
)

app.add_typer(prompts)


class PaperFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; an error is one sentence on stderr, never a traceback."""
    prepare_streams()
    terminal = Terminal()
    try:
        code = app(args=arguments, prog_name="paperthread", standalone_mode=False)
        terminal.flush()
    except typer.TyperException as error:
        if error.format_message():  # empty where the help was shown instead
            terminal.tell_failure(_usage_sentence(error))
        return WRONG_USE
    except PaperthreadError as error:
        terminal.complain(error, about="the command")
        return WRONG_USE if isinstance(error, UsageError) else SOME_FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `paperthread … | head`: whoever read the result has enough of it
        terminal.give_up_results()
        return SOME_FAILED
    except OSError as error:  # a full disk behind stdout, no more processes: what no narrower place could name
        terminal.give_up_results()
        terminal.tell_failure(f"The command cannot go on: {error.strerror or error}.")
        return SOME_FAILED
    except Exception as error:  # noqa: BLE001  # the edge of the command, for what no job's edge has caught
        terminal.complain(error, about="the command")
        return SOME_FAILED
    return code if isinstance(code, int) else ALL_DONE


# ---- Commands ----


def _print_version(is_asked: bool) -> None:
    if is_asked:
        Terminal().write(f"paperthread {release()}\n")
        raise typer.Exit


@app.callback()
def _options(
    *,
    _: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Say which version this is, and end."),
    ] = False,
    is_debugging: Annotated[
        bool, typer.Option("--debug", help="Write the program's log to stderr, with the traceback of what failed.")
    ] = False,
) -> None:
    # Without a handler of ours, logging would write what libraries warn of between our sentences.
    handlers: list[logging.Handler] = [logging.StreamHandler() if is_debugging else logging.NullHandler()]
    logging.basicConfig(level=logging.WARNING, handlers=handlers)
    if is_debugging:
        # Not the root: libraries log what passes through them, such as rows of the database. Our lines hold no words.
        for ours in ("bot", "adapters"):
            logging.getLogger(ours).setLevel(logging.DEBUG)


@app.command(
    epilog=(
        "With one PAPER, --out fills that folder; with several, each gets a folder in it, named after its file or id.\n"
        "With several PAPERs, --format json prints one draft a line (JSON Lines).\n\n"
        "Exit code: 0 all were drafted, 1 some failed (each with a sentence on stderr), 2 wrong use.\n\n"
        "Examples:\n"
        "  paperthread draft paper.pdf\n"
        "  paperthread draft https://arxiv.org/abs/2306.13840v2\n"
        "  paperthread draft paper.pdf --tweets 10 --tag Proofs --handles lab.csv\n"
        "  paperthread draft papers/*.pdf --format json > drafts.jsonl"
    )
)
def draft(
    papers: Annotated[
        list[str],
        typer.Argument(
            metavar="PAPER",
            help="PDF files, and arXiv links or ids, where there is no file of that name. They are drafted one after"
            " the other.",
        ),
    ],
    *,
    writer: Annotated[
        WriterChoice | None,
        typer.Option(
            help="Who writes: extractive chooses sentences of the paper and needs no model; openai is the model that"
            " PAPERTHREAD_OPENAI__MODEL names; auto takes that one where it is named.",
            show_default="the setting PAPERTHREAD_WRITER, which is auto",
        ),
    ] = None,
    voice: Annotated[
        Voice, typer.Option(help="author says “we”; curator speaks of other people's paper in the third person.")
    ] = Voice.AUTHOR,
    venue: Annotated[
        str | None, typer.Option(metavar="NAME", help="Where the paper appears: 'NeurIPS 2023'. It becomes tags.")
    ] = None,
    code: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="The code repository to announce.",
            show_default="the one that the paper calls its own",
        ),
    ] = None,
    tweets: Annotated[
        str | None,
        typer.Option(
            metavar="N or N-M",
            help=f"How many tweets there should be, at most {MOST_TWEETS}.",
            show_default="8-13, and 5-8 for a curator",
        ),
    ] = None,
    tags: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="TAG", help="A topic tag; repeat the option for more.", show_default=False),
    ] = None,
    tagged: Annotated[TaggedTweets, typer.Option(help="Which tweets carry the topic tags.")] = TaggedTweets.EVERY,
    handles: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Who has which handle, one `Name,@handle` a line; # begins a comment. No other handle is ever used.",
        ),
    ] = None,
    wish: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Anything else, in words; only a language model can follow it.")
    ] = None,
    form: Annotated[
        DraftFormat, typer.Option("--format", help="What stdout gets: text to read, JSON or Markdown.")
    ] = DraftFormat.TEXT,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Also write draft.md, draft.json and the tweets' pictures (tweet-NN.png) into this folder.",
        ),
    ] = None,
) -> None:
    """Draft the tweet threads of papers.

    Each tweet is shown with the page and the words that it rests on, and with what the checks found.
    """
    fewest, most = parse_tweets(tweets) if tweets is not None else usual_tweets(voice)
    brief = Brief(
        voice=voice,
        venue=parse_words(venue),
        code=None if code is None else parse_code(code),
        tags=parse_tags(tags),
        handles={} if handles is None else parse_roster(read_text_file(handles), source=handles),
        wish=parse_words(wish),
        min_tweets=fewest,
        max_tweets=most,
        tagged=tagged,
    )
    settings = load_settings()
    if out is not None:
        make_folder(out)
    folders = [None if out is None else out / name if len(papers) > 1 else out for name in folder_names(papers)]

    with tools(settings) as (runner, reader, source):
        chosen = build_writer(settings, writer or settings.writer)
        batch = Batch(settings, brief, chosen, runner, reader, source, form, is_single=len(papers) == 1)
        try:
            failed = sum(not batch.draft(paper, folder) for paper, folder in zip(papers, folders, strict=True))
        finally:
            runner.run(chosen.close())
    raise typer.Exit(SOME_FAILED if failed else ALL_DONE)


app.command(epilog=CHECK_EPILOG)(check)
app.command("revise", epilog=REVISE_EPILOG)(revise_draft)
app.command(epilog=POSTER_EPILOG)(poster)
app.command(epilog=CHAT_EPILOG)(chat)
app.command(epilog=RUN_EPILOG)(run)
app.command(epilog=MANIFEST_EPILOG)(manifest)
app.command(epilog=INVITE_EPILOG)(invite)


@app.command(
    epilog=(
        "One JSON object a line: arxiv_id, version (null for the newest), url, as_written.\n\n"
        "Examples:\n"
        "  paperthread links message.txt\n"
        "  pbpaste | paperthread links"
    )
)
def links(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A text file; - or nothing reads stdin.", show_default=False)
    ] = "-",
) -> None:
    """Print the arXiv papers that a text refers to."""
    terminal = Terminal()
    if file == "-" and sys.stdin.isatty():
        terminal.tell("Reading a text from the terminal; Ctrl-D on a line of its own ends it.")
    data = sys.stdin.buffer.read() if file == "-" else read_text_file(file)
    for ref in find_refs(data.decode("utf-8", "replace")):
        facts = {"arxiv_id": ref.arxiv_id, "version": ref.version, "url": ref.url, "as_written": ref.as_written}
        terminal.show_json(facts, indent=None)


@app.command(
    epilog=(
        "Examples:\n"
        "  paperthread read paper.pdf\n"
        "  paperthread read hep-th/9711200v3\n"
        "  paperthread read paper.pdf --format json --out figures | jq .figures"
    )
)
def read(
    paper: Annotated[str, typer.Argument(metavar="PAPER", help="A PDF file, or an arXiv link or id.")],
    *,
    form: Annotated[
        PaperFormat, typer.Option("--format", help="What stdout gets: text to read, or JSON.")
    ] = PaperFormat.TEXT,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Draw every figure and table into this folder, as PNG.")
    ] = None,
) -> None:
    """Show what is read of a paper: its title, authors, sections, figures, links and text."""
    settings = load_settings()
    if out is not None:
        make_folder(out)
    terminal = Terminal()
    with tools(settings) as (runner, reader, source), terminal.progress() as progress:
        found = find_paper(paper, max_bytes=settings.reading.max_bytes)
        obtained = runner.run(obtain(found, name=paper, source=source, reader=reader, progress=progress))
        drawn = (
            DrawnPaper(obtained.with_warnings(), {})
            if out is None
            else runner.run(draw_paper(obtained, reader=reader, progress=progress))
        )
    pictures = [(figure, image.png) for figure, image in drawn.images.items()]
    images = {} if out is None else save_figures(pictures, out)
    match form:
        case PaperFormat.TEXT:
            terminal.show(paper_lines(drawn.paper, images))
        case PaperFormat.JSON:
            terminal.show_json(paper_as_json(drawn.paper, images))


@app.command(epilog="Exit code: 0 if papers can be drafted, 1 if not.")
def doctor() -> None:
    """Say what is set up, what is missing and what to do. Keys are never shown."""
    terminal = Terminal()
    diagnoses = [*diagnose_python()]
    try:
        settings = load_settings()
    except SettingError as error:
        diagnoses.append(Diagnosis("settings", State.BROKEN, str(error), "Mend it, then ask the doctor again."))
        settings = None
    if settings is not None:
        diagnoses += diagnose_settings(settings)
        diagnoses.append(asyncio.run(diagnose_reader(build_reader(settings.reading))))
    terminal.show_diagnoses(diagnoses)
    raise typer.Exit(ALL_DONE if can_draft(diagnoses) else SOME_FAILED)


def _usage_sentence(error: typer.TyperException) -> str:
    """Typer's complaint on one line, and where to look."""
    sentence = " ".join(error.format_message().split()).replace(": Value error, ", ": ")
    context = getattr(error, "ctx", None)
    command = "paperthread" if context is None else context.command_path
    end = "" if sentence.endswith((".", "?")) else "."
    return f"{sentence}{end} See `{command} --help`."


if __name__ == "__main__":
    sys.exit(main())
