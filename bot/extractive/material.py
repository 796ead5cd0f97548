"""What the writer needs to know of a paper before it chooses."""

from dataclasses import dataclass

from bot.extractive.chinese import Chinese, is_chinese
from bot.extractive.english import English
from bot.extractive.language import Language
from bot.extractive.salience import Salience
from bot.extractive.sentences import Sentence, sentences_of
from bot.extractive.subject import Subject, subject_of
from bot.model import Paper, Zone


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
