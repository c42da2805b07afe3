"""What pages offer beside showing rows: acts of their own, and what is typed on them."""

from __future__ import annotations

# What a page can do beside what every list can: words, and the page's own method.
PAGE_ACTS: dict[str, tuple[tuple[str, str], ...]] = {
    "reception_duties": (
        ("生成全年接待安排", "plan_year"),
        ("打印墙上张贴表", "print_charts"),
        ("打印空白接待登记表", "print_blank"),
    ),
    "booklets": (
        ("发放登记册", "issue_all"),
        ("打印登记册", "print_booklets"),
        ("登记册存为文档", "save_word"),
        ("打印催交单", "print_reminders"),
    ),
    "suggestions": (
        ("打印办理情况汇总表", "print_summary"),
        ("写建议办理情况报告", "write_internal_report"),
        ("写公开的办理情况报告", "write_public_report"),
    ),
    "post_handovers": (("打印岗位手册", "print_dossier"), ("岗位手册存为 Word…", "save_dossier")),
    "chronicle_entries": (("从台账提出大事记", "propose_year"),),
    "county_forms": (("放进一份上报表格", "put_in"), ("填上报表格", "fill")),
    "site_board": (("开始新一轮自查", "begin_round"), ("打印自查总表", "print_overview")),
}

# Hand-made pages that are themselves the form of the one row of a register.
FORM_PAGES = {"office": "settings"}

# Hand-made pages where a part of a register is typed: by the register and the beginning of the part's name.
PART_PAGES = {("votes", "entry"): "vote_entry", ("terms", "change"): "term_change"}
