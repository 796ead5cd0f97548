"""`Writer` over a model: the paper goes into a prompt, tweets come out one by one."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence

import openai
from pydantic import ValidationError

from adapters.openai_writer.asking import AskingLimits, ModelServer, Usage
from bot.digest import Digest, digest, estimated_tokens
from bot.errors import AnswerUnusable
from bot.model import Brief, Finding, Paper, Proposal, Voice, WriterName
from bot.prompting import Prompt, PromptLibrary
from bot.prompting.answers import TweetAnswer
from bot.prompting.streaming import TweetScanner

_log = logging.getLogger(__name__)

_ANSWER_TOKENS = 8000
"""Kept free in the window: for a thread of 25 tweets with their quotes, and what a model thinks before it writes."""

_REVISION_TOKENS = 4000
"""Kept free as well, in every prompt: a revision has the same beginning, and more behind it."""

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
        self._digests: dict[int, tuple[Paper, Digest]] = {}
        self.usage: list[Usage] = []
        """Of every answer so far, in order."""

    @classmethod
    def at(
        cls,
        base_url: str,
        *,
        model: str,
        key: str | None,
        limits: AskingLimits,
        library: PromptLibrary,
        window_tokens: int,
    ) -> "OpenAIWriter":
        """A writer that asks `model` at `base_url`; servers on one's own machine want no key."""
        client = openai.AsyncOpenAI(base_url=base_url, api_key=key or "none", max_retries=0)
        return cls(client, ModelServer(client, model, limits), library, window_tokens=window_tokens)

    @property
    def name(self) -> WriterName:
        return WriterName("openai", self._server.model)

    async def write(self, paper: Paper, brief: Brief) -> AsyncGenerator[Proposal, None]:
        written: asyncio.Queue[Proposal | None] = asyncio.Queue()
        answer = _Answer(written.put_nowait)
        values: dict[str, str | int] = {
            **self._about(paper, brief),
            "venue": brief.venue or "",
            "wish": brief.wish or "",
            "min_tweets": min(brief.min_tweets, brief.max_tweets),
            "max_tweets": brief.max_tweets,
        }

        def prompt() -> Prompt:
            return self._library.fill(_WHOLE_DRAFT[brief.voice], **values, done=_listed(answer.proposals))

        asking = asyncio.create_task(self._ask(prompt, answer))
        asking.add_done_callback(lambda _: written.put_nowait(None))
        try:
            while (proposal := await written.get()) is not None:
                yield proposal
            await asking
        finally:
            asking.cancel()  # whoever takes no more tweets pays for no more

    async def repair(
        self, paper: Paper, brief: Brief, proposal: Proposal, findings: Sequence[Finding]
    ) -> Proposal | None:
        answer = _Answer(lambda _: None)
        prompt = self._library.fill(
            "repair",
            **self._about(paper, brief),
            tweet=proposal.prose,
            evidence="\n".join(f"page {one.page}: {one.quote}" for one in proposal.evidence),
            findings="\n".join(f"- {_sentence(finding)}" for finding in findings),
            role=proposal.role.value,
        )
        await self._ask(lambda: prompt, answer)
        return answer.proposals[0]

    async def close(self) -> None:
        await self._client.close()

    async def _ask(self, prompt: Callable[[], Prompt], answer: "_Answer") -> None:
        whole = await self._server.ask(prompt, on_piece=answer.hear, on_restart=answer.begin_again)
        self.usage.append(whole.usage)
        answer.end()

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
        known = self._digests.get(id(paper))
        if known is None or known[0] is not paper:
            rules = max(
                estimated_tokens("".join(self._library.files(name).values())) for name in self._library.settings
            )
            room = self._window_tokens - rules - _ANSWER_TOKENS - _REVISION_TOKENS
            known = (paper, digest(paper, max_tokens=max(room, 0)))
            self._digests = {id(paper): known}  # of the last paper only: its revisions come next
        return known[1]


class _Answer:
    """The tweets of an answer while it comes."""

    def __init__(self, on_proposal: Callable[[Proposal], None]) -> None:
        self._on_proposal = on_proposal
        self.proposals: list[Proposal] = []
        self._scanner = TweetScanner()
        self._refused: ValidationError | None = None

    def hear(self, piece: str) -> None:
        for found in self._scanner.feed(piece):
            try:
                proposal = TweetAnswer.model_validate_json(found).proposal()
            except ValidationError as error:
                self._refused = error
            else:
                self.proposals.append(proposal)
                self._on_proposal(proposal)

    def begin_again(self) -> None:
        """The answer broke off, and another comes. What is whole of it stays: nothing is asked for, or paid, twice."""
        self._scanner = TweetScanner()

    def end(self) -> None:
        """Hold the answer to its form.

        Raises:
            AnswerUnusable: There is no tweet in it.
        """
        if self._refused is not None:
            _log.warning("a tweet of the model's answer was not in the form that was asked for")
        if not self.proposals:
            raise AnswerUnusable(_why(self._scanner, self._refused))


def _why(scanner: TweetScanner, refused: ValidationError | None) -> str:
    if refused is not None:
        problem = refused.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, problem["loc"])) or "a tweet"
        return f"its tweets are not in the form that was asked for ({place}: {problem['msg']})"
    if not scanner.text.strip():
        return "it is empty"
    return "it has no tweets" if scanner.whole is not None else "it is no JSON, or its JSON has no end"


def _listed(proposals: Sequence[Proposal]) -> str:
    return "\n".join(f"{proposal.role.value}: {proposal.prose}" for proposal in proposals)


def _sentence(finding: Finding) -> str:
    words = f"“{finding.words}”: " if finding.words else ""
    return f"{finding.rule}: {words}{finding.detail}"
