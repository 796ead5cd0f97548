"""Papers with damaged bytes: cut off, flipped, lost, doubled, passed through programs that take them for text."""

import re
from random import Random

from tests.hostile_pdfs.cases import Case, Maker


def _cut_at(share: float) -> Maker:
    return lambda paper, _: paper[: int(len(paper) * share)]


def _with_flipped_bits(count: int) -> Maker:
    def make(paper: bytes, chance: Random) -> bytes:
        data = bytearray(paper)
        for _ in range(count):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(data)

    return make


def _with_a_flipped_bit_per_kb(paper: bytes, chance: Random) -> bytes:
    return _with_flipped_bits(len(paper) // 1000 + 1)(paper, chance)


def _without(pieces: int, length: int) -> Maker:
    def make(paper: bytes, chance: Random) -> bytes:
        data = bytearray(paper)
        for _ in range(pieces):
            start = chance.randrange(len(data))
            del data[start : start + length]
        return bytes(data)

    return make


def _with_more(pieces: int, length: int) -> Maker:
    def make(paper: bytes, chance: Random) -> bytes:
        data = bytearray(paper)
        for _ in range(pieces):
            start = chance.randrange(len(data))
            data[start:start] = chance.randbytes(length)
        return bytes(data)

    return make


def _with_a_block(of: bytes | None) -> Maker:
    """A block of 4 kB in the middle replaced by one byte again and again, or by noise."""

    def make(paper: bytes, chance: Random) -> bytes:
        start = chance.randrange(max(len(paper) - 4096, 1))
        block = chance.randbytes(4096) if of is None else of * 4096
        return paper[:start] + block + paper[start + 4096 :]

    return make


def _with_swapped_blocks(paper: bytes, chance: Random) -> bytes:
    blocks = [paper[start : start + 4096] for start in range(0, len(paper), 4096)]
    one, other = chance.randrange(len(blocks)), chance.randrange(len(blocks))
    blocks[one], blocks[other] = blocks[other], blocks[one]
    return b"".join(blocks)


def _with_a_doubled_half(paper: bytes, _: Random) -> bytes:
    half = len(paper) // 2
    return paper[:half] + paper[:half] + paper[half:]


def _with_a_noisy_tail(paper: bytes, chance: Random) -> bytes:
    return paper[:-2048] + chance.randbytes(2048)


def _as_text_on_windows(paper: bytes, _: Random) -> bytes:
    return paper.replace(b"\n", b"\r\n")


def _as_ascii(paper: bytes, _: Random) -> bytes:
    return bytes(byte & 0x7F for byte in paper)


def _as_unicode(paper: bytes, _: Random) -> bytes:
    return paper.decode("latin-1").encode("utf-8")


def _replaced(pattern: bytes, by: bytes, *, count: int = 0) -> Maker:
    return lambda paper, _: re.sub(pattern, by, paper, count=count)


def _with_shifted_table(paper: bytes, _: Random) -> bytes:
    return re.sub(rb"\n(\d{10}) (\d{5} n)", lambda m: b"\n%010d %s" % (int(m[1]) + 7, m[2]), paper)


def _with_broken_streams(kind: bytes) -> Maker:
    """Noise in the first bytes of every stream whose dictionary has `kind`."""

    def make(paper: bytes, chance: Random) -> bytes:
        data = bytearray(paper)
        for found in re.finditer(kind + rb"[^>]{0,300}>>\s*stream\r?\n", paper):
            start = found.end() + 20
            if start + 40 < len(data):
                data[start : start + 40] = chance.randbytes(40)
        return bytes(data)

    return make


def _behind(noise: int) -> Maker:
    return lambda paper, chance: chance.randbytes(noise) + paper


def _twice(paper: bytes, _: Random) -> bytes:
    return paper + paper


def _with_noise_behind(paper: bytes, chance: Random) -> bytes:
    return paper + chance.randbytes(1_000_000)


def _backwards(paper: bytes, _: Random) -> bytes:
    return b"%PDF-1.7\n" + paper[::-1]


CASES = (
    *(Case(f"cut at {share:g}", _cut_at(share)) for share in (0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999)),
    *(Case(f"bits flipped: {count}", _with_flipped_bits(count)) for count in (1, 30, 300)),
    Case("a bit flipped in each kB", _with_a_flipped_bit_per_kb),
    Case("one byte lost", _without(1, 1)),
    Case("a hundred bytes lost", _without(100, 1)),
    Case("ten pieces of 1 kB lost", _without(10, 1000)),
    Case("one byte too many", _with_more(1, 1)),
    Case("a hundred bytes too many", _with_more(100, 1)),
    Case("a block of zeros", _with_a_block(b"\0")),
    Case("a block of noise", _with_a_block(None)),
    Case("two blocks swapped", _with_swapped_blocks),
    Case("first half doubled", _with_a_doubled_half),
    Case("noise as tail", _with_a_noisy_tail),
    Case("line ends of Windows", _as_text_on_windows),
    Case("seven bits", _as_ascii),
    Case("sent as UTF-8", _as_unicode),
    Case("startxref nowhere", _replaced(rb"startxref\s+\d+", b"startxref\n99999999")),
    Case("startxref at itself", _replaced(rb"startxref\s+\d+", b"startxref\n0")),
    Case("no startxref", _replaced(rb"startxref", b"startxxxx")),
    Case("xref table shifted", _with_shifted_table),
    Case("no xref and no trailer", _replaced(rb"(?<!start)xref|trailer|/XRef", b"xxxx")),
    Case("no root", _replaced(rb"/Root ", b"/Rxxt ")),
    Case("object streams broken", _with_broken_streams(rb"/ObjStm")),
    Case("all compressed streams broken", _with_broken_streams(rb"/FlateDecode")),
    Case("lengths too short", _replaced(rb"/Length \d+(?! \d+ R)", b"/Length 10")),
    Case("lengths too long", _replaced(rb"/Length \d+(?! \d+ R)", b"/Length 999999999")),
    Case("lengths negative", _replaced(rb"/Length \d+(?! \d+ R)", b"/Length -1")),
    Case("filters unknown", _replaced(rb"/FlateDecode", b"/FleteDecode")),
    Case("filters of another kind", _replaced(rb"/FlateDecode", b"/LZWDecode")),
    Case("no endobj", _replaced(rb"endobj", b"")),
    Case("no endstream", _replaced(rb"endstream", b"")),
    Case("objects numbered zero", _replaced(rb"\n\d+ 0 obj", b"\n0 0 obj")),
    Case("references to object 1", _replaced(rb"\b\d+ 0 R", b"1 0 R")),
    Case("references to nothing", _replaced(rb"\b\d+ 0 R", b"99999999 0 R")),
    Case("version 9.9", _replaced(rb"%PDF-\d\.\d", b"%PDF-9.9")),
    Case("no header", _replaced(rb"%PDF-\d\.\d", b"")),
    Case("header at 1000 bytes", _behind(1000)),
    Case("header at 5000 bytes", _behind(5000)),
    Case("twice in one file", _twice),
    Case("noise behind the end", _with_noise_behind),
    Case("backwards", _backwards),
)
