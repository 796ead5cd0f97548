"""What would call people in a chat: no tweet needs it, and nobody may be called by a paper or a model."""

import re
from collections.abc import Iterator

from bot.checks.entities import mentions
from bot.model import Brief, Finding, Level

RULE = "handle"

# Slack: <@U123>, <!channel>, <!subteam^S123>, <#C123|name>. Discord: <@123>, <@!123>, <@&123>, <#123>.
_CALL = re.compile(r"<[@!#](?P<words>[^<>\n]{0,200})>")
# Both platforms call a whole channel by a plain word; Discord also in the middle of one.
_CALL_OF_ALL = re.compile(r"[@＠](?P<words>(?:everyone|here|channel)\w*)", re.IGNORECASE)
_SIGNS = "@!&#^ "
_MOST_ROUNDS = 50  # a call inside a call comes to light when the inner one is gone


def check_pings(text: str, brief: Brief) -> list[Finding]:
    """Rule `handle`: whatever of `text` a chat would take for a call and the tweet platform for no handle."""
    known = {f"@{mention.text[1:]}".lower() for mention in mentions(text)} - _given(brief)
    return [
        Finding(RULE, Level.FLAG, call, "This calls people in a chat. Take it out.")
        for call in dict.fromkeys(match[0] for match in _calls(text, brief))
        if f"@{call[1:]}".lower() not in known
    ]


def without_pings(text: str, brief: Brief) -> tuple[str, tuple[str, ...]]:
    """`text` with the bare words of every call in it, and those words; handles that the brief gives are none."""
    called: list[str] = []
    for _ in range(_MOST_ROUNDS):
        call = next(_calls(text, brief), None)
        if call is None:
            return text, tuple(dict.fromkeys(called))
        words = call["words"].lstrip(_SIGNS)
        called.append(words)
        text = f"{text[: call.start()]}{words}{text[call.end() :]}"
    return re.sub(r"[@＠<>]", "", text), tuple(dict.fromkeys(called))


def _calls(text: str, brief: Brief) -> Iterator[re.Match[str]]:
    yield from _CALL.finditer(text)
    given = _handles(brief)
    for match in _CALL_OF_ALL.finditer(text):
        if f"@{match['words']}".lower() not in given:
            yield match


def _handles(brief: Brief) -> set[str]:
    """The handles of the brief in lower case, without those that would call everybody."""
    return _given(brief) - {"@everyone", "@here", "@channel"}


def _given(brief: Brief) -> set[str]:
    return {f"@{handle.lstrip('@')}".lower() for handle in brief.handles.values()}
