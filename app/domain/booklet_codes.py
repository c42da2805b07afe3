"""The code tables of booklets, of who keeps contact with whom, and of allowances."""

from app.domain.code_tables import booklets
from app.domain.codes import CodeTable

BOOKLET_STATES = CodeTable("登记册状态", booklets.STATES)
BOOKLET_CONDITIONS = CodeTable("收回时情况", booklets.CONDITIONS, bracket_free=True)
BOOKLET_STYLES = CodeTable("登记册样式", booklets.STYLES)
CONTACT_CIRCLES = CodeTable("联系分工类别", booklets.CIRCLES)
ALLOWANCES = CodeTable("补贴类别", booklets.ALLOWANCES)
