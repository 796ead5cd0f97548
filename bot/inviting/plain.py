"""The invitation that is made of its facts, where nobody writes one."""

from collections.abc import Iterable, Iterator

from bot.drafting.tail import fits
from bot.poster import FactKind, PosterRequest


def plain_post(request: PosterRequest, sentences: Iterable[str] = ()) -> tuple[str, str | None]:
    """The post, and the first of the sentences that fits into it, or None.

    The post itself may be too heavy for the platform, if the facts are.
    """
    for sentence in sentences:
        post = _post(request, sentence)
        if fits(post):
            return post, sentence
    return _post(request, None), None


def _post(request: PosterRequest, sentence: str | None) -> str:
    texts = {kind: [fact.text for fact in request.facts if fact.kind is kind] for kind in FactKind}
    when = ", ".join((*texts[FactKind.DATE], *texts[FactKind.TIME]))
    parts = [
        f"Come to our poster at {request.venue}:" if request.venue else "Come to our poster:",
        "\n".join(texts[FactKind.TITLE]),
        sentence or "",
        "\n".join(_lines(when, ", ".join(texts[FactKind.ROOM]))),
        "\n".join(texts[FactKind.AUTHOR]),
        "\n".join(texts[FactKind.ADDRESS]),
    ]
    return "\n\n".join(part for part in parts if part)


def _lines(when: str, where: str) -> Iterator[str]:
    if when:
        yield f"When: {when}"
    if where:
        yield f"Where: {where}"
