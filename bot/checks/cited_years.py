"""Years of works that a tweet cites: "Sample et al., 2017" has to be cited so in the paper."""

import re

from bot.checks.paper_index import PaperIndex
from bot.model import Finding, Level

RULE = "number"

_CITED = re.compile(r"(?P<name>[^\W\d_][\w'’-]+)\s+et\s+al\.?\s?,?\s*[(\[]?\s*(?P<year>(?:19|20)\d\d)")
_IN_THE_TEXT_CHARS = 40
_IN_A_REFERENCE_CHARS = 400


def check_cited_years(prose: str, index: PaperIndex) -> list[Finding]:
    """Flags for works "by NAME et al." of a year that the paper does not give them."""
    findings = []
    for match in _CITED.finditer(prose):
        name, year = match["name"], match["year"]
        reach = rf"{re.escape(name)}[^A-ZÀ-Þ]{{0,{_IN_THE_TEXT_CHARS}}}?{year}"
        listed = rf"{re.escape(name)}[\s\S]{{0,{_IN_A_REFERENCE_CHARS}}}?\b{year}"
        if not re.search(reach, index.text) and not any(
            re.search(listed, page.text[slice(*page.references)]) for page in index.paper.pages if page.references
        ):
            detail = f"The paper cites no work of {name} of {year}."
            findings.append(Finding(RULE, Level.FLAG, " ".join(match[0].split()), detail))
    return findings
