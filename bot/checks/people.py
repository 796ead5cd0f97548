"""Names of people as papers and rosters write them."""

import unicodedata
from collections.abc import Iterable, Mapping


def known_handles(names: Iterable[str], handles: Mapping[str, str]) -> dict[str, str]:
    """Name -> handle for those `names` that the roster has, whatever their accents, points and spaces."""
    folded = {fold_name(name): handle for name, handle in handles.items()}
    return {name: folded[fold_name(name)] for name in names if fold_name(name) in folded}


def fold_name(name: str) -> str:
    """A name in lower case without accents and apostrophes; points and hyphens are spaces."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = (sign for sign in decomposed if not unicodedata.combining(sign) and sign not in "'’")
    return " ".join("".join(sign if sign.isalnum() else " " for sign in letters).split())
