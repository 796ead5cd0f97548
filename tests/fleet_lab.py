"""A busy lab: our Discord and a model server in this process, `paperthread run` in others, and what came of it.

Every draft is of a PDF of its own, which the model server knows again by its number: so that what it was asked twice is
seen from outside. `BusyLab.faults` says what must not be, whatever was killed or restarted meanwhile.
"""

import asyncio
import json
import re
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from adapters.discord.names import PLATFORM
from adapters.discord.outbound import control_of
from bot.model import Role
from bot.model.chat import MessageRef, Person, Place
from tests.builders_pdf import Sheet, Text, pdf_of
from tests.contract.harness import File, Seen
from tests.fakes import model_server
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.server import TOKEN, DiscordServer
from tests.fakes.discord_server.world import GUILD, Interaction
from tests.fakes.model_server import Connection, ModelServer
from tests.fakes.scripted_model import SENTENCES

LISTENS = "duty=listening to discord outcome=taken"
COUNTER = re.compile(r"(\d+)/(\d+)$")

OTHERS = (
    "A microphone is all that is needed: every shell falls once.",
    "The shells of the Beach dataset were found by hand.",
    "Nobody has to look at a shell to know its kind.",
    "Recordings of every fall are kept for the museum.",
)
"""What a paper says beside what its thread says: one of these is what a tweet is made."""

_TWEET = re.compile(r"Write tweet (\d+) again")
_NUMBER = re.compile(r"Collection (\d+)")
_REMARK = "cut off by a restart"  # of an answer that may be paid twice, which has to be told
_LOOK_S = 0.05
_LOST_AFTER_S = 40.0


def paper_of(number: int) -> bytes:
    """A PDF of one page that says all that the model writes."""
    words = ["Ada Example", f"Collection {number} of the museum.", *SENTENCES.values(), *OTHERS]
    lines = [Text(f"Shells by Their Sound {number}", size_pt=18, is_bold=True)]
    lines += [Text(line, y_pt=680 - 24 * place) for place, line in enumerate(words)]
    return pdf_of(Sheet(lines))


@dataclass
class FakeModel:
    """Writes the sentences of a paper one by one, and another version of a tweet whenever it is asked.

    Attributes:
        given: How often each tweet of each draft was written in a thread: (draft, role).
        again: How many single tweets were written.
    """

    pause_s: float
    given: Counter[tuple[int, Role]] = field(default_factory=Counter)
    again: int = 0

    async def reply(self, connection: Connection) -> None:
        asked = str(connection.body["messages"][-1]["content"])
        number = int(_NUMBER.findall(asked)[0])
        await connection.head()
        if "Draft the whole thread" in asked:
            await self._thread(connection, number, asked)
        else:
            await asyncio.sleep(self.pause_s)
            self.again += 1
            thread, place = asked.rpartition("The thread as it stands:")[2], int(_TWEET.findall(asked)[-1])
            in_turn = (OTHERS[(place + step) % len(OTHERS)] for step in range(len(OTHERS)))
            text = next((one for one in in_turn if one not in thread), OTHERS[0])
            await _say(connection, json.dumps({"plan": ["method"], "tweets": [_tweet(Role.METHOD, text)]}))
        usage = {"prompt_tokens": 1000, "completion_tokens": 100}
        end = {**model_server._HEAD, "choices": [], "usage": usage}
        await connection.send(model_server.chunk({}, finish="stop") + model_server.event(end) + model_server.DONE)

    async def _thread(self, connection: Connection, number: int, asked: str) -> None:
        done = asked.rpartition("These tweets of it are written already")[2] if "written already" in asked else ""
        roles = [role for role, sentence in SENTENCES.items() if sentence not in done]
        await _say(connection, f'{{"plan": {json.dumps([role.value for role in roles])}, "tweets": [')
        for place, role in enumerate(roles):
            await asyncio.sleep(self.pause_s)
            await _say(connection, ("," if place else "") + json.dumps(_tweet(role, SENTENCES[role])))
            self.given[number, role] += 1
        await _say(connection, "]}")


def _tweet(role: Role, text: str) -> dict[str, object]:
    evidence = [{"page": 1, "quote": text}]
    return {"role": role.value, "text": text, "evidence": evidence, "figure": ""}


async def _say(connection: Connection, text: str) -> None:
    await connection.send(model_server.chunk({"content": text}))


@dataclass
class BusyLab:
    """What people ask for, and what they see of it.

    Attributes:
        requests: The messages that papers were posted with; the place of each is the number of its paper, from 0.
        acts: How often each message was asked to be written again.
        interactions: Those of buttons, each of which Discord waits for.
    """

    discord: DiscordHarness
    model: FakeModel
    settings: Mapping[str, str]
    requests: list[MessageRef] = field(default_factory=list)
    acts: Counter[MessageRef] = field(default_factory=Counter)
    interactions: list[Interaction] = field(default_factory=list)

    # ---- What people do ----

    async def ask(self, place: Place | None = None, *, by: Person | None = None) -> MessageRef:
        """Post a paper that nobody has posted before."""
        file = File("shells.pdf", paper_of(len(self.requests)))
        said = await self.discord.say(place or self.discord.place, "ours", by=by or self.discord.ann, files=[file])
        self.requests.append(said)
        return said

    async def press(self, request: MessageRef, number: int, *, by: Person | None = None) -> None:
        """Have a tweet written again, by an emoji."""
        message = MessageRef(self.thread_of(request), self.tweets(request)[number - 1].id)
        self.acts[message] += 1
        await self.discord.press(message, "🔁", by=by or self.discord.bea)

    async def use_button(self, request: MessageRef, number: int, *, by: Person | None = None) -> None:
        """Have a tweet written again, by its button."""
        message = MessageRef(self.thread_of(request), self.tweets(request)[number - 1].id)
        self.acts[message] += 1
        known = self.discord.world.messages[message.id]
        buttons = [button for row in known["components"] for button in row["components"]]
        button = next(one for one in buttons if control_of(one["custom_id"]) == "regenerate")
        data = {"component_type": 2, "custom_id": button["custom_id"]}
        self.interactions.append(await self.discord.interact(message.place, by or self.discord.bea, 3, data, known))

    # ---- What they see ----

    def thread_of(self, request: MessageRef) -> Place:
        return Place(PLATFORM, GUILD, request.place.channel, request.id)

    def own(self, request: MessageRef) -> list[Seen]:
        """The bot's messages under a request: the status first."""
        return [seen for seen in map(self.discord.seen, self.discord.world.of_channel(request.id)) if seen.is_own]

    def tweets(self, request: MessageRef) -> list[Seen]:
        return [seen for seen in self.own(request) if "regenerate" in seen.controls]

    def is_done(self, request: MessageRef) -> bool:
        bot = self.discord.world.bot["id"]
        reactions = self.discord.world.messages[request.id]["_reactions"]
        return any(bot in users for emoji, users in reactions.items() if emoji.startswith(("✅", "❌")))

    async def until(self, holds: Callable[[], bool]) -> None:
        while not holds():  # noqa: ASYNC110  # whoever waits for a chat looks at it
            await asyncio.sleep(_LOOK_S)

    async def until_done(self) -> None:
        """Wait until every draft and every action has come to its end."""
        for request in self.requests:
            await self.until(lambda request=request: self.is_done(request))  # type: ignore[misc]  # bound now
        with suppress(TimeoutError):  # what is lost never comes, and is one of the faults
            async with asyncio.timeout(_LOST_AFTER_S):
                await self.until(lambda: self.versions() >= self._versions_wanted())
        await self.until(lambda: self._jobs_under_way() == 0)

    # ---- What must not be ----

    def faults(self) -> Iterator[str]:
        """A draft or tweet that is lost or doubled, a mark that was left behind, an action that was not done once."""
        for number, request in enumerate(self.requests):
            counters = [COUNTER.search(seen.text) for seen in self.tweets(request)]
            places = [match.group(1) if match else "-" for match in counters]
            if places != [str(place) for place in range(1, len(SENTENCES) + 2)]:
                yield f"draft {number} has the tweets {places}"
            beside = [seen.text for seen in self.own(request)[1:] if "regenerate" not in seen.controls]
            yield from (f"draft {number} has beside its tweets: {text!r}" for text in beside if _REMARK not in text)
            left = [mark for seen in self.own(request) for mark in seen.marks if mark == "⏳"]
            if left or "👀" in self.discord.seen(self.discord.world.messages[request.id]).marks:
                yield f"draft {number} has marks left"
        if self.versions() != self._versions_wanted():
            yield f"{self.versions()} versions of tweets in place of {self._versions_wanted()}"

    def given_again(self) -> int:
        """Tweets of threads that the model wrote more than once: those that were under way when a process died."""
        return sum(times - 1 for times in self.model.given.values())

    def versions(self) -> int:
        return int(self.look("SELECT count(*) FROM versions"))

    def look(self, question: str) -> float:
        """A number out of the store; the tables of jobs are "dbos.…" on both databases."""
        url = self.settings.get("PAPERTHREAD_DATABASE_URL")
        if url is not None:
            with psycopg.connect(url, autocommit=True) as connection:
                row = connection.execute(question.encode()).fetchone()
        else:
            folder = Path(self.settings["PAPERTHREAD_DATA_DIR"])
            with closing(sqlite3.connect(f"file:{folder}/paperthread.db?mode=ro", uri=True)) as database:
                database.execute("ATTACH ? AS dbos", [f"file:{folder}/jobs.db?mode=ro"])
                row = database.execute(question).fetchone()
        assert row is not None
        return float(row[0])

    def _versions_wanted(self) -> int:
        return len(self.requests) * (len(SENTENCES) + 1) + sum(self.acts.values())

    def _jobs_under_way(self) -> float:
        states = "('PENDING', 'ENQUEUED', 'DELAYED')"
        return self.look(
            f"SELECT (SELECT count(*) FROM dbos.workflow_status WHERE status IN {states})"
            " + (SELECT count(*) FROM jobs WHERE started_at IS NULL)"
        )


@asynccontextmanager
async def busy_lab(
    *, url: str | None = None, folder: Path | None = None, pause_s: float = 0.05
) -> AsyncIterator[BusyLab]:
    """The lab on a PostgreSQL database, or on a folder; whoever opens it begins the processes with its settings."""
    model = FakeModel(pause_s)
    async with DiscordServer() as server, ModelServer([model.reply]) as models:
        settings = {
            **({"PAPERTHREAD_DATABASE_URL": url} if url else {"PAPERTHREAD_DATA_DIR": str(folder)}),
            "PAPERTHREAD_DISCORD__TOKEN": TOKEN,
            "PAPERTHREAD_DISCORD__API_BASE": server.api_base,
            "PAPERTHREAD_DISCORD__GATEWAY": server.gateway.address,
            "PAPERTHREAD_DISCORD__CDN_BASE": server.base,
            "PAPERTHREAD_OPENAI__BASE_URL": models.base_url,
            "PAPERTHREAD_OPENAI__MODEL": "shell-1",
        }
        yield BusyLab(DiscordHarness(server), model, settings)
