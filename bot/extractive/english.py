"""The rules of English, put together."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.extractive import antecedents, parting, roles, shortening, tidying
from bot.extractive.clauses import Kind, is_led_by_own, kind_of, main_clause
from bot.extractive.flaws import can_follow, flaw_of, is_beyond_repair
from bot.extractive.role_rules import Place
from bot.extractive.salience import overlap, stems
from bot.extractive.shortening import Form
from bot.extractive.subject import Subject
from bot.extractive.tidying import capitalized
from bot.extractive.verbs import FINITE_VERBS, has_finite_verb
from bot.extractive.voices import in_third_person
from bot.model import NOT_TEXT, Role, Voice, Zone

_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us|ourselves|I|my|mine|me)\b", re.IGNORECASE)
_SINGULAR = re.compile(r"\bI(?= [a-z])|\b(?:[Mm]y|mine|me|myself)\b")  # its verbs would have to change as well
_KNOWS_LITTLE = re.compile(r"\b[Ww]e (?:\w+ )?(?:know|understand) (?:\w+ )?little\b|\b[Ww]e lack\b")
"""Everybody's ignorance, and not yet the work."""

_CONTRAST = re.compile(r"(?:however|but|yet|unfortunately|nevertheless|despite|still|although|while)\b", re.IGNORECASE)
_TAKES_BACK = re.compile(
    r"(?:However|But|Yet|Unfortunately|Nevertheless|Nonetheless)\b(?=.{0,120}\b(?:only|actually|not|cannot|fails?"
    r"|failed|disappear\w*|vanish\w*|no longer|limited|never|wrong|misleading|artifact)\b)"
)
_POINTS_AT_CLAIM = re.compile(
    r"\w+,? (?:in this paper,? |we (?:\w+ )?(?:show|find|found|see) (?:that )?)?"
    r"(?:this|these|such|it|they|its|the (?:effects?|differences?|improvements?|gains?|results?))\b"
)
_SAME_CLAIM = 0.34
_PAST_WORK = re.compile(
    r"\b(?:previous|prior|recent|existing|past|earlier|traditional|conventional|many|most|several) (?:\w+ ){0,2}"
    r"(?:stud(?:y|ies)|work|research|literature|approaches|methods|systems|models|theor(?:y|ies)|efforts)\b"
    r"|\b(?:has|have) (?:\w+ )?been\b|\b(?:often|typically|usually|commonly|traditionally|classically|conventionally"
    r"|historically|widely|generally)\b",
    re.IGNORECASE,
)
_ANNOUNCES_LIST = re.compile(
    r"\bcontributions?\b[^.]{0,60}(?::|\b(?:are|as follows|following|below)\b)|following (?:\w+ )?contributions"
    r"|^contributions\b",
    re.IGNORECASE,
)
# "WM is supported by ...": only who knows the authors by their initials knows whom it means.
_INITIALS_FIRST = re.compile(
    r"(?:The \w+ of )?(?:(?:[A-Z]\.[ -]?){2,4}|[A-Z][a-z]?[A-Z]{1,2})"
    r"(?:,|(?: and| is| was| were| are| acknowledges?| thanks?| received| gratefully)\b)"
)
_POINTS_AT_WORK = re.compile(
    r"\b(?:this|these|those|that) (?!(?:\w+ )?(?:work|effort|research|paper|study|project|article|manuscript|material"
    r"|publication|report|thesis|investigation)\b)[a-z]+ (?!of\b)",
    re.IGNORECASE,
)
_NO_THANKS = re.compile(
    r"\bno (?:\w+ )?(?:funding|support)\b|\b[Tt]he (?:\w+ )?authors?\b"
    r"|\bauthors? (?:thank|acknowledge)|\bconflicts? of interest",
    re.IGNORECASE,
)
_STARTS_THANKS = re.compile(r"(?!(?:No|He|She|They|It)\b)[A-ZÀ-Þ][^\W\d]*(?: |’)")
_WE_BRING = re.compile(
    r"\b[Ww]e (?:\w+ )?(?:propos|introduc|present|develop|design|describ|devis|formulat|creat|construct|build|built"
    r"|explor|us|employ|adopt)\w* (?:an?|the use of|two|several) "
)
_THESE_RESULTS = re.compile(
    r"^(?:(?:Together|Taken together|Collectively|Altogether|Overall), )?[Tt]h(?:ese|e) "
    r"(?P<what>results|findings|observations|experiments|data|analyses)"
    r"(?= (?:\w+ly )?(?:suggest|show|indicate|demonstrate|imply|reveal|highlight|provide|support|confirm|point)\b)"
)
"""Where a paper speaks of its own work "these results" are the paper's, all of them."""

_INNER_RESULTS = re.compile(
    r", these (?=(?:results|findings) (?:\w+ly )?(?:suggest|show|indicate|confirm|imply|reveal)\b)"
)
_THE_FINAL = re.compile(
    r"^The (?P<which>final|resulting) (?=(?:model|system|dataset|data set|tool|package|method|algorithm|catalog(?:ue)?"
    r"|benchmark|corpus|network|software|database) (?:is|was|are|were|has|had|can|achieve[sd]?|contains?"
    r"|outperforms?)\b)"
)
_OUR_LIMITED = re.compile(
    r"^The (?P<what>analysis|study|sample|survey|evaluation|experiments?|dataset|data set|simulations?)"
    r"(?= (?:is|are|was|were|only|cannot|does|do|did|may|has|have|covers?|relies|rely)\b)"
)
_OF_THE_WORK = frozenset({Zone.ABSTRACT, Zone.RESULTS, Zone.DISCUSSION, Zone.CONCLUSION})

_TABLE_SHOWS = re.compile(
    r"^(?:Fig(?:ure|\.)|Table) \d{1,3}[a-z]? (?:\w+ly |also )?"
    r"(?:shows|indicates|demonstrates|reveals|confirms|suggests) that (?=[a-z]|[A-Z][a-z])"
)
"""What the paper's own table shows is a result of the paper's; a tweet has no table to point to."""

_SHOWS_ITS_OWN = frozenset({Zone.RESULTS, Zone.DISCUSSION, Zone.CONCLUSION, Zone.BODY})
_FOR_EXAMPLE = re.compile(r"For (?:example|instance), ")

_RESULTING = re.compile(
    r"^(?:The (?:resulting|final|above|full)|This|That) (?:[\w-]{1,30} ){0,2}[\w-]{1,30}, "
    r"(?P<name>[A-Z][\w-]{1,40}(?: [A-Z\d][\w-]{0,40}){0,2}), (?=[a-z])"
)
_STANDS_FOR_NAME = re.compile(
    r"(?P<opening>(?:For|In|On|At|With|From|Under|Across|Compared with|Compared to)\b[^,]{3,80}, )?"
    r"(?:[Ii]t|(?:[Tt]his (?:[\w-]+ ){0,4}|[Tt]he (?:(?:new|proposed|resulting|whole) )?)(?P<thing>approach|method"
    r"|model|system|framework|technique|algorithm|tool|architecture|dataset|data set|benchmark|package|library"
    r"|platform|language|network|corpus|protocol|design)) (?:also |then |thus |therefore |further )?(?P<verb>[a-z]+)\b"
)
_IMPERSONAL = re.compile(
    r"It (?:is|was|remains|seems|appears|may be|would be|turns out)\b(?! (?:the|an?|based|designed|made|built)\b)"
)
_LEAD_WORDS = 9
_ABBREVIATED = re.compile(r"\bUS\b|\bI(?=[- ]?\d)")


@dataclass(frozen=True, slots=True)
class English:
    """A `Language`, for one paper."""

    subject: Subject

    def turns(self, text: str) -> bool:
        if text.startswith(("Warning", "Content warning")) or _KNOWS_LITTLE.search(text):
            return False
        return self.subject.own.search(text) is not None or self._tells_what_was_done(text)

    def turns_silently(self, text: str) -> bool:
        return _PAST_WORK.search(text) is None and kind_of(main_clause(text), self.subject) is not None

    def tells_finding(self, text: str) -> bool:
        return kind_of(main_clause(capitalized(tidying.tidied(text))), self.subject) is Kind.FOUND

    def contrasts(self, text: str) -> bool:
        return _CONTRAST.match(text) is not None

    def takes_back(self, text: str, before: str, /) -> bool:
        if _TAKES_BACK.match(text) is None:
            return False
        return _POINTS_AT_CLAIM.match(text) is not None or overlap(stems(text), stems(before)) > _SAME_CLAIM

    def cites(self, text: str) -> bool:
        return tidying.holds_citation(text)

    def announces_list(self, text: str) -> bool:
        return _ANNOUNCES_LIST.search(text) is not None

    def parts_of(self, text: str) -> tuple[str, ...]:
        return parting.parts_of(text)

    def tidied(self, text: str) -> str | None:
        text = self._without_example(text)
        text = tidying.without_list_marks(tidying.without_unresolved_citations(text))
        if tidying.leans_on_a_citation(text) or is_beyond_repair(text):
            return None
        return _RESULTING.sub(r"\g<name> ", capitalized(tidying.tidied(text)))

    def _without_example(self, text: str) -> str:
        """Without "For example," before what the work itself did: true without it."""
        match = _FOR_EXAMPLE.match(text)
        rest = "" if match is None else text[match.end() :]
        return capitalized(rest) if rest and is_led_by_own(rest, main_clause(rest), self.subject) else text

    def owned(self, text: str, place: Place, voice: Voice, /) -> str:
        if place.zone is Zone.LIMITATIONS:
            return _OUR_LIMITED.sub(r"Our \g<what>", text)
        shows = _TABLE_SHOWS.match(text) if place.zone in _SHOWS_ITS_OWN else None
        if shows is not None and self._is_on_title(text[shows.end() :]):
            text = f"Our results show that {text[shows.end() :]}"
        if place.is_background or place.zone not in _OF_THE_WORK:
            return text
        if place.zone is Zone.ABSTRACT and voice is not Voice.CURATOR:
            text = antecedents.with_our_at_start(text)
        text = _INNER_RESULTS.sub(", our ", _THE_FINAL.sub(r"Our \g<which> ", text))
        return _THESE_RESULTS.sub(r"The \g<what>" if voice is Voice.CURATOR else r"Our \g<what>", text)

    def _is_on_title(self, text: str) -> bool:
        """Whether the clause is about what the title names, and not about a rival alone."""
        clause = main_clause(text)
        return clause is not None and bool(stems(clause.subject) & self.subject.title_stems)

    def may_serve(self, text: str, zone: Zone, /) -> bool:
        return _TABLE_SHOWS.match(text) is not None or roles.may_serve(text, zone, self.subject)

    def role_scores(self, text: str, place: Place) -> dict[Role, float]:
        return roles.role_scores(text, place, self.subject)

    def best_form(self, text: str, *, limit_chars: int, stands: Callable[[str], bool]) -> Form | None:
        return shortening.best_form(text, limit_chars=limit_chars, stands=stands)

    def stands(self, text: str, zone: Zone, voice: Voice, /, *, lenient: bool) -> bool:
        if voice is Voice.CURATOR and _SINGULAR.search(text):
            return False
        if lenient:
            is_sentence = text.endswith(".") and _STARTS_THANKS.match(text) is not None and has_finite_verb(text)
            is_sentence = is_sentence and not _POINTS_AT_WORK.search(text) and not _NO_THANKS.search(text)
            return is_sentence and NOT_TEXT not in text and "@" not in text and not _INITIALS_FIRST.match(text)
        return flaw_of(text, zone, self.subject) is None

    def follows(self, text: str, before: str, zone: Zone, voice: Voice, /) -> bool:
        if voice is Voice.CURATOR and _SINGULAR.search(text):
            return False
        return can_follow(text, before, zone, self.subject)

    def _tells_what_was_done(self, text: str) -> bool:
        clause = main_clause(text)
        if clause is None or clause.verb not in ("was", "were") or _PAST_WORK.search(text):
            return False
        return kind_of(clause, self.subject) in (Kind.DONE, Kind.BRINGS)

    def speaks_of(self, text: str, /) -> str | None:
        names = self.subject.introduced(text)
        if not names:
            clause = main_clause(text)
            names = frozenset() if clause is None else self.subject.own_names & {clause.subject}
        if len(names) == 1:
            return next(iter(names))
        return "Our" if _WE_BRING.search(text) else None

    def with_name(self, text: str, name: str, /) -> str | None:
        match = _STANDS_FOR_NAME.match(text)
        if match is None or _IMPERSONAL.match(text):
            return None
        if match["verb"] not in FINITE_VERBS and not match["verb"].endswith("s"):
            return None
        if name == "Our":
            thing = match["thing"]
            if thing is None:
                return None
            name = f"{'our' if match['opening'] else 'Our'} {thing}"
        return f"{match['opening'] or ''}{name} {text[match.start('verb') :]}"

    def things_brought(self, text: str, /) -> frozenset[str]:
        return antecedents.things_brought(text)

    def with_our(self, text: str, things: frozenset[str], before: str | None, /) -> str | None:
        return antecedents.with_our(text, things, thing_before=before)

    def only_introduces(self, text: str, /) -> bool:
        return len(text.split()) <= _LEAD_WORDS and bool(self.subject.introduced(text))

    def voiced(self, text: str, voice: Voice, /) -> str:
        return in_third_person(text) if voice is Voice.CURATOR and is_first_person(text) else text

    def columns(self, text: str) -> int:
        return len(text)


def is_first_person(text: str) -> bool:
    """Whether the authors speak: "we", "our", "us"; not "US"."""
    return _FIRST_PERSON.search(_ABBREVIATED.sub("", text)) is not None
