import pytest

from adapters.console.questions import Questions
from bot.model.chat import Field, FieldKind, Form

_CHOICES = (("author", "We, the authors"), ("curator", "They"))


def _asked(*lines: str, **field: object) -> tuple[Questions, list[str]]:
    values: dict[str, object] = {"name": "it", "label": "It"}
    questions = Questions(Form("form", "A form", (Field(**(values | field)),)))  # type: ignore[arg-type]  # as it is
    return questions, [questions.answer(line) for line in lines]


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        pytest.param([" words "], {}, "words", id="a line"),
        pytest.param([""], {"value": "before"}, "before", id="an empty line keeps the value"),
        pytest.param(["-"], {"value": "before"}, "", id="a hyphen empties it"),
        pytest.param(["one", "", " two", "."], {"kind": FieldKind.TEXT}, "one\n\n two", id="a text"),
        pytest.param(["one", "-", "."], {"kind": FieldKind.TEXT}, "one\n-", id="a hyphen within a text"),
        pytest.param([""], {"kind": FieldKind.TEXT, "value": "a\nb"}, "a\nb", id="a text that is kept"),
        pytest.param(["-"], {"kind": FieldKind.TEXT, "value": "a\nb"}, "", id="a text that is emptied"),
        pytest.param(["2"], {"kind": FieldKind.CHOICE, "choices": _CHOICES}, "curator", id="a choice by number"),
        pytest.param(["THEY"], {"kind": FieldKind.CHOICE, "choices": _CHOICES}, "curator", id="by its words"),
        pytest.param(["author"], {"kind": FieldKind.CHOICE, "choices": _CHOICES}, "author", id="by its value"),
    ],
)
def test_an_answer_is_taken(lines: list[str], field: dict[str, object], value: str) -> None:
    questions, wrong = _asked(*lines, **field)

    assert questions.is_done
    assert questions.values == {"it": value}
    assert set(wrong) == {""}


@pytest.mark.parametrize(
    ("lines", "field", "words"),
    [
        pytest.param([""], {"is_required": True}, "It is needed.", id="nothing"),
        pytest.param(["-"], {"is_required": True, "value": "x"}, "It is needed.", id="emptied"),
        pytest.param(["123456"], {"max_chars": 5}, "That is 6 characters; It takes 5.", id="too long"),
        pytest.param(["123", "456", "."], {"kind": FieldKind.TEXT, "max_chars": 5},
                     "That is 7 characters; It takes 5.", id="a text that is too long"),
        pytest.param(["3"], {"kind": FieldKind.CHOICE, "choices": _CHOICES},
                     "Answer with a number from 1 to 2.", id="no choice"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_asked_for_again(lines: list[str], field: dict[str, object], words: str) -> None:
    questions, wrong = _asked(*lines, **field)

    assert wrong[-1] == words
    assert not questions.is_done
    assert questions.question() != []


def test_a_question_says_all_that_there_is_to_know() -> None:
    choice = Field("voice", "Voice", FieldKind.CHOICE, "author", "who speaks", choices=_CHOICES)
    text = Field("text", "Tweet", FieldKind.TEXT, "as it was", is_required=True)

    assert Questions(Form("f", "F", (choice,))).question() == [
        "Voice (who speaks), if you like:",
        "  1 We, the authors",
        "  2 They",
        "  [We, the authors]",
    ]
    assert Questions(Form("f", "F", (text,))).question() == [
        "Tweet: end with a line that is only .",
        "  [as it was]",
    ]


def test_a_form_without_fields_is_done_before_it_begins() -> None:
    questions = Questions(Form("forget", "Forget this draft", ()))

    assert questions.is_done
    assert questions.opening == "Forget this draft. An empty line sends it, /cancel drops it."
