"""What the writer asks of a language, and which one a paper is in."""

from collections.abc import Callable
from typing import Protocol

from bot.extractive.role_rules import Place
from bot.extractive.shortening import Form
from bot.model import Role, Voice, Zone


class Language(Protocol):
    """The rules of one language."""

    def turns(self, text: str) -> bool:
        """Whether an abstract speaks of the paper's own work from this sentence on."""
        ...

    def turns_silently(self, text: str) -> bool:
        """Whether it does so from here on though it never says "we"."""
        ...

    def tells_finding(self, text: str) -> bool:
        """Whether its main clause says what was found."""
        ...

    def contrasts(self, text: str) -> bool:
        """Whether the sentence begins with a "However"."""
        ...

    def takes_back(self, text: str, before: str, /) -> bool:
        """Whether the sentence limits or denies what the sentence `before` it claims."""
        ...

    def cites(self, text: str) -> bool:
        """Whether the sentence gives somebody else as its source."""
        ...

    def announces_list(self, text: str) -> bool:
        """Whether the paper's contributions are listed after this sentence."""
        ...

    def parts_of(self, text: str) -> tuple[str, ...]:
        """The claims of a long sentence, each a sentence of its own; none if it makes one."""
        ...

    def tidied(self, text: str) -> str | None:
        """The sentence without citations and linking words; None if a citation is a part of it."""
        ...

    def owned(self, text: str, place: Place, voice: Voice, /) -> str:
        """The sentence with "our results" for "these results" where they are the paper's."""
        ...

    def voiced(self, text: str, voice: Voice, /) -> str:
        """The sentence as a curator would say it, where one speaks."""
        ...

    def may_serve(self, text: str, zone: Zone, /) -> bool:
        """Whether any role could want the sentence, as far as can be told at once."""
        ...

    def role_scores(self, text: str, place: Place) -> dict[Role, float]: ...

    def best_form(self, text: str, *, limit_chars: int, stands: Callable[[str], bool]) -> Form | None:
        """The cheapest form within the limit that `stands`."""
        ...

    def stands(self, text: str, zone: Zone, voice: Voice, /, *, lenient: bool) -> bool:
        """Whether `text` can be a tweet of its own; `lenient` for thanks, which are no prose."""
        ...

    def follows(self, text: str, before: str, zone: Zone, voice: Voice, /) -> bool:
        """Whether `text` can stand behind the sentence `before`."""
        ...

    def speaks_of(self, text: str, /) -> str | None:
        """The one name of the paper's own that the sentence is about, so that an "it" behind it means that."""
        ...

    def with_name(self, text: str, name: str, /) -> str | None:
        """The sentence with `name` in the place of the "it" or "this system" that it starts with; None without one."""
        ...

    def things_brought(self, text: str, /) -> frozenset[str]:
        """The things that the sentence says the paper brings, as it may speak of them afterwards: "model"."""
        ...

    def with_our(self, text: str, things: frozenset[str], before: str | None, /) -> str | None:
        """The sentence with "our model" for "this model" and for its first "it"; None if it has neither.

        `before` is the one thing that the sentence right before it brings.
        """
        ...

    def only_introduces(self, text: str, /) -> bool:
        """Whether the sentence names the paper's own thing and says nothing else of it."""
        ...

    def columns(self, text: str) -> int:
        """How wide `text` is; a Chinese character counts two."""
        ...
