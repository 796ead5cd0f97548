"""Which thing of the paper's own "this model" means, and "it" right behind the sentence that brings it."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from bot.extractive.verbs import FINITE_VERBS

_THINGS = frozenset(
    "algorithm analysis app application approach architecture attack benchmark bound catalog catalogue classifier "
    "code compiler controller corpus database dataset decoder defense design detector device embedding encoder "
    "estimator experiment formalism formula formulation framework index indicator instrument interface kernel key "
    "language library measure mechanism method methodology metric model module network package pipeline planner "
    "platform policy potential predictor procedure program proof protocol prototype questionnaire representation "
    "scheme sensor simulation simulator software solver strategy survey system taxonomy technique test tool toolkit "
    "transform workflow".split()
)
"""What a paper brings, and may then call "our": not an effect, a problem or a question."""

_BRING = (
    r"(?:propos|introduc|present|develop|design|describ|devis|formulat|creat|construct|build|built|us|employ|adopt"
    r"|deriv|implement|appl|releas|provid|offer|train|fabricat|synthesi[sz]|establish|conduct|perform|carr)\w* "
)
_WE_BRING = re.compile(
    rf"\b(?:[Ww]e|I|[Tt]his (?:paper|work|article|study)) (?:\w+ )?{_BRING}(?:and (?:\w+ )?\w+ )?(?:out )?"
    r"(?:an?|two|three|four|several) (?P<object>[^.;:()]{3,120})"
)
_IS_BROUGHT = re.compile(
    r"^(?:An?|Two|Three|Four|Several) (?P<object>[^.;:,()]{3,100}?) (?:is|are|was|were|has been|have been) "
    r"(?:\w+ly |then |also )?"
    r"(?:proposed|presented|introduced|developed|described|designed|devised|constructed|built|created|conducted)\b"
)
_WORD = re.compile(r"[\w-]+")
_OBJECT_ENDS = frozenset(
    "on in using for with than from by over that which to as of at based capable able called named and or we where "
    "when between across under through via whose".split()
)
_BEGINS_WITH_IT = re.compile(r"^It (?:also |then |thus |therefore |further )?(?P<verb>[a-z]+)\b")
_IMPERSONAL = re.compile(
    r"^It (?:is|was|remains|seems|appears|may be|would be|turns out|has been|follows)\b"
    r"(?! (?:the|an?|based|designed|made|built|able|capable|applicable)\b)"
)


def things_brought(text: str) -> frozenset[str]:
    """The things that this sentence says the paper brings: "we propose a two-stage model for ..." brings a model."""
    return frozenset(_heads(text))


def with_our(text: str, things: Collection[str], *, thing_before: str | None) -> str | None:
    """The sentence with "our model" for each "this model", and for the "it" it begins with; None if it has neither.

    Args:
        thing_before: What the sentence right before brings, if that is one thing only.
    """
    begins = _BEGINS_WITH_IT.match(text)
    if begins is not None:
        is_thing = thing_before is not None and not _IMPERSONAL.match(text)
        if not is_thing or not (begins["verb"] in FINITE_VERBS or begins["verb"].endswith("s")):
            return None
        text = f"Our {thing_before} {text[begins.start('verb') :]}"

    said = _pointing_at(frozenset(things)).sub(_our, text)
    return said if said != text or begins is not None else None


def with_our_at_start(text: str) -> str:
    """The sentence with "our" for the "this" or "these" it begins with, if a thing that a paper brings follows."""
    return _THIS_THING.sub(r"Our \g<thing>", text)


_THIS_THING = re.compile(
    r"^Th(?:is|ese) (?P<thing>(?:[\w-]{2,20} ){0,3}?(?:algorithms?|analys[ei]s|approach|approaches|architecture"
    r"|classifiers?|codes?|corpus|database|dataset|experiments?|framework|frameworks|measurements?|methods?|methodology"
    r"|metrics?|models?|networks?|pipeline|programs?|protocol|scheme|schemes|simulations?|software|strategy|strategies"
    r"|survey|systems?|techniques?|tools?)\b(?= (?:\w+ly )?[a-z]+))"
)
_PARTICIPLES = frozenset({"proposed", "presented", "developed"})


@lru_cache(maxsize=64)
def _pointing_at(things: frozenset[str]) -> re.Pattern[str]:
    nouns = "|".join(sorted("analys[ei]s" if thing == "analysis" else f"{thing}s?" for thing in things))
    return re.compile(rf"\b(?P<this>[Tt]his|[Tt]hese) (?P<before>(?:[a-z][\w-]{{1,20}} ){{0,2}}?)(?P<noun>{nouns})\b")


def _our(match: re.Match[str]) -> str:
    if any(word in FINITE_VERBS - _PARTICIPLES for word in match["before"].split()):
        return match[0]
    return f"{'Our' if match['this'][0] == 'T' else 'our'} {match['before']}{match['noun']}"


def _heads(text: str) -> Iterator[str]:
    for match in (_WE_BRING.search(text), _IS_BROUGHT.match(text)):
        head = "" if match is None else _head(match["object"])
        if _singular(head) in _THINGS:
            yield _singular(head)


def _head(phrase: str) -> str:
    """The last word before a preposition or a comma."""
    head = ""
    for match in _WORD.finditer(phrase):
        if match[0] in _OBJECT_ENDS:
            break
        head = match[0].lower()
        if phrase[match.end() : match.end() + 1] == "," and _singular(head) in _THINGS:
            break  # not behind the first of two adjectives
    return head


def _singular(noun: str) -> str:
    if noun in ("analyses", "analysis"):
        return "analysis"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
