"""The heads of tables as readers aloud find them: each says whether it speaks of its column or of its row."""

from typing import Any


def say_scopes(_document: object, pdf: Any) -> None:
    """Set the scope of each head (ISO 14289-1, 7.5): the row where it stands before cells of one, else the column.

    WeasyPrint names the heads at every cell instead, under identities that it puts in no index and that other documents
    give as well. Heads that say it themselves need none of it, and files get smaller. Called by WeasyPrint with
    its document and the PDF before that is written.
    """
    tags = [one for one in pdf.objects if isinstance(one, dict) and one.get("S") in {"/TH", "/TD"}]
    rows_with_cells = {tag["P"] for tag in tags if tag["S"] == "/TD"}
    for tag in tags:
        facts = tag["A"]
        facts.pop("Headers", None)
        if tag["S"] == "/TH":
            tag.pop("ID", None)
            is_of_column = tag["P"] not in rows_with_cells or _section_of(tag, pdf) == "/THead"
            facts["Scope"] = "/Column" if is_of_column else "/Row"
        elif len(facts) == 1:  # its owner alone
            del tag["A"]


def _section_of(tag: Any, pdf: Any) -> str:
    """The part of the table in which the row of a tag stands."""
    row = _object(tag["P"], pdf)
    return str(_object(row["P"], pdf).get("S", ""))


def _object(reference: bytes, pdf: Any) -> Any:
    return pdf.objects[int(reference.split()[0])]
