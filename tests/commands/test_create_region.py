"""``create_region`` on the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Region

pytestmark = pytest.mark.django_db


def test_it_makes_a_region_and_says_so() -> None:
    output = StringIO()
    call_command("create_region", "53.71", "Kota Kupang", "--timezone", "Asia/Makassar", stdout=output)
    assert output.getvalue().startswith("Daerah Kota Kupang (53.71) dibuat, zona waktu Asia/Makassar")


def test_without_time_zone_it_lies_in_western_indonesia() -> None:
    call_command("create_region", "32.73", "Kota Bandung", stdout=StringIO())
    assert Region.objects.get().time_zone == "Asia/Jakarta"


def test_an_existing_code_is_refused_with_exit_code_1() -> None:
    call_command("create_region", "53.71", "Kota Kupang", stdout=StringIO())
    with pytest.raises(CommandError, match=r"Daerah dengan kode 53\.71 sudah ada") as error:
        call_command("create_region", "53.71", "Kota Lain")
    assert error.value.returncode == 1
