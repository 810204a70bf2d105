"""The OpenAPI document: valid, and telling what every operation does, with examples that keep to its own word."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from drf_spectacular.validation import validate_schema
from jsonschema import Draft4Validator, FormatChecker  # type: ignore[import-untyped]

from config.api_page import METHODS
from tests.api.whole_document import generated

Operation = dict[str, Any]


@cache
def document() -> dict[str, Any]:
    """The document, made once."""
    return generated()


def operations() -> list[tuple[str, Operation]]:
    """Every operation by its name."""
    return [
        (operation["operationId"], operation)
        for methods in document()["paths"].values()
        for method, operation in methods.items()
        if method in METHODS
    ]


def media_of(operation: Operation) -> Iterator[tuple[str, dict[str, Any]]]:
    """What an operation takes, and what it answers when all is well."""
    bodies = [operation.get("requestBody", {}), operation["responses"]["200"]]
    return ((kind, media) for body in bodies for kind, media in body.get("content", {}).items())


every_operation = pytest.mark.parametrize("name", [name for name, _operation in operations()])


def test_the_document_is_valid() -> None:
    validate_schema(document())  # type: ignore[no-untyped-call]


@every_operation
def test_an_operation_says_what_it_does(name: str) -> None:
    operation = dict(operations())[name]
    assert operation["summary"]
    assert operation["description"]


@every_operation
def test_every_parameter_says_what_it_means(name: str) -> None:
    silent = [one["name"] for one in dict(operations())[name].get("parameters", []) if not _is_plain(one)]
    assert silent == []


@every_operation
def test_what_is_sent_and_answered_has_an_example_that_keeps_to_its_schema(name: str) -> None:
    for kind, media in media_of(dict(operations())[name]):
        if kind == "application/json":
            assert media.get("examples"), "no example"
            for example in media["examples"].values():
                errors = [error.message for error in _checker(media["schema"]).iter_errors(example["value"])]
                assert errors == []


@every_operation
def test_refusals_and_their_headers_are_told(name: str) -> None:
    answers = dict(operations())[name]["responses"]
    assert set(answers) >= {"200", "400", "401", "403", "404", "406", "429"}
    assert "Retry-After" in answers["429"]["headers"]
    assert "WWW-Authenticate" in answers["401"]["headers"]


@every_operation
def test_what_is_read_comes_with_a_tag_and_can_be_asked_for_by_it(name: str) -> None:
    operation = dict(operations())[name]
    if "requestBody" not in operation:
        assert "ETag" in operation["responses"]["200"]["headers"]
        assert "304" in operation["responses"]


def _is_plain(parameter: dict[str, Any]) -> bool:
    """Whether it says itself what it means: by words, by a closed list, or as the key of what is asked for."""
    schema = parameter["schema"]
    return bool(parameter.get("description")) or "enum" in schema or "$ref" in schema or parameter["in"] == "path"


def _checker(schema: dict[str, Any]) -> Draft4Validator:
    return Draft4Validator(
        _plain_json({**schema, "components": document()["components"]}), format_checker=FormatChecker()
    )


def _plain_json(schema: Any) -> Any:
    """As JSON Schema says it what OpenAPI 3.0 calls nullable."""
    if isinstance(schema, list):
        return [_plain_json(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: _plain_json(below) for name, below in schema.items() if name != "nullable"}
    return {"anyOf": [inner, {"type": "null"}]} if schema.get("nullable") is True else inner
