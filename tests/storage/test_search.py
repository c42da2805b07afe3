"""The search over everything: names first, every register its share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.storage.ledger import Ledger
from tests.kept_ledgers import sample_folder


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    data = sample_folder(Path(tmp_path_factory.mktemp("sample")))
    with Ledger.open(data, today=date(2022, 12, 31)) as opened:
        yield opened


def test_names_come_before_words_elsewhere(ledger: Ledger) -> None:
    """gd stands in the native place 广东 of everybody, but in few names."""
    first = ledger.search("gd", 30)[0]
    assert "国栋" in first[2]


def test_every_register_gets_its_share(ledger: Ledger) -> None:
    found = ledger.search("迳口", 60)
    assert len({key for key, *_ in found}) > 4


@pytest.mark.parametrize("words", ["2022-028", "卫生院门诊", "wsymz"])
def test_a_matter_is_found_by_number_words_and_initials(ledger: Ledger, words: str) -> None:
    assert "2022-028" in ledger.search(words, 5)[0][2]


def test_of_one_number_the_opinion_comes_before_a_reception(ledger: Ledger) -> None:
    """Also before one that it did not come from: who types a number means the opinion, and Enter takes the first."""
    numbers = {
        key: {str(row["no"]) for row in ledger.rows(key, ledger.ids(key))}
        for key in ("suggestions", "receptions")
    }
    alike = sorted(numbers["suggestions"] & numbers["receptions"])
    assert len(alike) > 5
    for number in alike:
        keys = [key for key, *_ in ledger.search(number, 30)]
        assert keys.index("suggestions") < keys.index("receptions"), number


def test_nothing_is_found_for_blanks(ledger: Ledger) -> None:
    assert ledger.search("  ", 5) == []


def test_a_sheet_that_was_pasted_is_looked_for_like_any_words(ledger: Ledger) -> None:
    """Thousands of words are no sentence that SQLite takes; the same word again asks for nothing more."""
    assert ledger.search(" ".join(f"词{number}" for number in range(3000)), 5) == []
    assert ledger.search("卫生院门诊 " * 3000, 5) == ledger.search("卫生院门诊", 5) != []
