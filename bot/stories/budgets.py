"""Whether somebody may spend more today."""

from bot.model.chat import Person, Place
from bot.records import ChannelSettings
from bot.stories.lab import Lab

_WHEN = "It begins anew at 0:00 UTC; drafts without a model go on."


async def refusal_of(lab: Lab, person: Person) -> str | None:
    """Why no draft may be begun, in a sentence; None if one may."""
    rules = lab.rules
    mine = await lab.store.spending.of_person(person, since=lab.today)
    if rules.daily_drafts_person is not None and mine.drafts >= rules.daily_drafts_person:
        most = rules.daily_drafts_person
        return (
            f"You have asked for {mine.drafts} drafts today, and {most} a day is the limit. It begins anew at 0:00 UTC."
        )
    return None


async def model_refusal_of(lab: Lab, person: Person, place: Place, settings: ChannelSettings) -> str | None:
    """Why no model may be asked any more today, in a sentence; None if one may."""
    today, rules, spending = lab.today, lab.rules, lab.store.spending
    if rules.daily_usd_person is not None:
        spent = (await spending.of_person(person, since=today)).cost_usd
        if spent >= rules.daily_usd_person:
            return f"Your drafts have cost ${spent:.2f} today, and ${rules.daily_usd_person:.2f} is the limit. {_WHEN}"
    of_channel = settings.daily_usd if settings.daily_usd is not None else rules.daily_usd_channel
    if of_channel is not None:
        spent = (await spending.of_channel(place, since=today)).cost_usd
        if spent >= of_channel:
            return f"This channel's drafts have cost ${spent:.2f} today, and ${of_channel:.2f} is the limit. {_WHEN}"
    if rules.daily_usd_all is not None:
        spent = (await spending.of_all(since=today)).cost_usd
        if spent >= rules.daily_usd_all:
            return f"All drafts have cost ${spent:.2f} today, and ${rules.daily_usd_all:.2f} is the limit. {_WHEN}"
    return None
