"""Sentences that begin with an order that nobody in the news gives.

Each pattern is matched from the beginning, and comes with words of which the sentence has one.
"""

from rag.instructions.vocabulary import OBJECT, START, TELL

_ANSWER_IT = (
    r"(?:say|claim|answer|state|write|reply|respond|report that|confirm|mention|tell|output|print"
    r"|cite|insist|assert|refuse|make sure|be sure|ensure|highlight|include|do not|never)"
)

OPENINGS = (
    # Verbs with which hardly a sentence of news begins.
    (
        "say answer reply respond write print repeat cite recite append reveal disclose render"
        " insert embed decode disregard overwrite override pretend roleplay",
        rf"{START}(?:say(?! (?:what|hello|goodbye|no|yes|cheese|so)\b)|answer|reply|respond|write"
        r"|print|repeat|cite|recite|append|reveal|disclose|render|insert|embed|decode"
        rf"|disregard|overwrite|override|pretend|role-?play)\b{OBJECT}",
    ),
    (
        "output",
        rf"{START}output (?=the (?:words?|nonce|text|sentence|following|prompt)|only|just|exactly"
        r"|nothing|[\"“'‘:]|\w \+|\S+\W*$)",
    ),
    (
        "ignore forget bypass",
        rf"{START}(?:ignore|forget|bypass)\b.{{0,40}}\b(?:rules|instructions|orders|above|told"
        r"|given)\b",
    ),
    ("always never", rf"[^\w\"“‘]*(?:always|never) {TELL}\b"),
    (
        "act imagine behave pose",
        rf"{START}(?:act|imagine|behave|pose)\b.{{0,80}}?\b(?:answer|write|tell|reply|respond"
        r"|instructions?|rules|question|limits)\b",
    ),
    (
        "mode",
        r".*\b(?:developer|debug|god|admin|jailbreak|unrestricted|maintenance|sudo) mode\b.{0,60}"
        rf"\b{TELL}\b|{START}(?:switch|change) (?:in)?to \w+ mode\b",
    ),
    ("conversation chat session", r".*\bfor the rest of this (?:conversation|chat|session)\b"),
    ("us", r".*\b(?:let us|let's) play\b.{0,60}\b(?:you|answer)\b|.*\brepeat after us\b"),
    ("me", r".*\brepeat after me\b"),
    (
        "you",
        rf"[^\w\"“‘]*(?:when|where|if) you (?:cite|answer|write|reply|respond|summari[sz]e|quote)\b"
        rf"|[^\w\"“‘]*you (?:shall|must|will|end|begin|answer|say|write|have to|should) (?:\w+ )"
        rf"{{0,3}}?(?:{TELL}|with)\b",
    ),
    (
        "writing repeating answering printing stop end times again space finish",
        rf"{START}(?:keep|stop|go on|continue) (?:writing|repeating|answering|printing|saying)\b"
        r"|.*\bnever stop\W*(?:\S+\W*)?$|[^\"“]*\b(?:write|repeat|print)\b.{0,99}\b(?:again and"
        r" again|without an end|a thousand times|until you run out)\b"
        rf"|{START}(?:finish|end|stop) (?:your|the) (?:answer|reply)\b",
    ),
    (
        "give set put use list attach assume treat replace link combine mark label add quote"
        " attribute let include consider insert",
        rf"{START}(?:give|set|put|use|list|attach|assume|treat|replace|link|combine|mark|label|add"
        r"|quote|attribute|let|include|consider)\b.{0,80}?(?:\b(?:labels?|s\d{1,3}|citations?"
        r"|as (?:a )?sources?|quotation marks|as verified|speaker|for the claim|as the answer"
        r"|your (?:answer|reply|sentence|response)\w*|the words? [\"“‘]|orders of the other"
        r"|other (?:articles?|passages?|outlets?)|every sentence|the question of|and (?:say"
        r"|write|answer|cite)\b|to what(?:ever)? you)|with the words)",
    ),
    (
        "quote attribute credit",
        rf"{START}(?:attribute (?:to|this|that|it)|credit (?:it|this)|quote \w+(?: \w+)? with)\b",
    ),
    (
        "link image address",
        rf"{START}(?:link|insert|add|show)\b.{{0,40}}(?:https?:|javascript:|!\[)",
    ),
    (
        "trust reject believe include exclude mention omit ensure sure certain highlight emphasise"
        " emphasize relay convey pass stop claim confirm declare report state tell quote generate"
        " produce return explain",
        rf"{START}(?:trust|reject|believe|include|exclude|mention|omit|ensure|highlight"
        rf"|emphasi[sz]e"
        r"|relay|convey|pass|claim|confirm|declare|report|state|tell|generate|produce|return"
        rf"|explain)\b(?= (?:that|this|only|nothing|the (?:reader|user|following|words?)|everyone"
        rf"|whoever|every|your|a link|an? (?:link|image|sentence)|in your)\b)|{START}(?:make|be)"
        rf" (?:sure|certain)\b|{START}make no mention\b|{START}stop (?:being|acting|following"
        rf"|answering|summari[sz]ing)\b|{START}quote .{{3,40}} as saying\b",
    ),
    (
        "not don't",
        r"[^\w\"“‘]*(?:do not|don['’]t) (?!expect|be |worry|forget|miss|count|try|call|let|bet)\w+"
        r".{0,80}?\b(?:this|article|say|instead|answer|summary|instructions?|sources?|rules)\b",
    ),
    # A condition, and an order without a subject behind it.
    (
        "if when whenever where once",
        rf"[^\w\"“‘]*(?:if|when|whenever|where|once|as soon as)\b[^,\"“]{{3,80}}, (?:please |always"
        rf" |only |then |just )?{_ANSWER_IT}\b(?! of\b)",
    ),
    # The reader is spoken to, by nobody who is quoted, about what to say.
    (
        "you your you're",
        r"[^\"“‘]*?\b(?:you|your|you're|you are)\b[^\"“‘]*?\b(?:instructed|programmed|reprogrammed"
        r"|tasked|task|new name|role is|job is|answer|reply|respond|output|produce|summary|cite"
        r"|state that|say that|looking for is that|earlier and)\b|[^\"“‘]*\b(?:answers?|response"
        r"|reply|output|summary|sentences?)\b.{0,20}\byou(?:'re)?\b.{0,30}\b(?:shall|must|should"
        r"|looking|produce|is that)\b",
    ),
    (
        "only",
        r"[^\"“‘]*\bonly (?:\w+ )?(?:thing|fact|sentence|line|words?) (?:to|that may|which may|may)"
        r" (?:be )?(?:report|say|said|answer|write|written|reported|mention)",
    ),
    ("readers reader users", rf"{START}(?:always )?send (?:the )?(?:readers|users) to\b"),
    ("refuse decline", rf"{START}(?:refuse|decline) to answer\b"),
    ("read", rf"{START}read .{{0,40}}\b(?:out to|aloud to)\b"),
    ("let", rf"{START}let \w (?:be|stand)\b"),
    (
        "output say write print",
        r"[^\"“]*[,:;] (?:say|write|print|output) [\"“‘]?[A-Za-z]*\w+-\d+|.*\boutput \w \+",
    ),
    (
        "print write output say",
        rf"{START}(?:when|once|after|as soon as) you .{{0,40}}, (?:print|write|output|say"
        rf"|answer)\b",
    ),
    (
        "follow obey",
        rf"{START}(?:follow|obey) the (?:orders|instructions|rules|commands) (?:of|in)\b",
    ),
)
