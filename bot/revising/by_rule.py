"""The tweets that are made of facts, made otherwise: another opening, or fewer names."""

from collections.abc import Iterator

from bot.checks.addresses import code_address
from bot.checks.length import weighted_length
from bot.drafting.intake import take
from bot.drafting.opening import announcements, code_invitations, openings
from bot.errors import MadeOfFacts, NothingElseToSay, NothingShorter, ShortAlready
from bot.model import Proposal, Role, Tweet
from bot.revising.desk import AIM_CHARS, Desk, prose_weight


def made_again(desk: Desk, wish: str | None) -> Tweet:
    """The tweet with another opening, one that it has not had.

    Raises:
        MadeOfFacts: There is a wish.
        NothingElseToSay: It has had every one.
    """
    if wish:
        raise MadeOfFacts(desk.number)
    had = [desk.prose, *desk.past_prose]
    new = next((prose for prose in _openings(desk) if prose not in had), None)
    if new is None:
        raise NothingElseToSay(desk.number, why="it has been said in every way that is made of facts")
    return _made(desk, new)


def made_shorter(desk: Desk) -> Tweet:
    """The announcement with fewer names.

    Raises:
        ShortAlready: There is none to leave out, and it is short.
        NothingShorter: There is none to leave out.
    """
    weight = weighted_length(desk.prose)
    new = next((prose for prose in _forms(desk) if weighted_length(prose) < weight), None)
    if new is None:
        chars = prose_weight(desk.prose)
        if chars <= AIM_CHARS:
            raise ShortAlready(desk.number, chars=chars, aim_chars=AIM_CHARS)
        raise NothingShorter(desk.number)
    return _made(desk, new)


def _openings(desk: Desk) -> Iterator[str]:
    """The fullest form of each opening that the tweet has not had."""
    paper, brief = desk.grounds.paper, desk.grounds.brief
    if desk.tweet.role is Role.CODE:
        yield from code_invitations(code_address(paper, brief) or "", brief.voice)
        return
    had = [desk.prose, *desk.past_prose]
    for opening in openings(brief):
        if not any(prose.startswith(opening) for prose in had):
            yield from _own_part(desk, next(announcements(paper, brief, opening)))


def _forms(desk: Desk) -> Iterator[str]:
    """Every form with the opening that the tweet has, the fullest first."""
    paper, brief = desk.grounds.paper, desk.grounds.brief
    if desk.tweet.role is Role.CODE:
        return
    own = next((one for one in openings(brief) if desk.prose.startswith(one)), openings(brief)[0])
    for form in announcements(paper, brief, own):
        yield from _own_part(desk, form)


def _own_part(desk: Desk, form: tuple[str, ...]) -> Iterator[str]:
    """What of an announcement stands in this tweet, if the draft has as many tweets for it."""
    numbers = [tweet.number for tweet in desk.manuscript.draft.tweets if tweet.role is Role.ANNOUNCEMENT]
    if len(form) == len(numbers):
        yield form[numbers.index(desk.number)]


def _made(desk: Desk, prose: str) -> Tweet:
    proposal = Proposal(desk.tweet.role, prose, figure=desk.proposal.figure)
    return desk.judged(take(proposal, desk.grounds.brief), lambda _: [])
