"""What may never be, whatever the matrix says (contract section 6).

A new address is held to all of it by its declaration alone. Only what an account has for itself, what reads alone may
also ask, and what is done about others as their rater is listed here by name.
"""

from collections.abc import Iterator, Mapping

from tests.hardening.matrix import SIGN_IN
from tests.isolation.addresses import ADDRESSES

TURNED_AWAY = frozenset({SIGN_IN, "401", "403", "404"})
SAFE = "GET"

#: What everybody with an account has, operators too: nothing of a region is in it.
OF_AN_ACCOUNT = frozenset(
    {
        "account",
        "change-password",
        "devices",
        "display-settings",
        "end-device",
        "end-other-devices",
        "recovery-codes",
        "second-factor",
        "second-factor-app",
        "second-factor-off",
        "sign-out",
        "start",
        "ui",
    }
)
#: What operators have besides.
OF_OPERATORS = frozenset({"first-admin", "new-region", "regions"})
#: Ways in: whoever is in already is led on.
WAYS_IN = frozenset({"account-link", "sign-in", "sign-in-code", "sign-in-provider", "sign-in-provider-return"})

#: What somebody does about another person as appraising supervisor. Nobody does it about themselves, and no admin does.
AS_RATER = frozenset(
    {
        "accept-actuals",
        "api-ratings-bulk",
        "decide-nomination",
        "declare-month",
        "deliver-evaluation",
        "judge-plan",
        "judgements",
        "nominations",
        "peer-rating",
        "rate-employee",
        "rating-panel",
        "rating-sheet",
        "reopen-rating",
        "return-plan",
        "send-ratings",
        "sign-document",
        "take-back-verification",
        "take-over",
        "undo-rating",
    }
)
#: Looked at by admins, too, and decided by the rater alone.
DECIDED_BY_RATER = frozenset({"rate-organisation", "verification"})
ADMINS = ("agency admin", "other agency admin", "region admin", "token")

#: What who only reads may send: the own account, and the request for a document of what may be read.
OWN_FORMS = frozenset(
    {
        "change-password",
        "choose-role",
        "display-settings",
        "end-device",
        "end-other-devices",
        "mail-address",
        "my-data",
        "new-own-token",
        "recovery-codes",
        "revoke-own-token",
        "second-factor",
        "second-factor-app",
        "second-factor-off",
        "sign-out",
    }
)
ASKS_FOR_PAPER = frozenset(
    {
        "agency-document",
        "agreed-plan-document",
        "evaluation-document",
        "evaluation-form",
        "package",
        "packages",
        "plan-document",
        "region-annex",
        "region-document",
        "scorecard-document",
    }
)
#: The regional head appraises the heads of agencies (contract 2.8), and so has what raters have where no row is named.
HEAD_AS_RATER = frozenset(
    {"accept-actuals", "api-ratings-bulk", "give-feedback", "nominations", "send-ratings", "undo-rating"}
)

#: Rows about Budi himself. Who neither is above him nor looks after his unit has nothing there.
ABOUT_BUDI = frozenset(
    {
        "a_card_of_budi",
        "a_claim_of_budi",
        "a_feedback_to_budi",
        "a_file_of_budi",
        "a_month_of_budi",
        "a_person_of_the_dinas",
        "a_plan_from_a_file",
        "a_plan_in_budis_hands",
        "a_plan_on_the_table",
        "a_reminder_of_budi",
        "a_talk_of_budi",
        "an_actual_of_budi",
        "an_exclusion_of_budi",
        "budis_indicator",
        "budis_january",
        "budis_own_indicator",
        "budis_year",
    }
)
STRANGERS = ("colleague", "elsewhere", "former rater", "other agency admin")


def breaches(name: str, method: str, row: Mapping[str, str]) -> Iterator[str]:
    """One sentence for each thing that may never be."""
    let_in = {actor for actor, told in row.items() if told not in TURNED_AWAY}
    yield from (f"{actor}: a fault of the server" for actor, told in row.items() if told.startswith("5"))
    yield from (f"{actor} is let in" for actor in sorted(let_in & set(_kept_out(name, method))))
    if ADDRESSES[name].existing is not None and row["foreign admin"] != "404":
        yield "another region learns that the row exists"


def _kept_out(name: str, method: str) -> Iterator[str]:
    """Those who are never let in."""
    address = ADDRESSES[name]
    if not address.is_public:
        if name not in WAYS_IN:
            yield from ("anonymous", "deactivated", "narrow token")
        if name not in OF_AN_ACCOUNT | OF_OPERATORS | WAYS_IN:
            yield "operator"
    if name in AS_RATER:
        yield from (*ADMINS, "auditor", "employee")
    if method != SAFE:
        yield from _who_only_reads(name)
    if getattr(address.existing, "__name__", "") in ABOUT_BUDI:
        yield from STRANGERS


def _who_only_reads(name: str) -> Iterator[str]:
    if name in DECIDED_BY_RATER:
        yield from (*ADMINS, "employee")
    if name not in OWN_FORMS | WAYS_IN | ASKS_FOR_PAPER:
        yield "auditor"
        if name not in HEAD_AS_RATER:
            yield "regional head"


def named_here() -> frozenset[str]:
    """Every address that the lists above name."""
    of_everybody = OF_AN_ACCOUNT | OF_OPERATORS | WAYS_IN | OWN_FORMS
    return of_everybody | AS_RATER | DECIDED_BY_RATER | ASKS_FOR_PAPER | HEAD_AS_RATER
