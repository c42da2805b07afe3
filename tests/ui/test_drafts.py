"""A half-filled form is offered once, is never lost, and is gone when it was saved or thrown away."""

import pytest
from PySide6.QtWidgets import QLabel


def name_of(window) -> str:
    return window._form.fields.rows["name"].editor.raw()


def begun(window, name: str, key: str = "deputies") -> None:
    """A form of that register, half-filled and kept."""
    window.open_form(key, None, None)
    row = window._form.fields.rows["name"]
    row.editor.restore(name)
    window._form.draft.keep()


@pytest.fixture
def crashed(window, ledger):
    """The window as it starts after a power cut in the form of a new deputy."""
    begun(window, "王芳")
    window._put_away()
    window.drafts.offer()
    return window


def test_the_banner_is_never_about_the_form_on_screen(crashed) -> None:
    assert crashed.drafts.isVisible()
    crashed.drafts.buttons["继续填写"].click()
    assert not crashed.drafts.isVisible()
    assert crashed._form.notice.isVisible()
    assert name_of(crashed) == "王芳"


def test_a_form_opened_again_is_filled_in_again(crashed) -> None:
    crashed.open_form("deputies", None, None)
    assert name_of(crashed) == "王芳"
    assert crashed._form.is_changed()


def test_filling_in_anew_forgets_the_draft(crashed, ledger) -> None:
    crashed.open_form("deputies", None, None)
    crashed._form.start_over()
    assert name_of(crashed) == ""
    assert not crashed._form.is_changed()
    assert not crashed._form.notice.isVisible()
    assert ledger.drafts.keys() == []


def test_the_banner_goes_with_the_form_that_was_thrown_away(crashed, answers, ledger) -> None:
    crashed.drafts.buttons["继续填写"].click()
    crashed._form.fields.rows["phone"].editor.restore("19900001234")
    words = []

    def throw_away(dialog) -> None:
        words.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog._answered("不保存，离开")

    answers.give("QDialog.exec", throw_away)
    crashed._form.leave()
    assert "联系电话是个人信息，草稿里不留" in "".join(words)
    assert not crashed.drafts.isVisible()
    assert ledger.drafts.keys() == []


def test_the_banner_comes_back_when_another_form_is_left(crashed) -> None:
    crashed.open_form("deputy_groups", None, None)
    assert not crashed.drafts.isVisible()
    crashed._form.leave()
    assert crashed.drafts.isVisible()


def test_throwing_one_away_never_offers_a_form_left_since(crashed, ledger) -> None:
    begun(crashed, "第一小组", "deputy_groups")
    crashed._put_away()
    crashed.drafts.buttons["不要了"].click()
    assert not crashed.drafts.isVisible()
    assert ledger.drafts.keys() == ["deputy_groups-new"]


def test_what_was_typed_and_taken_out_again_leaves_no_draft(window, ledger) -> None:
    begun(window, "王芳")
    window._form.fields.rows["name"].editor.restore("")
    window._form.draft.keep()
    assert ledger.drafts.keys() == []


def test_a_draft_of_a_record_that_is_gone_is_not_offered(window, ledger) -> None:
    ledger.drafts.keep("deputies-999", {"typed": {"name": "王芳"}})
    window.drafts.offer()
    assert not window.drafts.isVisible()


def test_going_elsewhere_from_a_form_that_was_emptied_leaves_no_draft(window, ledger) -> None:
    begun(window, "王芳")
    window._form.fields.rows["name"].editor.restore("")
    window.open_page("suggestions")
    assert ledger.drafts.keys() == []


def test_a_disk_that_takes_no_draft_is_one_quiet_line_and_one_record(
    window, ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record's own fate decides: it is saved once, however often she presses, and nothing interrupts typing."""
    sentences = []
    window.workspace.said.connect(lambda words, _: sentences.append(words))
    begun(window, "王芳")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.storage.core.drafts.complete_file", full)
    monkeypatch.setattr("app.storage.core.drafts.removed_patiently", lambda path: False)
    for letters in ("王芳芳", "王芳芳芳"):
        window._form.fields.rows["name"].editor.restore(letters)
        window._form.draft.keep()
    assert [words for words in sentences if "草稿没有存下" in words] == sentences
    assert len(sentences) == 1
    form = window._form
    form.fields.rows["level"].editor.restore("township")
    for _ in range(3):
        form.save()
    assert ledger.count("deputies") == 1
    assert window._form is not form
    window.open_form("deputies", None, None)
    assert name_of(window) == ""


def test_a_page_that_shows_its_draft_is_not_offered_too(crashed, ledger) -> None:
    crashed.drafts.buttons["不要了"].click()
    ledger.drafts.keep(
        "terms-new-change_township", {"typed": {"started_on": "2022-12-20"}, "called": "办理换届"}
    )
    crashed.drafts.offer()
    assert crashed.drafts.isVisible()
    crashed.open_page("term_change")
    assert crashed.page("term_change").form.rows["started_on"].editor.raw() == "2022-12-20"
    assert not crashed.drafts.isVisible()
    assert ledger.drafts.keys() == ["terms-new-change_township"]
