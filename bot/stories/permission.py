"""Who may do what in a channel."""

from bot.model.chat import Person, Place
from bot.records import DraftRecord
from bot.stories.lab import Lab

EVERYONE, ASKER = "everyone", "asker"


async def may_revise(lab: Lab, record: DraftRecord, person: Person) -> bool:
    """Whether somebody may change a draft."""
    settings = await lab.store.channels.settings(record.place)
    return is_allowed(settings.revisers or lab.rules.revisers, person, asker=record.asked_by)


async def may_settle(lab: Lab, place: Place, person: Person) -> bool:
    """Whether somebody may change a channel's settings."""
    settings = await lab.store.channels.settings(place)
    return is_allowed(settings.settlers or lab.rules.settlers, person, asker=None)


def is_allowed(rule: str, person: Person, *, asker: Person | None) -> bool:
    """Whether a rule ("everyone", "asker", ids apart by commas) names somebody."""
    if rule == EVERYONE:
        return True
    if asker is not None and asker.key == person.key:
        return True  # who asked for a draft may always work on it
    return person.id in {one.strip() for one in rule.split(",")}
