"""One tweet again, or in fewer words, from the paper's own sentences."""

from dataclasses import replace

from bot.checks.likeness import like
from bot.checks.paper_index import PaperIndex
from bot.extractive.candidates import Candidate, candidates_of
from bot.extractive.figures import chosen_figures
from bot.extractive.material import Material
from bot.extractive.on_page import stands_on_page
from bot.extractive.salience import overlap, stems
from bot.extractive.selection import Choice
from bot.extractive.sentences import spans
from bot.model import Brief, Paper, Proposal, Role, Zone
from bot.versions import Revision

_LEAST_SCORE = 2.2
"""What the role must be worth to a sentence: below it "there is none" is the better answer."""

_TOLD = 0.6  # of the stems that another tweet of the thread may share
_AIM_CHARS = 150


def another(paper: Paper, brief: Brief, revision: Revision) -> Proposal | None:
    """The best sentence for the tweet's role that no tweet of the thread has or had; None if there is none."""
    role = revision.proposal.role
    material = Material.of(paper)
    candidates = candidates_of(material.sentences, material.language, material.salience, brief.voice)
    ranked = sorted(
        (one for one in candidates if one.scores.get(role, 0.0) >= _LEAST_SCORE), key=lambda one: -one.scores[role]
    )
    index = PaperIndex(paper)
    found = next((one for one in ranked if not _is_told(one, revision) and stands_on_page(one.evidence, index)), None)
    if found is None:
        return None
    (figure,) = chosen_figures([Choice(role, found)], paper, material, shown=revision.shown)
    return Proposal(role, found.prose, found.evidence, figure)


def shorter(paper: Paper, brief: Brief, revision: Revision) -> Proposal | None:
    """The tweet in the shorter form that loses least, at most 150 characters long if there is such a form.

    Facts that the revision names stay as they are written. None if no shorter form stands alone.
    """
    old = revision.proposal
    language = Material.of(paper).language
    had = (old.prose, *revision.versions)

    def stands(form: str) -> bool:
        if form in had or not all(fact in form for fact in revision.facts):
            return False
        return language.stands(form, Zone.ABSTRACT, brief.voice, lenient=old.role is Role.CREDITS)

    room = language.columns(old.prose) - 1
    for limit in sorted({min(_AIM_CHARS, room), room}):
        for text in _wholes(old.prose):
            form = language.best_form(text, limit_chars=limit, stands=stands)
            if form is not None:
                return replace(old, prose=form.text)
    return None


def _is_told(candidate: Candidate, revision: Revision) -> bool:
    own = revision.proposal.prose
    if like(candidate.prose, (own, *revision.versions, *revision.thread)) is not None:
        return True
    others = (prose for prose in revision.thread if prose != own)
    return any(overlap(candidate.stems, stems(prose)) > _TOLD for prose in others)


def _wholes(prose: str) -> list[str]:
    """The prose, and where it is two sentences, the first alone."""
    sentences = [prose[start:end] for start, end in spans(prose)]
    return [prose] if len(sentences) < 2 else [prose, sentences[0]]
