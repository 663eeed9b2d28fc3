"""Answers that a language model writes, and that nobody takes its word for.

evidence (labelled sentences) -> prompt -> the model's words as they come -> sentences with labels
-> each held against the passages it names -> shown, replaced by the article's own, or dropped

The main path is `writer`. Where too little is carried, or the model fails, the extractive answer
stands and says so.
"""
