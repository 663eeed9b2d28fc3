"""The words of which patterns for orders are made."""

_KINDS = (
    r"(?:(?:large )?(?:language )models?|llms?|ais?|a\.i\.|artificial intelligences?|chat ?bots?"
    r"|ai[- ](?:\w+ )?(?:models?|systems?|assistants?|agents?|tools?|readers?|reader|summar\w+"
    r"|engines?|bots?|services?)|(?:virtual|digital|automated|machine|automatic|artificial)"
    r" (?:assistants?|readers?|systems?|summari[sz]\w+|summar(?:y|ies)|tools?|agents?)"
    r"|summari[sz]ers?|(?:question[- ])?answering (?:systems?|machines?|engines?|models?)"
    r"|bots|gpt[\w.-]*|chatgpt|claude|gemini|llama|copilot|crawlers?|scrapers?)"
)
# What can only be a machine that reads and writes.
AI = rf"(?:(?:any |every |all |the |an? |other |your )*{_KINDS})"
# With nouns that may mean a person or a car as well: they count where they are spoken to.
MAYBE_AI = (
    rf"(?:{AI}|(?:the |any |every |all |dear |whole )?(?:models?|assistants?|machines?|programs?"
    r"|software|desk's (?:model|software)|readers' assistants?))"
)
TELL = (
    r"(?:say|answer|reply|respond|write|print|output|repeat|cite|quote|append|echo|recite|state"
    r"|tell|confirm|declare|claim|announce|report|mention|include|insert|add|attach|embed|render"
    r"|display|show|reveal|disclose|leak|label|attribute|credit|use|give|put|set|mark|begin|start"
    r"|end|finish|conclude|translate|decode|obey|follow|treat|consider|assume|pretend|imagine|act"
    r"|replace|refuse|decline|conceal|summari[sz]e|inform|return|ignore|disregard|forget|switch"
    r"|link|send|read|present|describe|prefer|produce|generate|type|sign|speak|list|combine|open"
    r"|note)"
)
# What follows a verb that is an order, and no noun: "write the", "print only", "say “...".
OBJECT = (
    r"(?=[^\w\s-]|\s*[:\"“‘'(]|\s+(?:[\"“‘']|(?:the|an?|this|that|these|those|only|just|exactly"
    r"|nothing"
    r"|with|to|in|as|after|again|it|all|any|every|each|your|me|us|none|everything|whatever|what"
    r"|always|instead|no|not|sure|certain|number|so|how|them|both|one|two|verbatim)\b|\S*\d))"
)
# Where a sentence begins that nobody is quoted with, and where a clause may.
START = (
    r"[^\w\"“”‘'«]*(?:(?:please|kindly|now|then|and|so|first(?: of all)?|finally|instead|always"
    r"|never|simply|just|only|also|important|urgent|attention|stop|note|ok|okay|hey|hello|remember"
    r"|do not|don't|from now on|from here on|in your answer|before you do anything else)\b[\W_]*)*"
)
CLAUSE = (
    r"(?:^|[.!?:;,\"“”‘'(\[—–-]\s*(?:and |then |please |now |so )*"
    r"|\b(?:please|kindly|always|never|now|instead) (?:always )?)"
)
DUTY = (
    r"(?:must|should|shall|has to|have to|had to|needs? to|is to|are to|will|may only|may quote"
    r"|ought to|(?:is|are) (?:\w+ )?(?:asked|required|requested|instructed|told|ordered|obliged"
    r"|expected|advised|invited|supposed) to)"
)
ANSWER = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|completions?)"
RULES = (
    r"(?:instructions?|prompts?|guidelines?|directives?|guardrails|system message|programming"
    r"|(?:your|all|any|these|those|previous|prior|earlier) (?:\w+ )?(?:rules|orders|commands"
    r"|restrictions|limits|training))"
)
THIS = (
    r"(?:th(?:is|e present|e above|e following|at|ese)(?: \w+)? (?:articles?|reports?"
    r"|stor(?:y|ies)|texts?|pages?|passages?|documents?|notes?|lines?|sentences?|paragraphs?"
    r"|matter|subject|topic|site|website|news)|this|it)\b"
)
READS = r"(?:read|us|summari[sz]|process|quot|index|crawl|pars|scan|draw|rel[yi]|bas|see|cit)\w*"
SECRET = (
    r"(?:api key|nonce|system (?:prompt|message)|environment variables?|hidden (?:prompt"
    r"|instructions?)|your (?:\w+ )?(?:prompt|key|instructions?|rules|secrets?|password))"
)
