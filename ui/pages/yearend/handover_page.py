"""年度移交: the archive items of a year, what is not ready, the package, and the check of a package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from app.domain.registers.archival_items import KEY
from app.paper.filing_papers import box_notes, box_spines, check_report, covers, item_lists
from app.paper.letters.kinds import REPORT
from app.paper.letters.templates import copy_to_edit
from app.paper.sheet import Paper
from app.storage.backups.state import is_in_second_place
from app.storage.refusals import LedgerRefused, Refused
from app.yearend.filing import give_codes, items_of
from app.yearend.gap import Gap
from app.yearend.open_matters import open_in_year
from app.yearend.package import Package, make_package
from app.yearend.readiness import four_checks, unready
from app.yearend.verification import Difference, differences, package_in
from app.yearend.work_report import write_report
from ui.dialogs import faults, tasks
from ui.dialogs.open_file import open_file
from ui.dialogs.questions import ask
from ui.dialogs.save_place import WORD, ask_save_place, write_to
from ui.dialogs.year_question import year_is_meant
from ui.look.cards import button_row, card, plain_label
from ui.look.lines import WordsLine
from ui.look.row_link import RowLink
from ui.open_ledger.fresh_page import CardsPage
from ui.open_ledger.workspace import Workspace
from ui.pages.yearend.archival_items_page import PROPOSE, propose_items, stamp_place, stamps_as_filed
from ui.printing.official_types import lacking_types
from ui.printing.painting import paint
from ui.printing.preview import show_preview

WORDS = "一年的资料怎样归档、移交，从上到下一步一步做。"
TO_BACKUPS = "去备份"
ALL_THERE = "归档文件都有档号、日期、页数和原件，件号连续，该签名的都已签名，记录都已办完。"
NO_ITEMS = f"还没有归档文件，请先点“{PROPOSE}”"
NO_SECOND_COPY = (
    "关一年的账，要有一份核对过的备份放在第二个位置（U 盘或移动硬盘）；现在那里没有，或者以后又有改动。"
)
CODES_STAY = "档号给出以后不再改变，已编的文件也不能删除；这一步不能撤销。请先把归档文件逐件核对好。"


class HandoverPage(CardsPage):
    """The steps from proposing to verifying, as cards, for the year looked at."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "年度移交", WORDS)
        self.private = QCheckBox("包含身份证号、电话等保密内容（明文）")
        self.code = WordsLine()
        self.code.setPlaceholderText("移交清单上的核验码（可以先不填）")
        self.code.setAccessibleName("核验码")
        self.package: Package | None = None
        self._verified: tuple[str, Sequence[Difference]] | None = None

    @property
    def year(self) -> int:
        """The year looked at, else this one."""
        return self.workspace.year or self.workspace.ledger.today.year

    def _year_changed(self) -> None:
        self.package = None
        super()._year_changed()

    def reload(self) -> None:
        """Count the items and list what is not ready."""
        super().reload()
        for kept in (self.private, self.code):
            kept.setParent(self)  # what is typed outlives the cards
        self.show_cards(
            [
                self._filing_card(),
                self._unready_card(),
                self._package_card(),
                self._signed_card(),
                self._verify_card(),
                self._papers_card(),
            ]
        )
        for kept in (self.private, self.code):
            kept.show()

    def _filing_card(self) -> QWidget:
        items = items_of(self.workspace.ledger, self.year)
        coded = sum(bool(item["archival_code"]) for item in items)
        words = f"共 {len(items)} 件，已编档号 {coded} 件。档号给出以后不再改变。"
        acts = button_row(
            (PROPOSE, self.propose_items),
            ("编档号", self.give_item_codes),
            ("打印归档文件目录", lambda: self.print_papers(item_lists)),
            ("打印封面、备考表、盒脊", lambda: self.print_papers(covers, box_notes, box_spines)),
            (
                "打印归档章",
                lambda: self.print_papers(
                    lambda _office, _year, items: stamps_as_filed(self.workspace.ledger, items, stamp_place())
                ),
            ),
            ("四性检测报告", self.print_checks),
        )
        return card(f"一、{self.year} 年归档文件", words, [acts], 1)

    def _unready_card(self) -> QWidget:
        ledger = self.workspace.ledger
        gaps = [*unready(ledger, self.year), *open_in_year(ledger, self.year)]
        if not gaps:
            return card("二、都齐了", ALL_THERE, [], 0)
        lines = (self._gap_line(gap) for gap in gaps)
        return card(
            f"二、还没有准备好的（{len(gaps)}）",
            "点开改正；不齐也能制作移交包，缺什么会写在报告里；还没有办完的，以后照常办理。",
            lines,
            len(gaps),
        )

    def _gap_line(self, gap: Gap) -> QWidget:
        if gap.register == KEY and not gap.rows:
            return plain_label(gap.sentence, "")
        link = RowLink(gap.sentence)
        link.clicked.connect(lambda: self.workspace.show_rows(gap.register, gap.rows, gap.sentence))
        return link

    def _package_card(self) -> QWidget:
        lines: list[QWidget] = [self.private, button_row(("制作移交包…", self.make))]
        if self.package:
            lines.append(plain_label(f"已放在“{self.package.folder}”，并从存储设备读回核对。", ""))
            lines.append(plain_label(f"核验码 {self.package.code}", "heading"))
            lines.append(button_row(("复制核验码", self.copy_code)))
        words = "台账、全部记录、附件原件、数据库副本放进一个文件夹，不加密、不压缩；旁边的移交清单和交接文据请打印盖章。"
        return card("三、制作移交包", words, lines, len(lines))

    def _signed_card(self) -> QWidget:
        words = "移交清单盖章、备份到 U 盘以后登记签收；从此这一年办完的记录只能写明理由更正，没有办完的照常办理。"
        acts = button_row(("登记签收", self.sign))
        return card("四、登记签收", words, [acts], 1)

    def _verify_card(self) -> QWidget:
        lines: list[QWidget] = [self.code, button_row(("核对移交包…", self.verify))]
        if self._verified:
            name, wrong = self._verified
            heading = f"“{name}”有 {len(wrong)} 处差异：" if wrong else f"“{name}”完好。"
            lines.append(plain_label(heading, "heading"))
            lines += [plain_label(difference.sentence, "problem") for difference in wrong[:30]]
        words = (
            "移交满一年核对一次，以后每两年核对一次。没有本程序的电脑用移交包里的 verify.cmd 或 verify.sh。"
        )
        return card("五、核对移交包", words, lines, len(lines))

    def _papers_card(self) -> QWidget:
        acts = button_row(
            ("工作报告草稿…", self.draft_report),
            ("修改报告模板", self.edit_report),
            ("工作交接书、岗位手册", lambda: self.workspace.visit.emit("post_handovers", None, None)),
        )
        words = "工作报告草稿填好本年度的数字，附数字来源表，其余由您在 WPS 里写；换人时登记一次工作交接，打印交接书和岗位手册。"
        types = lacking_types()
        lines = [acts, plain_label(types, "quiet")] if types else [acts]
        return card("六、工作报告和工作交接书", words, lines, len(lines))

    def propose_items(self) -> None:
        """Enter what the year's records ask for."""
        propose_items(self, self.workspace, self.year)

    def give_item_codes(self) -> None:
        """Number what has no number, after a question: this is not taken back."""
        items = items_of(self.workspace.ledger, self.year)
        if all(item["archival_code"] for item in items):
            self.workspace.said.emit("都已经有档号" if items else NO_ITEMS, False)
            return
        if ask(self, f"给 {self.year} 年的归档文件编档号吗？", CODES_STAY, ("先不编", "编档号")) != "编档号":
            return
        count = self._done(lambda: give_codes(self.workspace.ledger, self.year))
        if count is not None:
            self.workspace.said.emit(f"已给 {count} 件编档号", False)

    def _done(self, act: Callable[[], int]) -> int | None:
        try:
            return act()
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(self, error)
            return None

    def print_papers(self, *kinds: Callable[..., list[Paper]]) -> None:
        """The preview of papers made of the year's items."""
        ledger = self.workspace.ledger
        items = items_of(ledger, self.year)
        papers = [paper for kind in kinds for paper in kind(ledger.office, self.year, items)]
        if papers:
            show_preview(self.window(), papers)
        else:
            self.workspace.said.emit(NO_ITEMS, False)

    def print_checks(self) -> None:
        """The four checks, in the background: every attachment is read."""
        ledger, year = self.workspace.ledger, self.year

        def work(_: tasks.Progress) -> list[Paper]:
            return [check_report(ledger.office, year, four_checks(ledger, year), ledger.today.isoformat())]

        tasks.run(self, "正在检测", work, lambda papers: show_preview(self.window(), papers))

    def make(self) -> None:
        """Ask where to, and make the package in the background."""
        if not year_is_meant(self, self.workspace.ledger, self.year, "移交包"):
            return
        chosen = QFileDialog.getExistingDirectory(self, "移交包放在哪里（例如 U 盘）", str(Path.home()))
        if not chosen:
            return
        ledger, year, asked = self.workspace.ledger, self.year, self.private.isChecked()
        self.private.setChecked(False)  # asked for each time

        def work(progress: tasks.Progress) -> Package:
            return make_package(ledger, year, Path(chosen), paint, include_private=asked, progress=progress)

        tasks.run(self, "正在制作移交包", work, self._package_written)

    def _package_written(self, package: Package) -> None:
        self.package = package
        self.workspace.said.emit("移交包已做好，并从存储设备读回核对", False)
        self.reload()

    def sign(self) -> None:
        """The form of the signed list, begun with the year and the code of the package just made.

        It would not be saved without a backup in a second place: that is said before anything is typed.
        """
        if not is_in_second_place(self.workspace.ledger):
            if (
                ask(self, "登记签收以前，请先备份到 U 盘", NO_SECOND_COPY, ("先不登记", TO_BACKUPS))
                == TO_BACKUPS
            ):
                self.workspace.visit.emit("backups", None, None)
            return
        if not year_is_meant(self, self.workspace.ledger, self.year, "签收登记"):
            return
        code = self.package.code if self.package else None
        begin = {"filed_for": str(self.year), "verification_code": code}
        self.workspace.wants_form.emit(
            "filed_years", None, {key: value for key, value in begin.items() if value}
        )

    def draft_report(self) -> None:
        """Ask for a name, and write the draft of the work report."""
        if not year_is_meant(self, self.workspace.ledger, self.year, REPORT.name):
            return
        target = ask_save_place(self, "工作报告草稿", f"{self.year}年{REPORT.name}", WORD)
        if target:
            ledger, year = self.workspace.ledger, self.year
            write_to(
                self,
                "正在写工作报告草稿",
                target,
                lambda path, _: write_report(ledger, year, path),
                self._drafted,
            )

    def _drafted(self, path: Path, absent: list[str]) -> None:
        more = f"；{len(absent)} 个数字没有数据，没有写进去" if absent else ""
        self.workspace.said.emit(f"工作报告草稿已存为“{path.name}”{more}", False)

    def edit_report(self) -> None:
        """Open the clerk's copy of the template."""
        try:
            open_file(copy_to_edit(self.workspace.ledger, REPORT.key))
        except OSError as error:
            faults.tell(self, error)

    def copy_code(self) -> None:
        """The 核验码 on the clipboard."""
        if self.package:
            QGuiApplication.clipboard().setText(self.package.code)
            self.workspace.said.emit("已复制核验码", False)

    def verify(self) -> None:
        """Ask which package, and check it in the background."""
        chosen = QFileDialog.getExistingDirectory(self, "要核对的移交包", str(Path.home()))
        if not chosen:
            return
        code = self.code.text()
        self._verified = None  # what an earlier look said is not said of one that fails
        self.reload()

        def work(progress: tasks.Progress) -> tuple[str, list[Difference]]:
            return Path(chosen).name, differences(package_in(Path(chosen)), code, progress)

        tasks.run(self, "正在核对移交包", work, self._checked)

    def _checked(self, outcome: tuple[str, list[Difference]]) -> None:
        self._verified = outcome
        self.reload()
