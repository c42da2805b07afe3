"""Protection on the command line: the key comes from a file, and without it nothing private goes in or out."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.storage.core import key_slots
from app.storage.protection import protecting
from tests.cli_runner import CommandLine
from tests.kept_ledgers import new_folder

PHONE = "19900001234"
DEPUTY = {"name": "王芳", "level": "镇", "phone": PHONE}


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A ledger with one deputy, protected; ``pw`` and ``code`` open it.  A password costs next to nothing here."""
    monkeypatch.setattr(key_slots, "calibrated", lambda: key_slots.Cost(1, 8))
    for name, secret in {"pw": "correct horse", "other": "battery staple", "wrong": "wrong horse"}.items():
        (tmp_path / name).write_text(f"{secret}\n第二行不算", "utf-8")
    made = CommandLine(new_folder(tmp_path / "data", term=16), monkeypatch, capsys)
    made.done("add", "deputies", "--json", "-", stdin=DEPUTY)
    made.done("protect", "--key-file", tmp_path / "pw", "--recovery-out", tmp_path / "page")
    (tmp_path / "code").write_text((tmp_path / "page").read_text("utf-8").split("\n\n")[1], "utf-8")
    return made


def test_without_a_key_nothing_private_goes_in_or_out(cli: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "名册.xlsx"
    for words in (
        ("reveal", "deputies", 1, "phone"),
        ("list", "deputies", "--include-private"),
        ("export", "deputies", "--out", out, "--include-private"),
        ("export", "all", "--out", tmp_path / "全部", "--include-private"),
        (
            "rekey",
            "--key-file",
            tmp_path / "wrong",
            "--new-key-file",
            tmp_path / "other",
            "--recovery-out",
            out,
        ),
    ):
        assert PHONE not in cli.refused(3, *words)
        assert not out.exists()
    cli.refused(3, "add", "deputies", "--json", "-", stdin=DEPUTY | {"name": "李强", "phone": "19900004321"})
    assert len(cli.done("list", "deputies", "--json").data) == 1
    cli.done("add", "deputies", "--json", "-", stdin={"name": "李强", "level": "镇"})
    cli.done("export", "deputies", "--out", out)
    assert cli.done("check", "--deep", "--json").data["damaged"] is False


def test_a_page_that_opens_nothing_and_stays_is_named(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "the disk is gone")

    monkeypatch.setattr(protecting, "renew_key", fail)
    monkeypatch.setattr("app.commands.protection.removed_patiently", lambda path: False)
    words = ("--key-file", tmp_path / "pw", "--new-key-file", tmp_path / "other")
    sentence = cli.refused(3, "rekey", *words, "--recovery-out", tmp_path / "第二张")
    assert "“第二张”里的恢复码没有启用，请不要打印" in sentence


@pytest.mark.parametrize("name", ["pw", "code"])
def test_a_key_file_opens_it_and_what_was_shown_is_told(cli: CommandLine, tmp_path: Path, name: str) -> None:
    key = ("--key-file", tmp_path / name)
    assert cli.done("reveal", "deputies", 1, "phone", *key).out.strip() == PHONE
    assert cli.done("reveal", "deputies", 1, "phone", "--json", *key).data == {"value": PHONE}
    assert cli.done("--ack", "reveal", "deputies", 1, "phone", *key).out.splitlines() == [
        "ACK reveal 1",
        PHONE,
    ]
    (row,) = cli.done("list", "deputies", "--json", "--include-private", *key).data
    assert row["phone"] == PHONE
    cli.done("export", "deputies", "--out", tmp_path / "名册.csv", "--include-private", *key)
    assert PHONE in (tmp_path / "名册.csv").read_text("utf-8-sig")
    told = [entry["what"] for entry in cli.done("disclosures", "--json").data]
    assert told == ["导出代表名册：名册.csv", "列出代表名册 1 名", *["联系电话"] * 3]
    assert cli.done("keys", "--json").data == {"protected": True, "slots": ["password", "recovery"]}


def test_the_key_may_come_from_standard_input_once(cli: CommandLine) -> None:
    assert PHONE in cli.done("reveal", "deputies", 1, "phone", "--key-file", "-", stdin="correct horse\n").out
    words = ("add", "deputies", "--json", "-", "--key-file", "-")
    assert "标准输入" in cli.refused(2, *words, stdin="correct horse")


def test_password_and_key_are_changed_and_protection_is_lifted(cli: CommandLine, tmp_path: Path) -> None:
    cli.done("password", "--key-file", tmp_path / "code", "--new-key-file", tmp_path / "other")
    shown = ("reveal", "deputies", 1, "phone", "--key-file")
    cli.refused(3, *shown, tmp_path / "pw")
    new = ("--new-key-file", tmp_path / "pw", "--recovery-out", tmp_path / "page 2")
    told = cli.done("rekey", "--key-file", tmp_path / "other", *new).out
    assert "原来的密码或恢复码" in told
    assert "没有加密" not in told
    cli.refused(3, *shown, tmp_path / "code")
    assert PHONE in cli.done(*shown, tmp_path / "pw").out
    cli.done("unprotect", "--key-file", tmp_path / "pw")
    assert PHONE in cli.done(*shown[:-1]).out


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        (b"short\n", "8 个字符"),
        (b"\n", "空的"),
        (b"\xff\xfe\n", "UTF-8"),
        (b"1" * 50, "恢复码"),
    ],
)
def test_what_is_no_password_is_refused_and_leaves_no_page(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    secret: bytes,
    words: str,
) -> None:
    cli = CommandLine(new_folder(tmp_path / "data", term=16), monkeypatch, capsys)
    (tmp_path / "pw").write_bytes(secret)
    page = tmp_path / "page"
    assert words in cli.refused(2, "protect", "--key-file", tmp_path / "pw", "--recovery-out", page)
    assert not page.exists()
    (tmp_path / "pw").write_text("correct horse", "utf-8")
    inside = ("--key-file", tmp_path / "pw", "--recovery-out", cli.folder / "恢复码.txt")
    assert "不能放在台账文件夹里" in cli.refused(2, "protect", *inside)
    assert "--key-file" in cli.refused(2, "protect", "--recovery-out", page)
    assert "保密栏目" in cli.refused(2, "reveal", "deputies", 1, "name")
    assert cli.done("keys", "--json").data == {"protected": False, "slots": []}


def test_a_list_under_a_password_and_a_marked_file(cli: CommandLine, tmp_path: Path) -> None:
    out, key = tmp_path / "名册.xlsx", ("--key-file", tmp_path / "pw", "--include-private")
    cli.done("export", "deputies", "--out", out, *key, "--password-file", tmp_path / "other")
    assert out.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"  # a compound file, as encrypted workbooks are
    csv = tmp_path / "名册.csv"
    assert "xlsx" in cli.refused(
        2, "export", "deputies", "--out", csv, *key, "--password-file", tmp_path / "other"
    )
    assert not csv.exists()
    for name, text in {"【机密】名单.txt": "", "通知.txt": "秘密★10年\n关于……"}.items():
        (tmp_path / name).write_text(text, "gb18030")
        sentence = cli.refused(2, "attach", "deputies", 1, tmp_path / name)
        assert "密级标志" in sentence
        assert name not in sentence


def test_a_private_file_goes_in_with_the_key_only(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 identity card")
    words = ("attach", "deputies", 1, tmp_path / "scan.pdf", "--private")
    cli.refused(3, *words)
    cli.done(*words, "--key-file", tmp_path / "pw")
    lying = [path for path in (cli.folder / "attachments").rglob("*") if path.is_file()]
    assert lying
    assert all(b"identity card" not in path.read_bytes() for path in lying)
    assert cli.done("check", "--deep", "--json").data["damaged"] is False


def test_what_is_not_protected_has_no_password_to_change(cli: CommandLine, tmp_path: Path) -> None:
    """A wrong password was said to be the reason, with a recovery page that does not exist."""
    cli.done("unprotect", "--key-file", tmp_path / "pw")
    new = ("--new-key-file", tmp_path / "other")
    assert "没有用密码保护" in cli.refused(2, "password", "--key-file", tmp_path / "pw", *new)
    assert "没有用密码保护" in cli.refused(2, "unprotect", "--key-file", tmp_path / "pw")
    page = tmp_path / "page2"
    words = ("rekey", "--key-file", tmp_path / "pw", *new, "--recovery-out", page)
    assert "没有用密码保护" in cli.refused(2, *words)
    assert not page.exists()


def test_older_backups_of_a_renewed_key_are_not_said_to_be_plain(cli: CommandLine, tmp_path: Path) -> None:
    new = ("--new-key-file", tmp_path / "other", "--recovery-out", tmp_path / "page2")
    words = cli.done("rekey", "--key-file", tmp_path / "pw", *new).out
    assert "仍用原来的密码或恢复码打开" in words
    assert "没有加密" not in words
