"""A prompt, filled: what one question to a model says, and where it comes from."""

from dataclasses import dataclass

from bot.provenance import PromptUsed


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question to a model.

    Attributes:
        used: The files that it was made from, so that a draft can say what its model was told.
        answer: The name of the answer's schema (`bot.prompting.answers`).
        left_out: What of the paper is not in it, in a clause; "" for nothing.
        system, user: The two messages. What comes from a paper or a person stands in `user` only, between markers.
    """

    used: PromptUsed
    answer: str
    left_out: str
    system: str
    user: str
