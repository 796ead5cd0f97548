"""The numbers of a tweet against its own evidence: each must be there, in the same unit, with its range and bound."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose

from bot.checks.number_bounds import calls_a_spread, is_behind_plus_or_minus, is_called_a_bound, is_surely_bound
from bot.checks.number_excuses import (
    is_computed_beside,
    is_half_by_the_median,
    is_said_otherwise,
    is_span_of_years,
    unknown_codes,
)
from bot.checks.number_headings import (
    has_unit_in_a_heading,
    is_said_beside,
    may_be_in_its_unit,
    with_percentages_of_rows,
)
from bot.checks.number_hints import explain, listed_numbers
from bot.checks.number_likeness import MAX_UNSAID_ROUNDING, Likeness, is_same, likeness, may_be_year
from bot.checks.number_nearby import MAX_COUNT, is_beside_a_quote, is_near_a_quote, is_on_a_page_at_hand
from bot.checks.number_nouns import (
    Counted,
    counted_instead,
    counts_otherwise,
    counts_the_same,
    is_nowhere,
    is_unquoted,
    names_behind,
    thing_counted,
)
from bot.checks.number_ranges import with_unit_before
from bot.checks.number_reading import read_numbers
from bot.checks.number_signs import (
    has_a_minus_of_its_own,
    has_lost_its_minus,
    has_such_a_whole,
    turned_range,
    whole_too_small,
)
from bot.checks.paper_index import PaperIndex
from bot.checks.table_evidence import cells_quoted, numbers_of
from bot.checks.units import FRACTION, PERCENT, PLAIN, counted
from bot.checks.written_number import Bound, Number, RangeEnd
from bot.model import Evidence, Finding, Level, Role

NUMBER, UNIT, RANGE = "number", "unit", "range"

MAX_SMALL = 3
"""A spelled number up to this, of nothing in particular ("two simple ideas"), is counting, not a result."""

_MADE_OF_FACTS = (Role.ANNOUNCEMENT, Role.CODE)
_OWN_COUNT = re.compile(
    r"[\s-](?:\w+\s)?(?P<noun>takeaways?|reasons?|ways?|things?|points?|findings?|lessons?|questions?|ideas?|steps?"
    r"|parts?|facts?|notes?)\b"
)
_NAMES_AN_UPPER_END = re.compile(
    r"\b(?:max(?:im\w+)?|largest|highest|biggest|longest|peak\w*)\b|\bto\s$", re.IGNORECASE
)
_NAMES_A_LOWER_END = re.compile(r"\b(?:min(?:im\w+)?|smallest|lowest|shortest)\b|\bfrom\s$", re.IGNORECASE)
_BEHIND_A_TIME = re.compile(r"\bafter\s$", re.IGNORECASE)
_BEFORE_A_TIME = re.compile(r"\b(?:before|prior\sto)\s$", re.IGNORECASE)
_OF_A_WHOLE = re.compile(r"\s(?:in|out\sof|of)\s(?:every\s)?(?:\d|[a-z]+\b)")
"""Behind "one" that is a share: of "nearly one in five" it is the share that is nearly reached."""

_EXACTLY = re.compile(r"\b(?:exactly|precisely)\s$", re.IGNORECASE)
_CHARS_BEFORE = 40
_WORDS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Source:
    """A number that a claim may rest on, with the text it stands in; a fact needs no unit or noun to agree."""

    number: Number
    text: str
    is_fact: bool = False

    @property
    def as_counted(self) -> Counted:
        return Counted(self.number, self.text)


def check(
    prose: str, *, role: Role, evidence: Sequence[Evidence], index: PaperIndex, facts: Sequence[str]
) -> list[Finding]:
    """What is wrong with the numbers of a tweet.

    Args:
        prose: The tweet's words; links, tags, names and a counter in it are passed over.
        role: What the tweet is for.
        evidence: Aligned, in the page's own words; what is a table's words stands for its cells.
        index: The paper, asked where else a number stands.
        facts: The title and what the brief says: their numbers need no quote.

    Returns:
        Findings of the rules "number", "unit" and "range", in the order of the words.
    """
    written = read_numbers(prose)
    claims = with_unit_before([number for number in written if not number.is_weak], prose)
    sources = [source for item in evidence for source in _sources(item, index)]
    sources += [_Source(number, fact, is_fact=True) for fact in facts for number in read_numbers(fact)]
    tweet = _Tweet(prose, role, claims, sources, evidence, index)
    findings: dict[tuple[str, str], Finding] = {}
    for claim in claims:
        if finding := tweet.judge(claim):
            findings.setdefault((finding.rule, finding.words), finding)
    for number in written:  # "at most one" asks for no evidence, but may not turn the evidence round
        if number.is_weak and (finding := tweet.judge_weak(number)):
            findings.setdefault((finding.rule, finding.words), finding)
    for code in unknown_codes(prose, written, facts, index):
        findings[NUMBER, code] = Finding(NUMBER, Level.FLAG, code, f"{code} is not in the paper.")
    return list(findings.values())


def _sources(item: Evidence, index: PaperIndex) -> Iterator[_Source]:
    """The numbers of a quote; where it is a table's, those of the cells, in the unit of their head."""
    cells = [(cell, number) for cell in cells_quoted(item, index.paper) for number in numbers_of(cell)]
    with_unit = {number.bare for _, number in cells if number.has_unit}
    for number in with_percentages_of_rows(read_numbers(item.quote), item, index):
        if number.has_unit or number.bare not in with_unit:
            yield _Source(number, item.quote)
    for cell, number in cells:
        yield _Source(number, cell.text)


@dataclass(frozen=True, slots=True)
class _Tweet:
    """One tweet's numbers and all they may rest on."""

    prose: str
    role: Role
    claims: Sequence[Number]
    sources: Sequence[_Source]
    evidence: Sequence[Evidence]
    index: PaperIndex

    @property
    def quotes(self) -> list[str]:
        return [item.quote for item in self.evidence]

    def judge(self, claim: Number) -> Finding | None:
        """The finding about one number, or None."""
        alike = [(self._likeness(claim, source), source) for source in self.sources]
        best = max((degree for degree, _ in alike), default=Likeness.NONE)
        carriers = [source for degree, source in alike if degree == best]
        match best:
            case Likeness.SAME:
                return self._judge_carried(claim, carriers)
            case Likeness.ROUNDED if self._counts_the_same(claim, carriers):
                exact = listed_numbers([carrier.number for carrier in carriers])
                return _advice(NUMBER, claim, f"is rounded without saying so; {exact}")
            case Likeness.BARE | Likeness.OTHER_UNIT:
                if is_span_of_years(claim, self.quotes):
                    return None
                return self._judge_unit(claim, carriers)
        if is_said_otherwise(claim, self.prose, self.quotes, self.index):
            return None
        return self._judge_missing(claim)

    def judge_weak(self, number: Number) -> Finding | None:
        """The finding about a number that asks for no evidence: that it turns the bound of one round."""
        if _OF_A_WHOLE.match(self.prose, number.end):
            return None
        carriers = [source for source in self.sources if likeness(number, source.number) == Likeness.SAME]
        return _judge_turned_bound(number, carriers)

    def _likeness(self, claim: Number, source: _Source) -> Likeness:
        number = source.number
        if number.is_weak and number.is_spelled and claim.dimension not in (PLAIN, number.dimension):
            return Likeness.NONE  # "pairs" are two of something, and neither 2 % nor twice
        degree = likeness(claim, number)
        if source.is_fact and degree == Likeness.BARE:
            return Likeness.SAME
        return degree

    def _counts_the_same(self, claim: Number, carriers: Sequence[_Source]) -> bool:
        return any(counts_the_same(claim, self.prose, carrier.as_counted) for carrier in carriers)

    def _judge_carried(self, claim: Number, carriers: Sequence[_Source]) -> Finding | None:
        if any(carrier.is_fact for carrier in carriers):
            return None
        own = [carrier.as_counted for carrier in carriers]
        if not may_be_in_its_unit(claim, own, [source.as_counted for source in self.sources]):
            return _flag(UNIT, claim, f"has another unit: the quotes have “{_phrase(carriers[0])}”")
        if not self._counts_the_same(claim, carriers):
            return _flag(UNIT, claim, f"counts something else: the quotes have “{_phrase(carriers[0])}”")
        if finding := self._judge_counted(claim, carriers):
            return finding
        if finding := self._judge_sign(claim, carriers) or _judge_turned_bound(claim, carriers):
            return finding
        if finding := self._judge_turned_range(claim, carriers):
            return finding
        ends = [carrier.number.range_end for carrier in carriers]
        if (end := ends[0]) and all(ends) and not any(self._may_stand_alone(claim, end) for end in ends if end):
            hint = "up to" if end.is_upper else "at least"
            return _flag(RANGE, claim, f"is one end of {end.text}; give both ends, or say {hint}")
        is_spread = all(is_behind_plus_or_minus(carrier.text, carrier.number) for carrier in carriers)
        if is_spread and not is_behind_plus_or_minus(self.prose, claim) and not calls_a_spread(self.prose):
            return _flag(RANGE, claim, f"only tells the spread of another number: “{_phrase(carriers[0])}”")
        is_of_a_share = claim.value <= MAX_COUNT and _OF_A_WHOLE.match(self.prose, claim.end)
        if claim.bound is not Bound.NONE and not is_of_a_share and all(_is_no_bound(claim, one) for one in carriers):
            return self._judge_bound(claim, carriers)
        if not claim.is_hedged and all(carrier.number.is_loose for carrier in carriers):
            is_exact = _EXACTLY.search(self.prose[max(claim.start - _CHARS_BEFORE, 0) : claim.start])
            if not is_exact and _is_rough_by_itself(claim, carriers):
                return None
            return (_flag if is_exact else _advice)(
                NUMBER, claim, f"is exact here; the quotes say “{_phrase(carriers[0])}”"
            )
        return None

    def _judge_counted(self, claim: Number, carriers: Sequence[_Source]) -> Finding | None:
        """About a number said of what the quotes do not count with it."""
        own, all_counted = ([source.as_counted for source in some] for some in (carriers, self.sources))
        phrase = f"“{_phrase(carriers[0])}”"
        if noun := thing_counted(self.prose, claim):
            quotes = [self.index.paper.title, *self.quotes]
            if is_nowhere(noun, quotes, self.index.vocabulary):
                is_sure = counted(noun) or claim.value > MAX_SMALL  # "two roads" may be what the paper calls pathways
                reason = f"counts {noun}, which the paper has not; it has {phrase}"
                return (_flag if is_sure else _advice)(UNIT, claim, reason)
            if is_unquoted(noun, own, quotes):
                return _flag(UNIT, claim, f"counts something else: the quotes have {phrase}")
        if other := counted_instead(claim, self.prose, own, all_counted):
            reason = f"counts something else: the quotes have {phrase}, and {other.number.text} of these"
            return _flag(UNIT, claim, reason)
        return None

    def _judge_sign(self, claim: Number, carriers: Sequence[_Source]) -> Finding | None:
        """About a minus that the quotes have and the tweet has not, or the other way round; a part above its whole."""
        others_have = any(other.is_negative for other in self.claims)
        if has_lost_its_minus(claim, self.prose, [carrier.number for carrier in carriers], is_usual=others_have):
            return _flag(NUMBER, claim, f"has lost its minus: the quotes have “{_phrase(carriers[0])}”")
        if has_a_minus_of_its_own(claim, self.prose, [(carrier.number, carrier.text) for carrier in carriers]):
            return _flag(NUMBER, claim, f"has a minus that is not in the quotes: “{_phrase(carriers[0])}”")
        whole = whole_too_small(claim, self.claims, self.prose)
        if whole is not None and not any(has_such_a_whole(carrier.number, carrier.text, whole) for carrier in carriers):
            return _flag(NUMBER, claim, f"of {whole.text} cannot be: the quotes have “{_phrase(carriers[0])}”")
        return None

    def _judge_turned_range(self, claim: Number, carriers: Sequence[_Source]) -> Finding | None:
        """About a range that runs from its upper end to its lower one, and in the quotes the other way."""
        lower = turned_range(claim, self.claims, self.prose)
        if lower is None:
            return None
        ends = [(carrier.number, end) for carrier in carriers if (end := carrier.number.range_end)]
        turned = (end for own, end in ends if is_same(end.other, lower.value) and not end.text.startswith(own.text))
        if end := next(turned, None):
            return _flag(RANGE, claim, f"to {lower.text} runs the wrong way: the quotes have {end.text}")
        return None

    def _judge_bound(self, claim: Number, carriers: Sequence[_Source]) -> Finding | None:
        """About a bound that the tweet makes of an exact number; the most or the least of several may be one."""
        if any(is_called_a_bound(carrier.text, carrier.number) for carrier in carriers) or self._is_an_extreme(claim):
            return None
        if any(is_half_by_the_median(other, self.quotes) for other in self.claims):
            return None  # "half of them cost 0.5 or less"
        how = "about" if carriers[0].number.is_approximate else "exactly"
        reason = f"is a bound here; the quotes say {how} {carriers[0].number.text}"
        if is_surely_bound(self.prose, claim):
            return _flag(RANGE, claim, reason)
        return _advice(RANGE, claim, reason) if claim.is_strict else None

    def _is_an_extreme(self, claim: Number) -> bool:
        """Whether it sums up several numbers of the quotes, as the largest or smallest; it then gives no other."""
        alike = [
            source.number.value
            for source in self.sources
            if source.number.dimension == claim.dimension
            and not source.number.is_weak
            and (claim.dimension != PLAIN or bool(source.number.nouns & claim.nouns))
        ]
        exact = [other.value for other in self.claims if other.bound is Bound.NONE]
        if any(is_same(value, other) for value in alike for other in exact):
            return False
        extreme = max if claim.bound is Bound.AT_MOST else min
        return not claim.is_strict and len(set(alike)) > 1 and is_same(claim.value, extreme(alike))

    def _may_stand_alone(self, claim: Number, end: RangeEnd) -> bool:
        """Whether the other end is in the tweet too, or the words before the number say which end this is."""
        others = [reading.value for other in self.claims if other is not claim for reading in other.readings]
        if claim.range_end is not None:  # "13 to 17 years old" of some who are "aged 13 to 17"
            others += [other.bare for other in self.claims if other is not claim]
        if any(isclose(value, end.other, rel_tol=MAX_UNSAID_ROUNDING) for value in others):
            return True
        if claim.bound is (Bound.AT_MOST if end.is_upper else Bound.AT_LEAST):
            return True
        before = self.prose[max(claim.start - _CHARS_BEFORE, 0) : claim.start]
        if may_be_year(claim.value):  # "from 1948" does not say until when
            return (_BEHIND_A_TIME if end.is_upper else _BEFORE_A_TIME).search(before) is not None
        return bool((_NAMES_AN_UPPER_END if end.is_upper else _NAMES_A_LOWER_END).search(before))

    def _judge_unit(self, claim: Number, carriers: Sequence[_Source]) -> Finding | None:
        """About a number whose digits are in the quotes, without its unit or with another."""
        if claim.dimension == PLAIN and not claim.nouns and self._shares_its_unit(claim, carriers):
            return self._judge_carried(claim, carriers)
        has_no_unit = claim.dimension == PLAIN and any(carrier.number.dimension != PLAIN for carrier in carriers)
        if has_no_unit:
            is_other_size = all(carrier.number.is_rounded_by_unit > claim.is_rounded_by_unit for carrier in carriers)
            if is_other_size or claim.nouns:
                return _flag(UNIT, claim, f"has lost its unit: the quotes have “{_phrase(carriers[0])}”")
            if all(carrier.number.dimension == PERCENT for carrier in carriers):
                return _advice(UNIT, claim, f"has lost its unit: the quotes have “{_phrase(carriers[0])}”")
            return self._judge_carried(claim, carriers)
        bare = [carrier for carrier in carriers if not carrier.number.has_unit]
        if bare and (
            has_unit_in_a_heading(claim, self.evidence, self.index)
            or any(is_said_beside(claim, carrier.number, carrier.text) for carrier in bare)
        ):
            return self._judge_carried(claim, bare)
        return _flag(UNIT, claim, f"has another unit: the quotes have “{_phrase(carriers[0])}”")

    def _shares_its_unit(self, claim: Number, carriers: Sequence[_Source]) -> bool:
        """Whether the number before it has the unit that the quotes give it: "from 3.4 metres on and after 3.7"."""
        before = [other for other in self.claims if other.end <= claim.start]
        units = {reading.dimension for carrier in carriers for reading in carrier.number.readings} - {PLAIN}
        return bool(before) and before[-1].dimension in units

    def _judge_missing(self, claim: Number) -> Finding | None:
        if self.role in _MADE_OF_FACTS and not self.evidence:
            is_small = claim.is_spelled and claim.dimension == PLAIN and claim.value <= MAX_SMALL
            return (_advice if is_small else _flag)(NUMBER, claim, "is neither in the title nor in what was asked for")
        if is_beside_a_quote(claim, self.evidence, self.index):
            return _advice(NUMBER, claim, "is in a sentence of the quotes, but not quoted; quote the whole sentence")
        reason = explain(claim, [source.number for source in self.sources if not source.is_fact], self.index)
        if is_near_a_quote(claim, self.claims, self.prose, self.evidence, self.index) or is_computed_beside(
            claim, self.claims, self.prose, self.quotes
        ):
            return _advice(NUMBER, claim, reason)
        if claim.dimension != PLAIN or claim.value not in range(1, MAX_SMALL + 1):
            is_of_the_same = claim.dimension == PLAIN and not may_be_year(claim.value) and self._is_counted_so(claim)
            return (_advice if is_of_the_same else _flag)(NUMBER, claim, reason)
        own = _OWN_COUNT.match(self.prose, claim.end)
        if own and self._is_counted_otherwise(own["noun"]):
            return _flag(NUMBER, claim, reason)
        if counts_otherwise(claim, self.prose, [source.as_counted for source in self.sources]):
            return _flag(NUMBER, claim, reason)
        if claim.is_spelled and is_on_a_page_at_hand(claim, self.evidence, self.index):
            return _advice(NUMBER, claim, reason) if claim.nouns else None
        is_mere_counting = own or (claim.is_spelled and not claim.nouns)
        return (_advice if is_mere_counting else _flag)(NUMBER, claim, reason)

    def _is_counted_so(self, claim: Number) -> bool:
        """Whether the paper has so many of the same things, only not in the quotes."""
        return self.index.counts(claim, names_behind(self.prose, claim).keys())

    def _is_counted_otherwise(self, noun: str) -> bool:
        """Whether the evidence counts the same things itself: "three separate ways"."""
        same = re.compile(rf"[\s-](?:[\w-]+\s){{0,2}}{re.escape(noun.rstrip('s'))}", re.IGNORECASE)
        return any(same.match(source.text, source.number.end) for source in self.sources)


def _is_no_bound(claim: Number, carrier: _Source) -> bool:
    """Whether the quotes have the claim's value itself, and make no bound of it."""
    number = carrier.number
    is_the_value = is_same(number.value, claim.value) and (claim.is_strict or not claim.is_approximate)
    is_exact = number.bound is Bound.NONE and number.range_end is None
    return is_the_value and is_exact and not is_behind_plus_or_minus(carrier.text, number)


def _is_rough_by_itself(claim: Number, carriers: Sequence[_Source]) -> bool:
    """Whether it is "a quarter" of what the quotes say is about 25 %; of "under a quarter" it would be another."""
    is_fraction = claim.is_spelled and claim.dimension == FRACTION
    return is_fraction and all(carrier.number.bound is Bound.NONE for carrier in carriers)


def _judge_turned_bound(claim: Number, carriers: Sequence[_Source]) -> Finding | None:
    bounds = {carrier.number.bound for carrier in carriers}
    if claim.bound is Bound.NONE or claim.bound in bounds or claim.bound.opposite not in bounds:
        return None
    turned = next(carrier.number for carrier in carriers if carrier.number.bound is claim.bound.opposite)
    source = f"{turned.bound.value} {turned.text}"
    return _flag(RANGE, claim, f"is {claim.bound.value} here; the quotes say {source}")


def _phrase(carrier: _Source) -> str:
    """The number with the words around it, as a finding quotes it."""
    before = carrier.text[: carrier.number.start].split()[-_WORDS_SHOWN:]
    after = carrier.text[carrier.number.end :].split()[:_WORDS_SHOWN]
    space = " " if carrier.text[carrier.number.end : carrier.number.end + 1].isspace() else ""
    return " ".join([*before, carrier.number.text]) + space + " ".join(after)


def _flag(rule: str, claim: Number, reason: str) -> Finding:
    return Finding(rule, Level.FLAG, claim.text, f"{claim.text} {reason}.")


def _advice(rule: str, claim: Number, reason: str) -> Finding:
    return Finding(rule, Level.ADVICE, claim.text, f"{claim.text} {reason}.")
