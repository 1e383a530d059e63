"""Work in the background gives way to people who wait for a page."""

import os
from contextlib import suppress

BACKGROUND = 10
"""What ``nice`` itself gives to work that can wait: a ninth of the share of the processor that
others get while they want it, and all of it while nobody does."""


def give_way() -> None:
    """Let this process, and all that it starts, run where nobody else wants the processor.

    Nothing happens where the system knows no such thing.
    """
    if hasattr(os, "setpriority"):
        now = os.getpriority(os.PRIO_PROCESS, 0)
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, max(now, BACKGROUND))
