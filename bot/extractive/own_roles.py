"""Words of the paper's own work: contribution, result, method."""

import re

from bot.extractive.phrases import anywhere
from bot.extractive.role_rules import (
    CONTEXT_BOUND,
    LISTED_BONUS,
    NEVER,
    SET_UP,
    THIN,
    Reading,
    Weighted,
    total,
)
from bot.model import Zone

# ---- Contribution ----

_CONTRIBUTION: Weighted = (
    (
        3.0,
        anywhere(
            r"""
            (?:we|this (?:paper|work|article|study)|our (?:paper|work))(?: \w+){0,2} (?:introduc(?:es?|ed)|
            propos(?:es?|ed)|present(?:s|ed)?|develop(?:s|ed)?) /
            (?:we|this (?:paper|work|article|study)|our (?:paper|work))(?: \w+){0,2} (?:design(?:s|ed)?|release[sd]?|
            construct(?:s|ed)?|create[sd]?|builds?|built|contributes?) /
            (?:we|this (?:paper|work|article|study)|our (?:paper|work))(?: \w+){0,2} (?:open-?sources?|offers?|gives?|
            formali[sz]es?|establish(?:es)?|devises?|describes?|articulates?)
            """
        ),
    ),
    (
        2.0,
        anywhere(
            r"""
            (?:we|this (?:paper|work|article|study)|our (?:paper|work))(?: \w+){0,2} (?:investigates?|stud(?:y|ies|
            ied)|explore[sd]?|examines?|analy[sz]es?|address(?:es|ed)?) /
            (?:we|this (?:paper|work|article|study)|our (?:paper|work))(?: \w+){0,2} (?:revisits?|provides?|
            implement(?:s|ed)?|reports?|extends?|proves?|argues?|identif(?:y|ies)|formulates?|unif(?:y|ies)) /
            we (?:are )?(?:also )?(?:releasing|making (?:\w+ )?(?:available|public)|open-sourcing) /
            we make (?:\w+ ){1,8}(?:public|publicly|available)
            """
        ),
    ),
    (1.2, re.compile(r"^We (?:[a-z]+ly )?[a-z-]+ ")),
    (1.0, anywhere(r"novel / new / (?:the )?first(?= (?:\w+[ -]){0,3}\w+ (?:that|to|for|of|in|capable|large|open))")),
    (0.8, anywhere("our (?:approach|method|system|framework|model|algorithm|key idea|main idea|contribution|goal)")),
)
_NOT_CONTRIBUTION: Weighted = (
    (
        -2.5,
        anywhere(
            r"""
            in contrast / unlike / (?:previous|prior) (?:work|approaches|methods|systems|studies) / however /
            typically / traditional(?:ly)? / existing / future work / plan to / they /
            we (?:\w+ )?(?:find|found|show|showed|shown|demonstrated?|observed?|obtain(?:ed)?|conclude|learned)
            """
        ),
    ),
    (
        -2.0,
        anywhere(
            r"""
            (?:comprehensive|extensive|detailed|thorough|further|additional) (?:\w+ )?(?:experiments?|evaluations?|
            analys[ei]s|evidence|details|discussions?) / we present (?:analys[ei]s|results) /
            we (?:explain|discuss|review|summari[sz]e|thank|faced|were|do|have no) /
            we (?:described|explained|discussed|evaluated|characteri[sz]ed|reviewed)
            """
        ),
    ),
    (-1.5, SET_UP),
    (
        -1.5,
        anywhere(
            r"""
            we (?:provide|give|present|describe) (?:an? )?(?:overview|details?|description|summary|discussion|example|
            review|background) / appendix / results? (?:for|on|of) / hope / believe
            """
        ),
    ),
)
_TITLE_NAME_INTRODUCED, _OTHER_NAME_INTRODUCED, _TITLE_NAME_USED = 4.0, 1.0, 0.5


def contribution(reading: Reading) -> float:
    """ "We introduce ...": what the paper brings."""
    if reading.place.is_background or not (reading.is_own or reading.place.is_listed):
        return NEVER
    score = total(reading.text, _CONTRIBUTION) + total(reading.text, _NOT_CONTRIBUTION)
    if reading.place.is_listed:
        score += LISTED_BONUS
    introduced, name = reading.subject.introduced(reading.text), reading.subject.name
    if introduced:
        score += _TITLE_NAME_INTRODUCED if name in introduced else _OTHER_NAME_INTRODUCED
    elif name is not None and name in reading.text:
        score += _TITLE_NAME_USED
    return score if score > 0 else NEVER


# ---- Result ----

_MEASURE = anywhere(
    r"""
    \d[\d.,]*\s?% / \d[\d.,]*\s?[x×] / \d[\d.,]*-fold /
    \d[\d.,]*\s?(?:times|percent|percentage|points?|BLEU|ROUGE|F1|dB|hours?|days?|minutes?|seconds?|ms|machines?|
    GPUs?) / \d[\d.,]*\s?(?:parameters|tokens|examples|tasks|datasets|languages|orders|benchmarks) / twice / half /
    double[sd]? / tripled? / halv\w+ / one (?:third|quarter|half) / orders? of magnitude / 1/\d
    """
)
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?!\w)")
_RESULT: Weighted = (
    (
        2.0,
        anywhere(
            r"""
            outperform(?:s|ed|ing)? / achiev(?:es?|ed|ing) / surpass(?:es|ed|ing)? / exceed(?:s|ed|ing)? / on par /
            superior / state[- ]of[- ]the[- ]art / w[io]n(?:s|ning)? / beat(?:s|ing)? / compar(?:es?|ed) favou?rably /
            competitive / comparable (?:to|with) / match(?:es|ed|ing)?(?= (?:the|or|state|that|GPT|human)\b) /
            roughly match\w* / speed-?ups? / perform(?:s|ed)? (?:better|best|similarly|comparably|on par|well) /
            establish(?:es|ed)? (?:a |the )?new / rank(?:s|ed)? (?:first|1st) / best results? / (?:1st|first) place /
            (?:comparable|similar|better) performance
            """
        ),
    ),
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
            discover(?:ed)?|obtain(?:ed)?)(?: \w+){0,2} (?:that|how|the|evidence|an?|\d) /
            our (?:\w+ ){0,3}(?:results?|experiments?|findings|evaluations?|analys[ie]s)(?: \w+){0,3} (?:show|
            demonstrate|suggest|reveal|indicate|confirm)\w* /
            (?:experiments|results) (?:\w+ ){0,5}(?:show|demonstrate)\w* /
            this (?:paper|work|study) (?:shows|demonstrates|finds)
            """
        ),
    ),
    (1.5, _MEASURE),
)
_NOT_RESULT: Weighted = (
    (-2.2, SET_UP),
    (
        -2.0,
        anywhere(
            r"""
            we (?:\w+ )?(?:introduce|propose|present|describe|design|aim|seek|want|hope|believe|plan|ask|
            hypothesi[sz]e|conjecture|expect|speculate|suspect) / future / can be (?:used|applied|found|seen) /
            to (?:show|demonstrate|test|evaluate|measure|compare|verify|investigate) (?:that|whether|how|the|if)
            """
        ),
    ),
    (
        -1.5,
        anywhere(
            r"""
            it is (?:\w+ )?(?:possible|important|necessary|known) / should / would / may be due / might be due /
            perhaps / presumably / probably due / previously (?:shown|reported|proposed) / et al / has been /
            have been / traditional(?:ly)?
            """
        ),
    ),
    (-1.0, THIN),
    (-1.2, CONTEXT_BOUND),
)
_LEAST_FOUND = 1.3
_SURE_CONTRIBUTION = 1.2
_NUMBER_BONUS = 0.4
_SUMMING_ZONES = frozenset({Zone.ABSTRACT, Zone.CONCLUSION, Zone.DISCUSSION})


def result(reading: Reading) -> float:
    """What was found: an outcome, best with a number."""
    place = reading.place
    is_about_paper = reading.is_own or place.is_listed or place.zone in _SUMMING_ZONES
    if place.is_background or not is_about_paper:
        return NEVER
    found = total(reading.text, _RESULT)
    # After its turn an abstract says what was found, and so does a conclusion that speaks of the work.
    is_summary = place.zone is Zone.ABSTRACT or (place.zone is Zone.CONCLUSION and reading.is_own)
    if is_summary and not _is_another_role(reading.text):
        found = max(found, _LEAST_FOUND)
    if found < _LEAST_FOUND:
        return NEVER
    if _NUMBER.search(reading.text):
        found += _NUMBER_BONUS
    if place.is_listed:
        found += LISTED_BONUS
    return found + total(reading.text, _NOT_RESULT)


def _is_another_role(text: str) -> bool:
    return total(text, _METHOD) > 0 or total(text, _CONTRIBUTION) >= _SURE_CONTRIBUTION


# ---- Method ----

_METHOD: Weighted = (
    (
        1.6,
        anywhere(
            r"""
            (?:is|are) based (?:solely |only |entirely )?on / consists? of / relies / rely on / us(?:es?|ing) /
            combin(?:es?|ing) / replac(?:es?|ing) / takes? (?:as )?\w* ?inputs? / exploits? / leverag(?:es?|ing) /
            extends? / employs? / applies / apply / learns? / works? by / operates? / integrates? / incorporates? /
            builds? on / requires? (?:no|only) / stores? / computes? / generates? / automatically /
            (?:allows?|enables?) (?:us|users) / provides? / represents? / treats? / maps? / partitions? / adds? /
            retrieves? / identif(?:y|ies) / dispens\w+ / tracks? / extracts?
            """
        ),
    ),
    (
        1.2,
        anywhere(
            r"""
            we (?:\w+ )?(?:reformulate|train|compute|extend|apply|use|combine|replace|let|treat|model|represent|define|
            derive) /
            we (?:\w+ )?(?:formulate|design|adopt|exploit|leverage|learn|incorporate|cast|view|measure|quantify|
            estimate)
            """
        ),
    ),
    (
        1.2,
        anywhere(
            r"""
            our (?:\w+ ){0,2}(?:approach|method|model|system|algorithm|technique|framework|architecture|design|
            implementation) / our (?:\w+ ){0,2}(?:idea|insight|key idea|metric|measure|solution)
            """
        ),
    ),
)
_NOT_METHOD: Weighted = (
    (
        -2.0,
        anywhere(
            r"""
            dominant / traditional(?:ly)? / existing / current(?:ly)? / conventional / previous / prior /
            recent(?:ly)? / most (?:common|popular) / typically / often / usually / standard practice / many
            """
        ),
    ),
    (-1.6, SET_UP),
    (
        -1.5,
        anywhere(
            r"""
            outperforms? / achieves? / results? (?:show|in) / state of the art / future / should / would / could / if /
            because / we (?:find|found|show|observe|demonstrate|believe|hope|thank|note|faced) / unfortunately /
            accuracy
            """
        ),
    ),
    (-1.2, CONTEXT_BOUND),
    (-0.8, THIN),
)


def method(reading: Reading) -> float:
    """How it works, or how to use it."""
    if reading.place.is_background or not reading.is_own:
        return NEVER
    found = total(reading.text, _METHOD)
    return found + total(reading.text, _NOT_METHOD) if found > 0 else NEVER
