"""The second step: only doubtful titles ask."""

from tests.agencies.imports.files import HEADER, lines, newest, uploaded
from tests.cast import Cast
from tests.visitors import page, visitor

DOUBTFUL = HEADER.replace("satuan", "Satuan Ukur").replace("definisi", "Tanda Tangan")


def test_a_doubtful_title_asks_with_its_guess(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    text = page(client, f"{uploaded(client, lines(1), DOUBTFUL)}kolom/")
    assert "2 judul kolom belum jelas" in text
    assert '<option value="satuan" selected>' in text
    assert "Belum ada judul untuk: definisi" in text


def chosen(**columns: str) -> dict[str, str]:
    """The form of the page, with the guesses."""
    places = HEADER.split(",")[:-1]
    data = {f"kolom-{place}": title for place, title in enumerate(places)} | {"kolom-7": "", "edition": "1"}
    return data | columns


def test_the_chosen_columns_lead_on_and_missing_ones_are_empty(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    address = uploaded(client, lines(1), DOUBTFUL)
    response = client.post(f"{address}kolom/", chosen(), follow=True)
    assert response.redirect_chain[-1][0] == f"{address}pratinjau/"
    assert newest().columns == [*HEADER.split(",")[:-1], "", "definisi"]


def test_two_titles_for_one_column_are_refused_and_nothing_is_lost(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    address = uploaded(client, lines(1), DOUBTFUL)
    response = client.post(f"{address}kolom/", chosen(**{"kolom-7": "satuan"}))
    assert response.status_code == 422
    text = response.content.decode()
    assert "Dua judul dipasangkan dengan kolom yang sama: satuan ukur, tanda tangan" in text
    assert text.count('<option value="satuan" selected>') == 2


def test_a_mapping_on_an_older_edition_is_a_conflict(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    address = uploaded(client, lines(1), DOUBTFUL)
    assert client.post(f"{address}kolom/", chosen(edition="7")).status_code == 409
    assert newest().columns == []
