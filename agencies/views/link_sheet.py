"""Links for a unit on one sheet."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from agencies.forms.accounts import SheetForm
from agencies.models import Agency
from agencies.permissions import may_manage_roles
from agencies.services.accounts.give_sheet import MOST, give_sheet
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.load_agency_tree import load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.accounts import check_may_look_after, units_of, with_sub_units
from agencies.views.link_code import code_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def link_sheet(request: RegionRequest) -> HttpResponse:
    """A sheet of links to be printed and cut; its links are in this one answer, which no browser keeps."""
    actor = request.actor
    check_may_look_after(actor)
    tree = load_agency_tree()
    given = request.POST if request.method == "POST" else None
    form = SheetForm(given, tree=tree, agency_ids=units_of(actor), initial={"opd": request.GET.get("opd", "")})
    if form.is_valid():
        code = form.cleaned_data["opd"]
        agency = Agency.objects.get(code=code)
        try:
            with transaction.atomic():
                rows = give_sheet(
                    agency=agency,
                    agency_ids=with_sub_units(tree, code) or (),
                    again=form.cleaned_data["ulang"],
                    actor=actor,
                )
        except AccountRefusedError as refused:
            form.add_error(refused.field, str(refused))
        else:
            addresses = [request.build_absolute_uri(row.given.path) for row in rows]
            strips = [(row, address, code_of(address)) for row, address in zip(rows, addresses, strict=True)]
            context = {"agency": agency, "strips": strips, "manages_roles": may_manage_roles(actor)}
            return render(request, "agencies/link_sheet.html", context)
    context = {"form": form, "most": MOST, "manages_roles": may_manage_roles(actor)}
    return render(request, "agencies/link_sheet_form.html", context, status=422 if form.errors else 200)
