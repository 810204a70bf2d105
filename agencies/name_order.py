"""The order of names: the one place that says in which order lists of people and units stand.

A reader looks for `de Rosari` and `dr. Maria` under D, and for `Ángel` among those with A. A server orders by bytes, or
by the rules of its locale, and bytes put all three behind `Yohanes`; and a list that Python puts in order must not
differ from one that PostgreSQL does. So both compare the same key: the name without accents and in small letters, by
code points. Accents are those of Unicode (NFD), letters are made small in ASCII alone and compared in the collation
`C`: every server and Python do that alike, without ICU.

A title in front stays part of the name, as it came in the file. Personnel systems of Indonesia keep titles (gelar) in a
column of their own and order by the bare name; here there is one column, and what is a title cannot be told for certain
(`H.`, `R.`, `Ida`). So `dr. Maria` stands under D, as in the spreadsheets people know. Lists by rank and the contract's
files have orders of their own.

Namesakes share a key: what tells them apart follows it, the NIP where there is one.

* querysets: ``order_by("employee__name__sort_key", "employee__nip")``
* Python: ``sorted(people, key=lambda one: (sort_key(one.name), one.nip))``
* SQL by hand: ``ORDER BY {sort_key_sql("employee.name")}, employee.nip``
"""

import re
import unicodedata

from django.db.models import Transform

SORT_KEY = "sort_key"
"""How querysets name it: a step behind the column."""

_ACCENTS = r"[\u0300-\u036f]"
"""The marks that NFD takes off letters, as both kinds of regular expressions write them."""


def sort_key(name: str) -> str:
    """What a name is compared by."""
    bare = name if name.isascii() else re.sub(_ACCENTS, "", unicodedata.normalize("NFD", name))
    return bare.encode().lower().decode()  # of bytes, `lower` knows ASCII alone


def sort_key_sql(column: str) -> str:
    """The same in SQL. Nearly every name is ASCII, and asking that first costs a tenth of taking it apart."""
    bare = f"regexp_replace(normalize({column}, NFD), '{_ACCENTS}', '', 'g')"
    return (
        f'lower((CASE WHEN octet_length({column}) = char_length({column}) THEN {column} ELSE {bare} END) COLLATE "C")'
    )


class SortKey(Transform):
    """``name__sort_key`` in querysets. Of a column: what has parameters of its own cannot be written several times."""

    lookup_name = SORT_KEY
    template = sort_key_sql("%(expressions)s")
