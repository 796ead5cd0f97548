"""Words of what was found."""

import re

from bot.extractive.clauses import Kind
from bot.extractive.phrases import anywhere, at_start
from bot.extractive.role_rules import (
    CALLS,
    CONTEXT_BOUND,
    EARLIER,
    IMPLICATION,
    LISTED_BONUS,
    NEVER,
    SAYS_NOTHING,
    SET_UP,
    THIN,
    Reading,
    Weighted,
    total,
)
from bot.extractive.salience import stems
from bot.extractive.verbs import FINITE_VERBS, NOUN_TOO
from bot.model import Zone

_MEASURE = anywhere(
    r"""
    \d[\d.,]*\s?% / \d[\d.,]*\s?[x×] / \d[\d.,]*-fold /
    \d[\d.,]*\s?(?:times|percent|percentage|points?|BLEU|ROUGE|F1|dB|hours?|days?|minutes?|seconds?|ms|machines?|
    GPUs?) / \d[\d.,]*\s?(?:parameters|tokens|examples|tasks|datasets|languages|orders|benchmarks) / twice / half of /
    double[sd] / tripled? / halv\w+ / one (?:third|quarter|half) / orders? of magnitude / 1/\d /
    rank(?:s|ed)? (?:the )?\d{1,3}(?:st|nd|rd|th)
    """
)
WITH_UNIT = re.compile(
    r"\d\s?%|\d\s?(?:dBm?|[kMGT]?Hz|[kM]?W|m?J|[mk]?V|K|°C|[kcmnµμ]m|m?s|[mkµμ]?g|kg|bar|[kM]?Pa|[kMG]?B(?:/s)?|points?"
    r"|times|orders? of magnitude|years?|months?|days?|hours?)\b|\d[x×]|\d-fold\b"
)
"""A measured number: with one, a result is a headline."""

_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?!\w)")
_OUTCOMES = anywhere(
    r"""
    outperform(?:s|ed|ing)? / achiev(?:es?|ed|ing) / surpass(?:es|ed|ing)? / exceed(?:s|ed|ing)? / on par /
    superior / state[- ]of[- ]the[- ]art / w[io]n(?:s|ning)? / beat(?:s|ing)? / compar(?:es?|ed) favou?rably /
    competitive / comparable (?:to|with) /
    match(?:es|ed|ing)?(?= (?:or|state|GPT|human|(?:the|that of|those of) (?:\w+ )?(?:performance|accuracy|
    quality|best|state|results?))\b) / roughly match\w* / speed-?ups? /
    perform(?:s|ed)? (?:better|best|similarly|comparably|on par|well) / establish(?:es|ed)? (?:a |the )?new /
    rank(?:s|ed)? (?:first|1st) / best results? / (?:1st|first) place /
    (?:comparable|similar|better) performance
    """
)
"""Words of what came of the work, whatever the main clause tells."""

RESULT_WORDS: Weighted = (
    (
        2.8,
        anywhere(
            "(?:do|does|did) not (?:support|confirm) (?:the|any) (?:\\w+ )?(?:notion|hypothes[ei]s|idea|view|claim)"
        ),
    ),
    (2.0, _OUTCOMES),
    (
        1.3,
        anywhere(
            r"""
            improv(?:es?|ed|ing|ements?) / reduc(?:es?|ed|ing|tions?) / faster / gains? / decreas(?:es?|ed) /
            increas(?:es?|ed) / scal(?:es|ed) / generali[sz]es? / doubles? / doubling / drops? /
            more (?:than|accurate|efficient|\w+ than) / less \w+ than / better / higher / lower / fewer / accuracy /
            error / requiring only / only \d\S*
            """
        ),
    ),
    (
        1.3,
        anywhere(
            r"""
            we provide (?:\w+ ){0,3}evidence / can be explained by / (?:to |we )(?:reveal|show)(?:s|ed)? that /
            we (?:\w+ )?(?:find|found|show|showed|shown|demonstrated?|observed?|conclude|prove|establish|confirm|
            discover(?:ed)?|obtain(?:ed)?|verif(?:y|ied)|noticed?)(?: \w+){0,2} (?:that|how|the|evidence|an?|\d) /
            our (?:\w+ ){0,3}(?:results?|experiments?|findings|evaluations?|analys[ie]s)(?: \w+){0,3} (?:show|
            demonstrate|suggest|reveal|indicate|confirm)\w* /
            (?:experiments|results) (?:\w+ ){0,5}(?:show|demonstrate)\w* /
            and (?:find|found|observed?|show(?:ed)?|demonstrated?)(?: that|an?|the)? /
            this (?:paper|work|study) (?:shows|demonstrates|finds)
            """
        ),
    ),
    (1.5, _MEASURE),
    (1.0, WITH_UNIT),
    (
        1.5,
        anywhere(
            r"""
            (?:main|key|central|primary) (?:contribution|finding|result) (?:of (?:this|our) \w+ )?is
            (?:to (?:show|demonstrate|prove) )?that / we conclude that / in all cases
            """
        ),
    ),
)
_NOT_RESULT: Weighted = (
    (-2.2, SET_UP),
    (
        -2.0,
        anywhere(
            r"""
            we (?:\w+ )?(?:introduce|propose|present|describe|design|aim|seek|want|hope|believe|plan|ask|
            hypothesi[sz]e|conjecture|expect|speculate|suspect) / future / further (?:research|work|studies) /
            can be (?:used|applied|found|seen) / confidence intervals? /
            to (?:show|demonstrate|test|evaluate|measure|compare|verify|investigate) (?:that|whether|how|the|if)
            """
        ),
    ),
    (
        -2.0,
        anywhere(
            r"(?:may|might|could) (?:even |also |indirectly |further )?(?:increase|improve|help|reduce|facilitate"
            r"|benefit|enhance|allow)"
        ),
    ),
    (
        -1.5,
        anywhere(
            r"""
            we will / it is (?:\w+ )?(?:possible|important|necessary|known) / (?:has|have) the potential / should /
            would / may be due / might be due / perhaps / presumably / probably due /
            previously (?:shown|reported|proposed) / et al / has been / have been / traditional(?:ly)?
            """
        ),
    ),
    (-1.0, THIN),
    (-1.2, CONTEXT_BOUND),
    (-2.5, IMPLICATION),
    (
        -3.0,
        anywhere(
            r"""
            (?:current|existing|previous|prior|recent|most) (?:[\w-]+ ){1,3}(?:models?|methods?|approaches|works?|
            studies|techniques|systems?|benchmarks?) (?:[\w-]+ ){0,4}(?:is|are|was|were|have|has|rel(?:y|ies)|focus|
            use) /
            (?:is|are) (?:particularly |increasingly |very |especially |highly |widely )?(?:relevant|important|popular|
            common|ubiquitous|widespread|crucial|essential|used)
            """
        ),
    ),
)
_STATE_OF_THINGS = anywhere(
    r"""
    (?:is|are) (?:\w+ )?(?:located|situated|native|endemic|indigenous|headquartered) (?:in|at|on|near|to) /
    (?:is|are) (?:still |also )?(?:\w+ly )?(?:developing|emerging|evolving|maturing)(?: as| into|\.|,) /
    (?:is|are|was) (?:an? )?(?:well[- ])?known (?:\w+ )?(?:issue|problem|risk|cause|factor|challenge)s? /
    (?:researchers|scholars|authors|practitioners|studies|research) (?:\w+ )?(?:tends?|has|have|often|typically|
    usually) /
    in (?:its|their) infancy / rise (?:to|in) popularity
    """
)
"""Where things stand, or stand on the map: nobody found that by this work."""

_MERITS = re.compile(
    r"(?:The|One|A|An|Another) (?:[a-z]+ )?(?:advantage|benefit|strength|appeal|merit)s? of (?!the (?:proposed|new)\b)"
)
"""What is good about a thing; if that is not the paper's own, nobody found it by this work."""

_SUPPOSES = at_start("(?:we|I) (?:hypothesi[sz]ed?|conjectured?|speculated?|expect(?:ed)?|suspect(?:ed)?)")
_AIMS = at_start(
    r"(?:this|our|the) (?:present )?(?:paper|work|study|article|project|goal|aim) (?:aims?|seeks?|intends?|wants?"
    r"|hopes?|strives?|sets out|is) to / we (?:aim|seek|intend|want|hope|strive|set out) to"
    r" / (?:we|I) suggest (?:some|several|new|novel|two|three|a (?:new|novel)|using)"
)
_MIGHT_BE = re.compile(
    r"\b(?:could|may|might) (?:also |well |simply |instead )?(?:reflect|indicate|stem from|result from|arise from|mean"
    r"|imply|signal|point to|be (?:due to|explained by|caused by|driven by|related to|attributed to|a sign of))\b"
    r"|\b(?:do|does|did) not (?:preclude|rule out|exclude)\b"
)
_PRAISES = re.compile(
    r"^(?!(?:We|I|Our (?:\w+ ){0,2}(?:results|findings|data|experiments))\b)[^,;]{3,80} (?:is|are) "
    r"(?:(?:broadly|widely|highly|very|generally|particularly|especially|extremely) )?"
    r"(?:useful|valuable|invaluable|helpful|indispensable|well[- ]suited) (?:for|to|in|as|tools?)\b"
)
_OTHERS_FOUND = re.compile(
    r"\b(?:different|various|several|many|other|some|earlier|previous|recent|independent) (?:[\w-]+ ){0,2}"
    r"(?:efforts|disciplines|scholars|researchers|authors|studies|works|papers|literatures|traditions|teams) "
    r"(?:have|has)\b"
)
_NO_FINDINGS = (CALLS, _MIGHT_BE, _PRAISES, _OTHERS_FOUND)
"""What should be done, may be so, is praised, or others found."""

_LEAST_FOUND = 1.3

_NUMBER_BONUS = 0.4
_LOOKING_BACK = frozenset({Zone.CONCLUSION, Zone.DISCUSSION})
_NOT_LED = 1.2  # there the world is spoken of as well as what was found in it
_SUMMING_ZONES = frozenset({Zone.ABSTRACT, Zone.CONCLUSION, Zone.DISCUSSION})


_WITHIN = frozenset({Zone.BODY, Zone.RESULTS, Zone.INTRODUCTION, Zone.DISCUSSION})
_REPORTS = re.compile(
    r"(?:We|I|Our (?:\w+ ){0,3}(?:results?|findings?|experiments?|analys[ei]s|estimates?|data|measurements?"
    r"|simulations?)) (?:[\w-]+ )?(?:find|found|observed?|show|showed|demonstrated?|discover(?:ed)?|prove[ds]?"
    r"|reveal(?:ed)?|indicated?|confirm(?:ed)?|establish(?:ed)?)\b(?: [\w-]+){0,2} that\b"
)
_REPORTED = 1.2
"""What the body says it found about the words of the title is mostly told whole; the rest leans on its section."""

_OF_DRAWING = anywhere(
    r"""
    (?:dots?|lines?|bars?|points?|colou?rs?|colou?red|columns?|rows?|panels?|axis|axes|shaded|shading|legends?|insets?|
    arrows?|boxes|curves?|circles?|squares?|triangles?|symbols?|markers?|dashed|solid|dotted|red|blue|green|grey|
    gray|black|orange|bold|italics?|asterisks?|whiskers|histograms?|plots?|plotted|shown|depicted|illustrates?|visuali[sz]\w+|
    sketch\w*|images?|maps?|brackets?|confidence intervals?|standard (?:errors?|deviations?)|error|coefficients?|
    abbreviations?|notes?|sources?|denotes?|indicates?|represents?|refers?|stands? for|see|here|this|these|each)
    """
)
"""What a caption says of its drawing, and not of what the drawing shows."""

_KIND_FITS_RESULT = {Kind.FOUND: 0.8, Kind.DONE: -2.0, Kind.BRINGS: -2.0, None: 0.0}
_THAT_IT_IS = re.compile(
    r"\b(?:show|find|found|demonstrate|observe|indicate|impl|reveal|confirm|suggest|conclude)[a-z]{0,3} that\b"
)
_PANEL = re.compile(r"\([A-Za-z]\)")
_STATIVE = frozenset("is are was were has have had be may might could would should".split())


def result(reading: Reading) -> float:
    """What was found: an outcome, best with a number."""
    place = reading.place
    if _is_barred(reading):
        return NEVER
    found = _words_of_finding(reading)
    is_finding = reading.kind is Kind.FOUND or place.is_caption or (reading.kind is None and place.zone not in _WITHIN)
    if found < _LEAST_FOUND or not (is_finding or _OUTCOMES.search(reading.text)):
        return NEVER
    if place.zone in _WITHIN and _REPORTS.match(reading.text) and _is_on_title(reading):
        found += _REPORTED
    if place.zone in _LOOKING_BACK and not (reading.is_led or reading.is_own or place.is_listed):
        found -= _NOT_LED
    if _NUMBER.search(reading.text):
        found += _NUMBER_BONUS
    if place.is_listed:
        found += LISTED_BONUS
    return found + total(reading.text, _NOT_RESULT) + _KIND_FITS_RESULT[reading.kind]


def _is_barred(reading: Reading) -> bool:
    """Whether the sentence tells nothing that this work found, whatever its words."""
    place, text = reading.place, reading.text
    is_about_paper = reading.is_led or place.is_listed or place.is_caption or place.zone in _SUMMING_ZONES
    if place.is_background or not is_about_paper or _STATE_OF_THINGS.search(text) or SAYS_NOTHING.search(text):
        return True
    if place.zone is not Zone.ABSTRACT and text.startswith("If "):
        return True  # a case of an argument
    tells_measured = reading.kind is None and _MEASURED.search(text)
    if place.is_before_findings and reading.kind is not Kind.FOUND and not (_OUTCOMES.search(text) or tells_measured):
        return True  # how it was done
    if place.is_caption and not (_is_on_title(reading) and _tells_in_full(reading)):
        return True
    if _AIMS.match(text) or any(pattern.search(text) for pattern in _NO_FINDINGS):
        return True
    if EARLIER.match(text) or _SUPPOSES.match(text) or (_MERITS.match(text) and not reading.is_own):
        return True
    return place.is_cited and place.zone is not Zone.ABSTRACT and not reading.is_own  # others found it


_MEASURED = re.compile(r"\d\s?(?:%|per ?cent\b|percentage points?\b|[x×]\b|-?fold\b)")
"""Of what was done such a number is rare, where nobody is said to have done it."""


def _words_of_finding(reading: Reading) -> float:
    """What its words are worth; at least so much as a finding where its kind and its place show that it is one."""
    place = reading.place
    is_found = reading.kind is Kind.FOUND
    # After its turn the abstract of a study says what was found; that of a system says how it works.
    tells_outcome = reading.kind is None and (place.is_after_findings or not reading.subject.is_system)
    is_so = place.zone is Zone.ABSTRACT and (is_found or tells_outcome)
    if _is_on_title(reading):
        reports = place.zone in _LOOKING_BACK or _THAT_IT_IS.search(reading.text) is not None
        tells = place.is_caption or (reports if is_found else _tells_what_happened(reading))
        is_so = is_so or (tells and reading.kind in (Kind.FOUND, None))
    found = total(reading.text, RESULT_WORDS)
    return max(found, _LEAST_FOUND) if is_so else found


def _is_on_title(reading: Reading) -> bool:
    return bool(stems(reading.text) & reading.subject.title_stems)


def _tells_in_full(reading: Reading) -> bool:
    """Whether the sentence of a caption has a verb for sure and is about what the drawing shows."""
    if _PANEL.search(reading.text) or _OF_DRAWING.search(reading.text):
        return False
    return reading.verb in FINITE_VERBS - NOUN_TOO or reading.verb.endswith("ed")


def _tells_what_happened(reading: Reading) -> bool:
    """Whether a sentence that looks back tells what happened, or what the title names does, and not how things are."""
    if reading.place.zone not in _LOOKING_BACK or reading.verb in _STATIVE:
        return False
    return reading.verb.endswith("ed") or len(stems(reading.text) & reading.subject.title_stems) > 1
