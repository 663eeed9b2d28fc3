"""Follow-up questions made to stand alone."""

from rag.followup.standing import standalone

__all__ = ["standalone"]
