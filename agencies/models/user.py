"""Accounts."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from agencies.tenancy.scope import OPERATORS


class UserManager(BaseUserManager["User"]):
    """Finds an account by region and login."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """An operator's account: the only ones that a bare login identifies."""
        return self.get(region__isnull=True, login=username)


class User(AbstractBaseUser):
    """An account of exactly one region; its login is the NIP, or a name for those who have none.

    Without a policy, since sign-in comes before the region's scope; therefore it holds login and hash and nothing else
    about a person. Who the person is stands on the employee, behind the policy. Without a region it is an operator.
    """

    region = models.ForeignKey(
        "agencies.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    login = models.CharField("NIP atau nama pengguna", max_length=60)
    is_active = models.BooleanField("aktif", default=True)

    objects = UserManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "akun"
        constraints = [
            models.UniqueConstraint(fields=["region", "login"], name="user_login_in_region"),
            models.UniqueConstraint(fields=["region", "id"], name="user_region_key"),
            models.UniqueConstraint(fields=["login"], condition=Q(region__isnull=True), name="user_operator_login"),
        ]

    def __str__(self) -> str:
        return self.login

    @property
    def is_operator(self) -> bool:
        """Operators create regions and see no region's data."""
        return self.region_id is None

    @property
    def scope_id(self) -> int:
        """The scope of what belongs to the account itself: its region's, or that of the operators.

        The table has a column of this name and meaning, written by the database, for references to lead to.
        """
        return OPERATORS if self.region_id is None else self.region_id
