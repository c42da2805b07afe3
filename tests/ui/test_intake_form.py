"""The short form of 收件审查: proposed results, one tick for the rest, and the reason of a refusal."""

from __future__ import annotations

from tests.ui.conftest import enter
from ui.pages.suggestions.course_panel import CoursePanel

TWO = "一、建议修建大坪村水渠。\n二、建议解决学校门口停车难的问题。"


def test_a_matter_is_checked_in_the_panel_and_refused_with_its_reason(window, ledger, qtbot) -> None:
    row = enter(
        ledger, "suggestions", raised_on="2022-11-01", content=TWO, title="两件事", **{"class": "代表建议"}
    )
    window.visit("suggestions", row, None)
    page = window.list_shown()
    panel = page.panel
    assert isinstance(panel, CoursePanel)
    qtbot.waitUntil(lambda: page.selected_ids() == [row])
    offered = [action.text() for action in panel.menu_of(ledger.row("suggestions", row)).actions()]
    assert "收件审查" in offered
    panel.do("intake")
    form = panel.act_form
    assert form is not None
    form.save()
    assert "还没有填结果" in form.problem.text()
    form.rows["rest_passed"].editor.fill(True)
    form.save()
    (kept,) = ledger.rows("suggestions", [row])
    results = {line["item"]: line["result"] for line in kept["intake_checks"]}
    assert results["一事一议"] == "failed" and results["由代表本人签署"] == "passed"
    assert len(results) == 12
    panel.do("rejected")
    assert panel.act_form is not None
    assert "一事一议" in panel.act_form.rows["why"].editor.raw()


def test_what_voters_say_is_not_checked_like_a_deputys_paper(window, ledger, qtbot) -> None:
    row = enter(ledger, "suggestions", raised_on="2022-11-01", content=TWO, **{"class": "群众意见"})
    window.visit("suggestions", row, None)
    panel = window.list_shown().panel
    offered = [action.text() for action in panel.menu_of(ledger.row("suggestions", row)).actions()]
    assert "收件审查" not in offered
