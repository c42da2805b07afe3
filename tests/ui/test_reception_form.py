"""A reception with its opinions is one form, one act, and tells nobody what was to stay confidential."""

import pytest
from PySide6.QtWidgets import QLabel

from app.storage.query import Query
from app.work import reception_day
from tests.ui.conftest import enter, enter_deputy
from tests.ui.surfaces import lay_out
from ui.pages.receptions.reception_form import ReceptionForm

NAMES = ("陈志强", "何秀兰", "黄伟明", "李桂英")
TWO_OPINIONS = [
    {"content": "路灯不亮", "village": "下寮村"},
    {"content": "水压不足", "lead_handler": "水务站"},
]


@pytest.fixture
def form(window, ledger) -> ReceptionForm:
    enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    for name in NAMES:
        enter_deputy(ledger, name)
    window.open_page("receptions")
    window.open_form("receptions", None, None)
    assert isinstance(window._form, ReceptionForm)
    return window._form


def typed(form: ReceptionForm, opinions: list | None = None, **texts: object) -> None:
    usual = {"held_on": "11.15", "site": "镇联络室", "kind": "接访", "visitor_count": "5"}
    for key, words in {**usual, **texts}.items():
        form.fields.rows[key].editor.restore(words)
    form.fields.rows["deputies"].editor.line.setText("、".join(NAMES))
    form.fields.rows["deputies"].editor._leave()
    form.opinions.editor.restore(opinions or [])


def test_one_form_enters_the_day_and_its_opinions(form, ledger) -> None:
    typed(form, TWO_OPINIONS)
    form.save()
    row = ledger.rows("receptions", ledger.ids("receptions"))[0]
    assert [ref.name for ref in row["deputies"]] == list(NAMES)
    opinions = ledger.rows("suggestions", reception_day.opinions_of(ledger, row["id"]))
    assert [(o["content"], o["no"]) for o in opinions] == [("路灯不亮", "2022-001"), ("水压不足", "2022-002")]
    assert opinions[1]["lead_handler"].name == "水务站"
    assert ledger.count("performance_records") == len(NAMES)
    ledger.undo()
    assert (
        ledger.count("receptions") == ledger.count("suggestions") == ledger.count("performance_records") == 0
    )


def test_within_eight_clicks_and_shortcuts(window, form, ledger) -> None:
    """Budget: navigation entry, Ctrl+N, four picks of deputies, Ctrl+Enter are seven beside typing."""
    form.leave()
    window.open_page("receptions")  # 1: the entry in the navigation
    window.list_shown().do("add")  # 2: Ctrl+N
    fresh = window._form
    typed(fresh, TWO_OPINIONS)  # 3–6 at most: each deputy picked from the offers
    fresh.save()  # 7: Ctrl+Enter
    assert ledger.count("receptions") == 1
    assert ledger.count("suggestions") == 2


def test_an_opinion_without_words_is_named_and_nothing_kept(form, ledger) -> None:
    typed(form, [{"village": "下寮村"}])
    form.save()
    assert "第 1 件" in form.opinions.problem.text()
    assert ledger.count("receptions") == 0


def test_an_unknown_handler_is_confirmed_by_the_second_press(form, ledger) -> None:
    typed(form, [{"content": "路灯不亮", "lead_handler": "路灯所"}])
    form.save()
    assert ledger.count("receptions") == 0
    assert "路灯所" in form.opinions.problem.text()
    assert "路灯所" in form._foot_words.text() and form.save_button.text() == "仍然保存"
    form.save()
    assert ledger.count("receptions") == 1


def test_an_unknown_deputy_is_asked_about_once_and_with_the_opinions(form, ledger) -> None:
    """The opinions take the deputies over from the day: not a second question, and not a press that says nothing."""
    typed(form, [{"content": "路灯不亮", "lead_handler": "路灯所"}])
    form.fields.rows["deputies"].editor.line.setText("查无此人")
    form.fields.rows["deputies"].editor._leave()
    form.save()
    assert "查无此人" in form.fields.rows["deputies"].problem.text()
    assert "查无此人" not in form.opinions.problem.text() and "路灯所" in form.opinions.problem.text()
    form.save()
    assert (ledger.count("receptions"), ledger.count("suggestions")) == (1, 1)


def test_a_draft_survives_without_what_is_confidential_and_says_so(form, ledger, answers) -> None:
    visitor = {"name": "贾不言", "village": "下寮村", "phone": "19900009999", "wants_confidential": "是"}
    typed(form, TWO_OPINIONS, visitors=[visitor], visitor_words="只想悄悄说一句")
    form.draft.keep()
    kept = repr(ledger.drafts.load(form.draft.key))
    assert "路灯不亮" in kept
    for word in ("贾不言", "19900009999", "悄悄"):
        assert word not in kept
    words: list[str] = []
    answers.give(
        "QDialog.exec", lambda dialog: words.extend(label.text() for label in dialog.findChildren(QLabel))
    )
    form.leave()
    assert "来访人的电话、要求保密的来访人的姓名和反映内容是个人信息，草稿里不留，下次要再填。" in "".join(
        words
    )


def test_a_confidential_visitor_is_masked_and_can_be_shown(window, form, ledger) -> None:
    visitor = {"name": "贾不言", "village": "下寮村", "wants_confidential": "是"}
    typed(form, visitors=[visitor], visitor_words="只想悄悄说一句")
    form.save()
    row_id = ledger.ids("receptions")[0]
    assert "贾不言" not in repr(ledger.row("receptions", row_id))
    assert ledger.ids("receptions", Query(find="贾不言")) == []
    told = form.register.field("confidential").text(ledger.reveal("receptions", row_id, "confidential"))
    assert told == "来访人 1：贾不言\n原话：只想悄悄说一句"


def test_leaving_with_an_opinion_typed_asks(form, ledger) -> None:
    form.opinions.editor.restore([{"content": "路灯不亮"}])
    assert form.is_changed()


def test_what_is_wrong_below_a_table_higher_than_the_view_is_said_at_the_foot(form) -> None:
    form.window().resize(911, 512)
    feet = []
    for count in (2, 30):
        typed(form, visitor_count="30", visitors=[{"name": f"来访{number}"} for number in range(count)])
        lay_out()
        form.save()
        feet.append(form._foot_words.text())
    assert "来访人第 1 行" in form.fields.rows["visitors"].problem.text()
    assert "来访人" not in feet[0]  # it stands below the table, in sight
    assert "来访人第 1 行：姓名“来访0”不像通常的姓名，请核对。另有 29 处写在表的下面。" in feet[1]
