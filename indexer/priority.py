"""What a process takes of the machine: background work gives way, and none takes two cores."""

import os
from contextlib import suppress

BACKGROUND = 10
"""What ``nice`` itself gives to work that can wait: a ninth of the share of the processor that
others get while they want it, and all of it while nobody does."""

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
"""There is a process for each core, so its products need no threads of their own; with two, one
waits at full speed: labels took 0.79 ms of CPU a passage instead of 0.42, and beside other work
the weights of themes were fitted in 18 s instead of 0.5 (150 passages, two cores)."""


def one_thread() -> None:
    """Let this process, and all that it starts, multiply on one core, unless told otherwise.

    To be called before numpy is loaded, which reads it then.
    """
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")


def give_way() -> None:
    """Let this process, and all that it starts, run where nobody else wants the processor.

    Nothing happens where the system knows no such thing.
    """
    if hasattr(os, "setpriority"):
        now = os.getpriority(os.PRIO_PROCESS, 0)
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, max(now, BACKGROUND))
