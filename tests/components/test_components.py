"""The contracts of the components: what assistive technology and old browsers need of each."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from jinja2 import UndefinedError

from tests.components.rendering import called, rendered

LEVELS = [
    ("below", "Di bawah", "Di bawah ekspektasi"),
    ("expected", "Sesuai", "Sesuai ekspektasi"),
    ("5", "5", "Unggul"),
]
NOON = datetime(2026, 11, 21, 4, 32, tzinfo=UTC)


class Report(forms.Form):
    """A field of each kind."""

    actual = forms.CharField(label="Realisasi", help_text="Angka.", error_messages={"required": "Isi realisasi."})
    kind = forms.ChoiceField(
        label="Jenis",
        choices=[("a", "Utama"), ("b", "Tambahan")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis."},
    )
    agreed = forms.BooleanField(label="Setuju", error_messages={"required": "Tandai."})
    token = forms.CharField(widget=forms.HiddenInput, initial="x")


def test_a_field_ties_label_hint_and_control_together() -> None:
    markup = rendered("fields", "field(form.actual)", form=Report())
    assert '<label for="id_actual">Realisasi</label>' in markup
    assert '<p class="hint" id="id_actual_helptext">Angka.</p>' in markup
    assert 'aria-describedby="id_actual_helptext"' in markup


def test_a_refused_field_says_why_beside_the_control_and_keeps_what_was_typed() -> None:
    markup = rendered("fields", "field(form.actual)", form=Report({"actual": ""}))
    assert 'class="field is-wrong"' in markup
    assert 'id="id_actual_error"' in markup
    assert 'aria-invalid="true"' in markup


def test_radios_stand_in_a_fieldset_with_their_question_as_legend() -> None:
    markup = rendered("fields", "field(form.kind)", form=Report({}))
    assert "<legend>Jenis</legend>" in markup
    assert 'aria-describedby="id_kind_error"' in markup
    assert '<label for="id_kind_1">Tambahan</label>' in markup


def test_a_checkbox_stands_before_its_label() -> None:
    markup = rendered("fields", "field(form.agreed)", form=Report())
    assert markup.index('type="checkbox"') < markup.index("Setuju")


def test_a_hidden_field_says_nothing() -> None:
    assert rendered("fields", "field(form.token)", form=Report()).startswith('<input type="hidden"')


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "(boleh kosong)" in rendered("fields", "field(form.actual, optional=True)", form=Report())


def test_the_summary_links_every_refused_field_in_order() -> None:
    form = Report({})
    form.add_error(None, "Periode sudah dikunci.")
    markup = rendered("messages", "error_summary(form)", form=form)
    places = [markup.index(text) for text in ("Periode sudah", "#id_actual", "#id_kind", "#id_agreed")]
    assert places == sorted(places)


def test_a_form_without_errors_has_no_summary() -> None:
    assert rendered("messages", "error_summary(form)", form=Report()) == ""


def test_only_an_error_interrupts() -> None:
    assert 'role="alert"' in rendered("messages", 'message("Gagal tersimpan.", "error")')
    assert 'role="status"' in rendered("messages", 'message("Tersimpan.", "success")')


def test_a_segment_reads_its_full_words_once() -> None:
    markup = rendered("segment", 'segment("nilai", "Budi", levels, selected="expected")', levels=LEVELS)
    assert 'Di bawah<span class="vh"> ekspektasi</span>' in markup
    assert '5<span class="vh">: Unggul</span>' in markup
    assert 'value="expected" checked' in markup


def test_a_proposal_is_said_but_never_chosen() -> None:
    markup = rendered("segment", 'segment("nilai", "Budi", levels, proposed="expected")', levels=LEVELS)
    assert 'is-proposed">Sesuai<span class="vh"> ekspektasi, usulan</span>' in markup
    assert "checked" not in markup


def test_a_locked_segment_cannot_be_changed() -> None:
    assert '<fieldset class="segment" disabled>' in rendered("segment", 'segment("n", "Budi", [], disabled=True)')


def test_a_button_tells_its_form_which_one_it_was() -> None:
    markup = rendered("buttons", 'button("Kirim nilai", name="act", value="send", icon="send")')
    assert '<button class="button main" type="submit" name="act" value="send"><svg' in markup


def test_a_link_that_looks_like_a_button_is_a_link() -> None:
    assert '<a class="button plain" href="/x/">Unduh</a>' in rendered("buttons", 'link_button("Unduh", "/x/")')


def test_progress_counts_and_never_divides_by_nothing() -> None:
    assert "1.250 dari 2.000" in rendered("progress", 'progress(1250, 2000, "Dinilai")')
    assert 'max="1"' in rendered("progress", 'progress(0, 0, "Dinilai")')


def test_the_step_one_is_at_is_marked_and_those_before_it_are_done() -> None:
    markup = rendered("steps", 'steps(["Unggah", "Periksa", "Terbitkan"], 2)')
    assert markup.count('aria-current="step"') == 1
    assert 'Unggah<span class="vh"> (selesai)</span>' in markup


def test_the_tab_one_is_at_is_marked() -> None:
    markup = rendered("tabs", 'tabs("Bagian", [("Ringkasan", "/a/", False), ("Riwayat", "/b/", True)])')
    assert '<a href="/b/" aria-current="page">Riwayat</a>' in markup


def test_a_summary_names_what_is_missing_and_says_what_a_link_changes() -> None:
    markup = rendered("summary_list", 'summary_list([("Bukti", none, ("Ubah", "/x/"))])')
    assert "belum ada" in markup
    assert '<a href="/x/">Ubah<span class="vh"> Bukti</span></a>' in markup


def test_a_task_that_cannot_be_done_yet_is_no_link() -> None:
    items = [SimpleNamespace(text="Kunci periode", url="", note="Setelah dinilai", status="Belum dapat")]
    assert "<a " not in rendered("task_list", "task_list(items)", items=items)


def test_a_timeline_says_what_has_not_happened() -> None:
    entries = [
        SimpleNamespace(title="Dihitung", moment=NOON, text="", is_done=True),
        SimpleNamespace(title="Diketahui", moment="", text="", is_done=False),
    ]
    markup = rendered("timeline", "timeline(entries)", entries=entries)
    assert "21 November 2026 pukul 11.32 WIB" in markup
    assert 'Diketahui<span class="vh"> (belum)</span>' in markup


def test_a_comment_escapes_what_somebody_wrote() -> None:
    assert "&lt;b&gt;" in rendered("comment", 'comment("Sari", "kemarin", "<b>Baik</b>")')


def test_a_chart_has_its_figures_as_a_table_one_click_away() -> None:
    markup = called("chart_frame", 'chart_frame("Nilai naik", "")', "<table></table>")
    assert markup.index("<details>") < markup.index("<table>") < markup.index("</details>")


def test_a_list_of_one_page_has_no_page_numbers() -> None:
    assert rendered("pagination", 'pagination(page, "?h=")', page=Paginator(range(3), 25).page(1)) == ""


def test_the_middle_of_a_list_leads_both_ways() -> None:
    markup = rendered("pagination", 'pagination(page, "?h=")', page=Paginator(range(60), 25).page(2))
    assert 'rel="prev" href="?h=1"' in markup
    assert 'rel="next" href="?h=3"' in markup


def test_a_figure_that_is_not_there_is_said_and_is_no_zero() -> None:
    markup = rendered("why", 'why("belum_lengkap", none, cap, none)', cap=120)
    assert "Belum dapat dihitung" in markup
    assert "Belum lengkap" in markup


def test_what_stands_inside_is_kept() -> None:
    assert "<b>isi</b>" in called("empty", 'empty("Belum ada.", "Isi dulu.")', "<b>isi</b>")
    assert "<b>isi</b>" in called("page_head", 'page_head("Judul", back=("Daftar", "/x/"))', "<b>isi</b>")
    assert "<b>isi</b>" in called("side_panel", 'side_panel("Konteks")', "<b>isi</b>")


def test_a_forgotten_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        rendered("tags", "status_tag(forgotten)")
