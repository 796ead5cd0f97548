"""Words of what the work does not do."""

import re

from bot.extractive.clauses import Kind
from bot.extractive.phrases import anywhere, at_start
from bot.extractive.role_rules import NEVER, Reading, Weighted
from bot.model import Zone

_LIMITATION: Weighted = (
    (
        5.0,
        anywhere(
            r"""
            (?:we|I) (?:\w+ )?hesitate to / (?:we|I) (?:\w+ )?(?:caution against|urge caution|advise caution) /
            (?:limitation|drawback|shortcoming|weakness|caveat) (?:of|to|in|with) our (?:\w+ ){1,3}(?:is|was) /
            (?:primary|main|key) (?:limitation|drawback|shortcoming|weakness) of (?:our|this) (?:\w+ ){1,3}(?:is|was)
            """
        ),
    ),
    (
        4.2,
        anywhere(
            r"""
            (?:does|do|can|did) not (?:currently|yet) / (?:is|are) not currently / (?:has|have) not yet been /
            currently (?:does|do|is|are|can|only|limited|lacks?|supports? only)(?: not)? /
            (?:limitation|drawback|shortcoming|weakness|caveat)s? (?:of|to|in|with) (?:our|this|the (?:present|
            current)) (?:\w+ ){0,3}(?:is|are|was|were) / limitations? (?:of (?:\w+ ){1,4})?(?:includes?|included) /
            (?:limitation|drawback|shortcoming|weakness|caveat) (?:is|was) that /
            our (?:\w+ ){1,3}(?:exclusively|solely|only) (?:revolves?|focus(?:es)?|relies|rely|covers?|considers?|
            deals?) /
            our (?:\w+ ){1,2}(?:is|are|was|were) (?:not|hardly|far from) (?:realistic|representative|exhaustive) /
            (?:accuracy|performance|quality|precision|recall)(?: levels?)? (?:is|was|were) (?:\w+ )?(?:reduced|lower|
            worse|degraded|poor(?:er)?) (?:in|on|for|with) (?:some|certain|several|other|a few|unseen) /
            we cannot (?:exclude|rule out) /
            cannot be (?:excluded|ruled out) /
            our (?:study|analysis|work|evaluation|approach|method) (?:is|was) limited /
            we have (?:so far |only )?(?:demonstrated|evaluated|tested|considered|shown|explored)(?: \w+){0,8} only /
            generali[sz]ability (?:\w+ ){0,2}(?:is|cannot|may|remains) /
            (?:was|were|is|are) (?:relatively|rather|fairly|comparatively) (?:short|small|homogeneous|limited|few) /
            some of the (?:limitations|drawbacks|shortcomings|weaknesses) of (?:our|this) /
            need to be (?:\w+ )?(?:cautious|careful) / (?:does|do|did) not (?:permit|allow) (?:an?|us|for|any|the) /
            our (?:\w+ ){0,4}(?:is|are) (?:\w+ )?limited[.,] /
            the (?:current|present) [^.;]{0,140}(?:is|are) (?:\w+ )?limited /
            our (?:\w+ ){0,3}(?:is|are|was|were) (?:\w+ )?(?:limited|restricted|confined) to
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
            (?:assumption|restriction|simplification)s? (?:[\w-]+ ){1,12}(?:is|are) (?:\w+ )?(?:restrictive|unrealistic|
            simplistic) / (?:is|are) (?:rather|quite|overly|fairly|somewhat|too) restrictive /
            we were (?:\w+ )?(?:unable|not able) to /
            we only (?:recorded|measured|tested|considered|evaluated|studied|examined|included|analy[sz]ed|collected|
            investigated) / (?:significant|clear|large|some) discrepanc(?:y|ies) (?:from|with|between) /
            we (?:did|do|have) not (?!observe|find|see|need|claim|require|reject|notice|use any) / cannot / can not /
            unable to / fails? (?:to|in|on|when|for) / failed to /
            (?:is|are|was|were) (?:\w+ )?(?:limited|restricted|confined) (?:to|by|in|because|
            since)(?! (?:\w+ ){1,3}enough) /
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
            self-report(?:ed)? / is (?:also )?(?:sensitive|vulnerable) to / limited by
            """
        ),
    ),
)
_CALMS = anywhere(
    r"""
    reject / (?:do|did) not observe / overcomes? / address(?:es|ed|ing)? (?:this|these|the|some|such) / hope /
    hypothesi[sz]e / the same limitations? / (?:several|some|many|a few|other|no) (?:\w+ )?limitations? /
    limitations (?:are|will be) (?:discussed|described) /
    we (?:discuss|described?|outline|list|acknowledge|mention)(?: \w+){0,4} limitations? / without (?:any )?limit\w+ /
    not limited to / cannot be (?:overstated|explained) / future directions / mitigat\w+ / alleviat\w+ / not only /
    solve[sd]? / (?:from|in) the literature / previous / prior / existing /
    other (?:methods|systems|approaches|work) / baselines? / traditional /
    conventional / can be (?:easily|readily|solved|fixed) / broad(?:er)? impact / cannot (?:\w+ )?guarantee that no /
    understand the limitations / highlights? (?:\w+ ){0,3}limitations? /
    limitations? of (?:LLMs|current|existing|prior|previous|other) / work has shown / we have already / we do this /
    was able to / we (?:aim|explicitly) / can potentially / (?:critical|great|particular|utmost) importance /
    we believe / (?:by|of) (?:alternative|other|competing|rival) (?:\w+ )?(?:solutions?|approaches|methods|tools|
    systems) /
    we (?:\w+ )?(?:show|showed|find|found|demonstrated?|observed?|propose|present) /
    our (?:results|findings|experiments) (?:show|demonstrate|suggest|indicate|reveal)\w*
    """
)
"""A limitation that is only announced, that others have, or that the sentence takes back."""

_WEAK_LIMITATION = anywhere(
    r"""
    only / not / no / cannot / (?:out|outside) of scope / beyond the scope / assum\w+ / depends? /
    rel(?:y|ies|ied) on / single / small / few / just / may / might / bias(?:es|ed) / noise / inherent / subjective /
    less / fewer / restrict\w* / limit\w* / simplif\w+ / difficult / rather than / without / unclear /
    uncertain\w* / sensitive
    """
)
_HARD_LIMITATION = anywhere(
    r"""
    only / not / no / cannot / beyond / out of / assum\w+ / depends? / rel(?:y|ies|ied) on / single / small / few /
    limit\w* / restrict\w* / simplif\w+ / less / fewer / without
    """
)
_OF_A_STUDY = anywhere(
    r"""
    study / studies / results? / findings / samples? / participants / dataset / data / analys[ei]s / evaluation /
    experiments? / approach / method / methodology / model / benchmark / scope / system / survey / generali[sz]\w+
    """
)
_WEAK = 1.2  # in a section on limitations these are enough
_STARTS_LIMITATION = re.compile(r"(?:\w+ ){0,4}(?:limitation|drawback|shortcoming|weakness|caveat)", re.IGNORECASE)
_SO_FAR = re.compile(
    r"The (?:current|present) (?:support|implementation|version|prototype|design|system|release|tool|model|approach)\b"
)
_ONLY_ANNOUNCES = re.compile(
    r"\bwe (?:discuss|describe|outline|list|acknowledge|mention|note|recogni[sz]e|identif\w+)(?: \w+){0,4} "
    r"limitations?\b(?![^.]*:)"
    r"|^There (?:are|were) (?:\w+ ){1,2}(?:limitations|drawbacks|shortcomings|weaknesses|caveats)\b(?![^.]*:)"
    r"|\bcaveats?\b.{0,40}\bin order\b"
    r"|\b(?:subject to|comes? with) (?:several|some|many|a few|certain|important|two|three) (?:\w+ )?"
    r"(?:limitations|caveats|weaknesses|shortcomings)\.$"
    r"|\bshare of (?:\w+ )?limitations\b|\b(?:has|have|are|with) (?:\w+ ){0,2}(?:several|some|many|important"
    r"|certain) (?:\w+ )?(?:limitations|caveats|weaknesses|shortcomings)\b",
    re.IGNORECASE,
)
_CONSOLES = at_start("however / nevertheless / nonetheless / despite")
_IS_ANOTHER_THING = anywhere(
    r"""
    (?:do|does|did) not support (?:the|any|an?|our|this) (?:\w+ )?(?:notion|hypothes[ei]s|idea|view|claim|theory|
    prediction|assumption|conclusion|belief) / cannot (?:disclose|reveal|divulge)
    """
)
"""What was found against a belief, and what is kept secret."""

_NAMES_ASSUMPTION = re.compile(r"(?:The|An?|One) (?:\w+ ){0,2}(?:assumption|simplification)s?\b")
_CALMED, _CONSOLED = -2.5, -1.5
_WITHOUT_WORDS = -0.5  # even the section on limitations mostly says other things
_FELL_SHORT = re.compile(
    r".{0,100}\b(?:accuracy|performance|precision|recall)(?: levels?)? (?:was|were) (?:\w+ )?(?:reduced|lower|worse"
    r"|degraded|poor(?:er)?) (?:in|on|for|with) (?:some|certain|several|a few)\b"
)
_STARTS = (_STARTS_LIMITATION, _SO_FAR, _NAMES_ASSUMPTION, _FELL_SHORT)
"""Of the work, though nothing says so."""


def limitation(reading: Reading) -> float:
    """What the work does not do. The strongest word counts, not the sum: vague sentences have many."""
    in_section = reading.place.zone is Zone.LIMITATIONS
    if not (in_section or reading.is_own or any(starts.match(reading.text) for starts in _STARTS)):
        return NEVER
    strongest = max((weight for weight, pattern in _LIMITATION if pattern.search(reading.text)), default=0.0)
    is_about_work = reading.is_own or _OF_A_STUDY.search(reading.text) is not None
    is_merit = reading.is_led and (
        reading.kind in (Kind.BRINGS, Kind.FOUND) or _HARD_LIMITATION.search(reading.text) is None
    )
    if strongest == 0.0 and in_section and is_about_work and not is_merit and _WEAK_LIMITATION.search(reading.text):
        strongest = _WEAK
    if _ONLY_ANNOUNCES.search(reading.text) or _IS_ANOTHER_THING.search(reading.text):
        return NEVER
    if strongest == 0.0:
        return _WITHOUT_WORDS if in_section else NEVER
    if _CALMS.search(reading.text):
        strongest += _CALMED
    if in_section and _CONSOLES.match(reading.text):
        strongest += _CONSOLED
    return strongest
