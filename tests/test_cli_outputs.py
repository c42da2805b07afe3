"""No output lands on the ledger or on its own source, and what is done is not denied afterwards."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from app.commands.argument_types import place
from app.commands.grammar import parser
from app.domain.registers import BY_KEY
from app.excel.template import write_template
from app.storage.files import complete_file
from tests.cli_runner import CommandLine
from tests.kept_ledgers import new_folder

DEPUTY = {"name": "王芳", "level": "镇", "elected_on": "2016-10-12"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_folder(tmp_path_factory.mktemp("outputs") / "data", term=16)


@pytest.fixture
def run(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """Commands on a ledger with one deputy and one attachment."""
    run = CommandLine(Path(shutil.copytree(template, tmp_path / "data")), monkeypatch, capsys)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 scan")
    run.done("add", "deputies", "--json", "-", "--attach", tmp_path / "scan.pdf", stdin=DEPUTY)
    (run.folder / "drafts").mkdir(exist_ok=True)
    return run


def bytes_of(folder: Path) -> dict[str, str]:
    """The content of every file of the ledger; the seal is written anew by each clean close."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "ledger.seal")
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def spellings(run: CommandLine, tmp_path: Path) -> list[Path]:
    """The ledger's own files, called by all kinds of names."""
    data = run.folder
    attachment = next(path for path in (data / "attachments").rglob("*") if path.is_file())
    (tmp_path / "link").symlink_to(data)
    (tmp_path / "file-link.xlsx").symlink_to(data / "ledger.db")
    os.link(data / "ledger.db", tmp_path / "hard.xlsx")
    return [
        *(
            data / name
            for name in ("ledger.db", "ledger.db-journal", "ledger.seal", "ledger.lock", "LEDGER.DB")
        ),
        *(
            data / name
            for name in ("drafts", "drafts/x.json", "backups/x.db", "mappings.json", "templates/x.docx")
        ),
        attachment,
        data / "attachments" / "new.xlsx",
        tmp_path / "link" / "ledger.db",
        data / ".." / "data" / "drafts" / ".." / "ledger.db",
        tmp_path / "file-link.xlsx",
        tmp_path / "hard.xlsx",
    ]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_no_export_lands_on_a_file_of_the_ledger(run: CommandLine, tmp_path: Path, kind: str) -> None:
    before = bytes_of(run.folder)
    for target in spellings(run, tmp_path):
        words = run.refused(2, "export", "deputies", "--format", kind, "--out", target)
        assert "台账自己的文件" in words
    assert bytes_of(run.folder) == before
    run.done(
        "export", "deputies", "--format", kind, "--out", run.folder / f"名册.{kind}"
    )  # a place beside them
    assert run.done("stats", "--json").data["rows"]["deputies"] == 1


def test_no_table_lands_on_a_file_of_the_ledger_that_is_closed_again(run: CommandLine) -> None:
    before = bytes_of(run.folder)
    table = ("crosstab", "--year", "2022", "--rows", "category", "--out")
    for command in (("vacancies", "--out"), ("matrix", "--year", "2022", "--out"), table, ("demo", "--out")):
        for target in (run.folder / "ledger.db", run.folder / "drafts"):
            assert "台账自己的文件" in run.refused(2, *command, target)
    assert bytes_of(run.folder) == before


def test_no_side_file_of_an_import_lands_on_the_ledger_or_on_what_is_read(
    run: CommandLine, tmp_path: Path
) -> None:
    roster = tmp_path / "名册.xlsx"
    write_template(BY_KEY["deputies"], roster)
    (tmp_path / "again.xlsx").symlink_to(roster)
    before, content = bytes_of(run.folder), roster.read_bytes()
    for option in ("--report", "--rejected"):
        for target in (roster, tmp_path / "again.xlsx", tmp_path / "." / "名册.xlsx", *spellings_once(run)):
            words = run.refused(2, "import", "deputies", roster, option, target)
            assert "台账自己的文件" in words or "正在读取" in words
    same = tmp_path / "one.xlsx"
    words = run.refused(2, "import", "deputies", roster, "--report", same, "--rejected", same)
    assert "都写到了" in words
    assert (bytes_of(run.folder), roster.read_bytes()) == (before, content)
    assert not same.exists()


def test_no_output_lands_on_a_backup_the_settings_or_a_name_that_deceives(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick holds the second copy; its backups are no place for a list of the same name."""
    profile, stick = tmp_path / "profile-of-it", tmp_path / "stick"
    monkeypatch.setenv("PRESIDIUM_PROFILE", str(profile))
    stick.mkdir()
    run.done("backup", "--to", stick)
    (backup,) = stick.glob("backup-*.zip")
    (pooled,) = (path for path in (stick / "attachments").rglob("*") if path.is_file())
    places = [backup, pooled, pooled.with_name("x.xlsx"), profile / "machine.json", profile / "x.xlsx"]
    before = bytes_of(tmp_path)
    for target in (*places, tmp_path / "名册\u202excod.xlsx", tmp_path / "a\x01.xlsx", "-"):
        for command in (
            ("export", "deputies", "--out"),
            ("import", "deputies", roster(tmp_path), "--rejected"),
        ):
            run.refused(2, *command, target)
        if target != "-":
            run.refused(2, "import", "deputies", roster(tmp_path), "--report", target)
    assert bytes_of(tmp_path) == before | {"roster.csv": sha256(roster(tmp_path).read_bytes()).hexdigest()}
    run.done("export", "deputies", "--out", stick / "名册.xlsx")  # a place beside them


def test_the_report_of_an_import_goes_to_the_output_for_scripts(run: CommandLine, tmp_path: Path) -> None:
    report = run.done("import", "deputies", roster(tmp_path), "--accept-flagged", "--report", "-").data
    assert (report["counts"]["flagged"] + report["counts"]["new"], report["committed"]) == (2, True)
    assert not Path("-").exists()


def spellings_once(run: CommandLine) -> list[Path]:
    return [run.folder / "ledger.db", run.folder / "drafts" / "x.json"]


def roster(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text("姓名,性别,级别\n李四,男,镇\n张三,女,镇\n,,\n", "utf-8-sig")
    return path


@pytest.mark.parametrize("ending", ["xlsx", "txt", "无后缀", "csv"])
def test_rejected_rows_go_into_a_file_of_any_name(run: CommandLine, tmp_path: Path, ending: str) -> None:
    target = tmp_path / (f"没有导入的.{ending}" if ending != "无后缀" else "没有导入的")
    run.done("import", "deputies", roster(tmp_path), "--accept-flagged", "--rejected", target)
    assert target.read_bytes().startswith(b"PK")
    assert run.done("stats", "--json").data["rows"]["deputies"] == 3


def test_an_import_whose_report_fails_afterwards_is_not_denied(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, source = tmp_path / "report.json", roster(tmp_path)

    def full_by_now(self: Path, *_: object, **__: object) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_text", full_by_now)
    answer = run("--ack", "import", "deputies", source, "--accept-flagged", "--report", report)
    monkeypatch.undo()
    assert (answer.status, "ACK import 2" in answer.out) == (0, True)
    assert answer.err.startswith("已导入 2 条，但后面的文件“report.json”没有写成")
    assert "没有作任何改动" not in answer.err
    assert not report.exists()


@pytest.mark.parametrize(
    "trouble", [OSError(28, "full"), BrokenPipeError(), KeyboardInterrupt(), RuntimeError("bug")]
)
def test_after_the_effect_nothing_denies_it(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, trouble: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr("app.commands.surroundings.Surroundings.tell_doubts", fail)
    monkeypatch.setattr("app.cli._silence_output", lambda: None)
    answer = run("add", "deputies", "--json", "-", stdin=DEPUTY | {"name": "李四"})
    assert answer.status == 0
    assert "已经做完并保存" in answer.err
    assert "没有保存" not in answer.err
    monkeypatch.undo()
    assert run.done("stats", "--json").data["rows"]["deputies"] == 2


def test_a_look_at_confided_names_after_the_commit_denies_nothing(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("app.commands.records._doubt_names", unreadable)
    lines = json.dumps(DEPUTY | {"name": "赵六"}, ensure_ascii=False)
    for words, stdin in (
        (("add", "deputies", "--conceal", "--json", "-"), DEPUTY | {"name": "李四"}),
        (("add", "deputies", "--conceal", "--jsonl", "-"), lines),
        (("change", "deputies", 1, "--conceal", "--json", "-"), {"note": "改过"}),
    ):
        answer = run("--ack", *words, stdin=stdin)
        assert (answer.status, answer.out[:4]) == (0, "ACK ")
        assert "没有保存" not in answer.err
    monkeypatch.undo()
    assert run.done("stats", "--json").data["rows"]["deputies"] == 3


def test_damage_met_while_reading_is_that_of_the_ledger_in_hand(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's word for damage is believed after a second look, and that look goes to the folder of ``--data``."""

    def torn(*_: object, **__: object) -> None:
        database = run.folder / "ledger.db"
        whole = database.read_bytes()
        database.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
        error = sqlite3.DatabaseError("database disk image is malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error

    monkeypatch.setattr("app.storage.open_ledger.OpenLedger.statistics", torn)
    answer = run("stats", "--json")
    assert answer.status == 4
    assert "损坏" in answer.err


def test_a_bad_line_costs_the_lines_from_it_on_and_is_named(run: CommandLine, tmp_path: Path) -> None:
    good = json.dumps(DEPUTY | {"name": "李四"}, ensure_ascii=False).encode()
    lines = tmp_path / "rows.jsonl"
    for bad in (b"\xff\xfe\x00bad", b"{not json", b"[1, 2", b'{"name": "' + b"\xc0" * 9000):
        lines.write_bytes(b"\xef\xbb\xbf" + good + b"\n\n" + bad + b"\n" + good + b"\n")
        before = run.done("stats", "--json").data["rows"]["deputies"]
        words = run.refused(2, "add", "deputies", "--jsonl", lines)
        assert "第 3 行" in words
        assert "前面的都在" in words
        assert run.done("stats", "--json").data["rows"]["deputies"] == before + 1
        run.done("undo")


def test_foreign_texts_are_repeated_in_short(run: CommandLine) -> None:
    long = "很长" * 500_000
    for words in (
        ("list", long),
        ("add", "deputies", "--json", "-"),
        ("list", "deputies", f"--{long}"),
        (long,),
    ):
        sentence = run.refused(2, *words, stdin={long: 1})
        offered = sum(len(key) + 1 for key in BY_KEY if key in sentence)
        assert len(sentence) - offered < 300


@pytest.mark.parametrize("why", ["", "  ", "\u3000", "\u200b"])
def test_a_removal_without_a_reason_is_refused(run: CommandLine, why: str) -> None:
    row = run.done("list", "deputies", "--json").data[0]["id"]
    assert "理由" in run.refused(2, "remove", "deputies", row, "--why", why)
    assert run.done("stats", "--json").data["rows"]["deputies"] == 1


def test_own_files_are_still_written_while_the_ledger_is_open(run: CommandLine, tmp_path: Path) -> None:
    with complete_file(run.folder / "mappings.json", own=True) as temporary:
        temporary.write_text("[]", "utf-8")
    assert (run.folder / "mappings.json").read_text("utf-8") == "[]"


def test_an_older_ledger_is_told_until_it_is_accepted(run: CommandLine, tmp_path: Path) -> None:
    shutil.copytree(run.folder, tmp_path / "older")
    run.done("add", "deputies", "--json", "-", stdin=DEPUTY | {"name": "李四"})
    shutil.rmtree(run.folder)
    shutil.move(tmp_path / "older", run.folder)
    for _ in range(2):
        assert "比本机上次使用时旧" in run.done("list", "deputies").err
        assert any("旧" in one["sentence"] for one in run.done("check", "--json").data["findings"])
    assert "--accept-older" in run.done("check").out
    assert "--accept-older" not in run.done("check", "--accept-older").out
    assert run.done("list", "deputies").err == ""


def test_a_file_in_the_place_of_a_folder_is_named(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "一个文件").write_bytes(b"mine")
    for words in (("export", "all", "--out"), ("demo", "--out")):
        assert "不是文件夹" in run.refused(3, *words, tmp_path / "一个文件")
    assert (tmp_path / "一个文件").read_bytes() == b"mine"


def test_check_of_a_year_tells_what_its_ledgers_say_differently(run: CommandLine) -> None:
    opinion = {"class": "群众意见", "raised_on": "2022-05-10", "source": "接待", "content": "路灯不亮"}
    for content in ("路灯不亮", "积水"):
        run.done("add", "suggestions", "--json", "-", stdin=opinion | {"content": content})
    findings = run.done("check", "--year", "2022", "--json").data["findings"]
    about = [one for one in findings if "来源是接待" in one["sentence"]]
    assert [(one["register"], one["row"]) for one in about] == [("suggestions", 1), ("suggestions", 2)]
    assert run.done("check", "--year", "2022").out.count("来源是接待") == 1
    assert "来源是接待" not in run.done("check").out


ODD_TEXTS = ["_x000D_", "_x0041_b", "a\ufeffb", "甲\u2028乙", "=1+1", "@甲", "'甲", "_x005F_x000D_", "𠮷䶮"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_odd_texts_come_back_from_an_export_as_they_were_typed(
    run: CommandLine, tmp_path: Path, kind: str
) -> None:
    texts = [
        text for text in ODD_TEXTS if kind == "xlsx" or "\ufeff" not in text
    ]  # marks in CSV are of joined files
    for number, text in enumerate(texts):
        run.done(
            "add",
            "suggestions",
            "--json",
            "-",
            stdin={"content": text, "class": "群众意见", "raised_on": f"2022-01-{number + 1:02d}"},
        )
    kept = [row["content"] for row in run.done("list", "suggestions", "--json").data]
    out = tmp_path / f"out.{kind}"
    run.done("export", "suggestions", "--out", out)
    other = CommandLine(new_folder(tmp_path / "other", term=16), run._patch, run._captured)
    other.done("import", "suggestions", out, "--accept-flagged")
    assert sorted(row["content"] for row in other.done("list", "suggestions", "--json").data) == sorted(kept)


def test_what_would_be_taken_back_is_told_before_it_is(run: CommandLine, tmp_path: Path) -> None:
    run.done("import", "deputies", roster(tmp_path), "--accept-flagged")
    words = run.done("undo", "--dry-run").out
    assert "将撤销：导入" in words
    assert "条记录" in words
    assert run.done("stats", "--json").data["rows"]["deputies"] == 3
    assert "ACK undo" in run.done("--ack", "undo").out
    assert "将重做：导入" in run.done("redo", "--dry-run").out
    assert run.done("stats", "--json").data["rows"]["deputies"] == 1
    run.done("redo")
    assert "没有可以重做" in run.done("redo", "--dry-run").out
    assert run.done("stats", "--json").data["rows"]["deputies"] == 3


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"column": "C", "field": "nonsense"}, "“nonsense”不是代表名册的字段"),
        ({"column": "C", "field": "name.nonsense"}, "“name.nonsense”不是代表名册的字段"),
        ({"column": 3, "field": "name"}, "不是所要的 JSON 列表"),
        ({"column": "一", "field": "name"}, "不是所要的 JSON 列表"),
        ({"column": "C", "code": ["column"], "field": "name"}, "不是所要的 JSON 列表"),
    ],
)
def test_an_answer_that_answers_nothing_is_told(
    run: CommandLine, tmp_path: Path, answer: dict[str, object], words: str
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps([{"sheet": "名册", **answer}]), encoding="utf-8")
    assert words in run.refused(2, "import", "deputies", roster(tmp_path), "--answers", answers)
    assert run.done("stats", "--json").data["rows"]["deputies"] == 1


@pytest.mark.parametrize(
    ("answer", "level"),
    [("county", "县"), ("县", "县"), ("哪里", "镇")],  # what is no answer is asked again
)
def test_an_answer_may_be_written_as_the_report_shows_it(
    run: CommandLine, tmp_path: Path, answer: str, level: str
) -> None:
    """A label in place of its code ended in a traceback."""
    answers, report = tmp_path / "answers.json", tmp_path / "report.json"
    file = tmp_path / "名册.csv"
    file.write_text("姓名,性别,衣码\n甲大明,男,某村村民\n乙小红,女,某村教师\n", encoding="utf-8")
    run.done("import", "deputies", file, "--dry-run", "--report", report)
    sheet = json.loads(report.read_text(encoding="utf-8"))["sheets"][0]["sheet"]
    label = BY_KEY["deputies"].field("employer_position").label
    column = {"sheet": sheet, "column": "C", "code": "column", "value": label}
    own = [{"sheet": sheet, "code": "level", "value": answer}, column]
    answers.write_text(json.dumps(own), encoding="utf-8")
    run.done("import", "deputies", file, "--answers", answers, "--dry-run", "--report", report)
    rows = json.loads(report.read_text(encoding="utf-8"))["rows"]
    assert {row["values"]["level"] for row in rows} == {level}
    assert rows[0]["values"]["employer_position"] == "某村村民"


def test_every_place_among_the_words_of_a_command_is_asked_for_its_name() -> None:
    commands = next(iter(parser()._subparsers._group_actions)).choices  # type: ignore[union-attr]
    places = {"文件", "文件夹", "位置", "备份", "移交包"}
    for command in (parser(), *commands.values()):  # type: ignore[union-attr]
        for action in command._actions:
            assert (action.metavar in places) == (action.type is place), (command.prog, action.dest)


def test_a_place_without_a_name_is_nowhere(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a script hands over when its variable is not set: neither the folder of now nor that of the window."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    run.done("backup")
    for words in (
        ("restore", run.folder / "backups", "--into", ""),
        ("restore", "", "--into", tmp_path / "new"),
        ("backup", "--to", ""),
        ("rescue", "--into", ""),
        ("export", "deputies", "--out", ""),
        ("attach", "deputies", 1, ""),
        ("stats", "--data", ""),
    ):
        assert "名称是空的" in run.refused(2, *words)
    assert list((tmp_path / "here").iterdir()) == []


def test_folders_that_are_made_have_names_that_read_as_they_are(run: CommandLine, tmp_path: Path) -> None:
    run.done("backup", "--to", tmp_path / "stick")
    for name in ("备份\u202excod", "a\x01b", "stick/attachments/x"):
        for words in (("backup", "--to"), ("rescue", "--into"), ("restore", tmp_path / "stick", "--into")):
            run.refused(2, *words, tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir() and path != run.folder) == [
        "stick"
    ]


def test_no_device_and_no_pipe_is_replaced_by_an_output(run: CommandLine, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "link.xlsx").symlink_to("/dev/null")
    for name in ("pipe.xlsx", "link.xlsx"):
        before = (tmp_path / name).lstat()
        assert "不是普通文件" in run.refused(2, "export", "deputies", "--out", tmp_path / name)
        assert (tmp_path / name).lstat() == before
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_records_without_end_are_refused(run: CommandLine, tmp_path: Path) -> None:
    with open(tmp_path / "endless.json", "wb") as sparse:
        sparse.truncate(1 << 30)
    assert "太大" in run.refused(2, "add", "deputies", "--json", tmp_path / "endless.json")
    run.refused(2, "add", "deputies", "--jsonl", tmp_path / "endless.json")
