"""The schemas of a model's answers, and answers read into the core's words.

The schemas are bare on purpose: objects, arrays, strings, integers, all required. Servers refuse or
ignore more (lengths, patterns, numbers of items), and what counts is checked by rule afterwards. One schema serves a
whole thread and a single tweet: a provider's prompt cache begins with the schema, and shall serve a revision too.
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.model import Evidence, Proposal, Role

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


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class QuoteAnswer(_Answer):
    page: Annotated[int, BeforeValidator(_a_page)]
    quote: str


class TweetAnswer(_Answer):
    role: Role
    text: str
    evidence: tuple[QuoteAnswer, ...] = ()
    figure: str = ""

    def proposal(self) -> Proposal:
        """The tweet as a writer's proposal; "none" and the like are no figure."""
        figure = self.figure.strip()
        return Proposal(
            self.role,
            self.text.strip(),
            tuple(Evidence(one.page, one.quote) for one in self.evidence if one.quote.strip()),
            None if figure.casefold() in ("", "none", "null", "-") else figure,
        )


class TweetsAnswer(_Answer):
    plan: tuple[str, ...] = ()
    tweets: Annotated[tuple[TweetAnswer, ...], Field(min_length=1)]


class PosterAnswer(_Answer):
    text: str


class FeedbackAnswer(_Answer):
    points: tuple[str, ...]


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
_SCHEMAS = {
    TWEETS: _object(
        plan=_array(_STRING),
        tweets=_array(
            _object(
                role=_STRING,
                text=_STRING,
                evidence=_array(_object(page={"type": "integer"}, quote=_STRING)),
                figure=_STRING,
            )
        ),
    ),
    POSTER: _object(text=_STRING),
    FEEDBACK: _object(points=_array(_STRING)),
}
