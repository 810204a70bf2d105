"""English says all that Indonesian says."""

import re

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from config.catalogue import CATALOGUE, SOURCE, spoken

PLACES = re.compile(r"%\(\w+\)s|\{\w*\}|%%")


def messages() -> list[Message]:
    """What the catalogue translates."""
    with (SOURCE / CATALOGUE).open("rb") as file:
        return [message for message in read_po(file, locale="en") if message.id]


def texts(value: object) -> list[str]:
    """A text, or a text with its plural."""
    return [value] if isinstance(value, str) else [str(text) for text in value]  # type: ignore[attr-defined]


def test_whatever_the_product_says_is_in_the_catalogue() -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in messages()}
    assert {text for _path, _line, text in spoken()} == known, "make messages"


def test_everything_in_the_catalogue_is_translated() -> None:
    waiting = [message.id for message in messages() if not message.string or not all(texts(message.string))]
    assert waiting == []


def test_a_translation_keeps_the_places_of_its_values() -> None:
    wrong = []
    for message in messages():
        wanted = {place for text in texts(message.id) for place in PLACES.findall(text)}
        if any(set(PLACES.findall(text)) != wanted for text in texts(message.string)):
            wrong.append(message.id)
    assert wrong == []
