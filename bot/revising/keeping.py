"""The facts of a tweet that a shorter form has to keep: numbers, names, links, tags, handles."""

import re
from collections.abc import Iterator

from bot.checks.entities import Entity, hashtags, links, mentions
from bot.checks.name_reading import read_names
from bot.checks.number_likeness import Likeness, likeness
from bot.checks.number_reading import read_numbers
from bot.checks.numbers import MAX_SMALL
from bot.checks.written_number import Number

_CONTRAST = re.compile(
    r"\b(?:whereas|although|though|unlike|than|versus|vs|except|unless|despite|even if|instead of|in contrast to"
    r"|(?:compared|opposed) (?:to|with))\b|, (?:but|while|yet|not)\b",
    re.IGNORECASE,
)


def facts_of(prose: str) -> tuple[str, ...]:
    """The facts, each as it is written: numbers, then names, then what the platform makes a link of."""
    facts = [
        *(number.text for number in _numbers(prose)),
        *(name.text for name in read_names(prose)),
        *(entity.text for entity in _entities(prose)),
    ]
    return tuple(dict.fromkeys(facts))


def lost_facts(before: str, after: str) -> tuple[str, ...]:
    """Those facts of `before` that `after` does not have; a number may be written in another form."""
    numbers, entities = list(read_numbers(after)), _entities(after)
    addresses = {entity.text.casefold() for entity in entities}
    words = _without(after, entities)
    lost = [
        *(
            number.text
            for number in _numbers(before)
            if not any(likeness(number, other) is Likeness.SAME for other in numbers)
        ),
        *(name.text for name in read_names(before) if not _stands(name.text, words)),
        *(entity.text for entity in _entities(before) if entity.text.casefold() not in addresses),
    ]
    return tuple(dict.fromkeys(lost))


def lost_contrast(before: str, after: str) -> str:
    """The word by which `before` sets one thing against another, if `after` sets nothing against anything; else ""."""
    found = _CONTRAST.search(before)
    return "" if found is None or _CONTRAST.search(after) or ";" in after else found[0].strip(", ")


def _numbers(prose: str) -> Iterator[Number]:
    """The numbers that say something; "two ideas" only counts what follows."""
    for number in read_numbers(prose):
        if not number.is_weak and not (number.is_spelled and number.value <= MAX_SMALL):
            yield number


def _entities(prose: str) -> tuple[Entity, ...]:
    return (*links(prose), *mentions(prose), *hashtags(prose))


def _without(prose: str, entities: tuple[Entity, ...]) -> str:
    for entity in entities:
        prose = prose[: entity.start] + " " * (entity.end - entity.start) + prose[entity.end :]
    return prose


def _stands(name: str, words: str) -> bool:
    """Whether a name stands by itself; its plural is the same name."""
    return re.search(rf"(?<!\w){re.escape(name)}(?:['’]?s)?(?!\w)", words, re.IGNORECASE) is not None
