"""Who may be given passages."""

from app.people import current_person
from app.wiring import workplace
from indexer.people import Role


def taggers() -> list[str]:
    """Return the names of the people who may tag; without accounts only of who asks."""
    place = workplace()
    if not place.has_accounts:
        return [current_person().name]
    return sorted(
        {
            account.display
            for account in place.store.accounts()
            if account.disabled_at is None and account.role.may_act_as(Role.TAGGER)
        }
    )
