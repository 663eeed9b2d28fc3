"""Conversations: questions with their answers, kept."""
