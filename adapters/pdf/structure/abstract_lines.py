"""What tells where an abstract ends and which lines stand together in it, with a heading or without one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from adapters.pdf.page.lines import Line
from bot.model import Box

_SAME_SIZE_PT = 0.65
_REST_LINES = 30
_ONLY_KEYWORDS = re.compile(r"^\W*(?:key[ -]?words?|index terms)\b", re.I)
STRAY_CHARS = 4
"""No more in a root sign or an index that stands on a line of its own."""
SENTENCE_END = re.compile(r"[.!?:。！？：][\"”’)\]]*(?:\s*\[[\d,\s–-]+\])?$")
OLD_RIGHTS = (
    r"(?:(?:[cqrÓã#&䉷\ufffd] ?)?(?:19|20)\d\d,? (?:Published by|Elsevier|Academic Press|Kluwer|Springer|John Wiley"
    r"|Wiley|Pergamon|Blackwell|AIP Publishing|American Institute of Physics|The Authors?\b)|VC ?(?:19|20)\d\d,? [A-Z])"
)
"""The closing line of a publisher; fonts without a map give its sign as a letter or two, or not at all."""
KEYWORDS = re.compile(
    r"^\W*(?!(?-i:keywords?) (?![:—–]))"  # in the middle of a sentence
    r"(?:(?:additional |author )?key[ -]?words?\b|(?:theme|topic|track)s?\s*:"
    r"|(?:(?:total )?number of words|word count|resource types?|licen[cs]e)\s*:"
    r"|index terms|ccs concepts|cr categor|categories and subject"
    r"|general terms|(?:pacs|jel|msc)(?=\s*(?:$|\(?[a-z]?\d|codes?|class|subject|num|no\b|[:–—-]))"
    r"|(?:(?:ams|acm|msc|mathematics|\d{4}) )*subject classification|subjects?\b\s*:?$"
    r"|correspondence(?: (?:to|should|and)\b|\s*:)"
    r"|(?-i:(?:Received|Accepted|Published|Revised|Submitted)(?:\s*:|,? (?:\d|in |on |[A-Z])))"
    r"|e-?mail(?:s| address(?:es)?)?\s*(?:$|[:{(]|\S*@)|\(?dated?:|©|\(c\) \d{4}|[°·]? ?c \d{4}\b"
    rf"|{OLD_RIGHTS}|copyright\W*(?:$|c\b|\d|is held|held|the author|by\b)"
    r"|permission to (?:make|copy|use|rep)"
    r"|this is an open[- ]access"
    r"|this article is (?:licen[cs]ed|distributed|published|available|protected|an? open|part of|made)"
    r"|open access(?=\s*(?:$|[^\w\s]|this|article|licen))|doi\b|https?://(?:dx\.)?doi"
    r"|how to cite|citation:"
    r"|关键[词字]|關鍵[詞字]|キーワード|핵심어|주제어|ключевые слова|schlüssel|schlagw|mots?[- ]cl|palabras clave"
    r"|palavras[- ]chave|parole chiave|trefwoorden|nyckelord|nøkkelord|avainsanat|klju[čc]ne (?:riječi|reči|besede)"
    r"|słowa kluczowe|kl[íú]č\w+ slov[aá]|kulcssz\w+|anahtar kelime\w*|cuvinte[- ]cheie|từ khóa|λέξεις[- ]κλειδιά)",
    re.I,
)


CONCLUDES = re.compile(r"^(?:conclu|interpretation|significance|implications|discussion)", re.I)
# The parts of an abstract as medical and biological journals ask for them.
PART = re.compile(
    r"^(?:background|introduction|context|motivations?|objectives?|aims?|purpose|goals?|hypothesis|importance"
    r"|rationale|design|setting"
    r"|participants|patients|subjects|materials?|methods?|methodology|main outcome|interventions?|measurements?"
    r"|approach|data|evaluation"
    r"|(?:principal |main |key )?(?:results?|findings?)|conclusions?|discussion|interpretation|significance"
    r"|implications?|limitations"
    r"|availability|implementation|contact|supplementary|funding|summary|trial registration|contributions?|novelty"
    r"|originality|problem)\b",
    re.I,
)
SMALL_PRINT = re.compile(
    r"^\W*(?:permission to|copyright|©|\(c\) \d{4}|correspondence|e-?mail|doi\b|https?://(?:dx\.)?doi"
    r"|this (?:article|work) is)",
    re.I,
)
"""Of what ends an abstract, the words that notes at the foot of its column begin with, too."""


def is_over_keywords(lines: Sequence[Line], start: int) -> bool:
    """Whether the line at `start` opens a block of one type that ends in the keywords."""
    for above, line in zip(lines[start:], lines[start + 1 : start + _REST_LINES], strict=False):
        if not follows(above, line) or abs(above.size_pt - line.size_pt) > _SAME_SIZE_PT:
            return False
        if _ONLY_KEYWORDS.match(line.text):
            return True
    return False


def follows(last: Line, line: Line) -> bool:
    """Whether `line` is the next one of the block that `last` ends."""
    step = last.baseline_pt - line.baseline_pt
    overlap = min(last.box.right, line.box.right) - max(last.box.left, line.box.left)
    return line.page == last.page and 0.4 * line.size_pt < step < 2.8 * line.size_pt and overlap > 0


def is_beside(last: Line, line: Line) -> bool:
    """Whether `line` goes on the row of `last`."""
    em = last.size_pt
    return (
        abs(last.baseline_pt - line.baseline_pt) < 0.6 * em and last.box.left < line.box.left < last.box.right + 3 * em
    )


def with_row(last: Line, line: Line) -> Line:
    """`line`, as wide as its row where it goes on the row of `last`."""
    if line.page != last.page or abs(line.baseline_pt - last.baseline_pt) > 0.4 * line.size_pt:
        return line
    return replace(line, box=Box(min(last.box.left, line.box.left), *line.box[1:]))
