"""The desk in Slack: every message gets an answer or a reason.

`app` takes in what Slack sends, `work` does it, `questions` answers, `delivery` says it once.
"""
