"""Rule `name`: what a tweet names must be in the paper, and for a claim near the words that it rests on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from bot.checks.claiming import MADE_OF_FACTS
from bot.checks.folding import fold
from bot.checks.misspelt import misspelt
from bot.checks.name_reading import Name, is_common, read_names
from bot.checks.paper_index import PaperIndex
from bot.checks.words import STOP_WORDS
from bot.model import Brief, Evidence, Finding, Level, Paper, Role
from bot.wording import listed_pages

RULE = "name"

_MAX_SHOWN_PAGES = 4
_PAGES_OF_THE_WHOLE = 3  # what so many pages name is no other tweet's secret
_LIKE = 70.0  # of 100: a letter of five
_STEM_CHARS = 4
_SHORTEST_WITHIN_CHARS = 3
_FEWEST_OF_PARTS = 6
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+")
_ENDINGS_OF_CAPITALS = ("", "s", "based", "like")
_ENDINGS_OF_NAMES = ("ian", "ean", "an", "ese", "ish", "ic", "n", "y", "s", "a", "e")
_YEAR_AT_THE_END = re.compile(r"(?P<name>[^\W\d]+)[-‐'’]?(?:20)?(?P<year>\d\d)")
_SYMBOL = re.compile(r"[Ͱ-Ͽ](?P<digits>\d{1,3})")  # ε2: each font has its own epsilon
_SIGNS = {"earth": "⊕", "sun": "⊙☉", "solar": "⊙☉"}
"""Names that papers write as a sign: 5 M⊕ are five Earth masses."""

_PARTS = re.compile(r"[-‐‑'’&_]")


def check_names(
    prose: str, *, role: Role, evidence: Sequence[Evidence], index: PaperIndex, brief: Brief
) -> list[Finding]:
    """Flags for names that neither the paper nor the request has, and for those that the quotes are not about.

    A name that the first page has, or three pages, may be meant in any tweet: where no quote is about it, that is
    advice.

    Args:
        prose: Without the paper's title.
        evidence: Aligned, in the page's own words.
    """
    facts = _words_of(_facts(index.paper, brief))
    near: _Near | None = None
    findings: dict[str, Finding] = {}
    for name in read_names(prose):
        if name.text in findings or _is_among(name.text, facts):
            continue
        if not name.is_sure and _is_a_plain_word_of(name.text, index):
            continue
        if not _is_known(name, role, index):
            detail = f"{name.text} is not in the paper. {_instead(name.text, evidence)}"
            findings[name.text] = Finding(RULE, Level.FLAG, name.text, detail)
        elif not _is_in_the_body(name, index):
            if role is Role.PRIOR_WORK:
                continue
            detail = f"{name.text} stands in the reference list only, which is no evidence for what this paper says."
            findings[name.text] = Finding(RULE, Level.ADVICE, name.text, detail)
        elif evidence and role not in MADE_OF_FACTS:
            near = near or _Near.of(evidence, index)
            if (
                not near.has(name.text)
                and not _is_spelled_out(name.text, evidence)
                and (pages := _pages_of(name.text, index))
            ):
                detail = (
                    f"{name.text} is elsewhere in the paper ({listed_pages(pages[:_MAX_SHOWN_PAGES])}), not near this"
                    " tweet's quotes. Quote the sentence that names it."
                )
                is_common_here = len(pages) >= _PAGES_OF_THE_WHOLE or _is_of_the_whole(name.text, index)
                level = Level.ADVICE if is_common_here or not name.is_sure else Level.FLAG
                findings[name.text] = Finding(RULE, level, name.text, detail)
    told = (index.paper.title, *index.paper.authors, *(item.quote for item in evidence))
    for word, other in misspelt(prose, told, index.vocabulary):
        if word not in findings and not _is_among(word, facts):
            detail = f"{word} is not in the paper. The quotes have {other}."
            findings[word] = Finding(RULE, Level.FLAG, word, detail)
    return list(findings.values())


def _instead(word: str, evidence: Iterable[Evidence]) -> str:
    """What to do about a name that the paper lacks: the likest that the quotes have, if one is like it."""
    near = dict.fromkeys(name.text for item in evidence for name in read_names(item.quote))
    likest = max(near, key=lambda other: ratio(fold(word), fold(other)), default="")
    if likest and ratio(fold(word), fold(likest)) >= _LIKE:
        return f"The quotes have {likest}."
    return "Name what the paper names, or take it out."


# ---- Known to the paper ----


def _is_known(name: Name, role: Role, index: PaperIndex) -> bool:
    word = name.text
    if any(index.vocabulary.has(form) for form in _forms(word)):
        return True
    if role in MADE_OF_FACTS and (re.fullmatch(r"v\d{1,2}", word) or _is_short_for_an_author(word, index.paper)):
        return True
    if symbol := _SYMBOL.fullmatch(word):
        return index.vocabulary.has_symbol(symbol["digits"])
    if any(sign in index.text for sign in _SIGNS.get(word.lower(), "")):
        return True
    if word.isupper() and word.isalpha() and index.vocabulary.spells_out(word):
        return True
    parts = [part for part in _PARTS.split(word) if part]
    if len(parts) > 1 and not any(sign.isdigit() for sign in word):
        return all(
            part.islower()
            or len(part) == 1
            or is_common(part)
            or any(index.vocabulary.has(form) for form in _forms(part))
            for part in parts
        )
    return word.istitle() and word.isalpha() and _is_akin(word, index)


def _is_in_the_body(name: Name, index: PaperIndex) -> bool:
    return not index.is_in_references(next(index.vocabulary.offsets(name.text), 0))


def _forms(word: str) -> Iterator[str]:
    """The ways to write one name: singular and plural, WMT14 and WMT 2014."""
    yield word
    singular = word.removesuffix("s")
    if len(singular) > 1 and singular != word:
        yield singular
    if match := _YEAR_AT_THE_END.fullmatch(word):
        yield match["name"] + match["year"]
        yield f"{match['name']}20{match['year']}"


def _is_akin(word: str, index: PaperIndex) -> bool:
    """Whether the paper has the name in another form: Chinese for China, Bayes for Bayesian."""
    folded = fold(word)
    stems = _stems(folded)
    return any(not stems.isdisjoint(_stems(other)) for other in index.vocabulary.capitals(folded[:_STEM_CHARS]))


def _stems(folded: str) -> frozenset[str]:
    stems = {folded, *(folded.removesuffix(ending) for ending in _ENDINGS_OF_NAMES)}
    return frozenset(stem for stem in stems if len(stem) >= _STEM_CHARS)


def _is_a_plain_word_of(word: str, index: PaperIndex) -> bool:
    """Whether the paper has the word in lower case too, in this form or another: then a capital makes no name of it."""
    lower = word.lower()
    return index.vocabulary.has_in_lower_case(lower) or index.vocabulary.has_in_lower_case(lower.removesuffix("s"))


def _is_short_for_an_author(word: str, paper: Paper) -> bool:
    """Dan for Daniel, where people are thanked."""
    return len(word) > 2 and any(part.startswith(word) for author in paper.authors for part in author.split())


# ---- Near the evidence ----


def _is_of_the_whole(word: str, index: PaperIndex) -> bool:
    """Whether the first page names it: the paper's own system, its people, what it is all about."""
    return any(offset < _first_page_end(index) for form in _forms(word) for offset in index.vocabulary.offsets(form))


def _first_page_end(index: PaperIndex) -> int:
    return len(index.paper.pages[0].text) if index.paper.pages else 0


def _facts(paper: Paper, brief: Brief) -> Iterator[str]:
    yield paper.title
    yield from (text for text in (brief.venue, brief.code, brief.wish, paper.code and paper.code.url) if text)
    yield from brief.tags
    for name, handle in brief.handles.items():
        yield from (name, handle)


def _is_spelled_out(word: str, evidence: Iterable[Evidence]) -> bool:
    """Whether a quote has the words that capitals stand for: question answering for QA."""
    if not word.isupper() or not word.isalpha():
        return False
    words = re.compile(r"[\s-]+".join(rf"\b{letter}[^\W\d_]+" for letter in word), re.IGNORECASE)
    return any(words.search(item.quote) for item in evidence)


@dataclass(frozen=True, slots=True)
class _Near:
    """The quotes and what stands around them: as words, and folded, without raised marks, for names of many parts."""

    words: frozenset[str]
    folded: str

    @classmethod
    def of(cls, evidence: Sequence[Evidence], index: PaperIndex) -> "_Near":
        texts = [text for item in evidence for text in (item.quote, index.surroundings_of(item))]
        return cls(_words_of(texts), "\n".join(fold(_RAISED.sub("", text)) for text in texts))

    def has(self, word: str) -> bool:
        if _is_among(word, self.words):
            return True
        folded = fold(word)
        has_parts = len(_PARTS.split(word)) > 1 and len(folded) >= _FEWEST_OF_PARTS
        return has_parts and folded in self.folded and not _runs_on_in_digits(folded, self.folded)


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of some texts, folded; of joined ones also the parts, and of neighbours what they make together."""
    found: set[str] = set()
    for text in texts:
        words = [fold(word) for word in re.findall(r"\w+", text)]
        found.update(words)
        found.update(word.rstrip("0123456789") for word in words)  # the mark of a footnote, or of a residue
        found.update(one + other for one, other in pairwise(words))
        found.update(a + b + c for a, b, c in zip(words, words[1:], words[2:], strict=False))
    return frozenset(found - STOP_WORDS)


def _is_among(word: str, words: frozenset[str]) -> bool:
    if any(fold(form).replace(".", "") in words for form in _forms(word)):
        return True
    parts = [part for part in _PARTS.split(word) if part]
    if len(parts) > 1 and not any(sign.isdigit() for sign in word):
        return all(
            part.islower() or is_common(part) or fold(part) in words or fold(part)[:-1] in words for part in parts
        )
    if len(word) <= _SHORTEST_WITHIN_CHARS:
        return False
    within = (other for other in words if len(other) < 3 * len(word) and fold(word) in other)
    if word.isupper() and word.isalpha():
        return any(other.startswith(fold(word)) and other[len(word) :] in _ENDINGS_OF_CAPITALS for other in within)
    return any(word.isalpha() or not _runs_on_in_digits(fold(word), other) for other in within)


def _runs_on_in_digits(word: str, other: str) -> bool:
    """Whether the digits that end a name go on in the word that holds it: M29 in "andm292"."""
    return other.partition(word)[2][:1].isdigit() or (word[0].isdigit() and other.partition(word)[0][-1:].isdigit())


def _pages_of(word: str, index: PaperIndex) -> list[int]:
    offsets = (offset for form in _forms(word) for offset in index.vocabulary.offsets(form))
    return sorted({index.page_at(offset) for offset in offsets})
