"""The words by which news text says who speaks."""


def _forms(text: str) -> frozenset[str]:
    return frozenset(text.split())


PAST = _forms(
    "said told wrote added stated declared noted stressed suggested warned insisted argued"
    " claimed announced asked replied responded explained posted tweeted called described spoke"
    " spoken commented remarked observed predicted acknowledged admitted conceded denied"
    " confirmed concluded emphasized emphasised vowed promised pledged urged demanded joked"
    " quipped recalled testified complained hoped thought believed threatened termed dubbed"
    " labelled labeled branded denounced praised dismissed hailed cited characterized"
    " characterised reiterated repeated maintained contended asserted countered shot continued"
    " mused estimated forecast advised cautioned lamented boasted thundered shouted proposed"
    " reported rejected began concurred referred voiced expressed cheered welcomed criticized"
    " criticised blasted slammed condemned accused quoted put likened disclosed revealed"
    " elaborated messaged shared summed used"
)
PRESENT = _forms(
    "says tells writes adds states declares notes stresses suggests warns insists argues claims"
    " announces asks replies responds explains posts tweets calls describes speaks comments"
    " remarks observes predicts acknowledges admits concedes denies confirms concludes"
    " emphasizes emphasises vows promises pledges urges demands jokes quips recalls testifies"
    " complains hopes thinks believes threatens terms dubs labels brands denounces praises"
    " dismisses hails cites characterizes characterises reiterates repeats maintains contends"
    " asserts counters continues muses estimates forecasts advises cautions laments boasts"
    " proposes reports rejects begins reads refers puts likens reveals uses"
)
BASE = _forms(
    "say tell write add state declare note stress suggest warn insist argue claim ask reply"
    " explain call describe speak comment remark predict acknowledge admit deny confirm"
    " emphasize vow promise urge demand joke complain denounce dismiss praise reiterate repeat"
    " continue"
)
ONGOING = _forms(
    "saying telling writing adding stating declaring noting stressing suggesting warning"
    " insisting arguing claiming announcing asking replying explaining posting tweeting calling"
    " describing speaking commenting remarking predicting acknowledging admitting denying"
    " confirming concluding emphasizing vowing promising pledging urging demanding joking"
    " complaining threatening terming dubbing labelling labeling branding denouncing praising"
    " dismissing hailing citing repeating reiterating quoting accusing referring"
)
SPEECH = PAST | PRESENT | ONGOING
# What they report can also be no words at all; another verb in the sentence is preferred.
WEAK = _forms(
    "announced announces announcing proposed proposes threatened threatens promised hoped hopes"
)
# With a capital they are part of a name: the United States, the Washington Post.
OFTEN_NAMES = _forms("states used put shared posts reports notes brands terms comments forecasts")
# These may come before the speaker behind a quotation: "…," said Carney.
INVERTED = _forms(
    "said says added adds wrote writes asked asks replied replies declared declares reads read"
    " explained explains noted notes recalled recalls insisted insists concluded quipped warned"
    " warns argued argues responded tweeted continued continues claimed stated joked observed"
    " remarked boasted shouted began"
)
# As a participle they say what a thing is called, not what somebody says.
NAMING = _forms(
    "called dubbed termed labelled labeled branded described quoted hailed cited denounced used"
    " put shared reported proposed referred expressed voiced forecast"
)
BE = _forms("is are was were be been being am get gets got")
SKIPPED = _forms(
    "has have had having will would could should may might must can do does did not never also"
    " then later earlier once repeatedly previously reportedly further again now still often"
    " likewise simply separately recently already even just only always publicly privately"
    " bluntly flatly angrily quickly firmly clearly initially subsequently eventually finally"
    " first today yesterday meanwhile however reluctantly famously specifically explicitly both"
    " all too instead"
)
PRONOUNS = _forms("he she it they we i")
RELATIVE = _forms("who which")
DETERMINERS = _forms("the a an his her its their this that one another our my some several many")
PREPOSITIONS = _forms(
    "of for at from in on with by to about after before during under into over since until"
    " between against following amid near through without within among toward towards despite"
    " via"
)
# A noun phrase does not reach across these.
BOUNDARY = _forms(
    "that which who whom whose and or but as when while if because although though where what"
    " how why whether than so then nor yet is are was were be been being am has have had do does"
    " did will would could should may might must can cannot not there also"
)
DAYS = _forms(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december today yesterday tomorrow tonight"
    " earlier later once now still then meanwhile however afterwards afterward also"
)
STATEMENTS = _forms(
    "statement readout release communique communiqué filing report document memorandum memo"
    " announcement declaration proposal ruling"
)
POSTS = _forms(
    "post tweet message letter speech op-ed essay column memoir statement remarks address"
    " testimony words video interview tone comments comment"
)
OFFICES = _forms(
    "office government administration team campaign ministry department embassy cabinet party"
    " bureau agency secretariat commission committee council court police company firm bank"
    " group union association board airline corporation exchange institute newspaper magazine"
    " house concern partnership unit exporter side parliament army military"
)
ROLES = _forms(
    "president minister primeminister premier leader chancellor king queen governor secretary"
    " senator congressman congresswoman mayor chairman chairwoman chair chief director"
    " ambassador representative spokesman spokeswoman spokesperson treasurer commissioner pope"
    " prince princess economist analyst trader dealer banker lawyer attorney judge professor"
    " official officer executive manager head delegate negotiator farmer aide adviser advisor"
    " diplomat broker strategist investor source member general colonel candidate deputy"
    " undersecretary author staffer historian teacher doctor resident voter owner worker"
    " politician republican democrat conservative liberal whip founder critic expert activist"
    " campaigner"
)
PLURAL_ROLES = frozenset(role + "s" for role in ROLES if not role.endswith("man")) | _forms(
    "spokesmen businessmen sources authorities police people critics shippers markets"
)
# Titles and what describes a person before the name; left out of it.
TITLES = _forms(
    "mr mr. mrs mrs. ms ms. dr dr. sir lord lady dame sen sen. rep rep. gov gov. gen gen. lt"
    " lt. col col. prof prof. st president prime minister premier chancellor king queen pope"
    " senator governor secretary congressman congresswoman representative mayor chairman"
    " chairwoman chief director ambassador judge justice professor general colonel captain"
    " sergeant undersecretary leader conservative liberal republican democrat democratic labour"
    " tory spokesman spokeswoman spokesperson deputy vice acting former executive officer"
    " commissioner press treasurer reporter correspondent analyst economist attorney lawyer"
    " prince princess minister's trade foreign finance defence defense treasury agriculture"
    " commerce state energy health transport interior international labor industry affairs"
    " economic economics central federal reserve board cabinet u.s. us exchequer canadian american"
    " british french german japanese mexican chinese russian ukrainian new bloc québécois quebecois"
    " ndp house majority minority speaker white the ontario quebec alberta party department"
)
# A run of capitals with one of these is no person.
NOT_PEOPLE = (
    _forms(
        "states kingdom union party office house social agreement press street times post journal"
        " ministry department bank group corp corp. inc inc. co co. ltd ltd. plc company court"
        " council committee commission association university institute exchange board agency"
        " senate congress parliament news network television radio online international canada"
        " america mexico china japan france germany britain europe washington ottawa quebec ontario"
        " london paris tokyo beijing moscow day week month year east west north south world war act"
        " bill treaty gulf sea city airport river summit election service services industries"
        " holdings partners bros brothers securities trust fund air airlines motors oil steel"
        " general national federal dlrs mln columbia privy québécois secretary minister president"
        " prime trade truth last updated posted published"
    )
    | DAYS
)
# First names that tell a "he" from a "she"; what is not here can be either.
HE_NAMES = _forms(
    "donald mark justin pierre howard dominic matthew dylan james john robert michael william"
    " david richard charles joseph thomas christopher daniel paul steven stephen andrew kenneth"
    " george edward brian ronald kevin jason gary timothy jeffrey ryan jacob nicholas eric"
    " jonathan scott benjamin samuel frank gregory raymond alexander patrick jack dennis jerry"
    " tyler aaron jose henry peter adam nathan zachary walter harold kyle carl arthur gerald"
    " roger keith jeremy terry lawrence sean christian albert joe ethan austin jesse willie"
    " billy bruce bryan ralph roy vladimir volodymyr emmanuel barack olaf boris rishi keir"
    " clayton yasuhiro noboru ernst jacques francois françois yves yves-françois jean philippe"
    " doug wab tim tom bob jim bill mike dave steve greg jeff nick dan sam ben ken ron don ted"
    " fred alan allan allen ian neil simon graham nigel gordon tony hans karl gerhard helmut"
    " wolfgang franz giovanni mario luigi carlos juan luis pedro miguel manuel fernando jorge"
    " hiroshi kiichi makoto takeshi ali ahmed mohammed hisham abdul malcolm philip phil lloyd"
    " murray beryl martin anthony stefan lars sven henrik"
)
SHE_NAMES = _forms(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty"
    " sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah"
    " stephanie rebecca laura helen sharon cynthia kathleen amy angela shirley anna ruth brenda"
    " pamela nicole katherine virginia catherine christine debra rachel janet emma carolyn maria"
    " heather diane julie joyce evelyn joan victoria kelly christina lauren frances martha"
    " judith cheryl megan andrea olivia ann anne jean alice jane hannah julia grace claudia"
    " mélanie melanie karoline chrystia theresa kamala hillary ursula giorgia liz nikki danielle"
    " anita fiona louise sophie charlotte ingrid eva rosa carmen elena olga natalia yuki keiko"
    " akiko priya fatima leila"
)
