"""How background work stands, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from indexer.jobs.model import JobState

STATES: Mapping[JobState, str] = MappingProxyType(
    {
        JobState.WAITING: "Waiting",
        JobState.RUNNING: "Under way",
        JobState.DONE: "Done",
        JobState.FAILED: "Failed",
        JobState.STOPPED: "Stopped",
        JobState.CUT_OFF: "Cut off",
    }
)
