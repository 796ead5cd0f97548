"""Words of the paper's own work: contribution, result, method."""

import re

from bot.extractive.clauses import Kind
from bot.extractive.phrases import anywhere
from bot.extractive.role_rules import (
    CONTEXT_BOUND,
    IMPLICATION,
    LISTED_BONUS,
    NEVER,
    SET_UP,
    THIN,
    Reading,
    Weighted,
    total,
)
from bot.extractive.salience import stems
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
            this (?:paper|work|article|study) (?:discusses|considers|compares|evaluates|focuses on|asks|shows how|
            deals with) / (?:our|the) (?:\w+ )?(?:aim|goal|objective) (?:of this (?:paper|work|study) )?(?:is|was) to /
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
            typically / traditional(?:ly)? / existing / future (?:work|directions|research) / plan to / they /
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
    (-0.8, THIN),
    (
        -3.0,
        anywhere(
            r"""
            we (?:could|can|would|might|may|should|must|will) /
            contributes? to (?:a|the) (?:\w+ ){0,2}(?:body|literature|strand|line|discussion|understanding|field) /
            (?:introduc|creat)\w+ (?:\w+ )?(?:\w+ness|overheads?|noise|errors?|bias|latency|delays?|costs?|confusion) /
            to (?:ease|facilitate|foster|encourage) (?:future|further)
            """
        ),
    ),
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
_OTHER_NAME_INTRODUCED, _TITLE_NAME_USED = 1.0, 0.5
_TITLE_NAME_INTRODUCED = {Zone.ABSTRACT: 4.0, Zone.FRONT: 4.0, Zone.INTRODUCTION: 3.0, Zone.CONCLUSION: 1.5}
"""Behind them everybody knows the name: what is said with it there is a detail."""


_IMPERSONAL = 2.0  # "a potential is derived": nobody says "we" in such an abstract
_KIND_FITS_CONTRIBUTION = {Kind.BRINGS: 0.8, Kind.DONE: -1.0, Kind.FOUND: -2.5, None: -1.5}


def contribution(reading: Reading) -> float:
    """ "We introduce ...": what the paper brings."""
    place = reading.place
    is_impersonal = place.zone is Zone.ABSTRACT and reading.kind is Kind.BRINGS
    if place.is_background or not (reading.is_own or place.is_listed or is_impersonal):
        return NEVER
    score = _IMPERSONAL if is_impersonal and not reading.is_own else 0.0
    score += total(reading.text, _CONTRIBUTION) + total(reading.text, _NOT_CONTRIBUTION)
    score += _KIND_FITS_CONTRIBUTION[reading.kind]
    if reading.place.is_listed:
        score += LISTED_BONUS
    introduced, name = reading.subject.introduced(reading.text), reading.subject.name
    if introduced:
        is_titles = name in introduced
        score += _TITLE_NAME_INTRODUCED.get(reading.place.zone, 0.0) if is_titles else _OTHER_NAME_INTRODUCED
    elif name is not None and name in reading.text:
        score += _TITLE_NAME_USED
    return score if score > 0 else NEVER


# ---- Result ----

_MEASURE = anywhere(
    r"""
    \d[\d.,]*\s?% / \d[\d.,]*\s?[x×] / \d[\d.,]*-fold /
    \d[\d.,]*\s?(?:times|percent|percentage|points?|BLEU|ROUGE|F1|dB|hours?|days?|minutes?|seconds?|ms|machines?|
    GPUs?) / \d[\d.,]*\s?(?:parameters|tokens|examples|tasks|datasets|languages|orders|benchmarks) / twice / half of /
    double[sd] / tripled? / halv\w+ / one (?:third|quarter|half) / orders? of magnitude / 1/\d
    """
)
_WITH_UNIT = re.compile(
    r"\d\s?%|\d\s?(?:dBm?|[kMGT]?Hz|[kM]?W|m?J|[mk]?V|K|°C|[kcmnµμ]m|m?s|[mkµμ]?g|kg|bar|[kM]?Pa|[kMG]?B(?:/s)?|points?"
    r"|times|orders? of magnitude|years?|months?|days?|hours?)\b|\d[x×]|\d-fold\b"
)
"""A measured number: with one, a result is a headline."""

_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?!\w)")
_RESULT: Weighted = (
    (
        2.0,
        anywhere(
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
            and (?:find|found|observed?|show(?:ed)?|demonstrated?)(?: that|an?|the)? /
            this (?:paper|work|study) (?:shows|demonstrates|finds)
            """
        ),
    ),
    (1.5, _MEASURE),
    (0.6, _WITH_UNIT),
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
            can be (?:used|applied|found|seen) /
            to (?:show|demonstrate|test|evaluate|measure|compare|verify|investigate) (?:that|whether|how|the|if)
            """
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
    in (?:its|their) infancy / rise (?:to|in) popularity
    """
)
"""Where things stand, or stand on the map: nobody found that by this work."""

_LEAST_FOUND, _LEAST_FOUND_BESIDE = 1.3, 2.0
"""The second where the main clause tells something else: what was done, or what the paper brings."""

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

_KIND_FITS_RESULT = {Kind.FOUND: 0.8, Kind.DONE: -2.0, Kind.BRINGS: -2.0, None: 0.0}


def result(reading: Reading) -> float:
    """What was found: an outcome, best with a number."""
    place = reading.place
    is_about_paper = reading.is_led or place.is_listed or place.zone in _SUMMING_ZONES
    if place.is_background or not is_about_paper or _STATE_OF_THINGS.search(reading.text):
        return NEVER
    if place.zone is not Zone.ABSTRACT and reading.text.startswith("If "):
        return NEVER  # a case of an argument
    found = total(reading.text, _RESULT)
    # After its turn the abstract of a study says what was found; that of a system says how it works.
    tells = reading.kind is Kind.FOUND or (reading.kind is None and not reading.subject.is_system)
    if place.zone is Zone.ABSTRACT and tells:
        found = max(found, _LEAST_FOUND)
    least = _LEAST_FOUND_BESIDE if reading.kind in (Kind.DONE, Kind.BRINGS) else _LEAST_FOUND
    if found < least:
        return NEVER
    if place.zone in _WITHIN and _REPORTS.match(reading.text) and stems(reading.text) & reading.subject.title_stems:
        found += _REPORTED
    if place.zone in _LOOKING_BACK and not (reading.is_led or reading.is_own or place.is_listed):
        found -= _NOT_LED
    if _NUMBER.search(reading.text):
        found += _NUMBER_BONUS
    if place.is_listed:
        found += LISTED_BONUS
    return found + total(reading.text, _NOT_RESULT) + _KIND_FITS_RESULT[reading.kind]


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
    (
        -1.5,
        anywhere(
            r"""
            (?:future|further) (?:research|work|studies) / outperforms? / achieves? / results? (?:show|in) /
            state of the art / future / should / would / could / if / because /
            we (?:find|found|show|observe|demonstrate|believe|hope|thank|note|faced) / unfortunately / accuracy /
            and (?:find|found|observed?|show(?:ed)?|demonstrated?)
            """
        ),
    ),
    (-1.2, CONTEXT_BOUND),
    (-0.8, THIN),
)


_SAYS_HOW, _SYSTEMS_OWN = 1.4, 1.0
_SET_UP_COST = 2.6  # the set-up that an abstract tells is the method; that of a section is a detail
_OTHERS = re.compile(r"(?:Previous|Prior|Existing|Recent|Current|Most|Traditional|Conventional)\b")
_MERELY_NAMED = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ly |also )?(?:discussed|considered|assumed|reviewed|described)\b"
)
_NOT_HOW = 3.0
_KIND_FITS_METHOD = {Kind.DONE: 0.8, Kind.BRINGS: -2.0, Kind.FOUND: -2.0, None: 0.0}


def method(reading: Reading) -> float:
    """How it works, or how to use it."""
    place, text = reading.place, reading.text
    in_abstract = place.zone is Zone.ABSTRACT
    is_systems = in_abstract and reading.subject.is_system
    if _OTHERS.match(text) or _MERELY_NAMED.search(text):
        return NEVER
    if place.is_background or not (reading.is_own or is_systems or (in_abstract and reading.kind is Kind.DONE)):
        return NEVER
    found = total(text, _METHOD)
    if in_abstract and reading.kind is Kind.DONE:
        found = max(found, _SAYS_HOW)
    elif found == 0.0 and is_systems and reading.kind is None and total(text, _RESULT) == 0.0:
        found = _SYSTEMS_OWN
    if found <= 0.0:
        return NEVER
    set_up = _SET_UP_COST if not in_abstract and SET_UP.search(text) else 0.0
    not_how = _NOT_HOW if IMPLICATION.search(text) else 0.0
    return found + total(text, _NOT_METHOD) - set_up - not_how + _KIND_FITS_METHOD[reading.kind]
