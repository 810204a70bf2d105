"""``load_demo`` beside somebody's own region; what it loads is looked at in ``tests/demo``."""

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Region
from appraisal.services.create_region import create_region

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "name"), [("35.78", "Kota Surabaya"), ("53.71", "Kota Kupang"), ("18", "Lampung")])
def test_somebodys_own_region_is_refused_even_under_a_code_of_the_demo(code: str, name: str) -> None:
    create_region(code=code, name=name, time_zone="Asia/Jakarta")
    with pytest.raises(CommandError, match=f"memuat {name}"):
        call_command("load_demo")
    assert Region.objects.count() == 1
