"""Work that goes on while others watch over it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

_Result = TypeVar("_Result")


async def in_company(work: Coroutine[Any, Any, _Result], *company: Coroutine[Any, Any, None]) -> _Result:
    """Do some work while others run beside it; all have ended when this returns.

    Raises:
        Exception: What the work raised; or what one of the company raised, which ends the work.
    """
    main = asyncio.create_task(work)
    others = [asyncio.create_task(one) for one in company]
    try:
        while not main.done():
            running = [one for one in others if not one.done()]
            await asyncio.wait([main, *running], return_when=asyncio.FIRST_COMPLETED)
            for one in others:
                if one.done() and not main.done():
                    one.result()
        return main.result()
    finally:
        for task in (main, *others):
            task.cancel()
        await asyncio.gather(main, *others, return_exceptions=True)
