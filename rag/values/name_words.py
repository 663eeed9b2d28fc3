"""The small words and the offices that tell what a run of capitalised words is."""

import unicodedata
from functools import lru_cache

TITLES = frozenset(
    (
        "mr mrs ms miss dr sir dame lord lady prof professor rev hon sen rep gov gen lt col"
        " capt sgt adm maj judge justice pope king queen prince princess saint herr"
    ).split()
)
HEADS = frozenset(
    (
        "president minister premier secretary chancellor governor senator chairman chairwoman"
        " chair leader chief director ambassador commissioner mayor representative congressman"
        " congresswoman spokesman spokeswoman spokesperson treasurer speaker economist analyst"
        " executive officer negotiator envoy adviser advisor critic head official justice king"
        " queen prince pope general administrator whip deputy undersecretary counsel attorney"
        " trader member manager judge"
    ).split()
)
OFFICE_WORDS = HEADS | frozenset(
    (
        "prime vice trade international foreign finance commerce treasury state defence defense"
        " interior justice agriculture industry energy health labor labour transport external"
        " home affairs relations economic economy security national federal deputy assistant"
        " acting former new then outgoing incoming liberal conservative tory republican"
        " democratic democrat ndp bloc québécois quebecois party opposition house senate press"
        " general attorney central bank reserve intergovernmental privy council exchequer first"
        " executive chief top us u.s uk un eu u.k white cabinet environment immigration public"
        " safety innovation science world press communist labor labour social senior under"
        " policy budget"
    ).split()
)
DEMONYMS = frozenset(
    (
        "american canadian mexican british french german japanese chinese russian ukrainian"
        " indian european italian spanish brazilian australian iranian iraqi israeli saudi"
        " korean dutch swiss swedish norwegian danish belgian greek turkish polish irish"
        " scottish welsh english arab african asian latin soviet western eastern northern"
        " southern west east north south"
    ).split()
)
# Capitalised at the start of a sentence, or by habit, and no part of a name.
FUNCTION_WORDS = frozenset(
    (
        "the a an this that these those it its he his she her they their we our i you my your"
        " and or but nor so yet if when while where why how what who whom whose which in on at"
        " by for to from of off with without within into over under after before during since"
        " until as than then there here not no yes all any some each every both either neither"
        " most many much more less few several other others another such only also even still"
        " just now once again earlier later soon however meanwhile moreover although though"
        " because despite amid among between against about according following including last"
        " next early late since today yesterday tomorrow tonight asked added one two three four"
        " five six seven eight nine ten such was is are were be been has have had do does did"
        " will would can could may might must should shall let never ever perhaps maybe indeed"
        " instead nearly almost half foreign comprehensive polls true nothing everything"
        " something someone nobody officials sources reporters analysts traders dealers"
        " economists shares profits sales exports imports tariffs talks update updated posted"
        " posts photo by reciprocal notable goods vehicles such escalating ahead net shr revs"
        " avg qtr mln inc vs"
    ).split()
)
ORGANISATION_WORDS = frozenset(
    (
        "party bank union agreement house office press inc corp co ltd plc group company"
        " committee council commission ministry department agency association institute"
        " university college school court congress parliament senate board fund exchange market"
        " street social media times post news journal reuters association federation treaty act"
        " bill deal accord pact network platform international corporation industries motors"
        " airlines trust securities partners holdings organization organisation community"
        " embassy institution foundation service services center centre force army navy guard"
        " police team club league cup airport election day week month year liberals"
        " conservatives republicans democrats tories images getty afp truth tuesday monday"
        " wednesday thursday friday saturday sunday january february march april may june july"
        " august september october november december summit conference desk reserve treasury"
        " cabinet report index bonds oil gas steel energy systems technologies products foods"
        " stores"
    ).split()
)
SUFFIXES = frozenset(("jr sr ii iii iv").split())
# "First name, last name" is a person when the first is one of these.
GIVEN = frozenset(
    (
        "aaron adam alan alberto alex alexander alexandra alice amy anders andrea andrew angela"
        " anita ann anna anne anthony antonio arthur ben benjamin bernard beth betty bill bob"
        " boris brad brian bruce carl carla carlos carol caroline catherine charles charlie"
        " chris christian christine christopher chrystia claire claudia clayton craig daniel"
        " danielle dave david dean deborah dennis derek diana diane dominic don donald doug"
        " douglas dylan ed eduardo edward elena elizabeth emily emma emmanuel eric erin ernest"
        " eva evan fernando francis francois françois frank fred gary geoff george gerald"
        " gerhard giorgia gordon graham greg gregory hans harold harry heather helen helmut"
        " henry herbert hillary howard hugh ian ivan jack jacques jagmeet jake james jamie jan"
        " jane janet jason jean jeff jeffrey jennifer jeremy jerry jessica jim joan joe joel"
        " john johnny jon jonathan jose joseph joshua juan judith julia julie justin karen karl"
        " kate katherine kathleen keir keith kelly ken kenneth kevin kim kirsty klaus kristi"
        " larry laura lawrence lee leo leonard leslie linda lisa lloyd louis lucy luis luke marc"
        " marco margaret maria marie mark martin mary matt matthew maxime melania melanie"
        " michael michel michelle miguel mike mikhail mitch monica nancy natalie neil nicholas"
        " nicolas nigel noboru olaf oliver olivia pablo pam patricia patrick paul pedro pete"
        " peter phil philip philippe pierre rachel ralph randy ray raymond rebecca richard rick"
        " rob robert roberto robin rodney roger ron ronald rose roy ruth ryan sally sam samuel"
        " sandra sarah scott sean sergei shinzo simon sophie stephen steve steven stuart susan"
        " suzanne takeshi teresa terry theresa thomas tim timothy toby todd tom tony tyler"
        " ursula vincent vladimir volodymyr walter warren wayne wendy wilbur william xavier"
        " yasuhiro yves yves-francois zachary"
    ).split()
)


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Lower case, without accents and full stops, to compare by."""
    split = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return "".join(sign for sign in split if not unicodedata.combining(sign)).strip(".,'")
