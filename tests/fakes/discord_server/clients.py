"""What Discord's clients make of the bot's messages, commands and forms: what people see, and what they send. Pure."""

import re
from collections.abc import Mapping

from bot.model.chat import Field, FieldKind, Form
from tests.fakes.discord_server.world import Json

_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")


def read(content: str) -> tuple[str, tuple[str, ...]]:
    """(what is copied of a message of the bot's, its small print), as Discord's clients show them."""
    lines = content.split("\n")
    cut = len(lines)
    while cut > 1 and lines[cut - 1].startswith("-# "):
        cut -= 1
    small = [_ESCAPED.sub(r"\1", line.removeprefix("-# ")) for line in lines[cut:]]
    return "\n".join(lines[:cut]), tuple(small)


def command_data(words: str, options: Mapping[str, str]) -> Json:
    """What Discord tells of a command of the group that somebody has filled in."""
    verb, _, rest = words.partition(" ")
    given = [{"type": 3, "name": name, "value": value} for name, value in options.items()]
    number, _, wish = rest.partition(" ")
    if number.isdecimal():
        given.append({"type": 4, "name": "tweet", "value": int(number)})
        rest = wish
    if rest:
        given.append({"type": 3, "name": "wish" if verb == "regenerate" else "words", "value": rest})
    group = [{"type": 1, "name": verb, "options": given}] if verb else []
    return {"id": "3000", "name": "paper", "type": 1, "options": group}


def submitted(modal: Json, values: Mapping[str, str]) -> Json:
    """What Discord tells of a modal that somebody has sent; what they left alone stays as it was."""
    parts = []
    for number, label in enumerate(modal["components"]):
        field = label["component"]
        custom_id = field["custom_id"]
        if field["type"] == 4:
            value = values.get(custom_id, field.get("value", ""))
            component = {"type": 4, "id": number + 50, "custom_id": custom_id, "value": value}
        else:
            chosen = [option["value"] for option in field["options"] if option.get("default")]
            value_s = [values[custom_id]] if custom_id in values else chosen
            component = {"type": 3, "id": number + 50, "custom_id": custom_id, "values": value_s}
        parts.append({"type": 18, "id": number + 1, "component": component})
    return {"custom_id": modal["custom_id"], "components": parts}


def form_of(modal: Json) -> Form:
    fields = []
    for label in modal["components"]:
        field = label["component"]
        if field["type"] == 4:
            kind = FieldKind.TEXT if field["style"] == 2 else FieldKind.LINE
            fields.append(Field(field["custom_id"], label["label"], kind, value=field.get("value", "")))
        else:
            choices = tuple((one["value"], one["label"]) for one in field["options"])
            fields.append(Field(field["custom_id"], label["label"], FieldKind.CHOICE, choices=choices))
    return Form(modal["custom_id"].split(":")[1], modal["title"], tuple(fields))
