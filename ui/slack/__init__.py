"""The Slack face: questions in, cited answers out. Bolt and slack_sdk stay in here."""
