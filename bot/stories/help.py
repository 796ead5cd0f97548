"""What `help` says."""

from bot.model.chat import ChatLimits

_ON_A_TWEET = (
    "🔁 again",
    "✂️ shorter",
    "↩️ the version before",
    "🔍 pages and quotes",
    "🖼️ next figure",
    "🗑️ out",
    "✅ approved",
)
_ON_THE_SUMMARY = (
    "🔁 the whole draft again, but for what is approved or written by hand",
    "↩️ the last tweet taken out comes back",
    "⭐ keep as an example",
    "❌ stop",
)
_REPLIES = (
    "3: mention the dataset",
    "shorten 3",
    "regenerate 3, less hype",
    "undo 3",
    "history 3",
    "evidence 3",
    "export",
    "cancel",
)
_COMMANDS = (
    "LINK",
    "edit 3 TEXT",
    "export markdown",
    "voice curator",
    "poster VENUE, DATE, TIME, PLACE",
    "check",
    "prefer WISH",
    "settings",
    "roster",
    "usage",
    "drafts",
    "forget",
)
_WITHOUT_MODEL = (
    "There is no language model here: 🔁 takes the paper's next best sentence, ✂️ the next shorter form, and wishes in"
    " words are not followed."
)


def help_words(limits: ChatLimits, *, has_model: bool) -> str:
    """How to work with the bot in this channel; what takes a model is said where there is none."""
    command = limits.command
    lines = [
        "Post an arXiv link or a PDF, and I draft its tweet thread in a chat thread below it. I publish nothing.",
        "",
        f"On a tweet: {' · '.join(_ON_A_TWEET)}",
        f"On the summary: {' · '.join(_ON_THE_SUMMARY)}",
        f"In the chat thread: {' · '.join(f'`{one}`' for one in _REPLIES)}",
        f"As a command: {' · '.join(f'`{command} {one}`' for one in _COMMANDS)}",
    ]
    return "\n".join(lines if has_model else [*lines, "", _WITHOUT_MODEL])
