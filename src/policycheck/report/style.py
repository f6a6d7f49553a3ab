"""Style sheets, below the colours that reports and the handbook share."""

from pathlib import Path

_COLOURS = Path(__file__).parent / "colours.css"


def styled(sheet: Path) -> str:
    """A style sheet with the colours that it uses: on a light screen, a dark one, and paper."""
    return _COLOURS.read_text(encoding="utf-8") + sheet.read_text(encoding="utf-8")
