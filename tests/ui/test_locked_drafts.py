"""The ledger is locked while something is half typed: it is kept, a draft names nobody, and nothing is called a bug."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from app.domain.confidences import STANDS_FOR
from app.storage.checks.check import rule_findings
from app.storage.checks.health import health_of
from app.storage.ledger import Ledger
from app.storage.protection import protecting
from app.storage.protection.unlocking import lock
from app.storage.refusals import KeyNeeded
from app.yearend.cross_checks.checks_of_year import cross_checks
from tests.conftest import Answers
from tests.ui.conftest import enter
from tests.ui.test_confidential_names import a_reception, fill, opened
from tests.ui.test_protection import CHEAP, CODE, PASSWORD
from ui.dialogs import faults
from ui.frame.window import Window
from ui.pages.suggestions.act_form import ActForm
from ui.pages.suggestions.course_acts import ACTS

WORDS = "贾不言又来问过一次"


@pytest.fixture
def opinion(ledger: Ledger) -> int:
    """An opinion of somebody who asked for confidentiality, in a protected ledger."""
    reception = a_reception(ledger)
    row = enter(
        ledger, "suggestions", **{"class": "opinion"}, raised_on="2022-11-15", title="路灯", content="路灯不亮",
        reception=reception,
    )  # fmt: skip
    protecting.protect(ledger, PASSWORD, CODE, CHEAP)
    return row


def drafts(ledger: Ledger) -> str:
    return "".join(path.read_text("utf-8") for path in (ledger.folder / "drafts").glob("*.json"))


def sentences(window: Window) -> list[str]:
    said: list[str] = []
    window.workspace.said.connect(lambda words, _: said.append(words))
    return said


@pytest.mark.parametrize("key", ["suggestions", "receptions"])
def test_what_is_half_typed_when_the_pause_begins_is_kept_without_the_name(
    key: str, opinion: int, window: Window, ledger: Ledger
) -> None:
    said, form = sentences(window), opened(window, key, 1)
    fill(form, note=WORDS)
    window.locking.watch.idle.emit()
    assert ledger.is_locked
    assert f"{STANDS_FOR}又来问过一次" in drafts(ledger)
    assert "贾不言" not in drafts(ledger)
    assert said == []
    screen: Any = window.locking.screen
    screen.form.line.setText(PASSWORD)
    screen.form.go.click()
    assert form.fields.raw()["note"] == WORDS


@pytest.mark.parametrize("key", ["suggestions", "receptions"])
def test_who_types_on_without_the_key_is_told_once_and_the_draft_of_before_stays(
    key: str, opinion: int, window: Window, ledger: Ledger, answers: Answers
) -> None:
    said, form = sentences(window), opened(window, key, 1)
    fill(form, note=WORDS)
    window.locking.lock()
    before, screen = drafts(ledger), window.locking.screen
    assert screen is not None
    screen.form.skip.click()
    for more in ("。", "。再答复。"):
        fill(form, note=WORDS + more)
        form.draft.keep()
    assert drafts(ledger) == before != ""
    assert len(said) == 1
    assert "解锁后保存" in said[0]
    told: list[str] = []

    def reply(dialog: Any) -> None:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog._answered("知道了")

    answers.give("QDialog.exec", reply)
    if key == "suggestions":
        form.save()  # what is doubtful is saved on the second press
    form.save()
    assert "先解锁" in "".join(told)
    assert "程序出错" not in "".join(told)
    assert ledger.row(key, 1)["note"] is None  # type: ignore[index]


def test_an_act_of_several_fields_is_told_too(
    opinion: int, window: Window, ledger: Ledger, qtbot: Any
) -> None:
    form = ActForm(window.workspace, ACTS["replied"], [opinion], ledger.row("suggestions", opinion))
    qtbot.addWidget(form)
    said = sentences(window)
    window.locking.lock()
    screen = window.locking.screen
    assert screen is not None
    screen.form.skip.click()
    form.rows["reply_text"].editor.restore(WORDS)
    form.drafted.draft.keep()
    assert "贾不言" not in drafts(ledger)
    assert len(said) == 1


def test_a_refusal_that_nobody_expected_is_told_as_one(answers: Answers, qapp: Any) -> None:
    told: list[str] = []

    def reply(dialog: QDialog) -> None:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    answers.give("QDialog.exec", reply)
    faults._on_bug(KeyNeeded, KeyNeeded(), None)
    assert "先解锁" in "".join(told)
    assert "程序出错" not in "".join(told)


def test_without_the_key_the_check_looks_at_all_the_rest(opinion: int, ledger: Ledger) -> None:
    before = {(one.register, one.row, one.code) for one in rule_findings(ledger)}
    lock(ledger)
    found = rule_findings(ledger)
    health_of(ledger)
    cross_checks(ledger, 2022)
    assert {(one.register, one.row, one.code) for one in found if one.code != "locked"} == before
    assert [one.sentence for one in found if one.code == "locked"] != []
    with pytest.raises(KeyNeeded), ledger.act("修改") as act:
        act.change("suggestions", opinion, {"note": WORDS})
