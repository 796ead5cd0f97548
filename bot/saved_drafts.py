"""A draft's JSON as `paperthread draft` wrote it, read again to be worked on, and written again with its versions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.brief_words import usual_tweets
from bot.checks.folding import fold
from bot.errors import DraftError
from bot.exports import (
    DRAFT_SCHEMA,
    brief_as_json,
    calls_as_json,
    finding_as_json,
    prompts_as_json,
    spent_as_json,
    tweet_as_json,
)
from bot.model import (
    Brief,
    Draft,
    Evidence,
    Finding,
    Level,
    Paper,
    Role,
    TaggedTweets,
    Tweet,
    TweetFigure,
    Voice,
    WriterName,
)
from bot.revising.manuscript import Manuscript, first_version
from bot.versions import PERSON, Version, Why
from bot.wording import counted, versioned

MOST_BYTES = 10_000_000
"""A draft with a hundred versions of each tweet has less."""


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft as it was saved.

    Attributes:
        name: What sentences about it call it.
        value: The whole JSON, also what this program knows nothing of.
    """

    name: str
    value: Mapping[str, Any]
    _file: "_DraftFile"

    @property
    def paper_name(self) -> str | None:
        """The file, or the arXiv id with its version, that the draft was made from; None if it does not say."""
        paper = self._file.paper
        if paper.name is None and paper.arxiv_id is not None:
            return self.arxiv_name
        return paper.name

    @property
    def arxiv_name(self) -> str | None:
        """The very version of the paper, as arXiv names it; None if it is not known."""
        paper = self._file.paper
        return None if paper.arxiv_id is None else versioned(paper.arxiv_id, paper.arxiv_version)

    def on(self, paper: Paper) -> Manuscript:
        """The draft with the paper that it is about, and with its versions.

        Raises:
            DraftError: It was made from another file.
        """
        self._hold_to(paper)
        return self._manuscript(paper)

    def history(self, number: int) -> tuple[Version, ...]:
        """The versions of a tweet, without their figures, which only the paper has.

        Raises:
            NoSuchTweet: The draft has none of that number.
        """
        return self._manuscript(Paper(self.name, self._file.paper.title, (), "", ())).history(number)

    def with_versions_of(self, manuscript: Manuscript) -> dict[str, Any]:
        """The JSON of the draft as it is now. What was not changed stays as it was written, keys of others included."""
        before = self._manuscript(manuscript.draft.paper)
        raw_tweets: list[dict[str, Any]] = self.value["tweets"]
        unchanged = dict(zip(zip(before.draft.tweets, before.versions, strict=True), raw_tweets, strict=True))
        begun = {history[0]: raw for history, raw in zip(before.versions, raw_tweets, strict=True)}
        known = {
            version: raw
            for history, tweet in zip(before.versions, raw_tweets, strict=True)
            for version, raw in zip(history, tweet.get("versions") or (), strict=False)
        }
        tweets = []
        for tweet, history in zip(manuscript.draft.tweets, manuscript.versions, strict=True):
            if (tweet, history) in unchanged:
                tweets.append(unchanged[tweet, history])
            else:
                versions = [known.get(version) or _version(version) for version in history]
                tweets.append({**begun.get(history[0], {}), **tweet_as_json(tweet), "versions": versions})
        changed: dict[str, Any] = {"tweets": tweets}
        if manuscript.draft.findings != before.draft.findings:
            changed["findings"] = [finding_as_json(finding) for finding in manuscript.draft.findings]
        if manuscript.draft.brief != before.draft.brief:
            changed["brief"] = {**self.value.get("brief", {}), **brief_as_json(manuscript.draft.brief)}
        return {**self.value, **changed}

    def _manuscript(self, paper: Paper) -> Manuscript:
        file = self._file
        writer = file.writer.writer()
        tweets = tuple(tweet.tweet(paper) for tweet in file.tweets)
        versions = tuple(
            _history(tweet, saved.history(paper), writer) for tweet, saved in zip(tweets, file.tweets, strict=True)
        )
        draft = Draft(paper, file.brief.brief(), writer, tweets, tuple(one.finding() for one in file.findings))
        return Manuscript(draft, versions, frozenset(saved.number for saved in file.tweets if saved.is_approved))

    def _hold_to(self, paper: Paper) -> None:
        made_from = self._file.paper
        if made_from.sha256 and made_from.sha256 == paper.sha256:
            return
        if made_from.arxiv_id is not None and paper.arxiv_version is not None:
            # arXiv makes a PDF anew now and then; the version is what counts there.
            if (made_from.arxiv_id, made_from.arxiv_version) == (paper.arxiv_id, paper.arxiv_version):
                return
        elif not made_from.sha256 and (fold(made_from.title), made_from.pages) == (fold(paper.title), len(paper.pages)):
            return
        about = f" (“{made_from.title}”, {counted(made_from.pages, 'page')})" if made_from.title else ""
        problem = f"it was made from another file than {paper.name}{about}. Give that file with --paper, or draft anew."
        raise DraftError(self.name, problem)


def read_saved(data: bytes, *, name: str) -> SavedDraft:
    """Read a draft's JSON.

    Args:
        name: What sentences about it call it.

    Raises:
        DraftError: It is none, is damaged, or has a schema that this program does not know.
    """
    if len(data) > MOST_BYTES:
        raise DraftError(name, f"it has {len(data):,} bytes, and no draft has more than {MOST_BYTES:,}.")
    value = _value(data, name)
    if not isinstance(value, dict) or not isinstance(value.get("tweets"), list) or not value["tweets"]:
        raise DraftError(name, f"it is JSON, but there is no tweet in it. {_WHAT_TO_GIVE}")
    schema = value.get("schema")
    if schema != DRAFT_SCHEMA:
        problem = f"its schema is {json.dumps(schema)}, and this paperthread knows {DRAFT_SCHEMA}."
        raise DraftError(name, f"{problem} Use the release that wrote it, or draft anew.")
    try:
        file = _DraftFile.model_validate(value)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in fault["loc"])
        raise DraftError(name, f"it is damaged at {place}: {fault['msg']}. {_WHAT_TO_GIVE}") from None
    if [tweet.number for tweet in file.tweets] != list(range(1, len(file.tweets) + 1)):
        raise DraftError(name, f"its tweets are not numbered 1 to {len(file.tweets)}. {_WHAT_TO_GIVE}")
    return SavedDraft(name, value, file)


_WHAT_TO_GIVE = "Give draft.json of `paperthread draft --out`, or what `--format json` printed for one paper."


def _value(data: bytes, name: str) -> object:
    try:
        value: object = json.loads(data)
    except RecursionError:
        raise DraftError(name, f"it is no draft. {_WHAT_TO_GIVE}") from None
    except ValueError as error:
        if "Extra data" in str(error):
            raise DraftError(name, "it holds more than one draft. Give one line of it alone, as a file.") from None
        raise DraftError(name, f"it is no JSON, or was cut off. {_WHAT_TO_GIVE}") from None
    return value


def _history(tweet: Tweet, saved: tuple[Version, ...], writer: WriterName) -> tuple[Version, ...]:
    """The versions of a tweet; a text that somebody wrote into the file is one more."""
    if not saved:
        return (first_version(tweet, writer),)
    if saved[-1].tweet.text == tweet.text:
        return saved
    return (*saved, Version(len(saved) + 1, Why.EDITED, tweet, PERSON))


def _version(version: Version) -> dict[str, Any]:
    state = tweet_as_json(version.tweet)
    return {
        "version": version.number,
        "why": version.why.value,
        "writer": {"name": version.writer.name, "model": version.writer.model},
        "asked_by": version.asked_by,
        "wish": version.wish,
        "back_to": version.back_to,
        **state,
        **spent_as_json(version.calls),
        "prompts": prompts_as_json(version.calls),
        "requests": calls_as_json(version.calls),
    }


# ---- The form of the file ----


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _EvidencePart(_Part):
    page: Annotated[int, Field(ge=1)]
    quote: str


class _FindingPart(_Part):
    rule: str
    level: Level
    words: str
    detail: str

    def finding(self) -> Finding:
        return Finding(self.rule, self.level, self.words, self.detail)


class _FigurePart(_Part):
    label: str
    alt: str
    image: str | None = None


class _WriterPart(_Part):
    name: str
    model: str | None = None

    def writer(self) -> WriterName:
        return WriterName(self.name, self.model)


class _StatePart(_Part):
    """What a tweet and a version of it have in common."""

    number: Annotated[int, Field(ge=1)]
    role: Role
    text: str
    weighted_length: int
    evidence: tuple[_EvidencePart, ...] = ()
    figure: _FigurePart | None = None
    findings: tuple[_FindingPart, ...] = ()

    def tweet(self, paper: Paper) -> Tweet:
        return Tweet(
            self.number,
            self.role,
            self.text,
            self.weighted_length,
            tuple(Evidence(one.page, one.quote) for one in self.evidence),
            self._figure(paper),
            tuple(one.finding() for one in self.findings),
        )

    def _figure(self, paper: Paper) -> TweetFigure | None:
        label = None if self.figure is None else self.figure.label
        figure = next((one for one in paper.figures if one.label == label), None)
        return (
            None if self.figure is None or figure is None else TweetFigure(figure, self.figure.alt, self.figure.image)
        )


class _VersionPart(_StatePart):
    version: Annotated[int, Field(ge=1)]
    why: Why
    writer: _WriterPart
    asked_by: str | None = None
    wish: str | None = None
    back_to: int | None = None


class _TweetPart(_StatePart):
    is_approved: bool = False
    versions: tuple[_VersionPart, ...] = ()

    def history(self, paper: Paper) -> tuple[Version, ...]:
        return tuple(
            Version(one.version, one.why, one.tweet(paper), one.writer.writer(), one.asked_by, one.wish, one.back_to)
            for one in self.versions
        )


class _BriefPart(_Part):
    voice: Voice = Voice.AUTHOR
    venue: str | None = None
    code: str | None = None
    tags: tuple[str, ...] = ()
    handles: dict[str, str] = Field(default_factory=dict)
    wish: str | None = None
    min_tweets: int | None = None
    max_tweets: int | None = None
    tagged: TaggedTweets = TaggedTweets.EVERY

    def brief(self) -> Brief:
        fewest, most = usual_tweets(self.voice)
        return Brief(
            self.voice,
            self.venue,
            self.code,
            self.tags,
            self.handles,
            self.wish,
            min_tweets=fewest if self.min_tweets is None else self.min_tweets,
            max_tweets=most if self.max_tweets is None else self.max_tweets,
            tagged=self.tagged,
        )


class _PaperPart(_Part):
    title: str = ""
    arxiv_id: str | None = None
    arxiv_version: int | None = None
    pages: int = 0
    name: str | None = None
    sha256: str | None = None


class _DraftFile(_Part):
    paper: _PaperPart
    brief: _BriefPart = _BriefPart()
    writer: _WriterPart
    tweets: tuple[_TweetPart, ...]
    findings: tuple[_FindingPart, ...] = ()
