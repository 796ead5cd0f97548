"""Text as Slack writes it, and as people see it."""

import re

from adapters.slack.emoji import with_emoji

# https://docs.slack.dev/messaging/formatting-message-text/#escaping: these three and no other are decoded.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SIGNS = {entity: sign for sign, entity in _ENTITIES.items()}
_ENTITY = re.compile("|".join(_SIGNS))
_IN_PLAIN_TEXT = re.compile(r"&(?=(?:amp|lt|gt);)|[<>]")
_IN_MARKUP = re.compile("[&<>]")
_MARKUP = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_MENTION = r"\s*<@{}(?:\|[^<>]*)?>[:,]?"


def escaped(text: str) -> str:
    """Text for a field that Slack reads as markup: nothing of it is a link, a call or an entity."""
    return _IN_MARKUP.sub(lambda sign: _ENTITIES[sign[0]], text)


def escaped_plain(text: str) -> str:
    """Text for a `plain_text` object: `&` is escaped only where Slack would take it for an entity.

    So `&` alone makes a text no longer, and is shown right whether entities are decoded there or not; Slack's page says
    that they are, of text objects as a whole.
    """
    return _IN_PLAIN_TEXT.sub(lambda sign: _ENTITIES[sign[0]], text)


def unescaped(text: str) -> str:
    return _ENTITY.sub(lambda entity: _SIGNS[entity[0]], text)


def as_seen(text: str) -> str:
    """A message's text as people see it, with its links bare."""
    return unescaped(with_emoji(_MARKUP.sub(_shown, text)))


def names(text: str, user: str) -> bool:
    """Whether a message's text, as Slack writes it, names somebody."""
    return re.search(_MENTION.format(re.escape(user)), text) is not None


def without_name(text: str, user: str) -> str:
    """A message's text, as Slack writes it, without somebody's name."""
    return re.sub(_MENTION.format(re.escape(user)), "", text).strip()


def _shown(markup: re.Match[str]) -> str:
    target, label = markup[1], markup[2]
    if target[:1] in ("@", "#", "!"):
        return _name(target, label)
    if target.startswith("mailto:"):
        return label or target.removeprefix("mailto:")
    if not label or label in target:
        return (
            target  # "<http://arxiv.org/abs/1|arxiv.org/abs/1>": the label is what was typed, the target what it means
        )
    return f"{label} {target}"


def _name(target: str, label: str | None) -> str:
    """`<@U1|ann>`, `<#C1|general>`, `<!here>`, `<!subteam^S1|@group>`, `<!date^1^{date}|in words>`."""
    if label:
        return label if label.startswith(("@", "#")) or target.startswith("!") else f"{target[0]}{label}"
    return f"@{target[1:].partition('^')[0]}" if target.startswith("!") else target
