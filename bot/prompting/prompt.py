"""A prompt, filled: what one question to a model says, and where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question to a model.

    Attributes:
        name, version: Of the prompt's folder.
        sha256: Of all files that it was made from, so that a draft can say what its model was told.
        answer: The name of the answer's schema (`bot.prompting.answers`).
        system, user: The two messages. What comes from a paper or a person stands in `user` only, between markers.
        limits: The numbers of prompt.yaml, for those who check the answer.
    """

    name: str
    version: int
    sha256: str
    answer: str
    system: str
    user: str
    limits: dict[str, int]
