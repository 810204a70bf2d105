"""Nothing is ever misread: the reader against the contract's sentences, put into code a second time and otherwise."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from agencies.files.errors import ValueRefused
from agencies.files.values import NumberRange, plain_number, read_number, read_target

decimals = st.decimals(min_value=Decimal(-(10**15)), max_value=Decimal(10**15), places=6) | st.decimals(
    min_value=Decimal(-(10**6)), max_value=Decimal(10**6), places=3
)


def by_the_contract(text: str) -> Decimal | None:
    """The number by the contract's wording, without a regular expression; None for what it refuses."""
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, comma, fraction = digits.partition(",")
    groups = whole.split(".")
    if not all(part.isascii() and part.isdigit() for part in [*groups, *([fraction] if comma else [])]):
        return None
    thousands = len(groups[0]) <= 3 and not groups[0].startswith("0") and all(len(group) == 3 for group in groups[1:])
    if len(groups) == 1 or thousands:
        return sign * Decimal("".join(groups) + ("." + fraction if comma else ""))
    if len(groups) == 2 and not comma:
        return sign * Decimal(".".join(groups))
    return None


def range_by_the_contract(text: str) -> list[NumberRange]:
    """Every way to take the text for a range."""
    found = []
    for separator in ("-", "s.d."):
        places = [place for place in range(len(text)) if text.startswith(separator, place)]
        for place in places:
            low = by_the_contract(text[:place].strip())
            high = by_the_contract(text[place + len(separator) :].strip())
            if low is not None and high is not None:
                found.append(NumberRange(low, high))
    return found


def read(text: str) -> Decimal | NumberRange | None:
    try:
        return read_target(text).value
    except ValueRefused:
        return None


def texts(alphabet: str, longest: int) -> Iterator[str]:
    for length in range(1, longest + 1):
        yield from map("".join, product(alphabet, repeat=length))


def test_every_short_text_is_read_as_the_contract_says() -> None:
    wrong = [text for text in texts("01.,-", 6) if text != "-" and not agrees(text)]
    assert wrong == []


@given(st.text(alphabet="0159.,- eE%+s d", max_size=16))
@example("1.000.000,5-2.000.000,5")
@example("-5--2")
@example("5 s.d. 1.000")
@example("1.000-1")
@example("1.000,01")
def test_longer_texts_are_read_as_the_contract_says(text: str) -> None:
    assert text.strip() in {"", "-"} or agrees(text)


def agrees(text: str) -> bool:
    stripped = text.strip()
    number = by_the_contract(stripped)
    if number is not None:
        return read(text) == number
    ranges = range_by_the_contract(stripped)
    if not ranges:
        return read(text) is None
    # One reading only, and refused where the bounds are the wrong way round.
    low, high = ranges[0]
    return len(ranges) == 1 and read(text) == (ranges[0] if low <= high else None)


@given(decimals)
def test_a_number_written_for_a_file_reads_back_the_same_and_without_a_warning(value: Decimal) -> None:
    back = read_number(plain_number(value))
    assert back.value == value
    assert back.warning is None


@given(decimals)
def test_a_number_in_indonesian_notation_reads_back_the_same(value: Decimal) -> None:
    text = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    assert read_number(text).value == value


@given(
    st.floats(min_value=-1e15, max_value=1e15, allow_subnormal=False).filter(
        lambda number: abs(number) > 1e-9 or not number
    )
)
def test_a_number_cell_loses_no_digit(cell: float) -> None:
    value = read_number(round(cell, 6)).value
    assert value is not None
    assert float(value) == round(cell, 6)


@given(decimals, decimals)
def test_a_range_reads_back_the_same_in_both_notations(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    for text in (f"{plain_number(low)}-{plain_number(high)}", f"{plain_number(low)} s.d. {plain_number(high)}"):
        assert read_target(text, is_range=True).value == NumberRange(low, high)


@given(st.text(max_size=30))
def test_no_text_at_all_leads_to_anything_but_a_value_or_a_refusal(text: str) -> None:
    assert read(text) is None or isinstance(read(text), Decimal | NumberRange)
