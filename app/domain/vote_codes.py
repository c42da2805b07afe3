"""The code tables of votes, elections, bills and motions."""

from app.domain.code_tables import votes
from app.domain.codes import CodeTable

VOTE_MATTERS = CodeTable("表决事项类别", votes.VOTE_MATTERS)
VOTE_WAYS = CodeTable("表决方式", votes.VOTE_WAYS)
VERDICTS = CodeTable("表决结果", votes.VERDICTS)
OFFICES = CodeTable("选举职务", votes.OFFICES)
BALLOT_ROUNDS = CodeTable("投票次数", votes.BALLOT_ROUNDS)
NOMINATED_BY = CodeTable("提名", votes.NOMINATED_BY)
OUTCOMES = CodeTable("选举结果", votes.OUTCOMES)
BILL_SOURCES = CodeTable("提案人", votes.BILL_SOURCES)
BILL_DECISIONS = CodeTable("主席团决定", votes.BILL_DECISIONS)
MOTION_KINDS = CodeTable("种类", votes.MOTION_KINDS)
MOTION_STATES = CodeTable("进展", votes.MOTION_STATES)
