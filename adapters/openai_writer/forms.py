"""How an answer is asked for: by schema where the server can, by fewer promises where it cannot."""

from enum import StrEnum
from typing import Any

from bot.prompting.answers import schema
from bot.prompting.prompt import Prompt


class AnswerForm(StrEnum):
    """From the firmest to the loosest; a server that refuses one is asked for the next."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    TEXT = "text"

    @property
    def next(self) -> "AnswerForm | None":
        forms = list(AnswerForm)
        place = forms.index(self) + 1
        return forms[place] if place < len(forms) else None


def response_format(form: AnswerForm, prompt: Prompt) -> dict[str, Any] | None:
    """The `response_format` of a request; None where the request shall have none.

    The prompts themselves ask for JSON, which is all that is left for the last form.
    """
    match form:
        case AnswerForm.JSON_SCHEMA:
            named = {"name": prompt.answer, "strict": True, "schema": schema(prompt.answer)}
            return {"type": form.value, "json_schema": named}
        case AnswerForm.JSON_OBJECT:
            return {"type": form.value}
        case AnswerForm.TEXT:
            return None


class KnownForms:
    """What each server and model was found to take, so that nobody asks twice."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str], AnswerForm] = {}

    def of(self, base_url: str, model: str) -> AnswerForm:
        return self._forms.get((base_url, model), AnswerForm.JSON_SCHEMA)

    def remember(self, base_url: str, model: str, form: AnswerForm) -> None:
        self._forms[base_url, model] = form
