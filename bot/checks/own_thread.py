"""A thread that somebody wrote by hand: what each tweet is for, and whose voice it has, as far as its words tell."""

import re
from collections.abc import Sequence

from rapidfuzz.fuzz import partial_ratio

from bot.checks.addresses import code_address, same_address
from bot.checks.anatomy import anatomy, beside_title, has_title
from bot.checks.name_reading import read_names
from bot.checks.number_reading import read_numbers
from bot.checks.numbers import MAX_SMALL
from bot.model import Brief, Paper, Role, Voice

_NEARLY_THE_TITLE = 88.0
_SHORTEST_TITLE_CHARS = 12

_WE = re.compile(r"\b(?:we|our|ours|us|my|I)\b|\bwir\b|\bunser\w*\b|\bмы\b|\bнаш\w*\b|我们", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|their|the authors?|(?:this|the) paper|the researchers|the team)\b", re.IGNORECASE)
_ROLES = (
    (Role.CREDITS, re.compile(r"\b(?:thanks|thank you|joint work|grateful|kudos|collaborat\w+|co-?authors?"
    r"|shout-?out|led by|work with)\b", re.IGNORECASE)),
    (Role.FUTURE_WORK, re.compile(r"\b(?:future work|in the future|next steps?|what'?s next|we (?:plan|hope) to"
    r"|remains? open)\b", re.IGNORECASE)),
    (Role.LIMITATION, re.compile(r"\b(?:limitations?|limited|caveats?|shortcomings?|does not work|drawbacks?"
    r"|fails?)\b", re.IGNORECASE)),
    (Role.PRIOR_WORK, re.compile(r"\b(?:prior|previous|earlier|existing|related) (?:work|approaches|methods|studies"
    r"|papers)\b|\bet al\b", re.IGNORECASE)),
)  # fmt: skip


def guess_voice(texts: Sequence[str], title: str) -> Voice:
    """The authors' voice if the words say "we" at least as often as they speak of the authors."""
    words = " ".join(beside_title(text, title) for text in texts)
    return Voice.AUTHOR if len(_WE.findall(words)) >= len(_THEY.findall(words)) else Voice.CURATOR


def guess_role(text: str, *, number: int, paper: Paper, brief: Brief) -> Role:
    """What a tweet is for; a result where nothing says otherwise, because results are held to their evidence."""
    parts = anatomy(beside_title(text, paper.title))
    claims = claims_something(parts.prose)
    if number == 1 and (has_title(text, paper.title) or is_nearly_titled(text, paper.title) or not claims):
        return Role.ANNOUNCEMENT
    code = code_address(paper, brief)
    if not claims and code and any(same_address(link.text, code) for link in parts.links):
        return Role.CODE
    return next((role for role, words in _ROLES if words.search(parts.prose)), Role.RESULT)


def is_nearly_titled(text: str, title: str) -> bool:
    """Whether a text has the title, only not character for character."""
    if len(title) < _SHORTEST_TITLE_CHARS or has_title(text, title):
        return False
    return partial_ratio(title.casefold(), text.casefold()) >= _NEARLY_THE_TITLE


def claims_something(prose: str) -> bool:
    """Whether a tweet has a number or a name, which somebody could look up; "two drawbacks" only counts."""
    counts = (number for number in read_numbers(prose) if not number.is_weak)
    return any(
        not (number.is_spelled and not number.has_unit and number.value <= MAX_SMALL) for number in counts
    ) or any(name.is_sure for name in read_names(prose))
