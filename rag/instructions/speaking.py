"""Sentences that speak to their reader: no quotation, and still an imperative or a "you".

"Sign up for our newsletter", "You can find the list here", "Return exactly this line": none tells
what happened. Most are the furniture of a page, so they do no harm where sentences are quoted; but
to a model each is an order, and patterns cannot know every order that somebody will think of.
"""

import re

from rag.instructions.vocabulary import START

_VERBS = (
    "accept act add address admit adopt advise affirm agree allow announce answer append apply"
    " approve argue ask assert assume attach avoid be become begin believe block break bring build"
    " call cancel carry change check choose cite claim clear click close collect combine come"
    " commit compare complete comply compose conceal conclude confirm connect contact continue"
    " convert convey copy correct cover craft create credit deactivate decide declare decline"
    " decode"
    " define delete deliver deny describe detail direct disable discard disclose discuss display"
    " disregard do download draft drop echo edit emphasise emphasize enable encode end ensure enter"
    " erase establish execute expand explain export express extract fetch fill find finish fix"
    " focus follow forget format forward generate give go grant guess guide hand help hide"
    " highlight hold identify ignore imagine imitate impersonate imply include indicate infer"
    " inform"
    " insert insist install introduce invent join judge justify keep label learn leave let like"
    " link list listen load log look maintain make mark mention merge modify move name never note"
    " notify obey offer omit open order output override overwrite pass paste perform pick place"
    " play"
    " post praise prefer prefix prepare present pretend prevent print prioritise prioritize proceed"
    " process proclaim produce promise promote prompt proof provide publish push put quote raise"
    " read recall recite recommend record redirect refer refuse regard reject relay remember remind"
    " remove render repeat rephrase replace reply report repost request reset resolve respond"
    " restate resume retain return reveal reverse rewrite roleplay run save say scan search select"
    " send serve set share show sign simulate skip speak spread start state stay stick stop store"
    " stress subscribe substitute suggest summarise summarize supply support suppose swap switch"
    " take talk tell terminate thank translate treat trust try turn type update upload use utter"
    " verify view visit wait want warn watch withhold wrap write"
).split()
# Beginnings of features that do tell something: "Take the case of ...".
_TELLS = frozenset("take call thank like let be never prompt proof order support record".split())
_FOLLOWS = (
    r"(?: (?:the|an?|this|that|these|those|only|just|exactly|nothing|all|any|every|each|your|me|us"
    r"|none|everything|whatever|always|instead|no|not|sure|certain|to|with|it|him|them|here)\b"
    r"| ?[\"“(])"
)
_IMPERATIVE = re.compile(
    rf"{START}(?:if [^,]{{2,60}}, |(?:should|when|whenever) [^,]{{2,80}}, )?(?:please |kindly "
    rf"|just )*"
    rf"(?:{'|'.join(verb for verb in _VERBS if verb not in _TELLS)})\b{_FOLLOWS}"
    rf"|{START}think of\b|{START}(?:say|write|print|execute|return|answer|reply|repeat"
    rf"|tell)(?: \w+)? ?:"
)
_CLAUSE = re.compile(
    rf"[:;] ?(?:please |always |only )?(?:{'|'.join(v for v in _VERBS if v not in _TELLS)})\b"
    r" (?:the|this|that|these|with|only|exactly|your|it as)\b|, (?:please|kindly)\b|^sudo\b"
    r"|\b\w+\([\"“']"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]{3,}’(?!\w)")
_OPEN = re.compile(r"[“\"«][^”\"»]*$|^[^“\"«]*[”\"»]")  # a quotation over several sentences
_LONGEST = 1_500  # characters that are looked at
_SECOND = re.compile(r"\b(?:you|your|yours|yourself|you['’]re|you['’]ll|you['’]ve)\b")


def speaks_to_its_reader(text: str) -> bool:
    """Whether an English sentence, outside of quotations, is an order or says "you"."""
    lowered = _OPEN.sub(" ", _QUOTED.sub(" “” ", text[:_LONGEST].lower()))
    return bool(
        _SECOND.search(lowered) or _IMPERATIVE.match(lowered.strip()) or _CLAUSE.search(lowered)
    )
