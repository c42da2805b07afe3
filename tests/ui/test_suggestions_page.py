"""The page of opinions and suggestions: the course, the next steps, many at once, letters, earlier items."""

from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit, QPushButton

from app.domain.course_steps import Step
from app.domain.fields import Ref
from app.storage.ledger import Ledger
from app.work.course import HandOver, hand_over, take_step
from app.work.course_events import keep_promise, promise, supervise
from tests.ui.hands import CONTROL, Hands
from ui.frame.window import Window
from ui.look.row_link import RowLink
from ui.pages.suggestions import letter_actions
from ui.pages.suggestions.course_panel import CoursePanel, letter_of, steps_of
from ui.pages.suggestions.suggestions_page import SuggestionsPage
from ui.printing.preview import Preview


def unit(ledger: Ledger) -> Ref:
    (found,) = ledger.lookup.matches("handlers", "规划建设办公室", {})
    return found


def raised(ledger: Ledger, content: str = "农贸市场排水沟淤塞，雨天积水", **more: Any) -> int:
    values = {
        "class": "opinion",
        "raised_on": date(2022, 8, 8),
        "source": "reception",
        "content": content,
        **more,
    }
    with ledger.act("新增") as act:
        return act.add("suggestions", values)


def handed(ledger: Ledger, on: date = date(2022, 8, 15), **more: Any) -> int:
    row_id = raised(ledger, **more)
    hand_over(ledger, [row_id], HandOver(unit(ledger), on))
    return row_id


def page_of(window: Window) -> SuggestionsPage:
    window.open_page("suggestions")
    page = window.list_shown()
    assert isinstance(page, SuggestionsPage)
    return page


def panel_of(page: SuggestionsPage) -> CoursePanel:
    panel = page.panel
    assert isinstance(panel, CoursePanel)
    panel._timer.stop()
    panel._build()
    return panel


def shown(page: SuggestionsPage, row_id: int) -> CoursePanel:
    page.reveal(row_id)
    return panel_of(page)


def words_in(panel: CoursePanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if not label.isHidden()]


def buttons(panel: CoursePanel) -> dict[str, QPushButton]:
    holder = panel._foot.itemAt(0).widget()
    found = holder.findChildren(QPushButton) or [
        panel._foot.itemAt(i).widget() for i in range(panel._foot.count())
    ]
    return {button.text(): button for button in found}


def type_in(panel: CoursePanel, **typed: str) -> None:
    assert panel.act_form is not None
    for key, words in typed.items():
        panel.act_form.rows[key].editor.fill_text(words)


def test_the_panel_shows_course_clock_and_next_step(window, ledger) -> None:
    panel = shown(page_of(window), handed(ledger))
    words = words_in(panel)
    for expected in (
        "08-08 收集登记",
        "08-15 交办 规划建设办公室\n期限 2022-11-15",
        "反馈代表（满意度）",
        "2022-11-15，逾期 8 天",
    ):
        assert expected in words
    assert words.count("●") == 2
    late = next(label for label in panel.findChildren(QLabel) if label.text() == "2022-11-15，逾期 8 天")
    assert late.property("role") == "problem"
    assert set(buttons(panel)) == {"登记答复", "开始办理", "打印督办单", "更多 ▾"}
    assert buttons(panel)["登记答复"].property("role") == "primary"


def test_a_reply_found_by_search_takes_four_clicks_and_shortcuts(window, ledger, qtbot) -> None:
    row_id = handed(ledger)
    box = window.top.search
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)  # 1
    box.setText("排水沟")
    qtbot.waitUntil(lambda: box.results.isVisible() if hasattr(box, "results") else True)
    qtbot.wait(250)
    qtbot.keyClick(box, Qt.Key.Key_Return)  # 2
    page = page_of(window)
    assert page.selected_ids() == [row_id]
    panel = panel_of(page)
    qtbot.mouseClick(buttons(panel)["登记答复"], Qt.MouseButton.LeftButton)  # 3
    type_in(panel, on="11.18", reply_class="A", reply_text="已清淤 300 米。")
    form = panel.act_form
    qtbot.waitUntil(form.rows["on"].editor.focus.hasFocus)
    qtbot.keyClick(form.rows["on"].editor.focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # 4
    kept = ledger.row("suggestions", row_id)
    assert (kept["status"], kept["reply_class"], kept["replied_on"]) == ("replied", "A", date(2022, 11, 18))
    assert ledger.undoable().name == "登记答复：2022-001 农贸市场排水沟淤塞，雨天积水"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on": "11.31"}, "答复日期“11.31”这个日期不存在"),
        ({"on": ""}, "请填写答复日期"),
        ({"on": "8.1"}, "早于交办日期 2022-08-15"),
        ({"on": "11.24"}, "还没有到"),
    ],
)
def test_what_is_wrong_is_said_beside_the_form_and_nothing_is_kept(window, ledger, typed, sentence) -> None:
    row_id = handed(ledger)
    panel = shown(page_of(window), row_id)
    panel.do("replied")
    type_in(panel, **typed)
    form = panel.act_form
    form.save()
    told = [form.problem.text(), *(row.problem.text() for row in form.rows.values())]
    assert sentence in "".join(told)
    QApplication.processEvents()
    assert form.problem.visibleRegion().boundingRect().height() == form.problem.height(), (
        "below the last field"
    )
    assert ledger.row("suggestions", row_id)["status"] == "assigned"
    type_in(panel, on="11.18")  # corrected by a quick hand: saved at the first press, nothing is asked again
    form.save()
    kept = ledger.row("suggestions", row_id)
    assert (kept["status"], kept["replied_on"]) == ("replied", date(2022, 11, 18))


def test_satisfaction_with_result_and_attitude_is_entered_and_dissatisfied_is_handled_again(
    window, ledger
) -> None:
    row_id = handed(ledger)
    take_step(ledger, row_id, Step("replied", date(2022, 11, 1)))
    panel = shown(page_of(window), row_id)
    panel.do("feedback_received")
    type_in(panel, on="11.2", feedback="不满意", feedback_attitude="满意", why="还在积水")
    panel.act_form.save()
    row = ledger.row("suggestions", row_id)
    assert (row["feedback"], row["feedback_attitude"]) == ("dissatisfied", "satisfied")
    assert steps_of(row) == ("reworking", "concluded")


def test_esc_leaves_the_short_form_and_shows_the_item_again(window, ledger, qtbot) -> None:
    panel = shown(page_of(window), handed(ledger))
    panel.do("replied")
    qtbot.waitUntil(panel.act_form.rows["on"].editor.focus.hasFocus)
    qtbot.keyClick(panel.act_form.rows["on"].editor.focus, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "登记答复" in buttons(panel))
    assert panel.act_form is None
    assert panel.isVisible()
    assert window.list_shown().table.hasFocus()


def test_a_half_filled_form_stays_when_something_else_changes_and_goes_with_the_row(
    window, ledger, qtbot
) -> None:
    row_id, other = handed(ledger), raised(ledger, "路灯不亮")
    page = page_of(window)
    panel = shown(page, row_id)
    panel.do("replied")
    type_in(panel, reply_text="已清淤")
    with ledger.act("别的事") as act:
        act.change("suggestions", other, {"village": "下寮村"})
    qtbot.wait(80)
    assert panel.act_form.rows["reply_text"].editor.raw() == "已清淤"
    page.choose(other)
    qtbot.waitUntil(lambda: panel.act_form is None)
    assert "交办" in buttons(panel)


def test_enter_after_the_last_field_comes_to_save_and_ctrl_enter_saves_there(window, ledger, qapp) -> None:
    """It came to 不填了: one more Enter, or Ctrl+Enter there, left what had just been typed."""
    row_id = handed(ledger)
    panel = panel_of(page_of(window))
    panel.do("replied")
    form, hands = panel.act_form, Hands(window)
    qapp.processEvents()  # the first field takes the keyboard
    for words in ("11.18", "A", "", "", "何芳"):
        if words:
            hands.press(Qt.Key.Key_A, CONTROL)
            hands.write(words)
        hands.press(Qt.Key.Key_Return if not isinstance(hands.place, QPlainTextEdit) else Qt.Key.Key_Tab)
    assert hands.place.text() == "保存"
    assert panel.act_form is form
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert ledger.row("suggestions", row_id)["replied_on"] == date(2022, 11, 18)


def test_many_are_handed_over_at_once(window, ledger) -> None:
    ids = [raised(ledger, f"第 {number} 件事") for number in range(3)]
    page = page_of(window)
    page.table.selectAll()
    panel = panel_of(page)
    assert {"打印交办单", "批量交办"} <= set(page.selection.buttons)
    QTest.mouseClick(page.selection.buttons["批量交办"], Qt.MouseButton.LeftButton)
    panel.act_form.rows["lead_handler"].editor.fill(unit(ledger))
    type_in(panel, on="11.20")
    panel.act_form.save()
    assert {row["status"] for row in ledger.rows("suggestions", ids)} == {"assigned"}
    assert ledger.undoable().name == "批量交办 3 件意见建议"


def test_before_many_are_handed_over_it_says_how_many_and_why(window, ledger, qtbot) -> None:
    own = raised(ledger, "第一件事", lead_handler=unit(ledger))
    bare, done = raised(ledger, "第二件事"), handed(ledger, content="第三件事")
    page = page_of(window)
    page.table.selectAll()
    panel = panel_of(page)
    panel.do("assigned")
    form = panel.act_form
    assert "1 件填入空着的内容" in form.reach.text()
    assert "1 件不动：还没有主办单位" in form.reach.text()
    assert "1 件不动：现在的状态是“已交办”" in form.reach.text()
    assert "交办 1 件" in buttons(panel)
    form.rows["lead_handler"].editor.fill(ledger.lookup.matches("handlers", "农业农村办公室", {})[0])
    form.rows["lead_handler"].editor.left.emit()
    assert "其中 1 件，保留各自原定的主办单位" in form.reach.text()
    assert "交办 2 件" in buttons(panel)
    form.save()
    assert [row["status"] for row in ledger.rows("suggestions", [own, bare, done])] == ["assigned"] * 3
    assert ledger.row("suggestions", own)["lead_handler"].id == unit(ledger).id
    assert ledger.row("suggestions", bare)["lead_handler"].name == "农业农村办公室"


def test_a_step_goes_back_with_a_reason_only(window, ledger) -> None:
    row_id = handed(ledger)
    panel = shown(page_of(window), row_id)
    panel.do("back")
    panel.act_form.save()
    assert "请填写为什么退回" in panel.act_form.rows["why"].problem.text()
    type_in(panel, why="交错单位")
    panel.act_form.save()
    assert ledger.row("suggestions", row_id)["status"] == "collected"


def test_a_promise_stays_in_sight_until_it_is_kept(window, ledger) -> None:
    row_id = handed(ledger)
    take_step(ledger, row_id, Step("replied", date(2022, 11, 1), values={"reply_class": "B"}))
    page = page_of(window)
    assert any("B类答复要跟踪到办成" in words for words in words_in(shown(page, row_id)))
    panel = shown(page, row_id)
    panel.do("promise")
    type_in(panel, what="汛期前清淤", due_on="11.20")
    panel.act_form.save()
    take_step(ledger, row_id, Step("concluded", date(2022, 11, 2)))
    assert "○ 汛期前清淤 已过期限 3 天" in words_in(shown(page, row_id))
    panel.do("keep0")
    type_in(panel, on="11.22")
    panel.act_form.save()
    assert "● 汛期前清淤 2022-11-22 已兑现" in words_in(shown(page, row_id))


def test_every_further_act_opens_its_form_from_the_menu(window, ledger) -> None:
    row_id = handed(ledger)
    panel = shown(page_of(window), row_id)
    menu = panel.menu_of(ledger.row("suggestions", row_id))
    told = [action.text() for action in menu.actions() if action.text()]
    assert told == [
        "修改全部内容", "登记沟通", "登记督办", "登记承诺", "延期", "不再办理", "退回上一步…",
        "交办通知单", "答复函", "征询意见表", "督办通知单", "转送函",
    ]  # fmt: skip
    exits = next(found for found in menu.findChildren(QMenu) if found.title() == "不再办理")
    for action in (*menu.actions()[2:6], *exits.actions()):
        action.trigger()
        assert panel.act_form is not None
        assert action.text() in (label.text() for label in panel.act_form.findChildren(QLabel))


def test_the_numbers_above_the_list_open_their_rows(window, ledger, qtbot) -> None:
    open_one = handed(ledger)
    done = raised(ledger, "路灯不亮", solved_on_spot=True)
    page = page_of(window)
    qtbot.waitUntil(lambda: "办结率" in page.header.subtitle.text())
    words = page.header.subtitle.text()
    for part in (">2 件</a>", ">50.0%</a>", "2022 年度共"):
        assert part in words
    page.open_figure("all.open")
    assert page.model.ids == [open_one]
    page.open_figure("all.concluded")
    assert page.model.ids == [done]
    page.header.drop_equals()
    assert len(page.model.ids) == 2


def test_the_summary_is_previewed_and_exported_with_its_own_columns(
    window, ledger, qtbot, tmp_path, answers
) -> None:
    handed(ledger)
    page = page_of(window)
    qtbot.waitUntil(lambda: "汇总表" in page.header.subtitle.text())
    page.open_figure("summary")
    qtbot.waitUntil(lambda: any(isinstance(child, Preview) for child in window.children()))
    preview = next(child for child in window.children() if isinstance(child, Preview))
    assert "迳口镇2022年度意见建议办理情况汇总表" in preview.windowTitle()
    preview.close()
    answers.give("QFileDialog.getSaveFileName", (str(tmp_path / "汇总.xlsx"), ""))
    page.open_figure("summary workbook")
    qtbot.waitSignal(window.workspace.said, timeout=8000).wait()
    cells = [cell.value for line in openpyxl.load_workbook(tmp_path / "汇总.xlsx").active for cell in line]
    assert {"事项摘要", "主办单位", "答复类别", "对结果"} <= set(cells)
    assert "提出日期" not in cells


def test_earlier_items_appear_with_their_outcome_while_a_title_is_typed(window, ledger, qtbot) -> None:
    row_id = handed(ledger)
    take_step(ledger, row_id, Step("replied", date(2022, 11, 1), values={"reply_class": "A"}))
    window.open_form("suggestions", None, None)
    form = window._form
    qtbot.waitExposed(window)
    line = form.fields.rows["title"].editor.line
    line.setText("关于农贸市场排水沟堵塞的建议")
    line.textEdited.emit(line.text())
    qtbot.waitUntil(lambda: not form.earlier.isHidden())
    assert (
        "2022-001  农贸市场排水沟淤塞，雨天积水\n        2022-11-01 已答复（A类）"
        in form.earlier.words.text()
    )
    line.setText("增设公交")
    form.look()
    assert form.earlier.isHidden()


def test_the_hand_over_notice_is_previewed_from_the_panel(window, ledger, qtbot) -> None:
    panel = shown(page_of(window), handed(ledger, on=date(2022, 11, 1)))
    buttons(panel)["打印交办单"].click()
    qtbot.waitUntil(lambda: any(isinstance(child, Preview) for child in window.children()))
    preview = next(child for child in window.children() if isinstance(child, Preview))
    assert preview.windowTitle() == "打印预览 - 交办通知单 2022-001"
    preview.close()


def test_a_letter_is_written_beside_the_one_that_wps_holds(
    window, ledger, tmp_path, answers, monkeypatch
) -> None:
    row_id = handed(ledger)
    target = tmp_path / "交办.docx"
    real = letter_actions.writing.write_letter

    def held(ledger: Ledger, kind: str, row: int, path: Path, page_count: Any) -> None:
        if path == target:
            raise PermissionError(13, "held", str(path))
        real(ledger, kind, row, path, page_count)

    monkeypatch.setattr(letter_actions.writing, "write_letter", held)
    answers.give("QFileDialog.getSaveFileName", (str(target), ""))
    answers.give("QDialog.exec", lambda dialog: dialog._answered("知道了"))
    letter_actions.save(window, window.workspace, "assignment", row_id)
    assert [path.name for path in tmp_path.glob("*.docx")] == ["交办(2).docx"]


def test_a_broken_template_is_named_and_the_original_comes_back_by_a_button(
    window, ledger, tmp_path, answers
) -> None:
    row_id = handed(ledger)
    own = letter_actions.templates.copy_to_edit(ledger, "assignment")
    document = docx.Document(str(own))
    document.paragraphs[0].insert_paragraph_before("{{编好}}")
    document.save(str(own))
    seen: list[str] = []

    def answer(dialog: Any) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        red = [words for words, button in dialog.buttons.items() if button.property("role") == "primary"]
        assert (list(dialog.buttons), red) == (["知道了", "恢复原来的模板", "打开模板改正"], ["打开模板改正"])
        dialog._answered("恢复原来的模板")

    answers.give("QFileDialog.getSaveFileName", (str(tmp_path / "a.docx"), ""))
    answers.give("QDialog.exec", answer)
    letter_actions.save(window, window.workspace, "assignment", row_id)
    assert any("正文第 1 段的“{{编好}}”" in words and "另存一份，不会丢" in words for words in seen)
    assert not letter_actions.templates.is_edited(ledger, "assignment")
    (kept,) = own.parent.glob("*换下*.docx")
    assert docx.Document(str(kept)).paragraphs[0].text == "{{编好}}"
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize(
    ("row", "letter"),
    [
        ({"status": "assigned", "days_left": 3}, "打印交办单"),
        ({"status": "assigned", "days_left": -1}, "打印督办单"),
        ({"status": "replied", "days_left": None}, "打印征询表"),
        ({"status": "concluded", "days_left": None}, "打印答复函"),
    ],
)
def test_the_letter_offered_belongs_to_the_state(row, letter) -> None:
    assert letter_of(row)[1] == letter


def test_a_reply_without_its_words_is_not_printed_and_leads_to_where_they_are_typed(
    window, ledger, qtbot, answers
) -> None:
    row_id = raised(ledger, solved_on_spot=True)
    panel = shown(page_of(window), row_id)
    seen: list[str] = []

    def answer(dialog: Any) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog._answered("现在去填")

    answers.give("QDialog.exec", answer)
    buttons(panel)["打印答复函"].click()
    assert any("还没有填答复内容，请先把答复内容填好" in words for words in seen)
    box = window._form.fields.rows["reply_text"].editor.focus
    qtbot.waitUntil(box.hasFocus)
    assert not box.visibleRegion().isEmpty()


def test_a_supervision_is_not_offered_where_no_reply_is_owed_and_the_menu_says_why(window, ledger) -> None:
    row_id = handed(ledger)
    owed = letter_entries(shown(page_of(window), row_id).menu_of(ledger.row("suggestions", row_id)))
    assert owed["督办通知单"] == {
        "预览和打印": True,
        "存为 Word 文档…": True,
        "在 WPS 里改模板": True,
        "恢复原来的模板": False,
    }
    take_step(ledger, row_id, Step("replied", date(2022, 11, 1), values={"reply_text": "已清淤。"}))
    told = letter_entries(shown(page_of(window), row_id).menu_of(ledger.row("suggestions", row_id)))
    assert told["督办通知单"]["预览和打印"] is False
    assert any("没有欠答复，不用发督办通知单" in words for words in told["督办通知单"])
    assert told["答复函"]["预览和打印"] is True


def letter_entries(menu: QMenu) -> dict[str, dict[str, bool]]:
    """The entries below each letter, and whether they can be chosen."""
    letters = {found.title(): found for found in menu.findChildren(QMenu)}
    return {
        name: {action.text(): action.isEnabled() for action in found.actions() if action.text()}
        for name, found in letters.items()
    }


def test_what_a_hard_matter_means_is_told_from_the_clocks_in_force(window, ledger) -> None:
    row_id = raised(ledger)
    panel = shown(page_of(window), row_id)
    for months, words in ((6, "六个月"), (5, "五个月")):
        clocks = ledger.rows("clock_rules", ledger.ids("clock_rules"))
        with ledger.act("改期限") as act:
            for rule in clocks:
                if rule["clock"] == "hard_reply":
                    act.change("clock_rules", rule["id"], {"amount": months})
        panel.do("assigned")
        assert panel.act_form.rows["is_hard"].field.hint == f"勾选后答复期限按{words}计算"
    window.open_form("suggestions", row_id, None)
    assert window._form.fields.rows["is_hard"].field.hint == "勾选后答复期限按五个月计算"


def test_on_a_small_screen_the_course_slides_over_the_list(window, ledger) -> None:
    row_id = handed(ledger)
    window.resize(911, 512)
    panel = shown(page_of(window), row_id)
    assert panel.isVisible()
    assert panel.geometry().right() <= panel.parentWidget().width()
    foot = buttons(panel)["登记答复"]
    assert foot.mapTo(window, foot.rect().bottomRight()).y() <= window.height()
    assert foot.width() >= foot.sizeHint().width()


def twice_answered(ledger: Ledger) -> int:
    """Answered late with class B, not satisfied, handed over again, answered once more."""
    row_id = handed(ledger, on=date(2022, 3, 1), raised_on=date(2022, 2, 28))
    told = {"reply_class": "B", "reply_text": "列入计划。"}
    take_step(ledger, row_id, Step("replied", date(2022, 6, 3), values=told))
    told = {"feedback": "dissatisfied", "feedback_attitude": "satisfied"}
    take_step(ledger, row_id, Step("feedback_received", date(2022, 6, 8), values=told))
    take_step(ledger, row_id, Step("reworking", date(2022, 6, 10), why="代表不满意"))
    supervise(ledger, row_id, date(2022, 6, 20), "现场", "张主席", "已进场")
    take_step(ledger, row_id, Step("replied", date(2022, 7, 1), values={"reply_class": "B"}))
    return row_id


def test_the_panel_tells_every_round_with_its_clock_and_what_happened_meanwhile(window, ledger) -> None:
    words = words_in(shown(page_of(window), twice_answered(ledger)))
    for expected in (
        "第1次办理",
        "03-01 交办 规划建设办公室\n期限 2022-06-01",
        "06-03 承办单位答复 B类\n超过期限 2 天\n列入计划。",
        "06-08 反馈意见 对结果不满意，对态度满意",
        "第2次办理",
        "06-10 重新交办 规划建设办公室\n期限 2022-07-11\n代表不满意",
        "06-20 督办 现场 张主席\n已进场",
        "07-01 承办单位再次答复 B类\n按期答复",
    ):
        assert expected in words
    assert "督办记录" not in words


def test_what_was_promised_is_answered_again_once_it_was_done(window, ledger) -> None:
    row_id = handed(ledger, on=date(2022, 11, 1))
    take_step(ledger, row_id, Step("replied", date(2022, 11, 10), values={"reply_class": "B"}))
    panel = shown(page_of(window), row_id)
    assert list(buttons(panel)) and "再次答复（已落实）" not in buttons(panel)
    assert "再次答复（已落实）" in [
        action.text() for action in panel.menu_of(ledger.row("suggestions", row_id)).actions()
    ]
    promise(ledger, row_id, "加装护栏", date(2022, 12, 1))
    keep_promise(ledger, row_id, 0, date(2022, 11, 15))
    panel = shown(page_of(window), row_id)
    assert buttons(panel)["再次答复（已落实）"].property("role") == "primary"
    buttons(panel)["再次答复（已落实）"].click()
    type_in(panel, on="2022-11-16", reply_class="A", reply_text="已装好。")
    panel.act_form.save()
    assert [line.get("reply_class") for line in ledger.row("suggestions", row_id)["rounds"]] == ["B", "A"]


def test_dissatisfied_is_concluded_with_a_reason_asked_beside_its_field(window, ledger) -> None:
    row_id = handed(ledger, on=date(2022, 11, 1))
    take_step(ledger, row_id, Step("replied", date(2022, 11, 10)))
    take_step(
        ledger, row_id, Step("feedback_received", date(2022, 11, 12), values={"feedback": "dissatisfied"})
    )
    panel = shown(page_of(window), row_id)
    panel.do("concluded")
    type_in(panel, on="2022-11-20", is_solved="否")
    form = panel.act_form
    form.save()
    assert panel.act_form is form and form.rows["is_solved"].editor.raw() == "否"
    assert "办结说明里写明理由" in form.rows["conclusion_reason"].problem.text()
    type_in(panel, conclusion_reason="受地形限制，已向代表说明")
    form.save()
    assert ledger.row("suggestions", row_id)["status"] == "concluded"


def test_merged_items_lead_to_their_target_and_back(window, ledger) -> None:
    target = handed(ledger, content="农贸市场排水")
    merged = raised(ledger, content="市场积水", visitor="何秀兰")
    told = {"merged_into": Ref(target, "")}
    take_step(ledger, merged, Step("merged", date(2022, 9, 1), why="同一件事", values=told))
    panel = shown(page_of(window), merged)
    (link,) = (b for b in panel.findChildren(RowLink) if b.text().startswith("已并入"))
    link.click()
    assert window.list_shown().selected_ids() == [target]
    panel = panel_of(page_of(window))
    links = [b.text() for b in panel.findChildren(RowLink) if not b.isHidden()]
    assert [words for words in links if "2022-002 市场积水  何秀兰" in words]
    assert not [words for words in links if "并入)" in words]
    assert "并入本件的 1 件" in words_in(panel)


def test_what_was_sent_up_offers_its_answer_and_the_word_to_the_visitor(window, ledger) -> None:
    row_id = raised(ledger)
    told = {"referred_to": "四会市水利局", "referred_via": "四会市人大常委会"}
    take_step(ledger, row_id, Step("referred", date(2022, 9, 1), why="市级事权", values=told))
    panel = shown(page_of(window), row_id)
    assert "09-01 转送上级 四会市水利局（经四会市人大常委会）\n市级事权" in words_in(panel)
    assert list(buttons(panel)) == ["登记已告知", "登记上级答复", "打印转送函", "更多 ▾"]
    buttons(panel)["登记上级答复"].click()
    type_in(panel, on="2022-10-01", referred_answer="列入明年计划")
    panel.act_form.save()
    panel = panel_of(page_of(window))
    buttons(panel)["登记已告知"].click()
    type_in(panel, on="2022-10-02")
    panel.act_form.save()
    panel = panel_of(page_of(window))
    assert {"10-01 上级答复\n列入明年计划", "10-02 告知反映人"} <= set(words_in(panel))
    assert "登记上级答复" not in buttons(panel)


def test_a_last_day_in_a_year_without_its_days_off_says_so(window, ledger) -> None:
    row_id = handed(ledger, on=date(2022, 11, 1))
    with ledger.act("没有2023年的放假安排") as act:
        for found in ledger.rows("holidays", ledger.ids("holidays")):
            if found["day"].year == 2023:
                act.remove("holidays", found["id"], "试")
    words = "\n".join(words_in(shown(page_of(window), row_id)))
    assert "2023 年的放假安排还没有录入，期限可能要顺延。" in words
