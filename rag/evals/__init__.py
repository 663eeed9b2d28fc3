"""The evaluation harness: gold questions in; a score, a report and a gate out.

Nothing here shares code with the stages it judges, except the nouns: a mistake in how the product
reads a date must not be made twice, once in the answer and once in the verdict.
"""
