"""Words of booklets, of who keeps contact with whom, and of allowances."""

STATES = (
    ("prepared", "待发放", ("未发放", "未发")),
    ("issued", "已发放", ("已发", "使用中", "未收回")),
    ("collected", "已收回", ("已交", "已收", "收回")),
    ("missing", "遗失", ("丢失", "已遗失")),
)
CONDITIONS = (
    ("whole", "完好", ("完整", "好", "齐全")),
    ("incomplete", "记录不全", ("不全", "未填完", "缺页")),
    ("damaged", "破损", ("损坏", "污损")),
)
STYLES = (
    ("a4_twelve", "A4，十二个部分", ("A4",)),
    ("a5_twelve", "A5，十二个部分", ("A5",)),
    ("a4_eight", "A4，八个部分", ()),
    ("a5_eight", "A5，八个部分", ()),
)
CIRCLES = (
    ("deputies", "主席团成员联系代表", ("联系代表", "主席团联系代表", "主席联系代表")),
    ("voters", "代表联系选民", ("联系选民", "联系群众", "代表联系群众", "联系户")),
)
ALLOWANCES = (
    ("lost_work", "误工补贴", ("误工", "误工费", "误工补助")),
    ("travel", "交通补助", ("交通", "交通费", "交通补贴")),
)
