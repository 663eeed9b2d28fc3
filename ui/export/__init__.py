"""Answers taken away: Markdown, HTML, Word, plain text, and an evidence packet to check."""
