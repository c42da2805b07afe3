"""The code tables of scoring: how an item gives points, what it counts, and the kinds of year."""

from app.domain.booklet_years import KINDS
from app.domain.code_tables import contact
from app.domain.codes import CodeTable

YEAR_KINDS = CodeTable("年度种类", [(code, label, ()) for code, label in KINDS.items()], bracket_free=True)
SCORE_BASES = CodeTable(
    "计分方式",
    (
        ("per_event", "每次计分", ("按次计分", "按次")),
        ("per_ratio", "按出席率计分", ("按比例", "按出席率")),
        ("target", "达到次数计分", ("达标计分", "达到次数")),
        ("manual", "手工评分", ("人工评分", "手工")),
        ("deduct", "扣分", ("减分",)),
        ("veto", "一票否决", ("否决",)),
    ),
)
SUSPENDED, SESSION_MISSED = "suspended", "session_missed"
# What an item counts: a kind of performance, or one of two facts that are no record of performance.
SCORED = CodeTable(
    "计分对象",
    (
        *contact.PERFORMANCE_KINDS,
        (SESSION_MISSED, "未经批准缺席整次会议", ("无故缺席整次会议",)),
        (SUSPENDED, "暂停执行代表职务", ("被暂停执行代表职务",)),
    ),
    bracket_free=True,
)
COUNTED_BY = CodeTable("按什么数", (("times", "次", ("按次", "件")), ("days", "天", ("按天", "日"))))
