"""What each text of this app's tables holds about people (agencies/personal_data.py says what the words mean)."""

from agencies.personal_data import Columns, Held

COLUMNS: Columns = {
    "CataloguePublication.note": Held.MENTIONS,
    "IndicatorDraft.code": Held.NOTHING,
    "IndicatorDraft.document": Held.MENTIONS,
    "Contribution.author_name": Held.COPIED_NAME,
    "Contribution.proposed": Held.MENTIONS,
    "Contribution.text": Held.MENTIONS,
    "Contribution.answer": Held.MENTIONS,
    "Contribution.answered_by_name": Held.COPIED_NAME,
    "ContributionReply.author_name": Held.COPIED_NAME,
    "ContributionReply.text": Held.MENTIONS,
    "Indicator.code": Held.NOTHING,
    "IndicatorVersion.name": Held.NOTHING,
    "IndicatorVersion.unit": Held.NOTHING,
    "IndicatorVersion.definition": Held.NOTHING,
    "IndicatorVersion.formula": Held.NOTHING,
    "IndicatorVersion.source": Held.NOTHING,
    "IndicatorVersion.publisher": Held.NOTHING,
    "PlanVersion.reason": Held.ABOUT,
    "PlanResult.text": Held.MENTIONS,
    "PlanResult.supports_text": Held.MENTIONS,
    "PlanVersionItem.measure": Held.MENTIONS,
    "BehaviourExpectation.value": Held.NOTHING,
    "BehaviourExpectation.text": Held.MENTIONS,
    "AnnexLine.text": Held.MENTIONS,
    "DialogueEntry.author_name": Held.COPIED_NAME,
    "DialogueEntry.text": Held.ABOUT,
    "DialogueEntry.changes": Held.MENTIONS,
}
