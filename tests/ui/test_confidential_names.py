"""Forms ask, without a dialog, before somebody who asked for confidentiality is named in what they save."""

from __future__ import annotations

from typing import Any

from app.domain.confidences import STANDS_FOR
from app.work import reception_day
from tests.ui.conftest import enter
from ui.forms.recent_values import recent_texts, row_before
from ui.pages.suggestions.act_form import ActForm
from ui.pages.suggestions.course_acts import ACTS

VISITOR = {"name": "贾不言", "village": "下寮村", "phone": "19900009999", "wants_confidential": "是"}
DAY = {"held_on": "2022-11-15", "site": "镇联络室", "kind": "接访"}


def opened(window: Any, key: str, row_id: int | None = None) -> Any:
    window.open_page(key)
    window.open_form(key, row_id, None)
    return window._form


def fill(form: Any, **texts: Any) -> None:
    for key, words in texts.items():
        form.fields.rows[key].editor.restore(words)
        form.fields.rows[key].editor.edited.emit()


def a_reception(ledger: Any, **more: Any) -> int:
    enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    return enter(ledger, "receptions", **DAY, visitors=[VISITOR], **more)


def written(ledger: Any) -> str:
    rows = [
        *ledger.rows("receptions", ledger.ids("receptions")),
        *ledger.rows("suggestions", ledger.ids("suggestions")),
    ]
    return repr(rows) + repr(ledger.history())


def test_the_reception_form_asks_and_replaces_before_the_first_write(window, ledger) -> None:
    enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    form = opened(window, "receptions")
    fill(form, **DAY, visitors=[VISITOR], matter="贾不言说路灯不亮", note="电话199 0000 9999")
    form.opinions.editor.restore([{"content": "贾不言家门口的路灯不亮"}])
    form.save()
    assert ledger.count("receptions") == 0
    assert form.names_asked.isVisible()
    assert "贾不言" not in form.names_asked.words.text()
    form.names_asked.conceal_button.click()
    assert ledger.count("receptions") == 1
    assert "贾不言" not in written(ledger)
    opinion = ledger.rows("suggestions", reception_day.opinions_of(ledger, 1))[0]
    assert opinion["content"] == f"{STANDS_FOR}家门口的路灯不亮"
    assert opinion["visitor"] == "要求保密"


def test_kept_as_it_is_when_she_says_so(window, ledger) -> None:
    enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    form = opened(window, "receptions")
    fill(form, **DAY, visitors=[VISITOR], matter="贾不言说路灯不亮")
    form.save()
    form.names_asked.keep_button.click()
    assert ledger.row("receptions", 1)["matter"] == "贾不言说路灯不亮"


def test_an_edit_takes_the_question_away(window, ledger) -> None:
    enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    form = opened(window, "receptions")
    fill(form, **DAY, visitors=[VISITOR], matter="贾不言说路灯不亮")
    form.save()
    fill(form, matter="路灯不亮")
    assert form.names_asked.isHidden()
    form.save()
    assert ledger.count("receptions") == 1


def test_the_suggestion_form_asks_by_its_reception(window, ledger) -> None:
    day = a_reception(ledger)
    with ledger.act("新增") as act:
        values = reception_day.following(ledger, day, ledger.row("receptions", day))
        row = act.add("suggestions", {**values, "content": "路灯不亮"})
    form = opened(window, "suggestions", row)
    fill(form, reply_text="已经上门答复贾不言")
    form.save()
    assert form.names_asked.isVisible()
    form.draft.keep()
    assert "贾不言" not in repr(ledger.drafts.load(form.draft.key))
    form.names_asked.conceal_button.click()
    assert ledger.row("suggestions", row)["reply_text"] == f"已经上门答复{STANDS_FOR}"


def test_an_act_of_the_course_asks_and_replaces_in_the_box(qtbot, workspace, ledger) -> None:
    day = a_reception(ledger)
    with ledger.act("新增") as act:
        values = reception_day.following(ledger, day, ledger.row("receptions", day))
        row = act.add("suggestions", {**values, "content": "路灯不亮"})
    form = ActForm(workspace, ACTS["supervise"], [row], ledger.row("suggestions", row))
    qtbot.addWidget(form)
    form.rows["finding"].editor.restore("贾不言说还没有修")
    form.save()
    assert ledger.row("suggestions", row)["supervisions"] is None
    assert not form.conceal_button.isHidden()
    form.conceal_button.click()
    assert form.rows["finding"].editor.raw() == f"{STANDS_FOR}说还没有修"
    form.save()
    assert "贾不言" not in written(ledger)


def test_drafts_and_offers_name_nobody(window, workspace, ledger) -> None:
    enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    form = opened(window, "receptions")
    fill(form, **DAY, visitors=[VISITOR], matter="贾不言说路灯不亮", feedback_result="已告知贾不言")
    form.opinions.editor.restore([{"content": "贾不言家门口的路灯不亮"}])
    form.draft.keep()
    draft = repr(ledger.drafts.load(form.draft.key))
    assert "贾不言" not in draft
    assert f"已告知{STANDS_FOR}" in draft
    form.save()
    form.names_asked.keep_button.click()
    assert "贾不言" not in repr(recent_texts(workspace, form.register))
    assert "贾不言" not in repr(row_before(workspace, form.register))


def test_the_wish_is_lifted_by_clearing_the_tick(window, ledger) -> None:
    day = a_reception(ledger)
    form = opened(window, "receptions", day)
    (line,) = form.fields.rows["visitors"].editor.raw()
    assert line["name"] == "要求保密"
    fill(form, visitors=[{**line, "wants_confidential": ""}])
    form.save()
    assert ledger.row("receptions", day)["visitors"][0]["name"] == "贾不言"
