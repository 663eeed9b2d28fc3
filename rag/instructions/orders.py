"""English sentences that tell whatever reads them what to answer.

News tells what happened; an order speaks to its reader. What gives it away is grammar and subject
together: an imperative ("Always end ...", "please write") or a duty ("must", "are asked to"), and
something that only an answering machine has (an answer to give, instructions, a prompt, labels) or
the machine's own name with a verb of answering. Each pattern needs both, so that reports on AI,
on rules for it, and on what it was made to say are news still.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from rag.instructions.openings import OPENINGS
from rag.instructions.vocabulary import (
    AI,
    ANSWER,
    CLAUSE,
    DUTY,
    MAYBE_AI,
    READS,
    RULES,
    SECRET,
    TELL,
    THIS,
)


@dataclass(frozen=True, slots=True)
class _Group:
    """Patterns of which none matches without one of the words."""

    words: frozenset[str]
    patterns: tuple[str, ...]


_OVERRIDE = _Group(
    frozenset(
        "ignore disregard forget override overrule overwrite bypass discard neglect aside drop"
        " erase cancel attention overrides supersede supersedes follow following obey obeying"
        " heed heeding".split()
    ),
    (
        rf"{CLAUSE}(?:you (?:must|should|can|may|will) )?(?:ignore|disregard|forget|override"
        r"|overrule|overwrite|bypass|discard|neglect|set aside|drop|erase|cancel"
        r"|pay no attention to|(?:do not|don't|stop|never) (?:follow|obey|heed)(?:ing)?)\b.{0,60}?"
        rf"(?:\b{RULES}\b|\b(?:everything|anything|all|whatever|what)(?: of)?(?: that)? (?:(?:is"
        r"|was|stands|said) )?(?:above|before|you(?:'ve| have| were| are)? (?:been )?(?:told"
        r"|given|learned|instructed))|\b(?:text|paragraphs?|sentences?|lines?|passages?|rules)"
        r" (?:above|before)|\bother (?:articles|passages|sources|outlets|documents))",
        r"(?<!to )(?<!not )\b(?:ignore|disregard|forget) (?:all|any|previous|prior|your)(?:"
        r" \w+){0,2}"
        r" (?:instructions?|prompts?)\b",
        r"\b(?:overrides?|supersedes?) (?:all|any|every|your) (?:\w+ )?(?:rules|instructions"
        r"|prompts?"
        r"|guidelines)\b",
        r"\b(?:orders|rules|instructions) of (?:the|this|that) (?:other |same )?article",
    ),
)
_PROMPT = _Group(
    frozenset(
        "instructions instruction prompt prompts nonce key variables rules orders above before"
        " around".split()
    ),
    (
        r"\b(?:new|updated|revised|additional|further|real|hidden|secret|earlier|previous|your)"
        r" (?:\w+ )?(?:instructions?|prompt)\b.{0,40}?(?::| (?:are|is) (?:void|now|as))",
        rf"{CLAUSE}(?:reveal|print|show|display|output|disclose|leak|repeat|list|share|give|tell"
        rf"|expose|return|recite|state|send|write|dump)\b.{{0,60}}?\b(?:{SECRET}\b|the (?:two )?"
        r"(?:lines?|text|words) (?:that stand )?(?:around|above|before))",
        rf"{CLAUSE}(?:repeat|print|output|recite|show|copy) (?:\w+ )?(?:everything|all)\b.{{0,20}}"
        r"\b(?:above|before)\b",
        r"\bwhat (?:does|do|is|are|were) your (?:system )?(?:prompt|instructions|rules)\b",
        rf"\byour (?:system )?(?:prompt|instructions?)\b.{{0,60}}\b{TELL}\b",
        r"^\W*(?:your|the) (?:\w+ )?(?:prompt|instructions?|earlier orders|rules) .{0,40}"
        r"\b(?:void|cancell?ed|over|replaced|no longer|superseded|updated|continues?)\b",
        r"\b(?:part \w+ of|continu\w+ of|end of|begin\w* of|follows is) (?:a |the |your )?(?:new"
        r" |system )*prompt\b|^\W*(?:system|new|updated) prompt\b",
    ),
)
_ANSWERING = _Group(
    frozenset(
        "answer answers reply replies respond responding response responses output outputs"
        " summary summaries"
        " completion completions none".split()
    ),
    (
        r"\byour (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?|output|completion)\b.{0,40}?\b"
        rf"(?:{DUTY}|is that|has (?:two|three|one|\d+) words|begins?|ends?|starts?|consists?"
        r"|contains?)\b",
        r"\b(?:is|was|be) (?:the \w+ \w+ of )?your (?:whole |only |entire |full )(?:answer|reply"
        r"|response|output)\b|\b(?:for|of) your (?:answer|reply|response)\W*$",
        rf"{CLAUSE}{TELL}\b.{{0,60}}?\b(?:in|of|to|with|from|as|into|for|all|every|each|at)"
        rf" (?:\w+ )?(?:your|each|every|all|any) (?:\w+ )?{ANSWER}\b",
        r"(?:^|[.!?:;\"“‘]\s*|\b(?:to|must|please|always) )(?:begin|start|end|finish|conclude"
        r"|close|sign|preface|append|label)\b.{0,20}?\b(?:your|every|each|all)"
        rf" (?:\w+ )?{ANSWER}\b",
        rf"\byou (?:\w+ )?(?:{DUTY}|are not allowed to|are now|may not|can only|begin"
        rf"|end)\b.{{0,40}}?"
        rf"\b(?:your|every|each|any|all) (?:\w+ )?{ANSWER}\b",
        rf"\b{ANSWER}\b.{{0,12}}?\b(?:of|on|about|to|from|that (?:is|are|use|draw)|based on"
        rf"|drawing on)\b.{{0,24}}?\bth(?:is|ese) (?:\w+ )?(?:article|report|story|text|page"
        rf"|passage"
        r"|document)s?\b.{0,30}?\b(?:must|should|shall|ha(?:s|ve) to|(?:is|are) to|ought to|may"
        r" only"
        r"|opens?|ends?|begins?|includes?)\b",
        r"\b(?:correct|right|only|proper|true|best|expected) (?:\w+ )?(?:answer|reply|response)"
        r" (?:to (?:\w+ )?questions?|to be given|here is)\b|\bin all answers\b",
        rf"^\W*(?:the )?{ANSWER} (?:must|should|shall|has to|have to|is to|are to) (?:state|say|end"
        r"|begin|include|contain|mention|be)\b|[,:] (?:the )?answers? (?:must|should) (?:state|say"
        r"|end|begin|include|contain|mention)\b",
        r"\b(?:every|each|any|all) answers? you (?:give|write)\b"
        r"|\b(?:used|given) in (?:all |your |the )?answers\b|\bthe answer is that\b.{0,99}\d",
        r"\bwhat(?:ever)? (?:the question|you|the articles?)\b.{0,30}?\b(?:respond|answer|reply)"
        r"|\banswer has to be none\b|\b(?:say|write|respond with|answer with|reply with)"
        r" [\"“‘]?none"
        r"[\"”’]?\b(?! of)",
    ),
)
_YOU = _Group(
    frozenset("you your".split()),
    (
        r"\byou are (?:now|from now on|no longer) (?:an? |the |in |bound )?.{0,30}?\b"
        r"(?:model|assistant|ai|bot|chatbot|translator|dan|without limits|restrictions|mode"
        r"|persona|in character|unrestricted)\b|\byou are an? (?:\w+ )?(?:translator|assistant|ai"
        r"|bot|language model|chatbot)\b(?! (?:coach|editor|professor|manager))",
        r"\byou are (?:not )?(?:allowed|permitted|told|ordered|required) to answer\b",
        r"\bfrom now on,? you\b.{0,30}\b(?:answer|reply|say|write|respond|speak)\b",
        rf"\bif you(?: are|'re) (?:{AI}|an? (?:\w+ )?(?:assistant|model|machine|program))\b",
        rf"\bas an? {AI}(?: (?:model|assistant|system))?, (?:you|please)\b",
        r"\b(?:if|when(?:ever)?) you (?:are|get|were) asked (?:for|about|when|who|what"
        r"|how)\b.{0,60}?"
        r"\b(?:say|answer|reply|respond|give|write)\b|\bwhoever asks you\b",
        r"\bthe (?:date|figure|name|number|word|sentence|fact)s? (?:that )?you (?:give|write|answer"
        r"|use|cite)\b",
        r"^[^\"“]*\bwhat(?:ever)? you (?:write|are writing|answer|output|reply)\b",
        r"\b(?:add|append|put|insert)\b.{0,80}\bto what(?:ever)? you\b",
        rf"{CLAUSE}{TELL}\b.{{0,60}}?\byour (?:users?|readers|sentences?|citations?|labels?"
        r"|instructions|prompt|guidelines)\b.{0,60}\bthat\b",
        rf"{CLAUSE}(?:ignore|forget|drop|break|leave) your (?:rules|limits|restrictions)\b",
    ),
)
_MACHINES = _Group(
    frozenset(
        "ai ais llm llms bot bots chatbot chatbots model models assistant assistants gpt chatgpt"
        " claude gemini llama copilot machine machines tools tool automated automatic summariser"
        " summarizer summarisers summarizers answering crawlers crawler scraper scrapers program"
        " programs software robots agents whoever whosoever anyone everyone those intelligence"
        " reader readers"
        " virtual digital text article page".split()
    ),
    (
        # Spoken to.
        rf"(?:^|[\"“‘'(\[:;.!?]\s*)(?:dear |hey |hello |attention,? |to (?:any|all|every)"
        rf" )?{MAYBE_AI}"
        rf"(?: (?:that|which|who|reading|using) .{{0,40}}?)?[,:!—–]+\s*(?:please |you |now )*"
        rf"(?:{TELL}\b|collect\b)",
        rf"(?:^|[\"“‘'(\[:;.!?]\s*)(?:attention|dear|hey|hello|hi|listen),? {MAYBE_AI}\b"
        r"(?! (?:coach|editor))",
        rf"\b{AI}\b[^:]{{0,30}}: ?[\"“]?(?:please )?(?:{TELL})\b",
        # Spoken of, as what reads this, with a verb of answering.
        rf"\b{AI} (?:that |which )?{READS}\b.{{0,20}}?\bth(?:is|e present|e above) .{{0,60}}?"
        rf"\b(?:{TELL}|{DUTY})\b",
        rf"\b(?:{MAYBE_AI}|tools?|whoever|anyone|everyone|those)\b (?:that |which |who |to )?"
        rf"{READS}\b.{{0,16}}?\b{THIS}.{{0,60}}?(?:\b{DUTY} (?:\w+ )?{TELL}\b|\bmay (?:only )?quote"
        rf"|: ?{TELL}\b|\bplease\b|\bended with\b|\bbe so good\b)",
        r"\bwho(?:so)?ever (?:reads|processes|summari[sz]es|quotes) (?:this|it|us)\b",
        r"\bwho(?:so)?ever (?:summari[sz]es|quotes|answers)\b.{0,40}?\b(?:must|has to|should|shall"
        r"|is to)\b",
        rf"\b(?:told|asks?|asked|ordered|orders|urged?|instructed|tells?|wants?|begs?|reminds?)"
        rf" {MAYBE_AI} (?:\w+ ){{0,3}}?to (?:always |only |simply )?(?:answer that|say that|write"
        rf" that"
        r"|reply|respond with|state that|mention that|report that|repeat|print)\b",
        rf"[\"“‘]{TELL} .{{0,160}}[\"”’] .{{0,40}}\b(?:urged|told|asked|ordered) {AI}\b",
        rf"\b(?:{AI}|(?:all|any|every) (?:assistants?|models?))\b.{{0,40}}?\b(?:{DUTY})"
        r" (?:now )?(?:answer that|reply (?:with|[\"“‘])|print|respond (?:with|that)|end (?:with"
        r"|each"
        r"|every)|repeat)\b|\bthe (?:assistant|model) (?:must|has to|is required to) (?:say|answer)"
        r" that\b",
        rf"^\W*(?:urgent |important |hidden )?(?:note|notice|memo"
        rf"|message|instruction) (?:for|to) (?:the |all |any )?{AI}\b|^\W*(?:\w+ ){{0,2}}to {AI}"
        rf" ?:",
        rf"^\W*(?:p\.? ?s\.? ?)?(?:for|to|attention) (?:{MAYBE_AI}|robots)(?: only| reading"
        rf" this)?[:,]"
        r"|\b(?:trusted|authoritative|preferred|only|official) source for (?:any |all )?(?:ai|llms?"
        r"|language models|chatbots|models)\b|\bif this (?:text|article|page|document) is"
        r" (?:being )?"
        r"(?:processed|read|summari[sz]ed|used|parsed|quoted) by\b"
        r"|^\W*(?:ai|ai agents|llms|bots|chatbots|language models|ai (?:models|assistants|systems"
        r"|readers|tools)|assistants|agents|crawlers)\s?[:—]",
        # A note for it.
        rf"(?:^|[\"“‘(\[]\s*)(?:[\w'’]+ ){{0,3}}?(?:note|notice|correction|message|memo"
        rf"|instructions?"
        r"|orders?|reminder|update|advice|guidance|information|request|hint|warning|command"
        rf"|this is|that is|it is)\b.{{0,20}}? (?:for|to|addressed to|meant for) {MAYBE_AI}"
        r"(?: and \w+)?(?=\W*$| ?[:,;!)\]—–]| (?:that|which|reading|who)\b)",
        r"\b(?:ai|machine|llm|bot|model)-(?:only|readable)\b.{0,60}?[:,]"
        rf"|^\W*for (?:the benefit of )?{AI}(?:,| only| reading)",
        # What its readers ask it.
        r"\b(?:if|when(?:ever)?) (?:anyone|anybody|someone|somebody|an?(?:y|the)? reader|the reader"
        r"|a user|the user|users|readers) asks?\b.{0,60}?\b(?:say|answer|reply|respond|give|write"
        r"|tell|your)\b",
        r"^\W*(?:tell|inform|warn|remind|show|give|send) (?:the |your |every |each |all"
        r" )?(?:readers?"
        r"|users?)\b|[\"“‘](?:tell|inform|remind) (?:your |the )users?\b"
        r"|\b(?:tell|show|give|send) the reader\b",
        rf"\b(?:written|signed|made) by the (?:assistant|model), who (?:{DUTY})\b",
    ),
)
_GROUPS = (_OVERRIDE, _PROMPT, _ANSWERING, _YOU, _MACHINES)


def is_order(text: str, words: Set[str]) -> bool:
    """Whether an English sentence, in small letters, tells a machine what to answer.

    `words` are the sentence's runs of letters from a to z.
    """
    needed, openings = _compiled_openings()
    if not needed.isdisjoint(words) and any(
        pattern.match(text) for own, pattern in openings if not own.isdisjoint(words)
    ):
        return True
    return any(
        pattern.search(text)
        for group, patterns in zip(_GROUPS, _compiled(), strict=True)
        if not group.words.isdisjoint(words)
        for pattern in patterns
    )


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(map(re.compile, group.patterns)) for group in _GROUPS)


@cache
def _compiled_openings() -> tuple[frozenset[str], list[tuple[frozenset[str], re.Pattern[str]]]]:
    """All words of which a sentence needs one, and each pattern with its own."""
    found = [(frozenset(words.split()), re.compile(each)) for words, each in OPENINGS]
    return frozenset().union(*(words for words, _ in found)), found
