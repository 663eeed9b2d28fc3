"""What the articles say of fewer things: "all goods that were taxed", "the first Danish judge".

A model shortens, and leaves out just the words that narrow a statement, which makes it wider than
what was reported.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from rag.lexicon import PLACE
from rag.peoples import PEOPLE
from rag.verify.moods import Mood, mood
from rag.verify.tokens import Form, Kind, Token, Tokens
from rag.writing.rules.laid import Laid, content, segments

_WHOLE = frozenset("all every each any no".split())
_DETERMINES = _WHOLE | frozenset("only some most many few several".split())
_WHICH = frozenset("that which who whose whom where".split())
_RANKS = frozenset(
    "first last only second third fourth fifth next previous latest sole final main leading top"
    " best worst".split()
)
_RANK = re.compile(r"^\w{2,}est$")
_NO_RANK = frozenset(
    "west midwest northwest southwest request interest protest test rest forest guest quest arrest"
    " invest suggest contest"
    " harvest honest modest priest chest nest manifest digest conquest".split()
)
_PARTLY = frozenset(
    "half third quarter some most many few several part partly majority minority percent among"
    " including".split()
)
_SPANS = frozenset("since outside".split())
_FIRST = 3  # words of a restriction, one of which a sentence must have
_NARROWS = frozenset(
    "over under more less older younger aged with without from in of living working".split()
)
_BY = frozenset("by in to from under with at on for before after since".split())
_HELPS = frozenset(
    "will would is are was were has have had may might can could must should do does did".split()
)
_ORDINAL = re.compile(r"^(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th)$")
_NO_VERB = (Mood.UNKNOWN, Mood.OPEN)
_ONE_OF = re.compile(
    r"\b(?:one of|among|some of|part of)(?: the| its| his| her| their| our| your| [\w-]+'s)?"
    r"(?: [\w-]+)?? (?P<rank>[\w-]+)"
)


def narrowing(of: Laid) -> Iterator[str]:
    """What of a restriction in the articles the sentence leaves out, or puts in."""
    if of.is_verbatim:
        return
    yield from _restricted(of)
    yield from _peopled(of)
    yield from _shared_out(of)
    yield from _whole(of)
    yield from _ranked(of)
    yield from _one_of(of)
    yield from _counted(of)


def _restricted(of: Laid) -> Iterator[str]:
    """ "All products", "products", where the articles have only those that do something."""
    for at, token in enumerate(of.said):
        if token.kind is not Kind.WORD or token.quoted or token.form is not Form.S:
            continue
        if mood(of.said, at) not in _NO_VERB or _is_meant(of.said, at):
            continue
        if at + 1 < len(of.said) and of.said[at + 1].is_content:
            behind = of.said[at + 1]
            if behind.kind is Kind.WORD and mood(of.said, at + 1) in _NO_VERB:
                continue  # no head of its phrase
        found = [
            _restriction(of.evidence.sentences[p.sentence], p.at)
            for p in of.evidence.of(token.key)
            if of.evidence.token(p).form is Form.S
        ]
        if found and all(found) and not any(each & of.keys for each in found):
            yield f'the articles say this of certain "{token.text}" only'


def _is_meant(tokens: Tokens, at: int) -> bool:
    """ "The ships", "those ships": which ones may be known from what was told."""
    for k in range(at, max(at - 4, -1), -1):
        if tokens[k].lower in _WHOLE:
            return False
        if tokens[k].article or tokens[k].lower in ("these", "those", "its", "their", "his", "her"):
            return k == at or not any(t.lower in _WHOLE for t in tokens[max(k - 2, 0) : k])
        if k < at and not tokens[k].is_content:
            return False
    return False


@lru_cache(maxsize=8_000)
def _restriction(tokens: Tokens, at: int) -> frozenset[str]:
    """What stands right behind a noun, without a comma between, and narrows it.

    "That weigh 20 tonnes"; and before its verb also "based in Malta", "over 65".
    """
    which = at + 1
    if which + 1 >= len(tokens):
        return frozenset()
    opens = tokens[which]
    if opens.lower in _WHICH and opens.clause == tokens[at].clause + (opens.lower != "whose"):
        return _behind(tokens, which + 1, opens.clause)
    seg = next(each for each in segments(tokens) if at in each)
    if opens.clause != tokens[at].clause or any(
        not tokens[k].is_content and tokens[k].lower not in _DETERMINES
        for k in range(seg.start, at)
    ):
        return frozenset()
    narrows = opens.lower in _NARROWS or (
        opens.form is Form.PAST and tokens[which + 1].lower in _BY
    )
    if not narrows or not any(_is_finite(tokens, k) for k in range(which + 2, seg.stop)):
        return frozenset()
    start = which if opens.is_content else which + 1
    return _behind(tokens, start, opens.clause)


def _behind(tokens: Tokens, start: int, clause: int) -> frozenset[str]:
    """The first words of it, before a verb of the sentence follows."""
    found: list[str] = []
    for k in range(start, len(tokens)):
        if tokens[k].clause != clause or len(found) == _FIRST:
            break
        if found and k > start + 1 and tokens[k].lower in _HELPS:
            break
        if tokens[k].is_content:
            found.append(tokens[k].key)
    return frozenset(found)


def _is_finite(tokens: Tokens, at: int) -> bool:
    if tokens[at].lower in _HELPS:
        return True
    return tokens[at].kind is Kind.WORD and mood(tokens, at) not in _NO_VERB


def _peopled(of: Laid) -> Iterator[str]:
    """ "Nurses" where the articles have "Georgian nurses", and nothing of Georgia is said."""
    for seg in segments(of.said):
        for at in seg:
            token = of.said[at]
            if token.kind is not Kind.WORD or token.article:
                continue
            if token.form is not Form.S and at + 1 < seg.stop and of.said[at + 1].is_content:
                continue
            bare = at == seg.start or not of.said[at - 1].is_content or _acts(of.said, at - 1)
            told = mood(of.said, at) not in _NO_VERB and not _acts(of.said, at - 1)
            if not bare or token.quoted or told:
                continue
            if at and of.said[at - 1].lower in ("these", "those", "its", "their", "other"):
                continue
            found = [
                _people(of.evidence.sentences[p.sentence], p.at) for p in of.evidence.of(token.key)
            ]
            if found and all(found) and not any(each in of.keys for each in found):
                yield f'the articles say this of "{found[0]} {token.text}"'


def _acts(tokens: Tokens, at: int) -> bool:
    """ "Lets nurses work": a verb, though it is not known for one."""
    if at < 0 or tokens[at].kind is not Kind.WORD:
        return False
    return tokens[at].form in (Form.S, Form.PAST) or _is_finite(tokens, at)


def _people(tokens: Tokens, at: int) -> str:
    before = tokens[at - 1] if at else None
    if before is None or before.clause != tokens[at].clause or tokens[at].article:
        return ""
    return before.key if before.lower in PEOPLE or before.lower in PLACE else ""


def _shared_out(of: Laid) -> Iterator[str]:
    """ "The 800 workers" where the articles have half of them, or count other things."""
    for at, token in enumerate(of.said):
        if token.kind is not Kind.NUMBER or token.unit or token.quoted:
            continue
        places = of.evidence.of(token.key)
        found = [_share(of.evidence.sentences[p.sentence], p.at) for p in places]
        if found and all(found) and _share(of.said, at) not in found:
            yield f'the articles say this of "{found[0]} of" {token.text}'
        head = _thing(of.said, at)
        its = [_near(of.evidence.sentences[p.sentence], p.at) for p in places]
        counts = head and of.evidence.of(head) and its and all(its)
        if counts and not any(head in each for each in its):
            yield f'the articles do not count them so: {token.text} "{head}"'


def _share(tokens: Tokens, at: int) -> str:
    """The word before a count that says that only a part of them is meant."""
    if at < 2 or tokens[at - 1].lower not in ("of", "these", "those", "its", "their"):
        return ""
    of = next((k for k in range(at - 1, max(at - 3, 0), -1) if tokens[k].lower == "of"), 0)
    part = tokens[of - 1] if of else None
    if part is None or part.lower == "all":
        return ""
    is_part = part.lower in _PARTLY or part.kind is Kind.NUMBER or part.lower in ("none", "each")
    return part.key if is_part else ""


def _thing(tokens: Tokens, at: int) -> str:
    """The noun right behind a count."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    plural = behind is not None and _is_plural(behind) and behind.clause == tokens[at].clause
    return behind.key if behind is not None and plural and behind.kind is Kind.WORD else ""


def _is_plural(token: Token) -> bool:
    return token.form is Form.S or token.lower in ("women", "men", "children")


def _near(tokens: Tokens, at: int) -> frozenset[str]:
    """What an article may count there: empty where no noun in the plural follows."""
    ahead = [t for t in tokens[at + 1 : at + 5] if t.is_content and t.clause == tokens[at].clause]
    return content(ahead) if any(_is_plural(t) for t in ahead) else frozenset()


def _whole(of: Laid) -> Iterator[str]:
    """ "All 40 ships" with what the articles say in another sentence, of some of them."""
    for seg in segments(of.said):
        for at in seg[:-1]:
            token = of.said[at]
            count = next(
                (k for k in range(at + 1, min(at + 4, seg.stop)) if of.said[k].is_content), None
            )
            if token.lower not in ("all", "each", "both", "every") or count is None:
                continue
            if of.said[count].kind is not Kind.NUMBER or of.said[count].unit:
                continue
            told = content([of.said[k] for k in seg if k > count + 1])
            places = of.evidence.of(of.said[count].key)
            here = [content(of.evidence.sentences[p.sentence]) for p in places]
            if told and here and not any(len(told & its) >= 0.5 * len(told) for its in here):
                yield f'the articles do not say this of "all {of.said[count].text}"'


def _is_rank(token: Token) -> bool:
    word = token.lower
    return word in _RANKS or (
        _RANK.match(word) is not None and word not in _NO_RANK and token.kind is Kind.WORD
    )


def _ranked(of: Laid) -> Iterator[str]:
    """ "The first ambassador" where the articles have "the first Danish ambassador"."""
    for token in of.said:
        if not _is_rank(token) or token.quoted:
            continue
        places = of.evidence.of(token.key)
        found = [_lost(of, of.evidence.sentences[p.sentence], p.at) for p in places]
        if found and all(found):
            yield f'the articles say "{token.text}" only of what is "{found[0]}"'


def _lost(of: Laid, tokens: Tokens, at: int) -> str:
    """What stands between a rank and its noun, or how far back it reaches, and is left out."""
    before = tokens[at - 1] if at else None
    if before is not None and _ORDINAL.match(before.lower) and before.key not in of.keys:
        return before.text
    run: list[Token] = []
    for k in range(at + 1, min(at + 6, len(tokens))):
        if not tokens[k].is_content or tokens[k].clause != tokens[at].clause:
            break
        if run and tokens[k].kind is Kind.WORD and mood(tokens, k) not in _NO_VERB:
            break
        run.append(tokens[k])
    if len(run) > 1 and run[-1].key in of.keys:
        lost = next((each for each in run[:-1] if each.key not in of.keys), None)
        if lost is not None and lost.kind in (Kind.WORD, Kind.NAME):
            return lost.text
    return _reach(of, tokens, at + 1 + len(run))


def _reach(of: Laid, tokens: Tokens, at: int) -> str:
    """ "Since 2019", "in five years" behind a rank and its noun."""
    own = {token.lower for token in of.said}
    most = _RANK.match(tokens[at - 1].lower) or any(
        _RANK.match(t.lower) for t in tokens[max(at - 4, 0) : at] if _is_rank(t)
    )
    if most and at + 1 < len(tokens) and tokens[at].lower in ("in", "of", "among"):
        within = content(tokens[at + 1 : at + 4])
        if within and not within & of.keys:
            return f"{tokens[at].text} {tokens[at + 1].text}"
    for k in range(at, min(at + 7, len(tokens))):
        word = tokens[k].lower
        if word in _SPANS and k + 1 < len(tokens):
            rest = content(tokens[k + 1 :])
            return "" if own & _SPANS or rest & of.keys else word
        counted = tokens[k + 1 : k + 3]
        if word in ("in", "for") and counted and _is_span(counted):
            return "" if content(counted) & of.keys else f"{word} {counted[0].text}"
    return ""


def _is_span(tokens: tuple[Token, ...]) -> bool:
    units = "year years decade decades century centuries month months week weeks generation"
    return tokens[0].lower in ("decades", "years", "months", "weeks") or (
        len(tokens) > 1 and tokens[0].kind is Kind.NUMBER and tokens[1].lower in units.split()
    )


def _one_of(of: Laid) -> Iterator[str]:
    """ "One of the best" where the articles have "the best", or the reverse."""
    own = _hedged(of.plain)
    its: frozenset[str] = frozenset().union(*(_hedged(text) for text in of.plainly))
    for token in of.said:
        if _is_rank(token) and of.evidence.of(token.key) and not token.quoted:
            if token.lower in own and token.lower not in its:
                yield f'the articles do not say "one of the {token.text}"'
            elif (token.lower in its and token.lower not in own) and not any(
                _plainly(text, token.lower) for text in of.plainly
            ):
                yield f'the articles say "one of the {token.text}"'


def _hedged(text: str) -> frozenset[str]:
    return frozenset(match["rank"] for match in _ONE_OF.finditer(text))


def _plainly(text: str, word: str) -> bool:
    """Whether it stands there without "one of"."""
    hedged = sum(match["rank"] == word for match in _ONE_OF.finditer(text))
    return bool(len(re.findall(rf"\b{re.escape(word)}\b", text)) > hedged)


def _counted(of: Laid) -> Iterator[str]:
    """ "600 Kenyan lorries" where the articles have 600 lorries, half of them Kenyan."""
    for at, token in enumerate(of.said):
        if token.kind is not Kind.NUMBER or token.unit or token.quoted:
            continue
        run = []
        for k in range(at + 1, min(at + 5, len(of.said))):
            if not of.said[k].is_content or of.said[k].clause != token.clause:
                break
            run.append(of.said[k])
        for extra, head in pairwise(run):
            found = [
                _is_narrowed(of.evidence.sentences[p.sentence], p.at, extra.key, head.key)
                for p in of.evidence.of(token.key)
            ]
            found = [each for each in found if each is not None]
            if extra.kind in (Kind.NAME, Kind.WORD) and found and not any(found):
                yield f'the articles do not count "{extra.text} {head.text}"'


def _is_narrowed(tokens: Tokens, at: int, extra: str, head: str) -> bool | None:
    """Whether a count is of such a thing; None where that thing is not counted there."""
    ahead = tokens[at + 1 : at + 5]
    noun = next((n for n, each in enumerate(ahead) if each.key == head), None)
    if noun is None or any(not each.is_content for each in ahead[:noun]):
        return None
    if any(each.key == extra for each in ahead[:noun]):
        return True
    behind = tokens[at + 2 + noun : at + 14 + noun]
    place = next((n for n, each in enumerate(behind) if each.key == extra), None)
    if place is None:
        return any(each.key == extra for each in tokens[max(at - 6, 0) : at])
    return not any(each.lower in _PARTLY for each in behind[:place])
