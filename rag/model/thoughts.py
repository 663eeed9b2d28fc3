"""Reasoning that a model writes into its reply, between tags, before what it has to say."""

_OPENED, _CLOSED = "<think>", "</think>"


class WithoutThoughts:
    """Leaves out a block of thoughts at the very beginning of a stream; all else passes."""

    def __init__(self) -> None:
        self._held = ""
        self._thinks: bool | None = None  # None: not known yet

    def feed(self, piece: str) -> str:
        """What of the text so far can be passed on."""
        if self._thinks is False:
            return piece
        self._held += piece
        if self._thinks is None:
            start = self._held.lstrip()
            if start.startswith(_OPENED):
                self._thinks = True
            elif not _OPENED.startswith(start):
                self._thinks = False
                return self.rest()
        if self._thinks:
            _, closed, after = self._held.partition(_CLOSED)
            # Enough is held to know the closing tag when the rest of it comes.
            self._held = after if closed else self._held[-len(_CLOSED) :]
            if closed:
                self._thinks = False
                return self.rest()
        return ""

    def rest(self) -> str:
        """What is still held at the end; thoughts that never ended are left out."""
        held, self._held = self._held, ""
        return "" if self._thinks else held
