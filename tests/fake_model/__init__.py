"""A language model behind OpenAI's API on this machine's loopback, to test a client against.

It answers what a test scripts, streamed or not, keeps what it was asked and whether the client
stayed, and fails in every way a server can. It needs only Python's own library. Nothing in it
sleeps for long, and `close` (the end of the `with` block) leaves no thread and no socket behind.

    from tests.fake_model import FakeModel, Obedient, Script, faults

    with FakeModel("The mayor resigned on Monday. [S1]") as model:
        ...  # the client: base URL model.url, key model.key, model "fake-model"
        assert "Who resigned?" in model.asked[0].prompt
        model.fail(faults.ServerError(), times=2)  # the next two requests; then all is well
        model.fail(faults.SilentMidway(), times=None)  # all, until model.recover()
        ...
        model.wait_until_alone()  # the client closed what it had opened
        assert model.asked[-1].left and not model.trap.caught
        model.writer = Script(["One.", "Two."])  # or any callable from messages to a text

Who writes: `Says`, `Script`, `ByRule`; `Obedient`, which does what any text in its prompt tells it
and keeps what that was (`obeyed`); `Faithful`, `Hallucinates`, `Misquotes` and `Mislabels`, which
know what they got wrong (`planted`). How the evidence stands in a prompt, a test must tell them:
`matched` makes that from a pattern.

What goes wrong: the classes in `faults`, by name in `faults.ALL`. A fault of one's own is a class
with `play(exchange)`.

Where things are: `fake` what holds it together, `calls` the record, `listener`, `connection` and
`exchange` the wire, `serving` and `api` the honest server, `trap` an address that nobody may come
to, `writers`, `lying`, `untrue` and `obeying` who writes.

What it leaves out: TLS, HTTP/2, several choices of an answer, embeddings, log probabilities.
"""

from . import faults
from .api import characters, tokens, whole, words
from .calls import Call, Message
from .evidence import Evidence, after, matched
from .exchange import Exchange
from .fake import FakeModel
from .lying import Faithful, Hallucinates, Mislabels, Misquotes, Written
from .obeying import SHAPES, Obedient, Payload
from .trap import Trap
from .writers import ByRule, Says, Script, Writer

__all__ = [
    "SHAPES",
    "ByRule",
    "Call",
    "Evidence",
    "Exchange",
    "Faithful",
    "FakeModel",
    "Hallucinates",
    "Message",
    "Mislabels",
    "Misquotes",
    "Obedient",
    "Payload",
    "Says",
    "Script",
    "Trap",
    "Writer",
    "Written",
    "after",
    "characters",
    "faults",
    "matched",
    "tokens",
    "whole",
    "words",
]
