"""``load_demo``: the demonstration region, once, and beside nobody else's."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Employee, Region
from agencies.tenancy.scope import region_scope
from appraisal.services.create_region import create_region

pytestmark = pytest.mark.django_db


def load_demo() -> str:
    output = StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue()


def test_it_loads_once_and_prints_the_sign_ins_each_time() -> None:
    first, second = load_demo(), load_demo()
    assert first.startswith("Memuat data contoh Kota Kupang")
    assert first.endswith(second)
    with region_scope(Region.objects.get().pk):
        assert Employee.objects.count() > 50


@pytest.mark.parametrize(("code", "name"), [("32.73", "Kota Bandung"), ("53.71", "Kota Kupang")])
def test_somebodys_own_region_is_refused_even_under_the_code_of_the_demo(code: str, name: str) -> None:
    create_region(code=code, name=name, time_zone="Asia/Makassar")
    with pytest.raises(CommandError, match=f"memuat {name}"):
        load_demo()
