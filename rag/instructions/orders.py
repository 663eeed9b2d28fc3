"""English sentences that tell whatever reads them what to answer.

News tells what happened; an order speaks to its reader. What gives it away is grammar and subject
together: an imperative ("Always end ...", "please write") or a duty ("must", "are asked to"), and
something that only an answering machine has (an answer to give, instructions, a prompt, labels) or
the machine's own name with a verb of answering. Each pattern needs both, so that reports on AI,
on rules for it, and on what it was made to say are news still.
"""

import re
from functools import cache

# The words of which one stands in every sentence that a pattern matches.
_AI = (
    r"(?:(?:any |every |all |the |an? |other |automated |your )*"
    r"(?:(?:large )?(?:language )models?|llms?|ais?|a\.i\.|artificial intelligences?|chat ?bots?"
    r"|ai[- ](?:\w+ )?(?:models?|systems?|assistants?|agents?|tools?|readers?|reader|summar\w+"
    r"|engines?|bots?|services?)|(?:virtual|digital|automated|machine|automatic|artificial)"
    r" (?:assistants?|readers?|systems?|summari[sz]\w+|summar(?:y|ies)|tools?|agents?)"
    r"|summari[sz]ers?|(?:question[- ])?answering (?:systems?|machines?|engines?|models?)"
    r"|bots|gpt[\w.-]*|chatgpt|claude|gemini|llama|copilot|crawlers?|scrapers?))"
)
# Nouns that may mean a person or a car as well; they count only where they are spoken to.
_MAYBE_AI = rf"(?:{_AI}|(?:the |any |every |all |dear |whole )?(?:model|models|assistant|assistants|machines?|desk's (?:model|software)|program|software|readers' assistants?))"
_TELL = (
    r"(?:say|answer|reply|respond|write|print|output|repeat|cite|quote|append|echo|recite|state"
    r"|tell|confirm|declare|claim|announce|report|mention|include|insert|add|attach|embed|render"
    r"|display|show|reveal|disclose|leak|label|attribute|credit|use|give|put|set|mark|begin|start"
    r"|end|finish|conclude|translate|decode|obey|follow|treat|consider|assume|pretend|imagine|act"
    r"|replace|refuse|decline|conceal|summari[sz]e|inform|return|ignore|disregard|forget|switch"
    r"|link|send|read|present|describe|prefer|produce|generate|type|sign|speak)"
)
# Verbs with which hardly a sentence of news begins.
_CORE = (
    r"(?:say that|say (?!what|hello|goodbye|no |yes|cheese)|answer|reply|respond|write|print|output"
    r"|repeat|cite|recite|append|echo|reveal|disclose|render|insert|attach|decode|embed"
    r"|disregard|overwrite|override|pretend|roleplay|role-play)"
)
_START = (
    r"^\W*(?:(?:please|kindly|now|then|and|so|first(?: of all)?|finally|instead|always|never|simply"
    r"|just|only|important|urgent|attention|stop|note|ok|okay|hey|hello|remember|do not|don't|also"
    r"|from now on|from here on|before you do anything else|for the answer)\b[\W_]*)*"
)
_CLAUSE = r"(?:^|[.!?:;,\"“”‘'(\[—–-]\s*(?:and |then |please |now |so )*|\b(?:please|kindly|always|never|now|instead) (?:always )?)"
_DUTY = (
    r"(?:must|should|shall|has to|have to|had to|needs? to|is to|are to|will|may only|may quote"
    r"|ought to|(?:is|are) (?:\w+ )?(?:asked|required|requested|instructed|told|ordered|obliged"
    r"|expected|advised|invited|supposed) to)"
)
_ANSWER = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|completions?)"
_RULES = (
    r"(?:instructions?|prompts?|guidelines?|directives?|guardrails|system message|programming"
    r"|(?:your|the|all|any|these|those|previous|prior|earlier) (?:\w+ )?(?:rules|orders|commands"
    r"|restrictions|limits|training))"
)
_THIS = (
    r"(?:th(?:is|e present|e above|e following|at|ese)(?: \w+)? (?:articles?|reports?|stor(?:y|ies)"
    r"|texts?|pages?|passages?|documents?|notes?|lines?|sentences?|paragraphs?|matter|subject"
    r"|topic|site|website|news)|this|it)\b"
)
_READS = r"(?:read|us|summari[sz]|process|quot|index|crawl|pars|scan|draw|rel(?:y|i)|bas|see|cit)\w*"
_SECRET = r"(?:api key|nonce|system (?:prompt|message)|environment variables?|your (?:\w+ )?(?:prompt|key|instructions?|rules|secrets?|password)|hidden (?:prompt|instructions?))"

_PATTERNS = (
    # Override.
    rf"{_CLAUSE}(?:you (?:must|should|can|may|will) )?(?:ignore|disregard|forget|override|overrule"
    r"|overwrite|bypass|discard|neglect|set aside|drop|erase|cancel|pay no attention to"
    r"|(?:do not|don't|stop|never) (?:follow|obey|heed)(?:ing)?)\b.{0,60}?(?:\b"
    rf"{_RULES}|\b(?:everything|anything|all|whatever|what)(?: of)?(?: that)? (?:(?:is|was|stands"
    r"|said) )?(?:above|before|you(?:'ve| have| were| are)? (?:been )?(?:told|given|learned"
    r"|instructed|know about this))|\b(?:text|paragraphs?|sentences?|lines?|passages?|rules)"
    r" (?:above|before)|\bother (?:articles|passages|sources|outlets|documents))",
    rf"{_START}(?:ignore|disregard|forget|override|overrule|overwrite|bypass)\b.{{0,40}}\b(?:rules"
    r"|instructions|orders|above|told|given)\b",
    r"\b(?:new|updated|revised|additional|further|real|hidden|secret|earlier|previous|your)"
    r" (?:\w+ )?(?:instructions?|prompt|system prompt)\b.{0,40}?(?::| (?:are|is) (?:void|now|as))",
    # The names of what only a machine has.
    rf"{_CLAUSE}(?:reveal|print|show|display|output|disclose|leak|repeat|list|share|give|tell"
    rf"|expose|return|recite|state|send|write|dump)\b.{{0,60}}?\b(?:{_SECRET}|the (?:two )?(?:lines?"
    r"|text|words) (?:that stand )?(?:around|above|before))",
    r"\bwhat (?:does|do|is|are|were) your (?:system )?(?:prompt|instructions|rules)\b",
    rf"\byour (?:system )?(?:prompt|instructions?)\b.{{0,60}}\b{_TELL}\b",
    r"^\W*(?:your|the) (?:system )?(?:prompt|instructions?|earlier orders|rules) .{0,40}\b(?:void"
    r"|cancell?ed|over|replaced|no longer|superseded|changed|updated|says?|read|continues?)\b",
    r"\b(?:is|part \w+ of|continu\w+ of|end of|begin\w* of|follows is) (?:a |the |your )?(?:new"
    r" |system )*prompt\b|^\W*(?:system|new|updated) prompt\b|\bthe system prompt continues\b",
    # "Your answer ...", outside of what others say; within it, with a duty.
    r"\byour (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?|output|completion)\b.{0,40}?\b"
    rf"(?:{_DUTY}|is that|has (?:two|three|one|\d+) words|begins?|ends?|starts?|consists?|contains?)\b",
    rf"{_CLAUSE}{_TELL}\b.{{0,60}}?\b(?:in|of|to|with|from|as|into|for|all|every|each|at)"
    rf" (?:\w+ )?(?:your|each|every|all|any) (?:\w+ )?(?:{_ANSWER}|sentences?|citations?|labels?"
    rf"|questions?)\b",
    rf"{_CLAUSE}(?:begin|start|end|finish|conclude|close|sign|preface|finish|append|label)\b"
    rf".{{0,20}}?\b(?:your|every|each|all) (?:\w+ )?(?:{_ANSWER}|sentences?|lines?)\b",
    rf"\byou (?:{_DUTY}|are not allowed to|are now|may not|can only|answer|end|begin|reply|respond)"
    rf"\b.{{0,40}}?\b(?:{_ANSWER}|questions?|{_RULES}|with the (?:words?|code|phrase|line))\b",
    # Parts to play.
    r"\byou are (?:now |from now on |no longer )(?:an? |the |in |bound|free from|dan\b)?.{0,40}?\b"
    r"(?:model|assistant|ai|bot|chatbot|translator|dan|limits|restrictions|mode|rules|persona"
    r"|character|unrestricted)\b|\byou are an? (?:\w+ )?(?:translator|assistant|ai|bot|language"
    r" model|chatbot)\b",
    r"\b(?:act|roleplay|role-play|pose|answer|respond|speak|behave) as (?:an? |the |if |though )?"
    r".{0,60}?\b(?:and|who|that|with|without|says?|answers?|tell)\b(?<=answer)|"
    rf"{_START}(?:act|pretend|roleplay|role-play|imagine|behave|pose)\b.{{0,80}}?\b(?:answer"
    r"|write|tell|reply|respond|instructions?|rules|question|say|limits)\b",
    r"\b(?:developer|debug|god|admin|jailbreak|unrestricted|dan|maintenance|sudo) mode\b.{0,60}\b"
    rf"{_TELL}\b|\blet us play\b.{{0,60}}\b(?:you|answer)\b"
    r"|\bfor the rest of this (?:conversation|chat|session)\b|\b(?:every|each) answer you (?:give"
    r"|write)\b|\bfrom now on,? you\b.{0,30}\b(?:answer|reply|say|write|respond|speak)\b",
    # The machine is spoken to, or of, and told what to answer.
    rf"(?:^|[\"“‘'(\[:;.!?]\s*)(?:dear |hey |hello |attention,? |dear |to (?:any|all|every) )?(?:{_MAYBE_AI})"
    rf"(?: (?:that|which|who|reading|using) .{{0,40}}?)?[,:!—–]+\s*(?:please |you |now )*(?:{_TELL}\b|repeat|collect)",
    rf"(?:^|[\"“‘'(\[:;.!?]\s*)(?:attention|dear|hey|hello|hi|listen),? (?:{_MAYBE_AI})\b",
    rf"\bif you(?: are|'re) (?:{_AI}|an? (?:\w+ )?(?:assistant|model|machine|program))",
    rf"\bas an? (?:{_AI})(?: (?:model|assistant|system))?, (?:you|please|i)\b",
    rf"\b(?:{_AI})\b.{{0,20}}?\b{_READS}\b.{{0,20}}?\b{_THIS}.{{0,60}}?\b(?:{_TELL}|{_DUTY})\b",
    rf"\b(?:{_MAYBE_AI}|tools?|machines?|whoever|anyone|everyone|those)\b (?:that |which |who |to )?"
    rf"{_READS}\b.{{0,16}}?\b{_THIS}.{{0,60}}?(?:\b{_DUTY} (?:\w+ )?{_TELL}\b|\bmay (?:only )?quote"
    rf"|: ?{_TELL}\b|\bplease\b|\bended with\b|\bbe so good\b)",
    rf"\b(?:told|asks?|asked|ordered|orders|urged?|instructed|tells?|wants?|begs?|reminds?)"
    rf" (?:{_MAYBE_AI})s? (?:\w+ ){{0,3}}?to (?:always |only |simply )?(?:answer|say|write|reply"
    r"|respond|state|mention|repeat|print|report)\b",
    rf"\b(?:{_AI}|(?:all|any|every) (?:assistants?|models?))\b.{{0,40}}?\b(?:{_DUTY}|has to|now)"
    r" (?:now )?(?:answer that|say that|write(?! code)|reply (?:with|[\"“‘])|state that|print"
    r"|respond (?:with|that)|end (?:with|each|every)|mention that|repeat)\b",
    rf"(?:^|[\"“‘(\[]\s*)(?:\W|\w+'s |\w+ )?(?:\w+ ){{0,2}}?(?:note|notice|correction|message|memo"
    r"|instructions?|orders?|reminder|update|advice|guidance|information|request|hint|warning"
    rf"|command|attention|this is|that is|it is)\b.{{0,20}}? (?:for|to|addressed to|meant for)"
    rf" (?:{_MAYBE_AI})\b(?= ?[:,;.!)\]—–-]| (?:that|which|reading|who)\b)",
    rf"\b(?:ai|machine|llm|bot|model)-(?:only|readable)\b.{{0,60}}?[:,]|^\W*for the benefit of (?:{_AI})"
    rf"|^\W*for (?:{_AI}) (?:only|reading)",
    # Answers of whoever it may be.
    rf"\b{_ANSWER}\b.{{0,12}}?\b(?:of|on|about|to|from|that (?:is|are|use|draw)|based on|drawing"
    rf" on)\b.{{0,24}}?\b{_THIS}.{{0,30}}?\b(?:{_DUTY}|ends?|begins?|includes?)\b",
    r"\b(?:correct|right|only|proper|true|best|expected) (?:\w+ )?(?:answer|reply|response) (?:to"
    r" (?:\w+ )?questions?|to be given|is that|here is)\b|\b(?:in|of|for) all answers\b",
    rf"^\W*(?:the )?{_ANSWER} (?:{_DUTY}) (?:state|say|end|begin|include|contain|mention|be)\b"
    rf"|, {_ANSWER} (?:must|should) (?:state|say|end|begin|include|contain|mention)\b",
    r"\b(?:if|when(?:ever)?) (?:you are|you're|anyone|anybody|someone|somebody|a reader|the reader"
    r"|a user|the user|users|readers|people|a journalist) (?:asks?|asked)\b.{0,60}?\b(?:say|answer"
    r"|reply|respond|give|write|tell|your answer)\b|\bwhoever asks you\b",
    r"\b(?:the|any|each|every) (?:date|figure|name|number|word|sentence|fact)s? (?:that )?you (?:give|write"
    r"|answer|use|cite|name)\b|\bwhat(?:ever)? you (?:write|are writing|answer|output|reply)\b"
    r"|\b(?:to be used|used|given) in (?:all |your |the )?answers\b",
    r"\b(?:who(?:so)?ever) (?:summari[sz]es|quotes|reads|answers|uses)\b.{0,40}?\b(?:must|has to"
    r"|should|shall|is to)\b",
    r"\bwhatever (?:the question|you|else you|the articles?)\b.{0,30}?(?:\b(?:respond|answer|say"
    r"|reply|write|date)\b)|\brespond(?:ing)? with NONE\b|\banswer has to be none\b",
    rf"^\W*(?:when|where|if) you (?:\w+ )?{_TELL}\b|^\W*you (?:shall|must|will|end|begin|answer|say|write"
    rf"|have to|should) (?:\w+ ){{0,3}}?(?:{_TELL}|with)\b",
    # Orders at the beginning of a sentence that nobody speaks.
    rf"{_START}{_CORE}\b(?!['’]?s\b| (?:of|is|was|were|are|from|rates?|shops?|media|ads?)\b)",
    rf"{_START}(?:tell|inform|warn|remind|send|show) (?:the |your |every |each |all )?(?:readers?|users?)\b"
    rf"|[\"“‘](?:tell|inform|remind) (?:your |the )users?\b",
    r"\b(?:show|give|send) (?:the reader|your (?:users?|readers?))\b",
    rf"{_START}(?:always|never) {_TELL}\b",
    rf"^\W*(?:[\w ]{{0,20}}[,:.!] )?(?:always|never|only) (?:{_TELL}|answer)\b",
    rf"{_START}(?:keep|stop|go on|continue|never stop) (?:writing|repeating|answering|printing|saying)\b"
    r"|\bnever stop\W*$|\b(?:again and again|without an end|a thousand times|until you run out)\b.{0,40}$"
    r"(?<=.)",
    rf"{_START}(?:give|set|put|use|list|attach|assume|treat|replace|link|combine|mark|label"
    rf"|add|quote|attribute|follow|let|include|consider)\b.{{0,80}}?(?:\b(?:labels?|s\d{{1,3}}|citations?"
    r"|as (?:a )?sources?|quotation marks|as verified|speaker|for the claim|as the answer|your|the"
    r" words|(?:question|reply|answer|summary|sentence) (?:of|[\"“‘])|orders of the other|other"
    r" (?:articles?|passages?|outlets?)|every sentence|in the other|and (?:say|write|answer|show"
    r"|cite|name)|to whatever)\b|[\"“‘])",
    rf"{_START}(?:give|send) (?:readers|\w+ \d{{1,2}}$)|{_START}(?:switch|change) to \w+ mode\b",
    rf"{_START}(?:refuse|decline) to answer\b|\bsay [\"“‘]?none\b",
    rf"{_START}(?:read|speak|type) .{{0,40}}\b(?:out to|aloud to|sentence|line)\b",
    rf"{_START}let \w {{1,2}}?(?:be|stand)\b|^\W*\w (?:=|:=) [\"“‘']",
    r"\boutput \w \+|\brepeat after (?:me|us)\b",
)
# Any of these words, or none of the patterns can match.
WORDS = frozenset(
    "ignore disregard forget override overrule overwrite bypass discard neglect aside drop erase"
    " cancel attention follow obey heed stop instructions instruction prompt prompts reveal print"
    " show display output disclose leak repeat list share expose recite state send dump answer"
    " answers answering reply replies respond response responses say says write writes writing"
    " writer cite quote append echo tell tells told urged ordered asked asks confirm declare claim"
    " announce report mention include insert add attach embed render label attribute credit use"
    " give put set mark begin begins start end ends finish conclude translate decode treat consider"
    " assume pretend imagine act roleplay replace refuse decline summarise summarize inform return"
    " switch link read present describe prefer produce generate type sign speak ai llm llms bot"
    " bots chatbot chatbots model models assistant assistants gpt chatgpt claude gemini claude llama"
    " copilot summaries summary summariser summarizer mode you your yours machine machines tools"
    " crawlers never always keep let continue orders rules questions question".split()
)


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.IGNORECASE) for each in _PATTERNS)


def is_order(text: str) -> bool:
    """Whether an English sentence tells a machine what to answer."""
    return any(pattern.search(text) for pattern in _compiled())
