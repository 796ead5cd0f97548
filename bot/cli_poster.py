"""`paperthread poster`: the post that invites people to a poster."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from bot.bootstrap import build_writer
from bot.command_tools import tools
from bot.config import WriterChoice, load_settings
from bot.exports import finding_as_json, spent_as_json
from bot.files import find_paper, read_text_file
from bot.inviting import Asked, Poster, invite, request_of
from bot.ledger import Ledger
from bot.model import Paper, PaperRef, Role, Tweet, WriterName
from bot.obtaining import obtain
from bot.plain_text import Line, Tone, rule_line, spent_words, tweet_lines
from bot.ports import Writer
from bot.poster import PosterRequest
from bot.terminal import Terminal
from bot.thread_text import decoded

NO_FLAGS, FLAGGED = 0, 3

POSTER_EPILOG = (
    "Date, time, place, venue and title are needed: give them, or let them stand in your draft; the title can come from"
    " the paper. They come out byte for byte, and none is ever made up. With a draft of yours there are up to three"
    " points on what to change in it.\n\n"
    "Without a model the post is a plain one: the facts, and a sentence of the paper where there is room.\n\n"
    "Exit code: 0 no flags, 3 flags, 1 the paper or the writer cannot be had, 2 wrong use or a fact is missing.\n\n"
    "Examples:\n"
    "  paperthread poster --paper paper.pdf --date 'Tue 12 Dec' --time 10:45-12:45 --place 'Hall B #402' --venue"
    " 'NeurIPS 2023'\n"
    "  paperthread poster --draft post.txt --paper 2306.13840\n"
    "  pbpaste | paperthread poster --draft - --title 'Sorting Sea Shells' --writer openai"
)


class PosterFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def poster(
    *,
    draft: Annotated[
        str, typer.Option(metavar="FILE", help="Your own draft of the post, a text file; - reads stdin.")
    ] = "",
    paper: Annotated[
        str, typer.Option(metavar="PAPER", help="What the poster is about: a PDF file, or an arXiv link or id.")
    ] = "",
    date: Annotated[str, typer.Option(metavar="TEXT", help="The day, as it shall be written.")] = "",
    time: Annotated[str, typer.Option(metavar="TEXT", help="The time, as it shall be written.")] = "",
    place: Annotated[str, typer.Option(metavar="TEXT", help="Room, hall, board.")] = "",
    venue: Annotated[str, typer.Option(metavar="NAME", help="The conference: 'NeurIPS 2023'.")] = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help="Of the poster.", show_default="the paper's")] = "",
    authors: Annotated[
        str, typer.Option(metavar="NAMES", help="Whom to name, as it shall be written.", show_default="nobody")
    ] = "",
    urls: Annotated[
        list[str] | None,
        typer.Option(
            "--url",
            metavar="URL",
            help="An address to give; repeat the option for more.",
            show_default="those of the draft, or the paper's",
        ),
    ] = None,
    wish: Annotated[
        str, typer.Option(metavar="TEXT", help="Anything else, in words; only a language model can follow it.")
    ] = "",
    writer: Annotated[
        WriterChoice | None,
        typer.Option(
            help="Who writes: extractive, openai or auto, as for `draft`.",
            show_default="the setting PAPERTHREAD_WRITER, which is auto",
        ),
    ] = None,
    form: Annotated[
        PosterFormat, typer.Option("--format", help="What stdout gets: text to read, or JSON.")
    ] = PosterFormat.TEXT,
) -> None:
    """Write the post that invites people to a poster, and say what to change in a draft of it."""
    asked = Asked(date, time, place, venue, title, authors, tuple(urls or ()), wish)
    text = _draft_text(draft)
    if not paper:
        request_of(asked, draft=text)  # what is missing is asked for before anything is begun
    settings = load_settings()
    terminal, ledger = Terminal(), Ledger()
    chosen = build_writer(settings, writer or settings.writer)
    with tools(settings) as (runner, reader, source), terminal.progress() as progress:

        async def read(found: bytes | PaperRef) -> Paper:
            return (await obtain(found, name=paper, source=source, reader=reader, progress=progress)).paper

        about = runner.run(read(find_paper(paper, max_bytes=settings.reading.max_bytes))) if paper else None
        request = request_of(asked, draft=text, paper=about)
        try:
            made = runner.run(_made(request, about, chosen, ledger))
        finally:
            runner.run(chosen.close())
    if ledger.calls:
        terminal.tell(spent_words(ledger.calls))
    if request.wish and chosen.name.model is None:
        terminal.tell("The wish was not followed: that needs a language model.")
    match form:
        case PosterFormat.TEXT:
            terminal.show(_lines(made))
        case PosterFormat.JSON:
            terminal.show_json(_as_json(made, request, chosen.name, ledger))
    raise typer.Exit(FLAGGED if made.has_flags else NO_FLAGS)


async def _made(request: PosterRequest, paper: Paper | None, writer: Writer, ledger: Ledger) -> Poster:
    return await invite(request, paper, writer=writer, ledger=ledger)


def _draft_text(draft: str) -> str:
    if not draft:
        return ""
    return decoded(sys.stdin.buffer.read() if draft == "-" else read_text_file(draft)).strip()


def _lines(made: Poster) -> Iterator[Line]:
    post = made.post
    yield rule_line("the post, made of its facts" if made.is_plain else "the post")
    yield from tweet_lines(
        Tweet(1, Role.ANNOUNCEMENT, post.text, made.weighted_length, post.evidence, None, made.findings)
    )
    if made.points:
        yield Line("")
        yield rule_line("your draft")
        yield from (Line(f"{number}. {point}", Tone.TEXT) for number, point in enumerate(made.points, 1))


def _as_json(made: Poster, request: PosterRequest, writer: WriterName, ledger: Ledger) -> dict[str, Any]:
    return {
        "text": made.post.text,
        "weighted_length": made.weighted_length,
        "is_plain": made.is_plain,
        "venue": request.venue,
        "facts": [{"kind": fact.kind.value, "text": fact.text} for fact in request.facts],
        "evidence": [{"page": one.page, "quote": one.quote} for one in made.post.evidence],
        "findings": [finding_as_json(found) for found in made.findings],
        "feedback": list(made.points),
        "writer": {"name": writer.name, "model": writer.model},
        **spent_as_json(ledger.calls),
    }
