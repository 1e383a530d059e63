"""Roles and browsers in words."""

from collections.abc import Mapping
from types import MappingProxyType

from indexer.people import Role

ROLES: Mapping[Role, tuple[str, str]] = MappingProxyType(
    {
        Role.READER: ("Reader", "searches, reads and exports"),
        Role.TAGGER: (
            "Tagger",
            "as a reader, and decides labels and corrects what the machine read",
        ),
        Role.LEAD: (
            "Lead",
            "as a tagger, and looks after taxonomy and codebook and reads the audit trail",
        ),
        Role.ADMINISTRATOR: ("Administrator", "as a lead, and looks after accounts"),
    }
)
"""Each role's name and what it lets people do."""

# In this order: each says of itself that it is one of those after it, too.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Mac OS", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


def agent_words(agent: str) -> str:
    """Write what a browser says it is as ``Chrome on Windows``, as far as it can be told."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in agent), None)
    return f"{browser} on {system}" if system else browser
