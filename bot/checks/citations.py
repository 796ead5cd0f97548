"""What in a sentence only points elsewhere: citations, and references to figures and sections in brackets."""

import re

_YEAR = r"(?:19|20)\d\d[a-z]?"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_OF_A_NAME = rf"(?:(?!{_MONTH})(?![a-z])[^\W\d_][\w'’.-]*|and|&|et|al\.?|van|von|de[nr]?|di|la|le)"
_NAMES = rf"{_OF_A_NAME}(?:,?\s+{_OF_A_NAME}){{0,15}}"


def _in_brackets(before_year: str) -> str:
    """The pattern of names and years in brackets, several after one another; `before_year` stands between the two."""
    one = rf"{_NAMES}{before_year}{_YEAR}(?:[,;]\s{_YEAR})*"
    return rf"\((?:(?:see|e\.g\.|cf\.|also|in)[,\s]+)*{one}(?:\s?[;,]\s+{one}){{0,30}}(?:,\s[^()]{{0,20}})?\)"


BY_NAME = _in_brackets(r"(?:\s?,\s+|(?<=al\.)\s+)") + rf"|\bet\s+al\.?\s?,?\s*[(\[]?\s*{_YEAR}[)\]]?"
"""Citations by name whose year stands behind a comma or "et al.": certain enough not to look for numbers in them."""

_NAME_AND_YEAR = _in_brackets(r"\s?,?\s+")
CITATION = re.compile(
    r"\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?\]"
    rf"|{_NAME_AND_YEAR}"
    r"|\((?:see |cf\. )?(?:Fig(?:ure|s)?|Tab(?:le|s)?|Sec(?:tion|s)?|App(?:endix)?|Eq(?:uation|n)?s?|Alg(?:orithm)?)\b"
    r"\.?\s[^()]{1,40}\)"
    r"|\?\?+|\(\?+\)"
)
"""What a copy may leave out: citations, references in brackets, marks of citations that never resolved."""


def without_citations(text: str) -> str:
    return CITATION.sub(" ", text)
