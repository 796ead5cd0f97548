"""What single cells of a table hold: numbers, marks, deviations."""

import re

_NUMERIC = re.compile(
    r"^[(\[<>≤≥~≈∼±+\-−–$€£#]*\s?\.?\d[\d,.\s]*(?:[%‰×xkKMBTGsh°]|e[-−+]?\d+|(?:±|\+/-|\+-)\s?[\d.,]+%?)?[\s\d.,%/:()\[\]±†‡*⋆∗§↑↓+−–-]*"
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉.±]*$"
)
_BLANK = re.compile(r"^[-−–—/.✓✗✔✘×xX•]*$|^[Nn]/?[Aa]$")
_DEVIATION = re.compile(r"^(?:±|\+/?-)\s?[\d.,]+\s?%?$|^[(\[]\s?[\d.,\s±–−-]+%?\s?[)\]]$")


def is_numeric(text: str) -> bool:
    return bool(_NUMERIC.match(text))


def is_blank(text: str) -> bool:
    """Nothing, or a mark that stands for nothing or for yes and no."""
    return bool(_BLANK.match(text))


def is_deviation(text: str) -> bool:
    """How far a number may be off, written by itself: "± 0.2", "(0.31)"."""
    return bool(_DEVIATION.match(text))
