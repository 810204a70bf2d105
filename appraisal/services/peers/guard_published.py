"""A group mean that people have seen is not moved by one or two raters: the difference would be what they gave."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from agencies.files.errors import RowError
from appraisal.models import Evaluation, Rating
from appraisal.services.inputs.save_inputs import Input
from appraisal.services.peers.sealed import ANONYMOUS_ROLES, PeerSeals
from indicators.models import Plan

LEAST_AT_ONCE = 3
"""As for the group itself (contract 2.5): what three raters changed together tells of none of them."""

Group = tuple[object, object, object]
"""Person, period and role."""


def published_errors(inputs: Sequence[Input]) -> list[RowError]:
    """The rows of a file that would add or change one or two raters of a group whose mean may have been shown.

    The keys are those of ratings: person, period, role, dimension, rater. No query without peers and subordinates in
    the file; else one, and two more where a period of theirs is sealed (docs/adr/0008).
    """
    anonymous = [one for one in inputs if one.key[2] in {role.value for role in ANONYMOUS_ROLES}]
    if not anonymous:
        return []
    seals = PeerSeals.load({_number(one.key[1]) for one in anonymous})
    sealed = [one for one in anonymous if one.key[1] not in seals.unsealed]
    if not sealed:
        return []
    stored = _stored(sealed)
    changed = [one for one in sealed if stored.get(one.key[:5]) != one.values[0]]
    raters: dict[Group, set[object]] = defaultdict(set)
    for one in changed:
        raters[_group(one.key)].add(one.key[4])
    shown = _shown(stored, {_number(one.key[0]) for one in changed})
    refused = {group for group, touched in raters.items() if group in shown and len(touched) < LEAST_AT_ONCE}
    return [
        RowError(one.row_number, "peran", str(one.key[2]), _SENTENCE) for one in changed if _group(one.key) in refused
    ]


def _stored(inputs: Sequence[Input]) -> dict[tuple[object, ...], object]:
    rows = Rating.objects.filter(
        role__in=ANONYMOUS_ROLES,
        employee_id__in={_number(one.key[0]) for one in inputs},
        period_id__in={_number(one.key[1]) for one in inputs},
    )
    columns = ("employee_id", "period_id", "role", "dimension_id", "rater_id", "level")
    return {tuple(key): level for *key, level in rows.values_list(*columns)}


def _shown(stored: Collection[tuple[object, ...]], employee_ids: Collection[int]) -> set[Group]:
    """The groups with enough raters for a mean, of people with an evaluation that may have shown it."""
    raters: dict[Group, set[object]] = defaultdict(set)
    for key in stored:
        raters[_group(key)].add(key[4])
    plans = Plan.objects.filter(employee_id__in=employee_ids)
    evaluated = Evaluation.objects.latest().filter(plan_id__in=plans.values("id"))
    people = set(evaluated.values_list("employee_id", flat=True).distinct())
    return {group for group, found in raters.items() if len(found) >= LEAST_AT_ONCE and group[0] in people}


def _group(key: Sequence[object]) -> Group:
    return key[0], key[1], key[2]


def _number(value: object) -> int:
    return int(str(value))


_SENTENCE = (
    "Penilaian kelompok ini sudah ditutup dan rata-ratanya sudah dapat dilihat. Perubahan dari satu atau dua penilai "
    "membuka tingkat yang mereka berikan. Hapus baris ini, atau koreksi paling sedikit 3 penilai dalam satu berkas."
)
