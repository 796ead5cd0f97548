"""Words of what stands around the work: why, limitation, prior work, future work, credits."""

import re

from bot.extractive.phrases import anywhere, at_start
from bot.extractive.role_rules import CONTEXT_BOUND, NEVER, SET_UP, THIN, Reading, Weighted, total
from bot.model import Zone

# ---- Why ----

_WHY: Weighted = (
    (
        1.5,
        anywhere(
            r"""
            important(?:ly)? / importance / crucial / critical / essential / challeng(?:es?|ing) /
            difficult(?:y|ies)? / barriers? / costly / expensive / lacks? / hinders? / limits? / limited / suffers? /
            bottlenecks? / prohibitive(?:ly)? / intractable / inaccessible / hard (?:to|for) / little is known /
            poorly understood / prevents? / problem /
            remains? (?:\w+ )?(?:unclear|open|unknown|difficult|a challenge|poorly) / constraints? / remains\.$ /
            need / struggles? / unable / fails? to / cannot
            """
        ),
    ),
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
    (
        0.8,
        anywhere(
            r"we believe / we hope / we argue / our (?:findings|results|work) (?:\w+ )?(?:suggest|imply|highlight)"
        ),
    ),
)
_NOT_WHY: Weighted = (
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
)
_GAP, _OTHER_BACKGROUND = 1.6, 0.4


def why(reading: Reading) -> float:
    """Why it matters: a need, an obstacle, what becomes possible; what an abstract says before its own work."""
    found = total(reading.text, _WHY)
    if reading.place.is_background:
        found += _GAP if reading.place.is_gap and found > 0 else _OTHER_BACKGROUND
    elif found == 0:
        return NEVER
    return found + total(reading.text, _NOT_WHY)


# ---- Limitation ----

_LIMITATION: Weighted = (
    (
        4.2,
        anywhere(
            r"""
            (?:does|do|can|did) not (?:currently|yet) / (?:is|are) not currently / (?:has|have) not yet been /
            currently (?:does|do|is|are|can|only|limited|lacks?|supports? only)(?: not)? /
            (?:limitation|drawback|shortcoming|weakness|caveat)s? (?:of|to|in|with) (?:our|this|the (?:present|current))
            (?:\w+ ){0,3}(?:is|are|was|were) /
            (?:limitation|drawback|shortcoming|weakness|caveat) (?:is|was) that
            """
        ),
    ),
    (
        3.0,
        anywhere(
            r"""
            (?:a|an|one|another|the|main|key|first|second|major|important) (?:\w+ ){0,2}(?:limitation|drawback|
            shortcoming|weakness|caveat|disadvantage) / limitations? (?:of|is|are) / drawbacks? / caveats?
            """
        ),
    ),
    (
        2.6,
        anywhere(
            r"""
            we (?:did|do|have) not (?!observe|find|see|need|claim|require|reject|notice|use any) / cannot / can not /
            unable to / fails? (?:to|in|on|when|for) / failed to /
            (?:is|are|was|were) (?:\w+ )?(?:limited|restricted|confined) (?:to|by|in|because|since) /
            (?:does|do) not (?:work|handle|support|scale|cover|generali[sz]e|take|account|consider|address|guarantee) /
            not (?:yet )?(?:able|possible|supported|covered|handled|evaluated|tested)
            """
        ),
    ),
    (
        2.2,
        anywhere(
            r"""
            tends? to / prone to / propensity / (?:may|might) limit / limits? (?:the|our|its) /
            at the (?:cost|expense) of / remains? (?:an? )?(?:open|challeng\w+|difficult|unclear) / idealized /
            too (?:slow|large|expensive|costly|small) / struggles? / less effective /
            (?:covers?|considers?|includes?|studies|study|focus(?:es)? on) only / degrades? /
            (?:only|merely) (?:on|for|in|to|consider|evaluate|tested) / expensive /
            still (?:far|requires?|suffers?|produces?|fails?|lags?|needs?|cannot) /
            may (?:not|fail|be (?:less|biased|insufficient)) / might not / lack(?:s|ing)? / not robust / hinders? /
            (?:interpreted|generali[sz]ed|treated) with (?:\w+ )?(?:caution|care) / rule out / small sample /
            self-report(?:ed)? /
            is (?:also )?(?:sensitive|vulnerable) to / limited by
            """
        ),
    ),
)
_CALMS = anywhere(
    r"""
    reject / (?:do|did) not observe / overcomes? / address(?:es|ed|ing)? (?:this|these|the|some|such) / hope /
    hypothesi[sz]e / the same limitations? / (?:several|some|many|other|no) (?:\w+ )?limitations? /
    limitations (?:are|will be) (?:discussed|described) /
    we (?:discuss|described?|outline|list|acknowledge|mention)(?: \w+){0,4} limitations? / without (?:any )?limit\w+ /
    not limited to / cannot be (?:overstated|explained) / future directions / mitigat\w+ / alleviat\w+ / not only /
    solve[sd]? / previous / prior / existing / other (?:methods|systems|approaches|work) / baselines? / traditional /
    conventional / can be (?:easily|readily|solved|fixed) / broad(?:er)? impact / cannot (?:\w+ )?guarantee that no /
    understand the limitations / we (?:aim|explicitly) / can potentially
    """
)
"""A limitation that is only announced, that others have, or that the sentence takes back."""

_CONSOLES = at_start("however / nevertheless / nonetheless / despite")
_CALMED, _CONSOLED = -2.5, -1.5
_WITHOUT_WORDS = -0.5  # even the section on limitations mostly says other things


def limitation(reading: Reading) -> float:
    """What the work does not do. The strongest word counts, not the sum: vague sentences have many."""
    in_section = reading.place.zone is Zone.LIMITATIONS
    if not (in_section or reading.is_own):
        return NEVER
    strongest = max((weight for weight, pattern in _LIMITATION if pattern.search(reading.text)), default=0.0)
    if strongest == 0.0:
        return _WITHOUT_WORDS if in_section else NEVER
    if _CALMS.search(reading.text):
        strongest += _CALMED
    if in_section and _CONSOLES.match(reading.text):
        strongest += _CONSOLED
    return strongest


# ---- Prior work ----

_PRIOR: Weighted = (
    (
        2.2,
        anywhere(
            r"""
            (?:previous|existing|recent|earlier|past) (?:\w+ ){0,3}(?:works?|systems?|methods?|approaches|models?|
            studies|research|techniques|efforts|results|metrics?|datasets?|algorithms?) /
            prior (?:works?|methods|approaches|systems|studies|research|art|efforts)
            """
        ),
    ),
    (
        1.8,
        anywhere(
            r"""
            unlike / in contrast to / differs? from / builds? (?:up)?on / closely related / different from /
            as opposed to / compared (?:to|with) (?:previous|prior|existing) / similar to / inspired by / extends?
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
    (-1.6, SET_UP),
    (-1.2, anywhere("future work / we (?:thank|train|evaluate|hope|plan|believe) / results? (?:show|suggest)")),
    (-0.8, CONTEXT_BOUND),
)
_LEAST_PRIOR, _OWN_CONTRAST = 1.5, 1.2


def prior_work(reading: Reading) -> float:
    """What others did; best beside what this paper does differently."""
    found = total(reading.text, _PRIOR)
    if found < _LEAST_PRIOR and not reading.place.is_background:
        return NEVER
    return found + total(reading.text, _NOT_PRIOR) + (_OWN_CONTRAST if reading.is_own else 0.0)


# ---- Future work ----

_FUTURE: Weighted = (
    (
        3.0,
        anywhere(
            r"""
            (?:in |for |as |our )?future (?:work|research|studies|directions?|investigations?|efforts)(?= (?:may|might|
            could|should|will|can|is|includes?|would|on|into|to|we)|, we) /
            we (?:plan|intend|aim|hope|would like|are planning|are interested|look forward) (?:to|on|in)(?! (?:make|
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
            next step / remains? to be (?:seen|done|explored|studied|shown|investigated) /
            opens? (?:up )?(?:the door|new|several|possibilities|avenues) /
            (?:an|one) (?:\w+ )?(?:interesting|open|promising|exciting|important) (?:\w+ )?(?:direction|question|
            avenue|problem|area|extension) / excited about /
            further (?:research|work|study|investigation|exploration) (?:is|on|into|will|could|should|may) / we leave /
            deserves? / could be (?:extended|explored|improved|further) /
            should (?:be )?(?:explored|investigated|studied)
            """
        ),
    ),
)
_NOT_FUTURE: Weighted = (
    (-3.5, anywhere("leave (?:it|this|that|these|them)")),
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


def credits_to(reading: Reading) -> float:
    """Whom the paper thanks."""
    return _CREDITS if _THANKS.search(reading.text) else NEVER
