"""What can be done about the protection of personal data: each act asks, works in the background, and says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.domain.recovery_codes import WrongGroups, read_code
from app.paper.recovery_page import recovery_page
from app.storage.ledger import Ledger
from app.storage.protection import protecting
from app.storage.protection.unlocking import data_key
from app.storage.refusals import LedgerRefused
from ui.dialogs import tasks
from ui.dialogs.questions import ask
from ui.dialogs.secret_questions import ask_secrets
from ui.dialogs.unlocking import wait_cursor
from ui.open_ledger.workspace import Workspace
from ui.printing.preview import Preview

CANCEL, PRINT, KEPT = "取消", "打印恢复页…", "已经打印或抄好"
PASSWORD_WORDS = "至少 8 个字符，例如几个不相干的词连在一起。密码不会写在任何地方；忘记了，只有恢复码能解锁。"
CODE_WORDS = (
    "请打印或抄下恢复码，锁进柜子，下一步要照着再输入一遍。密码和恢复码都没有了，保密内容再也解不开。"
)
USELESS = "没有做完，台账还是原来的样子。刚才打印或抄下的恢复码没有启用，请把那一页销毁，需要时再做一次。"
PROOF_WORDS = "照恢复页输入一遍，确认抄写无误。空格可以不输。"


def set_up(parent: QWidget, workspace: Workspace) -> None:
    """Protect the ledger under a new password and recovery code."""
    password = _new_password(parent)
    code = _new_code(parent, workspace) if password else ""
    if code:
        _run(
            parent, workspace, "正在加密", "个人信息已加密",
            lambda ledger, progress: protecting.protect(ledger, password, code, progress=progress), USELESS,
        )  # fmt: skip


def renew_key(parent: QWidget, workspace: Workspace) -> None:
    """A new clerk: everything by which the ledger opens is new."""
    password = _new_password(parent)
    code = _new_code(parent, workspace) if password else ""
    if code:
        _run(
            parent, workspace, "正在更换密钥", "密钥、密码和恢复码都已更换",
            lambda ledger, progress: protecting.renew_key(ledger, password, code, progress=progress), USELESS,
        )  # fmt: skip


def change_password(parent: QWidget, workspace: Workspace) -> None:
    """Another password; the recovery code stays."""
    secret = _present_secret(parent, workspace.ledger, "更换密码")
    password = _new_password(parent) if secret else ""
    if password:
        _run(
            parent, workspace, "正在更换密码", "密码已更换",
            lambda ledger, _: protecting.change_password(ledger, secret, password),
        )  # fmt: skip


def change_recovery(parent: QWidget, workspace: Workspace) -> None:
    """Another recovery code; the password stays."""
    secret = _present_secret(parent, workspace.ledger, "更换恢复码")
    code = _new_code(parent, workspace) if secret else ""
    if code:
        _run(
            parent, workspace, "正在更换恢复码", "恢复码已更换，旧的恢复页请销毁",
            lambda ledger, _: protecting.change_recovery(ledger, secret, code), USELESS,
        )  # fmt: skip


def lift(parent: QWidget, workspace: Workspace) -> None:
    """Keep everything in plain again."""
    secret = _present_secret(parent, workspace.ledger, "关闭个人信息保护")
    if secret:
        _run(
            parent, workspace, "正在解除加密", "个人信息不再加密",
            lambda ledger, progress: protecting.lift(ledger, secret, progress),
        )  # fmt: skip


def _present_secret(parent: QWidget, ledger: Ledger, heading: str) -> str:
    typed = ask_secrets(
        parent, heading, "请先输入现在的密码，或恢复码。", ("密码或恢复码",), "继续", judged_secret(ledger)
    )
    return typed[0] if typed else ""


def judged_secret(ledger: Ledger) -> Callable[[Sequence[str]], str]:
    """Why a secret does not open the ledger: asked at once, before a recovery page is printed that would open nothing."""

    def judge(typed: Sequence[str]) -> str:
        try:
            with wait_cursor():
                data_key(ledger, typed[0])
        except LedgerRefused as refusal:
            return refusal.sentence
        return ""

    return judge


def _new_password(parent: QWidget) -> str:
    typed = ask_secrets(
        parent, "设一个密码", PASSWORD_WORDS, ("新密码", "再输入一次"), "下一步", judged_password
    )
    return typed[0] if typed else ""


def judged_password(typed: Sequence[str]) -> str:
    """Why a password typed twice cannot be taken; empty when it can."""
    try:
        protecting.refuse_weak(typed[0])
    except LedgerRefused as refusal:
        return refusal.sentence
    return "" if typed[0] == typed[1] else "两次输入的不一样，请再输入一次。"


def _new_code(parent: QWidget, workspace: Workspace) -> str:
    """A recovery code that was printed or copied, and typed again as a proof; empty when the clerk leaves."""
    code = protecting.new_recovery_code()
    while True:
        answer = ask(parent, "恢复码", f"{CODE_WORDS}\n\n{code}", (CANCEL, PRINT, KEPT), icon="shield")
        if answer == PRINT:
            ledger = workspace.ledger
            Preview([recovery_page(ledger.office, code, ledger.today)], parent).exec()
        elif answer != KEPT:
            return ""
        elif ask_secrets(
            parent, "核对恢复码", PROOF_WORDS, ("恢复码",), "核对", proof_of(code), hidden=False
        ):
            return code


def proof_of(code: str) -> Callable[[Sequence[str]], str]:
    """What is wrong with a code as it was typed again; empty when it is the one."""

    def judge(typed: Sequence[str]) -> str:
        try:
            same = read_code(typed[0]) == read_code(code)
        except WrongGroups as wrong:
            return wrong.sentence
        return "" if same else "与恢复页上的不一样，请对照恢复页再核对一遍。"

    return judge


def _run(
    parent: QWidget,
    workspace: Workspace,
    doing: str,
    done: str,
    work: Callable[[Ledger, tasks.Progress], None],
    unfinished: str = "",
) -> None:
    """``unfinished``: what else is said when it failed, or was stopped."""
    finished = []

    def over(_: object) -> None:
        finished.append(True)
        workspace.protection_changed.emit()
        workspace.said.emit(done, False)

    def settled() -> None:
        if unfinished and not finished:
            ask(parent, "这个恢复码没有启用", unfinished, ("知道了",), icon="warn")

    tasks.run(parent, doing, lambda progress: work(workspace.ledger, progress), over, settled=settled)
