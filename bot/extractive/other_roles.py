"""Words of what stands around the work: why, prior work, future work, credits."""

import re

from bot.extractive.phrases import anywhere, at_start
from bot.extractive.role_rules import (
    CONTEXT_BOUND,
    IMPLICATION,
    NEVER,
    SAYS_NOTHING,
    SET_UP,
    THIN,
    Reading,
    Weighted,
    total,
)
from bot.model import Zone

# ---- Why ----

_NEED = anywhere(
    r"""
    challeng(?:es?|ing) / difficult(?:y|ies)? / barriers? / costly / expensive / lacks? / hinders? / limits? /
    limited / suffers? / bottlenecks? / prohibitive(?:ly)? / intractable / inaccessible / hard (?:to|for) /
    little is known / poorly understood / prevents? / problem /
    remains? (?:\w+ )?(?:unclear|open|unknown|difficult|a challenge|poorly) / constraints? / remains\.$ / intensive /
    vulnerable / error-prone / insecure / burden / harm(?:s|ful)? / lose[sd]? / loss(?:es)? of / failures? /
    (?<!as )(?<!a )few(?!-|as) / little / rarely / ignor(?:es?|ed|ing) / neglect\w* / needs? (?:for|to be) / needed /
    struggles? / unable / fails? to / cannot
    """
)
_WHY: Weighted = (
    (1.5, _NEED),
    (
        1.2,
        anywhere(
            r"""
            enabl(?:es?|ing) / allows? / allowing / opens? / makes? it possible / promis(?:e|ing) / benefits? /
            potential / applications? / matters / widely / fundamental /
            key (?:challenge|bottleneck|role|problem|step|component|ingredient|question|to) / central / success(?:ful)?
            """
        ),
    ),
    (0.6, anywhere("important(?:ly)? / importance / crucial / critical / essential")),
    (
        0.8,
        anywhere(r"we argue / our (?:findings|results|work) (?:\w+ )?(?:suggest|imply|highlight)"),
    ),
)
_NOT_WHY: Weighted = (
    (-1.5, SAYS_NOTHING),
    (
        -1.6,
        anywhere(
            r"""
            we (?:\w+ )?(?:show|train|use|introduce|propose|present|find|found|evaluate|compare|describe|develop|
            demonstrate|have|were|solve|release|releasing|are releasing) /
            our (?:experiments?|model|method|system|approach) / outperforms? /
            this (?:paper|work|study) (?:shows|demonstrates|finds)
            """
        ),
    ),
    (-1.4, SET_UP),
    (-1.0, CONTEXT_BOUND),
    (-0.7, THIN),
    (-2.0, re.compile(r"^If |\b(?:would|were to)\b")),
    (
        -1.2,
        anywhere(
            r"""
            (?:extensively|widely|intensively|well) (?:studied|used|investigated|explored|adopted) / in recent years /
            increasing(?:ly)? / growing / explosive / rapid(?:ly)?
            """
        ),
    ),
    (
        -3.0,
        anywhere(
            r"""
            (?:future|further) (?:research|work|studies) / space constraints / we (?:mention|omit|review|refer|accept|
            acknowledge|concede|admit|recogni[sz]e)
            """
        ),
    ),
)
_BEFORE_WORK = frozenset({Zone.ABSTRACT, Zone.INTRODUCTION, Zone.FRONT})
"""Where a need is one that the paper answers; behind its work a need is something else."""

_GAP, _SILENT_GAP, _IMPLIED, _NO_NEED = 1.6, 0.5, 1.2, 1.5


def why(reading: Reading) -> float:
    """Why it matters: a need, an obstacle, what becomes possible; what an abstract says before its own work."""
    found = total(reading.text, _WHY)
    if reading.place.is_background:
        if reading.place.is_gap:
            found += _GAP if found > 0 else _SILENT_GAP
        elif not _NEED.search(reading.text):
            found -= _NO_NEED
    elif IMPLICATION.search(reading.text):
        found += _IMPLIED
    elif reading.is_led and reading.kind is not None:
        return NEVER  # the work itself, in a role beside its own
    elif reading.place.zone not in _BEFORE_WORK or not _NEED.search(reading.text):
        return NEVER
    return found + total(reading.text, _NOT_WHY)


# ---- Prior work ----

_PRIOR: Weighted = (
    (
        2.2,
        anywhere(
            r"""
            (?:previous|existing|recent|early|earlier|past) (?:\w+ ){0,3}(?:works?|systems?|methods?|approaches|
            models?|studies|research|techniques|efforts|results|metrics?|datasets?|algorithms?) /
            prior (?:works?|methods|approaches|systems|studies|research|art|efforts)
            """
        ),
    ),
    (
        1.8,
        anywhere(
            r"""
            (?:unlike|in contrast to) (?:previous|prior|existing|other|most|traditional|conventional|standard) /
            differs? from / builds? (?:up)?on / closely related (?:work|to our|to this) /
            compared (?:to|with) (?:previous|prior|existing) / inspired by / extends?
            """
        ),
    ),
    (
        0.8,
        anywhere(
            r"""
            proposed / introduced / showed / has been / have been / first (?:proposed|introduced|studied) /
            well[- ]studied / traditional(?:ly)? / dominant / typically / current(?:ly)?
            """
        ),
    ),
)
_NOT_PRIOR: Weighted = (
    (
        -3.0,
        anywhere(
            r"""
            prior (?:distribution|probabilit\w+|belief|knowledge|over|to|models?) / recent years /
            existing (?:code|data|tokens|state) /
            previous (?:section|layer|step|state|token|word|page|iteration|experiment|result|paragraph|time)
            """
        ),
    ),
    (-1.5, anywhere("related work / literature / survey / overview")),
    (
        -1.5,
        anywhere(
            r"""
            (?:several|many|various|numerous|multiple|different) (?:\w+ )?(?:ways|approaches|methods|techniques|works|
            studies|attempts|directions)
            """
        ),
    ),
    (-1.6, SET_UP),
    (
        -1.6,
        anywhere(
            r"""
            future work / we (?:\w+ )?(?:thank|train|evaluate|hope|plan|believe|find|found|show|observe|obtain) /
            results? (?:show|suggest) / spate of / body of (?:\w+ )?(?:work|literature)
            """
        ),
    ),
    (-0.8, CONTEXT_BOUND),
)
_CONTRASTS = anywhere(
    r"""
    unlike / in contrast to / differs? from / different from / builds? (?:up)?on / instead of / rather than /
    inspired by
    """
)
_OWN_SUBJECT = at_start("we / our / this paper / this work")
_LEAST_PRIOR, _OWN_CONTRAST = 1.5, 1.2
_WITHOUT_GAP = 1.2  # what others did, and no word of what that leaves open, is no news of this paper


def prior_work(reading: Reading) -> float:
    """What others did; best beside what this paper does differently."""
    found = total(reading.text, _PRIOR)
    if found == 0.0 or (found < _LEAST_PRIOR and not reading.place.is_background):
        return NEVER
    contrasts = _CONTRASTS.search(reading.text) is not None
    if _OWN_SUBJECT.match(reading.text) and not contrasts:
        return NEVER
    if not (contrasts or reading.is_own or reading.place.is_gap):
        found -= _WITHOUT_GAP
    return found + total(reading.text, _NOT_PRIOR) + (_OWN_CONTRAST if reading.is_own and contrasts else 0.0)


# ---- Future work ----

_FUTURE: Weighted = (
    (
        3.0,
        anywhere(
            r"""
            (?:in |for |as |our )?future (?:work|research|studies|directions?|investigations?|efforts)(?= (?:may|might|
            could|should|will|can|is|includes?|would|on|into|to|we|aims?|involves?|focus(?:es)?)|, we) /
            we (?:plan|intend|hope|would like|are planning|are interested|look forward) (?:to|on|in)(?! (?:make|
            show|provide|contribute|shed|inspire|help|demonstrate|answer|address this|fill)) /
            left (?:for|to|as) future (?:work|research) / (?:for|to|in) future (?:work|research)
            """
        ),
    ),
    (
        2.5,
        anywhere(
            r"""
            it would be (?:\w+ )?(?:interesting|useful|worthwhile|valuable|desirable|important) / may wish to /
            next (?:step|goal|aim) / remains? to be (?:seen|done|explored|studied|shown|investigated) /
            opens? (?:up )?(?:the door|new|several|possibilities|avenues) /
            (?:an|one) (?:\w+ )?(?:interesting|open|promising|exciting|important) (?:\w+ )?(?:direction|question|
            avenue|problem|area|extension) / excited about /
            further (?:research|work|study|studies|investigation|exploration) (?:is|are|on|into|will|could|should|
            may) / we leave / deserves? / could be (?:extended|explored|improved|further) /
            should (?:be )?(?:explored|investigated|studied)
            """
        ),
    ),
)
_NOT_FUTURE: Weighted = (
    (-3.5, anywhere("leave (?:it|this|that|these|them)")),
    (-3.0, anywhere("limitations?")),
    (-2.5, anywhere("we (?:gave|used|chose|did|have|had|were|are able)")),
    (
        -2.5,
        anywhere(
            r"we hope (?:that )?(?:this|our) / left (?:as|for) future work\. / beyond the scope / previous(?:ly)?"
        ),
    ),
    (
        -1.0,
        anywhere("we (?:show|find|found|introduce|propose|present) / outperforms? / achieves? / other tasks / excited"),
    ),
)
_UNNAMED = -1.0
_NAMES_NOTHING = re.compile(
    r"(?:future (?:work|research|directions?|studies)|further (?:research|work|study|investigation)|new directions"
    r"|avenues)[\w ]{0,24}\.$",
    re.IGNORECASE,
)


def future_work(reading: Reading) -> float:
    """What comes next; it must name what."""
    found = total(reading.text, _FUTURE)
    if found == 0.0:
        return NEVER
    if _NAMES_NOTHING.search(reading.text):
        found += _UNNAMED
    return found + total(reading.text, _NOT_FUTURE)


# ---- Credits ----

_THANKS = anywhere(
    r"""
    thanks? / thankful / grateful / gratefully / acknowledges? / indebted / grants? / funding / appreciates? /
    fellowship /
    (?:partially |partly |financially |generously )?(?:supported|funded|sponsored|financed) (?:in part )?(?:by|under|
    through) / financial support
    """
)
_CREDITS = 3.0
_ONLY_REVIEWERS = re.compile(r"\b(?:reviewers?|referees?|editors?|shepherd)\b")
_FOR_REVIEWS = -1.2  # everybody does; whom else a paper thanks tells more
_NAMED_PERSON = re.compile(r"\b[A-Z][\w’.-]{0,20} [A-Z][a-zé’-]{2,20}\b")


def credits_to(reading: Reading) -> float:
    """Whom the paper thanks."""
    if not _THANKS.search(reading.text):
        return NEVER
    is_dull = _ONLY_REVIEWERS.search(reading.text) and not _NAMED_PERSON.search(reading.text)
    return _CREDITS + (_FOR_REVIEWS if is_dull else 0.0)
