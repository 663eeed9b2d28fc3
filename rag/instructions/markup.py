"""Text that poses as a part of a prompt or of a page. All of it is looked for in small letters."""

import re

_ROLE = r"(?:system|assistant|developer|ai|model|human|user|tool|function|instructions?|prompt)"
# Chat formats (ChatML, Llama, Mistral, Gemma, Phi), invented tags, and what a page hides or loads.
_ANGLE = re.compile(
    r"<(?:\|[\w/ -]{1,40}\|>|</?sys>>|/s>|(?:start|end)_of_turn>|!--"
    r"|/?(?:\w+_)?(?:system|instructions?|prompt|assistant|reply|user|data|evidence|document"
    r"|context)(?:_\w+)?>|/?(?:script|iframe|style)\b[^>]{0,200}>"
    r"|(?:[a-z]|img|meta|link|base|form|input|object|embed|svg|span|div|font|body|table)\d?"
    r" (?:[^>]{0,80} )?(?:[a-z-]{1,20} ?=|hidden\b)|(?:span|div|font|details|summary)>"
    r"|/[a-z][\w-]*>|<+\W?(?:end|stop|system|begin)\b)"
)
# Labels, and what passes for a citation; images and references.
_BRACKET = re.compile(
    r"[\[【(［]+(?:(?:system|assistant)(?: \w+)?|/?inst)[\]】)］]|[\[【(［](?:/?inst\]|\s*s"
    r" ?\d{1,4}\s*[\]】)］]|(?:system|assistant)\]\()|!\[[^\]]{0,200}\]\("
    r"|^\W*\[[^\]]{1,60}\]: ?(?:https?:|data:)|\(see s ?\d{1,3}\)"
    r"|\b(?:as|per|see|according to|cite|source|by|from|in) \[\d{1,4}\]"
)
_OPENING = re.compile(
    # A role, then what it says: "SYSTEM: ...", "### Instruction: ...", "**System prompt (new):**".
    r"[\W_]*(?:(?:system|assistant)(?: (?:message|prompt|note|override|update|instructions?))?"
    r"(?: ?\([^)]{0,30}\)|, \w+)?[*_]{0,2}\s?[:=>\]](?!//)"
    r"|(?:system|developer|hidden) (?:message|prompt|override|instructions?)\b"
    r"|(?:(?:final|expected|correct|desired|sample) )?(?:answer|response|output|reply)(?: key)?"
    r" ?[:=] ?\S|(?:final|expected) (?:answer|response|output) ?[—–-]"
    r"|(?:s|source |evidence |passage |document |citation )s?\d{1,4}\s?[:\]])"
)
_ANYWHERE = re.compile(
    rf"#{{2,}} ?(?:{_ROLE}\b|\w+(?: \w+){{0,2}}:)|(?:^|[?.!] ){_ROLE}: .{{0,200}}\b(?:assistant"
    rf"|ai|bot"
    r"|model):|\{ ?[\"'][\w-]+[\"'] ?:|\b(?:begin|end)(?: of)?(?: new)? (?:system|developer)"
    r" (?:message|prompt|instructions?)"
    rf"|[\"']?\b(?:role|instructions?|prompt|system)\b[\"']? ?: ?[\"']?(?:{_ROLE}\b|[\"'])"
    r"|[\"'](?:content|answer)[\"'] ?:|-{2,} ?system\b|\bsystem override\b"
    # The end of our data.
    r"|={3,} ?(?:data|end)\b|-{3,} ?(?:end|begin) (?:of )?(?:document|data|evidence|context"
    r"|article)|\b(?:the|this) (?:data|evidence|data block) (?:ends?|stops?|is over) (?:here|now)\b"
    r"|\bend of (?:the )?(?:evidence|data block|context)\b"
    r"|\b(?:evidence|passage|label|source) s\d{1,4}\b|\b(?:javascript|data):\w+[/(;]"
    r"|</system|&lt;!?[a-z-]"
)
_SOMEWHERE = re.compile(
    r"[#={&]|(?:bot|ai|model):|assistant|--|[\"'] ?:|system|evidence|passage|label|source s|data"
    r"|role"
)


def is_markup(lowered: str) -> bool:
    """Whether it has what poses as a message, a label, the end of the data, or hidden HTML."""
    return bool(
        _OPENING.match(lowered)
        or ("<" in lowered and _ANGLE.search(lowered))
        or (any(mark in lowered for mark in "[(【［") and _BRACKET.search(lowered))
        or (_SOMEWHERE.search(lowered) and _ANYWHERE.search(lowered))
    )
