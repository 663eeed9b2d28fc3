"""Evidence packets: answers with what it takes to check them later, against the articles.

A packet holds no article, only passages; whoever checks it needs the articles themselves, and no
network. `form` says what it looks like, `checking` what is checked.
"""

from rag.packet.checking import Check, Status, verify
from rag.packet.form import FORMAT, VERSION, Packet, body_hash, read_packet, seal, sealed

__all__ = [
    "FORMAT",
    "VERSION",
    "Check",
    "Packet",
    "Status",
    "body_hash",
    "read_packet",
    "seal",
    "sealed",
    "verify",
]
