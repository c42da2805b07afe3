"""The list holds ids and fetches only the rows it paints."""

from app.domain import registers
from app.storage.query import Query
from tests.ui.conftest import enter
from ui.lists.table_model import PAGE, RowsModel


def counted_rows(ledger, monkeypatch) -> list[int]:
    asked: list[int] = []
    original = ledger.rows

    def rows(key, ids):
        asked.append(len(ids))
        return original(key, ids)

    monkeypatch.setattr(ledger, "rows", rows)
    return asked


def test_only_the_page_painted_is_fetched_and_only_once(ledger, qapp, monkeypatch) -> None:
    register = registers.BY_KEY["electoral_districts"]
    with ledger.act("many"):
        for number in range(PAGE * 3):
            values, _ = ledger.read_values(register.key, {"name": f"第{number}选区", "level": "镇"})
            with ledger.act("one") as act:
                act.add(register.key, values)
    model = RowsModel(ledger, register, register.columns(register.list_columns))
    model.load(Query())
    asked = counted_rows(ledger, monkeypatch)
    assert model.rowCount() == PAGE * 3
    assert asked == []
    for line in (0, 1, PAGE - 1):
        model.data(model.index(line, 1))
    assert asked == [PAGE]
    model.data(model.index(PAGE * 2, 1))
    assert asked == [PAGE, PAGE]


def test_a_row_removed_behind_the_list_shows_blank_instead_of_failing(ledger, qapp) -> None:
    register = registers.BY_KEY["electoral_districts"]
    row_id = enter(ledger, register.key, name="第1选区", level="镇")
    model = RowsModel(ledger, register, register.columns(register.list_columns))
    model.load(Query())
    with ledger.act("remove") as act:
        act.remove(register.key, row_id, why="试")
    assert model.data(model.index(0, 1)) == ""
