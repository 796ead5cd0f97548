"""Rule `markup`: plain text only, because the platform shows every mark as it is and hides what it cannot show."""

import unicodedata
from functools import cache

import regex

from bot.checks.unseen import unseen_in
from bot.model import Finding, Level
from bot.wording import elided

_SHOWN_CHARS = 60

_STYLED = (
    r"[\U0001d400-\U0001d7ff\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]"  # 𝐁𝐨𝐥𝐝, Ⓑ
)
_SMALL_CAPITALS = r"[ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ]"

_MARKDOWN = "This is Markdown; the platform shows the marks as they are. Write plain text."
_HTML = "This is HTML; the platform shows it as it is. Write plain text."
_LATEX = "This is LaTeX; the platform shows it as it is. Write it in words or plain signs."
_LETTERS = "These are symbols that look like letters: screen readers skip them and search does not find them."

_MARKS = (
    (r"\*\*(?=\S)[^*\n]+(?<=\S)\*\*", _MARKDOWN),
    (r"(?<![\w*])\*(?=[\w\"“(])[^*\n]+(?<=[^\s*])\*(?![\w*])", _MARKDOWN),
    (r"(?<!\w)__(?=\S)[^_\n]*\s[^_\n]*(?<=\S)__(?!\w)", _MARKDOWN),  # `__init__` is a name
    (r"(?<![\w@/.])_(?=[^\s_])[^_\n]*(?<=[^\s_])_(?!\w)", _MARKDOWN),
    (r"~~(?=\S)[^~\n]+(?<=\S)~~", _MARKDOWN),
    (r"(?m)^#{1,6}[^\S\n]+\S.*", _MARKDOWN),
    (r"!?\[[^\]\n]+\]\([^()\s]*[/.#][^()\s]*\)", _MARKDOWN),
    (r"```|(?<!`)``(?=\S)[^`'\n]+``(?!`)|(?<!`)`[^`'\n]+`(?!`)", _MARKDOWN),  # ``so'' are LaTeX's quotation marks
    (r"(?i)</?(?:a|b|br|code|div|em|i|p|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", _HTML),
    (r"&(?:amp|gt|lt|nbsp|quot|#\d+);", _HTML),
    (r"\\[A-Za-z]{2,}|[_^]\{[^{}\n]*\}|(?<![\w$])\$(?=[^\s$])[^$\n]*(?<=[^\s$])\$(?![\w$])", _LATEX),
    (rf"{_STYLED}(?:\s?{_STYLED})+|{_SMALL_CAPITALS}{{3,}}|(?:\w[\u0332\u0335\u0336]){{2,}}", _LETTERS),
)

_LATEX_QUOTATION = "``"


def check_markup(words: str) -> list[Finding]:
    """What of `words` the platform would show as marks, as look-alikes, or not at all.

    Args:
        words: The tweet without the paper's title.
    """
    findings = [
        Finding("markup", Level.FLAG, elided(match[0], _SHOWN_CHARS), detail)
        for pattern, detail in _patterns()
        for match in pattern.finditer(words)
    ]
    if _LATEX_QUOTATION in words:
        findings.append(Finding("markup", Level.ADVICE, _LATEX_QUOTATION, "Write a quotation mark: “."))
    return findings + [
        Finding("markup", Level.FLAG, _named(character), "Nobody sees this character. Take it out.")
        for character in unseen_in(words)
    ]


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")


@cache
def _patterns() -> tuple[tuple[regex.Pattern[str], str], ...]:
    return tuple((regex.compile(pattern), detail) for pattern, detail in _MARKS)
