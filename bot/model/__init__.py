"""The values that paperthread speaks of: papers, briefs, drafts, findings. The glossary is in docs/architecture.md.

All are frozen; pages and tweets are counted from 1. Nothing here reads, writes or decides.
"""

from bot.model.briefs import (
    Brief,
    Voice,
)
from bot.model.drafts import (
    Draft,
    Evidence,
    Finding,
    Level,
    Plan,
    Proposal,
    Role,
    Tweet,
    TweetFigure,
    WriterName,
)
from bot.model.papers import (
    NOT_TEXT,
    SURE_CONFIDENCE,
    Box,
    CodeLink,
    FetchedPaper,
    Figure,
    FigureKind,
    HiddenText,
    Image,
    Link,
    Page,
    Paper,
    PaperMetadata,
    PaperRef,
    Paragraph,
    Section,
    TableCells,
    Zone,
)

__all__ = [
    "NOT_TEXT",
    "SURE_CONFIDENCE",
    "Box",
    "Brief",
    "CodeLink",
    "Draft",
    "Evidence",
    "FetchedPaper",
    "Figure",
    "FigureKind",
    "Finding",
    "HiddenText",
    "Image",
    "Level",
    "Link",
    "Page",
    "Paper",
    "PaperMetadata",
    "PaperRef",
    "Paragraph",
    "Plan",
    "Proposal",
    "Role",
    "Section",
    "TableCells",
    "Tweet",
    "TweetFigure",
    "Voice",
    "WriterName",
    "Zone",
]
