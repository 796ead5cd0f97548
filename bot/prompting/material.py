"""Text of papers and people, marked so that a model can tell it from what it is asked to do.

The markers hold a digest of the text itself. They cannot be foretold by whoever wrote it (a text that holds its own
digest cannot be found), and yet they stay the same from one question to the next: a provider's prompt cache goes on
serving the paper when a tweet of it is written again.
"""

import hashlib
import re

_MARK_CHARS = 16  # 64 bits
# Format characters that no page shows (zero-width, bidirectional, tags), and controls but for line ends and tabs.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def marked(name: str, text: str) -> str:
    """`text` between markers that name it; what no reader sees is left out, half characters are replaced."""
    clean = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text)).strip()
    mark = _mark(name, clean)
    return f"<<<{name} {mark}\n{clean}\n{mark} {name}>>>"


def _mark(name: str, text: str) -> str:
    salt = 0
    while True:
        digest = hashlib.sha256(f"{salt}\n{name}\n{text}".encode()).hexdigest()[:_MARK_CHARS]
        if digest not in text:
            return digest
        salt += 1
