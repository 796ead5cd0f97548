"""What the rules of all roles share: where a sentence stands, weights on words, words that speak against most roles."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.extractive.clauses import Kind
from bot.extractive.phrases import anywhere, at_start
from bot.extractive.subject import Subject
from bot.model import Role, Zone

NEVER = -9.0
"""A score that no floor lets through."""

LISTED_BONUS = 1.5

CLOSENESS_WEIGHT = 2.2
"""What it is worth that a sentence has all the words of title and abstract."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands.

    Attributes:
        is_background: In the abstract, before the paper speaks of its own work.
        is_gap: Background that says what is missing: the last such sentence, or one that begins with "However".
        is_listed: In the list of contributions that an introduction ends with.
        is_cited: The sentence cites somebody.
        is_before_findings: In the abstract, between its first own sentence and the first that tells a finding.
        is_after_findings: In the abstract, behind the first that tells a finding.
        is_caption: Under a figure or over a table.
        closeness: To title and abstract, 0-1.
    """

    zone: Zone
    is_background: bool = False
    is_gap: bool = False
    is_listed: bool = False
    is_cited: bool = False
    is_before_findings: bool = False
    is_after_findings: bool = False
    is_caption: bool = False
    closeness: float = 0.0


def with_closeness(words: Mapping[Role, float], place: Place) -> dict[Role, float]:
    """What the words of a sentence are worth to the roles, and how close it is to title and abstract."""
    bonus = CLOSENESS_WEIGHT * place.closeness
    return {role: score if role is Role.CREDITS else score + bonus for role, score in words.items()}


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as the rules see it.

    Attributes:
        is_own: It speaks of the paper's own work.
        is_led: It does so before its main verb.
        kind: What its main clause tells of that, if its words show it.
        verb: Of its main clause, or "".
    """

    text: str
    place: Place
    subject: Subject
    is_own: bool
    is_led: bool
    kind: Kind | None
    verb: str = ""


Rule = Callable[[Reading], float]
"""How well the words of a sentence serve one role; NEVER if they cannot."""

Weighted = tuple[tuple[float, re.Pattern[str]], ...]


def total(text: str, weighted: Weighted) -> float:
    """The sum of the weights whose pattern occurs; each counts once."""
    return sum(weight for weight, pattern in weighted if pattern.search(text))


EARLIER = at_start(
    r"previously / in (?:a |an |our |the )?(?:previous|earlier|prior|companion) "
    r"(?:work|papers?|publications?|stud(?:y|ies))"
)
"""What the authors did elsewhere is no news of this paper."""

CALLS = re.compile(
    r"\b(?:research|stud(?:y|ies)|work|guidance|guidelines|efforts?|interventions?|investigations?|policies|attention"
    r"|action|trials|regulation)\b[^,;]{0,60} (?:is|are) (?:\w+ )?(?:needed|required|warranted|called for|overdue)\b"
    r"|\b(?:desperately|urgently|badly|sorely) (?:needed|required)\b"
    r"|^(?:We|I) (?:\w+ )?(?:invite|encourage|urge|call (?:up)?on|call for|recommend)\b",
    re.IGNORECASE,
)
"""What should be done, or others are asked to do."""

SET_UP = anywhere(
    r"""
    we (?:\w+ and )?(?:\w+ )?(?:use|used|train|trained|set|sampled?|tokeni[sz]ed?|averaged?|collect|collected|
    fine-?tuned?|ran|run) /
    we (?:\w+ and )?(?:\w+ )?(?:optimi[sz]ed?|select|selected|choose|chose|split|initiali[sz]ed?|evaluated?|tested|
    test|treat|treated) /
    we (?:\w+ )?(?:follow|followed|adopt|adopted|plot|plotted|measured?|report|reported|conduct|conducted|perform|
    performed) /
    we (?:\w+ )?(?:consider|considered|compared?|vary|varied|repeat|repeated|randomly|manually|anonymi[sz]ed?|
    annotated?) /
    (?:is|are|was|were) (?:\w+ )?(?:trained|initiali[sz]ed|sampled|tokeni[sz]ed|averaged|computed|collected|
    annotated) /
    (?:is|are|was|were) (?:\w+ )?(?:selected|set to|taken from|obtained by|implemented in|performed using|randomly) /
    hyper-?parameters? / batch size / mini-?batch(?:es)? / learning rate / dropout / checkpoints? / epochs? /
    we (?:\w+ )?(?:generated?|simulated?|recruit(?:ed)?|asked|interviewed|surveyed|estimated?|fit|fitted) \d /
    (?:number|numbers) of observations / sample size /
    (?:is|are|was|were) (?:excluded|discarded|omitted|dropped|missing) /
    (?:is|are|was|were) (?:fixed|assumed|kept|held) / missing data / unreported / imputed / response rate / ANOVA /
    (?:took|take) place /
    (?:was|were) (?:included|enrolled|recruited|surveyed|interviewed) / random seeds? / weight decay / warm-?up /
    adam / sgd / (?:test|training) set consists /
    split into / held out /
    v100 / a100 / ghz / processor / gradient update / randomly (?:sampled|chosen|selected|generated) /
    greedy decoding / for testing / in order to avoid / after \d[\d,]* (?:seconds|steps|iterations|epochs)
    """
)
"""Words of an experiment's set-up: true, and of no interest without the experiment."""

THIN = anywhere(
    r"""
    valuable / promising / significant step / showcas\w+ / exciting / excited / potential(?:ly)? (?:to|of|for) /
    great potential / useful tool / insights? / broad(?:er)? (?:impact|implications) / paves? the way / sheds? light /
    (?:the|its|their) (?:effectiveness|usefulness|feasibility|utility|versatility|applicability|superiority|validity|
    practicality) of / (?:has|have|offers?|provides?) (?:many|several|numerous) (?:benefits|advantages|applications) /
    interesting(?:ly)? / in many cases / various / to some extent / in general / variety of / nontrivial
    """
)
"""Words of general praise that say little."""

CONTEXT_BOUND = anywhere(
    r"""
    alternative hypothes[ei]s / our hypothes[ei]s / this hypothesis / our (?:second|first|third) \w+ / baselines? /
    the (?:first|second|third|final|latter) (?:experiment|set|part|stage|step|phase|dataset|task) / ablations? /
    the (?:left|right) / (?:case|setting) [A-Z\d] / the \w+ (?:variant|setting|condition|curve|row|column)s? /
    (?:question|model|method|experiment|hypothesis|scenario) (?:\d|one|two|three|four)
    """
)
"""Words that only a reader of the section around them can place."""

SAYS_NOTHING = anywhere(
    r"""
    (?:demonstrate|show|illustrate|showcase|highlight|discuss|evaluate|explore|describe|validate|
    prove|confirm)(?:s|d|ed)? (?:the|its|their|our|this) (?:[\w-]+ ){0,3}(?:effectiveness|usefulness|feasibility|
    utility|versatility|applicability|superiority|potential|practicality|benefits|
    advantages|strengths?|results|implications|importance|merits|power)(?! (?:is|are|by|decreases?|increases?|
    improves?|degrades?)\b) /
    (?:report|present|describe)(?:s|ed)? (?:the |our |some )?(?:results|findings|lessons|observations)(?: (?:from|of|on|
    for|about)\b|\.) / (?:has|have) (?:\w+ )?implications for /
    (?:of|is of) (?:critical|great|particular) importance to / contribute to systemati[sz]ing
    """
)
"""Words that announce an outcome, or praise it, and do not give it."""

IMPLICATION = anywhere(
    r"""
    (?:have|has|with) (?:\w+ )?(?:implications|consequences) /
    highlights? (?:the )?(?:promise|importance|potential|need|value) /
    our (?:work|study|results|findings|analysis) (?:\w+ )?(?:opens?|offers?|highlights?|underscores?|emphasi[sz]es?|
    paves?|calls?|points? to|lays?) /
    (?:can|may|might|could|will) (?:lead|pave|open|provide|offer|help|serve|inform|guide|aid|assist|enable|support|
    foster|be used|benefit) / we (?:hope|believe|argue) /
    (?:researchers|agencies|practitioners|policy-?makers|clinicians|they|designers|developers|governments|companies|
    studies|educators|engineers|users) (?:\w+ly )?(?:should|need to|must|ought to) / underscor\w+ / paves? the way /
    opens? (?:up )?(?:the|new|a) / broader implications
    """
)
"""Words of what a finding is good for."""
