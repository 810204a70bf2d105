"""How many statements each screen, API answer and bulk step costs: frozen, and the same for two people and twenty.

A changed count is a decision: look at it, then write the file anew with ``FREEZE_QUERY_COUNTS=1``.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Employee
from appraisal.models import Actual, OrganisationRating, Rubric
from appraisal.services.evaluation.verify_evaluations import verify_evaluations
from appraisal.services.scorecards.export_evaluations import evaluation_rows
from indicators.models import PlanVersion
from tests.agencies.accounts.pages import taking_a_role
from tests.agencies.imports import files as imports
from tests.agencies.second_factor.pages import second_factor_pages
from tests.api.test_reading import LISTS
from tests.appraisal.admin_pages import admin_pages
from tests.appraisal.drafts import a_simulated_draft
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.appraisal.organisation.pages import organisation_pages
from tests.appraisal.schedule.pages import QUIET_PAGES
from tests.appraisal.team.pages import team_pages
from tests.factories import a_placement, a_plan, an_employee
from tests.indicators.catalogue.pages import catalogue_pages
from tests.indicators.participation.talk import talked_pages
from tests.indicators.plans.pages import own_plan_pages
from tests.indicators.plans.situations import a_plan_under_discussion
from tests.visitors import visitor

FROZEN = Path(__file__).with_name("query_counts.json")


def test_statements_are_as_frozen_and_do_not_grow_with_people(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    # Blocks are cut by the number of a plan, and how far numbers have come depends on the tests before this one.
    monkeypatch.setattr("appraisal.services.evaluation.evaluate_period.BLOCK", 10**9)
    few = measured(month, people=2)
    many = measured(month, people=20)
    if os.environ.get("FREEZE_QUERY_COUNTS"):
        FROZEN.write_text(json.dumps(few, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    assert many == few
    assert few == json.loads(FROZEN.read_text(encoding="utf-8"))


def measured(month: Month, *, people: int) -> Mapping[str, int]:
    """Statements by what was asked, with so many more people in the puskesmas."""
    for number in range(people):
        person = an_employee(f"Pegawai {number}")
        a_placement(person, month.cast.puskesmas, month.cast.sari)
        a_plan(person, month.cast.puskesmas, {month.patients: ("100", "10")})
        an_actual(person, month.patients, "2026-01", "9")
        supervisor_ratings(person, month.cast.sari, "2026-01", 3)
    employee, admin, supervisor = visitor(month.budi), visitor(month.cast.region_admin), visitor(month.cast.sari)
    card = f"2026-01/{month.plan.pk}/"
    row = a_changed_row(supervisor, card, level=5 if people == 2 else 4)
    asked: dict[str, Callable[[], object]] = {
        "evaluate a month": month.evaluate,
        "evaluate it again": month.evaluate,
        "verify a month": lambda: verify_evaluations(period=a_period()),
        "export a month": lambda: list(evaluation_rows(period=a_period())),
        "Kinerja saya": lambda: employee.get("/kinerja/"),
        "own history": lambda: employee.get("/kinerja/riwayat/"),
        "what if": lambda: employee.get("/kinerja/coba/?periode=2026-01&r_1=1"),
        "own actuals of a month": lambda: employee.get("/realisasi/?periode=2026-01"),
        "form of an actual": lambda: employee.get(f"/realisasi/2026-01/{month.patients.pk}/"),
        "preview of an actual": lambda: employee.get(f"/realisasi/2026-01/{month.patients.pk}/hitung/?nilai=90"),
        "own indicator": lambda: employee.get(f"/realisasi/indikator/{month.patients.pk}/?tahun=2026"),
        "outbox": lambda: employee.get("/kotak-keluar/"),
        "evaluations, region admin": lambda: admin.get("/evaluasi/?periode=2026-01"),
        "evaluations, supervisor": lambda: supervisor.get("/evaluasi/?periode=2026-01"),
        "scorecard, supervisor": lambda: supervisor.get(f"/evaluasi/{card}"),
        "deliver a result, form": lambda: supervisor.get(f"/evaluasi/{card}sampaikan/"),
        "account, supervisor": lambda: supervisor.get("/akun/"),
        "help": lambda: employee.get("/bantuan/"),
        "search, supervisor": lambda: supervisor.get("/cari/?q=pegawai"),
        "search, region admin": lambda: admin.get("/cari/?q=pegawai"),
        "indicators, employee": lambda: employee.get("/indikator/"),
        "indicator, region admin": lambda: admin.get(f"/indikator/{month.patients.pk}/"),
        "region overview": lambda: admin.get("/ringkasan/?periode=2026-01"),
        "agency overview": lambda: admin.get("/ringkasan/1.02/?periode=2026-01"),
        "completeness": lambda: admin.get("/pemantauan/?periode=2026-01"),
        "completeness of a unit": lambda: admin.get("/pemantauan/2026-01/1.02/"),
        "reminders before they are sent": lambda: admin.get("/pemantauan/2026-01/1.02/ingatkan/?siapa=pejabat-penilai"),
        "exclusions": lambda: admin.get("/pengecualian/"),
        "rating tasks": lambda: supervisor.get("/penilaian/"),
        "rating sheet": lambda: supervisor.get("/penilaian/2026-01/"),
        "check and send": lambda: supervisor.get("/penilaian/2026-01/kirim/"),
        "panel of a row": lambda: supervisor.get(f"/penilaian/{card}panel/"),
        "rate a person": lambda: supervisor.get(f"/penilaian/{card}"),
        "rate a row": lambda: supervisor.post(f"/penilaian/{card}", row, headers={"HX-Request": "true"}),
        "schemes, employee": lambda: employee.get("/skema/"),
        "scheme, region admin": lambda: admin.get("/skema/1/"),
        "rubrics, employee": lambda: employee.get("/rubrik/"),
        "API list": lambda: admin.get("/api/v1/evaluations/?period=2026-01"),
        "API scorecard": lambda: supervisor.get(f"/api/v1/evaluations/{card}"),
        **api_answers(month),
    }
    OrganisationRating.objects.all().delete()  # of the time before; with one, heads are looked up as well
    counts = {name: statements(step) for name, step in asked.items()}
    return counts | {name: statements(step) for name, step in pages_of_rules_and_frame(month).items()}


def api_answers(month: Month) -> Mapping[str, Callable[[], object]]:
    """What programs read, list by list, and one actual."""
    admin = visitor(month.cast.region_admin)
    addresses = {f"API, {what}": address for what, (address, _scope) in LISTS.items() if what != "evaluations"}
    addresses["API, one actual"] = reverse(
        "api-actual", args=[Actual.objects.get(employee=month.budi, indicator=month.patients).pk]
    )
    return {name: partial(admin.get, address) for name, address in addresses.items()}


def pages_of_rules_and_frame(month: Month) -> Mapping[str, Callable[[], object]]:
    """The screens on which rules are written, and those that everybody meets; January is evaluated by now."""
    admin, employee, stranger = visitor(month.cast.region_admin), visitor(month.budi), Client()
    draft = f"/skema/draf/{a_simulated_draft(month.cast).pk}/"
    rubric = f"/rubrik/{Rubric.objects.get().pk}/"
    addresses = {
        "sign-in": (stranger, "/masuk/"),
        "start": (employee, "/"),
        "devices": (employee, "/akun/perangkat/"),
        "one-time link that opens nothing": (stranger, f"/sandi/{month.cast.region.pk}/{'A' * 43}/"),
        "new password": (employee, "/akun/kata-sandi/"),
        "glossary": (employee, "/bantuan/istilah/"),
        "house style": (employee, "/_ui/"),
        "agency recap as PDF": (admin, "/dokumen/unit/1.02.01/2026-01/rekap/"),
        "region summary as PDF": (admin, "/dokumen/daerah/2026-01/ringkasan/"),
        "scorecard as PDF": (employee, f"/evaluasi/2026-01/{month.plan.pk}/kartu/"),
        "form of an evaluation as PDF": (employee, f"/evaluasi/2026-01/{month.plan.pk}/formulir/"),
        "document of an evaluation as PDF": (employee, f"/evaluasi/2026-01/{month.plan.pk}/dokumen/"),
        "own documents": (employee, "/dokumen-saya/"),
        "letterhead": (admin, "/dokumen/kop/"),
        "identity": (admin, "/pengaturan/identitas/"),
        "audit trail": (admin, "/pengaturan/jejak-audit/?dari=2026-01-01&pelaku=a&cari=a"),
        "row history": (admin, f"/pengaturan/jejak-audit/pegawai/?nip={month.budi.nip}"),
        "identity provider": (admin, "/pengaturan/penyedia-identitas/"),
        "integrations": (admin, "/integrasi/"),
        "accounts": (admin, "/pengaturan/peran/"),
        "accounts, agency admin": (visitor(month.cast.agency_admin), "/pengaturan/peran/?saring=tanpa-akun"),
        "account of somebody": (admin, f"/pengaturan/peran/{month.cast.auditor.pk}/"),
        "taking a role": (admin, taking_a_role(month.cast)),
        "sheet of links": (admin, "/pengaturan/peran/lembar/"),
        "personal data": (admin, "/pengaturan/data-pribadi/"),
        "own data": (employee, "/akun/data-saya/"),
        "new token": (admin, "/integrasi/token/baru/"),
        "own tokens": (employee, "/akun/token/"),
        "new own token": (employee, "/akun/token/baru/"),
        "upload of a scheme": (admin, "/skema/unggah/"),
        "draft of a scheme": (admin, draft),
        "simulation of a draft": (admin, f"{draft}simulasi/"),
        "publication of a draft": (admin, f"{draft}terbitkan/"),
        "discarding a draft": (admin, f"{draft}buang/"),
        "rubric, region admin": (admin, rubric),
        "edit a rubric": (admin, f"{rubric}ubah/"),
        "new rubric": (admin, "/rubrik/baru/"),
        "agreements, region admin": (admin, "/perjanjian/?tahun=2026"),
        "agreement, region admin": (admin, "/perjanjian/1.02/2026/"),
    }
    addresses |= {name: (admin, page) for name, page in catalogue_pages(month.cast, month.patients).items()}
    addresses |= {
        name: (visitor(who), address) for name, (who, address) in talked_pages(month.cast, month.visits).items()
    }
    addresses |= pages_of_a_dialogue(month)
    addresses |= pages_of_an_import(month)
    addresses |= {name: (visitor(who), address) for name, (who, address) in admin_pages(month.cast).items()}
    addresses |= {name: (visitor(who), address) for name, (who, address) in own_plan_pages(month.cast).items()}
    addresses |= {name: (visitor(who), address) for name, (who, address) in organisation_pages(month.cast).items()}
    addresses |= {name: (visitor(who), address) for name, (who, address) in team_pages(month.cast).items()}
    addresses |= {name: (visitor(who), address) for name, (who, address) in second_factor_pages(month.cast).items()}
    addresses |= {name: (admin, address) for name, address in QUIET_PAGES.items()}
    return {name: partial(client.get, address) for name, (client, address) in addresses.items()}


def pages_of_an_import(month: Month) -> dict[str, tuple[Client, str]]:
    """The steps of a file that has the more rows the more people there are."""
    rows = 5 * Employee.objects.count()
    admin = visitor(month.cast.agency_admin)
    faulty, sound = imports.a_draft(month.cast, faulty=True, rows=rows).pk, imports.a_draft(month.cast, rows=rows).pk
    return {
        "imports": (admin, "/impor/"),
        "template of a file": (admin, "/impor/indicators/templat.xlsx"),
        "columns of a file": (admin, f"/impor/draf/{faulty}/kolom/"),
        "rows of a file": (admin, f"/impor/draf/{faulty}/baris/"),
        "faulty rows of a file": (admin, f"/impor/draf/{faulty}/bermasalah.xlsx"),
        "preview of an import": (admin, f"/impor/draf/{sound}/pratinjau/"),
    }


def pages_of_a_dialogue(month: Month) -> dict[str, tuple[Client, str]]:
    """What a supervisor sees of the plans of the staff."""
    sari = visitor(month.cast.sari)
    discussed = PlanVersion.objects.filter(state="discussed").first() or a_plan_under_discussion(month.cast).version
    return {
        "plans of a team": (sari, "/skp-tim/?tahun=2026"),
        "matrix of roles": (sari, "/skp-tim/matriks/?tahun=2026"),
        "dialogue on a plan": (sari, f"/skp/{discussed.pk}/dialog/"),
    }


def a_changed_row(supervisor: Client, card: str, *, level: int) -> Mapping[str, str]:
    """What the sheet sends when every level of a person becomes another one."""
    text = supervisor.get(f"/penilaian/{card}").content.decode()
    seen = re.findall(r'name="versi" value="(\w+)"', text)[0]
    return {"versi": seen, **dict.fromkeys(re.findall(r'name="(tingkat_\d+)"', text), str(level))}


def statements(step: Callable[[], object]) -> int:
    """How many statements a step costs; savepoints, which a test makes of every transaction, do not count."""
    with CaptureQueriesContext(connection) as captured:
        step()
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)


@pytest.mark.parametrize("name", ["evaluations, region admin", "scorecard, supervisor", "region overview"])
def test_a_screen_costs_at_most_fifteen_statements(name: str) -> None:
    assert json.loads(FROZEN.read_text(encoding="utf-8"))[name] <= 15
