"""A message as sentences, and what in a sentence can be checked."""

import re
from dataclasses import dataclass

from index.sentences import sentences
from rag.lexicon import is_known
from rag.values import Name, Person, ValueKind, values
from rag.verify.tokens import Kind, Token, read

LONGEST = 10_000  # characters of a message that are read
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BULLET = re.compile(r"^(?:[\s>*•◦▪‣·–—-]+|\(?\d{1,2}[.)]\s+|[a-z]\)\s+)+")
_LINK = re.compile(r"<?https?://\S+>?")
_EMOJI = re.compile(r":[a-z0-9_+-]{2,40}:|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]")
_MARKUP = re.compile(r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|`+|~(?=\S)|(?<![\w_])_|_(?![\w_])")
_LEAD = re.compile(
    r"(?:(?:fyi|btw|breaking|update|note|just in|ps|reminder|correction|so|well|ok(?:ay)?|yes|no"
    r"|right|also|apparently|hi|hey|hello|hi all|hi team|good (?:morning|afternoon|evening))"
    r"\s*[,:;–—-]+\s*|(?:fyi|btw)\s+"
    r"|(?:i|we) (?:think|believe|guess|suppose|heard|hear|read|understand|see|know|am sure"
    r"|gather|assume)(?: that)?\s+(?=\S+ \S+ \S+)"
    r"|(?:i'm|i’m|we're|we’re|i am) (?:pretty |quite |fairly )?(?:sure|certain)(?: that)?\s+"
    r"|(?:it is|it's|it’s) (?:true|a fact|clear) that\s+"
    r"|(?:just )?(?:a )?(?:reminder|note) that\s+|(?:please )?(?:note|remember) that\s+)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"who(?:se|m|'s|’s)?\b|(?:what|when|where|why|how|which)(?:'s|’s)?\s+"
    r"(?:is|are|was|were|did|does|do|will|would|can|could|should|has|have|had|many|much|long"
    r"|about|else)\b"
    r"|(?:is|are|was|were|did|does|do|has|have|had|would|could|should|shall|isn't|isn’t|aren't"
    r"|didn't|didn’t|doesn't|doesn’t)\s+(?!to\b)\w"
    r"|(?:will|can|may) (?:it|he|she|they|we|you|i|the|this|that|there|any\w*|some\w*)\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"(?:hi|hey|hello|good (?:morning|afternoon|evening|night)|thanks?|thank you|thx|cheers|welcome"
    r"|please|pls|let's|let’s|let me|let us|congrat\w*|sorry|see you|talk soon|bye|happy to|looking"
    r" forward|nice|great|well done|good (?:job|work|one|point|story|piece)|awesome|lol|haha\w*|wow"
    r"|not sure|sounds|looks good"
    r"|what an?|how \w+|agreed|done|same here|no worries|check|look at|have a look|can you|could"
    r" you|would you|remember to|don't forget|don’t forget)\b",
    re.IGNORECASE,
)
_OF_US = re.compile(
    r"\b(?:i|i'm|i’m|i'll|i’ll|i've|i’ve|i'd|i’d|me|my|mine|we|we're|we’re|we'll|we’ll|we've|we’ve"
    r"|us|our|ours|you|you're|you’re|your|yours)\b",
    re.IGNORECASE,
)
_JUDGING = frozenset(
    "good great bad terrible awful horrible amazing awesome nice best worst better worse crazy"
    " insane stupid brilliant ridiculous mess disaster shame shameful sad happy glad love hate like"
    " wonderful fantastic interesting boring funny weird strange wild unbelievable incredible"
    " disgusting disgrace embarrassing pathetic genius idiot fool story article piece read team"
    " work job honestly frankly think feel really totally opinion unfair fair wrong right smart"
    " excellent lovely perfect beautiful ugly cool overrated underrated trust deserve".split()
)
_QUOTED = re.compile(r"[“„«\"][^”»\"]*[”»\"]?")
_RELATIVE = frozenset("today tomorrow yesterday tonight".split())
_OUTSIDE = re.compile(
    r"(?:he|she|it|they|this|that|these|those|his|her|its|their|both|the (?:former|latter))\b"
    r"(?! (?:is|was) (?:said|reported|announced|agreed) that)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they)\b(?! (?:is|was) (?:said|reported|announced|agreed) that)", re.IGNORECASE
)
_HE = re.compile(r"(?:he|she)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a message."""

    text: str  # as it was written
    claim: str  # what of it is checked; "" where there is nothing to check
    pointing: str | None = None  # its word for what only another sentence names: "They"


def read_message(text: str) -> list[Sentence]:
    """The sentences of a message, in order; what is no sentence but marks is left out."""
    found: list[Sentence] = []
    last: str | None = None  # the one person that the sentence before names
    for written in _written(text):
        claim, pointing = claimed(written), None
        opening = _OUTSIDE.match(claim) or _behind_a_date(claim)
        if opening is not None:
            pointing = opening.group()
            if last is not None and _HE.fullmatch(pointing):
                claim = claim[: opening.start()] + last + claim[opening.end() :]
                pointing = None
        found.append(Sentence(written, claim, pointing))
        persons = _persons(claim)
        if persons:
            last = persons[0] if len(persons) == 1 else None
    return found


def _behind_a_date(claim: str) -> re.Match[str] | None:
    """The "he" of "On March 12 he spoke", before which nothing is named that it could be."""
    found = _PRONOUN.search(claim)
    if found is None:
        return None
    before = read(claim[: found.start()])
    named = any(each.kind in (Kind.WORD, Kind.NAME) for each in before)
    return None if named else found


def claimed(sentence: str) -> str:
    """What of a sentence can be checked, without what leads up to it; "" if nothing can."""
    plain = _LINK.sub(" ", _EMOJI.sub(" ", sentence))
    plain = " ".join(_MARKUP.sub("", _BULLET.sub("", plain)).split())
    while (lead := _LEAD.match(plain)) is not None and lead.end():
        plain = plain[lead.end() :]
    return "" if _is_empty(plain) else plain


def _is_empty(plain: str) -> bool:
    """Whether there is nothing to check: no fact, a question, a greeting, an opinion."""
    bare = plain.rstrip(" )]}*_~!")
    if bare.endswith(("?", "？", "؟")) or _ASKS.match(plain):
        return True
    tokens = read(plain[:LONGEST])
    content = [token for token in tokens if token.is_content]
    exact = [token for token in content if token.is_exact or _names(token)]
    telling = [each for each in content if each.lower not in _JUDGING]
    if len({token.key for token in content}) < 2 or not any(
        each.kind is Kind.WORD for each in content
    ):
        return True
    certain = [token for token in content if token.is_exact and token.lower not in _RELATIVE]
    words = [token for token in content if token.kind is Kind.WORD]
    if _TALK.match(plain) and (not certain or (len(words) < 3 and not _dated(certain))):
        return True
    if not certain and _OF_US.search(_QUOTED.sub(" ", plain)):
        return True
    if not exact and len(telling) < 2:
        return True
    return all(each.kind is Kind.NAME for each in telling)


def _dated(tokens: list[Token]) -> bool:
    return any(token.kind in (Kind.DATE, Kind.NUMBER) for token in tokens)


def _names(token: Token) -> bool:
    """Whether the first word is more likely a name than a word."""
    return token.first and token.text[:1].isupper() and not is_known(token.lower)


def _persons(claim: str) -> list[str]:
    """The people that a claim names, as it names them; a name of one word where there is none."""
    found: dict[ValueKind, dict[str, str]] = {}
    for value in values(claim[:1_000], None, [ValueKind.PERSON, ValueKind.NAME]):
        if isinstance(value.form, Person | Name) and value.form.names:
            found.setdefault(value.kind, {}).setdefault(value.normal, value.words)
    people = found.get(ValueKind.PERSON) or found.get(ValueKind.NAME) or {}
    return list(people.values())


def _written(text: str) -> list[str]:
    """Sentences; a line of a list is one of its own."""
    found = []
    for line in _LINE.finditer(text):
        for span in sentences(line.group()):
            part = span.of(line.group())
            if any(each.isalnum() for each in _EMOJI.sub("", part)):
                found.append(part)
    return found
