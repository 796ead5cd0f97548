"""How much a text weighs on the tweet platform, which allows 280.

Written from the published rules (the platform's page "Counting characters", twitter-text configuration 3): the text is
brought to NFC, every link weighs 23, an emoji 2 however it is made up, Latin letters and their like 1, all else 2.
"""

import unicodedata
from functools import cache

import regex

from bot.checks.entities import links

MAX_WEIGHT = 280
"""A tweet may weigh this much."""

LINK_WEIGHT = 23
"""Every link weighs this much, whatever its length."""


def weighted_length(text: str, *, whole_emoji: bool = True) -> int:
    """The weight of `text` as the platform's counter shows it.

    Args:
        whole_emoji: False counts each character of an emoji by itself, as the platform did before configuration 3.
    """
    text = unicodedata.normalize("NFC", text)
    weight = position = 0
    for link in links(text):
        weight += _weight_of_words(text[position : link.start], whole_emoji) + LINK_WEIGHT
        position = link.end
    return weight + _weight_of_words(text[position:], whole_emoji)


def _weight_of_words(words: str, whole_emoji: bool) -> int:
    weight = 0
    if whole_emoji and not words.isascii():
        words, emoji = _emoji_pattern().subn("", words)
        weight = 2 * emoji
    elif whole_emoji:
        return len(words)
    return weight + len(words) + len(_heavy_pattern().findall(words))


@cache
def _heavy_pattern() -> regex.Pattern[str]:
    """The characters that weigh 2: all but Latin to Georgian, the usual spaces, dashes, quotation marks and primes."""
    return regex.compile(r"[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")


@cache
def _emoji_pattern() -> regex.Pattern[str]:
    """An emoji as one thing, up to Emoji 12.1 (2019).

    The platform's published emoji list ends there. A later sequence is counted in its parts, which can only overstate.
    """
    skin, joiner, variation = "[\U0001f3fb-\U0001f3ff]", "\u200d", "\ufe0f?"
    # Unicode has since let these take a skin tone: couples, wrestlers, the handshake, ninja, and the newer persons.
    takes_skin = r"[\p{Emoji_Modifier_Base}--[👯💏💑🤌🤝🤼🥷\U0001fa70-\U0001faff]]"
    parents = f"(?:👨(?:{joiner}[👨👩])?|👩(?:{joiner}👩)?)"
    children = f"(?:👦(?:{joiner}👦)?|👧(?:{joiner}[👦👧])?)"
    heart = f"{joiner}❤{variation}{joiner}(?:💋{joiner})?"
    # England, Scotland, Wales: gbeng, gbsct, gbwls in tag letters.
    tag_letters = "\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    tag_letters += "|\U000e0077\U000e006c\U000e0073)\U000e007f"
    handshake = f"{joiner}🤝{joiner}"
    work = f"(?:[⚕⚖✈]{variation}|[🌾🍳🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦯🦼🦽🦰🦱🦲🦳])"
    active = "[⛹🏃🏄🏊🏋🏌👮👱👳👷💁💂💆💇🕵🙅🙆🙇🙋🙍🙎🚣🚴🚵🚶🤦🤷🤸🤹🤽🤾🦸🦹🧍🧎🧏🧖🧗🧘🧙🧚🧛🧜🧝]"
    return regex.compile(
        "|".join(
            (
                f"{parents}{joiner}{children}",
                f"👩{heart}[👨👩]|👨{heart}👨",
                f"🧑{skin}?{handshake}🧑{skin}?|👩{skin}{handshake}[👨👩]{skin}|👨{skin}{handshake}👨{skin}",
                f"[👨👩🧑]{skin}?{joiner}{work}",
                f"(?:{active}(?:{skin}|\ufe0f)?|[👯🤼🧞🧟]){joiner}[♀♂]{variation}",
                f"👁{variation}{joiner}🗨{variation}|🏳{variation}{joiner}🌈|🏴{joiner}☠{variation}|🐕{joiner}🦺",
                f"🏴{tag_letters}",
                r"\p{Regional_Indicator}{2}",
                "[0-9#*]\ufe0f?\u20e3",
                f"{takes_skin}{skin}",
                "[\\p{Emoji}--[0-9#*⚧\\p{Emoji_Presentation}]]\ufe0f",
            )
        ),
        flags=regex.VERSION1,
    )
