"""How an answer is asked for: by schema where the server can, by fewer promises where it cannot."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.prompting.answers import schema
from bot.prompting.prompt import Prompt


class AnswerForm(StrEnum):
    """From the firmest to the loosest."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a request is put; a server that refuses one is asked in the next.

    Attributes:
        wants_usage: Whether the server is asked to tell in the stream what the answer took.
    """

    form: AnswerForm = AnswerForm.JSON_SCHEMA
    wants_usage: bool = True

    def after(self, refusal: str) -> "Manner | None":
        """The next one to try; the server's own words say where not the form was refused."""
        if self.wants_usage and ("stream_options" in refusal or "include_usage" in refusal):
            return replace(self, wants_usage=False)
        forms = list(AnswerForm)
        place = forms.index(self.form) + 1
        if place < len(forms):
            return replace(self, form=forms[place])
        return replace(self, wants_usage=False) if self.wants_usage else None

    def parameters(self, prompt: Prompt) -> dict[str, Any]:
        """What of a request depends on it.

        The prompts themselves ask for JSON, which is all that is left for the last form.
        """
        asked: dict[str, Any] = {}
        match self.form:
            case AnswerForm.JSON_SCHEMA:
                named = {"name": prompt.answer, "strict": True, "schema": schema(prompt.answer)}
                asked["response_format"] = {"type": self.form.value, "json_schema": named}
            case AnswerForm.JSON_OBJECT:
                asked["response_format"] = {"type": self.form.value}
            case AnswerForm.TEXT:
                pass
        if self.wants_usage:
            asked["stream_options"] = {"include_usage": True}
        return asked
