"""What carries digits without being a number: links, names, pointers, citations, list marks."""

import re

from bot.checks.citations import BY_NAME

_HIGHEST_REFERENCE = 300  # reference lists are shorter; [256, 480] is an interval

_POINTS_TO = (
    r"[Ff]ig(?:ure|ures|s)?|[Tt]ab(?:le|les)?|[Ss]ec(?:tion|tions|s)?|[Ee]q(?:uation|uations|n|ns|s)?"
    r"|[Aa]pp(?:endix|endices)?|[Cc]hapter|[Tt]heorem|[Ll]emma|[Dd]efinition|[Pp]roposition|[Cc]orollary|[Aa]lgorithm"
    r"|[Ff]ootnote|[Rr]ef(?:erence|s)?"
)
_LETTER = "A-Za-z_À-ÖØ-öø-ɏͰ-ӿ"  # Latin, Greek, Cyrillic: in other scripts a number follows a word without a space
_LONGEST_NAME = 80  # characters; without an end, a page of one endless word would take minutes
_NOT_IN_A_NAME = r"\s()\[\]{}=:;—–\"“”|<>≥≤~∼≈±×"

_NO_NUMBERS = {
    "link or e-mail": r"https?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+",
    "handle or tag": r"(?<![A-Za-z0-9/])@\w+|[#＃]\w*[^\W\d]\w*",
    "keycap emoji": r"[0-9#*]\ufe0f?\u20e3",
    "counter at the end": r"\n[^\S\n]{0,8}\(?\d{1,2}\s?/\s?(?:\d{1,2}|[nN])?\)?\s{0,8}\Z",
    "counter in front": r"^\s*\d{1,2}/(?!\d)",
    "list mark": r"(?m:^)[^\S\n]{0,8}(?:\(\d{1,2}\)|\d{1,2}[.)])\s|\(\d\)",
    "numbered part of the tweet": (
        r"(?:\A|(?<=[.!?;:]\s)|(?<=\n))(?:Step|Part|Phase|Stage|Finding|Lesson|Point|Idea|Reason|Takeaway|Tip|Question"
        r"|Contribution|Result|Insight|Fact)\s\d{1,2}(?=[:.)]\s|\s[–—-]\s)"
    ),
    "pointer": (
        rf"\b(?:{_POINTS_TO})\.?\s?\(?[A-Z]?\.?\d{{1,2}}(?:\.\d+)*[A-Za-z]{{0,3}}\)?"
        r"(?:\s?(?:,|and|&|[-–])\s?\d{1,2}(?:\.\d+)*[a-z]?(?![\w%]|[.,]\d))*(?![\w%])"
        r"|§\s?\d+(?:\.\d+)*|\bpp?\.\s?\d{1,4}(?:[-–]\d{1,4})?(?!\w)"
    ),
    "citation by name": BY_NAME,
    "version or section": r"(?<!\d)\d+(?:\.\d+){2,}",
    # Not x5, not the s-1 that is left of s⁻¹, not sub-10, and nothing with a per cent sign.
    "name": (
        rf"(?<!\w)(?=[{_LETTER}])(?![xX]\d|s[-−]1)(?!(?:sub|over|under|mid|near|non|pre|post|early|late)-\d)"
        rf"(?!\S{{0,{_LONGEST_NAME}}}[%％])"
        rf"[^{_NOT_IN_A_NAME}]{{1,{_LONGEST_NAME}}}?\d[^{_NOT_IN_A_NAME}]{{0,{_LONGEST_NAME}}}"
    ),
    "3D": r"(?<![\w.])\d+D\b",
}
_PATTERNS = [re.compile(pattern) for pattern in _NO_NUMBERS.values()]
_CITATION = re.compile(r"(?<![∈=])(?<![∈=] )\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?\]")
_MARK_IN_A_LINE = re.compile(r"(?<!\S)([1-9])\)(?=\s)")


def blanked(text: str) -> str:
    """`text` with spaces for all that carries digits and is no number; every offset holds."""
    if not any(map(str.isdigit, text)):
        return text
    if {"1", "2"} <= set(_MARK_IN_A_LINE.findall(text)):  # 1) a list 2) in a line; one mark alone closes a bracket
        text = _MARK_IN_A_LINE.sub(_spaces, text)
    for pattern in _PATTERNS:
        text = pattern.sub(_spaces, text)
    return _CITATION.sub(_spaces_for_citation, text)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _spaces_for_citation(match: re.Match[str]) -> str:
    highest = max(map(int, re.findall(r"\d+", match.group())))
    return _spaces(match) if highest <= _HIGHEST_REFERENCE else match.group()
