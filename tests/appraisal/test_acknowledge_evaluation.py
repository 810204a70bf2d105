"""Taking note of a result: once, by the employee, of what is in force."""

import pytest

from agencies.models import AuditEvent
from appraisal.models import Delivery
from appraisal.services.delivery.acknowledge_evaluation import (
    AcknowledgementRefusedError,
    NotTheEmployeeError,
    acknowledge_evaluation,
)
from tests.appraisal.deliveries import acknowledged, acting, address_of, changed, delivered
from tests.appraisal.month import Month
from tests.visitors import page, visitor


def test_the_employee_takes_note_with_a_remark(month: Month) -> None:
    delivered(month)
    noted = acknowledged(month, "  Target kunjungan perlu dibahas. ")
    delivery = Delivery.objects.get()
    assert noted.is_new
    assert (delivery.acknowledged_at, delivery.response) == (noted.at, "Target kunjungan perlu dibahas.")


def test_taking_note_is_recorded(month: Month) -> None:
    delivery = delivered(month)
    acknowledged(month)
    event = AuditEvent.objects.get(action=AuditEvent.Action.EVALUATION_ACKNOWLEDGED)
    assert (event.subject, event.actor_name) == (f"{month.budi.nip}, 2026-01", "Budi Santoso")
    assert event.details == {"fingerprint": delivery.fingerprint, "revision": 1}


def test_the_second_time_changes_nothing(month: Month) -> None:
    delivered(month)
    first = acknowledged(month, "Sudah saya baca.")
    second = acknowledged(month, "Lain.")
    assert (second.at, second.is_new) == (first.at, False)
    assert Delivery.objects.get().response == "Sudah saya baca."
    assert AuditEvent.objects.filter(action=AuditEvent.Action.EVALUATION_ACKNOWLEDGED).count() == 1


OTHERS = ("sari", "ratna", "citra", "agency_admin", "region_admin", "regional_head", "auditor")


@pytest.mark.parametrize("other", OTHERS)
def test_nobody_takes_note_for_another(month: Month, other: str) -> None:
    delivered(month)
    with pytest.raises(NotTheEmployeeError):
        acknowledge_evaluation(
            evaluation=month.evaluation(), revision=1, response="", actor=acting(getattr(month.cast, other))
        )


def test_what_was_not_delivered_cannot_be_known(month: Month) -> None:
    month.evaluate()
    with pytest.raises(AcknowledgementRefusedError, match="belum disampaikan"):
        acknowledged(month)


def test_a_replaced_result_waits_for_the_new_delivery(month: Month) -> None:
    delivered(month)
    changed(month)
    month.evaluate()
    with pytest.raises(AcknowledgementRefusedError, match="yang akan disampaikan kepada Anda"):
        acknowledged(month)


def test_a_result_that_a_newer_delivery_replaced_is_refused(month: Month) -> None:
    delivered(month)
    changed(month)
    delivered(month)
    with pytest.raises(AcknowledgementRefusedError, match="Baca hasil terbaru"):
        acknowledge_evaluation(evaluation=month.evaluation(), revision=1, response="", actor=acting(month.budi))


def test_the_form_is_on_the_own_page_and_says_what_it_means(month: Month) -> None:
    delivered(month)
    text = page(visitor(month.budi), "/kinerja/")
    assert f'action="{address_of(month, "ketahui")}"' in text
    assert "Mengetahui bukan berarti menyetujui." in text


def test_posting_it_leads_back_to_the_own_page_which_says_so(month: Month) -> None:
    delivered(month)
    answer = visitor(month.budi).post(
        address_of(month, "ketahui"), {"revision": 1, "response": "Setuju dibahas."}, follow=True
    )
    text = answer.content.decode()
    assert answer.redirect_chain == [("/kinerja/?periode=2026-01", 302)]
    assert "Tercatat: Anda mengetahui hasil ini pada" in text
    assert "Setuju dibahas." in text
    assert "Catat sudah diketahui" not in text


def test_posting_twice_is_harmless(month: Month) -> None:
    delivered(month)
    client = visitor(month.budi)
    client.post(address_of(month, "ketahui"), {"revision": 1, "response": "Sekali."})
    again = client.post(address_of(month, "ketahui"), {"revision": 1, "response": "Dua kali."}, follow=True)
    assert "Sudah tercatat sebelumnya" in again.content.decode()


def test_a_note_that_is_too_long_is_refused_and_kept(month: Month) -> None:
    delivered(month)
    note = "Catatan " + "a" * 1000
    answer = visitor(month.budi).post(address_of(month, "ketahui"), {"revision": 1, "response": note})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Catatan 1008 karakter. Ringkas menjadi paling banyak 1000." in text
    assert note in text


def test_line_breaks_count_once(month: Month) -> None:
    delivered(month)
    answer = visitor(month.budi).post(address_of(month, "ketahui"), {"revision": 1, "response": "a\r\n" * 499 + "ab"})
    assert answer.status_code == 302


def test_a_newer_delivery_is_shown_with_the_note_as_typed(month: Month) -> None:
    delivered(month)
    changed(month)
    delivered(month, "Rekomendasi yang baru.")
    answer = visitor(month.budi).post(address_of(month, "ketahui"), {"revision": 1, "response": "Catatan lama."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Rekomendasi yang baru." in text
    assert "Catatan lama.</textarea>" in text
    assert 'name="revision" value="2"' in text


def test_without_a_delivery_in_force_the_note_is_kept_and_no_form_offered(month: Month) -> None:
    delivered(month)
    changed(month)
    month.evaluate()
    answer = visitor(month.budi).post(address_of(month, "ketahui"), {"revision": 1, "response": "Catatan lama."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Catatan lama." in text
    assert "<textarea" not in text


@pytest.mark.parametrize("other", ["sari", "ratna", "agency_admin", "region_admin", "auditor", "citra"])
def test_posting_for_another_is_forbidden(month: Month, other: str) -> None:
    delivered(month)
    client = visitor(getattr(month.cast, other))
    assert client.post(address_of(month, "ketahui"), {"revision": 1}).status_code == 403


def test_it_cannot_be_asked_for(month: Month) -> None:
    delivered(month)
    assert visitor(month.budi).get(address_of(month, "ketahui")).status_code == 405


@pytest.mark.parametrize("number", ["", "0", "x", "99999999999999"])
def test_a_revision_that_is_no_number_is_refused_without_a_crash(month: Month, number: str) -> None:
    delivered(month)
    answer = visitor(month.budi).post(address_of(month, "ketahui"), {"revision": number})
    assert answer.status_code in {409, 422}
    assert Delivery.objects.get().acknowledged_at is None


def test_a_note_too_long_for_a_replaced_result_is_kept_without_a_form(month: Month) -> None:
    delivered(month)
    changed(month)
    month.evaluate()
    note = "a" * 1001
    text = visitor(month.budi).post(address_of(month, "ketahui"), {"revision": 1, "response": note}).content.decode()
    assert note in text
    assert "<textarea" not in text
