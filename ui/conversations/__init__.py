"""Conversations: what was asked, what came of it, and the articles it was taken from, kept."""
