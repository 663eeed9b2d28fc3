"""PLACEHOLDER"""

from collections.abc import Sequence

from rag.claim_check import ClaimCheck
from ui.slack.blocks.message import Message
from ui.slack.blocks.plain import sentence


def checked_messages(check: ClaimCheck) -> Sequence[Message]:
    return [sentence(f"{each.text}: {each.verdict}") for each in check.sentences]
