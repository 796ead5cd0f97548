"""What a log may know of an exception."""

import traceback


def wordless_traceback(error: BaseException) -> str:
    """Where it came from and what kind it is, causes included, without the texts: they may quote papers and people."""
    lines = []
    cause: BaseException | None = error
    while cause is not None:
        lines += [f"{type(cause).__module__}.{type(cause).__qualname__}\n", *traceback.format_tb(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    return "".join(lines).rstrip()
