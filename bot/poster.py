"""What a post that invites people to a poster is made of."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model import Evidence, Finding


class FactKind(StrEnum):
    """What a locked fact says, in the words of a sentence."""

    DATE = "date"
    TIME = "time"
    ROOM = "room"
    TITLE = "title"
    AUTHOR = "author"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that may not change, in the characters that it was given in."""

    kind: FactKind
    text: str


@dataclass(frozen=True, slots=True)
class PosterRequest:
    """What a writer is asked for.

    Attributes:
        facts: Date, time, place, title, authors and addresses, none of which may change.
        venue: "NeurIPS 2023", or None.
        draft: The person's own text, or "".
        wish: Anything else, in words.
        last: The writer's last answer, if the rules found fault with it; it is to be mended.
        findings: What they found; `detail` says what is wrong and what to do.
    """

    facts: tuple[Fact, ...]
    venue: str | None = None
    draft: str = ""
    wish: str | None = None
    last: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Invitation:
    """A post that invites people to a poster, and what its claims about the paper rest on."""

    text: str
    evidence: tuple[Evidence, ...] = ()
