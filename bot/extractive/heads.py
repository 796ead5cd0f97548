"""Whether the head of a sentence, without its tail, is a sentence of its own that says what it said."""

import re

from bot.extractive.verbs import FINITE_VERBS, WHAT_PAPERS_DO, has_finite_verb, has_main_verb

SHORTEST_HEAD_CHARS = 40


def whole_head(head: str, tail: str) -> str | None:
    """The head as a sentence; None if it can be none, or needs something of its tail."""
    head = head.rstrip(" ,;:—–-")
    if len(head) < SHORTEST_HEAD_CHARS or not has_finite_verb(head):
        return None
    if _BAD_END.search(head) or _ENDS_IN_LINK.search(head):
        return None
    if _NEXT_ITEM.match(tail) and (_COUNTED_LIST.search(head) or _ends_in_item(head)):
        return None
    if _needs(head, tail) or _is_broken(head) or ends_in_verb_list(head, tail) or not _completes_that(head):
        return None
    return head if head.endswith(".") else head + "."


_NEEDED_TAIL = re.compile(
    r"\b(?:only|no(?!\.)|except|unless|if|but not|without|although|though|provided that|assuming|however|not)\b",
    re.IGNORECASE,
)
_NEAR_CHARS = 120
_CONTRASTED = re.compile(r"(?:while|whereas) (?!not\b|only\b)")
"""What is told of something else limits nothing."""

_HOLDS_BACK = re.compile(r"\b(?:potentially|possibly|perhaps|probably|likely|tentatively|presumably)\b")
_BAD_END = re.compile(
    r"(?:\b(?:of|in|on|at|by|for|with|from|to|as|than|into|onto|over|under|between|among|through|via|per|and|or|nor|but"
    r"|that|which|who|whose|the|a|an|this|these|its|their|our|is|are|was|were|be|been|can|may|will|not|two|three|four"
    r"|several|many|both|such|including|e\.g\.|i\.e\.|using|more|less|when|while|if|only|also|very|namely|where"
    r"|if anything|even|than \w{2,12}er)"
    r"|[,;:–—(-])$",
    re.IGNORECASE,
)
_ENDS_IN_LINK = re.compile(
    r"(?:[,;:—–]|\band|\bbut) (?:therefore|thus|hence|however|moreover|furthermore|consequently|accordingly|instead"
    r"|otherwise|nevertheless|nonetheless|then|so|yet|specifically|importantly)$"
    r"|\b(?:and|or|but|nor), (?:[a-z]+ ){0,2}[a-z]+$"
)
_COMPARATIVE = re.compile(r"\b(?:more|less|fewer|rather|other|\w{2,20}er|better|worse)\b")
_THAN = re.compile(r"\b(?:than|compared (?:to|with)|unlike|relative to|over)\b")
_CORRELATIVES = tuple(
    (re.compile(rf"\b{first}\b", re.IGNORECASE), re.compile(rf"\b{second}\b", re.IGNORECASE))
    for first, second in (
        ("not only", "but"), ("either", "or"), ("neither", "nor"), ("both", "and"), ("whether", "or"),
        ("between", "and"), ("from", "to"),
    )
)  # fmt: skip
_OPEN_LIST = re.compile(
    r", [^,]{2,40}, (?!(?:to|which|where|who|by|using|with|for|including|such|thus|thereby|even|as)\b)[^,]{2,40}$"
)
_AND_OR = re.compile(r"\b(?:and|or)\b")
_OPEN_CASES = re.compile(r"\b(?:only|either|solely|exclusively)\b", re.IGNORECASE)
_ANOTHER_CASE = re.compile(r"\bor\b")
_HALF = re.compile(r"(?:but|although|though|yet|albeit)\b")
_TAKES_AWAY = re.compile(
    r"\b(?:not|no|none|only|never|hardly|rarely|cannot|fail\w*|lack\w*|limit\w*|weak\w*|less|fewer|few|little|worse"
    r"|lower|smaller|slower|unclear|costs?|expense|except)\b"
)
_ASKS = re.compile(
    r"\b(?:invit|encourag|ask|urg|allow|enabl|permit|forc|advis|motivat|instruct|call(?:s|ed)? (?:up)?on)(?:e?[sd]?)\b"
    r"(?!.*\bto [a-z])"
)
"""What asks somebody, or lets him, and does not say what for."""

_LISTED_VERB = re.compile(r", (?P<verb>[a-z]+) ")

_COUNTED_LIST = re.compile(r"\b(?:two|three|four|five|both|several)\b[^:.]{0,60}: ")
_NEXT_ITEM = re.compile(r"(?:and|or|while|whereas|but|as well as|the|an?|to|\d)\b", re.IGNORECASE)
"""What follows is counted, so that a cut between its items leaves too few."""

_ITEM = re.compile(r", (?:the|an?|our|its|their|how|what|whether) [^,;:]+$")


def _ends_in_item(head: str) -> bool:
    """Whether behind its last comma stands another thing of the same kind, so that the tail is the last of them."""
    match = _ITEM.search(head)
    return match is not None and not has_finite_verb(match[0])


_OPEN_CONDITION = re.compile(
    r"\bthat,? (?:when|if|while|although|though|even|despite|as|since|because|for|in|on|under|at|with|by|to)\b[^,]*$"
)
_THAT = re.compile(
    r"\b(?:(?:show|find|found|demonstrate|suggest|reveal|indicate|conclude|confirm|report|observe)\w*|is|was) that\b"
)


def _completes_that(head: str) -> bool:
    """Whether a clause behind "we show that" is there to its end, its verb included."""
    if _OPEN_CONDITION.search(head):
        return False
    match = _THAT.search(head)
    return match is None or has_main_verb(head[match.end() :].strip())


def _needs(head: str, tail: str) -> bool:
    """Whether the tail limits what the head says, or holds the second half of a "both ... and" or "more ... than"."""
    is_contrast = _CONTRASTED.match(tail) is not None and has_main_verb(tail)
    if (not is_contrast and _NEEDED_TAIL.search(tail[:_NEAR_CHARS])) or (
        _HOLDS_BACK.search(tail) and not _HOLDS_BACK.search(head)
    ):
        return True
    if _OPEN_CASES.search(head) and _ANOTHER_CASE.search(tail):
        return True  # one of the cases would be gone
    if _HALF.match(tail) and _TAKES_AWAY.search(tail):
        return True
    if tail.startswith("to ") and _ASKS.search(head):
        return True
    if _THAN.search(tail) and _COMPARATIVE.search(head) and not _THAN.search(head):
        return True
    for first, second in _CORRELATIVES:
        opened = first.search(head)
        if opened is not None and second.search(tail) and not second.search(head, opened.end()):
            return True
    return False


def _is_broken(head: str) -> bool:
    """Whether the head ends within brackets, quotation marks, a list, or right after a colon's first words."""
    if head.count("(") != head.count(")") or head.count("“") != head.count("”"):
        return True
    open_list = _OPEN_LIST.search(head)
    if open_list is not None and not _AND_OR.search(open_list[0]):
        return True
    return ": " in head and not has_finite_verb(head.rsplit(": ", 1)[1])


_VERBS = FINITE_VERBS | WHAT_PAPERS_DO


def are_parallel(one: str, other: str) -> bool:
    """Whether two verbs can stand in one list: "shows" and "gives", or what "we" do: "present" and "outline"."""
    if one not in _VERBS or other not in _VERBS:
        return False
    if one[-1] in "sd" or other[-1] in "sd":
        return one[-1] == other[-1]
    return one in WHAT_PAPERS_DO or other in WHAT_PAPERS_DO


def ends_in_verb_list(head: str, tail: str) -> bool:
    """Whether the tail's verb is the last of a list that the head began, so that the head would lack its "and"."""
    next_verb = tail.split(" ", 1)[0]
    return any(
        are_parallel(match["verb"], next_verb) and not _AND_OR_BEFORE_VERB.search(head, match.end())
        for match in _LISTED_VERB.finditer(head)
    )


_AND_OR_BEFORE_VERB = re.compile(r", (?:and|or) [a-z]+ ")
