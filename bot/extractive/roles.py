"""How well a sentence would serve each role: its words, and where it stands.

The place weighs most: the abstract of a paper was written to be read alone, its body was not.
"""

import re

from bot.extractive.other_roles import credits_to, future_work, limitation, prior_work, why
from bot.extractive.own_roles import contribution, method, result
from bot.extractive.role_rules import NEVER, Place, Reading, Rule
from bot.extractive.subject import Subject
from bot.model import Role, Zone

_CLOSENESS_WEIGHT = 2.2
_THIS_WHOLE = re.compile(r"\bthis (?:approach|model|method|system|framework|technique|problem|task)\b", re.IGNORECASE)
_THIS_WHOLE_COST = 1.0  # it may stand after a tweet that names the thing, but better is one that names it itself

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
        Zone.ABSTRACT: 3.0, Zone.INTRODUCTION: 1.5, Zone.CONCLUSION: 1.2, Zone.FRONT: 1.0, Zone.DISCUSSION: 0.6,
        Zone.RELATED: -1.0, Zone.BODY: -1.8,
    },
    Role.RESULT: {
        Zone.ABSTRACT: 3.0, Zone.CONCLUSION: 2.3, Zone.INTRODUCTION: 1.5, Zone.DISCUSSION: 1.2, Zone.RESULTS: 1.0,
        Zone.FRONT: 0.5, Zone.BODY: -0.6,
    },
    Role.METHOD: {
        Zone.ABSTRACT: 2.2, Zone.INTRODUCTION: 1.5, Zone.CONCLUSION: 1.2, Zone.FRONT: 0.3, Zone.DISCUSSION: 0.2,
        Zone.BODY: -0.6, Zone.RESULTS: -1.0,
    },
    Role.WHY: {
        Zone.ABSTRACT: 1.8, Zone.CONCLUSION: 1.2, Zone.DISCUSSION: 1.2, Zone.INTRODUCTION: 1.0, Zone.FRONT: 0.4,
    },
    Role.LIMITATION: {
        Zone.LIMITATIONS: 3.0, Zone.CONCLUSION: 1.0, Zone.DISCUSSION: 1.0, Zone.FUTURE: 0.6, Zone.RESULTS: 0.0,
        Zone.BODY: 0.0, Zone.ABSTRACT: -1.0, Zone.INTRODUCTION: -1.0,
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


def role_scores(text: str, place: Place, subject: Subject) -> dict[Role, float]:
    """How well `text` would serve each role; roles that it cannot serve are absent."""
    reading = Reading(text, place, subject, subject.is_own(text))
    cost = _THIS_WHOLE_COST if _THIS_WHOLE.search(text) else 0.0
    scores: dict[Role, float] = {}
    for role, priors in _PRIORS.items():
        prior = priors.get(place.zone)
        if prior is None:
            continue
        words = _RULES[role](reading)
        if words > NEVER:
            closeness = 0.0 if role is Role.CREDITS else _CLOSENESS_WEIGHT * place.closeness
            scores[role] = words + prior + closeness - cost
    return scores
