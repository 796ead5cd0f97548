"""What the writer needs to know of a paper before it chooses."""

import re
from dataclasses import dataclass

from bot.extractive.chinese import Chinese, is_chinese
from bot.extractive.english import English
from bot.extractive.language import Language
from bot.extractive.salience import Salience
from bot.extractive.sentences import Sentence, sentences_of
from bot.extractive.subject import Subject, subject_of
from bot.model import Paper, Zone

_FEWEST_WORDS = 20
_TELLING_WORDS = {
    "German": frozenset("der die das und nicht eine ist werden mit für".split()),
    "French": frozenset("le les des est une dans pour que sont avec".split()),
    "Spanish": frozenset("el los las una para que por con del como".split()),
    "Portuguese": frozenset("os as uma para que por com dos não são".split()),
    "Italian": frozenset("il gli della una per che con sono nella di".split()),
    "Russian": frozenset("и в не на что для это как при из".split()),
}
_LEAST_SHARE = 0.08
_WORD = re.compile(r"[^\W\d_]+")


def other_language(paper: Paper) -> str | None:
    """The name of the language that the paper is in, if it is one that no rules are for; told by its small words."""
    words = [word.lower() for one in paper.paragraphs[:40] for word in _WORD.findall(one.text)]
    if len(words) < _FEWEST_WORDS:
        return None
    shares = {name: sum(word in telling for word in words) / len(words) for name, telling in _TELLING_WORDS.items()}
    name = max(shares, key=lambda one: shares[one])
    return name if shares[name] >= _LEAST_SHARE else None


@dataclass(frozen=True, slots=True)
class Material:
    """The sentences of a paper, and what they are measured against."""

    sentences: tuple[Sentence, ...]
    subject: Subject
    salience: Salience
    language: Language

    @classmethod
    def of(cls, paper: Paper) -> "Material":
        sentences = sentences_of(paper)
        opening = tuple(one.text for one in sentences if one.zone in (Zone.ABSTRACT, Zone.INTRODUCTION))
        subject = subject_of(paper, opening)
        salience = Salience((one.text for one in sentences), f"{paper.title} {paper.abstract}")
        return cls(sentences, subject, salience, Chinese(subject) if is_chinese(paper) else English(subject))
