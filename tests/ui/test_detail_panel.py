"""The chosen record: private values masked, history in words, the next step at hand."""

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from tests.ui.conftest import enter, enter_deputy
from ui.look.row_link import RowLink
from ui.panels.attachments_view import AttachmentsView, size_words
from ui.panels.detail_fields import PrivateValue
from ui.panels.history_view import differences


def shown(window, row_id: int, qtbot, key: str = "deputies"):
    window.open_page(key)
    page = window.list_shown()
    page.reveal(row_id)
    page.panel._build()
    return page.panel


def words(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_private_values_are_masked_until_asked_for_and_masked_again(window, ledger, qtbot) -> None:
    panel = shown(window, enter_deputy(ledger, "王芳", phone="19900001234"), qtbot)
    assert "19900001234" not in words(panel)
    value = panel.findChild(PrivateValue)
    value.button.click()
    assert value.value.text() == "19900001234"
    assert value._timer.isActive()
    assert value._timer.interval() == 30_000
    value._timer.timeout.emit()
    assert value.value.text() == "已录入"


def test_gaps_of_the_printed_form_are_named(window, ledger, qtbot) -> None:
    panel = shown(window, enter_deputy(ledger, "王芳", sex="女"), qtbot)
    assert "还没有填：" in words(panel)
    assert "性别" not in words(panel).split("还没有填：")[1]


def test_history_tells_old_and_new_by_label(window, ledger, qtbot) -> None:
    row_id = enter_deputy(ledger, "王芳", delegation="第一代表团", phone="19900001234")
    values, _ = ledger.read_values(
        "deputies", {"delegation": "第二代表团", "phone": "19900005678"}, row_id=row_id
    )
    with ledger.act("修改代表：王芳") as act:
        act.change("deputies", row_id, values)
    told = [line for change in ledger.history("deputies", row_id) for line in differences(change)]
    assert "代表团：第一代表团 → 第二代表团" in told
    assert "联系电话：已更换，内容不在这里显示" in told
    assert not any("1990000" in line for line in told)
    assert "修改代表：王芳" in words(shown(window, row_id, qtbot))


def test_one_more_record_is_entered_by_the_same_word_as_on_its_page(window, ledger, qtbot) -> None:
    panel = shown(
        window, enter(ledger, "liaison_sites", name="镇联络室", kind="联络室"), qtbot, "liaison_sites"
    )
    offered = {button.text() for button in panel.findChildren(QPushButton)}
    assert {"+ 新增", "新增设备"} <= offered | {
        button.toolTip() for button in panel.findChildren(QPushButton)
    }
    assert not [words for words in offered if words.startswith(("登记", "+ 登记"))]


def test_changes_of_a_mandate_stand_in_its_panel_and_open(window, ledger, qtbot) -> None:
    row_id = enter_deputy(ledger, "王芳")
    change = enter(
        ledger,
        "mandate_changes",
        mandate={"id": row_id, "name": "王芳"},
        kind="辞职",
        occurred_on="2022-07-20",
    )
    panel = shown(window, row_id, qtbot)
    line = next(b for b in panel.findChildren(QPushButton) if "辞职" in b.toolTip())
    line.click()
    assert window.list_shown().register.key == "mandate_changes"
    assert window.list_shown().selected_ids() == [change]


def test_rows_that_refer_to_a_record_are_counted_and_open_as_a_list(window, ledger, qtbot) -> None:
    district = enter(ledger, "electoral_districts", name="第1选区", level="镇")
    for name in ("王芳", "何秀兰"):
        enter_deputy(ledger, name, electoral_district={"id": district, "name": "第1选区"})
    enter_deputy(ledger, "陈志强")
    panel = shown(window, district, qtbot, "electoral_districts")
    next(b for b in panel.findChildren(QPushButton) if "本选区的代表 2 名" in b.toolTip()).click()
    assert len(window.list_shown().model.ids) == 2


def test_files_are_kept_with_the_record(window, ledger, qtbot, tmp_path) -> None:
    row_id = enter_deputy(ledger, "王芳")
    file = tmp_path / "辞职报告.txt"
    file.write_text("报告", encoding="utf-8")
    view = AttachmentsView(window.workspace, window.page("deputies").register, row_id)
    qtbot.addWidget(view)
    view.add([file])
    assert [kept["name"] for kept in ledger.attached("deputies", row_id)] == ["辞职报告.txt"]
    assert "辞职报告.txt" in "".join(b.text() for b in shown(window, row_id, qtbot).findChildren(RowLink))


def test_sizes_read_as_people_say_them() -> None:
    assert [size_words(n) for n in (10, 2048, 3_500_000)] == ["1 KB", "2 KB", "3.3 MB"]


def test_several_rows_selected_show_their_number(window, ledger, qtbot) -> None:
    enter_deputy(ledger, "王芳")
    enter_deputy(ledger, "何秀兰")
    window.open_page("deputies")
    page = window.list_shown()
    page.do("all")
    page.panel._build()
    assert page.panel._title.text() == "已选 2 名"


def test_long_lines_do_not_push_the_panel_wider_than_it_is(window, ledger, qtbot) -> None:
    row_id = enter_deputy(ledger, "王芳", note="很长的备注" * 40)
    for day in ("2022-07-20", "2022-08-20"):
        change = {"mandate": {"id": row_id, "name": "王芳"}, "kind": "暂停", "occurred_on": day}
        enter(ledger, "mandate_changes", **change, note="因为一件说来话长的事情" * 10)
    panel = shown(window, row_id, qtbot)
    body = panel._scroll.widget()
    qtbot.waitUntil(lambda: body.width() <= panel._scroll.viewport().width())
    assert body.minimumSizeHint().width() <= panel._scroll.viewport().width()


def test_a_number_on_a_line_says_what_it_counts(window, ledger, qtbot) -> None:
    row_id = enter_deputy(ledger, "王芳", elected_on="2016-11-10")
    panel = shown(window, row_id, qtbot)
    told = [link.toolTip() for link in panel.findChildren(RowLink)]
    assert any("变动后实有代表 1 名" in words for words in told)


def test_both_halves_of_the_panel_are_as_wide(window, ledger, qtbot) -> None:
    row_id = enter_deputy(
        ledger,
        "王芳",
        sex="女",
        birth_date="1975.3",
        ethnic_group="汉族",
        political_status="群众",
        id_number="999999197503121221",
    )
    panel = shown(window, row_id, qtbot)
    qtbot.wait(10)
    grid = panel.findChild(PrivateValue).parentWidget().parentWidget().layout()
    assert isinstance(grid, QGridLayout)
    halves = [grid.cellRect(1, column).width() for column in (0, 1)]
    assert abs(halves[0] - halves[1]) <= 2
