"""What somebody may have meant."""

from collections.abc import Sequence
from difflib import get_close_matches

_LONGEST = 100  # comparing longer names costs too much, and nobody mistypes them


def close_names(name: str, known: Sequence[str], cutoff: float = 0.6) -> list[str]:
    """The known names that look like this one, the closest first; upper case and ``-`` aside."""
    if len(name) > _LONGEST:
        return []
    plain = name.lower().replace("-", "_")
    return [plain] if plain in known else get_close_matches(plain, known, 3, cutoff)


def or_list(names: Sequence[str]) -> str:
    """``a, b or c``."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """``; did you mean X?``, or nothing."""
    close = close_names(name, known)
    return f"; did you mean {close[0]}?" if close else ""
