"""What stands in the audit trail, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from indexer.audit import Action, Event

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        Action.SIGNED_IN: "signed in as",
        Action.SIGN_IN_REFUSED: "was refused to sign in",
        Action.SIGNED_OUT: "signed out as",
        Action.ACCOUNT_ADDED: "added the account",
        Action.ROLE_CHANGED: "changed the role of",
        Action.ACCOUNT_DISABLED: "disabled the account",
        Action.ACCOUNT_ENABLED: "enabled the account",
        Action.PASSWORD_CHANGED: "changed the password of",
        Action.PASSWORD_RESET: "gave a new password to",
        Action.SESSIONS_ENDED: "signed out browsers of",
        Action.TOKEN_MADE: "made a token for",
        Action.TOKEN_REVOKED: "revoked a token of",
        Action.CORRECTED: "corrected the document",
        Action.CORRECTION_WITHDRAWN: "withdrew a correction of the document",
        Action.DECIDED: "decided on",
        Action.EXPORTED: "exported",
        Action.COUNCIL_CHANGED: "changed the council and its contact details:",
        "added-papers": "added papers under",
        "theme-added": "added the theme",
        "theme-changed": "changed the theme",
        "theme-removed": "removed the theme",
        "framework-added": "added the framework",
        "framework-changed": "changed the framework",
        "framework-removed": "removed the framework",
        "passages-given": "gave passages from the queue",
        "round-started": "started the round of coding",
        "round-closed": "ended the round of coding",
        "settled": "settled the codings of",
        "agreed-settled": "let count what all coded alike in round",
        "training-started": "started the training",
        "model-kept": "kept the model of training",
        "model-discarded": "discarded the model of training",
        "codebook-changed": "reworded the codebook entry",
    }
)


def action_words(action: str) -> str:
    """Write an action in words; one that has none is written as it is, without hyphens."""
    return ACTIONS.get(action, action.replace("-", " "))


def detail_words(event: Event) -> str:
    """Write the details of an event on one line."""
    told = ((name, value) for name, value in event.detail.items() if value not in (None, "", []))
    return "; ".join(f"{name}: {_plain(value)}" for name, value in told)


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
