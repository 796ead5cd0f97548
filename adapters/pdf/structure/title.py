"""The title on the first page."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from adapters.pdf.page.characters import BREAK_HYPHEN, clean
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.layout import Layout, LineKey
from adapters.pdf.structure.names import AUTHOR_MARKS, is_affiliation, is_name
from adapters.pdf.structure.zones import own_zone
from bot.model import NOT_TEXT, Zone

_BANNER = re.compile(
    r"^(?:published (?:as|in|at)|under review|accepted (?:at|for|as)|to appear|appears in|proceedings of|preprint"
    r"|submitted to|\(?received\b"
    r"|УДК\b|.{0,40}\b(?:working|discussion|staff) papers? (?:series\b|no\b)"
    r"|workshop on|journal of|transactions on|arxiv:|doi:|https?:|www\.|vol(?:ume)?\.? \d|©|copyright|\d{4} ieee"
    r"|(?:research|original|review|regular|invited) (?:article|paper)|articles?$|letters?$|review$|whitepaper$"
    r"|technical report|(?:chapter|chapitre|kapitel|глава) (?:\d{1,2}|[ivxl]{1,5})\.?$"
    r"|.{0,20}\bIS[SB]N\b"
    r"|contents lists|available online|open access|(?:nature|science)\b(?: \S+){0,3}$|universi|facult|department of"
    r"|\(?thesis format)",
    re.I,
)
_TITLE_HEIGHT = 0.45  # the title's lines begin above this share of the page, from the bottom
_UPPER = 0.4  # of the page's height, from the foot: where a title may begin
_SIZE_STEP_PT = 0.7  # lines of one title differ by no more (a line in small capitals)
_SIZE_STEP = 0.06  # of the size, where that is more: what reads scans measures each line anew
_SUBTITLE = 0.6  # of the title's size, at least
_REACH = 2.2  # of the size, from a line to the next
_DOUBLE = 2.6  # the same inside a bold phrase: manuscripts are set with double spacing
_LOGO = 2.5  # of the size of the title, at least
_SECOND_HALF = 0.85  # of the size of a first half that ends with a colon
_TITLE_WORDS = 4  # of a title field that is believed against larger type; the names of journals are shorter
_NOT_A_NAME = re.compile(rf"[,{AUTHOR_MARKS}\ufffd]+|\band\b|(?<=[^\W\d_])\d")
_MARKS_AT_END = re.compile(r"(?:\\(?:ast|dagger|ddagger))?[\s*†‡§¶∗⋆★☆✩⁰¹²³⁴-⁹]*$")
_FIRST_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_]")
_SMALL_WORDS = 3
_FUNCTION_WORD = re.compile(r"\b(?:of|for|the|from|in|on|to|their|its|an?)\b")
_LABEL = re.compile(  # of a title, as journals ask for it in manuscripts, and the number of a chapter before a rule
    r"^(?:(?:(?:full )?title|titel|título|titre|titolo)\s?: +"
    r"|(?:chapter|chapitre|kapitel|глава) (?:\d{1,2}|[ivxl]{1,5}) ?[|│] ?)(?=\S+ \S)",
    re.I,
)
_SIGN = re.compile(r"[:?!;/]")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_PART = re.compile(r"^(?:part )?(?:[IVX]{1,5}|\d)[.:] ", re.I)  # of a series of papers
_OPEN_END = re.compile(r"[:,–—-]$|\b(?:and|of|for|the|in|on|with|to|a|an)$", re.I)
_LABEL_WORDS = 5  # of what stands over a title
_OVER_NAMES = 3.5  # of the size, from a title to the names
_VOLUME = re.compile(r"^[\s,]*(?:vol(?:ume)?\.?\s*)?\d{1,4}\s*(?:[(,:]|no\b)", re.I)
_HOST = re.compile(r"^contents lists available", re.I)
_HOME = re.compile(r"^(?:journal )?home\s?page|^https?:|^www\.", re.I)
_CJK = re.compile("[\u3040-\u9fff\uac00-\ud7af]")

_Numbered = tuple[int, Line]
"""Index on the page, line."""


def find_title(
    page: PageContent, layout: Layout, metadata_title: str, vocabulary: Vocabulary
) -> tuple[str, tuple[LineKey, ...]]:
    """The title and its lines: of the largest type in the upper part of the first page, with a subtitle below it.

    The file's own title field wins where the page carries the same words: it knows where a title of two sizes ends.
    """
    lines = _title_lines(page, layout)
    keys = tuple((page.number, i) for i, _ in lines)
    title = _LABEL.sub("", joined_title([line for _, line in lines], vocabulary))
    given = _MARKS_AT_END.sub("", clean(metadata_title).strip())
    if len(given.split()) < 2 or len(given) < 10:
        return title, keys
    if folded(given) == folded(title):
        # The field knows small letters from small capitals, and how a word broken at a line end is written; but it may
        # lack a space, a hyphen that is printed inside a line, or a colon that no name of a file may have.
        printed = "".join(line.text for _, line in lines)
        is_whole = given.count(" ") >= title.count(" ") and given.count("-") >= printed.count("-")
        is_whole = is_whole and not Counter(_SIGN.findall(title)) - Counter(_SIGN.findall(given))
        return given if is_whole else title, keys
    said = lines_saying(page, folded(given))
    if said and (folded(title) in folded(given) or _is_title_below(page, said, lines, layout)):
        return given, said
    return title, keys


def _is_title_below(page: PageContent, said: Sequence[LineKey], lines: Sequence[_Numbered], layout: Layout) -> bool:
    """Whether what the title field says is set as a title, below the larger type that was taken for it."""
    own = [page.lines[i] for _, i in said]
    is_large = all(line.size_pt > layout.body_size_pt + 1 for line in own)
    is_below = all(line.box.bottom >= own[0].box.top for _, line in lines)
    return is_large and is_below and sum(len(line.text.split()) for line in own) >= _TITLE_WORDS


def lines_saying(page: PageContent, letters: str, *, above: float = _UPPER) -> tuple[LineKey, ...]:
    """The lines in a row that say just these letters (as `folded` gives them); () where there are none.

    Args:
        above: What part of the page, from its foot, is left out.
    """
    top = [(i, folded(line.text)) for i, line in enumerate(page.lines) if line.box.top > above * page.height_pt]
    for start in range(len(top)):
        said, end = "", start
        while end < len(top) and letters.startswith(said + top[end][1]) and len(said) < len(letters):
            said, end = said + top[end][1], end + 1
        if said == letters:
            return tuple((page.number, i) for i, words in top[start:end] if words)
    return ()


def _title_lines(page: PageContent, layout: Layout) -> list[_Numbered]:
    top = [
        (i, line)
        for i, line in enumerate(page.lines)
        if not line.is_rotated
        and line.box.bottom > _TITLE_HEIGHT * page.height_pt
        and (page.number, i) not in layout.furniture
        and not _BANNER.match(line.text)
        and own_zone(line.text) is not Zone.ABSTRACT
        and sum(char.isalpha() for char in line.text) >= 2
    ]
    candidates = list(_candidates(top, layout))
    for n, run in enumerate(candidates):
        after = candidates[n + 1] if n + 1 < len(candidates) else []
        words = _words(run)
        if _is_journal(run, page):
            continue
        is_by_line = len(words.split()) <= 3 and is_name(words) and _is_phrase(after) and not _is_over_names(after, top)
        is_one_word = " " not in words and not _CJK.search(words) and not _is_over_names(run, top)
        is_logo = is_one_word and _is_over_title(run, after)
        if not is_by_line and not is_logo:
            title = _below_label(run, top, layout) or run
            return _with_rest(_without_names(title, top, layout), top, layout)
    return []


def _below_label(run: Sequence[_Numbered], top: Sequence[_Numbered], layout: Layout) -> list[_Numbered]:
    """The lines in type above the text's that stand over names, where `run` is a few words apart from them.

    Journals set the name of a series or section over the title, as large or larger.
    """
    if len(_words(run).split()) > _LABEL_WORDS or _is_over_names(run, top):
        return []
    below = top[top.index(run[-1]) + 1 :]
    for size in sorted({line.size_pt for _, line in below if line.size_pt > layout.body_size_pt + 1}, reverse=True):
        other = _run_of_size(below, size)
        is_apart = run[-1][1].baseline_pt - other[0][1].baseline_pt > _REACH * run[-1][1].size_pt
        if is_apart and len(_words(other).split()) >= _TITLE_WORDS and _is_over_names(other, top):
            return other
    return []


def _is_over_names(run: Sequence[_Numbered], top: Sequence[_Numbered]) -> bool:
    """Whether the next line is a name or a list of them, close below."""
    last = run[-1]
    below = next((line for i, line in top if i > last[0]), None)
    if below is None or not 0 < last[1].baseline_pt - below.baseline_pt < _OVER_NAMES * last[1].size_pt:
        return False
    return _are_names(below) or is_name(_words([(0, below)]))


def _is_journal(run: Sequence[_Numbered], page: PageContent) -> bool:
    """Whether the lines are the head of a journal: between its host and its address, or cited with a volume."""
    first, last = run[0][0], run[-1][0]
    is_hosted = any(_HOST.match(line.text) for line in page.lines[max(first - 2, 0) : first])
    if is_hosted and any(_HOME.match(line.text) for line in page.lines[last + 1 : last + 2]):
        return True
    words = " ".join(line.text for _, line in run).strip().casefold()
    cited = (line.text[len(words) :] for line in page.lines if line.text.casefold().startswith(words))
    return any(map(_VOLUME.match, cited))


def _without_names(run: Sequence[_Numbered], top: Sequence[_Numbered], layout: Layout) -> Sequence[_Numbered]:
    """The lines without an author in the title's size: above it in another face, or below one in the text's size.

    Below a title in larger type, two words with capitals are its end more often; not so in plain type below a bold one.
    Where a list of names in another type stands right below, there are none in the title.
    """
    if run[0][1].is_bold and run[0][1].size_pt < layout.body_size_pt + 1:
        run = list(takewhile(lambda item: item[1].is_bold, run))  # what follows is as large as the text, and plain
    if all(line.font == run[0][1].font for _, line in run) and _stands_over_names(run[-1], top):
        return run
    named = next((n for n, (_, line) in enumerate(run) if n and _are_names(line)), len(run))
    is_open = bool(_OPEN_END.search(run[named - 1][1].text))  # "Routing in", before "Overlay Networks and Backbones"
    if named < len(run) and not is_open and _is_phrase(run[:named]):
        return run[:named]
    first, *rest = run
    if not rest:
        return run
    if first[1].text.islower() and not rest[0][1].text[:1].islower() and _are_names(first[1]):
        return rest  # in small capitals that come as small letters
    if is_name(_words([first])) and _is_phrase(rest) and all(line.font != first[1].font for _, line in rest):
        return rest
    *above, last = run
    is_small = first[1].size_pt < layout.body_size_pt + 1
    is_plain = not last[1].is_bold and all(line.is_bold for _, line in above)
    return above if (is_small or is_plain) and is_name(_words([last])) and _is_phrase(above) else run


def _stands_over_names(last: _Numbered, top: Sequence[_Numbered]) -> bool:
    """Whether the next line is a list of names in another type."""
    below = next((line for i, line in top if i > last[0]), None)
    return below is not None and below.font != last[1].font and _are_names(below)


def _are_names(line: Line) -> bool:
    """Whether a line is a list of names, told from words with capitals by what stands between and behind them."""
    parts = [part.strip() for part in _NOT_A_NAME.split(small_capitals_as_names(line.text)) if part.strip()]
    return len(parts) > 1 and all(map(is_name, parts))


def _is_phrase(run: Sequence[_Numbered]) -> bool:
    """Whether the lines may be a title themselves: neither names nor addresses nor a heading."""
    words = _YEAR.sub("", _words(run))  # no postal code
    others = re.search(r"[,@]|^\d", words) or is_affiliation(words) or own_zone(words) is not Zone.BODY
    return words.count(" ") >= 3 and not others and not all(is_name(_words([item])) for item in run)


def _is_over_title(run: Sequence[_Numbered], after: Sequence[_Numbered]) -> bool:
    """Whether a title stands apart from the one word `run`, or next to a word of so much larger type."""
    if after and run[0][1].size_pt > _LOGO * after[0][1].size_pt:
        return _words(after).count(" ") >= 2
    return _is_phrase(after) and not _is_below(run, after)


def _is_below(run: Sequence[_Numbered], after: Sequence[_Numbered]) -> bool:
    """Whether `after` goes on right below `run`, with its left edge or its middle."""
    above, below = run[-1][1], after[0][1]
    left = abs(above.box.left - below.box.left)
    middle = abs(above.box.left + above.box.right - below.box.left - below.box.right) / 2
    is_in_line = min(left, middle) < above.size_pt
    return is_in_line and 0 < above.baseline_pt - below.baseline_pt < 1.6 * above.size_pt


def _candidates(top: Sequence[_Numbered], layout: Layout) -> Iterator[list[_Numbered]]:
    """Runs of lines of one size that may be a title, the largest type first."""
    sizes = sorted({line.size_pt for _, line in top}, reverse=True)
    for n, size in enumerate(sizes):
        run = _run_of_size(top, size)
        if size < layout.body_size_pt + 1 and len(_words(run).split()) < _TITLE_WORDS:
            yield from _bold_below(top, run)
        words = _words(run)
        smaller = next((other for other in sizes[n + 1 :] if other < size - _SIZE_STEP_PT), 0.0)
        is_phrase = len(words) >= 8 and (" " in words or bool(_CJK.search(words)))
        is_one_word = len(words) >= 5 and words.isalnum() and size > 1.15 * smaller
        if is_phrase or is_one_word:
            yield run
        below = top[top.index(run[-1]) + 1 :]
        if is_one_word and any(line.size_pt == size for _, line in below):
            yield _run_of_size(below, size)  # the title below a publisher's name of its size


def _bold_below(top: Sequence[_Numbered], run: Sequence[_Numbered]) -> Iterator[list[_Numbered]]:
    """The bold lines below a few plain words of the same size: what stands over them is a running head."""
    behind = top[top.index(run[-1]) + 1 :][:1]
    if not behind or run[0][1].is_bold or not behind[0][1].is_bold:
        return
    size_pt = run[0][1].size_pt
    start = top.index(behind[0])
    bold = [
        behind[0],
        *_next_lines(top, start, lambda line: line.is_bold and abs(line.size_pt - size_pt) <= _SIZE_STEP_PT),
    ]
    if abs(behind[0][1].size_pt - size_pt) <= _SIZE_STEP_PT and len(_words(bold).split()) >= _TITLE_WORDS:
        yield bold


def _run_of_size(lines: Sequence[_Numbered], size_pt: float) -> list[_Numbered]:
    """The first unbroken run of lines of about this size, from the line that has it."""
    slack = max(_SIZE_STEP_PT, _SIZE_STEP * size_pt)
    start = next(k for k, (_, line) in enumerate(lines) if line.size_pt == size_pt)
    while start > 0 and _is_above(lines[start - 1][1], lines[start][1], slack):
        start -= 1
    return [lines[start], *_next_lines(lines, start, lambda line: abs(line.size_pt - size_pt) <= slack)]


def _is_above(line: Line, below: Line, slack_pt: float) -> bool:
    step = line.baseline_pt - below.baseline_pt
    is_of_size = abs(line.size_pt - below.size_pt) <= slack_pt and line.is_bold == below.is_bold
    return is_of_size and line.font == below.font and -0.2 * below.size_pt < step < 1.6 * below.size_pt


def _next_lines(lines: Sequence[_Numbered], start: int, belongs: Callable[[Line], bool]) -> Iterator[_Numbered]:
    """The lines right below `start`, as long as they belong."""
    above = lines[start][1]
    for i, line in lines[start + 1 :]:
        step = above.baseline_pt - line.baseline_pt
        is_same = line.is_bold and line.font == above.font and abs(line.size_pt - above.size_pt) <= _SIZE_STEP_PT
        is_inside = line.text[:1].islower() or bool(_OPEN_END.search(above.text))
        reach = _DOUBLE if is_same and is_inside else _REACH
        if not belongs(line) or not -0.2 * above.size_pt < step < reach * above.size_pt:
            return
        yield i, line
        above = line


def _with_rest(run: Sequence[_Numbered], top: Sequence[_Numbered], layout: Layout) -> list[_Numbered]:
    """The title with what belongs to it in smaller type: a first line that ends with a colon, and a subtitle."""
    first, last = top.index(run[0]), top.index(run[-1])
    title, size = list(run), run[0][1].size_pt
    if first > 0:
        above = top[first - 1][1]
        step = above.baseline_pt - run[0][1].baseline_pt
        if above.text.endswith(":") and above.size_pt > _SUBTITLE * size and 0 < step < 2.2 * size:
            title.insert(0, top[first - 1])
    is_open = bool(_OPEN_END.search(run[-1][1].text)) or " " not in _words(run)
    subtitle: list[_Numbered] = []

    def belongs(line: Line) -> bool:
        if subtitle and line.text[:1].islower():
            return True
        return _is_subtitle(line, run[-1][1], layout, is_open=is_open) or _is_phrase_over_names(line, run[-1][1], top)

    for item in _next_lines(top, last, belongs):
        if subtitle and abs(item[1].size_pt - subtitle[0][1].size_pt) > _SIZE_STEP_PT:
            break
        subtitle.append(item)
    return [*title, *subtitle]


def _is_subtitle(line: Line, title: Line, layout: Layout, *, is_open: bool) -> bool:
    """Words in smaller type right below a title that asks for more, or in the title's own bold."""
    is_asked_for = title.text.endswith(":")
    least = layout.body_size_pt + (0 if is_asked_for else 1)
    if line.size_pt < max(_SUBTITLE * title.size_pt, least) or " " not in line.text.strip():
        return False
    if is_asked_for and line.is_bold == title.is_bold and line.size_pt > _SECOND_HALF * title.size_pt:
        return True
    is_sentence = "@" not in line.text and sum(map(_is_small_word, line.text.split())) >= _SMALL_WORDS
    if any(is_name(part.strip()) for part in _NOT_A_NAME.split(line.text)):
        return False
    if is_affiliation(line.text) and not (is_sentence or is_asked_for or _PART.match(line.text)):
        return False
    is_plain = bool(_PART.match(line.text)) or not re.search(r"[@,;&\d]|\band\b", line.text)
    return is_open or ((is_plain or is_sentence) and line.is_bold and line.font == title.font)


def _is_phrase_over_names(line: Line, title: Line, top: Sequence[_Numbered]) -> bool:
    """Whether words in nearly the title's size stand between it and the names, with such as no name has ("for")."""
    is_large = _SECOND_HALF * title.size_pt < line.size_pt
    are_words = bool(_FUNCTION_WORD.search(line.text)) and not re.search(rf"[@\d{AUTHOR_MARKS}]", line.text)
    own = [item for item in top if item[1] is line]
    return is_large and are_words and not is_affiliation(line.text) and _is_over_names(own, top)


def _is_small_word(word: str) -> bool:
    """Whether a word is one of a sentence: names and addresses have short ones only, such as "of"."""
    return len(word) > 3 and word.islower()


def _words(run: Sequence[_Numbered]) -> str:
    return _MARKS_AT_END.sub("", " ".join(line.text for _, line in run))


def joined_title(lines: Sequence[Line], vocabulary: Vocabulary) -> str:
    """The lines of a title as one, without marks; a colon before a subtitle in smaller type."""
    text = ""
    size = lines[0].size_pt if lines else 0.0
    for line in lines:
        words = line.text if NOT_TEXT in line.prose else line.prose
        words = words if words.endswith(BREAK_HYPHEN) else _MARKS_AT_END.sub("", words)
        is_subtitle = line.size_pt < size - _SIZE_STEP_PT and text[-1:].isalnum() and not _OPEN_END.search(text)
        size = line.size_pt if text else size
        text = f"{text}: {words}" if is_subtitle else vocabulary.append(text, words)
    return text.replace(NOT_TEXT, "").strip()


def small_capitals_as_names(text: str) -> str:
    """A line with capitals to its words where it has none: small capitals may come as small letters."""
    return _FIRST_LETTER.sub(lambda found: found[0].upper(), text).replace(" And ", " and ") if text.islower() else text


def folded(text: str) -> str:
    """The letters and figures alone, for comparing titles and names."""
    return "".join(char for char in text.casefold() if char.isalnum())
