"""How captions call their figures: "Figure 3", "Table A.1", "Рисунок 2", "图 1", in the words of several languages."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from bot.model import FigureKind

# As papers write it (lower case, without stop) -> the form that a label takes.
_FIGURE_WORDS: dict[str, str] = {
    "figure": "Figure",
    "fig": "Figure",
    "scheme": "Scheme",
    "abbildung": "Abbildung",
    "abb": "Abbildung",
    "figura": "Figura",
    "gráfico": "Gráfico",
    "grafico": "Grafico",
    "figur": "Figur",
    "figuur": "Figuur",
    "kuva": "Kuva",
    "rysunek": "Rysunek",
    "rys": "Rysunek",
    "obrázek": "Obrázek",
    "obr": "Obrázek",
    "slika": "Slika",
    "ábra": "Ábra",
    "şekil": "Şekil",
    "hình": "Hình",
    "σχήμα": "Σχήμα",
    "εικόνα": "Εικόνα",
    "рисунок": "Рисунок",
    "рис": "Рисунок",
    "图": "图",
    "圖": "圖",
    "図": "図",
    "그림": "그림",
}
_TABLE_WORDS: dict[str, str] = {
    "table": "Table",
    "tab": "Table",
    "tbl": "Table",
    "tabelle": "Tabelle",
    "tabla": "Tabla",
    "cuadro": "Cuadro",
    "tabela": "Tabela",
    "quadro": "Quadro",
    "tabella": "Tabella",
    "tableau": "Tableau",
    "tabell": "Tabell",
    "tabel": "Tabel",
    "taulukko": "Taulukko",
    "tabulka": "Tabulka",
    "tablica": "Tablica",
    "tablo": "Tablo",
    "bảng": "Bảng",
    "πίνακας": "Πίνακας",
    "таблица": "Таблица",
    "табл": "Таблица",
    "таблиця": "Таблиця",
    "表": "表",
    "표": "표",
}
_WORDS = {word: (form, FigureKind.FIGURE) for word, form in _FIGURE_WORDS.items()} | {
    word: (form, FigureKind.TABLE) for word, form in _TABLE_WORDS.items()
}
# Small capitals come out of some files with a space behind the large first letter, spaced titles with one everywhere.
_SPACED = {r"F ?I ?G ?U ?R ?E": "figure", r"T ?A ?B ?L ?E": "table"}
_IN_BRACKETS = frozenset("图圖図表표") | {"그림"}  # only these, for "(Figure 3)" is a mention
_PREFIXES = (
    r"supplementa(?:ry|l)|suppl?\.?|supporting|supporting information|si|extended data|ext\. data|appendix|annex|"
    r"additional|online|web"
)
_SHORT_PREFIXES = {"supp": "Supplementary", "suppl": "Supplementary", "si": "SI", "ext. data": "Extended Data"}
# Chinese goes on behind a number without a space. A Chinese number needs one: "表一般" is a word.
_NUMBER_END = r"(?![%\d_]|(?![\u4e00-\u9fff])\w)"
_NUMBER = (
    rf"(?:[A-Z]{{1,2}}[.\-–]?)?\d{{1,3}}(?:[.\-–]\d{{1,3}}){{0,2}}[a-zA-Z]?{_NUMBER_END}"  # 12, 3a, S1, A.1, 5-2
    r"|[IVXL]{1,6}(?!\w)|[Ⅰ-Ⅻ](?!\w)|[一二三四五六七八九十]{1,3}(?!\w)|[A-Z](?:\.[IVX]{1,4})?(?!\w)"
)
_WORD = "|".join([*(rf"(?-i:{form})" for form in _SPACED), *sorted(map(re.escape, _WORDS), key=len, reverse=True)])
# Some journals set a square before the label; "n" is its code in the font of ornaments that they take.
_ORNAMENT = r"(?P<ornament>[■□▪▫◆▲▶►◼▌]\s*|(?-i:n)\s+)?"
_AFTER = r"[.:]\s?[—–|:]|[:.|：．。、│∣–—•·▪■-]"
_LABEL = re.compile(
    rf"^{_ORNAMENT}(?P<open>[\[<(〈《【［（＜]\s*)?(?:(?P<prefix>{_PREFIXES})\s+|(?P<electronic>e-?(?=table|fig)))?"
    rf"(?P<word>{_WORD})(?P<stop>\.?)\s*(?P<number>\((?-i:{_NUMBER})\)|(?-i:{_NUMBER}))(?(open)\s*[\])>〉》】］）＞])"
    rf"[*†‡]?\s*(?P<after>{_AFTER})?\s*(?P<rest>.*)$",
    re.I | re.S,
)
# Chinese and Japanese papers set Latin letters as wide as their own signs; one stands for one, so offsets stay.
_HALF_WIDTH = {0x3000: " "} | {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
_LETTERED = frozenset({"Figure", "Table"})
_PART = re.compile(r"^\([a-z0-9]\)\s*")
# How a sentence goes on behind "Figure 3". German, Spanish, French, Russian and Chinese have the commonest only.
_IN_A_SENTENCE = re.compile(
    r"^(?:(?:shows?|depicts?|gives?|presents?|lists?|illustrates?|demonstrates?|reports?|compares?|summari[sz]es?|contains?|"
    r"provides?|plots?|displays?|is|are|was|were|has|have|can|and|or|in|of|to|we|with|for|from|as|also|below|above|that|"
    r"where|which|on|at|by|the|this|these|describes?|details?|indicates?|reveals?|includes?|outlines?|visuali[sz]es?|"
    r"because|since|see|out|clearly|respectively|but|using|when|if|then|here|there|both|does|suggests?|represents?|"
    r"highlights?|confirms?|explains?|exhibits?|captures?|traces?|makes?|may|should|would|will|must|provided|shown|"
    r"zeigt|muestra|presenta|montre|présente|показ\w*|представл\w*|привед\w*|изображ\w*)\b"
    r"|展示|展现|呈现|显示|给出|所[示述列给]|为|是|中|描述|可知|可以|可见|表明|揭示|体现|列[出举]|和|与|至|到|及|以及|或|的|"
    r"反映|说明|比较|概括|分别|即|也|还|则|[左右][图侧边]|[\u4e00-\u9fff]{2,3}了)"
)
# Japanese and Korean have it behind the number without a space.
_PARTICLE = re.compile(r"は|に|の|を|が|と|より|から|은|는|이|가|을|를|에|의|과|와|로|처럼")


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
    found = _LABEL.match(line.translate(_HALF_WIDTH))
    named = _WORDS.get(found["word"].replace(" ", "").casefold()) if found else None
    if found is None or named is None:  # a dotless i matches an i, and is another letter
        return None
    word, kind = named
    if found["word"][0].islower() and not (found["prefix"] and found["prefix"][0].isupper()):
        return None
    if found["open"] and found["word"] not in _IN_BRACKETS:
        return None
    if re.fullmatch("[A-HJ-UWYZ]", found["number"]) and word not in _LETTERED:
        return None  # "FIGUR E" is a word, badly spaced
    rest = line[found.start("rest") :].strip()
    after = found["after"] or ""
    if after in ("-", "–", "—") and rest[:1].isdigit():
        return None  # "Figure 3-5", a range
    words = _PART.sub("", rest)
    if not after and (words.startswith((",", ";", ")", "]", "，", "；", "）")) or _IN_A_SENTENCE.match(words)):
        return None
    if not after and found.end("number") == found.start("rest") and _PARTICLE.match(rest):
        return None
    return Label(
        text=f"{_prefix(found)}{word} {unicodedata.normalize('NFKC', found['number']).strip('()')}",
        kind=kind,
        form=(found["ornament"] or "").strip() + found["word"] + found["stop"] + after,
        mark=Mark.SEPARATOR if after or found["open"] else Mark.WORDS if rest else Mark.NOTHING,
        rest=rest,
        number_end=found.end("number"),
        end=found.start("rest"),
    )


def _prefix(found: re.Match[str]) -> str:
    if found["electronic"]:
        return "e"
    prefix = (found["prefix"] or "").strip().casefold()
    return _SHORT_PREFIXES.get(prefix.removesuffix("."), prefix.title()) + " " if prefix else ""
