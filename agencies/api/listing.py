"""Lists of the API: rows that may be read, in one of a closed list of orders, page by page."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, ClassVar, TypeVar, cast

from django.core.exceptions import ValidationError as MalformedError
from django.db import DataError
from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from agencies.api.asked import asked_agency, asked_choice, asked_moment, asked_nip, refuse_unheard
from agencies.api.pages import MOST, Pages
from agencies.api.views import ApiView
from agencies.name_order import SORT_KEY, sort_key

ORDER = "order"
NarrowedRows = TypeVar("NarrowedRows", bound=QuerySet[Any])


class OrderedPages(Pages):
    """Pages in the order that was asked for. The first of a view's orders is the usual one.

    Each order begins with a column that few rows share: a cursor is a value of it, and a count among its equals.
    """

    offset_cutoff = 1_000_000

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: APIView) -> tuple[str, ...]:
        """The columns of the order that was asked for."""
        del queryset
        orders = cast("ListView", view).orders
        return orders[asked_choice(request, ORDER, list(orders)) or next(iter(orders))]

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any] | None:
        """The rows of a page; a cursor that was not given out by this list is not there."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (MalformedError, DataError, ValueError, TypeError) as error:
            raise NotFound(str(self.invalid_cursor_message)) from error

    def _get_position_from_instance(self, instance: object, ordering: Sequence[str]) -> str:
        """The value of the first column, which may be one of a related row, of a name its key; none is ever empty."""
        column, _dunder, step = ordering[0].lstrip("-").rpartition(f"__{SORT_KEY}")
        value = str(attrgetter((column or step).replace("__", "."))(instance))
        return sort_key(value) if column else value

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The parameters of pages, with the orders of the view."""
        orders = list(view.orders)
        order = {
            "name": ORDER,
            "required": False,
            "in": "query",
            "description": f"the order of the rows; `{orders[0]}` unless told",
            "schema": {"type": "string", "enum": orders},
        }
        parameters = super().get_schema_operation_parameters(view)
        for one in parameters:
            if one["name"] == self.page_size_query_param:
                one["schema"] = {"type": "integer", "minimum": 1, "maximum": MOST, "default": self.page_size}
        return [*parameters, order]


class ListView(ApiView):
    """An address that answers with a list. ``orders`` are the names of its orders, each with its columns."""

    pagination_class: ClassVar[type[OrderedPages]] = OrderedPages
    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def narrowed(self, rows: NarrowedRows, *, agency: str = "", nip: str = "", changed: str = "") -> NarrowedRows:
        """The rows that ``agency`` (with its sub-units), ``nip`` and ``changed_since`` ask for, each by the column that
        is named; without a column the parameter is not read.
        """
        if agency and (agency_ids := asked_agency(self.request)) is not None:
            rows = rows.filter(**{f"{agency}__in": agency_ids})
        if nip and (asked := asked_nip(self.request)):
            rows = rows.filter(**{nip: asked})
        if changed and (since := asked_moment(self.request)) is not None:
            rows = rows.filter(**{f"{changed}__gte": since})
        return rows

    def answer(
        self,
        rows: QuerySet[Any],
        serializer: type[BaseSerializer[Any]],
        prepare: Callable[[Sequence[Any]], Mapping[str, Any]] | None = None,
    ) -> Response:
        """One page. ``prepare`` is given its rows and says what the serializer needs beside them."""
        pages = self.pagination_class()
        refuse_unheard(self.request, known=(str(pages.page_size_query_param), pages.cursor_query_param, ORDER))
        page = pages.paginate_queryset(rows, self.request, view=self) or []
        context = dict(prepare(page)) if prepare else {}
        return pages.get_paginated_response(serializer(page, many=True, context=context).data)
