"""Words that were broken at the end of a line, put together as the paper itself writes them."""

import re
from collections import Counter
from collections.abc import Iterable

from adapters.pdf.page.characters import BREAK_HYPHEN

_OPEN_ADDRESS = re.compile(r"https?:(?://(?:\S*[./_=&?:-])?)?$")
_MORE_OF_ADDRESS = re.compile(r"^(?:[^\s/]*[./_-][^\s/]|//)")
_OPEN_HYPHEN = re.compile(r"\w[-‐–]$")
_CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FIRST_HALF = re.compile(r"[\w./@-]*$")
_SECOND_HALF = re.compile(r"^[\w-]*")
# What follows a stem and is no word of its own: "informa-tion", "success-fully".
_BARE_SUFFIX = re.compile(
    r"^(?:tions?|sions?|ments?|ness|ity|ities|fully|ful|less|ing|ings|ed|er|ers|est|ly|able|ible|al|ally|ous|ously"
    r"|ive|ively"
    r"|ics?|ical|ically|ize[sd]?|izing|ization|ise[sd]?|isation|ation|ations|ance|ence|ant|ent|ism|ists?|tive|tional"
    r"|tic)$"
)
# What stands before a hyphen that belongs to the word: "well-known", "self-attention". Not "over", "pre" and their
# like: those are syllables of longer words more often.
_OWN_HYPHEN = frozenset(
    "cross data domain eight end few fine five four full half hand high higher human large left long low lower many "
    "near nine non one open real right second self seven short single six small state task ten third three time top "
    "two well zero".split()
)


def is_open_address(text: str) -> bool:
    """Whether the text ends in the middle of a web address."""
    return bool(_OPEN_ADDRESS.search(text))


class Vocabulary:
    """The words of a paper, learnt from lines without the pieces beside a break."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        after_break = False
        for line in lines:
            is_broken = line.endswith(BREAK_HYPHEN)
            words = _WORD.findall(line)
            self._words.update(word.casefold() for word in words[after_break : len(words) - is_broken])
            for word in words[after_break : len(words) - is_broken]:
                if "-" in word:
                    # "English-to-German" also knows "to-German".
                    parts = word.casefold().split("-")
                    self._words.update("-".join(parts[i : i + 2]) for i in range(len(parts) - 1))
            after_break = is_broken

    def join(self, before: str, after: str) -> str:
        """`before` (ending with BREAK_HYPHEN) and `after` as one text, the word between them healed."""
        head = before.removesuffix(BREAK_HYPHEN)
        first = _FIRST_HALF.search(head)
        second = _SECOND_HALF.search(after)
        left = first.group() if first else ""
        right = second.group() if second else ""
        return head + ("-" if self._keeps_hyphen(left, right) else "") + after

    def append(self, before: str, after: str) -> str:
        """A line put behind the text before it: words healed, no space between Chinese characters."""
        if not before or before.endswith(BREAK_HYPHEN):
            return self.join(before, after) if before else after
        if _OPEN_HYPHEN.search(before) and after[:1].isalnum():
            return before + after  # "152-" and "layer": a hyphen that the engine did not take for a break
        if is_open_address(before) and _MORE_OF_ADDRESS.match(after):
            return before + after
        if _CJK.match(before[-1]) and _CJK.match(after[:1]):
            return before + after
        return f"{before} {after}"

    def _keeps_hyphen(self, left: str, right: str) -> bool:
        if not left or not right or any(char in ".@_" for char in left) or right[0] == "-":
            return False if not right or right[0] == "-" else bool(left) and left[-1].isdigit()
        is_compound = "-" in left or "-" in right  # "state-of" and "the-art"
        last, rest = re.split("[-/]", left.casefold())[-1], right.casefold().split("-")[0]
        joined, hyphened = self._words[last + rest], self._words[f"{last}-{rest}"]
        if joined or hyphened:
            return hyphened > joined
        if left[-1].isdigit() or right[0].isdigit() or right[0].isupper() or (left.isupper() and len(left) > 1):
            return True
        if _BARE_SUFFIX.match(rest):
            return False
        if last in _OWN_HYPHEN:
            return True
        are_words = bool(self._words[last]) and bool(self._words[rest])
        return are_words and (is_compound or (len(last) > 2 and len(rest) > 3))
