"""The schemas of a model's answers, and answers read into the core's words.

The schemas are bare on purpose: objects, arrays, strings, integers, all required. Servers refuse or
ignore more (lengths, patterns, numbers of items), and what counts is checked by rule afterwards. One schema serves a
whole thread and a single tweet: a provider's prompt cache begins with the schema, and shall serve a revision too.
"""

import json
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from bot.errors import AnswerUnusable
from bot.model import Evidence, Proposal, Role
from bot.poster import Invitation
from bot.prompting.streaming import TweetScanner

TWEETS = "tweets"
POSTER = "poster"
FEEDBACK = "feedback"

MOST_POINTS = 3
"""So many points of feedback are shown; a list that is longer is read by nobody."""


def _a_page(value: object) -> object:
    """Models write pages as "4" or "p. 4" where they are asked for a number."""
    if isinstance(value, str):
        digits = "".join(char for char in value if char.isascii() and char.isdigit())
        return int(digits) if 0 < len(digits) <= 6 else value
    return value


def _a_label(value: object) -> object:
    return "" if value is None else value


def _a_role(value: object) -> object:
    return (role_of(value) or value) if isinstance(value, str) else value


def role_of(name: str) -> Role | None:
    """The role that a model means: "Results" and "prior work" too; None where it is none of ours."""
    folded = name.strip().casefold().replace(" ", "_").replace("-", "_")
    return next((role for role in Role if folded in (role.value, f"{role.value}s")), None)


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


_Form = TypeVar("_Form", bound=_Answer)


class QuoteAnswer(_Answer):
    page: Annotated[int, BeforeValidator(_a_page)]
    quote: str


class TweetAnswer(_Answer):
    role: Annotated[Role, BeforeValidator(_a_role)]
    text: str
    evidence: tuple[QuoteAnswer, ...] = ()
    figure: Annotated[str, BeforeValidator(_a_label)] = ""

    def proposal(self) -> Proposal:
        """The tweet as a writer's proposal; "none" and the like are no figure."""
        figure = self.figure.strip()
        return Proposal(
            self.role,
            self.text.strip(),
            _evidence(self.evidence),
            None if figure.casefold() in ("", "none", "null", "-") else figure,
        )


class PosterAnswer(_Answer):
    text: str
    evidence: tuple[QuoteAnswer, ...] = ()


class FeedbackAnswer(_Answer):
    points: tuple[str, ...]


def read_tweet(text: str) -> Proposal:
    """The tweet in one object of an answer.

    Raises:
        AnswerUnusable: It is not in the form that was asked for.
    """
    return _read(TweetAnswer, text).proposal()


def read_poster(text: str) -> Invitation:
    """The post in a model's answer.

    Raises:
        AnswerUnusable: There is none in it.
    """
    answer = _whole(PosterAnswer, text)
    if not answer.text.strip():
        raise AnswerUnusable("there is no post in it")
    return Invitation(answer.text.strip(), _evidence(answer.evidence))


def read_feedback(text: str) -> tuple[str, ...]:
    """The points in a model's answer, each on one line; no more than anybody reads.

    Raises:
        AnswerUnusable: It is not in the form that was asked for.
    """
    points = (" ".join(point.split()) for point in _whole(FeedbackAnswer, text).points)
    return tuple(point for point in points if point)[:MOST_POINTS]


def _evidence(quotes: Sequence[QuoteAnswer]) -> tuple[Evidence, ...]:
    return tuple(Evidence(one.page, one.quote) for one in quotes if one.quote.strip())


def _whole(kind: type[_Form], text: str) -> _Form:
    """The one object of an answer; what stands around it (a fence, a word before) is passed over."""
    scanner = TweetScanner()
    scanner.feed(text)
    if scanner.whole is None:
        raise AnswerUnusable("it is no JSON, or its JSON has no end")
    return _read(kind, scanner.whole)


def _read(kind: type[_Form], text: str) -> _Form:
    try:
        return kind.model_validate(json.loads(text, strict=False))  # models leave line ends in strings as they are
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, problem["loc"])) or "the whole"
        raise AnswerUnusable(f"it is not in the form that was asked for ({place}: {problem['msg']})") from error
    except (ValueError, RecursionError) as error:
        raise AnswerUnusable("its JSON is broken") from error


def schema(answer: str) -> dict[str, Any]:
    """The JSON schema of an answer, as it is sent to a model server."""
    return _SCHEMAS[answer]


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_STRING = {"type": "string"}
_QUOTE = _object(page={"type": "integer"}, quote=_STRING)
_SCHEMAS = {
    TWEETS: _object(
        plan=_array(_STRING),
        tweets=_array(
            _object(
                role=_STRING,
                text=_STRING,
                evidence=_array(_QUOTE),
                figure=_STRING,
            )
        ),
    ),
    POSTER: _object(text=_STRING, evidence=_array(_QUOTE)),
    FEEDBACK: _object(points=_array(_STRING)),
}
