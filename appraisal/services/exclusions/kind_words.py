"""How people say why somebody is left out."""

from django.utils.translation import gettext as _

from appraisal.models import Exclusion


def kind_words(kind: Exclusion.Kind) -> str:
    """In the reader's language, with a capital."""
    words = {
        Exclusion.Kind.LEAVE: _("Cuti"),
        Exclusion.Kind.STUDY: _("Tugas belajar"),
        Exclusion.Kind.TOO_NEW: _("Baru bertugas"),
        Exclusion.Kind.LEAVING: _("Menjelang pensiun atau pindah"),
        Exclusion.Kind.OTHER: _("Alasan lain"),
    }
    return words[kind]
