"""Key slots: each opens for its own secret alone, and whatever was altered opens for nobody."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest

from app.storage.core import key_slots
from app.storage.core.boxes import ClosedBox, Kept, PlainBox, SealedBox
from app.storage.core.key_slots import Cost
from app.storage.refusals import KeyNeeded, LedgerRefused

KEY, LEDGER = bytes(range(32)), "a" * 32
CHEAP = Cost(1, 8)  # argon2id's least: the slot says what it cost, so nothing else is different
DIGITS = "0123456789" * 4
PASSWORD = key_slots.password_slot(KEY, LEDGER, "correct horse", CHEAP)
RECOVERY = key_slots.recovery_slot(KEY, LEDGER, DIGITS)
SLOTS = [PASSWORD, RECOVERY]


def test_each_slot_opens_for_its_secret() -> None:
    assert key_slots.data_key_by_password(SLOTS, LEDGER, "correct horse") == KEY
    assert key_slots.data_key_by_code(SLOTS, LEDGER, DIGITS) == KEY
    full_width = key_slots.password_slot(KEY, LEDGER, "a1b2c3d4", CHEAP)
    assert key_slots.data_key_by_password([full_width], LEDGER, "ａ１b2c3d4") == KEY


@pytest.mark.parametrize("password", ["Correct horse", "correct horse ", "", DIGITS])
def test_no_other_password_opens(password: str) -> None:
    assert key_slots.data_key_by_password(SLOTS, LEDGER, password) is None


def test_no_other_code_and_no_other_ledger_opens() -> None:
    assert key_slots.data_key_by_code(SLOTS, LEDGER, DIGITS[::-1]) is None
    assert key_slots.data_key_by_code(SLOTS, "b" * 32, DIGITS) is None
    assert key_slots.data_key_by_password(SLOTS, "b" * 32, "correct horse") is None


def test_nothing_of_the_secrets_stands_in_what_is_kept() -> None:
    text = key_slots.as_text(SLOTS, key_slots.fingerprint(KEY))
    for secret in ("correct horse", DIGITS, KEY.hex(), b"correct horse".hex()):
        assert secret not in text
    assert key_slots.from_text(text) == (SLOTS, key_slots.fingerprint(KEY))
    again = key_slots.password_slot(KEY, LEDGER, "correct horse", CHEAP)
    assert again["salt"] != PASSWORD["salt"]
    assert again["wrapped"] != PASSWORD["wrapped"]


def test_every_altered_character_of_the_slots_is_noticed() -> None:
    text = key_slots.as_text(SLOTS, key_slots.fingerprint(KEY))
    for place, character in enumerate(text):
        altered = text[:place] + chr(ord(character) ^ 1) + text[place + 1 :]
        with pytest.raises(ValueError):
            key_slots.from_text(altered)


def test_the_slot_that_fits_opens_behind_others_of_its_kind() -> None:
    other_password = key_slots.password_slot(KEY, LEDGER, "another", CHEAP)
    other_code = key_slots.recovery_slot(KEY, LEDGER, DIGITS[::-1])
    slots = [other_password, other_code, PASSWORD, RECOVERY]
    assert key_slots.data_key_by_password(slots, LEDGER, "correct horse") == KEY
    assert key_slots.data_key_by_code(slots, LEDGER, DIGITS) == KEY


def test_a_fingerprint_and_a_sum_are_those_that_older_ledgers_hold() -> None:
    extracted = hmac.digest(bytes(32), KEY, "sha256")  # RFC 5869, written out
    expanded = hmac.digest(extracted, b"presidium fingerprint\x01", "sha256")
    assert key_slots.fingerprint(KEY) == expanded.hex()[:16]
    body = '{"fingerprint":"0000000000000000","slots":[]}'
    kept = json.loads(key_slots.as_text([], "0" * 16))
    assert kept.pop("sum") == hashlib.sha256(body.encode()).hexdigest()[:32]
    assert json.loads(body) == kept


def test_the_most_that_a_slot_may_cost_is_still_read() -> None:
    dear = PASSWORD | {"passes": key_slots.MOST_PASSES, "memory": key_slots.MOST_MEMORY}
    assert key_slots.from_text(key_slots.as_text([PASSWORD, dear], "0" * 16)) == ([PASSWORD, dear], "0" * 16)
    with pytest.raises(ValueError, match="altered"):
        key_slots.from_text(key_slots.as_text([PASSWORD, dear | {"passes": 10**9}], "0" * 16))


@pytest.mark.parametrize("costs", [{"passes": 10**9}, {"memory": 2**31}])
def test_a_slot_that_would_stop_the_computer_is_refused(costs: dict[str, int]) -> None:
    text = key_slots.as_text([PASSWORD | costs], "0" * 16)
    with pytest.raises(ValueError, match="altered"):
        key_slots.from_text(text)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", json.dumps({"slots": 1, "fingerprint": "", "sum": ""})]
)
def test_what_is_no_slot_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        key_slots.from_text(text)


def test_argon2id_answers_as_everywhere_else() -> None:
    """Computed by argon2-cffi 25.1.0 (version 19, one lane)."""
    derived = key_slots._of_password("correct horse", b"s" * 16, Cost(3, 64))
    assert derived.hex() == "898b2ad12db739f0bb6586de96d704b04a9734b9dea4adc747600ef5919e7189"


@pytest.mark.parametrize(
    ("for_one", "cost"),
    [
        (0.125, Cost(6)),
        (0.0001, Cost(key_slots.MOST_PASSES)),
        (0.375, Cost(2)),
        (0.75, Cost(3, key_slots.LEAST_MEMORY)),  # a slow computer: less memory, never a single pass
        (2.0, Cost(2, key_slots.LEAST_MEMORY)),
    ],
)
def test_the_cost_is_what_takes_three_quarters_of_a_second(
    for_one: float, cost: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter((0.0, for_one * key_slots.TRIED))
    monkeypatch.setattr(key_slots.time, "thread_time", lambda: next(moments))
    monkeypatch.setattr(key_slots, "_of_password", lambda *_: b"")
    assert key_slots.calibrated() == cost


BOXES = {"plain": PlainBox(b"k" * 32), "sealed": SealedBox(KEY, LEDGER)}


@pytest.mark.parametrize("name", BOXES)
def test_a_box_gives_back_what_was_put(name: str) -> None:
    box = BOXES[name]
    kept = box.put(7, b"s" * 16, "甲路1号𰻞")
    assert box.salt_and_value(7, kept) == (b"s" * 16, "甲路1号𰻞")
    assert box.is_sound(7, kept)
    assert not box.is_sound(7, kept._replace(value=None))
    assert not box.is_sound(7, kept._replace(equality="0" * 32))
    assert not box.is_sound(7, kept._replace(commitment="0" * 32))


def test_every_flipped_byte_of_a_sealed_value_is_noticed_with_and_without_the_key() -> None:
    sealed, closed = BOXES["sealed"], ClosedBox()
    kept = sealed.put(7, b"s" * 16, "19900001234")
    assert closed.is_sound(7, kept)
    assert kept.value is not None
    for place in range(len(kept.value)):
        flipped = bytearray(kept.value)
        flipped[place] ^= 1
        altered = kept._replace(value=bytes(flipped))
        assert not sealed.is_sound(7, altered)
        assert not closed.is_sound(7, altered)


def test_a_sealed_value_tells_nothing_and_stays_in_its_place() -> None:
    sealed, other = BOXES["sealed"], SealedBox(b"o" * 32, LEDGER)
    kept, again = (sealed.put(7, b"s" * 16, "19900001234") for _ in range(2))
    assert kept.value != again.value
    assert kept.salt is None  # beside the commitment it would let every number be tried
    assert b"19900001234" not in (kept.value or b"")
    assert kept.equality != other.put(7, b"s" * 16, "19900001234").equality
    for box, row_id in ((sealed, 8), (other, 7), (SealedBox(KEY, "b" * 32), 7)):
        with pytest.raises(LedgerRefused, match="解不开"):
            box.salt_and_value(row_id, kept)


def test_a_closed_box_gives_and_takes_nothing() -> None:
    closed = ClosedBox()
    assert closed.is_closed
    assert closed.salt_and_value(7, Kept(None, None, "", "")) is None
    for ask in (
        lambda: closed.equality("x"),
        lambda: closed.put(7, b"s" * 16, "x"),
        lambda: closed.salt_and_value(7, BOXES["sealed"].put(7, b"s" * 16, "x")),
    ):
        with pytest.raises(KeyNeeded, match="还没有解锁"):
            ask()
