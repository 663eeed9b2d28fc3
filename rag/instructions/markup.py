"""Text that poses as a part of a prompt or of a page."""

import re

_ROLE = r"(?:system|assistant|developer|ai|model|human|user|tool|function|instructions?|prompt)"
_PATTERNS = (
    # Chat formats: ChatML, Llama, Mistral, Gemma, Phi and the like.
    r"<\|[\w/ -]{1,40}\|>|\[/?inst\]|<</?sys>>|</s>|<(?:start|end)_of_turn>",
    r"</?\w*(?:system|instruction|prompt|assistant|reply|user|data|evidence|document|context)\w*>",
    # A role, then what it says: "SYSTEM: ...", "### Instruction: ...", "**System prompt (new):**".
    r"^[\W_]*(?:system|assistant)(?: (?:message|prompt|note|override|update|instructions?))?"
    r"(?: ?\([^)]{0,30}\)|, \w+)?[*_]{0,2}\s?[:=>\]](?!//)",
    r"^[\W_]*(?:system|developer|hidden) (?:message|prompt|override|instructions?)\b",
    rf"#{{2,}} ?{_ROLE}\b|(?:^|[?.!] ){_ROLE}: .{{0,200}}\b(?:assistant|ai|model):",
    rf"[\"']?\b(?:role|instructions?|prompt|system)\b[\"']? ?: ?[\"']?(?:{_ROLE}\b|[\"'])",
    r"[\"']content[\"'] ?:|[\"']answer[\"'] ?:|^[\W_]*(?:final )?(?:answer|response|output): ?(?=\S)",
    r"\[(?:system|assistant)\]\(|-{2,} ?system\b|\bsystem override\b",
    # The end of our data.
    r"={3,} ?(?:data|end)\b|-{3,} ?(?:end|begin) (?:of )?(?:document|data|evidence|context|article)"
    r"|\bend of (?:the )?(?:evidence|data block|context|documents?)\b"
    r"|\b(?:the|this) (?:data|evidence|data block) (?:ends?|stops?|is over) (?:here|now)\b",
    # Labels and what passes for a citation.
    r"[\[【(\[]\s*s ?\d{1,4}\s*[\]】)]|^[\W_]*(?:s|source |evidence |passage |document |citation )"
    r"s?\d{1,4}\s?[:\]]|\b(?:evidence|passage|label|source) s\d{1,4}\b|\(see s ?\d{1,3}\)",
    r"\b(?:as|per|see|according to|cite|source|by|from|in) \[\d{1,4}\]",
    # What a page hides or loads.
    r"<!--|-->|</?(?:script|iframe|style)\b[^>]{0,200}>",
    r"<(?:[a-z]|img|meta|link|base|form|input|object|embed|svg|span|div|font|body|table)\d?"
    r" (?:[^>]{0,80} )?(?:[a-z-]{1,20} ?=|hidden\b)|</?(?:span|div|font|details|summary)>|</a>",
    r"!\[[^\]]{0,200}\]\(|^\W*\[[^\]]{1,60}\]: ?(?:https?:|data:)|\b(?:javascript|data):\w+[/(;]",
)
_MARKUP = re.compile("|".join(f"(?:{each})" for each in _PATTERNS), re.IGNORECASE)
# No pattern matches without one of these.
_HINT = re.compile(
    r"[<\[【({#=:]|--|\b(?:system|developer|hidden|source|evidence|passage|label|data)\b",
    re.IGNORECASE,
)


def is_markup(text: str) -> bool:
    """Whether it has what poses as a message, a label, the end of the data, or hidden HTML."""
    return bool(_HINT.search(text) and _MARKUP.search(text))
