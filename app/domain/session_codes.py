"""The code tables of the congress in session."""

from app.domain.code_tables import contact, sessions
from app.domain.codes import CodeTable

MEETING_KINDS = CodeTable("会议类别", sessions.MEETING_KINDS, bracket_free=True)
HALF_DAYS = CodeTable("半天", sessions.HALF_DAYS)
ROLL_STATES = CodeTable("出席情况", (*contact.ATTENDANCE, *sessions.BARRED), bracket_free=True)
SESSION_PAPERS = CodeTable("会议材料", sessions.SESSION_PAPERS, bracket_free=True)
SPEECH_KINDS = CodeTable("发言类别", sessions.SPEECH_KINDS)

OF_ALL = ("preparatory", "plenary")  # meetings of all deputies, which need a quorum (组织法 art. 14)
CAME = ("present", "late", "left_early")  # late is present (settled 28), and so is who left early
