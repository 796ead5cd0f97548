"""The rules of English, put together."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.extractive import roles, shortening, tidying
from bot.extractive.flaws import can_follow, flaw_of, is_beyond_repair
from bot.extractive.role_rules import Place
from bot.extractive.shortening import Form
from bot.extractive.subject import Subject
from bot.model import NOT_TEXT, Role, Voice, Zone

_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us|ourselves|I|my|mine|me)\b", re.IGNORECASE)
_CONTRAST = re.compile(r"(?:however|but|yet|unfortunately|nevertheless|despite|still|although|while)\b", re.IGNORECASE)
_ANNOUNCES_LIST = re.compile(
    r"\bcontributions?\b[^.]{0,60}(?::|\b(?:are|as follows|following|below)\b)|following (?:\w+ )?contributions"
    r"|^contributions\b",
    re.IGNORECASE,
)
# "WM is supported by ...": only who knows the authors by their initials knows whom it means.
_INITIALS_FIRST = re.compile(
    r"(?:(?:[A-Z]\.[ -]?){2,4}|[A-Z]{2,3})"
    r"(?:,| and| is| was| were| are| acknowledges?| thanks?| received| gratefully)\b"
)
_ABBREVIATED = re.compile(r"\bUS\b|\bI(?=[- ]?\d)")


@dataclass(frozen=True, slots=True)
class English:
    """A `Language`, for one paper."""

    subject: Subject

    def turns(self, text: str) -> bool:
        return self.subject.own.search(text) is not None

    def contrasts(self, text: str) -> bool:
        return _CONTRAST.match(text) is not None

    def announces_list(self, text: str) -> bool:
        return _ANNOUNCES_LIST.search(text) is not None

    def tidied(self, text: str) -> str | None:
        text = tidying.without_unresolved_citations(text)
        if tidying.leans_on_a_citation(text) or is_beyond_repair(text):
            return None
        return tidying.capitalized(tidying.tidied(text))

    def role_scores(self, text: str, place: Place) -> dict[Role, float]:
        return roles.role_scores(text, place, self.subject)

    def best_form(self, text: str, *, limit_chars: int, stands: Callable[[str], bool]) -> Form | None:
        return shortening.best_form(text, limit_chars=limit_chars, stands=stands)

    def stands(self, text: str, zone: Zone, voice: Voice, /, *, lenient: bool) -> bool:
        if voice is Voice.CURATOR and is_first_person(text):
            return False
        if lenient:
            is_sentence = text.endswith(".") and text[:1].isupper()
            return is_sentence and NOT_TEXT not in text and "@" not in text and not _INITIALS_FIRST.match(text)
        return flaw_of(text, zone, self.subject) is None

    def follows(self, text: str, zone: Zone, voice: Voice, /) -> bool:
        if voice is Voice.CURATOR and is_first_person(text):
            return False
        return can_follow(flaw_of(text, zone, self.subject))

    def columns(self, text: str) -> int:
        return len(text)


def is_first_person(text: str) -> bool:
    """Whether the authors speak: "we", "our", "us"; not "US"."""
    return _FIRST_PERSON.search(_ABBREVIATED.sub("", text)) is not None
