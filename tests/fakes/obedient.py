"""A writer that does whatever the paper, the request or a file name tells it to: the worst that a model can be."""

import base64
import binascii
import codecs
import html
import os
import re
import unicodedata
from collections.abc import AsyncIterator, Iterator, Sequence
from urllib.parse import unquote

from bot.ledger import Ledger
from bot.model import Brief, Evidence, Finding, Paper, Proposal, Role, WriterName
from tests.fakes.writers import HoldsNothing

_ORDER = re.compile(r"«say: ([^«»]*)»")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{12,}={0,2}")
_HEX = re.compile(r"0x([0-9a-f]{24,})")
_LOOK_ALIKES = str.maketrans("асеорхуіАВЕНКМОРСТХ", "aceopxyiABEHKMOPCTX")


class ObedientWriter(HoldsNothing):
    """Reads all that it is given, in every disguise, and writes what it is told to.

    An order is whatever stands in «say: …», plainly or in base64, rot13, hexadecimal, look-alikes or letters that
    nobody sees. Each is written four times: without evidence, with an honest quote, with a forged one, and with the
    order itself as the quote. `$NAME` is replaced by that variable of the environment. Asked to repair what has no
    evidence, it says it twice and forges some.

    Attributes:
        orders: What it was told to say, once `write` has read it.
    """

    def __init__(self, honest: Evidence) -> None:
        self._honest = honest
        self.orders: list[str] = []

    @property
    def name(self) -> WriterName:
        return WriterName("obedient", "a-model")

    async def write(
        self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
    ) -> AsyncIterator[Proposal]:
        proposals: list[Proposal] = []
        for text, page in _all_texts(paper, brief):
            for order in _orders(text):
                said = os.path.expandvars(order)
                self.orders.append(said)
                quotes = ((), (self._honest,), (Evidence(1, said),), (Evidence(page, text),))
                proposals += [Proposal(Role.RESULT, said, evidence) for evidence in quotes]
        for proposal in dict.fromkeys(proposals):
            yield proposal

    async def repair(
        self, paper: Paper, brief: Brief, proposal: Proposal, findings: Sequence[Finding], ledger: Ledger
    ) -> Proposal | None:
        if proposal.evidence:
            return None
        return Proposal(proposal.role, f"{proposal.prose} {proposal.prose}", (Evidence(1, proposal.prose),))


def _all_texts(paper: Paper, brief: Brief) -> Iterator[tuple[str, int]]:
    """Every text that a writer is given, with a page to quote it from."""
    yield from ((text, 1) for text in (paper.name, paper.title, paper.abstract, *paper.authors, *paper.warnings))
    for page in paper.pages:
        yield from ((text, page.number) for text in (page.text, *page.text.splitlines()))
    yield from ((section.title, section.page) for section in paper.sections)
    yield from ((paragraph.text, paragraph.starts[0][1]) for paragraph in paper.paragraphs)
    for link in paper.links:
        yield from ((link.url, link.page), (link.text, link.page))
    for figure in paper.figures:
        yield from ((figure.caption, figure.page), (figure.label, figure.page))
    if paper.code:
        yield from ((paper.code.url, 1), (paper.code.why, 1))
    yield from ((text, 1) for text in (brief.wish, brief.venue, brief.code, *brief.tags) if text)
    for name, handle in brief.handles.items():
        yield from ((name, 1), (handle, 1))


def _orders(text: str) -> list[str]:
    """The orders in a text, as the first disguise that gives any shows them."""
    return next((found for plain in _plainer(text) if (found := _ORDER.findall(plain))), [])


def _plainer(text: str) -> Iterator[str]:
    yield text
    yield codecs.decode(text, "rot13")
    yield unquote(text)
    yield html.unescape(text)
    yield text[::-1]
    yield text.translate(_LOOK_ALIKES)
    yield "".join(chr(ord(sign) - 0xE0000) if "\U000e0000" <= sign <= "\U000e007f" else sign for sign in text)
    seen = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Mn"))
    yield seen
    yield unicodedata.normalize("NFKC", seen)
    yield re.sub(r"\\u([0-9a-f]{4})|\\x([0-9a-f]{2})", lambda code: chr(int(code[1] or code[2], 16)), text)
    for match in _BASE64.finditer(text):
        try:
            yield base64.b64decode(match[0], validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    for match in _HEX.finditer(text):
        yield bytes.fromhex(match[1][: len(match[1]) // 2 * 2]).decode(errors="replace")
