"""The prompts filled with a small made-up paper, for those who edit them: what a model sees, what a cache serves."""

from collections.abc import Iterator

from bot.model import Voice
from bot.prompting.library import PromptLibrary
from bot.prompting.prompt import Prompt

_QUOTE = "We sort 98,734 sea shells by the sound that they make."
_VALUES: dict[str, str | int] = {
    "title": "Sorting Sea Shells By Their Sound",
    "authors": "Ada Example, Ben Sample",
    "paper": f"[page 1]\nSorting Sea Shells By Their Sound\n{_QUOTE}\n\n[page 2]\nOne shell takes 40 milliseconds.",
    "figures": "Figure 1 (page 2): Shells and the sounds that they make.",
    "code": "https://github.com/lab/shells",
    "left_out": "pages 3 to 9 did not fit",
    "venue": "ICML 2023",
    "wish": "Mention the beach.",
    "liked": "About “Waves by Their Height”:\n\nresult (no figure):\nWe measure waves with a stick.",
    "central": "Figure 1",
    "draft_wish": "No exclamation marks.",
    "min_tweets": 7,
    "max_tweets": 12,
    "done": "",
    "number": 3,
    "role": "result",
    "tweet": "We sort 98,734 shells by sound.",
    "evidence": f"page 1: {_QUOTE}",
    "thread": "2. Our code is online.\n\n3. We sort 98,734 shells by sound.",
    "versions": "98,734 shells, sorted by ear.",
    "shown": "Figure 1",
    "facts": "98,734",
    "findings": "- number: “98,735”: It is not in the evidence, which has 98,734.",
    "draft": "Come to our poster on shells!",
    "last": "",
}
_WHOLE_DRAFT = {Voice.AUTHOR: "thread", Voice.CURATOR: "curator"}
_REVISIONS = ("regenerate", "shorten", "repair")


def filled(library: PromptLibrary, name: str, voice: Voice = Voice.AUTHOR) -> Prompt:
    """A prompt as a model would get it, about the made-up paper."""
    return library.fill(name, **_VALUES, voice=voice.value)


def without_the_same_beginning(library: PromptLibrary) -> Iterator[str]:
    """The revisions that do not begin as the whole draft does up to the end of the paper: no cache serves them."""
    for name in _REVISIONS:
        if not all(
            _begins_alike(filled(library, _WHOLE_DRAFT[voice], voice), filled(library, name, voice)) for voice in Voice
        ):
            yield name


def _begins_alike(draft: Prompt, revision: Prompt) -> bool:
    paper = str(_VALUES["paper"])
    at = draft.user.find(paper)
    return draft.system == revision.system and at >= 0 and revision.user.startswith(draft.user[: at + len(paper)])
