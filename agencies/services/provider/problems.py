"""What can go wrong between us and a provider, said twice: exactly for its admin, and usefully for who signs in."""

from enum import Enum

from django.utils.translation import gettext as _


class Trouble(Enum):
    """What it means for the person at the door."""

    DOWN = "down"
    ANSWER = "answer"
    STALE = "stale"
    DENIED = "denied"
    ABSENT = "absent"


class ProviderProblem(Exception):  # noqa: N818 - what happened, not a fault of the program
    """Signing in with the provider ends here.

    The text says exactly what is wrong, for who set the provider up. ``code`` is for the log and names nobody.
    """

    def __init__(self, text: str, *, code: str, trouble: Trouble = Trouble.DOWN) -> None:
        super().__init__(text)
        self.code = code
        self.trouble = trouble

    @property
    def for_the_door(self) -> str:
        """What who wants to sign in is told: what to do now."""
        return {
            Trouble.DOWN: _(
                "Penyedia identitas daerah belum dapat dipakai saat ini. Coba lagi beberapa menit lagi, atau masuk "
                "dengan kata sandi."
            ),
            Trouble.ANSWER: _(
                "Jawaban penyedia identitas tidak lolos pemeriksaan, jadi Anda belum masuk. Coba lagi; bila terulang, "
                "beri tahu admin daerah."
            ),
            Trouble.STALE: _("Permintaan masuk lewat penyedia identitas ini tidak berlaku lagi. Mulai lagi dari sini."),
            Trouble.DENIED: _(
                "Penyedia identitas tidak menyetujui permintaan masuk ini. Coba lagi, atau masuk dengan kata sandi."
            ),
            Trouble.ABSENT: _("Daerah ini tidak memakai penyedia identitas. Masuk dengan NIP dan kata sandi."),
        }[self.trouble]


def answer_problem(code: str) -> ProviderProblem:
    """An answer that does not pass the checks of OpenID Connect; which one it was stands in the log alone."""
    return ProviderProblem(code, code=code, trouble=Trouble.ANSWER)
