"""What a browser has sent already, so that sending it again is harmless."""

from django.db import models

from agencies.tenancy.base import OwnedByRegionWithId, RegionForeignKey


class SentForm(OwnedByRegionWithId):
    """The key that a browser gave a form, once what it said was stored.

    A connection that fails hides whether the server had heard; the same form then comes again under the same key.
    """

    user = RegionForeignKey("agencies.User", related_name="+", db_index=False)
    key = models.UUIDField("kunci")
    what = models.CharField(max_length=60, help_text="Name and argument of the address that took it.")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta(OwnedByRegionWithId.Meta):
        verbose_name = "isian terkirim"
        constraints = [
            *OwnedByRegionWithId.Meta.constraints,
            models.UniqueConstraint(fields=["region", "user", "key"], name="sent_form_once"),
        ]

    def __str__(self) -> str:
        return f"isian {self.key}"
