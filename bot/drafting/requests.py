"""Findings as words that a writer can act on: what is wrong, what the evidence has instead, what to do."""

from dataclasses import replace

from bot.model import Finding

_TO_DO = {
    "quote": "Copy the sentence from the page letter for letter, with its page.",
    "evidence": "Give the page and the sentence of the paper that says it, copied letter for letter.",
    "number": "Write the number as your quote has it, or add the quote of the sentence that has this one.",
    "unit": "Write the number with the unit and the noun of your quote.",
    "range": "Keep both ends and the bound as your quote has them.",
    "name": "Use the name that your quote has, or add a quote that has this one, or leave it out.",
    "url": "Leave the address out: links are put in for you.",
    "handle": "Leave the @ out.",
    "tag": "Leave the tag out: tags are put in for you.",
    "title": "Write the title as the paper has it, character for character.",
    "overclaim": "Say it no stronger than your quote does.",
    "hedge": "Keep the quote's own caution: may, suggests, we believe.",
    "direction": "Say which way it goes as your quote does.",
    "negation": "Keep the quote's own “not” where it stands.",
    "support": "Quote the sentence that says what the tweet says.",
    "length": "Say it in fewer words: 150 characters are the aim.",
    "voice": "Speak in the voice that was asked for.",
    "duplicate": "Say something that no other tweet says.",
    "again": "Say something else in this role, or say it in quite other words.",
    "kept": "Keep it as it is written.",
    "shorter": "Use fewer words than the tweet has now.",
    "markup": "Write plain text and plain letters only.",
}


def for_the_writer(finding: Finding) -> Finding:
    """The finding with a detail that also says what to do about it."""
    to_do = _TO_DO.get(finding.rule, "Write it so that this can no longer be said of it.")
    return replace(finding, detail=f"{finding.detail} {to_do}")
