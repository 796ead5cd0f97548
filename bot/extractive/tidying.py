"""What goes from every sentence before it can be a tweet, without changing what it says.

Citations, references in brackets, opening words that only link it to the sentence before, LaTeX quotation marks.
"""

import re

from bot.extractive.phrases import at_start

_SPACES = re.compile(r"\s+")
_KEY = r"(?:\d{1,3}|[A-Z]\w{0,12}\+?\d\d[a-z]?)"
_NUMBERED_CITATION = re.compile(rf"\s?\[\s?{_KEY}(?:\s?[,;–-]\s?{_KEY}){{0,30}}\s?\]")
_UNRESOLVED = re.compile(r"\s?(?:\(\?{1,20}\)|\[\?{1,20}\]|(?<=\w) \?{2,20}(?=[ ,.;]))")
"""What LaTeX prints for citations that it does not know yet: drafts have them."""

_NOUN_CITATION = re.compile(
    r"(?:^|[,;] |\b(?:of|by|in|from|with|and|see|to|than|like|as|following|or|on|for|unlike|e\.g\.|i\.e\.|both|work"
    r"|papers?|study|studies|refs?\.?|references?|articles?) )"
    r"(?:\[\s?\d|\[[A-Z]\w{1,12}\d\d|\(\s?\d{1,3}[a-z]?\s?\))"
)
_CITED_AS_NOUN = re.compile(
    r"\b(?:is|are|was|were|includes?|by|like|than|in|from|of|with|to|following|see)"
    r" \((?:[A-Z][^()]{2,80}),? (?:19|20)\d\d[a-z]?\)"
)
_BEGINS_WITH_AUTHORS = re.compile(r"\([^()]{3,120}\b(?:19|20)\d\d[a-z]?\)\s")
_BRACKET = re.compile(r"\s?\(([^()]{1,400})\)")
_AUTHOR_YEAR = re.compile(
    r"(?:et al\b|[A-Z][\w’'-]{1,30}(?: (?:and|&) [A-Z][\w’'-]{1,30})?)(?:\.|\b),? (?:19|20)\d\d[a-z]?\b"
)
_REFERENCE = re.compile(
    r"(?:see |see also |cf\. |e\.g\., |shown in |as in |details in )?(?:also )?"
    r"(?:fig(?:ure)?s?\b|tab(?:le)?s?\b|sec(?:tion)?s?\b|§|app(?:endix|endices)?\b|eqs?\b|equations?\b|eqns?\b"
    r"|alg(?:orithm)?s?\b|supp\w{0,12}\b|footnote|lemma|theorem|chapter|ref\b)|(?:see|cf\.?)\s"
    r"|(?:results? |data )?not shown|(?:left|right|top|bottom)$",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(r"(?:e\.g\.|i\.e\.|for example|for instance|such as)[ ,]")
_BARE_NUMBERS = re.compile(r"(?:\d{2,3}|[7-9])|\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){1,20}")
"""Citations by number in round brackets, or an equation's; (1) to (6) may be a list."""

_NESTED_BRACKET = re.compile(r"\s?\(((?:[^()]|\([^()]{0,60}\)){1,300})\)")
_STATISTIC = re.compile(
    r"\b[pP](?:[- ]?values?)?\s?[=<>≤≥≪]|\bCIs?\b|\bconfidence intervals?\b|\bS\.?[DE]\.?M?\b\.?\s?[=:\d]"
    r"|\b(?:[ntrFRMNβ]|[aA]?[HO]R|IQR|df|RR)²?\s?(?:\(\d[^()]{0,20}\)\s?)?[=≈:]|[χη]²|\bCohen|\bIQR\b"
)
"""Test statistics in brackets say how sure a finding is, in signs that a tweet has no room to explain."""

_BULLET = re.compile(r"^(?:[•●▪◦‣·∙–—-]|\(?\d{1,2}[.)]|\([ivx]{1,4}\)|\([a-z]\))\s+(?=[\w“\"])")
_LABEL = re.compile(
    r"^(?:ABSTRACT|Abstract|SUMMARY|Summary)[:.—–-]{0,2} (?=[A-Z][\w/-]* [a-z])"
    r"|^(?:[A-Z][\w-]{2,30} ){1,4}(?=We [a-z])|"
    r"^[A-Z][\w-]{0,30}(?: [\w-]{1,30}){0,4}[:.] (?=(?:We|Our|This paper) )"
    r"|^[A-Z][a-z-]{1,30}(?: [A-Z]?[a-z-]{1,30}){0,3}: (?=[A-Z][\w-]* )"
)
_LIST_MARK = re.compile(r"(?:(?<=\s)|^)\(?(?P<mark>\d|i{1,3}v?|iv|[a-d])\)\s?(?=\S)")
_MARKS_IN_ORDER = (("1", "2", "3", "4"), ("i", "ii", "iii", "iv"), ("a", "b", "c", "d"))

_LINKS = at_start(
    r"""
    in this (?:\w+ )?(?:paper|work|article|study|report|survey|contribution) / in the present (?:paper|work|study) /
    here / herein / moreover / furthermore / in addition / additionally / besides / last / also / further /
    together / collectively /
    to (?:this|that) end / towards? this end / as a result / as a consequence / in consequence /
    (?:more )?(?:specifically|precisely|concretely) / in particular / particularly /
    (?:and )?finally / lastly / thus / hence /
    therefore / consequently / accordingly / first / firstly / second / secondly / third / thirdly / fourth / next /
    then /
    (?:and )?(?:(?:most|more|perhaps most|even more) )?(?:important|importantly|notably|remarkably|interestingly|
    surprisingly|strikingly|crucially|significantly) / overall / in summary / in sum / to summari[sz]e / in short /
    in brief / to conclude / in conclusion / altogether / taken together / all in all / all told / however /
    nevertheless / nonetheless / rather / indeed / in fact / in practice /
    to (?:our|the best of our) knowledge / of course /
    on the (?:other|one) hand / in contrast / by contrast / conversely /
    similarly / likewise / meanwhile / at the same time / in comparison / moving forward /
    on a (?:related|similar|final|different) (?:point|note) /
    in order to (?:achieve|reach|meet|attain) (?:our|this|these|the above) (?:goals?|objectives?|aims?) /
    last but not (?:the )?least / first of all / above all / to understand why /
    more (?:broadly|generally) / in general / subsequently / afterwards /
    of (?:particular |special )?(?:note|interest|importance) /
    looking forward / ultimately / in other words / that is / again /
    still / for this (?:reason|purpose) / (?:using|with) this \w+ / (?:based on|given) (?:this|these|the above) \w+ /
    (?:motivated|inspired) by (?:this|these|the above)(?: \w+)? /
    as (?:shown|seen|can be seen|illustrated|depicted|discussed|described|mentioned|noted|expected|reported|stated|
    explained)(?: (?:in|above|before|earlier|previously))?(?: (?:figure|fig\.|table|section|sec\.|appendix|
    §) ?[\w.]{1,6})?(?: and [\w.]{1,6})? / in (?:section|sect?\.|appendix|figure|fig\.|table|§) ?[\w.]{1,6} /
    to (?:address|overcome|solve|tackle|remedy|mitigate|fill|bridge|alleviate|resolve|answer|achieve|do) (?:this|these|
    those|that|such)[^,]{0,60}
    """
)
_LINKS_BEFORE_WE = re.compile(
    r"(?:in this (?:paper|work|article|study)|here|finally|thus|hence|therefore|moreover|furthermore|first|second|then"
    r"|next|also|and|but|so),?\s(?=(?:we|our)\b)"
    r"|(?:However|Thus|Hence|Therefore)\s(?=(?:to|over|the|an?|in|for|there|our|this|it|most|many|despite|although"
    r"|while|when|with|at)\b)",
    re.IGNORECASE,
)
_ANOTHER_LIMIT = re.compile(
    r"^(?:Another|A (?:second|third|further|final)) "
    r"(?=((?:[a-z]+ ){0,2}(?:limitation|drawback|shortcoming|weakness|caveat))\b)"
)
"""The second of several limitations is one of them: alone it needs no "another"."""

_THE_AUTHORS_THANK = re.compile(
    r"^The authors(?= (?:[a-z]+ly )?(?:thank|acknowledge|appreciate|are (?:[a-z]+ )?grateful|would like to|wish to)\b)"
)
_LIMIT_OF_THIS = re.compile(
    r"((?:limitation|drawback|shortcoming|weakness|caveat)s? (?:of|to|in|with)) "
    r"(?:this|the) (?:current|present|proposed) "
    r"(?=(?:approach|method|system|work|study|design|implementation|analysis|model|version|framework|technique)\b)"
)
_AT_LEVEL = re.compile(
    r" at (?:an? |the )?(?:[a-z-]{1,20} ){0,3}?(?:of )?(?:alpha|[^\sa-zA-Z\d]{1,2})\s?=\s?0?\.\d{1,4}(?=[.,;]?(?:\s|$))"
)
"""The level of a test ("at the prescribed α = 0.05") is a statistic too."""

_FUNDING = re.compile(r"^(?:Funding|Acknowledge?ments?|Financial support)[:.] (?=[A-Z])")
_AT_ADDRESS = re.compile(
    r"(?:, (?:\w+ly )?(?:available|accessible|released|hosted))? (?:at|from|on|under|via)"
    r"(?: the (?:link|address|URL|website))?:? (?:https?://|www\.)\S+?(?=[.,;]?(?:\s|$))"
)
_BOUNDS = (
    (re.compile(r"(?<![^\s(])>\s?(?=\d[\d.,]*\s?%)"), "over "),
    (re.compile(r"(?<![^\s(])<\s?(?=\d[\d.,]*\s?%)"), "under "),
    (re.compile(r"(?<![^\s(])[~∼≈]\s?(?=\d)"), "about "),
)
"""Signs that have words."""

_STRESSES_THAT_THIS = re.compile(
    r"^(?:We|I) (?:emphasi[sz]e|stress|caution|acknowledge|admit) that this "
    r"(?=(?:benchmark|experiment|comparison|evaluation|trial|study|test|setup|simulation|estimate) "
    r"(?:is|was) (?:not|only)\b)"
)
_NUMBER_SIGN = re.compile(r"(?<=\s)#(?=\w)")
"""Of a grant; a chat would make a link of it."""

_PLURAL_OR_NOT = re.compile(r"(?<=[a-z])\(s\)")
_THEREFORE = re.compile(
    r"(?<!\bbut )(?<!\bbut it )(?<!\bbut they )\b(is|are|was|were) (?:therefore|thus|hence|also) (?=[a-z])"
)
_DOING = {
    "introducing": "introduce", "proposing": "propose", "presenting": "present", "developing": "develop",
    "designing": "design", "building": "build", "creating": "create", "constructing": "construct",
    "releasing": "release", "describing": "describe", "providing": "provide", "using": "use", "combining": "combine",
    "learning": "learn", "applying": "apply", "training": "train", "extending": "extend", "exploiting": "exploit",
    "leveraging": "leverage", "adding": "add", "decomposing": "decompose", "modeling": "model", "modelling": "model",
    "analyzing": "analyze", "analysing": "analyse", "comparing": "compare", "integrating": "integrate",
    "replacing": "replace", "keeping": "keep", "defining": "define", "formulating": "formulate",
}  # fmt: skip
_BY_DOING = re.compile(
    r"^(?P<who>We|This (?:paper|work|study|article)) "
    r"(?:address|remov|fill|overcom|tackl|bridg|solv|mitigat|alleviat|answer|clos|resolv|meet|tak|achiev"
    r"|accomplish|attain|do)\w{0,5} "
    rf"(?:this|these|that|those)(?: [\w-]{{1,30}}){{0,5}}? by (?P<verb>{'|'.join(_DOING)})\b"
)
"""What was in the way stood before the sentence; what was done about it stands in it."""

_WE_ALSO = re.compile(
    r"\b([Ww]e|I|[Ii]t) (?:also|then|thus|therefore|hence|further|furthermore|additionally|finally|first|next|now|here"
    r"|moreover|in turn|nevertheless|nonetheless|however) (?=[a-z])"
)
_EARLY_LINK = re.compile(
    r"^((?!not\b|but\b)(?:[^\s,]{1,40} ){1,5}?)(?<!but )(?<!not )(?:also|instead|nevertheless|nonetheless) "
    r"(?!of\b)(?=[a-z])"
)
_INNER_LINK = re.compile(
    r", (?:however|therefore|thus|moreover|furthermore|in turn|hence|then|in fact|indeed|of course|rather"
    r"|(?:by|in) (?:contrast|comparison)|conversely|on the (?:other hand|contrary)|nevertheless|nonetheless|meanwhile"
    r"|likewise|similarly|in addition|accordingly),(?= )"
    r"|, (?:for example|for instance),(?= (?:is|are|was|were|has|have|can|may|must)\b)",
    re.IGNORECASE,
)
_RAISED = re.compile(r"(?<=\d) (?=(?:st|nd|rd|th)\b)")
"""An ordinal whose ending was raised: "the 5 th"."""

_LOST_SPACE = re.compile(r" ([,.;:!?](?=\s|$|[”\"’)]))")
_DOUBLE_MARK = re.compile(r", ?([,.](?=\s|$))")
_DOUBLE_STOP = re.compile(r"(?<=\w)\.\s?\.$")
_HALF_SPACED_DASH = re.compile(r"(?<=\w)(?: —|— )(?=\w)")
_QUOTES = (("``", "“"), ("''", "”"), ("‘‘", "“"), ("’’", "”"))


def without_unresolved_citations(text: str) -> str:
    """The sentence without the "(??)" of a draft, so that its question marks ask nothing."""
    return _UNRESOLVED.sub("", text)


_COLON_BEFORE_VERB = re.compile(r"(?<=[a-z]): (?=(?:are|is|can|do|does|has|have|will|that)\b)")


def without_list_marks(text: str) -> str:
    """The sentence without the mark it starts with, and without the "(1)" and "2)" of a list that it holds whole."""
    text = _BULLET.sub("", text.strip())
    found = [match for match in _LIST_MARK.finditer(text) if not _is_within_brackets(text, match.start())]
    marks = tuple(match["mark"] for match in found)
    if len(marks) < 2 or not any(marks == order[: len(marks)] for order in _MARKS_IN_ORDER):
        return text
    for match in reversed(found):
        text = text[: match.start()] + text[match.end() :]
    return _COLON_BEFORE_VERB.sub(" ", text)


def _is_within_brackets(text: str, offset: int) -> bool:
    return text.count("(", 0, offset) > text.count(")", 0, offset)


def leans_on_a_citation(text: str) -> bool:
    """Whether a citation is a noun of the sentence ("the authors of [1]"), so that it cannot go."""
    return any(
        found is not None
        for found in (_NOUN_CITATION.search(text), _CITED_AS_NOUN.search(text), _BEGINS_WITH_AUTHORS.match(text))
    )


def holds_citation(text: str) -> bool:
    """Whether somebody is cited, in brackets of either kind or by name and year."""
    return _NUMBERED_CITATION.search(text) is not None or _AUTHOR_YEAR.search(text) is not None


def tidied(text: str) -> str:
    """The sentence without what a tweet never carries; it may still have flaws."""
    text = _SPACES.sub(" ", text).strip()
    for latex, mark in _QUOTES:
        text = text.replace(latex, mark)
    for sign, words in _BOUNDS:
        text = sign.sub(words, text)
    text = _RAISED.sub("", _BULLET.sub("", text))
    text = _NESTED_BRACKET.sub(_without_statistics, text)
    text = _NUMBERED_CITATION.sub("", text)
    text = _BRACKET.sub(_without_reference, text)
    text = _INNER_LINK.sub("", text)
    text = _without_opening_links(_LABEL.sub("", text))
    text = _STRESSES_THAT_THIS.sub("Our ", text)
    text = _LIMIT_OF_THIS.sub(r"\1 our ", _AT_LEVEL.sub("", text))
    text = _NUMBER_SIGN.sub("", _PLURAL_OR_NOT.sub("s", _AT_ADDRESS.sub("", _FUNDING.sub("", text))))
    text = _BY_DOING.sub(_doing, _THEREFORE.sub(r"\1 ", text))
    text = _THE_AUTHORS_THANK.sub("We", _ANOTHER_LIMIT.sub(_one_limit, text))
    text = _EARLY_LINK.sub(r"\1", _WE_ALSO.sub(r"\1 ", text))
    text = _DOUBLE_STOP.sub(".", _DOUBLE_MARK.sub(r"\1", _LOST_SPACE.sub(r"\1", text)))
    text = _HALF_SPACED_DASH.sub("—", text)
    return _SPACES.sub(" ", text).strip()


def capitalized(text: str) -> str:
    """With a capital at the start; a word with a capital inside (vLLM) is a name and stays."""
    first = text.split(" ", 1)[0]
    return text if any(character.isupper() for character in first) else text[:1].upper() + text[1:]


def _one_limit(match: re.Match[str]) -> str:
    return "An " if match[1][0] in "aeiou" else "A "


def _doing(match: re.Match[str]) -> str:
    verb = _DOING[match["verb"]]
    return f"{match['who']} {verb if match['who'] == 'We' else verb + 's'}"


def _without_statistics(match: re.Match[str]) -> str:
    return "" if _STATISTIC.search(match[1]) else match[0]


def _without_reference(match: re.Match[str]) -> str:
    inside = match[1]
    goes = (
        _AUTHOR_YEAR.search(inside)
        or _REFERENCE.match(inside)
        or _EXAMPLES.match(inside)
        or _BARE_NUMBERS.fullmatch(inside)
    )
    return "" if goes else match[0]


def _without_opening_links(text: str) -> str:
    for _ in range(3):
        match = _LINKS.match(text)
        end = match.end() + 2 if match is not None and text[match.end() :].startswith(", ") else 0
        if end == 0:
            bare = _LINKS_BEFORE_WE.match(text)
            end = bare.end() if bare is not None else 0
        if end == 0:
            break
        text = capitalized(text[end:])
    return text
