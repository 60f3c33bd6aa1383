"""Watch: ask feeds what is new, and look at articles again: what changed or vanished is a version of them."""

from sayso.workflow.watch.rounds import watch
from sayso.workflow.watch.seen import Seen, What

__all__ = ["Seen", "What", "watch"]
