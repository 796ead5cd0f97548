"""How captions call their figures: "Figure 3", "Table A.1", "Рисунок 2", "图 1", in the words of several languages."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.model import FigureKind

# As papers write it (lower case, without stop) -> the form that a label takes, and what it names.
_WORDS: dict[str, tuple[str, FigureKind]] = {
    "figure": ("Figure", FigureKind.FIGURE),
    "fig": ("Figure", FigureKind.FIGURE),
    "table": ("Table", FigureKind.TABLE),
    "tab": ("Table", FigureKind.TABLE),
    "tbl": ("Table", FigureKind.TABLE),
    "рисунок": ("Рисунок", FigureKind.FIGURE),
    "рис": ("Рисунок", FigureKind.FIGURE),
    "таблица": ("Таблица", FigureKind.TABLE),
    "табл": ("Таблица", FigureKind.TABLE),
    "abbildung": ("Abbildung", FigureKind.FIGURE),
    "abb": ("Abbildung", FigureKind.FIGURE),
    "tabelle": ("Tabelle", FigureKind.TABLE),
    "figura": ("Figura", FigureKind.FIGURE),
    "tabla": ("Tabla", FigureKind.TABLE),
    "tabela": ("Tabela", FigureKind.TABLE),
    "tabella": ("Tabella", FigureKind.TABLE),
    "tableau": ("Tableau", FigureKind.TABLE),
    "图": ("图", FigureKind.FIGURE),
    "圖": ("圖", FigureKind.FIGURE),
    "図": ("図", FigureKind.FIGURE),
    "그림": ("그림", FigureKind.FIGURE),
    "表": ("表", FigureKind.TABLE),
    "표": ("표", FigureKind.TABLE),
}
_PREFIXES = r"supplementa(?:ry|l)|supporting|extended data|appendix|online|web"
_NUMBER = (
    r"(?:[A-Z]{1,2}[.\-–]?)?\d{1,3}(?:[.\-–]\d{1,3}){0,2}[a-z]?(?![\w%])"  # 12, 3a, S1, A.1, 5-2
    r"|[IVXL]{1,6}(?!\w)|[A-Z](?:\.[IVX]{1,4})?(?!\w)"
)
_LABEL = re.compile(
    rf"^(?P<prefix>(?:{_PREFIXES})\s+)?(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?P<stop>\.?)"
    rf"\s*(?P<number>(?-i:{_NUMBER}))\s*(?P<after>[:.|：．。、│∣–—-]?)\s*(?P<rest>.*)$",
    re.I | re.S,
)
_PART = re.compile(r"^\([a-z0-9]\)\s*")
# How a sentence goes on behind "Figure 3". German, Spanish, French, Russian and Chinese have the commonest only.
_IN_A_SENTENCE = re.compile(
    r"^(?:(?:shows?|depicts?|gives?|presents?|lists?|illustrates?|demonstrates?|reports?|compares?|summari[sz]es?|contains?|"
    r"provides?|plots?|displays?|is|are|was|were|has|have|can|and|or|in|of|to|we|with|for|from|as|also|below|above|that|"
    r"where|which|on|at|by|the|this|these|describes?|details?|indicates?|reveals?|includes?|outlines?|visuali[sz]es?|"
    r"because|since|see|out|clearly|respectively|but|using|when|if|then|here|there|both|does|suggests?|represents?|"
    r"zeigt|muestra|presenta|montre|présente|показ\w*|представл\w*|привед\w*|изображ\w*)\b"
    r"|展示|显示|给出|所示|为|是|中|描述|可知|可以|可见|表明|列出|和|与|至|的|反映|说明|比较|分别)"
)


class Mark(StrEnum):
    """What stands behind the number of a label."""

    SEPARATOR = "separator"
    NOTHING = "nothing"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Label:
    """The beginning of a line that may be a caption.

    Attributes:
        text: In normal form: the whole word with a capital, one space, the number. "Fig. 4" and "FIGURE 4" are
            "Figure 4", "图1" is "图 1". A prefix stays: "Supplementary Figure 2".
        form: How this paper writes it ("Fig.", "FIGURE", "图"), for telling captions from mentions by their form.
        mark: What follows the number on the line.
        rest: The line behind number and separator.
        number_end: Offset in the line behind the number.
        end: Offset in the line where `rest` begins.
    """

    text: str
    kind: FigureKind
    form: str
    mark: Mark
    rest: str
    number_end: int
    end: int


def read_label(line: str) -> Label | None:
    """The label that `line` begins with; None if there is none, or if the words go on as a sentence does."""
    found = _LABEL.match(line)
    if found is None:
        return None
    word, kind = _WORDS[found["word"].casefold()]
    if found["word"][0].islower():
        return None
    rest = found["rest"].strip()
    after = found["after"]
    if after in ("-", "–", "—") and rest[:1].isdigit():
        return None  # "Figure 3-5", a range
    words = _PART.sub("", rest)
    if not after and (words.startswith((",", ";", ")", "]", "，", "；", "）")) or _IN_A_SENTENCE.match(words)):
        return None
    prefix = found["prefix"].strip().title() + " " if found["prefix"] else ""
    mark = Mark.SEPARATOR if after else Mark.WORDS if rest else Mark.NOTHING
    return Label(
        text=f"{prefix}{word} {found['number']}",
        kind=kind,
        form=found["word"] + found["stop"] + after,
        mark=mark,
        rest=rest,
        number_end=found.end("number"),
        end=found.start("rest"),
    )
