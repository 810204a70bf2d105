"""Regions that had switched a provider on before the door knew of it without a region in scope."""

import pytest
from django.core.management import call_command
from django.db import connections

BEFORE = """
    INSERT INTO agencies_region (code, name, time_zone, created_at)
    VALUES ('53.71', 'Kota Kupang', 'Asia/Makassar', now()), ('32.73', 'Kota Bandung', 'Asia/Jakarta', now());
    INSERT INTO agencies_identityprovider
           (region_id, name, issuer, client_id, sealed_secret, login_claim, is_active, changed_at)
    SELECT id, 'SSO', 'https://sso.example', 'timbang', '', 'nip', code = '53.71', now() FROM agencies_region;
"""


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_provider_that_is_in_use_stays_at_the_door() -> None:
    connections["default"].close()
    call_command("migrate", "agencies", "0010", database="owner", verbosity=0)
    try:
        with connections["owner"].cursor() as cursor:
            cursor.execute(BEFORE)
    finally:
        call_command("migrate", database="owner", verbosity=0)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT code FROM agencies_region WHERE uses_provider")
        assert cursor.fetchall() == [("53.71",)]
