"""Drafting papers one after the other: each is written, shown, or told why not."""

import asyncio
import logging
import time
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from bot.config import Settings
from bot.events import Progress
from bot.exports import draft_as_json, draft_as_markdown
from bot.files import find_paper, save_draft
from bot.model import Brief, Draft, PaperRef
from bot.obtaining import obtain
from bot.plain_text import draft_lines, spent_words
from bot.ports import PaperReader, PaperSource, Writer
from bot.terminal import Terminal, printable
from bot.wording import counted
from bot.workflows import DrawnDraft, draft_paper

_log = logging.getLogger(__name__)


class DraftFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class Batch:
    """The papers of one command, drafted with the same brief, writer, reader and source."""

    def __init__(
        self,
        settings: Settings,
        brief: Brief,
        writer: Writer,
        runner: asyncio.Runner,
        reader: PaperReader,
        source: PaperSource,
        form: DraftFormat,
        *,
        is_single: bool,
    ) -> None:
        self._settings = settings
        self._brief = brief
        self._writer = writer
        self._runner = runner
        self._reader = reader
        self._source = source
        self._form = form
        self._is_single = is_single
        self._begun = 0
        self._shown = 0
        self._terminal = Terminal()

    def draft(self, paper: str, folder: Path | None) -> bool:
        """Draft, write and show one paper; False if that failed, which was told then."""
        self._begun += 1
        _log.info("draft %d: started", self._begun)
        began_s = time.perf_counter()
        try:
            with self._terminal.progress() as progress:
                # Not in the loop, where Ctrl-C would not end the wait for a pipe.
                found = find_paper(paper, max_bytes=self._settings.reading.max_bytes)
                drawn = self._runner.run(self._story(paper, found, progress))
                if folder is None:
                    drawn = _without_pictures(drawn)
                else:
                    save_draft(drawn, folder)
        except Exception as error:  # noqa: BLE001  # the edge of a job: one failure does not stop the rest
            _log.info("draft %d: %s in %.1f s", self._begun, type(error).__name__, time.perf_counter() - began_s)
            self._terminal.complain(error, about=paper)
            return False
        spent_s = time.perf_counter() - began_s
        _log.info("draft %d: done in %.1f s", self._begun, spent_s)
        where = "" if folder is None else f", written to {folder}"
        self._terminal.tell(f"{paper}: {counted(len(drawn.draft.tweets), 'tweet')} in {spent_s:.1f} s{where}")
        if drawn.draft.provenance is not None and drawn.draft.provenance.calls:
            self._terminal.tell(f"{paper}: {spent_words(drawn.draft.provenance.calls)}")
        self._show(drawn.draft)
        return True

    async def _story(self, paper: str, found: bytes | PaperRef, progress: Progress) -> DrawnDraft:
        obtained = await obtain(found, name=paper, source=self._source, reader=self._reader, progress=progress)
        return await draft_paper(
            obtained,
            brief=self._brief,
            reader=self._reader,
            writer=self._writer,
            progress=progress,
            category_tags=self._settings.category_tags,
        )

    def _show(self, draft: Draft) -> None:
        if self._form is not DraftFormat.JSON and self._shown:
            self._terminal.write("\n\n")
        match self._form:
            case DraftFormat.TEXT:
                self._terminal.show(draft_lines(draft))
            case DraftFormat.JSON:
                self._terminal.show_json(draft_as_json(draft), indent=2 if self._is_single else None)
            case DraftFormat.MARKDOWN:
                self._terminal.write(printable(draft_as_markdown(draft)))
        self._terminal.flush()
        self._shown += 1


def _without_pictures(drawn: DrawnDraft) -> DrawnDraft:
    """The draft with no picture's name in it, for where none was written."""
    tweets = tuple(
        replace(tweet, figure=None if tweet.figure is None else replace(tweet.figure, image=None))
        for tweet in drawn.draft.tweets
    )
    return DrawnDraft(replace(drawn.draft, tweets=tweets), {})
