"""`Writer` over a model: the paper goes into a prompt, tweets come out one by one."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import openai

from adapters.openai_writer.asking import Listener, ModelServer
from bot.digest import Digest, digest, estimated_tokens
from bot.errors import AnswerUnusable, PaperTooLongForModel
from bot.ledger import Ledger
from bot.model import Brief, Finding, Paper, Plan, Proposal, Voice, WriterName
from bot.poster import FactKind, Invitation, PosterRequest
from bot.prompting import Prompt, PromptLibrary
from bot.prompting.answers import read_feedback, read_poster
from bot.prompting.thread_answer import ThreadAnswer
from bot.versions import Revision

_Read = TypeVar("_Read")

_ANSWER_TOKENS, _ANSWER_PART = 8000, 4
"""Kept free in the window, or this part of a small one: for a thread of 25 tweets with their quotes, and what a model
thinks before it writes."""

_REVISION_TOKENS, _REVISION_PART = 4000, 8
"""Kept free as well, in every prompt: a revision has the same beginning, and more behind it."""

_TWEET_TOKENS = 400
"""Of a tweet with its quotes and its place in the plan, generously: by it a request is held against a budget."""

_NOBODY = Listener(on_piece=lambda _: None, on_restart=lambda: None)
_WHOLE_DRAFT = {Voice.AUTHOR: "thread", Voice.CURATOR: "curator"}


class OpenAIWriter:
    """A language model that writes from the paper (`bot.ports.Writer`)."""

    def __init__(
        self, client: openai.AsyncOpenAI, server: ModelServer, library: PromptLibrary, *, window_tokens: int
    ) -> None:
        """Take over a client; `close` closes it.

        Args:
            server: Asks by that client.
            window_tokens: What the model takes in one request, its answer included.
        """
        self._client = client
        self._server = server
        self._library = library
        self._window_tokens = window_tokens
        self._known: tuple[Paper, Digest] | None = None  # the last paper: its revisions come next

    @property
    def name(self) -> WriterName:
        return WriterName("openai", self._server.model)

    async def write(
        self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
    ) -> AsyncGenerator[Plan | Proposal, None]:
        written: asyncio.Queue[Plan | Proposal | None] = asyncio.Queue()
        answer = ThreadAnswer(written.put_nowait, begun)
        values: dict[str, str | int] = {
            **self._about(paper, brief),
            "venue": brief.venue or "",
            "wish": brief.wish or "",
            "liked": brief.liked,
            "central": brief.central,
            "min_tweets": min(brief.min_tweets, brief.max_tweets),
            "max_tweets": brief.max_tweets,
        }

        def prompt() -> Prompt:
            return self._library.fill(_WHOLE_DRAFT[brief.voice], **values, done=_listed(answer.proposals))

        asking = asyncio.create_task(self._ask(prompt, answer, ledger, answer_tokens=_tokens_of(brief.max_tweets)))
        asking.add_done_callback(lambda _: written.put_nowait(None))
        try:
            while (one := await written.get()) is not None:
                yield one
            await asking
        finally:
            asking.cancel()  # whoever takes no more tweets pays for no more
            await asyncio.wait([asking])  # so that the ledger has it all
            if not asking.cancelled():
                asking.exception()  # raised above, or nobody's concern any more
        answer.end()

    async def repair(
        self, paper: Paper, brief: Brief, proposal: Proposal, findings: Sequence[Finding], ledger: Ledger
    ) -> Proposal | None:
        prompt = self._library.fill(
            "repair",
            **self._about(paper, brief),
            tweet=proposal.prose,
            evidence=_quoted(proposal),
            findings=_told(findings),
            role=proposal.role.value,
        )
        return await self._tweet(prompt, ledger)

    async def regenerate(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        return await self._revised("regenerate", paper, brief, revision, ledger)

    async def shorten(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        return await self._revised("shorten", paper, brief, revision, ledger)

    async def invite(self, paper: Paper | None, request: PosterRequest, ledger: Ledger) -> Invitation | None:
        about = dict.fromkeys(("title", "authors", "paper", "figures", "left_out", "code"), "")
        prompt = self._library.fill(
            "poster",
            **(about if paper is None else self._about(paper, Brief())),
            venue=request.venue or "",
            wish=request.wish or "",
            draft=request.draft,
            facts=_facts(request),
            last=request.last,
            findings=_told(request.findings),
        )
        return await self._whole(prompt, ledger, read_poster)

    async def comment(self, request: PosterRequest, ledger: Ledger) -> tuple[str, ...]:
        title = next((fact.text for fact in request.facts if fact.kind is FactKind.TITLE), "")
        prompt = self._library.fill("poster_feedback", title=title, draft=request.draft, facts=_facts(request))
        return await self._whole(prompt, ledger, read_feedback)

    async def close(self) -> None:
        await self._client.close()

    async def _revised(self, name: str, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal:
        old = revision.proposal
        prompt = self._library.fill(
            name,
            **self._about(paper, brief),
            number=revision.number,
            role=old.role.value,
            tweet=old.prose,
            evidence=_quoted(old),
            thread="\n\n".join(f"{number}. {prose}" for number, prose in enumerate(revision.thread, 1)),
            versions="\n\n".join(revision.versions),
            wish=revision.wish or "",
            draft_wish=brief.wish or "",
            facts="\n".join(revision.facts),
            shown="\n".join(revision.shown),
        )
        proposal = await self._tweet(prompt, ledger)
        return replace(proposal, role=old.role)  # one tweet was asked for, in the role that it has

    async def _tweet(self, prompt: Prompt, ledger: Ledger) -> Proposal:
        """The one tweet that was asked for; what else came is nobody's."""
        answer = ThreadAnswer(lambda _: None)
        await self._ask(lambda: prompt, answer, ledger, answer_tokens=_tokens_of(1))
        if not answer.proposals:
            answer.end()
        return answer.proposals[0]

    async def _ask(
        self, prompt: Callable[[], Prompt], answer: ThreadAnswer, ledger: Ledger, *, answer_tokens: int
    ) -> None:
        """Have a thread written; an answer without a tweet, or without an end, is asked for once more."""
        listener = Listener(answer.hear, answer.begin_again)
        await self._server.ask(prompt, ledger, answer_tokens=answer_tokens, listener=listener)
        if answer.is_lacking:
            answer.begin_again()
            await self._server.ask(prompt, ledger, answer_tokens=answer_tokens, listener=listener)

    async def _whole(self, prompt: Prompt, ledger: Ledger, read: Callable[[str], _Read]) -> _Read:
        """An answer that is no thread; one that is not as it was asked for is asked for once more."""

        async def text() -> str:
            return await self._server.ask(lambda: prompt, ledger, answer_tokens=_tokens_of(1), listener=_NOBODY)

        try:
            return read(await text())
        except AnswerUnusable:
            return read(await text())

    def _about(self, paper: Paper, brief: Brief) -> dict[str, str]:
        """The values that every prompt about a paper begins with."""
        short = self._digest(paper)
        code = brief.code or (paper.code.url if paper.code else "")
        return {
            "title": paper.title,
            "authors": ", ".join(paper.authors),
            "paper": short.text,
            "figures": short.figures,
            "left_out": short.left_out,
            "code": code,
            "voice": brief.voice.value,
        }

    def _digest(self, paper: Paper) -> Digest:
        if self._known is None or self._known[0] is not paper:
            rules = max(
                estimated_tokens("".join(self._library.files(name).values())) for name in self._library.settings
            )
            window = self._window_tokens
            answer = min(_ANSWER_TOKENS, window // _ANSWER_PART)
            revision = min(_REVISION_TOKENS, window // _REVISION_PART)
            short = digest(paper, max_tokens=max(window - rules - answer - revision, 0))
            if not short.text:
                raise PaperTooLongForModel(self._server.model)
            self._known = (paper, short)
        return self._known[1]


def _quoted(proposal: Proposal) -> str:
    return "\n".join(f"page {one.page}: {one.quote}" for one in proposal.evidence)


def _facts(request: PosterRequest) -> str:
    return "\n".join(f"{fact.kind.value}: {fact.text}" for fact in request.facts)


def _tokens_of(tweets: int) -> int:
    return _TWEET_TOKENS * (tweets + 1)


def _listed(proposals: Sequence[Proposal]) -> str:
    return "\n".join(f"{proposal.role.value}: {proposal.prose}" for proposal in proposals)


def _told(findings: Sequence[Finding]) -> str:
    return "\n".join(
        f"- {finding.rule}: {f'“{finding.words}”: ' if finding.words else ''}{finding.detail}" for finding in findings
    )
