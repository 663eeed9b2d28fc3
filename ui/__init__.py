"""The faces: command line, chat page. Each only translates to and from `Chatbot.ask`."""
