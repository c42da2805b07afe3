"""A cell may hold a page of text: the readers answer at once and name it."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.domain.codes import EDUCATION, read_level
from app.domain.days import read_day
from app.domain.id_numbers import read_id_number
from app.domain.numerals import read_number
from app.domain.people import is_vacancy, pinyin_search, read_name, stroke_key
from app.domain.phones import read_phone
from app.domain.texts import bare_heading_key, heading_key, is_ditto, search_key, tidy

PAGES = [
    "1975.3、" * 5000,
    "1" * 32_000,
    "(" * 32_000,
    "王芳,女 " * 6000,
    " " * 32_000 + "x",
    "一" * 32_000,
    "1-" * 16_000,
]
READERS: list[Callable[[str], Any]] = [
    lambda text: read_day(text, today=date(2026, 11, 23)),
    read_id_number, read_phone, read_name, read_number, is_vacancy, is_ditto, heading_key, bare_heading_key, search_key, tidy,
    pinyin_search, stroke_key, EDUCATION.read, lambda text: read_level(text, "四会市", "肇庆市"),
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=range(len(PAGES)))
def test_a_page_of_text_is_answered_at_once(page: str) -> None:
    for reader in READERS:
        began = time.perf_counter()
        reader(page)
        assert time.perf_counter() - began < 1, reader
