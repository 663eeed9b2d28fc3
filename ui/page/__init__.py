"""The parts of the chat page; what turns a conversation into Markdown and HTML is pure."""
