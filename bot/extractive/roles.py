"""How well a sentence would serve each role: its words, and where it stands.

The place weighs most: the abstract of a paper was written to be read alone, its body was not.
"""

import re

from bot.extractive.clauses import Kind, is_active, is_led_by_own, kind_of, main_clause
from bot.extractive.limitation_role import limitation
from bot.extractive.other_roles import credits_to, future_work, prior_work, why
from bot.extractive.own_roles import contribution, method
from bot.extractive.result_role import result
from bot.extractive.role_rules import NEVER, Place, Reading, Rule, with_closeness
from bot.extractive.subject import Subject
from bot.model import Role, Zone

_THIS_WHOLE = re.compile(r"\bthis (?:approach|model|method|system|framework|technique|problem|task)\b", re.IGNORECASE)
_THIS_WHOLE_COST = 1.6  # it may stand after a tweet that names the thing, but better is one that names it itself

_UNEXPLAINED_COST, _MOST_UNEXPLAINED = 0.6, 3  # an abbreviation that the paper had to explain to its own readers

_TOLD = frozenset({Role.CONTRIBUTION, Role.RESULT, Role.METHOD})
_UNNAMED_COST, _MOST_UNNAMED = 1.2, 2
"""For "the model" of a sentence that has named none; in an abstract it is mostly plain which."""

_I, _MY = re.compile(r"\bI(?= [a-z])"), re.compile(r"\b[Mm]y\b")  # one author speaks like several

_RULES: dict[Role, Rule] = {
    Role.CONTRIBUTION: contribution,
    Role.RESULT: result,
    Role.METHOD: method,
    Role.WHY: why,
    Role.LIMITATION: limitation,
    Role.PRIOR_WORK: prior_work,
    Role.FUTURE_WORK: future_work,
    Role.CREDITS: credits_to,
}

# A zone that is not named cannot give the role its sentence.
_PRIORS: dict[Role, dict[Zone, float]] = {
    Role.CONTRIBUTION: {
        Zone.ABSTRACT: 3.0, Zone.INTRODUCTION: 0.5, Zone.CONCLUSION: 0.6, Zone.FRONT: 1.0, Zone.DISCUSSION: 0.3,
        Zone.RELATED: -1.0, Zone.BODY: -2.4,
    },
    Role.RESULT: {
        Zone.ABSTRACT: 3.6, Zone.CONCLUSION: 2.6, Zone.INTRODUCTION: 1.0, Zone.DISCUSSION: 1.7, Zone.RESULTS: 1.0,
        Zone.FRONT: 0.5, Zone.BODY: -1.0,
    },
    Role.METHOD: {
        Zone.ABSTRACT: 3.0, Zone.INTRODUCTION: 1.0, Zone.CONCLUSION: 1.2, Zone.FRONT: 0.3, Zone.DISCUSSION: 0.2,
        Zone.BODY: -1.2, Zone.RESULTS: -1.4,
    },
    Role.WHY: {
        Zone.ABSTRACT: 1.8, Zone.CONCLUSION: 1.2, Zone.DISCUSSION: 1.2, Zone.INTRODUCTION: 1.0, Zone.FRONT: 0.4,
    },
    Role.LIMITATION: {
        Zone.LIMITATIONS: 3.0, Zone.CONCLUSION: 1.0, Zone.DISCUSSION: 1.0, Zone.FUTURE: 1.0, Zone.RESULTS: 0.0,
        Zone.BODY: 0.0, Zone.ABSTRACT: 0.0, Zone.INTRODUCTION: -1.0,
    },
    Role.PRIOR_WORK: {
        Zone.RELATED: 2.0, Zone.INTRODUCTION: 1.2, Zone.ABSTRACT: 1.2, Zone.FRONT: 0.3, Zone.DISCUSSION: 0.0,
        Zone.CONCLUSION: 0.0,
    },
    Role.FUTURE_WORK: {
        Zone.FUTURE: 2.5, Zone.CONCLUSION: 1.5, Zone.DISCUSSION: 1.2, Zone.LIMITATIONS: 1.0, Zone.RESULTS: -0.5,
        Zone.BODY: -1.0,
    },
    Role.CREDITS: {Zone.ACKNOWLEDGEMENTS: 2.0},
}  # fmt: skip


def may_serve(text: str, zone: Zone, subject: Subject) -> bool:
    """Whether any role could want the sentence: of the body none wants one that does not speak of the work."""
    return zone not in _OWN_ONLY or subject.own.search(text) is not None or "imitation" in text


_OWN_ONLY = frozenset({Zone.BODY, Zone.RESULTS})


def role_scores(text: str, place: Place, subject: Subject) -> dict[Role, float]:
    """How well `text` would serve each role; roles that it cannot serve are absent."""
    plural = _MY.sub("our", _I.sub("we", text))
    clause = main_clause(plural)
    is_led = is_led_by_own(plural, clause, subject)
    kind = kind_of(clause, subject)
    if place.is_after_findings and not (is_led or subject.is_system) and clause is not None and is_active(clause):
        kind = Kind.FOUND  # what the world does is what a study found of it
    reading = Reading(plural, place, subject, subject.is_own(text), is_led, kind, "" if clause is None else clause.verb)
    cost = _THIS_WHOLE_COST if _THIS_WHOLE.search(text) else 0.0
    unnamed = _UNNAMED_COST * min(_MOST_UNNAMED, subject.unnamed(text)) * (0.5 if place.zone is Zone.ABSTRACT else 1.0)
    cost += _UNEXPLAINED_COST * min(_MOST_UNEXPLAINED, subject.unexplained(text))
    scores: dict[Role, float] = {}
    for role, priors in _PRIORS.items():
        prior = priors.get(place.zone)
        if prior is None:
            continue
        words = _RULES[role](reading)
        if words > NEVER:
            scores[role] = words + prior - (0.0 if role is Role.CREDITS else cost) - (unnamed if role in _TOLD else 0.0)
    return with_closeness(scores, place)
