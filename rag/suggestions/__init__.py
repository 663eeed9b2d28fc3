"""Questions suggested from the corpus: only such as the desk answers, made without a model."""

from rag.suggestions.background import Suggestions
from rag.suggestions.tried import Suggestion

__all__ = ["Suggestion", "Suggestions"]
