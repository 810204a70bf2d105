"""A secret for an authenticator app. It counts for nothing until a first code of it is given."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import SecondFactor, User
from agencies.sealing import seal
from agencies.services.second_factor.codes import new_secret
from agencies.services.second_factor.refusals import SecondFactorRefusedError, check_password


@transaction.atomic
def begin_factor(*, user: User, password: str) -> None:
    """Take a new secret in the place of one that was never confirmed. The owner's password is asked: whoever finds a
    session open shuts nobody out.

    Raises:
        SecondFactorRefusedError: the password is another one, or a factor is on already.
    """
    check_password(user, password)
    User.objects.select_for_update().get(pk=user.pk)  # of two at once the second replaces the first one's
    if SecondFactor.objects.filter(user_id=user.pk, confirmed_at__isnull=False).exists():
        raise SecondFactorRefusedError(_("Verifikasi dua langkah sudah aktif."), "password")
    SecondFactor.objects.filter(user_id=user.pk).delete()
    SecondFactor.objects.create(user=user, sealed_secret=seal(new_secret()))
