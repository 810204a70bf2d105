"""What programs send is read as the OpenAPI document says it, and nothing is guessed: a text is no number."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.settings import api_settings

_NEEDED = {
    "required": gettext_lazy("Wajib ada."),
    "null": gettext_lazy("Tidak boleh null."),
}


class Text(serializers.CharField):
    """A text, which may be empty; a number or a truth value is none."""

    default_error_messages: ClassVar = {
        **_NEEDED,
        "invalid": gettext_lazy("Kirim sebagai teks, dalam tanda petik."),
        "max_length": gettext_lazy("Persingkat menjadi paling banyak {max_length} karakter."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_blank=True, trim_whitespace=False, **options)

    def to_internal_value(self, data: object) -> str:
        """The text as it is."""
        if not isinstance(data, str) or any("\ud800" <= letter <= "\udfff" for letter in data):
            self.fail("invalid")  # half a character is no text
        return super().to_internal_value(data)


class Count(serializers.IntegerField):
    """A whole number; a text or a truth value is none."""

    default_error_messages: ClassVar = {
        **_NEEDED,
        "invalid": gettext_lazy("Kirim sebagai bilangan bulat, tanpa tanda petik."),
    }

    def to_internal_value(self, data: object) -> int:
        """The number."""
        if isinstance(data, float) and data.is_integer():
            return int(data)
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return data


class OneOf(serializers.ChoiceField):
    """One of a few words."""

    default_error_messages: ClassVar = {
        **_NEEDED,
    }

    def to_internal_value(self, data: object) -> Any:
        """The word."""
        if not isinstance(data, str) or data not in self.choices:
            values = {"choices": ", ".join(map(str, self.choices))}
            raise serializers.ValidationError(_("Nilai ini tidak dikenal. Pilih: %(choices)s.") % values)
        return super().to_internal_value(data)


class Closed(serializers.Serializer[Any]):
    """Members that it does not know are refused by name: one that is misspelt would be lost in silence."""

    default_error_messages: ClassVar = {**_NEEDED, "invalid": gettext_lazy("Kirim sebagai objek JSON.")}

    def run_validation(self, data: Any = empty) -> Any:
        """Null, which its machinery words by itself, is no object like anything else that is none."""
        if data is None and self.parent is None:
            raise serializers.ValidationError({api_settings.NON_FIELD_ERRORS_KEY: [self.error_messages["invalid"]]})
        return super().run_validation(data)

    def to_internal_value(self, data: Any) -> Any:
        """The members."""
        if isinstance(data, dict) and (unknown := data.keys() - self.fields.keys()):
            message = _("Tidak dikenal di sini. Yang dikenal: %(known)s.") % {"known": ", ".join(self.fields)}
            readable = sorted(name.encode(errors="replace").decode() for name in unknown)  # of half a character too
            raise serializers.ValidationError({name: [message] for name in readable})
        return super().to_internal_value(data)


def rows_of(row: type[Closed], *, most: int) -> Any:
    """A list of rows, one at least."""
    build: Any = row  # with many, it gives a list serializer and takes its options
    return build(
        many=True,
        allow_empty=False,
        max_length=most,
        error_messages={
            **_NEEDED,
            "not_a_list": gettext_lazy("Kirim sebagai larik JSON."),
            "empty": gettext_lazy("Kirim sedikitnya satu baris."),
            "max_length": gettext_lazy("Kirim paling banyak {max_length} baris dalam satu permintaan."),
        },
    )


class ClosedInTheDocument(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """Says so in the OpenAPI document."""

    target_class = "agencies.api.strict.Closed"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Any) -> Any:
        """As any other, and closed; with the bounds of its lists."""
        schema: Any = auto_schema
        mapped = schema._map_serializer(self.target, direction, bypass_extensions=True)  # noqa: SLF001 - the way
        for name, field in self.target.fields.items():
            if isinstance(field, serializers.ListSerializer):
                mapped["properties"][name] |= {"minItems": 1, "maxItems": getattr(field, "max_length", None)}
        return mapped | {"additionalProperties": False}
