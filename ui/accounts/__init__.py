"""Accounts: who may read the articles, and whose a conversation is."""
