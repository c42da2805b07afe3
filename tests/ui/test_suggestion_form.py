"""The form of a matter: the last round in its fields, the earlier ones in cards, nothing changed unasked."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.course_steps import Step
from app.domain.fields import Ref
from app.storage.ledger import Ledger
from app.work.course import HandOver, hand_over, take_step
from app.work.course_events import extend
from ui.frame.window import Window
from ui.pages.suggestions.suggestion_form import SuggestionForm

D = date


def unit(ledger: Ledger) -> Ref:
    (found,) = ledger.lookup.matches("handlers", "规划建设办公室", {})
    return found


def raised(ledger: Ledger, **more: Any) -> int:
    values = {"class": "suggestion", "raised_on": D(2022, 3, 1), "content": "农贸市场排水沟淤塞", **more}
    with ledger.act("新增") as act:
        return act.add("suggestions", values)


def handed(ledger: Ledger, **more: Any) -> int:
    row_id = raised(ledger, **more)
    hand_over(ledger, [row_id], HandOver(unit(ledger), D(2022, 3, 4)))
    return row_id


def twice(ledger: Ledger) -> int:
    """Answered on 1 June (class B, not satisfied), handed over again on 10 June, answered on 1 July."""
    row_id = handed(ledger)
    told = {"reply_class": "B", "reply_text": "列入计划。", "reply_no": "迳建〔2022〕3号"}
    take_step(ledger, row_id, Step("replied", D(2022, 6, 1), values=told))
    told = {"feedback": "dissatisfied", "feedback_attitude": "satisfied"}
    take_step(ledger, row_id, Step("feedback_received", D(2022, 6, 8), values=told))
    take_step(ledger, row_id, Step("reworking", D(2022, 6, 10), why="代表不满意"))
    take_step(
        ledger, row_id, Step("replied", D(2022, 7, 1), values={"reply_class": "A", "reply_text": "已清淤。"})
    )
    return row_id


def returned(ledger: Ledger) -> int:
    row_id = handed(ledger)
    take_step(ledger, row_id, Step("returned", D(2022, 3, 8), why="不属本单位"))
    return row_id


def extended(ledger: Ledger) -> int:
    row_id = handed(ledger)
    extend(ledger, row_id, D(2022, 8, 1), "等资金")
    return row_id


def own_date(ledger: Ledger) -> int:
    row_id = handed(ledger)
    with ledger.act("自定") as act:
        act.change("suggestions", row_id, {"due_on": D(2022, 5, 1), "due_reason": "镇里要求"})
    return row_id


KINDS = (
    raised,
    handed,
    twice,
    returned,
    extended,
    own_date,
    lambda ledger: raised(ledger, solved_on_spot=True),
)


def form_of(window: Window, row_id: int | None) -> SuggestionForm:
    window.open_form("suggestions", row_id, None)
    form = window._form
    assert isinstance(form, SuggestionForm)
    return form


def type_in(form: SuggestionForm, **typed: str) -> None:
    for key, words in typed.items():
        form.fields.rows[key].editor.fill_text(words)
        form.fields.rows[key].editor.edited.emit()


def in_card(form: SuggestionForm, number: int, **typed: str) -> None:
    for key, words in typed.items():
        form.rounds.cards[number].rows[key].editor.fill_text(words)
        form.rounds.cards[number].rows[key].editor.edited.emit()


def saved(form: SuggestionForm) -> None:
    """Save; what is doubtful is confirmed by the second press."""
    form.save()
    if form.save_button.text() == "仍然保存":
        form.save()


def rounds(ledger: Ledger, row_id: int) -> Any:
    return ledger.row("suggestions", row_id)["rounds"]


@pytest.mark.parametrize("make", KINDS)
def test_an_untouched_form_changes_nothing(window, ledger, make) -> None:
    row_id = make(ledger)
    before, last = ledger.row("suggestions", row_id), ledger.last_change
    form = form_of(window, row_id)
    assert (form._to_read(), form.is_changed()) == ({}, False)
    form.save()
    assert (ledger.row("suggestions", row_id), ledger.last_change) == (before, last)


@pytest.mark.parametrize("make", KINDS)
def test_one_changed_word_changes_that_word_alone(window, ledger, make) -> None:
    row_id = make(ledger)
    before = ledger.row("suggestions", row_id)
    form = form_of(window, row_id)
    type_in(form, note="核对过")
    saved(form)
    assert ledger.row("suggestions", row_id) == {**before, "note": "核对过"}


def test_a_value_of_an_earlier_round_is_corrected_and_nothing_else(window, ledger) -> None:
    row_id = twice(ledger)
    before = rounds(ledger, row_id)
    form = form_of(window, row_id)
    assert [card.heading.text() for card in form.rounds.cards] == ["第1次办理"]
    assert form.rounds.cards[0].typed()["handler"] == "规划建设办公室"
    assert form.fields.rows["reply_class"].editor.raw() == "A（已解决或基本解决）"
    in_card(form, 0, reply_class="C", replied_on="2022-05-30")
    saved(form)
    first = {**before[0], "reply_class": "C", "replied_on": D(2022, 5, 30)}
    assert rounds(ledger, row_id) == (first, before[1])


def test_a_card_and_the_last_round_are_changed_together(window, ledger) -> None:
    row_id = twice(ledger)
    before = rounds(ledger, row_id)
    form = form_of(window, row_id)
    in_card(form, 0, feedback="基本满意")
    type_in(form, reply_no="迳建〔2022〕9号", reply_text="")
    saved(form)
    last = {key: value for key, value in before[1].items() if key != "reply_text"} | {
        "reply_no": "迳建〔2022〕9号"
    }
    assert rounds(ledger, row_id) == ({**before[0], "feedback": "basically_satisfied"}, last)


def test_one_more_round_keeps_the_one_before_with_its_handler_and_return(window, ledger) -> None:
    row_id = returned(ledger)
    before = rounds(ledger, row_id)
    form = form_of(window, row_id)
    form.rounds.more.click()
    assert form.fields.rows["assigned_on"].editor.raw() == ""
    type_in(form, assigned_on="2022-03-09", replied_on="2022-04-01", reply_class="A")
    saved(form)
    new = {"assigned_on": D(2022, 3, 9), "replied_on": D(2022, 4, 1), "reply_class": "A"}
    assert rounds(ledger, row_id) == (*before, new)
    assert ledger.row("suggestions", row_id)["status"] == "replied"


def test_a_round_begun_and_left_empty_is_none(window, ledger) -> None:
    row_id = twice(ledger)
    before = rounds(ledger, row_id)
    form = form_of(window, row_id)
    form.rounds.more.click()
    form.rounds.more.click()  # nothing stands in the fields: no empty card
    assert len(form.rounds.cards) == 2
    type_in(form, note="核对过")
    saved(form)
    assert (rounds(ledger, row_id), ledger.row("suggestions", row_id)["note"]) == (before, "核对过")


def test_the_same_value_as_in_the_round_before_is_kept_in_the_new_one(window, ledger) -> None:
    row_id = handed(ledger)
    take_step(
        ledger, row_id, Step("replied", D(2022, 6, 1), values={"reply_class": "A", "reply_text": "已办。"})
    )
    form = form_of(window, row_id)
    form.rounds.more.click()
    type_in(form, assigned_on="2022-06-10", replied_on="2022-07-01", reply_class="A", reply_text="已办。")
    saved(form)
    assert [(line["reply_class"], line["reply_text"]) for line in rounds(ledger, row_id)] == [
        ("A", "已办。")
    ] * 2


@pytest.mark.parametrize(("number", "left"), [(0, D(2022, 7, 1)), (1, D(2022, 6, 1))])
def test_a_round_is_struck_with_a_reason_that_stays_in_the_course(window, ledger, number, left) -> None:
    row_id = twice(ledger)
    form = form_of(window, row_id)
    button = form.rounds.cards[0].strike if number == 0 else form.rounds.less
    button.click()
    assert not form.rounds.cards and not form.reason.isHidden()
    saved(form)
    assert window._form is form and "写明理由" in form.reason.problem.text()
    assert len(rounds(ledger, row_id)) == 2
    form.reason.editor.fill_text("重复录入")
    saved(form)
    assert [line["replied_on"] for line in rounds(ledger, row_id)] == [left]
    assert ledger.row("suggestions", row_id)["steps"][-1] == {"on": ledger.today, "why": "重复录入"}


def test_a_date_that_is_emptied_asks_for_the_reason_and_nothing_typed_is_lost(window, ledger) -> None:
    row_id = twice(ledger)
    form = form_of(window, row_id)
    in_card(form, 0, feedback_on="", feedback="", feedback_attitude="")
    type_in(form, note="反馈记到别件去了")
    saved(form)
    assert window._form is form and not form.reason.isHidden()
    assert form.fields.rows["note"].editor.raw() == "反馈记到别件去了"
    form.reason.editor.fill_text("记错")
    saved(form)
    assert "feedback_on" not in rounds(ledger, row_id)[0]


def test_a_new_record_takes_several_rounds(window, ledger) -> None:
    form = form_of(window, None)
    typed = {"class": "代表建议", "raised_on": "2022-03-01", "content": "积水"}
    type_in(form, **typed, assigned_on="2022-03-04", replied_on="2022-06-01", reply_class="B")
    form.following.follow()
    assert form.rounds.cards == []
    form.rounds.more.click()
    type_in(form, assigned_on="2022-06-10")
    form.following.follow()
    assert form.fields.rows["replied_on"].editor.raw() == ""
    saved(form)
    (row_id,) = ledger.ids("suggestions")
    assert rounds(ledger, row_id) == (
        {"assigned_on": D(2022, 3, 4), "replied_on": D(2022, 6, 1), "reply_class": "B"},
        {"assigned_on": D(2022, 6, 10)},
    )


def test_the_record_before_lends_no_rounds(window, ledger) -> None:
    twice(ledger)
    form = form_of(window, None)
    form.copy_last.click()
    assert form.rounds.raw() == []


def test_the_due_date_follows_the_clock_until_she_sets_her_own_with_its_reason(window, ledger) -> None:
    row_id = handed(ledger)
    form = form_of(window, row_id)
    due, reason = form.fields.rows["due_on"], form.fields.rows["due_reason"]
    assert (due.editor.raw(), due.editor.line.placeholderText()) == ("", "2022-06-06")
    assert due.editor.clock_words.text().startswith("按规定算到 2022-06-06（答复期限 3 个月，代表法")
    assert reason.isHidden()
    type_in(form, is_hard="是")
    assert due.editor.line.placeholderText() == "2022-09-05"
    type_in(form, assigned_on="2022-04-04", is_hard="")
    assert due.editor.line.placeholderText() == "2022-07-04"
    type_in(form, due_on="2022-05-01")
    assert not reason.isHidden()
    type_in(form, due_reason="镇里要求")
    saved(form)
    (one,) = rounds(ledger, row_id)
    assert (one["due_on"], one["due_reason"]) == (D(2022, 5, 1), "镇里要求")
    form = form_of(window, row_id)
    type_in(form, due_on="")
    form.fields.rows["due_on"].editor.left.emit()
    saved(form)
    assert not {"due_on", "due_reason"} & rounds(ledger, row_id)[0].keys()
    assert ledger.row("suggestions", row_id)["due_on"] == D(2022, 7, 4)


def test_the_clock_of_a_second_round_is_that_of_rework_unless_it_was_sent_back(window, ledger) -> None:
    form = form_of(window, twice(ledger))
    assert "重新办理期限" in form.fields.rows["due_on"].editor.clock_words.text()
    form = form_of(window, returned(ledger))
    form.rounds.more.click()
    type_in(form, assigned_on="2022-03-09")
    assert "（答复期限 3 个月" in form.fields.rows["due_on"].editor.clock_words.text()


def test_a_year_without_its_days_off_is_told_beside_the_due_date(window, ledger) -> None:
    with ledger.act("没有节假日") as act:
        for row_id in ledger.ids("holidays"):
            act.remove("holidays", row_id, "试")
    form = form_of(window, handed(ledger))
    assert "2022 年的放假安排还没有录入，可能要顺延" in form.fields.rows["due_on"].editor.clock_words.text()


def test_rounds_and_reason_come_back_from_the_draft(window, ledger) -> None:
    row_id = returned(ledger)
    form = form_of(window, row_id)
    form.rounds.more.click()
    type_in(form, assigned_on="2022-03-09")
    form.reason.editor.fill_text("补记")
    form.draft.keep()
    form.done.emit(None)
    again = form_of(window, row_id)
    assert again.rounds.raw() == form.rounds.raw() and again._rest == {}
    assert again.fields.rows["assigned_on"].editor.raw() == "2022-03-09"
    assert again.reason.editor.raw() == "补记" and not again.reason.isHidden()
    again.start_over()
    assert (again._to_read(), again.is_changed(), again.reason.isHidden()) == ({}, False, True)
    assert again._rest["returned_reason"] == "不属本单位"


@pytest.mark.parametrize("more", [False, True])
def test_tab_goes_from_the_last_round_through_the_cards_and_on(window, ledger, qtbot, more) -> None:
    form = form_of(window, twice(ledger))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    if more:
        form.rounds.more.click()
    qtbot.waitUntil(form.rounds.cards[-1].strike.isVisible)
    rows = form.fields.rows
    rows["feedback_attitude"].editor.focus.setFocus()
    went = []
    for _ in range((1 + more) * 16 + 3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        went.append(QApplication.focusWidget())
    cards = [widget for card in form.rounds.cards for widget in card.widgets()]
    expected = [*cards, form.rounds.more, form.rounds.less, rows["concluded_on"].editor.focus]
    assert [widget.accessibleName() or widget.text() for widget in went] == [
        widget.accessibleName() or widget.text() for widget in expected
    ]


def test_the_act_is_named_after_what_was_entered(window, ledger) -> None:
    form = form_of(window, None)
    type_in(form, **{"class": "群众意见", "raised_on": "2022.3.1", "content": "农贸市场排水沟淤塞"})
    form.save()
    assert ledger.undoable().name == "新增意见建议：2022-001"


def test_the_form_asks_for_second_dates_in_cards_only(window, ledger) -> None:
    form = form_of(window, twice(ledger))
    assert not {"rework_assigned_on", "rework_replied_on"} & form.fields.rows.keys()
