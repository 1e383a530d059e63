"""Who uses this: accounts, roles, sessions.

What other areas need is here: :func:`current_person` tells who asks, :func:`needs`
declares which role a view takes, :func:`anyone` that it takes none, and :func:`record`
adds what the person did to the audit trail.
"""

from app.people.guards import anyone, keeps_expired, needs
from app.people.person import Person, current_person, record
from indexer.people import Role

__all__ = ["Person", "Role", "anyone", "current_person", "keeps_expired", "needs", "record"]
