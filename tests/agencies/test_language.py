"""In which language a page speaks."""

from django.test import Client


def test_an_english_browser_is_no_wish_for_english(client: Client, db: None) -> None:
    answer = client.get("/masuk/", headers={"accept-language": "en-US"})
    assert answer.headers["Content-Language"] == "id"
    assert '<html lang="id"' in answer.content.decode()


def test_whoever_chose_english_reads_english(client: Client, db: None) -> None:
    client.cookies["django_language"] = "en"
    answer = client.get("/masuk/")
    assert answer.headers["Content-Language"] == "en"
    assert "<h1>Sign in</h1>" in answer.content.decode()


def test_a_language_that_the_product_does_not_speak_is_indonesian(client: Client, db: None) -> None:
    client.cookies["django_language"] = "fr"
    assert client.get("/masuk/").headers["Content-Language"] == "id"
