"""What Slack is sent, as plain dicts: pure functions of our nouns, without Slack's libraries."""
