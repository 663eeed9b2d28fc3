"""What a message is made of, read from the arguments of a call and held to Slack's limits."""

import json
from dataclasses import dataclass

from ..block_kit import accept_message_blocks
from ..calls import Call
from ..refused import Refused
from ..rich_text import rich_text
from ..workspace import Json

TEXT = 40_000  # characters, of a new message
UPDATED_TEXT = 4_000  # of an update; the blocks have their own limits
MARKDOWN_TEXT = 12_000
METADATA_BYTES = 8_000


@dataclass(frozen=True, slots=True)
class Content:
    """None is: not said."""

    text: str | None
    blocks: list[Json] | None
    attachments: list[Json] | None
    metadata: Json | None

    @property
    def is_empty(self) -> bool:
        return not (self.text or "").strip() and not self.blocks and not self.attachments


def read_content(call: Call, text_limit: int = TEXT) -> Content:
    text, markdown = call.get("text"), call.get("markdown_text")
    blocks = call.structure("blocks", "invalid_blocks_format")
    if markdown:
        if text or blocks:
            raise Refused("markdown_text_conflict")
        if len(markdown) > MARKDOWN_TEXT:
            raise Refused("msg_too_long")
        text, blocks = markdown, [{"type": "markdown", "text": markdown}]
    if text is not None and len(str(text)) > text_limit:
        raise Refused("msg_too_long")
    kept = None if blocks is None else accept_message_blocks(blocks)
    if kept is None and text:
        kept = rich_text(str(text))
    attachments = call.structure("attachments", "invalid_attachments")
    text = None if text is None else str(text)
    return Content(text, kept, attachments, _metadata(call))


def _metadata(call: Call) -> Json | None:
    metadata = call.structure("metadata", "invalid_metadata_format")
    if not metadata:
        return metadata  # type: ignore[no-any-return]
    good = isinstance(metadata, dict) and isinstance(metadata.get("event_payload"), dict)
    if not good or not isinstance(metadata.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    if metadata.keys() - {"event_type", "event_payload", "entities"}:
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise Refused("metadata_too_large")
    return dict(metadata)
