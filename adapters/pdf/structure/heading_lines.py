"""How a heading looks: which lines are one, how much of a line is one, where its number ends."""

import re
from collections.abc import Sequence
from enum import Enum

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.structure.layout import Layout
from adapters.pdf.structure.zones import ABSTRACT_WORDS, own_zone
from bot.model import NOT_TEXT, Zone

_NUMBER = re.compile(
    r"^(?:(?P<arabic>\d{1,2}(?:\.\d{1,2}){0,3})\.?|(?P<roman>[IVX]{1,5})\."
    r"|(?P<letter>[A-Z](?:\.\d{1,2}){1,3}\.?|[A-Z]\.|[A-Z](?=\s+[^a-z]))\.?)\s+(?:[|│]\s+)?"
)
# Headings that need no bold type, no number and no entry in the outline to be known.
_ALONE = re.compile(
    r"^(?:abstract|introduction|related work|background|(?:materials and )?methods?|results(?: and discussion)?"
    r"|discussion|conclusions?"
    r"|concluding remarks|references|bibliography|acknowledge?ments?|limitations|future work|appendix|appendices"
    r"|key ?words|index terms"
    r"|ccs concepts|(?:plain language|author|lay) summary"
    rf"|{ABSTRACT_WORDS}|参考文献|致\s*谢|einleitung|literatur(?:verzeichnis)?|введение|заключение"
    r"|список литературы)$",
    re.I,
)
_RUN_IN_KNOWN = re.compile(
    rf"^(?:(?:{ABSTRACT_WORDS})\s*[.:：—–|-]+"
    r"|(?:key ?words|index terms|pacs(?: numbers)?|关键词|ключевые слова"
    r"|schlüsselwörter|mots?[- ]clés|palabras[- ]clave|palavras[- ]chave)\s*(?:and phrases)?\s*[.:：—–-]+)\s*(?=\S)",
    re.I,
)
# "Introduction.—" and "Results and outlook.—" as letters of physics set them, in italics and on the line of the text.
_DASHED = re.compile(r"^[A-Z][^.!?;:—]{3,70}\.\s?[—–]\s?(?=\S)")
_ABSTRACT_BESIDE = re.compile(r"^(?P<name>abstract|summary)\s+(?=[A-Z][a-z])", re.I)  # and the text beside it
# The same in a bold that the file does not tell: a line as long as a sentence's.
_ABSTRACT_BEFORE = re.compile(r"^(?:Abstract|Summary) (?=[A-Z][a-z]* [a-z(].{40})")
# Some Chinese files have no space behind the word; as the first words of a sentence on abstracts it goes on otherwise.
_CJK_ABSTRACT = re.compile(r"^摘\s*要(?!生成|抽取|提取|是|的|和|中|任务|系统|模型|方法)(?=[\u4e00-\u9fff]{8})")
# What stands in bold at the head of a paragraph and opens no part of the paper.
_NO_HEADING = re.compile(
    r"^(?:(?:supplementary|extended data|suppl?\.?|see)\s+)?(?:figs?|figures?|tabs?|tables?|eqs?|equations?|videos?"
    r"|movies?|schemes?"
    r"|listings?|boxe?s?|algorithms?|lemmas?|theorems?|corollar(?:y|ies)|definitions?|propositions?|proofs?|remarks?"
    r"|claims?|examples?"
    r"|facts?|assumptions?|conjectures?|observations?|propert(?:y|ies)|hypothes[ie]s|axioms?|inputs?|outputs?|require"
    r"|ensure|returns?"
    r"|определени[ея]|теорема|лемма|доказательство|пример|замечание|утверждение|следствие|рис|таблица"
    r"|satz|beweis|beispiel|abbildung|tabelle|théorème|définition|preuve"
    r"|doi|number of words|word count|resource types?|licen[cs]e"
    r"|step|case|notes?|exercises?|problem|questions?)\b\.?\s*(?:[\d(.:]|[A-Z]\b|$|of\b)"
    r"|^S\d{1,2}\s(?:fig|table|text|file|data|appendix|video|movie)\b|^[QA]\d?\s*:|^(?:图|表|定理|引理|定义|证明|命题|推论|例)\s*\d*",
    re.I,
)
# What journals print beside the title and the abstract.
_BADGE = re.compile(
    r"^(?:open(?: access)?|check for updates?|(?:(?:original|research|review|regular) )?(?:articles?|papers?)|letters?"
    r"|resource|investigation|perspectives?)$",
    re.I,
)
_BADGE_PAGES = 2
_SENTENCE_INSIDE = re.compile(r"[a-z]\. [A-Z]|[A-Z]{2}\. [A-Z][a-z]|[，。；]")
_GOES_ON = re.compile(r"(?:\b(?:a|an|the|and|or|of|for|in|on|to|with|by|from|using|via|as|at|its)|[,:&–—-])$", re.I)
_MATH_FONT = re.compile(r"^(?:cmmi|cmsy|cmex|msbm|msam|eufm|rsfs|symbol|mt2|rm?mi|.*math)", re.I)
_WORDS_ONLY = re.compile(r"^(?:[\d.]+ )?[^\W\d_]{3,}(?:[ ,:-]+[^\W\d_]{2,})+[.?]?$")
_ITALIC = re.compile(r"ital|obli|slant|cmti|cmsl|-it\b|(?:lt|bd|md|rm)ita?$|sfti|ecti", re.I)
_SMALL_CAPITALS = re.compile(r"[Cc][Ss][Cc]\d|[Ss]mall-?[Cc]ap|Caps\b|[-_ ][Ss][Cc]\b|(?<=[a-z])SC(?:[-_\d]|$)")
_FIRST_SENTENCE = re.compile(r"^(?:[\dA-Z.]+\s)?[^\W\d_][^.]{3,}\.\s(?=\()")  # "Limitations. (1) Ice."
_MATHS = re.compile(r"[=<>∈∩∪≤≥→∅]|\.\s\d")
AROUND_TITLE = " .:：—–|-"
"""What may stand between a heading and the text behind it."""
_MARKS = " ⁰¹²³⁴⁵⁶⁷⁸⁹*†‡∗"
_CLOSING = "”’»）】"
_MIN_CHARS, _MAX_CHARS = 3, 110
_MAX_WORDS = 14
_MAX_RUN_IN_CHARS = 80
_SMALL_CAPITAL = 0.7  # of the size of its capitals, at least
_NAME_WORDS = 2  # of what a heading names in another face
_PARAGRAPH_LINES = 5  # in a row in one type
_NEXT_LINE = 1.5  # of the size
_LEADING = 1.2  # of the size, as most text is set
_SENTENCE_WORDS = 8  # on each of two lines: no heading goes on like that


def is_italic(font: str) -> bool:
    """Whether a font is an italic one, by its name."""
    return bool(_ITALIC.search(font))


def is_formula(line: Line) -> bool:
    """Whether the line is a formula, by its font and its letters."""
    # Some journals set words, too, in the maths face of their family.
    return bool(_MATH_FONT.match(line.font)) and not _WORDS_ONLY.match(line.text)


def is_known_name(title: str) -> bool:
    """Whether `title` is a heading wherever it stands on a line of its own: "Introduction", "References"."""
    return bool(_ALONE.match(title.rstrip(AROUND_TITLE)))


class Numbering(Enum):
    """How a heading is numbered: "4.1", "II.", "B."."""

    ARABIC = "arabic"
    ROMAN = "roman"
    LETTER = "letter"


def numbering(text: str) -> Numbering | None:
    """The kind of number that opens a heading."""
    found = _NUMBER.match(text)
    return Numbering(found.lastgroup) if found and found.lastgroup else None


def split_number(text: str) -> tuple[str, int | None]:
    """("Results", 2) of "4.1 Results"; None where there is no number."""
    found = _NUMBER.match(text)
    if not found:
        return _closed_up(text.strip(AROUND_TITLE)), None
    number = (found.group("arabic") or found.group("letter") or "I").rstrip(".")
    return _closed_up(text[found.end() :].strip(AROUND_TITLE)), number.removesuffix(".0").count(".") + 1


def heading_text(line: Line) -> str:
    """The words of a heading's line, without footnote marks."""
    return (line.text if NOT_TEXT in line.prose else line.prose).rstrip(_MARKS)


def joined(above: str, below: str) -> str:
    """Two lines of one heading."""
    return above.removesuffix(BREAK_HYPHEN) + below if above.endswith(BREAK_HYPHEN) else f"{above} {below}"


def run_in_chars(line: Line) -> int:
    """How many characters of a line are a heading that text follows on the same line; 0 for none."""
    text = line.prose
    known = _RUN_IN_KNOWN.match(text)
    if known and own_zone(text.strip(AROUND_TITLE)) is not Zone.ABSTRACT:  # "Résumé - Abstract" is a heading
        return known.end()
    chinese = _CJK_ABSTRACT.match(text)
    if chinese and line.page <= _BADGE_PAGES:
        return chinese.end()
    beside = _ABSTRACT_BESIDE.match(text)
    if beside and (beside["name"].isupper() or beside.end("name") in line.wide_spaces):
        return beside.end()
    before = _ABSTRACT_BEFORE.match(text)
    if before and line.page <= _BADGE_PAGES:
        return before.end()
    dashed = _DASHED.match(text)
    if dashed and not line.is_bold and NOT_TEXT not in dashed.group():
        return dashed.end()
    bold = line.bold_start
    if not 4 <= bold < len(text) - 2 or bold > _MAX_RUN_IN_CHARS:
        return 0
    first = _FIRST_SENTENCE.match(text[:bold])
    bold = first.end() if first else bold
    lead, rest = text[:bold].strip(), text[bold:].strip()
    if _ends_in_other_face(line) and numbering(text) is not None:
        return 0
    if lead.count("(") > lead.count(")"):
        return 0  # "Lock preemption (LP) occurs when ...": the sentence begins with the bold words
    if sum(map(str.isalpha, split_number(lead)[0])) < _MIN_CHARS:
        return 0
    if _NO_HEADING.match(lead) or not (lead[:1].isupper() or lead[:1].isdigit()):
        return 0
    ends = lead[-1] in ".:—–" or rest[:1] in ":—–"
    return bold if (ends or (rest[:1].isupper() and lead.count(" ") <= 6)) and len(rest) > 2 else 0


def is_heading(line: Line, above: Line | None, below: Line | None, layout: Layout) -> bool:
    """Whether the whole line is a heading: a known name, or words set off by type, capitals, number, white space."""
    text = heading_text(line)
    if line.is_rotated or not _MIN_CHARS <= len(text) <= _MAX_CHARS or is_formula(line) or _NO_HEADING.match(text):
        return False
    if line.page <= _BADGE_PAGES and _BADGE.match(text):
        return False
    title, number = split_number(text)
    if title and is_known_name(title) and title not in text:
        return True  # "a b s t r a c t" of Elsevier, in small capitals that come as small letters
    if below is not None and _is_small_abstract(line, title, below):
        return True
    if not title or title[0] in _CLOSING or not (title[0].isupper() or title[0].isdigit() or not title[0].isascii()):
        return False
    if is_known_name(title):
        return True
    if below is not None and _reads_on(line, below):
        return False
    if not _reads_as_title(title) or line.is_fixed_pitch:
        return False
    is_large = line.size_pt > layout.body_size_pt + 0.4
    is_numbered_italic = number is not None and _is_italic_heading(line, below)
    ends_bold = line.bold_start >= len(line.prose) or (number is not None and _ends_in_other_face(line))
    is_bold = line.is_bold and ends_bold
    is_strong = is_bold or is_large or is_numbered_italic or in_capitals(title) or _is_small_capitals(line)
    is_apart = above is None or abs(above.baseline_pt - line.baseline_pt) > 1.15 * layout.leading_pt
    if line.size_pt < layout.body_size_pt - 0.65:
        return number is not None and is_strong and is_apart
    return is_strong and (number is not None or is_apart or line.is_bold)


def _is_small_abstract(line: Line, title: str, below: Line) -> bool:
    """Whether the one word "abstract" stands over smaller type, as the same letters come where they are not spaced."""
    is_word = title.islower() and own_zone(title) is Zone.ABSTRACT and line.page <= _BADGE_PAGES
    return is_word and line.size_pt > below.size_pt + 0.65


def paragraph_lines(lines: Sequence[Line], layout: Layout) -> frozenset[int]:
    """The indices of lines in paragraphs: so many of one type in a row that no heading is as long.

    An abstract in bold or larger type is such a one.
    """
    inside: set[int] = set()
    run: list[int] = []
    for i, line in enumerate(lines):
        if run and not _is_next_of_type(lines[run[-1]], line, layout):
            inside.update(run if len(run) >= _PARAGRAPH_LINES else ())
            run = []
        run.append(i)
    return frozenset(inside.union(run if len(run) >= _PARAGRAPH_LINES else ()))


def _is_next_of_type(above: Line, line: Line, layout: Layout) -> bool:
    if any(numbering(it.text) is not None or is_known_name(it.text) for it in (above, line)):
        return False
    step = above.baseline_pt - line.baseline_pt
    same_type = line.font == above.font and abs(line.size_pt - above.size_pt) < 0.2
    same_case = in_capitals(line.text) == in_capitals(above.text)
    return same_type and same_case and 0 < step < _NEXT_LINE * max(line.size_pt, layout.leading_pt / _LEADING)


def continues_heading(above: Line, line: Line) -> bool:
    """Whether `line` is the second line of the heading `above`: same type, next line, and no section of its own."""
    step = above.baseline_pt - line.baseline_pt
    hangs = numbering(above.text) is not None and line.box.left > above.box.left + 0.8 * line.size_pt
    is_small_capitals = hangs and line.text.isupper() and _SMALL_CAPITAL * above.size_pt < line.size_pt < above.size_pt
    same_type = line.font == above.font and (is_small_capitals or abs(line.size_pt - above.size_pt) < 0.2)
    ends_bold = line.bold_start >= len(line.prose) or (hangs and _ends_in_other_face(line))
    fully_bold = ends_bold or not line.is_bold
    is_open = bool(_GOES_ON.search(above.text))
    return (
        same_type
        and fully_bold
        and 0 < step < 1.5 * line.size_pt
        and not _NUMBER.match(line.text)
        and (is_open or not (is_known_name(line.text) or is_known_name(split_number(above.text)[0])))
        and len(line.text) < _MAX_CHARS
        and (above.is_bold or above.text.isupper() == line.text.isupper())
    )


def _ends_in_other_face(line: Line) -> bool:
    """Whether a bold line ends with the name of a thing in a face of its own: "Generalization via Harbour"."""
    lead, rest = line.prose[: line.bold_start].strip(), line.prose[line.bold_start :].strip()
    is_cut = not lead or lead[-1] in ".:—–?!" or not rest or not rest[-1].isalnum()
    is_open = bool(_GOES_ON.search(lead)) and rest.count(" ") < 2 * _NAME_WORDS  # "Generalization of Harbour and Buoy"
    is_short = rest.count(" ") < _NAME_WORDS and lead.count(" ") > rest.count(" ")
    return line.is_bold and not is_cut and (is_open or is_short)


def in_capitals(title: str) -> bool:
    """Whether a title is set in capitals, and long enough for that to mean something."""
    cased = [char for char in title if char.isupper() or char.islower()]
    return len(cased) > 4 and title.isupper() and len(cased) >= 0.8 * sum(char.isalpha() for char in title)


def _reads_on(line: Line, below: Line) -> bool:
    """Whether a paragraph in bold or large type goes on below: an abstract as some journals set it."""
    step = line.baseline_pt - below.baseline_pt
    is_next = abs(below.size_pt - line.size_pt) < 0.2 and 0 < step < 1.5 * line.size_pt
    is_cut = line.text.endswith(BREAK_HYPHEN) or below.text[:1].islower()
    return is_next and is_cut and min(line.text.count(" "), below.text.count(" ")) >= _SENTENCE_WORDS


def _is_small_capitals(line: Line) -> bool:
    """Whether the letters are small capitals by the name of their font; the text has them as small letters."""
    return bool(_SMALL_CAPITALS.search(line.font))


def _is_italic_heading(line: Line, below: Line | None) -> bool:
    """Whether an italic line ends where it ends: items and theorems go on in italics below it."""
    is_alone = below is None or below.font != line.font or below.page != line.page
    return is_italic(line.font) and is_alone and NOT_TEXT not in line.prose and not _MATHS.search(line.text)


def _reads_as_title(title: str) -> bool:
    words = title.split()
    letters = sum(char.isalpha() for char in title)
    if letters < 0.6 * len(title.replace(" ", "")) or len(words) > _MAX_WORDS or title[-1] in ",;":
        return False
    if max(map(len, words)) < 3 and title.isascii():
        return False  # letters of a formula or a drawing
    return not (_SENTENCE_INSIDE.search(title) or (title[-1] == "." and not in_capitals(title) and len(words) > 5))


def _closed_up(title: str) -> str:
    """ "abstract" of "a b s t r a c t", as some journals space their headings."""
    words = title.split()
    return "".join(words) if len(words) > 4 and all(len(word) == 1 and word.isalpha() for word in words) else title
