"""Words that the comparison knows: one meaning in several words, opposites, and verbs' forms.

The lists only let true rewordings pass, or name an opposite; what is not listed is compared as it
is written. So a gap costs a refusal, and seldom lets something false through.
"""

# ruff: noqa: E501 - lists of words

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from Stemmer import Stemmer

# One line a meaning. A word stands in one line only.
_SAME = """
tariff levy levies duty duties
auto autos automobile automobiles car cars vehicle vehicles automotive automaker carmaker
begin start commence launch open kick-off
takeeffect
end finish conclude cease
talk talks negotiation negotiations negotiate discussion discussions discuss conversation dialogue\
 dialog speak spoke
phone telephone
call phoned
agreement deal accord pact
law legislation act
say state tell write add declare remark note comment report mention explain stress announce assert\
 reveal disclose claim insist
company firm corporation business
worker employee staff
lawmaker legislator parliamentarian
lawyer attorney
police officer
buy purchase acquire acquisition takeover
sell sale
rise increase grow climb gain jump surge advance higher growth raise hike
fall decline drop decrease lower slip slump plunge sink lose reduction cut reduce trim slash\
 shrink
impose place put levied slap
newspaper paper
import imports imported
export exports exported
retaliate retaliatory retaliation counter hitback
meet meeting
plan plans intend intention
expect expected forecast predict anticipate
accept approve endorse back support
reject rebuff spurn dismiss refuse
win winner victory beat defeat
lost loser
vote voter voters ballot poll
die death killed kill dead
injure injury hurt wound
postpone delay defer put-off
cancel scrap drop-plan abandon
pause suspend suspension halt
allow permit let
ban prohibit bar forbid
demand require want
ask request seek
need must
show indicate
warn warning caution
threaten threat
last previous past
big large larger largest bigger biggest huge vast sweeping broad
small smaller smallest little minor
aim goal purpose objective
help assist aid
try attempt
get receive obtain
give provide grant
build construct
factory plant
maker manufacturer producer
make produce manufacture
chip semiconductor
price cost
country nation
economy economic economics economically
political politics
election elect
prime premier
leader lead head chief boss
complain complaint
arrive arrival
propose proposal
fail failure
argue argument
loss losses
choose choice
succeed successor
deliver delivery
enter entry
analyse analyze analysis analyst
explain explanation
describe description
solve solution
destroy destruction
expand expansion
invade invasion
extend extension
withdraw withdrawal
deny denial
survive survival survivor
renew renewal
compete competition competitor
fly flight
treat treatment
predecessor former
chair chairman chairwoman chairperson
spokesman spokeswoman spokesperson
minister secretary
aluminum aluminium
neighbour neighbor
labour labor
defence defense
programme program
tonne ton metric-ton
about regarding concerning over on
because due
border frontier
exempt exemption exclude
comply compliant conform
ally partner
tie relation relations relationship ties
swornin
resign resignation quit
appoint name
arrest detain
sue lawsuit suit
judge justice
court tribunal
rule ruling verdict decision decide
hope wish
reach achieve attain
goods product products
foreign overseas abroad
first initial
immediately directly
later afterwards afterward subsequently
quarter
profit earnings income
revenue turnover
million mln
border-tax
early soon
yearly annual annually
month monthly
rain rainfall
strike walkout stoppage
storm
quake earthquake
fire blaze
crash collision accident
victim casualty
hospital
passenger
train
ship vessel boat
plane aircraft airplane jet
area region zone district
city town
inhabitant resident
house home
official
opposition
party
leave depart
remain stay
keep retain maintain
return
pay payment
borrow
owe
debt
deficit shortfall
surplus
budget
tax
respond response react answer reaction
joint together common jointly
confirm confirmation
imminent
visit trip travel
agree consensus concur
merge annex annexed annexation
spend expenditure spending
investigate investigation probe inquiry
arrange arrangement organise organize
sector industry
bid offer
oppose opposes opposed fight
tremor
capacity
"""
# Opposite meanings, by any word of their line above.
_OPPOSITE = """
accept:reject agree:reject begin:end rise:fall import:export buy:sell win:lost win:lose allow:ban early:late
more:less more:fewer most:least maximum:minimum large:small high:low higher:lower up:down
before:after over:under above:below inside:outside for:against with:without always:never
increase:decrease strong:weak strengthen:weaken open:close opened:closed succeed:fail
success:failure gain:loss profit:loss surplus:deficit legal:illegal lawful:unlawful guilty:innocent
acquit:convict include:exclude include:exempt hire:fire save:waste first:last next:last former:new
domestic:foreign north:south east:west northern:southern eastern:western rich:poor safe:dangerous
optimistic:pessimistic positive:negative confirm:deny admit:deny true:false public:private
tighten:ease tighter:easier expand:contract lend:borrow creditor:debtor better:worse
best:worst improve:worsen warm:cool hot:cold ally:enemy friend:enemy agree:disagree like:dislike
likely:unlikely able:unable productive:unproductive constructive:destructive old:new young:old
attack:defend enter:leave arrive:leave join:leave majority:minority supply:demand cheap:expensive
temporary:permanent temporarily:permanently voluntary:mandatory optional:mandatory day:night
morning:evening lift:impose repeal:impose remove:impose scrap:impose praise:criticise
praise:criticize welcome:criticise welcome:condemn welcome:oppose support:oppose back:oppose accept:oppose
ease:raise keep:abandon continue:end continue:stop
resume:suspend lead:trail ahead:behind upper:lower male:female men:women right:left stable:unstable
known:unknown certain:uncertain official:unofficial formal:informal direct:indirect
freeze:thaw widen:narrow deepen:ease escalate:ease wet:dry sunny:rainy full:empty faster:slower
fast:slow long:short heavy:light offer:withdraw propose:withdraw veto:sign survive:die
"""
_IRREGULAR = """
be:was,were,been begin:began,begun bear:bore,borne beat:beaten become:became bid:bade bind:bound
blow:blew,blown break:broke,broken bring:brought build:built buy:bought catch:caught choose:chose,\
chosen come:came deal:dealt do:did,done draw:drew,drawn drive:drove,driven eat:ate,eaten\
 fall:fell,fallen feel:felt fight:fought find:found flee:fled fly:flew,flown forbid:forbade,\
forbidden forget:forgot,forgotten free:freed freeze:froze,frozen get:got,gotten give:gave,given go:went,gone\
 grow:grew,grown hang:hung have:had hear:heard hide:hid,hidden hold:held keep:kept know:knew,known\
 lay:laid lead:led leave:left lend:lent lose:lost make:made mean:meant meet:met pay:paid\
 ride:rode,ridden ring:rang,rung rise:rose,risen run:ran say:said see:saw,seen seek:sought\
 sell:sold send:sent shake:shook,shaken shoot:shot show:shown shrink:shrank,shrunk sing:sang,sung\
 sink:sank,sunk sit:sat speak:spoke,spoken spend:spent stand:stood steal:stole,stolen\
 strike:struck,stricken swear:swore,sworn sweep:swept take:took,taken teach:taught tell:told\
 think:thought throw:threw,thrown understand:understood wake:woke,woken wear:wore,worn win:won\
 withdraw:withdrew,withdrawn write:wrote,written takeeffect:tookeffect swornin:swornin
"""
# Past and present alike: their form says nothing.
_ONE_FORM = frozenset(
    "cut put set hit let cost bid shut spread split quit read rid hurt burst".split()
)

# Places and peoples under one name; capitals that stand for their governments.
_PLACES = """
us american americans america washington
canada canadian canadians ottawa
mexico mexican mexicans
uk british britain briton britons
france french frenchman
germany german germans
japan japanese tokyo
china chinese beijing
russia russian russians moscow kremlin
ukraine ukrainian ukrainians kyiv
india indian indians
europe european europeans
italy italian italians
spain spanish spaniard
brazil brazilian brazilians
argentina argentine argentinian
iran iranian iranians
iraq iraqi iraqis
israel israeli israelis
korea korean koreans
australia australian australians
netherlands dutch
sweden swedish
switzerland swiss
norway norwegian
denmark danish
poland polish
turkey turkish
egypt egyptian
kuwait kuwaiti
taiwan taiwanese
philippines philippine filipino
venezuela venezuelan
chile chilean
peru peruvian
colombia colombian
ireland irish
greece greek
portugal portuguese
belgium belgian
austria austrian
hungary hungarian
indonesia indonesian
thailand thai
vietnam vietnamese
pakistan pakistani
nigeria nigerian
kenya kenyan
ecuador ecuadorean ecuadorian
finland finnish
saudi saudis
zealand zealander
soviet soviets
"""


@cache
def _stemmer() -> "Stemmer":
    from Stemmer import Stemmer

    return Stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Porter stem of a lower-case word."""
    return str(_stemmer().stemWord(word))


BASE: dict[str, str] = {}
for _entry in _IRREGULAR.split():
    _base, _, _forms = _entry.partition(":")
    BASE.update(dict.fromkeys(_forms.split(","), _base))
ONE_FORM = _ONE_FORM
PLACE: dict[str, str] = {
    word: line.split()[0] for line in _PLACES.strip().splitlines() for word in line.split()
}


# Words whose Porter stem is that of a word of another meaning: each is compared as what follows it.
_APART: dict[str, str] = {
    word: kept
    for kept, words in {
        "office": "office offices",
        "nation-state": "state states",
        "arrang": "initiate initiates initiated initiating",
        "importance": "important importance major key",
        "majority": "majority majorities",
        "minority": "minority minorities",
        "back": "back",
        "post": "post posts posted posting",
    }.items()
    for word in words.split()
}


@cache
def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _SAME.strip().splitlines():
        first, *others = line.split()
        for word in (first, *others):
            found.setdefault(stem(BASE.get(word, word)), stem(first))
    return found


@lru_cache(maxsize=50_000)
def meaning(word: str) -> str:
    """What a lower-case word is compared as: its place, its line above, or its stem."""
    if word in PLACE:
        return PLACE[word]
    if word in _APART:
        return _APART[word]
    root = stem(BASE.get(word, word))
    return _meanings().get(root, root)


def is_known(word: str) -> bool:
    """Whether a lower-case word, in any form, stands in one of the lists."""
    return word not in _APART and (stem(BASE.get(word, word)) in _meanings() or word in PLACE)


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _OPPOSITE.split():
        one, other = (meaning(word) for word in pair.split(":"))
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {key: frozenset(value) for key, value in found.items()}


def opposites(key: str) -> frozenset[str]:
    """The meanings opposite to a meaning."""
    return _opposites().get(key, frozenset())


SPEECH = frozenset(
    meaning(word)
    for word in "say stress argue describe suggest quote warn insist confirm deny ask reply respond"
    " speak believe think accuse promise".split()
)

# Opposites that say the same when the two sides change places.
CONVERSE = frozenset(
    frozenset((meaning(one), meaning(other)))
    for one, other in (
        *(("buy", "sell"), ("lend", "borrow"), ("pay", "receive"), ("give", "receive")),
        *(("send", "receive"), ("supply", "receive"), ("owe", "lend")),
    )
)
