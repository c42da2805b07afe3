"""The strips of papers above the lists of supervision, and the press that proposes the chronicle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.fields import Ref
from app.paper.supervision import PAPERS
from app.work.occasion_opinions import RAISED_AT
from tests.kept_ledgers import open_ledger, sample_folder
from ui.frame.window import Window
from ui.open_ledger.workspace import Workspace
from ui.pages.suggestions.opinion_act import ACT


@pytest.fixture
def window(qtbot: Any, tmp_path: Any) -> Iterator[Window]:
    with open_ledger(sample_folder(tmp_path / "sample"), today=date(2022, 12, 31)) as ledger:
        shown = Window(Workspace(ledger))
        qtbot.addWidget(shown)
        shown.keeps_ledger = True
        shown.show()
        shown.workspace.year = 2022
        yield shown
        shown.close()


def test_papers_are_of_the_selected_rows_and_the_chronicle_is_proposed_at_one_press(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.lists import papers_page
    from ui.printing import preview

    told: list[str] = []
    drawn: list[str] = []
    monkeypatch.setattr(papers_page, "ask", lambda _, title, *__: told.append(title))
    monkeypatch.setattr(papers_page.tasks, "run", lambda _, __, make, then: then(make(None)))
    monkeypatch.setattr(
        preview, "show_preview", lambda _, papers: drawn.extend(paper.called for paper in papers)
    )
    for key, papers in PAPERS.items():
        window.open_page(key)
        page = window.page(key)
        assert list(page.buttons) == list(papers)
        page.table.clearSelection()
        for button in page.buttons.values():
            button.click()
        page.choose(page.model.ids[0])
        for button in page.buttons.values():
            button.click()
    count = sum(map(len, PAPERS.values()))
    assert told == ["请先选一条"] * count
    assert len(drawn) == count and len(set(drawn)) == count

    window.open_page("chronicle_entries")
    page, before = window.page("chronicle_entries"), window.workspace.ledger.count("chronicle_entries")
    page.propose_button.click()
    assert window.workspace.ledger.count("chronicle_entries") > before
    after = window.workspace.ledger.count("chronicle_entries")
    page.propose_button.click()
    assert window.workspace.ledger.count("chronicle_entries") == after


@pytest.mark.parametrize(
    ("key", "link", "values"),
    [
        ("inspections", "inspection", {"findings": "渠道淤塞；路灯不亮"}),
        ("reports_to_voters", "report_to_voters", {"questions": "请修村道"}),
    ],
)
def test_what_was_raised_begins_a_suggestion_that_points_back(
    window: Window, key: str, link: str, values: dict[str, str]
) -> None:
    ledger = window.workspace.ledger
    window.open_page(key)
    page, occasion = window.page(key), ledger.ids(key)[0]
    with ledger.act("补记") as act:
        act.change(key, occasion, values)
    page.choose(occasion)
    page.acts[ACT].click()
    form = window._form
    assert form is not None and form.register.key == "suggestions"
    assert form.fields.raw()["content"] in values.values()
    form.fields.rows["deputies"].editor.fill((Ref(ledger.ids("deputies")[0], "代表"),))
    form.save()
    row = ledger.row("suggestions", max(ledger.ids("suggestions"))) or {}
    assert (row[link].id, row["source"], row["class"]) == (occasion, link, RAISED_AT[key][0])
    assert (ledger.row(key, occasion) or {})["registered_count"] == 1, "what is registered counts"


def test_all_members_of_the_presidium_are_present_at_one_press(window: Window, qtbot: Any) -> None:
    window.open_form("presidium_meetings", None, None)
    form = window._form
    assert form is not None
    assert not form.all_button.isEnabled()
    form.fields.rows["held_on"].editor.fill(date(2022, 12, 20))
    form.show_sum()
    form.all_button.click()
    assert form.sentence.text() == "应到9人，实到9人，符合规定人数"
    assert [one["name"] for one in form.fields.raw()["present"]][:2] == ["刘敏", "钟卓文"]
    form.draft.drop()
    form.done.emit(None)
