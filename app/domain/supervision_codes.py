"""The code tables of what the congress does between its sessions."""

from app.domain.code_tables import supervision
from app.domain.codes import CodeTable

PRESIDIUM_ROLES = CodeTable("主席团职务", supervision.PRESIDIUM_ROLES)
INSPECTION_KINDS = CodeTable("监督方式", supervision.INSPECTION_KINDS, bracket_free=True)
INSPECTION_STATES = CodeTable("监督进展", supervision.INSPECTION_STATES)
TRAINING_KINDS = CodeTable("培训类别", supervision.TRAINING_KINDS, bracket_free=True)
REPORT_WAYS = CodeTable("述职方式", supervision.REPORT_WAYS, bracket_free=True)
GRADE_COUNTS = CodeTable("计入的票", supervision.GRADE_COUNTS)
PROJECT_STATES = CodeTable("项目状态", supervision.PROJECT_STATES, bracket_free=True)
PROJECT_CHANGES = CodeTable("项目变更", supervision.PROJECT_CHANGES)
MEETING_PERIODS = CodeTable("会期", supervision.MEETING_PERIODS)
SPECIAL_REPORT = "special_report"
