"""Words of the paper's own work: contribution and method."""

import re

from bot.extractive.clauses import Kind
from bot.extractive.phrases import anywhere
from bot.extractive.result_role import RESULT_WORDS
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
            formali[sz]es?|establish(?:es)?|devises?|describes?|articulates?) /
            (?:we|this (?:paper|work)) suggests? (?:some|several|new|novel|a (?:new|novel))
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
            we make (?:\w+ ){1,8}(?:public|publicly|available) /
            we (?:\w+ )?(?:perform|conduct|undert[ao]ke?)(?:ed)? (?:an?|the first) (?:[\w-]+ ){0,3}(?:analysis|study|
            survey|evaluation|review)
            """
        ),
    ),
    (1.2, re.compile(r"^We (?:[a-z]+ly )?[a-z-]+ ")),
    (1.0, anywhere(r"novel / new / (?:the )?first(?= (?:\w+[ -]){0,3}\w+ (?:that|to|for|of|in|capable|large|open))")),
    (0.8, anywhere("our (?:approach|method|system|framework|model|algorithm|key idea|main idea|contribution|goal)")),
)
_NOT_CONTRIBUTION: Weighted = (
    (-2.5, SAYS_NOTHING),
    (
        -2.5,
        anywhere(
            r"""
            in contrast / unlike / (?:previous|prior) (?:work|approaches|methods|systems|studies) / however /
            typically / traditional(?:ly)? / existing / future (?:work|directions|research) / plan to / they /
            our next (?:goal|step|aim) / an? (?:improved|better|deeper|richer) understanding / we argue /
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
            to (?:ease|facilitate|foster|encourage) (?:future|further) / (?:not|hardly|never) (?:the first|advocating|
            claiming|arguing|suggesting)
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
    if EARLIER.match(reading.text) or CALLS.search(reading.text):
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
            hardly / dominant / traditional(?:ly)? / existing / current(?:ly)? / conventional / previous / prior /
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
            and (?:find|found|observed?|show(?:ed)?|demonstrated?) / cannot / we (?:do|did) not
            """
        ),
    ),
    (-1.2, CONTEXT_BOUND),
    (-3.0, anywhere("in (?:the )?future / we (?:plan|intend|hope) to")),
    (-0.8, THIN),
)


_SAYS_HOW, _SYSTEMS_OWN = 1.4, 1.0
_SET_UP_COST = 2.6  # the set-up that an abstract tells is the method; that of a section is a detail
_OTHERS = re.compile(
    r"(?:Classically|Traditionally|Conventionally|Historically|Previous|Prior|Existing|Recent|Current|Most"
    r"|Traditional|Conventional)\b"
)
_AIMS = re.compile(
    r"(?:We|I|Our (?:\w+ )?(?:goal|aim|objective|purpose)s?|The (?:goal|aim|objective|purpose)) (?:[\w-]+ ){0,5}?"
    r"(?:want|aim|seek|intend|hope|wish|is|was|are|were) to\b|We (?:\w+ ){0,2}know\b"
    r"|We (?:may |can |might )?(?:conclude|argue|believe|suggest|suspect|hypothesi[sz]e|conjecture|expect)\b"
)
"""What is wanted, or held, is not how it is done."""

_MERELY_NAMED = re.compile(
    r"\b(?:experiments?|evaluations?|simulations?)\b.{0,30} (?:is|are|was|were) (?:conducted|performed|carried out)\b"
    r"|\b(?:is|are|was|were) (?:\w+ly |also )?(?:discussed|considered|assumed|reviewed|described)\b"
)
_NOT_HOW = 3.0
_KIND_FITS_METHOD = {Kind.DONE: 0.8, Kind.BRINGS: -2.0, Kind.FOUND: -2.0, None: 0.0}


def method(reading: Reading) -> float:
    """How it works, or how to use it."""
    place, text = reading.place, reading.text
    in_abstract = place.zone is Zone.ABSTRACT
    is_systems = in_abstract and reading.subject.is_system
    if _OTHERS.match(text) or EARLIER.match(text) or _MERELY_NAMED.search(text):
        return NEVER
    if _AIMS.match(text) or CALLS.search(text):
        return NEVER
    if place.is_background or not (reading.is_own or is_systems or (in_abstract and reading.kind is Kind.DONE)):
        return NEVER
    found = total(text, _METHOD)
    if in_abstract and reading.kind is Kind.DONE:
        found = max(found, _SAYS_HOW)
    elif found == 0.0 and is_systems and reading.kind is None and total(text, RESULT_WORDS) == 0.0:
        found = _SYSTEMS_OWN
    if found <= 0.0:
        return NEVER
    if place.is_after_findings and reading.kind is None and not reading.is_led:
        return NEVER
    set_up = _SET_UP_COST if not in_abstract and SET_UP.search(text) else 0.0
    not_how = _NOT_HOW if IMPLICATION.search(text) else 0.0
    return found + total(text, _NOT_METHOD) - set_up - not_how + _KIND_FITS_METHOD[reading.kind]
