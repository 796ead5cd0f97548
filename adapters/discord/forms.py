"""A form -> Discord's modal, and what comes back of it. All pure.

Discord takes a modal only as the first answer to a command or a button, not to another modal. Everywhere else the form
is behind a button that only that person sees.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.discord import inbound
from adapters.discord.inbound import Payload
from adapters.discord.outbound import private_words
from bot.chat_events import FormSent
from bot.model.chat import Field, FieldKind, Form
from bot.wording import elided

MODAL = 9  # the callback that shows one; Discord's reference, "Interaction Callback Type"

_FORM, _OPEN = "form", "open"
_LABEL_CHARS = 45  # of a label, and of a modal's title
_HINT_CHARS = 100
_MOST_CHARS = 4000  # of a text input
_LABEL, _TEXT_INPUT, _SELECT = 18, 4, 3  # kinds of components
_PRIMARY = 1  # a blue button


def modal(form: Form) -> dict[str, object]:
    """The answer to an interaction that shows a form."""
    data = {
        "custom_id": f"{_FORM}:{form.name}:{form.context}",
        "title": elided(form.title, _LABEL_CHARS),
        "components": [_labelled(field) for field in form.fields],
    }
    return {"type": MODAL, "data": data}


def opener(form: Form, number: int) -> dict[str, object]:
    """A message that only one person sees, with the button that opens a form."""
    label = elided(form.title, _LABEL_CHARS)
    button = {"type": 2, "style": _PRIMARY, "label": label, "custom_id": f"{_OPEN}:{number}"}
    return {**private_words("Press the button to go on."), "components": [{"type": 1, "components": [button]}]}


def opened(custom_id: str) -> int | None:
    """The number of the form that a button opens; None for another button."""
    head, _, number = custom_id.partition(":")
    return int(number) if head == _OPEN and number.isdecimal() else None


def sent(payload: Payload) -> FormSent | None:
    """Somebody filled in a form of the bot's; None for another's."""
    head, _, rest = str(payload["data"].get("custom_id", "")).partition(":")
    if head != _FORM:
        return None
    name, _, context = rest.partition(":")
    return FormSent(
        inbound.key_of(payload),
        name,
        context,
        inbound.place_of_interaction(payload),
        inbound.person_of(payload),
        dict(_values(payload["data"].get("components") or ())),
        inbound.trigger_of(payload),
    )


def _labelled(field: Field) -> dict[str, object]:
    label = elided(field.label, _LABEL_CHARS)
    return {"type": _LABEL, "label": label, "component": _choice(field) if _is_choice(field) else _text(field)}


def _is_choice(field: Field) -> bool:
    return field.kind is FieldKind.CHOICE


def _choice(field: Field) -> dict[str, object]:
    options = [
        {"label": elided(words, _HINT_CHARS), "value": value, "default": value == field.value}
        for value, words in field.choices
    ]
    return {"type": _SELECT, "custom_id": field.name, "options": options, "required": field.is_required}


def _text(field: Field) -> dict[str, object]:
    style = 2 if field.kind is FieldKind.TEXT else 1
    most = min(field.max_chars, _MOST_CHARS)
    text = {"type": _TEXT_INPUT, "custom_id": field.name, "style": style, "max_length": most}
    hint = {"placeholder": elided(field.hint, _HINT_CHARS)} if field.hint else {}
    value = {"value": field.value[:most]} if field.value else {}
    return {**text, "required": field.is_required, **hint, **value}


def _values(components: Any) -> Iterator[tuple[str, str]]:  # JSON of any depth
    for component in components:
        inner: Mapping[str, Any] = component.get("component") or component
        if "components" in component:
            yield from _values(component["components"])
        elif "custom_id" in inner:
            values = inner.get("values")
            yield str(inner["custom_id"]), str(values[0] if values else inner.get("value") or "")
