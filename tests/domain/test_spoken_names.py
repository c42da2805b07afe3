"""What may be taken as a name with a distinction, and what is too long to be one."""

from __future__ import annotations

from app.domain.spoken_names import LONGEST, Spoken, ordinals, readings


def test_a_name_is_read_with_what_stands_before_or_behind_it() -> None:
    assert Spoken("王芳", "县") in list(readings("王芳（县）"))
    assert Spoken("王芳", "县") in list(readings("县 王芳"))


def test_a_text_too_long_for_a_name_has_no_readings() -> None:
    assert list(readings("长" * LONGEST))
    assert not list(readings("长" * 1_000_000))  # each reading is as long as the text: it would not end


def test_a_text_longer_than_any_name_holds_no_ordinals() -> None:
    """Looking for them in a line of thirty thousand digits took half a minute."""
    assert ordinals("十七届六次会议") == {(17, "届"), (6, "次")}
    assert ordinals(f"十七届六次会议{'1' * 300}") == frozenset()
