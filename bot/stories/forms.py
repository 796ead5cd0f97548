"""The forms that people fill in, and what comes back of them."""

from bot.asks import Ask, Verb
from bot.chat_events import FormSent
from bot.model.chat import Field, FieldKind, Form

_NEW, _CHECK, _MENU, _EDIT, _POSTER = "new", "check", "menu", "edit", "poster"
_VOICES = (("author", "the authors' we"), ("curator", "a third person"))
_MENU_VERBS = (
    (Verb.EDIT, "Edit it by hand"),
    (Verb.EVIDENCE, "Show pages and quotes"),
    (Verb.HISTORY, "Show its versions"),
    (Verb.UNDO, "Put the version before back"),
    (Verb.FIGURE, "Another figure"),
    (Verb.APPROVE, "Approve"),
    (Verb.REMOVE, "Take it out"),
)
_MOST_DIGITS = 6


def new_form(verb: Verb) -> Form:
    """What a draft is made from; for `check` with the person's own thread."""
    url = Field("url", "arXiv link or id", is_required=True, hint="https://arxiv.org/abs/…")
    if verb is Verb.CHECK:
        own = Field("thread", "Your thread", FieldKind.TEXT, is_required=True, hint="Tweets apart by blank lines")
        return Form(_CHECK, "Check a thread", (url, own), submit="Check")
    voice = Field("voice", "Voice", FieldKind.CHOICE, value="author", choices=_VOICES)
    venue = Field("venue", "Venue", hint="NeurIPS 2026")
    code = Field("code", "Code link", hint="the paper's own, if it names one")
    wish = Field("wish", "Wish", FieldKind.TEXT, hint="anything else, in words; takes a language model")
    return Form(_NEW, "Draft a thread", (url, voice, venue, code, wish), submit="Draft")


def menu_form(draft_id: str, serial: int) -> Form:
    """What more can be done with a tweet."""
    choices = tuple((verb.value, words) for verb, words in _MENU_VERBS)
    verb = Field("verb", "What shall be done?", FieldKind.CHOICE, value=Verb.EDIT.value, choices=choices)
    return Form(_MENU, "This tweet", (verb,), context=f"{draft_id}:{serial}")


def edit_form(draft_id: str, serial: int, text: str) -> Form:
    """A tweet's text, to be changed by hand."""
    field = Field("text", "The tweet", FieldKind.TEXT, value=text, is_required=True)
    return Form(_EDIT, "Edit this tweet", (field,), submit="Save", context=f"{draft_id}:{serial}")


def poster_form(draft_id: str) -> Form:
    """The facts of an invitation to a poster, and the person's own draft of it."""
    fields = (
        Field("venue", "Venue", hint="NeurIPS 2026"),
        Field("date", "Date", hint="Tue 8 Dec"),
        Field("time", "Time", hint="16:00-18:00"),
        Field("place", "Place", hint="Hall B #12"),
        Field("draft", "Your own draft", FieldKind.TEXT, hint="optional; its facts count where none is given above"),
    )
    return Form(_POSTER, "Invite to the poster", fields, context=f"{draft_id}:0")


def is_of_a_draft(sent: FormSent) -> bool:
    """Whether a form is about a draft that is there."""
    return sent.name in (_MENU, _EDIT, _POSTER)


def ask_of_form(sent: FormSent) -> tuple[str, int, Ask]:
    """The draft, the serial of the tweet (0 for none), and what is asked for, of a form that `is_of_a_draft`.

    What came back as no form of ours has it asks for the evidence, which changes nothing.
    """
    draft_id, _, written = sent.context.rpartition(":")
    serial = int(written) if written.isdecimal() and len(written) < _MOST_DIGITS else 0
    if sent.name == _POSTER:
        return draft_id, 0, Ask(Verb.POSTER, words=sent.values.get("draft", ""), options=sent.values)
    if sent.name == _EDIT:
        return draft_id, serial, Ask(Verb.EDIT, words=sent.values.get("text", ""))
    chosen = next((verb for verb, _ in _MENU_VERBS if verb.value == sent.values.get("verb")), Verb.EVIDENCE)
    return draft_id, serial, Ask(chosen)
