"""Prompts for the optional language model, one Markdown file each; `template.py` fills them."""
