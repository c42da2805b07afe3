"""The year-end package: whole, verifiable by others, and never there by halves."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import subprocess
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

from app.domain.days import PartialDate
from app.domain.registers import REGISTERS, SHOWN
from app.resources import resource
from app.storage.files import sha256_of
from app.storage.ledger import Ledger, LedgerRefused, Refused
from app.storage.lists.record_files import is_private
from app.storage.query import Query
from app.yearend import copying_child
from app.yearend.attached_files import AttachedFile
from app.yearend.bag import Bag, Step, code_of
from app.yearend.contents import note_originals
from app.yearend.filing import give_codes
from app.yearend.making import Making
from app.yearend.package import BESIDE, Package, make_package
from app.yearend.safe_names import LONGEST, units
from app.yearend.verification import differences, package_in
from tests.kept_ledgers import new_ledger, open_ledger, sample_folder
from tests.random_rows import RandomRows
from ui.starting.headless import paint

TODAY = date(2022, 12, 31)
ID_NUMBER = "441284197503120021"
WHOLE_LEDGER = {
    "title": "[接待登记]", "retention_period": "D30", "responsible": "主席团", "dated_on": date(2022, 1, 1),
    "register": "receptions", "row": None,
}  # fmt: skip
# Names that clerks, telephones and other systems give to files.
PRIVATE_NAME, PRIVATE_SCAN = "身份证.pdf", b"%PDF-1.4 an identity card"
AWKWARD_NAMES = (
    "会议记录:第1次?.txt", "CON.txt", "a%20b.txt", "𠮷田签名.txt", "签到 \u200b表.txt", "x" * 200 + ".txt", "照片.JPG", "照片.jpg",
    "..", "=合计.txt", "100%.txt", "-rf", "名 .", "'引号'.txt",
)  # fmt: skip


@pytest.fixture(scope="module")
def profile_of_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(tmp_path_factory.mktemp("profile")))
        yield


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, profile_of_module: None) -> Iterator[Ledger]:
    """A town of random rows in every register, with awkwardly named files."""
    folder = tmp_path_factory.mktemp("town")
    with new_ledger(
        folder / "data", today=TODAY, term=16, term_started=date(2016, 11, 10), quota=60
    ) as ledger:
        rows = RandomRows(ledger, 7)
        for register in REGISTERS:
            if register.key not in ("office", "attachments"):
                rows.add(register)
        with ledger.act("录入") as act:
            values, _ = ledger.read_values(
                "deputies", {"name": "王𠮷芳", "level": "镇", "id_number": ID_NUMBER}
            )
            person = act.add("deputies", values)
            for number, name in enumerate(AWKWARD_NAMES):
                path = folder / "file"
                path.write_bytes(f"{number}\n".encode() * 50)
                target = folder / f"from{number}"
                target.mkdir()
                kept = target / (
                    name if 0 < len(name.encode()) < 250 and "/" not in name and name != ".." else "点点"
                )
                shutil.copyfile(path, kept)
                act.attach("deputies", person, kept)
            (folder / PRIVATE_NAME).write_bytes(PRIVATE_SCAN)
            act.attach("deputies", person, folder / PRIVATE_NAME, private=True)
            act.change("office", ledger.ids("office")[0], {"fonds_no": "0123"})
            act.add("archival_items", WHOLE_LEDGER | {"filed_for": PartialDate(2022)})
        give_codes(ledger, 2022)
        yield ledger


@pytest.fixture(scope="module")
def package(town: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Package:
    return make_package(town, 2022, tmp_path_factory.mktemp("out"), paint)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A small bag with what a package carries beside its files: what checkers see does not grow with it."""
    folder = tmp_path / "copy"
    folder.mkdir()
    bag = Bag(folder)
    bag.write("数据", "代表名册.csv", b"0123456789" * 9)
    bag.write("台账", "迳口镇 代表名册.pdf", b"%PDF-1.4")
    bag.close({}, {name: (resource("package") / name).read_bytes() for name in BESIDE})
    return folder


def bagit() -> ModuleType:
    """The independent checker; its release of 2021 asks a package for its own version that no longer exists."""
    import sys

    absent = ModuleType("pkg_resources")
    absent.DistributionNotFound = LookupError  # type: ignore[attr-defined]

    def no_distribution(name: str) -> None:
        raise LookupError(name)

    absent.get_distribution = no_distribution  # type: ignore[attr-defined]
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")  # old escapes in its texts
        patch.setitem(sys.modules, "pkg_resources", absent)
        import bagit

        return bagit


def files_in_plain(town: Ledger) -> list[dict[str, Any]]:
    rows = town.rows("attachments", town.ids("attachments"))
    return [row for row in rows if not is_private(row)]


def by_shell(folder: Path, *code: str) -> tuple[int, list[str]]:
    done = subprocess.run(["sh", "verify.sh", *code], cwd=folder, capture_output=True, check=False)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode().splitlines()


def test_others_find_it_whole(package: Package) -> None:
    bag = bagit().Bag(str(package.bag))
    bag.validate()
    assert differences(package.bag, package.code) == []
    status, lines = by_shell(package.bag, *package.code.split())
    assert (status, lines) == (0, [f"移交包完好。核验码：{package.code}"])


def test_its_records_are_those_of_the_ledger(package: Package, town: Ledger) -> None:
    data = package.bag / "data"
    for register in REGISTERS:
        with open(data / "数据" / f"{register.label}.csv", encoding="utf-8-sig", newline="") as source:
            rows = list(csv.reader(source))
        assert [int(row[0]) for row in rows[1:]] == town.ids(register.key), register.key
    for entry in files_in_plain(town):
        copies = [path for path in (data / "文件").rglob("*") if path.is_file()]
        assert any(path.read_bytes() == entry_bytes(town, entry) for path in copies), entry["name"]
    connection = sqlite3.connect(data / "数据库" / "ledger.db")
    assert connection.execute("SELECT count(*) FROM mandates").fetchone()[0] == town.count("deputies")
    connection.close()


def entry_bytes(town: Ledger, entry: dict[str, Any]) -> bytes:
    (file,) = [one for one in town.attached(entry["register"], entry["row"]) if one["id"] == entry["id"]]
    return Path(file["path"]).read_bytes()


def test_the_catalogue_names_every_file_by_its_true_name(package: Package, town: Ledger) -> None:
    data = package.bag / "data"
    root = ElementTree.parse(data / "文件目录.XML").getroot()
    listed = {file.findtext("路径") for file in root}
    codes = {(file.findtext("路径") or "").rpartition("/")[2]: file.findtext("档号") for file in root}
    assert codes["2022年迳口镇接待登记.pdf"] == codes["2022年迳口镇接待登记.xlsx"] == "0123-WS·2022-D30-0001"
    there = {path.relative_to(package.bag).as_posix() for path in data.rglob("*") if path.is_file()}
    assert there - listed == {"data/文件目录.XML"}
    titles = " ".join(str(file.findtext("题名")) for file in root)
    assert all(entry["name"] in titles for entry in files_in_plain(town))


def test_its_names_are_taken_by_every_system(package: Package) -> None:
    names = list(package.bag.rglob("*"))
    for path in names:
        assert units(path.name) <= LONGEST
        assert not set(path.name) & set("\\/:*?\"<>|%&^!;=,'"), path.name
        assert path.name == path.name.strip(" .")
        assert all(ord(character) <= 0xFFFF for character in path.name)
    folded = [path.as_posix().casefold() for path in names]
    assert len(folded) == len(set(folded))


@pytest.mark.parametrize("asked", [False, True])
def test_private_values_are_inside_only_when_asked_for(
    asked: bool, package: Package, town: Ledger, tmp_path: Path
) -> None:
    made = make_package(town, 2022, tmp_path, painted_blank, include_private=True) if asked else package
    texts = b"".join(path.read_bytes() for path in made.bag.rglob("*") if path.suffix in (".csv", ".db"))
    assert (ID_NUMBER.encode() in texts) is asked
    info = (made.bag / "bag-info.txt").read_text("utf-8")
    assert f"Private-Values: {'plain' if asked else 'blank'}\n" in info
    files = [path for path in made.bag.rglob("*") if path.is_file()]
    assert any(path.name == PRIVATE_NAME and path.read_bytes() == PRIVATE_SCAN for path in files) is asked
    left_out = next(path for path in files if path.name == "说明文件.TXT").read_text("utf-8-sig")
    assert ("没有放入的保密附件 1 个" in left_out and PRIVATE_NAME in left_out) is not asked


def painted_blank(papers: Any, target: Path) -> None:
    """Stands for the painter where the pages are not looked at."""
    target.write_bytes(b"%PDF-1.4\n")


def a_file(folder: Path) -> Path:
    return folder / "data" / "数据" / "代表名册.csv"


def flip(folder: Path) -> str:
    content = bytearray(a_file(folder).read_bytes())
    content[40] ^= 1
    a_file(folder).write_bytes(content)
    return "内容被改动：data/数据/代表名册.csv"


def lose(folder: Path) -> str:
    a_file(folder).unlink()
    return "缺少：data/数据/代表名册.csv"


def rename(folder: Path) -> str:
    a_file(folder).rename(a_file(folder).with_name("名册.csv"))
    return "多出：data/数据/名册.csv"


def add(folder: Path) -> str:
    (folder / "data" / "Thumbs.db").write_bytes(b"x")
    return "多出：data/Thumbs.db"


def add_beside(folder: Path) -> str:
    (folder / "说明.docx").write_bytes(b"x")
    return "多出：说明.docx"


def add_folder(folder: Path) -> str:
    (folder / "data" / "新建文件夹").mkdir()
    return "多出：data/新建文件夹"


def link(folder: Path) -> str:
    content = a_file(folder).read_bytes()
    (folder.parent / "elsewhere").write_bytes(content)
    a_file(folder).unlink()
    a_file(folder).symlink_to(folder.parent / "elsewhere")
    return "不是普通文件：data/数据/代表名册.csv"


def change_script(folder: Path) -> str:
    (folder / "verify.sh").write_bytes((folder / "verify.sh").read_bytes() + b"\n# all is well\n")
    return "内容被改动：verify.sh"


def lose_manifest(folder: Path) -> str:
    (folder / "manifest-sha256.txt").unlink()
    return "缺少：manifest-sha256.txt"


def empty(folder: Path) -> str:
    a_file(folder).write_bytes(b"")
    return "内容被改动：data/数据/代表名册.csv"


def save_manifest_on_windows(folder: Path) -> str:
    manifest = folder / "manifest-sha256.txt"
    manifest.write_bytes(manifest.read_bytes().replace(b"\n", b"\r\n"))
    return "内容被改动：manifest-sha256.txt"


@pytest.mark.parametrize(
    "name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
)
@pytest.mark.parametrize("kind", ["pipe", "link", "device", "endless"])
def test_a_list_that_never_ends_is_named_and_not_read(name: str, kind: str, copy: Path) -> None:
    (copy / name).unlink()
    if kind == "pipe":
        os.mkfifo(copy / name)
    elif kind == "endless":
        with open(copy / name, "wb") as sparse:
            sparse.truncate(3 << 30)
    else:
        (copy / name).symlink_to("/dev/zero" if kind == "device" else copy / "verify.sh")
    told = [difference.sentence for difference in differences(copy, "0" * 32)]
    assert f"{'内容被改动' if kind == 'endless' else '不是普通文件'}：{name}" in told


MANIPULATIONS = (
    save_manifest_on_windows,
    flip,
    lose,
    rename,
    add,
    add_beside,
    add_folder,
    link,
    change_script,
    lose_manifest,
    empty,
)


@pytest.mark.parametrize("manipulate", MANIPULATIONS)
def test_each_change_is_named_by_both_checkers(manipulate: Callable[[Path], str], copy: Path) -> None:
    sentence = manipulate(copy)
    assert sentence in [difference.sentence for difference in differences(copy)]
    status, lines = by_shell(copy)
    assert status == 4
    assert sentence in lines
    assert len(lines) < 8 or manipulate is lose_manifest, "what is whole is not named"


def test_a_consistent_forgery_is_betrayed_by_the_code_on_paper(copy: Path) -> None:
    code = code_of(copy)
    flip(copy)
    bag = bagit().Bag(str(copy))
    bag.save(manifests=True)
    told = [difference.sentence for difference in differences(copy, code)]
    assert "核验码与移交清单上的不同：tagmanifest-sha256.txt" in told
    status, lines = by_shell(copy, code)
    assert status == 4
    assert lines[0] == "核验码与移交清单上的不同：tagmanifest-sha256.txt"


def test_what_is_no_package_is_not_whole(tmp_path: Path) -> None:
    assert [one.sentence for one in differences(tmp_path)] == ["缺少：tagmanifest-sha256.txt"]


def test_again_is_beside_and_never_over_and_takes_litter_away(town: Ledger, package: Package) -> None:
    litter = package.folder.parent / ".移交-1234.part"  # of a process that was killed
    (litter / "移交包").mkdir(parents=True)
    again = make_package(town, 2022, package.folder.parent, painted_blank)
    assert again.folder.name == f"{package.folder.name}_02"
    assert not litter.exists()
    assert package_in(again.folder) == again.bag
    assert differences(package.bag, package.code) == []


def test_a_process_that_is_killed_leaves_no_bag(town: Ledger, tmp_path: Path) -> None:
    """Whatever instant it ends: what lies there is no bag to anybody until all was read back and the papers painted."""
    unfinished = []

    def look(*_: object) -> None:
        (folder,) = tmp_path.glob(".移交-*.part/移交包")
        unfinished.append(folder)
        assert not (folder / "bagit.txt").exists()

    def look_and_paint(papers: Any, target: Path) -> None:
        look()
        painted_blank(papers, target)

    made = make_package(town, 2022, tmp_path, look_and_paint, progress=look)
    assert len(unfinished) > 100
    assert differences(made.bag, made.code) == []


def test_a_bag_is_none_before_its_proof_is_through(tmp_path: Path) -> None:
    """Ours and the independent checker both say so, and name what is missing."""
    (tmp_path / "bag").mkdir()
    bag = Bag(tmp_path / "bag")
    bag.write("数据", "代表名册.csv", b"0123456789")
    seen = []

    def proof(code: str) -> None:
        seen.append([one.sentence for one in differences(bag.folder, code)])
        checker = bagit()
        with pytest.raises(checker.BagError):
            checker.Bag(str(bag.folder)).validate()

    assert bag.close({}, {}, proof) == code_of(bag.folder)
    assert seen == [["缺少：bagit.txt"]]
    assert differences(bag.folder) == []


class Stopped(Exception):
    """The clerk has had enough."""


@pytest.mark.parametrize("after", [0, 30])
def test_what_is_stopped_leaves_nothing(after: int, town: Ledger, tmp_path: Path) -> None:
    left = [after]

    def progress(done: int, of: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Stopped

    with pytest.raises(Stopped):
        make_package(town, 2022, tmp_path, painted_blank, progress=progress)
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_changes_meanwhile_is_not_packed(town: Ledger, tmp_path: Path) -> None:
    def change(papers: Any, target: Path) -> None:
        painted_blank(papers, target)
        with town.act("改动") as act:
            act.change("deputies", town.ids("deputies", Query(filter="in_office"))[0], {"note": target.name})

    with pytest.raises(Refused, match="有改动"):
        make_package(town, 2022, tmp_path, change)
    assert list(tmp_path.iterdir()) == []


def lose_attachment(path: Path) -> None:
    path.unlink()


def change_attachment(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"\0")


@pytest.mark.parametrize("spoil", [lose_attachment, change_attachment])
def test_a_damaged_attachment_is_not_packed(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    with open_ledger(sample_folder(tmp_path / "data"), today=TODAY) as ledger:
        row = ledger.rows("attachments", ledger.ids("attachments"))[0]
        spoil(Path(ledger.attached(row["register"], row["row"])[0]["path"]))
        with pytest.raises(LedgerRefused, match="从备份恢复") as refusal:
            make_package(ledger, 2022, tmp_path / "out", painted_blank)
    assert refusal.value.status == 4
    assert list((tmp_path / "out").iterdir()) == []


def test_a_medium_that_writes_later_files_over_earlier_ones_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds less than it says: the second file lands on the first."""

    def copy(source: Path, target: Path, step: Step) -> int:
        size = copied(source, target, step)
        if source.name == "1.pdf":
            is_first_there.set()
        else:
            assert is_first_there.wait(30)  # both are copied at once: the faster one may be the second
            bag.at("data/1.pdf").write_bytes(source.read_bytes())
        return size

    is_first_there, copied = threading.Event(), copying_child.copy
    monkeypatch.setattr(copying_child, "copy", copy)
    (tmp_path / "bag").mkdir()
    bag, sources = Bag(tmp_path / "bag"), [tmp_path / name for name in ("1.pdf", "2.pdf")]
    for number, source in enumerate(sources):
        source.write_bytes(bytes([number]) * 100)
    paths = [bag.place("", source.name) for source in sources]
    pairs = [(source, bag.at(path)) for source, path in zip(sources, paths, strict=True)]
    for (source, _), path, (size, digest) in zip(
        pairs, paths, copying_child.copy_and_read(pairs, lambda done: None), strict=True
    ):
        bag.take_over(path, size, sha256_of(source), digest)
    bag.close({}, {})
    assert [one.sentence for one in differences(bag.folder, read=bag.read_back)] == ["内容被改动：data/1.pdf"]


@pytest.mark.parametrize("spoiled", ["original", "copy"])
def test_a_copy_that_reads_back_differently_is_the_mediums_fault_unless_the_original_was_changed(
    spoiled: str, town: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "bag").mkdir()
    bag, source = Bag(tmp_path / "bag"), tmp_path / "scan.pdf"
    source.write_bytes(b"as attached")
    file = AttachedFile("receptions", 1, source.name, source, sha256_of(source), 11, "接待登记 1", 1, False)
    path = bag.place("文件", source.name)
    size = copying_child.copy(source, bag.at(path), lambda done: None)
    change_attachment(source if spoiled == "original" else bag.at(path))
    if spoiled == "original":
        bag.at(path).write_bytes(source.read_bytes())
    bag.take_over(path, size, file.sha256, sha256_of(bag.at(path)))
    making = Making(town, 1990, False, painted_blank, bag)
    expected = pytest.raises(LedgerRefused, match="附件“scan") if spoiled == "original" else nullcontext()
    with expected:
        note_originals(making, [(file, path)])
    bag.close({}, {})
    assert [one.sentence for one in differences(bag.folder, read=bag.read_back)] == [f"内容被改动：{path}"]


def test_every_ledger_of_the_year_is_inside_or_named_as_empty(package: Package) -> None:
    told = (package.bag / "data" / "说明文件.TXT").read_text("utf-8-sig")
    files = [path.stem for path in (package.bag / "data" / "台账").iterdir()]
    for register in SHOWN:
        there = sum(name.endswith(register.label) for name in files)
        assert there >= 2 or register.label in told.split("本年度没有记录的台账")[-1], register.key


def test_the_papers_lie_beside_the_bag(package: Package) -> None:
    assert sorted(path.name for path in package.folder.iterdir()) == [
        "交接文据.pdf",
        "移交包",
        "移交清单.pdf",
    ]
    assert all(path.read_bytes().startswith(b"%PDF") for path in package.papers)
