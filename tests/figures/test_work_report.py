"""The sample year reproduces the figures of the work report, each from rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.figures.catalogue import FIGURES, figure_of, figures_of
from app.figures.figure import Value
from app.storage.ledger import Ledger
from tests.kept_ledgers import sample_folder


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    data = sample_folder(Path(tmp_path_factory.mktemp("sample")))
    with Ledger.open(data, today=date(2022, 12, 31)) as opened:
        yield opened


@pytest.fixture(scope="module")
def year(ledger: Ledger) -> dict[str, Value]:
    return {value.figure.key: value for value in figures_of(ledger, 2022)}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("receptions.batches", 16),
        ("receptions.visitor_times", 57),
        ("receptions.deputy_times", 57),
        ("opinions.received", 28),
        ("opinions.replied", 28),
        ("opinions.concluded", 25),
        ("opinions.open", 3),
        ("opinions.other_channels", 0),
        ("suggestions.received", 12),
        ("all.received", 40),
        ("all.concluded", 36),
        ("sessions.held", 3),
        ("sites.count", 3),
    ],
)
def test_counts_are_those_of_the_report(year: dict[str, Value], key: str, value: int) -> None:
    assert year[key].value == value


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("opinions.reply_rate", "100.0%（28/28）"),
        ("opinions.conclusion_rate", "89.3%（25/28）"),
        ("all.conclusion_rate", "90.0%（36/40）"),
    ],
)
def test_rates_are_printed_with_their_base(year: dict[str, Value], key: str, shown: str) -> None:
    assert year[key].words == shown


def test_batches_split_by_site_as_reported(year: dict[str, Value]) -> None:
    assert sorted(year["receptions.batches"].by["site"].values()) == [2, 2, 12]


def test_visitors_and_deputies_split_differently(year: dict[str, Value]) -> None:
    assert year["receptions.visitor_times"].by["site"] != year["receptions.deputy_times"].by["site"]


def test_every_figure_of_another_year_is_zero_or_unknown(ledger: Ledger) -> None:
    for value in figures_of(ledger, 2030):
        lasting = (
            "sites.count", "deputies.in_office", "deputies.vacancies", "performance.active_rate", "reports_to_voters.coverage",
        )  # fmt: skip
        if value.figure.key not in lasting and not value.figure.key.endswith(".carried_over"):
            assert value.value in (0, None), value.figure.key
        if value.value is None:
            assert value.words == "—"


def test_the_state_is_that_of_the_cut_off(ledger: Ledger) -> None:
    spring = figure_of(ledger, "opinions.concluded", 2022, date(2022, 3, 31))
    whole = figure_of(ledger, "opinions.concluded", 2022)
    received = figure_of(ledger, "opinions.received", 2022, date(2022, 3, 31))
    assert 0 < spring.value < received.value < whole.value


def test_every_count_equals_its_rows(ledger: Ledger, year: dict[str, Value]) -> None:
    for value in year.values():
        ids = sorted(value.counted.weights())
        assert len(ledger.rows(value.counted.register, ids)) == len(ids), value.figure.key


def test_keys_are_unique_and_rules_are_sentences() -> None:
    assert len({figure.key for figure in FIGURES}) == len(FIGURES)
    assert all(figure.rule.endswith("。") for figure in FIGURES)
