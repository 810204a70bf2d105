"""What was done, by whom and why. Rows are added and read, never changed: the database grants no more."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agencies.tenancy.base import RegionOwned


class AuditEvent(RegionOwned):
    """One act of a person or of the system, written in the transaction of the act itself.

    Names are kept as text, so that an event can be read after the people and things it names are gone.
    """

    class Action(models.TextChoices):
        """The closed list of acts; a new act is a new line here."""

        REGION_CREATED = "region_created", _("daerah dibuat")
        SIGNED_IN = "signed_in", _("masuk")
        FILE_IMPORTED = "file_imported", _("berkas diimpor")
        IMPORT_UPLOADED = "import_uploaded", _("berkas diunggah")
        IMPORT_DISCARDED = "import_discarded", _("impor dibuang")
        IMPORT_PUBLISHED = "import_published", _("impor diterbitkan")
        IMPORT_UNDONE = "import_undone", _("impor dibatalkan")
        AGENCY_CHANGED = "agency_changed", _("perangkat daerah diubah")
        PLACEMENT_CHANGED = "placement_changed", _("penempatan diubah")
        INDICATOR_DRAFTED = "indicator_drafted", _("draf indikator disimpan")
        INDICATOR_DRAFT_DISCARDED = "indicator_draft_discarded", _("draf indikator dibuang")
        CATALOGUE_PUBLISHED = "catalogue_published", _("katalog indikator diterbitkan")
        CATALOGUE_UNDONE = "catalogue_undone", _("penerbitan katalog dibatalkan")
        INDICATOR_RETIRED = "indicator_retired", _("indikator dihentikan")
        INDICATOR_REVIVED = "indicator_revived", _("indikator dipakai kembali")
        COMMENTS_OPENED = "comments_opened", _("masa masukan dibuka")
        CONTRIBUTION_MADE = "contribution_made", _("masukan disampaikan")
        CONTRIBUTION_ANSWERED = "contribution_answered", _("masukan dijawab")
        AGREEMENT_SAVED = "agreement_saved", _("perjanjian kinerja unit disimpan")
        PLAN_DRAFTED = "plan_drafted", _("SKP disusun")
        PLAN_SUBMITTED = "plan_submitted", _("SKP diajukan")
        PLAN_RETURNED = "plan_returned", _("SKP dikembalikan")
        PLAN_WITHDRAWN = "plan_withdrawn", _("SKP ditarik")
        PLAN_AGREED = "plan_agreed", _("SKP disepakati")
        PASSWORD_CHANGED = "password_changed", _("kata sandi diganti")
        RUBRIC_PUBLISHED = "rubric_published", _("rubrik diterbitkan")
        SCHEME_DRAFTED = "scheme_drafted", _("draf skema disimpan")
        SCHEME_DRAFT_DISCARDED = "scheme_draft_discarded", _("draf skema dibuang")
        SCHEME_PUBLISHED = "scheme_published", _("skema diterbitkan")
        PERIOD_OPENED = "period_opened", _("periode dibuat")
        PERIOD_LOCKED = "period_locked", _("periode dikunci")
        PERIOD_UNLOCKED = "period_unlocked", _("periode dibuka kembali")
        PERIOD_EVALUATED = "period_evaluated", _("periode dievaluasi")
        EVALUATION_STEERED = "evaluation_steered", _("proses evaluasi diatur")
        SCHEDULE_CHANGED = "schedule_changed", _("jadwal periode diubah")
        SCHEDULE_STEP_CHANGED = "schedule_step_changed", _("langkah jadwal diubah")
        SCHEDULE_STEP_DONE = "schedule_step_done", _("langkah jadwal dijalankan")
        REGIONAL_DAY_CHANGED = "regional_day_changed", _("hari khusus daerah diubah")
        EXTENSION_GIVEN = "extension_given", _("perpanjangan diberikan")
        EXTENSION_ENDED = "extension_ended", _("perpanjangan dicabut")
        ENTRY_CLOSED = "entry_closed", _("pelaporan ditutup")
        SCORING_CLOSED = "scoring_closed", _("penilaian ditutup")
        CLOSING_TAKEN_BACK = "closing_taken_back", _("penutupan dibatalkan")
        RESULTS_DELIVERED = "results_delivered", _("hasil disampaikan menurut jadwal")
        ORGANISATION_RATED = "organisation_rated", _("predikat organisasi ditetapkan")
        DISTRIBUTION_EXPLAINED = "distribution_explained", _("alasan sebaran ditulis")
        YEAR_JUDGED = "year_judged", _("penetapan akhir tahun ditulis")
        MAIL_ADDRESS_CHANGED = "mail_address_changed", _("alamat surel diubah")
        RATINGS_GIVEN = "ratings_given", _("perilaku kerja dinilai")
        EVALUATION_DELIVERED = "evaluation_delivered", _("hasil evaluasi disampaikan")
        EVALUATION_ACKNOWLEDGED = "evaluation_acknowledged", _("hasil evaluasi diketahui")
        RATING_OVERRIDDEN = "rating_overridden", _("rating ditetapkan pejabat penilai")
        RATING_UNDONE = "rating_undone", _("perubahan penilaian diurungkan")
        RATINGS_SENT = "ratings_sent", _("penilaian dikirim")
        RATINGS_REOPENED = "ratings_reopened", _("penilaian dibuka kembali")
        ACTUAL_REPORTED = "actual_reported", _("realisasi dilaporkan")
        ACTUAL_WITHDRAWN = "actual_withdrawn", _("realisasi ditarik")
        ACTUAL_ACCEPTED = "actual_accepted", _("realisasi diterima")
        ACTUAL_RETURNED = "actual_returned", _("realisasi dikembalikan")
        MONTH_DECLARED = "month_declared", _("bulan dinyatakan tidak berlaku")
        VERIFICATION_TAKEN_BACK = "verification_taken_back", _("keputusan verifikasi ditarik")
        EVIDENCE_STORED = "evidence_stored", _("bukti dukung disimpan")
        EVIDENCE_REMOVED = "evidence_removed", _("bukti dukung dikeluarkan")
        FEEDBACK_GIVEN = "feedback_given", _("umpan balik diberikan")
        FEEDBACK_ASKED = "feedback_asked", _("umpan balik diminta")
        CHECK_IN_KEPT = "check_in_kept", _("catatan dialog kinerja disimpan")
        RATER_NOMINATED = "rater_nominated", _("penilai diusulkan")
        NOMINATION_DECIDED = "nomination_decided", _("usulan penilai diputuskan")
        PEER_RATING_SENT = "peer_rating_sent", _("penilaian rekan atau bawahan dikirim")
        EXCLUSION_MADE = "exclusion_made", _("pegawai dikecualikan")
        EXCLUSION_ENDED = "exclusion_ended", _("pengecualian dicabut")
        REMINDERS_SENT = "reminders_sent", _("pengingat dikirim")
        DELEGATION_MADE = "delegation_made", _("penilaian didelegasikan")
        DELEGATION_ENDED = "delegation_ended", _("delegasi diakhiri")
        RATING_TAKEN_OVER = "rating_taken_over", _("penilaian diambil alih")
        DOCUMENTS_RENDERED = "documents_rendered", _("dokumen dibuat")
        DOCUMENTS_STEERED = "documents_steered", _("pembuatan dokumen diatur")
        DOCUMENT_REVOKED = "document_revoked", _("dokumen dibatalkan")
        DOCUMENT_SIGNED = "document_signed", _("dokumen ditandatangani")
        LETTERHEAD_CHANGED = "letterhead_changed", _("kop dan tanda tangan diubah")
        TABLE_EXPORTED = "table_exported", _("tabel diekspor")
        SIGNED_OUT_ELSEWHERE = "signed_out_elsewhere", _("perangkat dikeluarkan")
        SECOND_FACTOR_SET = "second_factor_set", _("verifikasi dua langkah diaktifkan")
        SECOND_FACTOR_REMOVED = "second_factor_removed", _("verifikasi dua langkah dinonaktifkan")
        RECOVERY_CODE_USED = "recovery_code_used", _("kode pemulihan dipakai")
        ACCOUNT_CREATED = "account_created", _("akun dibuat")
        ACCOUNT_SWITCHED = "account_switched", _("akun diaktifkan atau dinonaktifkan")
        ACCOUNT_LINK_GIVEN = "account_link_given", _("tautan kata sandi diberikan")
        ROLE_GRANTED = "role_granted", _("peran diberikan")
        ROLE_TAKEN = "role_taken", _("peran dicabut")
        TOKEN_ISSUED = "token_issued", _("token API diterbitkan")
        TOKEN_REVOKED = "token_revoked", _("token API dicabut")
        IDENTITY_PROVIDER_CHANGED = "identity_provider_changed", _("penyedia identitas diubah")
        IDENTITY_CHANGED = "identity_changed", _("identitas daerah diubah")
        ROWS_SENT = "rows_sent", _("data dikirim lewat API")
        PERSON_REDACTED = "person_redacted", _("data pribadi dihapus")

    action = models.CharField(max_length=30, choices=Action)
    actor = models.UUIDField(null=True, help_text="Key of the account; empty for the system and for commands.")
    actor_name = models.CharField(max_length=160)
    subject = models.CharField(max_length=160, help_text="What it was done to, as people name it.")
    details = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    rows_may_change = False

    class Meta:
        ordering = ["-at"]
        verbose_name = "peristiwa"
        indexes = [
            models.Index(fields=["region", "-at"], name="audit_newest_first"),
            models.Index(fields=["region", "actor", "-at"], name="audit_of_an_account"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.subject}"


class RowHistory(RegionOwned):
    """What an input row said before it was changed or deleted; written by a database trigger, whoever asks."""

    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    before = models.JSONField()
    changed_at = models.DateTimeField(db_default=Now())
    changed_by = models.CharField(max_length=160, db_default="")

    rows_may_change = False

    class Meta:
        verbose_name = "riwayat baris"
        indexes = [models.Index(fields=["region", "table_name", "row_id", "-changed_at"], name="row_history_of_a_row")]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id}"


class InstallationEvent(models.Model):
    """An act that concerns no single region: the worker looked at all of them. No policy, nothing personal."""

    action = models.CharField(max_length=30)
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = "peristiwa pemasangan"

    def __str__(self) -> str:
        return f"{self.action}: {self.reason}"
