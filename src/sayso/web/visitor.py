"""Who is looking at the page."""

from dataclasses import dataclass

from sayso.ledger.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who has been let in.

    Args:
        name: that decisions are recorded under.
        role: what they may do.
        session: a secret that only this visitor's browser has; tokens of forms are made from it.
    """

    name: str
    role: Role
    session: str

    def may(self, role: Role) -> bool:
        """Whether they may do what a role may."""
        return self.role.may(role)


__all__ = ["Role", "Visitor"]
