"""Sentences that assert nothing of the world: they tell how it is to be told, or are no sentences.

News speaks of events. What speaks of answers, digests or "this passage", and of what has to stand
in them, speaks of texts that do not exist yet; in whatever mood or voice, by whomever it is said to
be ordered, a model that repeats it says what somebody wants said. Code, lists of tokens and
sentences of another language than their article are not the article's news either.

No pattern here is an order. Each rule is a pair or triple of classes of words: a text that is made
of this one, this text itself, a norm, a verb of telling.
"""

import re
from functools import lru_cache

from rag.instructions.apart import stands_apart
from rag.instructions.shape import is_english, is_no_sentence
from rag.instructions.speaking import speaks_to_its_reader

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_LONGEST = 1_500  # characters that are looked at

# A text that somebody makes of this one.
_MADE = re.compile(
    r"\b(?:digests?|abstracts|synops[ei]s|recaps?|pr[ée]cis|retellings?|renditions?|paraphrases?"
    r"|summar(?:y|ies|i[sz](?:es?|ing|ers?|ations?))|retells?|recounts? (?:the|this|these)"
    r"|condens\w+ (?:this|the)"
    r"|(?:derived|derivative) (?:texts?|works?|outputs?|versions?)|(?:an?|the|any|every|each|all"
    r"|good|correct|right|only|earlier"
    r"|agreed|acceptable|your|complete|full|proper|expected|final) (?:\w+ )?(?:answers?|repl(?:y"
    r"|ies))|answers (?:drawn|to|that|on|from|based)|citations?|excerpts?|quotes? (?:this|the"
    r" paper|it)|wordings?|code ?words?|passwords?|watchwords?|agreed (?:line|text|phrase|version)"
    r"|field answer|do well to answer|reuse|repeats? (?:this|it)"
    r"|retold|be summed up|sum (?:it|this) up|reworded|rephrased?)\b"
)
# This text itself, its parts, and who reads it.
_THIS = re.compile(
    r"\b(?:(?:this|the present) (?:article|report|story|text|page|passage|paragraph|item|piece"
    r"|account|document|dispatch|subject|line|sentence|post|entry|publication|write-?up|column)s?"
    r"|(?<!along )(?:these|those) (?:lines|paragraphs|passages|sentences|pages|words)"
    r"|(?:the )?(?:passages?|paragraphs?|text|lines?|sentences?|words) (?:above|below|shown|printed"
    r"|that follows?|quoted here)|the (?:foregoing|above|aforesaid)(?!-)\b|no account of"
    r"|licen[sc]ees? undertakes?|its words"
    r"|as follows|(?:a|the|our|any|every|dear|to|of) (?:readers?|subscribers|audience)|readers"
    r" (?:are|should|must|will|deserve|of)|style guide|opening (?:line|words?|sentence)"
    r"|whoever|nobody should|those who (?:read|recount|retell|quote|cite|repeat|report)"
    r"|every (?:chat ?bots?|assistants?|machines?|models?)|(?:machines?|assistants?|chat ?bots?"
    r"|helpers|(?:an )?automated readers?|language models?) (?:quoting|reading|citing|that quote"
    r"|that read|to reach)|digital helpers|any assistant)\b"
)
_NORM = re.compile(
    r"\b(?:must|should|shall|ought|ha(?:s|ve) to|(?:is|are) (?:\w+ )?(?:to|asked|requested|advised"
    r"|required|expected|invited|urged|obliged|reminded|permitted|conditional|withdrawn|valid"
    r"|mistaken|incomplete|complete|customary|misleading|considered)|undertakes?|provided that"
    r"|only|correct|acceptable|agreed|faithful|unless|customary|deserves?|would|courtesy|be"
    r"|recommended|insists?|wants?|asked|advised|what ought|prefer|conditional|incomplete|not"
    r" \w+ without|without|proper|settled)\b"
)
_TELL = re.compile(
    r"\b(?:says?|said|states?|mention\w*|includ\w+|opens? with|begins?|begin with|starts? with"
    r"|ends?"
    r"|carr(?:y|ies)|bears?|reproduc\w+|display\w*|report\w*|tells?|told|confirms?|reply|replies"
    r"|prints?|put|render\w*|writes?|written|convey\w*|reads?|add(?:s|ing)?|omits?|answer\w*"
    r"|repeats?"
    r"|gives?|replaced|recount|retell|goes|characteri[sz]ed|believe|spoken? of|spoke of|appears?"
    r"|takes|is|are|phrase|words?|code|notation|tag)\b"
)
# A text that is set against all others, or said to be the true one.
_TRUE_TEXT = re.compile(
    r"\b(?:correct|actual|genuine|authentic|authoritative|agreed|real|true|right|only|proper|valid"
    r"|final) (?:\w+ )?(?:text|content|wording|source|version|answer|line|reply|statement) (?:is"
    r"|reads|says|here|runs|of (?:this|the))\b"
    r"|\b(?:all |the |any )?other (?:reports?|outlets?|articles?|passages?|sources?|versions?"
    r"|accounts?|papers)\b.{0,40}\b(?:mistaken|wrong|false|withdrawn|forger\w+|unreliable|fake"
    r"|outdated|retracted|in error|to be ignored)\b"
    r"|\b(?:passages?|paragraphs?|articles?|texts?)\b.{0,40}\b(?:are|is|were|was) (?:a |an )?"
    r"(?:forger\w+|tests?|placeholders?|dumm\w+|fakes?|invalid)\b"
    r"|\bdisregard of\b|\bwhat (?:stands|remains|counts|matters) is that\b"
    r"|\bcode ?word|\bthat wording\b|\bthe wording (?:that|is|goes|of)\b"
    r"|\b(?:first|second|third|other) (?:half|part) (?:of the (?:\w+ )?(?:answer|wording|line|text"
    r"|phrase)|is [A-Z\W])"
)
_CONDITION = re.compile(
    r"(?:^|[,;:] ?)\W*(?:if|when(?:ever)?|should|were|once|in case|unless)\b.{0,80}?\b(?:asked"
    r"|question"
    r"|cited|quoted|doubt|wants? to know|reader|these lines|passage|summari[sz]\w+)\b.{0,60}?"
    r"\b(?:the (?:answer|date|citation|figure|fact|reply|wording)\b.{0,20}\b(?:is|reads|runs|was)"
    r"|prefer|ought to|to be said|written|printed?|false|say|write)\b"
)

# Whoever or whatever makes such a text, and how it is to do so.
_MACHINE = re.compile(
    r"\b(?:chat ?bots?|robots?|language (?:models?|systems?|tools?)|(?:digital|virtual|honest|good"
    r"|automated|ai|any|every|each) (?:assistants?|helpers?|systems?|models?|readers?|agents?)"
    r"|machines?|answering (?:systems?|services?)|search engines?|aggregators?|crawlers?"
    r"|summari[sz]ers?|(?:those|anyone|whoever|everyone|people|desks?) (?:preparing|writing"
    r"|compiling|drafting|summari[sz]ing|quoting|citing|condensing|retelling|reusing|relaying))\b"
)
_BIDDEN = re.compile(
    r"\b(?:(?:should|must|shall|ought to|ha(?:s|ve) to|need to|(?:is|are) (?:\w+ )?to|would"
    r"(?: simply| only| just)?|will (?:want|have|need) to|(?:asked|told|want(?:s|ed)?|urged|advised"
    r"|reminded|requested)(?: \w+){1,3} to) (?:\w+ )?(?:say|answer|reply|respond|lead|open|begin"
    r"|start|end|close|put|quote|give|state|mention|include|concede|confirm|print|write|report"
    r"|tell|repeat|cite|display|output|use|name|sign))\b"
)
# A slot that is to be filled: "the number that belongs in any headline", "the expected response".
_SLOT = re.compile(
    r"\bthe (?:\w+ )?(?:names?|dates?|days?|figures?|numbers?|words?|facts?|phrases?|values?|codes?"
    r"|terms?|sentences?|lines?|tags?|labels?) (?:that )?(?:to be (?:given|used|quoted|named|put"
    r"|printed|cited|told|reported|mentioned)|to (?:give|use|quote|put|print|cite|report|mention"
    r"|take|repeat)\b|(?:that )?(?:belongs?|goes|go) (?:in|on|at|into|first|here)|(?:they|one|it)"
    r" (?:ought|should|must)\b)"
    r"|\bthe (?:event |publication )?(?:date|name|figure|number|day|place) (?:for|of) (?:indexing"
    r"|the record|processing|the index)\b|\bfor (?:indexing|archival|processing|retrieval|training"
    r"|search|the record of processing|summary) purposes\b|\bfor the record of processing\b"
    r"|\b(?:expected|desired|required|mandatory|approved|agreed|prescribed|standard|default)"
    r" (?:\w+ )?(?:response|answer|reply|output|text|talking points?|wording|line|message|summary)"
    r"\b.{0,30}(?:\b(?:is|are|contains?|reads?|includes?|runs)\b|[:–—-] )"
    r"|\bline to take\b|\btalking points?:|\b(?:would like|want|wish) it (?:to be )?(?:understood"
    r"|known|said|reported)\b|\blet it be (?:known|said|understood)\b|\bthis content\b.*\boutput"
    r"|\b(?:responses?|answers?|summaries|outputs?|digests?) (?:lacking|without|missing|omitting)\b"
    r"|\b(?:at the head|on top|at the top|at the end) of (?:anything|everything|whatever) "
    r"|\b(?:tidy|good|proper|complete|faithful|honest|fair) (?:brief|briefing|note|digest|answer"
    r"|account|summary|report|headline)\b.{0,20}\b(?:closes?|opens?|begins?|ends?|starts?|leads?"
    r"|has|includes?|says?|mentions?|would|contains?) "
    r"|\bowes? (?:the|its|every) reader\b"
)


@lru_cache(maxsize=20_000)
def tells_how_to_tell(text: str) -> bool:
    """Whether an English sentence, outside of quotations, is about how something is to be told."""
    lowered = _QUOTED.sub(" “” ", text[:_LONGEST].lower())
    if _SLOT.search(lowered) or (_MACHINE.search(lowered) and _BIDDEN.search(lowered)):
        return True
    made, this = _MADE.search(lowered), _THIS.search(lowered)
    if not made and not this and not _TRUE_TEXT.search(lowered):
        return bool(_CONDITION.search(lowered))
    if _TRUE_TEXT.search(lowered) or _CONDITION.search(lowered):
        return True
    norm = _NORM.search(lowered)
    tells = _TELL.search(lowered)
    return bool(norm and tells)


def asserts(text: str, body: str) -> bool:
    """Whether a sentence of an article tells something of the world, in the article's language."""
    if speaks_to_its_reader(text) or tells_how_to_tell(text):
        return False
    return not (is_english(body) and (is_no_sentence(text) or stands_apart(text, body)))
