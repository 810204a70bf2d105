"""Errors by kind: one sentence, how many rows it is about, three examples, and what would mend all of them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from agencies.files.errors import RowMessage
from agencies.imports.kinds import Mend
from agencies.imports.mends import closest, likely_word, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agencies.files.errors import RowError
    from agencies.imports.check_import import CheckedImport, CheckedRow
    from agencies.imports.kinds import ImportKind

Remark = TypeVar("Remark", bound=RowMessage)

SHOWN_EXAMPLES = 3
SHOWN_VALUES = 8
MOST_OPTIONS = 30
BY_KIND, KEEP_LAST, KEEP_FIRST = "kind", "last", "first"

_MEANT = re.compile(r'^Mungkin maksud Anda ".*"\? ')
_REPEATED = re.compile(r"(?:sudah ada di|sama dengan) baris ([0-9]+)")
_REPEATED_KEY = re.compile(r"^.*(?=sudah ada di baris)")
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Example:
    """One row of a group: its number and what the cell holds."""

    row: int
    value: str


@dataclass(frozen=True, slots=True)
class GroupMend:
    """A button that mends rows of a group; ``rule`` names it to :func:`mend_of`."""

    rule: str
    label: str
    count: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ValueChoice:
    """A value that is none of the accepted ones: how many rows hold it, what it may become, and the likeliest."""

    value: str
    count: int
    options: tuple[str, ...]
    guess: str


@dataclass(frozen=True, slots=True)
class Group:
    """Remarks that share their column and the wording of their message. ``key`` names the group in an address."""

    key: str
    column: str
    sentence: str
    rows: tuple[int, ...]
    examples: tuple[Example, ...]
    mends: tuple[GroupMend, ...] = ()
    choices: tuple[ValueChoice, ...] = ()


def grouped(remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    """The remarks by the key of their group; the largest group comes first."""
    found: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        found[_key_of(remark)].append(remark)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def error_groups(checked: CheckedImport, kind: ImportKind, words: Mapping[str, Sequence[str]]) -> list[Group]:
    """Everything that stands against publication, group by group, with what would mend it."""
    rows = {row.number: row for row in checked.rows}
    return [
        _described(key, errors, rows, _mends(errors, checked, kind, words), _choices(errors, rows, words))
        for key, errors in grouped(error for error in checked.errors if error.row in rows).items()
    ]


def warning_groups(checked: CheckedImport) -> list[Group]:
    """What is worth a look, group by group."""
    rows = {row.number: row for row in checked.rows}
    return [_described(key, warnings, rows) for key, warnings in grouped(checked.warnings).items()]


def mend_of(
    checked: CheckedImport, kind: ImportKind, words: Mapping[str, Sequence[str]], *, key: str, rule: str
) -> Mend | None:
    """What a button of a group does; None when there is no such group or rule any more."""
    rows = {row.number for row in checked.rows}
    errors = grouped(error for error in checked.errors if error.row in rows).get(key, [])
    return _possible(errors, checked, kind, words).get(rule)


def _key_of(remark: RowMessage) -> str:
    return hashlib.sha256(f"{remark.column}\n{_wording(remark.message)}".encode()).hexdigest()[:12]


def _wording(message: str) -> str:
    """A message without what differs from row to row: values, numbers, names."""
    plain = _QUOTED.sub("", _REPEATED_KEY.sub("", _MEANT.sub("", message)))
    words = [word for word in plain.split() if not re.search(r"[0-9]", word)]
    return " ".join(word for place, word in enumerate(words) if place == 0 or not word[0].isupper())


def _sentence(remarks: Sequence[RowMessage]) -> str:
    """The message where it is the same for all, else what its rows have in common."""
    if any(_REPEATED.search(remark.message) for remark in remarks):
        return _("Baris ini mengulang kunci baris lain. Sisakan satu dari setiap pasangan.")
    messages = {_MEANT.sub("", remark.message) for remark in remarks}
    if len(messages) == 1:
        return messages.pop()
    return re.sub(r"\S*[0-9]\S*", "…", _QUOTED.sub("…", messages.pop()))


def _described(
    key: str,
    remarks: Sequence[RowMessage],
    rows: Mapping[int, CheckedRow],
    mends: tuple[GroupMend, ...] = (),
    choices: tuple[ValueChoice, ...] = (),
) -> Group:
    column = remarks[0].column or ""
    numbers = tuple(dict.fromkeys(remark.row for remark in remarks if remark.row is not None))
    shown = {rows[number].text(column): number for number in reversed(numbers) if number in rows}
    examples = [Example(number, value) for value, number in reversed(shown.items())]
    return Group(
        key=key,
        column=column,
        sentence=_sentence(remarks),
        rows=numbers,
        examples=tuple(examples[:SHOWN_EXAMPLES]),
        mends=mends,
        choices=choices,
    )


def _mends(
    errors: Sequence[RowError], checked: CheckedImport, kind: ImportKind, words: Mapping[str, Sequence[str]]
) -> tuple[GroupMend, ...]:
    offered = []
    rows = {row.number: row for row in checked.rows}
    for rule, mend in _possible(errors, checked, kind, words).items():
        before = after = ""
        if mend.changes and rule != BY_KIND:
            number, cells = next(iter(mend.changes.items()))
            ((title, after),) = cells.items()
            before = rows[number].text(title)
        offered.append(GroupMend(rule, mend.label, len(mend.changes) or len(mend.left_out), before, after))
    return tuple(offered)


def _possible(
    errors: Sequence[RowError], checked: CheckedImport, kind: ImportKind, words: Mapping[str, Sequence[str]]
) -> dict[str, Mend]:
    """What could be done about a group, by rule. What only the kind knows comes first."""
    if not errors:
        return {}
    special = kind.mend(errors, checked.kept)
    found = {BY_KIND: special} if special else {}
    found |= _repeats(errors)
    column = errors[0].column or ""
    by_number = {row.number: row for row in checked.rows}
    changes: dict[str, dict[int, Mapping[str, str]]] = defaultdict(dict)
    for error in errors:
        row = by_number.get(error.row or 0)
        if column in checked.columns and row is not None:
            accepted = words.get(column, ())
            meant = suggestion(checked.columns[column], row.cells.get(column), accepted, guesses_words=False)
            if meant is not None:
                changes[meant.rule][row.number] = {column: meant.text}
    return found | {rule: Mend(_label(rule), changed) for rule, changed in changes.items()}


def _repeats(errors: Sequence[RowError]) -> dict[str, Mend]:
    """Which rows to leave out so that one of each key stays: the last, or the first."""
    pairs: dict[int, set[int]] = defaultdict(set)
    for error in errors:
        first = _REPEATED.search(error.message)
        if first and error.row is not None and error.column is None:
            pairs[int(first[1])].add(error.row)
    if not pairs:
        return {}
    sets = [{first, *others} for first, others in pairs.items()]
    return {
        KEEP_LAST: Mend(_("Sisakan yang terakhir"), left_out=frozenset(n for all_ in sets for n in all_ - {max(all_)})),
        KEEP_FIRST: Mend(_("Sisakan yang pertama"), left_out=frozenset(n for all_ in sets for n in all_ - {min(all_)})),
    }


def _label(rule: str) -> str:
    labels = {
        "tidy": _("Rapikan isian"),
        "percent": _("Hapus tanda persen"),
        "words": _("Tulis sebagai angka"),
        "figure": _("Sisakan angkanya saja"),
        "date": _("Tulis sebagai tanggal"),
        "period": _("Tulis sebagai bulan"),
    }
    return labels[rule]


def _choices(
    errors: Sequence[RowError], rows: Mapping[int, CheckedRow], words: Mapping[str, Sequence[str]]
) -> tuple[ValueChoice, ...]:
    """The values of the group that are none of the accepted words, each with what it may become."""
    column = errors[0].column or ""
    accepted = words.get(column, ())
    if not accepted:
        return ()
    folded = {word.casefold() for word in accepted}
    values = Counter(rows[error.row].text(column) for error in errors if error.row is not None and error.row in rows)
    wrong = [(value, count) for value, count in values.most_common() if value.strip().casefold() not in folded]
    return tuple(_choice(value, count, accepted) for value, count in wrong[:SHOWN_VALUES])


def _choice(value: str, count: int, accepted: Sequence[str]) -> ValueChoice:
    near = closest(value, accepted, most=MOST_OPTIONS) if value.strip() else []
    options = tuple(accepted) if len(accepted) <= MOST_OPTIONS else tuple(near or accepted[:MOST_OPTIONS])
    guess = likely_word(value, accepted) or (accepted[0] if len(accepted) == 1 else "")
    return ValueChoice(value, count, options, guess)
