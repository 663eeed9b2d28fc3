"""The closed word lists by which a question is taken apart."""

import re
from functools import lru_cache

from rag.lexicon import BASE as IRREGULAR
from rag.quotes.lexicon import BASE as SPEECH_BASE
from rag.quotes.lexicon import OFFICES, PLURAL_ROLES, ROLES

QUESTION_WORDS = frozenset("who whom whose what which when where why how".split())
DO = frozenset("do does did don't doesn't didn't".split())
BE = frozenset("is are was were isn't aren't wasn't weren't".split())
HAVE = frozenset("has have had hasn't haven't hadn't".split())
MODAL = frozenset(
    "will would can could shall should may might must won't wouldn't"
    " can't couldn't shouldn't".split()
)
AUXILIARIES = DO | BE | HAVE | MODAL
PREPOSITIONS = frozenset(
    "of for at from in on with by to about after before during under into over since until till"
    " between against following amid near through without within among toward towards despite via"
    " per besides regarding as versus".split()
)
ARTICLES = frozenset("the a an".split())
DETERMINERS = ARTICLES | frozenset(
    "this that these those his her its their my our your some any no each every both all other"
    " another several many more most".split()
)
PRONOUNS = frozenset(
    "he she it they him them his hers its their theirs himself herself itself themselves her i you"
    " we me one ones".split()
)
# Words at which a noun phrase ends.
BREAKS = (
    AUXILIARIES
    | QUESTION_WORDS
    | frozenset(
        "that if because although though while than so or but not be been being am also then now"
        " still yet ever already just only again too there here soon away ago else not currently"
        " recently really exactly finally originally immediately together abroad due up down off"
        " out back ahead behind exempt likely able ready going gonna".split()
    )
)
# What can be bought, sold, taxed or grown; named without an article.
PRODUCTS = frozenset(
    "auto autos automobile automobiles car cars vehicle vehicles truck trucks part parts engine"
    " engines steel aluminum aluminium iron copper tin zinc lead nickel gold silver"
    " platinum oil gas"
    " petroleum crude gasoline diesel coal energy electricity potash uranium"
    " fertilizer lumber timber"
    " softwood wood paper pulp newsprint dairy milk cheese butter eggs egg meat beef pork poultry"
    " chicken cattle hogs fish seafood salmon wheat barley corn maize rice oats"
    " grain grains soybean"
    " soybeans canola rapeseed sugar coffee cocoa tea cotton wool rubber tobacco wine beer whisky"
    " whiskey bourbon spirits vodka liquor orange oranges juice bananas fruit vegetables food"
    " semiconductor semiconductors chip chips computer computers electronics phones drugs medicine"
    " pharmaceuticals chemicals plastics textiles clothing shoes toys"
    " furniture appliances machinery"
    " aircraft planes ships arms weapons goods services agriculture minerals metals parcels".split()
)
# What a country lays on goods, and what goods have: these take "on" or "of" the goods.
LEVIES = frozenset(
    "tariff tariffs levy levies duty duties tax taxes sanction sanctions quota quotas surcharge"
    " surcharges ban bans embargo subsidy subsidies curbs restrictions".split()
)
SPEAKING = SPEECH_BASE | frozenset("threaten announce propose mention post think believe".split())
ROLE_WORDS = ROLES | frozenset("boss ceo head pm counterpart successor predecessor mp".split())
GROUPS = OFFICES | PLURAL_ROLES | frozenset("leaders ministers countries sides liberals".split())
PEOPLE_WORDS = frozenset(
    "wife husband sister brother mother father son daughter man woman boy girl singer player coach"
    " actor actress striker goalkeeper pilot driver captain author winner loser man's".split()
)
# Nouns that name something that happens.
EVENTS = frozenset(
    "crash fire election elections vote call meeting summit strike war attack quake earthquake"
    " storm flood accident explosion match game final race fight trial debate parade concert"
    " ceremony referendum merger takeover deal agreement collapse protest shooting robbery raid"
    " launch wedding funeral conference festival sale auction visit trip talks".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sept sep oct nov dec".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
TIMES = (
    MONTHS
    | WEEKDAYS
    | frozenset(
        "today yesterday tomorrow tonight week weeks month months year years quarter day days"
        " morning evening afternoon decade season fall autumn winter spring summer weekend night"
        " century".split()
    )
)
# Surnames and first names in the news, as hasty typists write them.
KNOWN_PEOPLE = frozenset(
    "trump carney trudeau poilievre blanchet singh freeland lutnick bessent vance"
    " biden harris obama"
    " clinton bush reagan thatcher nakasone kohl mitterrand gorbachev macron merz scholz starmer"
    " sunak modi putin zelensky zelenskyy sheinbaum musk powell leblanc joly ford smith legault eby"
    " champagne greer navarro rubio netanyahu erdogan lula milei meloni orban baker volcker"
    " greenspan mulroney baldrige yeutter miyazawa lawson stoltenberg iacocca".split()
)
_VERBS = frozenset(
    (
        "accept accuse acquire act add admit affect agree aim allow announce"
        " answer apologize appeal"
        " appear apply appoint approve arrest arrive ask attack attend back ban bar"
        " beat become begin"
        " believe block bomb boost borrow break bring build buy call campaign cancel capture carry"
        " cause change charge choose claim close collapse come compete complain concede condemn"
        " confirm consider contain continue cost cover crash create criticize cross cut deal decide"
        " declare decline defeat defend delay deliver demand deny describe destroy die disagree"
        " discover discuss divorce do dominate donate draw drive drop earn elect employ end endorse"
        " enter escape establish exceed exclude exempt expand expect expel expire explain explode"
        " export express extend face fail fall favor fight file find finish fire fly follow force"
        " forecast found gain get give go govern grow happen hand hear help hide hire hit hold hope"
        " host hurt impose import improve include increase inherit insist intend introduce invade"
        " invest investigate invite issue join keep kill know last launch lay lead leave lend let"
        " lift list live lose love make marry matter mean meet merge move name need negotiate"
        " nominate notice offer open oppose order owe own participate pass pause pay plan play"
        " pledge post postpone predict prefer prepare produce promise propose protect prove provide"
        " publish pull purchase push put question quit raise reach react read receive recognize"
        " record recover reduce refuse reject release remain remove rename repeal repay replace"
        " reply report represent request require resign respond result resume retaliate retire"
        " return reveal rise rule run save say scan schedule score secure see seek seem sell send"
        " separate serve set settle share ship shoot show shut sign sink slow speak spend split"
        " spread stand start state stay steal step stop strike suffer suggest support surrender"
        " survive suspend swear sue take talk target tax teach tell test thank think threaten throw"
        " total trade train travel trigger try turn unveil urge use value veto visit vote wait want"
        " warn watch wear welcome win withdraw work worry write spare exempt swear apply"
        " injure wound evacuate rescue trap damage flood erupt land attend deploy withdraw host"
        " televise broadcast design invent compose direct star coach transfer trail relegate"
        " oust topple overthrow assassinate jail sentence convict acquit fine ground recall merge"
        " downgrade upgrade float list delist audit restructure default slash"
    ).split()
)
# Verbs of a moment: nothing lasts "for how long" by them.
MOMENTARY = frozenset(
    "start begin end die arrive win lose announce say resign call happen meet elect buy sell call"
    " kill hit explode crash file appoint name sign open close launch".split()
)
# A change that has a size.
CHANGING = frozenset(
    "raise cut rise fall increase decrease drop grow decline reduce gain lose slash lift pay cost"
    " spend earn owe offer improve expand".split()
)


@lru_cache(maxsize=10_000)
def verb(word: str) -> str | None:
    """The base form of a lower-case word that can be a form of a known verb."""
    known = IRREGULAR.get(word) or IRREGULAR.get(word.removeprefix("re"), "")
    for base in (word, known, f"re{known}"):
        if base in _VERBS:
            return base
    american = _BRITISH.sub(r"iz\1", word)
    if american != word and (found := verb(american)) is not None:
        return found
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and (stem := word[: -len(ending)]):
            if stem + instead in _VERBS:
                return stem + instead
            doubled = ending in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2]
            if doubled and stem[:-1] in _VERBS:
                return stem[:-1]
    return None


_BRITISH = re.compile(r"is(e|es|ed|ing)$")
_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
)


def is_past(word: str) -> bool:
    """Whether a form of a verb is past tense or a participle by its look."""
    return word.endswith("ed") or word in IRREGULAR or word in _ONE_FORM


_ONE_FORM = frozenset("cut put set hit let cost shut split quit read spread hurt".split())
# The last of the listed forms is the participle.
_PARTICIPLES = {base: form for form, base in IRREGULAR.items()}


def participle(base: str, form: str) -> str:
    """The participle of a verb that is met in its past `form`."""
    return _PARTICIPLES.get(base, form)


def finite(word: str) -> bool:
    """Whether a form of a known verb has a subject by its look: "asks", "asked", not "ask"."""
    return verb(word) is not None and (word.endswith(("ed", "s")) or verb(word) != word)


def past(word: str) -> bool:
    return verb(word) is not None and is_past(word)
