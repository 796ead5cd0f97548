"""A form as questions that are asked one after the other. No terminal in here: words out, lines in."""

from bot.model.chat import Field, FieldKind, Form

HOW_TO_ANSWER = "An empty line keeps what stands in [brackets], - empties it, /cancel drops the form."
HOW_TO_CONFIRM = "An empty line sends it, /cancel drops it."
_END_OF_TEXT = "."
_EMPTY = "-"


class Questions:
    """One filling in of a form.

    Attributes:
        values: What was answered so far, by field name.
    """

    def __init__(self, form: Form) -> None:
        self.values: dict[str, str] = {}
        self._form = form
        self._lines: list[str] = []  # of a text that is being typed

    @property
    def _field(self) -> Field:
        return self._form.fields[len(self.values)]

    @property
    def is_done(self) -> bool:
        return len(self.values) == len(self._form.fields)

    @property
    def opening(self) -> str:
        """What is said before the first question."""
        return f"{self._form.title}. {HOW_TO_ANSWER if self._form.fields else HOW_TO_CONFIRM}"

    def question(self) -> list[str]:
        """The lines of the next question; none in the middle of a text."""
        if self._lines:
            return []
        asked = self._field
        hint = f" ({asked.hint})" if asked.hint else ""
        lines = [f"{asked.label}{hint}{'' if asked.is_required else ', if you like'}:"]
        if asked.kind is FieldKind.TEXT:
            lines[0] += f" end with a line that is only {_END_OF_TEXT}"
        lines += [f"  {number} {words}" for number, (_, words) in enumerate(asked.choices, 1)]
        if asked.value:
            lines.append(f"  [{dict(asked.choices).get(asked.value, asked.value)}]")
        return lines

    def answer(self, line: str) -> str:
        """Take a line; what is wrong with it, or ""."""
        asked = self._field
        if asked.kind is FieldKind.TEXT and (self._lines or line.strip() not in ("", _EMPTY)):
            if line.strip() != _END_OF_TEXT:
                self._lines.append(line)
                return ""
            value, self._lines = "\n".join(self._lines), []
        elif not line.strip():
            value = asked.value
        elif line.strip() == _EMPTY:
            value = ""
        elif asked.kind is FieldKind.CHOICE:
            chosen = _chosen(asked, line.strip())
            if chosen is None:
                return f"Answer with a number from 1 to {len(asked.choices)}."
            value = chosen
        else:
            value = line.strip()
        return self._keep(asked, value)

    def _keep(self, asked: Field, value: str) -> str:
        if asked.is_required and not value.strip():
            return f"{asked.label} is needed."
        if len(value) > asked.max_chars:
            return f"That is {len(value):,} characters; {asked.label} takes {asked.max_chars:,}."
        self.values[asked.name] = value
        return ""


def _chosen(asked: Field, line: str) -> str | None:
    for number, (value, words) in enumerate(asked.choices, 1):
        if line == str(number) or line.casefold() in (value.casefold(), words.casefold()):
            return value
    return None
