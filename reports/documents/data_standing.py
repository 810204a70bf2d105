"""How far the figures of a period stand: said once at the head of a page, and behind every comparison."""

from enum import StrEnum

from django.utils.translation import gettext as _

from reports.documents.summaries import Share


class DataStanding(StrEnum):
    """A locked period is never provisional: what is lacking in it stays lacking (contract 2.11)."""

    PROVISIONAL = "provisional"
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"
    FINAL = "final"

    @classmethod
    def of(cls, complete: Share, *, is_locked: bool, unplanned: int = 0) -> "DataStanding":
        """From the complete evaluations of those in force; ``unplanned`` people have none, which is lacking too."""
        if complete.done < complete.total or unplanned:
            return cls.INCOMPLETE if is_locked else cls.PROVISIONAL
        return cls.FINAL if is_locked else cls.COMPLETE

    @property
    def caveat(self) -> str:
        """What has to be known of a figure that is compared; empty where nothing is lacking."""
        if self is DataStanding.PROVISIONAL:
            return _("data sementara")
        return _("data tidak lengkap") if self is DataStanding.INCOMPLETE else ""


def caveat_of(now: DataStanding, before: DataStanding | None = None) -> str:
    """That of a comparison. The period in view speaks first, so that sentences agree with the head of their page.

    Of the one before it matters only whether it can still change.
    """
    if now.caveat:
        return now.caveat
    return _("pembanding sementara") if before is DataStanding.PROVISIONAL else ""


def in_brackets(caveat: str) -> str:
    """Behind a sentence or before its point; nothing for nothing."""
    return f" ({caveat})" if caveat else ""
