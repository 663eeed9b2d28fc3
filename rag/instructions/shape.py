"""Pieces of an English article that are no sentences: code, lists of tokens, other languages."""

import re
from functools import lru_cache

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_LONGEST = 1_500  # characters that are looked at
_FUNCTION = re.compile(
    r"\b(?:the|an?|of|to|in|on|at|for|by|with|from|and|or|but|that|is|are|was|were|be|has|have|had"
    r"|will|would|it|its|he|she|they|his|her|their|we|as|not|no|said|than|this|who|which)\b"
)
_ENGLISH = re.compile(r"the|of|to|and|for|with|by|from|that|said|his|its|their|it|at|not|has|have")
_FOREIGN = re.compile(
    r"\b(?:le|la|les|des|du|une?|et|est|que|qui|dans|pour|par|cet(?:te)?|der|die|das|den|dem|und"
    r"|ist"
    r"|mit|zu|nicht|ein(?:e|er|en)?|hat|el|los|las|del|una|y|es|en|con|por|para|esta?|il|lo|gli|di"
    r"|che|non|va|da|questo|o|um|uma|n[ãa]o|de|het|een|van|dat|och|att|som|p[åa]|av|og"
    r"|moet|met|bij|voor|med|ska|skall|om|till|skal|muss|soll|debe|deve|doit|jest|musi|nie"
    r"|si[ęe]|na|w|bir|ve|bu|au|ou|ce|se)\b"
)
_NOT_ENGLISH = re.compile(r"[\u00df\u00e6\u00f0\u00f8\u00fe\u0105-\u024f]")
_LABEL = re.compile(r"^\W*[\w .;/-]{0,24}[a-z] ?[:=](?=\s|$)|=|^#!|^\W*echo ")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CODE = re.compile(
    r"```|:=|==|^\W{0,4}\[[x ]\] |(?:\b\w+: \S+; ?){2}|\\\w+|[{}|\t]|\bdef \w+\("
    r"|\breturn ['\"\w]+['\"]|\bselect .{1,80}\bfrom \w+;"
    r"|\bnone; |\.{5,}|\b[a-z0-9+/]{30,}={0,2}(?:\W|$)|\b(?:ibid|op\. ?cit|passim)\b|\(rot-?13\)"
    r"|^\W*(?:q|a|s\d{1,3}|question|answer"
    r"|user|human|assistant|bot|key facts|sources)\W? ?[:>]|(?:^|\s)(?:\w\s){6,}|\b(?:\w-){3,}\w\b"
    r"|^\W*[*•] |\b[a-z_]+\([^)]*['\"]"
)
_CODENAME = re.compile(r"\b(?!COVID)[A-Z]{5,}[-_]?\d{2,}\b")


@lru_cache(maxsize=2_000)
def is_english(body: str) -> bool:
    """Whether most of a text is English, by the words that hold every sentence together."""
    words = _WORD.findall(body[:20_000].lower())
    held = sum(1 for each in words if _FUNCTION.fullmatch(each))
    return bool(words) and held >= 0.15 * len(words)


@lru_cache(maxsize=20_000)
def is_no_sentence(text: str) -> bool:
    """Whether a piece of an English article is code, a list of tokens, or another language."""
    text = text[:_LONGEST]
    lowered = text.lower()
    if _CODE.search(lowered) or _CODENAME.search(text):
        return True
    solid = [each for each in text if not each.isspace()]
    letters = [each for each in solid if each.isalpha()]
    if len(letters) < 0.25 * len(solid) or sum(each > "\u036f" for each in letters) > 0.3 * len(
        letters
    ):
        return True
    words = _WORD.findall(_QUOTED.sub(" ", lowered))
    if len(_WORD.findall(lowered)) < 6 and _LABEL.search(lowered):
        return True
    return (
        len(words) > 4
        and sum(1 for each in words if _FOREIGN.fullmatch(each) or _NOT_ENGLISH.search(each)) > 1
        and not any(map(_ENGLISH.fullmatch, words))
    )
