"""Words that stand where the passage has others, and words from nowhere."""

from collections import Counter
from collections.abc import Iterator

from rag.lexicon import PLACE, SPEECH, meaning, opposites, stem
from rag.synonyms import restated
from rag.verify.alignment import Alignment, Block
from rag.verify.bearers import antecedents, linked, same_bearer
from rag.verify.evidence import PRONOUNS, group
from rag.verify.moods import Mood, mood
from rag.verify.tokens import Kind, Token, Tokens

SAY = meaning("say")
_CLOSE = 0.75  # share of tokens in order from which a sentence is a version of the nearest
_FREE = 0.12  # share of the content words that a free rewording may bring along
# Words that say little of their own.
LIGHT = frozenset(
    "make take hold place occur happen give come go become put set use follow involve contain"
    " concern regard detail information time part side term way matter thing people man woman"
    " person move step issue topic subject both accord recent current new addition addit include"
    " say current present upcoming relat side express describe refer call turn word remain serve"
    " one pair together mark face run see look bring reach cover appear seem mean amount total"
    " stand account group known wide overal respect separate separ respectively respect similarly"
    " similar likewise furthermore moreover meanwhile specif particular general own sever".split()
) | frozenset(
    stem(word)
    for word in "include involve contain comprise concern occur become kind sort level number"
    " figure compare another additional".split()
)
_CORE = frozenset("if unless all only every always most may might could can".split())
_PREDICATES = frozenset((Mood.DONE, Mood.CERTAIN, Mood.POSSIBLE, Mood.EXPECTED, Mood.OUGHT))
_SPEAKING = SPEECH | {meaning("express"), meaning("voice")}
_POSSESSIVE = frozenset("his her its their".split())


def unsupported_words(of: Alignment) -> Iterator[str]:
    """Words that no passage has: any in a version of a sentence, else more than a few."""
    content = [token for token in of.said if token.is_content]
    missing = [token for token in content if not _is_held(of, token)]
    for token in missing:
        against = opposites(token.key)
        found = next((t for t in of.base if t.key in against), None)
        if of.is_converse:
            return
        if found is not None and found.key not in {t.key for t in of.said}:
            yield f'"{token.text}" is the opposite of "{found.text}" in the passage'
            return
    if not missing:
        return
    for at, token in enumerate(of.said):
        if token in missing and not token.quoted and mood(of.said, at) in _PREDICATES:
            yield f'no cited passage says "{token.text}"'
            return
    free = 0 if of.closeness >= _CLOSE else round(_FREE * len(content))
    if len(missing) > free:
        yield "no cited passage says " + ", ".join(f'"{token.text}"' for token in missing)


def _is_held(of: Alignment, token: Token) -> bool:
    if token.is_exact:
        return True  # looked at elsewhere
    return token.key in LIGHT or bool(of.evidence.of(token.key))


def replaced(of: Alignment) -> Iterator[str]:
    """What stands between the same words as something else in the passage."""
    if of.closeness < 0.4 or of.is_converse:
        return
    blocks = list(of.differences())
    for own, its in blocks:
        if not own or len(own) > 5:
            continue
        block = own, its
        trimmed = len(its) > 5
        if trimmed:  # a part was left out beside the change
            size = len(own) + 1
            if not any(of.said[at].is_exact for at in own):
                continue
            block = own, its[:size] if own.stop == len(of.said) else its[-size:]
        if not its:
            yield from _inserted(of, block)
        elif _framed(of, block):
            moved = trimmed and any(of.said[k].key in {t.key for t in of.base} for k in own)
            if not moved:
                yield from _slot(of, block, blocks)


def _framed(of: Alignment, block: Block) -> bool:
    """Whether a content word, or the border, stands on both sides in both sentences."""
    own = block[0]
    left = any(k in of.in_order for k in range(max(own.start - 2, 0), own.start)) or own.start == 0
    right = any(
        k in of.in_order for k in range(own.stop, min(own.stop + 2, len(of.said)))
    ) or own.stop == len(of.said)
    return left and right


def _inserted(of: Alignment, block: Block) -> Iterator[str]:
    for at in block[0]:
        token = of.said[at]
        if (
            token.lower in _CORE
            and not any(t.lower == token.lower for t in of.base)
            and not _other(of, token)
        ):
            if of.closeness >= 0.6:
                yield f'"{token.text}" is not in the passage'
        elif token.kind is Kind.WORD and not _is_held(of, token) and of.closeness >= _CLOSE:
            yield f'"{token.text}" is not in the passage'


def _other(of: Alignment, token: Token) -> bool:
    return any(
        t.lower == token.lower
        for number, sentence in enumerate(of.evidence.sentences)
        if number != of.nearest
        for t in sentence
    )


def _slot(of: Alignment, block: Block, blocks: list[Block]) -> Iterator[str]:
    own, its = block
    said_keys = {token.key for token in of.said}
    base_keys = {token.key for token in of.base}
    lost = [at for at in its if of.base[at].is_content and of.base[at].key not in said_keys]
    yield from _helpers(of, block)
    for at in own:
        token = of.said[at]
        if token.kind in (Kind.NUMBER, Kind.DATE):
            rival = next((of.base[k] for k in its if of.base[k].kind is token.kind), None)
            if rival is not None and rival.key != token.key and not _same_day(token, rival):
                yield f'the passage has "{rival.text}" where this has "{token.text}"'
        elif token.kind is Kind.NAME or (token.is_content and token.text[:1].isupper()):
            yield from _name_slot(of, at, block, blocks)
        elif token.kind in (Kind.WORD, Kind.FUNCTION) and _opposed(of, token, its):
            yield f'the passage has the opposite of "{token.text}"'
        elif token.is_content and token.key not in base_keys and lost:
            if token.key in _SPEAKING and any(of.base[k].key in SPEECH for k in lost):
                continue
            if token.key in LIGHT and of.closeness < 0.8:
                continue
            rivals = [of.base[k] for k in lost if of.base[k].kind is Kind.WORD]
            if (rivals and not of.evidence.of(token.key)) or (
                len(rivals) == 1
                and sum(of.said[k].is_content for k in own) == 1
                and of.closeness >= 0.7
                and not linked(of.evidence, token.key, rivals[0].key)
            ):
                yield f'the passage has "{rivals[0].text}" where this has "{token.text}"'


_HELPERS = {
    word: name
    for name, words in {
        "done": "was were had has",
        "certain": "will would shall",
        "possible": "may might could",
        "ought": "must should ought",
    }.items()
    for word in words.split()
}


def _helpers(of: Alignment, block: Block) -> Iterator[str]:
    """ "was" where the passage has "will be", "will" where it has "may"."""
    own, its = (
        {_HELPERS[t.lower] for t in (tokens[k] for k in side) if t.lower in _HELPERS}
        for tokens, side in zip((of.said, of.base), block, strict=True)
    )
    if own and its and not own & its:
        yield f"this is {own.pop()}, {its.pop()} in the passage"
    elif not own and its & {"possible", "ought"}:
        plain = next((of.said[k] for k in block[0] if of.said[k].lower in ("is", "are")), None)
        if plain is not None:
            yield f'"{plain.text}" is {its.pop()} in the passage'


def _opposed(of: Alignment, token: Token, its: range) -> bool:
    against = opposites(token.key)
    return bool(against) and any(of.base[k].key in against for k in its)


def _same_day(token: Token, other: Token) -> bool:
    return token.kind is Kind.DATE and token.key.partition("-")[0] == other.key


def _name_slot(of: Alignment, at: int, block: Block, blocks: list[Block]) -> Iterator[str]:
    token = of.said[at]
    kept = Counter(t.key for t in of.said)
    held = Counter(t.key for t in of.base)
    kept_bearers = {t.key for t in of.said if t.kind is Kind.NAME}
    for k in block[1]:
        rival = of.base[k]
        if rival.key not in kept and _bearer(of.base, k) & kept_bearers:
            continue  # a title or first name that is left out
        titled = k + 1 < len(of.base) and of.base[k + 1].kind is Kind.NAME
        worded = rival.lower.endswith("ly") or restated(rival.key)
        opens = rival.first and rival.kind is Kind.WORD and not titled and not worded
        if rival.kind is not Kind.NAME and not opens:
            continue
        if token.text.isupper() and token.text == "".join(
            of.base[j].text[0] for j in block[1] if of.base[j].text[:1].isupper()
        ):
            return
        if rival.key == token.key or same_bearer(of.evidence, token.key, rival.key):
            return
        if kept[rival.key] >= held[rival.key] and not _exchanged(of, token, rival, blocks):
            continue
        if rival.key in {of.said[j].key for j in block[0]}:
            continue
        yield f'the passage has "{rival.text}" where this has "{token.text}"'
        return
    pronoun = next((k for k in block[1] if of.base[k].lower in PRONOUNS), None)
    if token.key in held and pronoun is not None and of.base[pronoun].lower in _POSSESSIVE:
        return
    if token.key in {of.base[k].key for k in block[1]}:
        return
    if pronoun is not None and token.key not in antecedents(of.evidence, of.nearest, pronoun):
        yield f'"{of.base[pronoun].text}" in the passage need not be "{token.text}"'


def _bearer(tokens: Tokens, at: int) -> set[str]:
    """The family name of the run that a title or first name stands in."""
    run = group(tokens, at)
    last = tokens[run[-1]]
    return {last.key} if run[-1] != at and last.key not in PLACE else set()


def _exchanged(of: Alignment, token: Token, rival: Token, blocks: list[Block]) -> bool:
    return any(
        any(of.said[j].key == rival.key for j in own)
        and any(of.base[k].key == token.key for k in its)
        for own, its in blocks
    )
