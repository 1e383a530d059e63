"""Work in the background gives way."""

import os
import subprocess
import sys

import pytest

SCRIPT = """
import os, subprocess, sys
from indexer.priority import give_way
give_way()
give_way()
print(os.nice(0), subprocess.check_output([sys.executable, "-c", "import os; print(os.nice(0))"]))
"""


@pytest.mark.skipif(not hasattr(os, "nice"), reason="the system knows no such thing")
def test_a_process_that_gives_way_does_so_once_and_with_all_it_starts() -> None:
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    ).stdout
    wanted = max(10, os.nice(0))
    assert told.split() == [str(wanted), f"b'{wanted}\\n'"]
