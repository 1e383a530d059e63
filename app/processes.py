"""One server in several processes: Python runs one thread at a time in each.

The sockets are opened first, and every process accepts from them: whichever is free takes
the next browser. No process knows the others. What they share lies in the store and in the
search index, where each looks whether something has changed; sessions are there, too.

The first process holds the server up: when it ends, so do the others, and were one of
those to end, the first still serves.
"""

import logging
import os
import socket
import sys

from waitress.adjustments import Adjustments

from indexer.ending import tie_to_parent

log = logging.getLogger(__name__)

MOST = 4
"""Processes beyond which more are not worth their memory, some 150 MB each."""

BACKLOG = 1024
"""Browsers that may wait to be taken; what waitress asks for itself."""


def usual_number() -> int:
    """Return how many processes to serve with: one for each core, where they can be forked."""
    return min(MOST, len(os.sched_getaffinity(0))) if sys.platform == "linux" else 1


def open_sockets(host: str, port: int) -> list[socket.socket]:
    """Open the sockets to listen on, one for each address of a host.

    Raises:
        OSError: they cannot be used.
        ValueError: there is no such host.
    """
    opened: list[socket.socket] = []
    try:
        for family, kind, protocol, address in Adjustments(host=host, port=port).listen:
            one = socket.socket(family, kind, protocol)
            opened.append(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind(address)
            one.listen(BACKLOG)
    except OSError:
        for one in opened:
            one.close()
        raise
    return opened


def fork_others(number: int) -> bool:
    """Make as many processes of this one as there are to be, itself counted.

    To be called before there are threads, connections or an open index. On Linux only, which
    alone can promise that the others end with the first, however that ends.

    Returns:
        whether this is the first.
    """
    first = os.getpid()
    for _ in range(number - 1 if sys.platform == "linux" else 0):
        if os.fork() == 0:
            tie_to_parent()
            if os.getppid() != first:  # it ended before this one was tied to it
                os._exit(1)
            return False
    return True
