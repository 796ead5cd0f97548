"""Values for tests: every argument has a default, so that a test names only what it cares about."""

from bot.model import Brief, Evidence, Page, Paper, Paragraph, Section, Zone


def page(number: int = 1, text: str = "We train on 98,734 theorems.\n", **more: object) -> Page:
    return Page(number=number, text=text, **more)  # type: ignore[arg-type]  # keywords are passed through as they are


def paper(*texts: str, title: str = "A Paper About Papers", **more: object) -> Paper:
    """A paper whose pages carry `texts`, one each; everything else by keyword."""
    values: dict[str, object] = {
        "name": "paper.pdf",
        "title": title,
        "authors": ("Ada Example", "Ben Sample"),
        "abstract": "",
        "pages": tuple(page(number, text) for number, text in enumerate(texts or ("",), 1)),
    }
    return Paper(**(values | more))  # type: ignore[arg-type]  # keywords are passed through as they are


def paragraph(text: str, *, page: int = 1, zone: Zone = Zone.BODY, section: int | None = None) -> Paragraph:
    return Paragraph(text=text, section=section, zone=zone, starts=((0, page),))


def section(title: str = "Introduction", *, level: int = 1, page: int = 1, zone: Zone = Zone.INTRODUCTION) -> Section:
    return Section(title=title, level=level, page=page, zone=zone)


def evidence(quote: str, page: int = 1) -> Evidence:
    return Evidence(page=page, quote=quote)


def brief(**more: object) -> Brief:
    return Brief(**more)  # type: ignore[arg-type]  # keywords are passed through as they are
