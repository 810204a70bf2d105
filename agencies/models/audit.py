"""What was done, by whom and why. Rows are added and read, never changed: the database grants no more."""

from django.db import models
from django.db.models.functions import Now

from agencies.tenancy.base import RegionOwned


class AuditEvent(RegionOwned):
    """One act of a person or of the system, written in the transaction of the act itself.

    Names are kept as text, so that an event can be read after the people and things it names are gone.
    """

    class Action(models.TextChoices):
        """The closed list of acts; a new act is a new line here."""

        REGION_CREATED = "region_created", "daerah dibuat"
        SIGNED_IN = "signed_in", "masuk"
        FILE_IMPORTED = "file_imported", "berkas diimpor"
        IMPORT_UPLOADED = "import_uploaded", "berkas diunggah"
        IMPORT_DISCARDED = "import_discarded", "impor dibuang"
        IMPORT_PUBLISHED = "import_published", "impor diterbitkan"
        IMPORT_UNDONE = "import_undone", "impor dibatalkan"
        AGENCY_CHANGED = "agency_changed", "perangkat daerah diubah"
        PLACEMENT_CHANGED = "placement_changed", "penempatan diubah"
        INDICATOR_DRAFTED = "indicator_drafted", "draf indikator disimpan"
        INDICATOR_DRAFT_DISCARDED = "indicator_draft_discarded", "draf indikator dibuang"
        CATALOGUE_PUBLISHED = "catalogue_published", "katalog indikator diterbitkan"
        CATALOGUE_UNDONE = "catalogue_undone", "penerbitan katalog dibatalkan"
        INDICATOR_RETIRED = "indicator_retired", "indikator dihentikan"
        INDICATOR_REVIVED = "indicator_revived", "indikator dipakai kembali"
        COMMENTS_OPENED = "comments_opened", "masa masukan dibuka"
        CONTRIBUTION_MADE = "contribution_made", "masukan disampaikan"
        CONTRIBUTION_ANSWERED = "contribution_answered", "masukan dijawab"
        AGREEMENT_SAVED = "agreement_saved", "perjanjian kinerja unit disimpan"
        PLAN_DRAFTED = "plan_drafted", "SKP disusun"
        PLAN_SUBMITTED = "plan_submitted", "SKP diajukan"
        PLAN_RETURNED = "plan_returned", "SKP dikembalikan"
        PLAN_WITHDRAWN = "plan_withdrawn", "SKP ditarik"
        PLAN_AGREED = "plan_agreed", "SKP disepakati"
        PASSWORD_CHANGED = "password_changed", "kata sandi diganti"
        RUBRIC_PUBLISHED = "rubric_published", "rubrik diterbitkan"
        SCHEME_DRAFTED = "scheme_drafted", "draf skema disimpan"
        SCHEME_DRAFT_DISCARDED = "scheme_draft_discarded", "draf skema dibuang"
        SCHEME_PUBLISHED = "scheme_published", "skema diterbitkan"
        PERIOD_OPENED = "period_opened", "periode dibuat"
        PERIOD_LOCKED = "period_locked", "periode dikunci"
        PERIOD_UNLOCKED = "period_unlocked", "periode dibuka kembali"
        PERIOD_EVALUATED = "period_evaluated", "periode dievaluasi"
        EVALUATION_STEERED = "evaluation_steered", "proses evaluasi diatur"
        SCHEDULE_CHANGED = "schedule_changed", "jadwal periode diubah"
        SCHEDULE_STEP_CHANGED = "schedule_step_changed", "langkah jadwal diubah"
        SCHEDULE_STEP_DONE = "schedule_step_done", "langkah jadwal dijalankan"
        REGIONAL_DAY_CHANGED = "regional_day_changed", "hari khusus daerah diubah"
        EXTENSION_GIVEN = "extension_given", "perpanjangan diberikan"
        EXTENSION_ENDED = "extension_ended", "perpanjangan dicabut"
        ENTRY_CLOSED = "entry_closed", "pelaporan ditutup"
        SCORING_CLOSED = "scoring_closed", "penilaian ditutup"
        CLOSING_TAKEN_BACK = "closing_taken_back", "penutupan dibatalkan"
        RESULTS_DELIVERED = "results_delivered", "hasil disampaikan menurut jadwal"
        ORGANISATION_RATED = "organisation_rated", "predikat organisasi ditetapkan"
        DISTRIBUTION_EXPLAINED = "distribution_explained", "alasan sebaran ditulis"
        YEAR_JUDGED = "year_judged", "penetapan akhir tahun ditulis"
        MAIL_ADDRESS_CHANGED = "mail_address_changed", "alamat surel diubah"
        RATINGS_GIVEN = "ratings_given", "perilaku kerja dinilai"
        EVALUATION_DELIVERED = "evaluation_delivered", "hasil evaluasi disampaikan"
        EVALUATION_ACKNOWLEDGED = "evaluation_acknowledged", "hasil evaluasi diketahui"
        RATING_OVERRIDDEN = "rating_overridden", "rating ditetapkan pejabat penilai"
        RATING_UNDONE = "rating_undone", "perubahan penilaian diurungkan"
        RATINGS_SENT = "ratings_sent", "penilaian dikirim"
        RATINGS_REOPENED = "ratings_reopened", "penilaian dibuka kembali"
        ACTUAL_REPORTED = "actual_reported", "realisasi dilaporkan"
        ACTUAL_WITHDRAWN = "actual_withdrawn", "realisasi ditarik"
        ACTUAL_ACCEPTED = "actual_accepted", "realisasi diterima"
        ACTUAL_RETURNED = "actual_returned", "realisasi dikembalikan"
        MONTH_DECLARED = "month_declared", "bulan dinyatakan tidak berlaku"
        VERIFICATION_TAKEN_BACK = "verification_taken_back", "keputusan verifikasi ditarik"
        EVIDENCE_STORED = "evidence_stored", "bukti dukung disimpan"
        EVIDENCE_REMOVED = "evidence_removed", "bukti dukung dikeluarkan"
        FEEDBACK_GIVEN = "feedback_given", "umpan balik diberikan"
        FEEDBACK_ASKED = "feedback_asked", "umpan balik diminta"
        CHECK_IN_KEPT = "check_in_kept", "catatan dialog kinerja disimpan"
        RATER_NOMINATED = "rater_nominated", "penilai diusulkan"
        NOMINATION_DECIDED = "nomination_decided", "usulan penilai diputuskan"
        PEER_RATING_SENT = "peer_rating_sent", "penilaian rekan atau bawahan dikirim"
        EXCLUSION_MADE = "exclusion_made", "pegawai dikecualikan"
        EXCLUSION_ENDED = "exclusion_ended", "pengecualian dicabut"
        REMINDERS_SENT = "reminders_sent", "pengingat dikirim"
        DELEGATION_MADE = "delegation_made", "penilaian didelegasikan"
        DELEGATION_ENDED = "delegation_ended", "delegasi diakhiri"
        RATING_TAKEN_OVER = "rating_taken_over", "penilaian diambil alih"
        DOCUMENTS_RENDERED = "documents_rendered", "dokumen dibuat"
        DOCUMENTS_STEERED = "documents_steered", "pembuatan dokumen diatur"
        DOCUMENT_REVOKED = "document_revoked", "dokumen dibatalkan"
        DOCUMENT_SIGNED = "document_signed", "dokumen ditandatangani"
        LETTERHEAD_CHANGED = "letterhead_changed", "kop dan tanda tangan diubah"
        TABLE_EXPORTED = "table_exported", "tabel diekspor"
        SIGNED_OUT_ELSEWHERE = "signed_out_elsewhere", "perangkat dikeluarkan"
        SECOND_FACTOR_SET = "second_factor_set", "verifikasi dua langkah diaktifkan"
        SECOND_FACTOR_REMOVED = "second_factor_removed", "verifikasi dua langkah dinonaktifkan"
        RECOVERY_CODE_USED = "recovery_code_used", "kode pemulihan dipakai"
        ACCOUNT_CREATED = "account_created", "akun dibuat"
        ACCOUNT_SWITCHED = "account_switched", "akun diaktifkan atau dinonaktifkan"
        ACCOUNT_LINK_GIVEN = "account_link_given", "tautan kata sandi diberikan"
        ROLE_GRANTED = "role_granted", "peran diberikan"
        ROLE_TAKEN = "role_taken", "peran dicabut"
        TOKEN_ISSUED = "token_issued", "token API diterbitkan"
        TOKEN_REVOKED = "token_revoked", "token API dicabut"
        IDENTITY_PROVIDER_CHANGED = "identity_provider_changed", "penyedia identitas diubah"
        IDENTITY_CHANGED = "identity_changed", "identitas daerah diubah"
        ROWS_SENT = "rows_sent", "data dikirim lewat API"
        PERSON_REDACTED = "person_redacted", "data pribadi dihapus"

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
        indexes = [models.Index(fields=["region", "-at"], name="audit_newest_first")]

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
