"""A long sentence parted into the claims that it makes, each a whole sentence in the paper's words."""

import re

from bot.extractive.heads import ends_in_verb_list
from bot.extractive.tidying import capitalized
from bot.extractive.verbs import WHAT_PAPERS_DO, has_finite_verb

SHORTEST_WHOLE_CHARS = 150
"""A sentence shorter than this is one tweet."""

_FEWEST_CHARS, _FEWEST_WORDS = 50, 7
_REPORTED = re.compile(
    r"^(?P<head>(?:[^,;:]{2,60}, )?(?:[Ww]e|[Oo]ur (?:[\w-]+ ){1,3}|[Rr]esults|[Ee]xperiments"
    r"|[Tt]he(?:se)? results)"
    r" ?(?:\w+ly |also |further )?(?:show|find|found|showed|demonstrate|demonstrated|observe|observed|conclude|report"
    r"|reveal|revealed|indicate|indicated|suggest|suggested|argue|prove|confirm|confirmed)s? )that (?P<claims>.+)$"
)
_NEXT_CLAIM = re.compile(r"[,;]? and(?: \w+ly,?)? that |[,;] that,? (?!is\b|are\b|was\b|were\b|can\b|has\b|have\b)")
_FOUND_FIRST = re.compile(
    r"^(?P<head>We (?:\w+ly |also |further )?(?:find|found|show|showed|demonstrate|demonstrated|observe|observed|report"
    r"|reveal|revealed) )(?P<first>(?!that\b)[^,;:]{20,160}), that (?P<claims>.+, and that .+)$"
)
_MEANS = re.compile(
    r"^(?:By )?(?P<verb>Using|Leveraging|Applying|Combining|Exploiting|Adapting|Extending|Analy[sz]ing|Employing) "
    r"(?P<what>(?:an?|two|three|several|data|both|simulated|large|our|novel|new|the) [^;:]{20,170}?), "
    r"(?=(?:we|our) )"
)
_PRESENT = {
    "Using": "use", "Leveraging": "leverage", "Applying": "apply", "Combining": "combine", "Exploiting": "exploit",
    "Adapting": "adapt", "Extending": "extend", "Analyzing": "analyze", "Analysing": "analyse", "Employing": "employ",
}  # fmt: skip
_DO = "|".join(sorted(WHAT_PAPERS_DO))
_SECOND_VERB = re.compile(
    rf",? and (?:then |also )?(?=(?:{_DO})(?:e?d)? (?:that|how|a|an|the|our|its|their|two|three|new|novel)\b)"
)
_SECOND = re.compile(r"(?:, and|;(?: and)?) (?=(?:we|our (?:results|experiments|findings|method|model)) [a-z]+ )")


def parts_of(text: str) -> tuple[str, ...]:
    """The claims of a long sentence as sentences of their own; none if it makes one, or if they lean on each other."""
    if len(text) < SHORTEST_WHOLE_CHARS:
        return ()
    parts = _reported(text) or _found(text) or _means(text) or _clauses(text)
    return parts if len(parts) > 1 and all(map(_is_whole, parts)) else ()


def _reported(text: str) -> tuple[str, ...]:
    """ "We find that A, and that B": "We find that A." and "We find that B." """
    match = _REPORTED.match(text)
    if match is None:
        return ()
    claims = _NEXT_CLAIM.split(match["claims"])
    if not all(map(has_finite_verb, claims)):
        return ()
    return tuple(_ended(f"{match['head']}that {claim}") for claim in claims)


def _found(text: str) -> tuple[str, ...]:
    """ "We find A, that B, and that C": "We find A.", "We find that B." and "We find that C." """
    match = _FOUND_FIRST.match(text)
    if match is None:
        return ()
    claims = _NEXT_CLAIM.split(match["claims"])
    if not all(map(has_finite_verb, claims)):
        return ()
    return _ended(match["head"] + match["first"]), *(_ended(f"{match['head']}that {claim}") for claim in claims)


def _means(text: str) -> tuple[str, ...]:
    """ "Using A, we B": "We use A." and "We B." """
    match = _MEANS.match(text)
    if match is None:
        return ()
    return _ended(f"We {_PRESENT[match['verb']]} {match['what']}"), capitalized(text[match.end() :])


def _clauses(text: str) -> tuple[str, ...]:
    """ "We A, and we B", "We A and B": "We A." and "We B." """
    if not text.startswith(("We ", "Our ")):
        return ()
    clauses = [_ended(capitalized(clause)) for clause in _SECOND.split(text)]
    if len(clauses) == 1 and text.startswith("We "):
        first, *others = _SECOND_VERB.split(text)
        if any(ends_in_verb_list(first, other) for other in others):
            return ()
        clauses = [_ended(first), *(_ended(f"We {other}") for other in others)]
    return tuple(clauses)


def _ended(text: str) -> str:
    text = text.rstrip(" ,;:")
    return text if text.endswith(".") else text + "."


def _is_whole(part: str) -> bool:
    return len(part) >= _FEWEST_CHARS and len(part.split()) >= _FEWEST_WORDS and has_finite_verb(part)
