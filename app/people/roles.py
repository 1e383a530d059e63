"""Roles in words."""

from collections.abc import Mapping
from types import MappingProxyType

from indexer.people import Role

ROLES: Mapping[Role, tuple[str, str]] = MappingProxyType(
    {
        Role.READER: ("Reader", "searches, reads and exports"),
        Role.TAGGER: ("Tagger", "also decides labels and corrects what the machine read"),
        Role.LEAD: ("Lead", "also looks after taxonomy and codebook, and reads the audit trail"),
        Role.ADMINISTRATOR: ("Administrator", "also looks after accounts"),
    }
)
"""Each role's name and what it lets people do."""
