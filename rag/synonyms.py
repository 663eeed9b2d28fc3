"""Words that may stand for one another in a report, though they do not always mean the same.

A line of `lexicon._SAME` makes one word of its words wherever they stand. Here a word may stand in
several groups, and a group says only that each of its words can restate each other one. Degrees
and stages are kept apart: what is delayed is not cancelled, who is charged is not convicted. What
is wider than a word restates it, and not the reverse: wheat is grain.
"""

from functools import cache

from rag.lexicon import meaning

_NEAR = """
shut close closure | free release | liberate free | complete finish end conclude | abandon drop
scrap shelve ditch | fund finance pay bankroll | fund funding financing | bear shoulder pay cover
meet | reserve earmark allocate | journey trip travel voyage ride | extra additional further |
accept take | describe call term label brand characterise characterize dub | describe speak |
portray describe depict | argue say contend maintain | voice express | answer reply respond |
electricity power | rail railway train railroad | worth value | valuable worth | aboard board |
daily day | weekly week | usual typical normal general common customary | frequent often | right
immediate straight direct | prompt immediate swift quick rapid fast speedy | shortly soon | visit
travel | takeoffice swornin | become make | fellow counterpart | colleague counterpart | contract
agreement | contract deal | treaty agreement pact | memorandum agreement | arrangement agreement |
initial sign | ratify approve | authorise authorize approve allow permit | clear approve authorise
authorize | consent agree approval | grant give award | award give prize | hand give | supply
deliver provide | furnish provide | dispatch send despatch | ship send deliver transport | transport
carry haul | carry transport move | convey carry | handle process | operate run | manage run |
manage handle | oversee supervise | use utilise utilize employ deploy | employ hire worker | recruit
hire | job post position | job work employment | sack fire dismiss | layoff redundancy | salary wage
pay | fee charge levy | penalty fine | toll fee | price cost | expensive costly dear | cheap
inexpensive | sum amount | figure number | number total | tally count total | share portion
proportion part | stretch section portion part | rest remainder | remaining other rest | balance
remainder | majority most | nearly almost | roughly around about | partial partly part | entire
whole full complete | total whole overall | twice double | current present now | currently now
present | nowadays now | existing present current | new fresh | latest recent last new | former
previous ex | earlier previous | prior previous | upcoming next coming forthcoming | subsequent
later | eventual later | shared joint common | mutual common joint | separate individual | different
another other | various several different | including among include | incl include | contain include
| comprise include consist | feature include | affect concern hit | influence affect | harm hurt
damage | damage harm ruin | destroy ruin | destroy wreck demolish | repair fix mend | repair
maintenance | rebuild reconstruct | restore return reinstate | renovate refurbish | revamp overhaul
reform | change alter modify amend | amend change revise | adjust change | alteration change |
replace substitute | swap exchange | trade commerce | commercial trade | dealer trader | merchant
trader | retailer shop store | customer client buyer | consumer customer | owner proprietor | own
belong possess | possess have | hold keep have | holder owner | landlord owner | tenant renter |
rent lease hire | charter lease | land ground | farm agriculture agricultural | farmer grower
producer | rancher farmer | crop harvest | harvest reap | fish catch | fisherman fisher | vessel
boat | harbour harbor port | dock berth port | quay pier dock | sailor seaman seafarer crew |
mariner sailor | crew staff | driver motorist | trucker driver | airline carrier | airport airfield
| line railway route | track line | path route | crossing border | checkpoint crossing | frontier
border boundary | gate entrance | entrance entry | departure exit leave | bridge crossing | river
stream waterway | canal waterway | lake reservoir | dam barrage | reservoir dam | sea ocean |
coastal shore | shore bank | mountain peak | hill mountain | forest wood woodland | timber wood
lumber | log timber | pipeline line pipe | pipeline link | cable line link | link connection |
connect link | interconnector link cable | petrol gasoline | oil crude petroleum | energy power |
reactor plant | plant facility | facility site | site location place | venue place site | spot place
| region province | county district | territory land area | zone belt area | chief head | boss chief
| regulator authority watchdog | bureau agency | parliament legislature | mp lawmaker | delegation
team mission | adviser advisor aide | aide assistant adviser | consultant adviser | expert
specialist | scientist researcher | university college | class course lesson | course programme |
training course instruct | degree diploma qualification | survey poll study | research study |
document paper file | dossier file | file lodge submit | submit present | application request |
apply request | plea appeal | appeal plead urge | urge call press | press urge push | call appeal |
encourage urge | persuade convince | lobby press | order instruct command direct | instruct order
tell | mandate order require | oblige require force compel | necessary need require essential |
essential vital crucial | vital crucial key | principal main | major main | significant considerable
substantial | substantial large | sizeable large | massive large | enormous large | immense large |
giant large | tiny small | modest small | slight small | tall high | height high | highest high |
maximum cap limit ceiling | restrict limit curb | restriction limit curb | constraint restriction |
threshold limit | minimum floor | quota allowance | allotment quota | allocation quota | ration
quota | toughen tighten stricter | strict tough tight | stringent strict | harsh tough severe |
severe serious | dangerous hazardous | hazard danger | danger risk | risk threat | peril danger |
endanger threaten | safe secure | safety security | safeguard protect | protect shield guard defend
| preserve keep | conserve preserve | uphold maintain | continue keep go | carry-on continue |
proceed continue go | persist continue | endure last | sustain maintain | stay remain | linger
remain | await wait | expiry end | lapse expire end | terminate end | termination end | dissolve end
| finalise finalize complete conclude | reopen open | resumption restart resume | restart resume
begin | initiate begin | inaugurate open | introduce bring | introduce start | introduction start |
establish found create | owner own | intensify increase strengthen | produce show present | create
establish form | set establish | install put | erect build | assemble build | constructor builder |
builder contractor | design plan | draft proposal | blueprint plan | scheme plan programme | project
plan | strategy plan | proposal plan | suggest propose | suggestion proposal | recommend advise
suggest | recommendation advice | advise recommend counsel | advice counsel | idea notion | concept
idea | opinion view | consider regard | contemplate consider | deem consider | judge consider |
estimate put | estimate reckon calculate | calculate compute | assess evaluate | assessment
evaluation | value estimate | review examine | examine study inspect | inspect check examine |
inspection check | check inspect verify | scrutinise inspect examine | monitor watch observe | watch
look | search look seek | seek want | pursue seek | aspire hope | target aim | target goal |
objective goal | intend want | plan schedule | schedule timetable | due schedule | slate schedule |
await expect | anticipate expect | foresee expect | predict project | outlook forecast | prospect
outlook | promise pledge vow | undertake pledge promise | assure promise guarantee | guarantee
assure ensure | assurance guarantee | secure get obtain | secure win | acquire get | earn win |
collect gather | raise lift | lift remove | remove scrap | remove eliminate | eliminate abolish
scrap | abolish scrap end | repeal revoke abolish | revoke withdraw cancel | rescind withdraw cancel
| annul cancel | void cancel | retreat withdraw | evacuate remove | rescue save | pick collect |
recover retrieve | recover find | find uncover | detect find discover | locate find | lose miss |
vanish disappear | disappear miss | escape flee | leak spill | pour flow | drain empty | fill full |
refill replenish | storage store | stock inventory | stockpile stock | shortage lack | scarcity
shortage | shortfall deficit lack gap | wind gale | landslide mudslide | avalanche snowslide |
eruption erupt | earthquake tremor | explode explosion blast | detonate explode | shoot fire | shot
shoot | strike hit attack | attack assault raid | offensive attack | bombard shell | clash fight |
fight battle combat | war conflict | conflict fight | dispute conflict row | row dispute quarrel |
disagreement dispute difference | disagree differ | differ vary | standoff stand-off deadlock |
stalemate deadlock | impasse deadlock | tension strain | crisis emergency | peace truce | truce
ceasefire | ceasefire armistice | army military | military force | fleet navy | weapon arm | arms
weapon | rebel insurgent | attacker assailant | slay kill | fatality death | perish die | deadly
fatal | casualty injured | injured wound | unhurt unharmed uninjured | ill sick | illness disease |
doctor physician | medicine drug medication | narcotic drug | vaccine jab | vaccinate inoculate |
hospital clinic | outbreak epidemic | virus infection | infect infection | jail prison imprison |
inmate prisoner | detain hold | custody detention | arrest seize | seize capture confiscate impound
| capture seize take | hijack seize | smuggle traffic | smuggler trafficker | steal theft | thief
robber | robbery theft | rob steal | fraud swindle | deceive mislead | false forged fake | falsify
forge alter | tamper alter | corrupt bribe | bribery corruption | crime offence offense | criminal
illegal | illegal unlawful illicit | lawful legal | legitimate legal | accuse blame | fault blame |
attribute blame | accusation charge | charge accuse | indict charge | prosecute charge | prosecutor
prosecution | sentence jail | verdict ruling | convict guilty | acquit clear | plaintiff claimant |
appeal contest | rule decide | ruling judgment judgement | judgment decision | decide choose |
decision choice | resolve settle | settlement agreement | resolution solution | compromise agreement
| mediate broker | mediator broker | broker arrange | negotiate bargain | negotiator bargainer |
summit meeting | conference meeting | session meeting | gathering meeting | discuss talk | discuss
consult | consultation talk | consult talk | chat talk | talk call | conversation call | speak call
| telephone call | phone call | ring call | contact call | contact approach | statement declaration
| communique statement communiqué | announcement statement | announce declare | proclaim declare |
publish release | publication release | print publish | post publish | broadcast air | channel
broadcaster | media press | newspaper daily | paper newspaper | comment remark | observation remark
| mention refer | refer allude | cite quote | name mention | name call | name appoint | appoint
nominate | nominate name | elect choose | select choose | selection choice | option choice |
alternative option | candidate contender | criticise criticize | condemn denounce | deplore condemn
| praise commend laud hail | hail praise welcome | applaud welcome praise | welcome greet | thank
gratitude | regret sorry | complain protest | protest demonstrate demonstration | demonstration
rally | rally march | demonstrator protester protestor | nationality citizenship | migrant immigrant
| refugee migrant | asylum refuge | deport expel | expulsion deportation | repatriate return |
return bring | shelter refuge | visa permit | licence license permit | permission authorisation
authorization consent | approval permission consent | certificate document | passport document |
card permit | tourist visitor | visitor guest | tourism travel | traveller traveler passenger |
commuter passenger | worker labourer laborer | labour worker | staff personnel | employee worker |
association federation union | association group | group organisation organization | organisation
body | manufacturer producer | subsidiary unit | partner associate | investor shareholder |
shareholder stockholder | stake share | share stock | bond debt | loan credit | lend loan | lender
bank | creditor lender | debt liability | repay pay | payment pay | reimburse repay refund |
compensate compensation | compensation damages | subsidy aid support | subsidise subsidize support |
grant subsidy aid | aid assistance | assistance support | support back | support help | backer
supporter | sponsor fund | invest put | investment spend | income revenue | revenue earnings | tax
levy | customs duty | duty-free free | exempt free | exemption waiver | waive exempt | exclude leave
| export ship | sell market | consume use | output production | produce output | production
manufacture | productivity output | yield produce | extract mine | mine pit | miner pitman | maize
corn | cattle cow | pig hog | pork pig | poultry chicken | dairy milk | sugar sweetener | fibre
fiber | drink beverage | pollute contaminate | pollution contamination | rubbish waste garbage |
emission pollution | climate weather | environment environmental | nature natural | animal wildlife
| strengthen reinforce boost | boost increase | boost lift | expand widen broaden | extend lengthen
| prolong extend | enlarge expand | accelerate speed | hasten speed | slow decelerate | slowdown
slow | reduce curb | lessen reduce | lower ease | relax loosen ease | dwindle decline | plummet fall
| tumble fall | dip fall | rocket rise | soar rise | swell rise | climb rise | rebound recover |
recovery rebound | improve better | improvement progress | progress advance | develop advance |
development growth | upgrade modernise modernize improve | mark celebrate | anniversary jubilee |
ceremony event | event occasion | happen occur | incident event | accident incident | arise emerge |
emerge appear | surface emerge | cause bring | cause prompt trigger | spark trigger | result outcome
| consequence result effect | effect impact | reason cause | reason motive | purpose reason | aim
intend | factor element | detail specific | specific particular | aspect element | feature aspect |
issue matter | issue problem | problem difficulty | trouble problem | matter question | question
issue | question ask | query question | inquire ask | enquire ask | inform tell notify | brief
inform | alert warn | caution warn | remind recall | recall remember | forget overlook | ignore
disregard | neglect ignore | avoid evade | block prevent stop | obstruct block | hinder hamper |
impede hinder | blockade block | delay hold | late delay | behind late | ahead early | stage phase |
step stage | step measure | action measure | act action | move measure | procedure process | method
way | manner way | means way | rule regulation | law regulation | norm rule standard | decree order
| directive order | clause provision | breach violate violation | infringe breach violate | break
breach violate | obey comply | observe comply | follow comply | implement enforce | implement carry
| apply use | apply implement | execute carry | perform carry | fulfil fulfill meet | satisfy meet |
accomplish achieve | succeed follow | replace succeed | inherit succeed | successor heir | resign
quit | quit leave | depart go | move go | reach hit | reach get | enter come | enter join | member
participant | participate take | attend visit | accompany escort | host receive | receive accept |
meet see | lay put | place put | position place | locate place | situate locate | base locate |
serve work | function work | operate work | operation work | service operation | activity operation
| task job | role part | participate part | participation role | blame responsible | capable able |
likely probable | probably likely | possible potential | certain sure | clear obvious | unclear
uncertain | doubtful uncertain | mistake error | wrong false | correct right accurate | true correct
| exact precise | strange odd | odd unusual | unusual rare | extraordinary unusual | important
significant | famous known | renowned famous | popular favourite | favourite favorite | poor needy |
old ancient | elderly old | aged old | woman female | man male | wife spouse | husband spouse |
father dad parent | mother mum parent | relative family | family household | household home | flat
apartment | building structure | house dwelling | roof top | room chamber | hall room | office
headquarters | headquarters base | station stop | terminal station | platform stage | car automobile
| bus coach | bike bicycle | motorcycle motorbike | wagon carriage | carriage coach | cargo freight
load shipment goods | shipment consignment cargo load | container box | goods merchandise | item
product | commodity goods | equipment gear | device tool | machine machinery | machinery equipment |
engine motor | computer pc | software program | internet web online | website site web | network
system | data information | information detail | evidence proof | prove show demonstrate | signal
sign indicate | indication sign | symbol sign | flag banner | mark sign | test trial | experiment
test | try experiment | pilot trial | sample specimen | measure gauge | size extent | extent scale |
scale size | range scope | distance far | nearby near | adjacent neighbour neighbor | surround
encircle | opposite facing | face confront | edge border | centre center middle | heart centre
center | top upper | bottom lower | interior inner | home domestic | internal domestic | foreign
external | international global worldwide | global worldwide world | world globe | planet world |
universal general | autumn fall | spring springtime | summer summertime | winter wintertime |
morning dawn | dawn daybreak | evening night | night overnight | midday noon | lunch midday |
semester term | period time | era period | moment time | duration length | tighten strengthen |
unaltered unchanged | unchanged same | equal same | identical same | compare comparison | contrast
compare | friendly warm | warm cordial | cordial friendly | conciliatory friendly | constructive
useful | useful helpful | productive fruitful | anger fury | angry furious | outrage anger | fear
worry | worry concern | anxious worried | hopeful optimistic | confident optimistic | optimism hope
| trust confidence | disappoint disappointment | surprise astonish | shock surprise | amaze surprise
| pleased glad happy | delighted pleased | proud pride | sad sorrow | funeral burial | bury burial |
grave tomb | church parish | priest clergyman | religion religious | faith belief | bishop prelate |
mosque temple | match game | player sportsman | coach trainer | champion winner | title championship
| cup trophy | score goal | league division | tournament competition | race contest | medal award |
artist painter | image picture photo | photo photograph picture | film movie | cinema theatre
theater | actor performer | music musical | song tune | singer vocalist | book volume | novel book |
museum gallery | exhibition show | festival event | culture cultural | heritage legacy | tradition
custom | traditional customary | history historic historical | language tongue | speech address |
lorry truck | issue grant give | school pupil | believe think consider reckon | pass adopt approve
enact | pass hand | ease slow moderate cool | suspect suspicion | owe due | lost loss | loss cut |
offline idle shut | divide split share | vote poll ballot turnout | apologise apologize sorry
apology | middle mid midway | leave evacuate evacuation | death die kill | born birth | choose
choice pick | prove proof | believe belief | think thought | give gift | grow growth | weigh weight
| strong strength strengthen | weak weakness weaken | long length lengthen | wide width widen | deep
depth deepen | warm warmth | safe safety | secure security | difficult difficulty hard | able
ability | capable capability | free freedom | wise wisdom | poor poverty | rich wealth wealthy |
hungry hunger | ill illness | absent absence | present presence | angry anger | sell sale | lose
loss | hear hearing | speak speech | sing song | live life | rule ruling | advise advice | practise
practice | try trial attempt | marry marriage wedding | divorce separate | behave behaviour behavior
| compete competition contest | apply application applicant | employ employment employee | retire
retirement | inhabit inhabitant resident | occupy occupation | persuade persuasion | pursue pursuit
| respond response | success succeed successful | fail failure unsuccessful | profit profitable |
use usage useful | danger dangerous endanger | hope hopeful | fear afraid | doubt doubtful | worry
worried worrying | surprise surprising | disappoint disappointing | worsen deteriorate decline |
grow expand swell | double twofold | scrap abolish axe | axe cut scrap | slash cut | freeze suspend
block | ban outlaw forbid | outlaw illegal | back endorse favour favor | favour favor prefer | veto
block reject | urge advise | praise compliment | mock ridicule | insult offend | threaten menace |
attack assail | defend justify | admit acknowledge concede | acknowledge recognise recognize |
confess admit | refute deny reject | deny reject dispute | claim allegation | rumour rumor | secret
confidential classified | leak disclose | hide conceal | reveal show | expose reveal | publicise
publicize announce | sign signature | stamp seal | seal sign close | draw drawing | paint painting |
record register log | register enrol enroll | list name | count number | measure weigh | rank place
| exceed surpass top | surpass exceed outstrip | outnumber exceed | equal match | match correspond |
fit suit | join accede accession | enter entry | admit admission accept | expel oust remove | oust
remove topple overthrow | overthrow coup | seize take grab | occupy seize hold | invade enter |
withdraw leave pull | retreat pull | surrender yield | yield give | struggle fight battle | defeat
beat | victory triumph win | chase pursue | hunt search pursue | trace find track | track follow
trace | follow pursue | spot see notice sight | witness see | glimpse see | watch view | viewer
audience | audience crowd spectator | spectator fan | fan supporter | volunteer helper | charity aid
| donor giver | donate donation give | fundraise raise | buyer purchaser customer | price charge
rate | rate level pace | level height | pace speed rate | speed velocity | amount quantity volume |
dose amount | load burden | weight load | bag sack | box crate case | parcel package packet | mail
post letter | courier messenger | envoy messenger | sender source | origin source | ground reason
basis | basis base foundation | root cause origin | follow come | come arrive | arrive land reach |
dock arrive | sail travel leave | depart leave sail | pause break rest | holiday vacation break |
weekend holiday | festival holiday | schoolchild child pupil | infant baby child | teenager youth
youngster | youngster youth child | pensioner retiree | veteran former | widow wife | orphan child |
sibling brother sister | crowd throng | mob crowd | gang group | band group | squad team group |
unit team squad | crew team | staff team | panel jury | bench court | lawyer counsel attorney
solicitor barrister | counsel adviser | sheriff police | constable officer police | guard officer |
warden guard | spy agent | agent officer representative | dealer seller vendor | shopkeeper retailer
| grocer shop | supermarket store shop | kiosk stall | stall stand | market bazaar | fair market
exhibition | exhibit show display | unveil show launch | launch introduce unveil | premiere debut |
debut first | begin debut | opening start | outset start | beginning start | end close finish |
final last | ultimate final | initial first early | original first initial | primary first | next
following | following after | subsequent following | previous preceding | simultaneous same |
different distinct | distinct separate | alone only single | single one | sole only single | pair
couple two | numerous several many | scores many dozens | countless many | plenty many | few little
| scarce rare short | short brief | long lengthy | quick brief | permanent lasting indefinite |
indefinite open | temporary interim provisional | acting interim | caretaker interim | junior minor
| senior top high ranking | top senior leading | leading top main | prominent leading notable |
eminent prominent | famous prominent | barrier fence wall | gate barrier | beach shore coast | cliff
rock | rock stone | sand gravel | mud soil earth | earth ground soil | field land | meadow field |
garden park | park reserve | reserve sanctuary | sanctuary refuge | shelter sanctuary | tower
building | castle fort | fort fortress | bridge viaduct | tunnel underpass | lane track | trail path
track | avenue street road | square plaza | neighbourhood neighborhood district area | outskirts
suburb edge | cut sever | outage cut failure blackout | failure breakdown fault | fault defect flaw
| broken faulty defective | wreck ruin | rubble debris ruin | wreckage wreck debris | collapse fall
crumble | crash smash collide | collide crash hit | ram hit | bump hit | capsize overturn sink |
sink founder | burn fire blaze | ignite fire | extinguish out | smoke fume | choke suffocate |
poison toxic | toxic poisonous | polluted contaminated | tainted contaminated | clean purify | wash
clean | treat process | recycle reuse | dump discard throw | bury dump | dig excavate | drill bore |
extract remove | harvest pick gather | plant sow | breed raise | raise rear | feed nourish | famine
hunger starvation | starve hunger | thirst drought | drought dry | parched dry | arid dry | rain
shower | downpour rain | torrential heavy | heavy intense severe | intense heavy strong | powerful
strong mighty | fierce strong violent | violent violence | mild gentle light | light slight | cloud
overcast | sunshine sun | sunny sun | icy ice frozen | thaw melt | boil heat | chill cold | freezing
cold | halt stop cease end | halt pause suspend | post deploy
"""
# Before ">" what an article may have, behind it what a sentence may have for each of them.
_WIDER = """
murder slay > kill |
assembly senate congress legislature duma bundestag > parliament | wheat barley rye maize > grain
crop | rice wheat > crop | beef pork lamb poultry > meat | cattle pig sheep > livestock animal |
steel aluminium copper zinc > metal | lorry truck car bus van > vehicle | ferry trawler tanker
freighter barge ship > vessel boat | trawler tanker freighter ferry > ship | hurricane typhoon
cyclone gale blizzard > storm | soldier > troop | mayor governor president premier chancellor
minister > leader | minister president premier chancellor mayor governor > politician | senator
deputy mp > lawmaker | judge tribunal > court | physician surgeon > doctor | tariff duty > tax |
licence visa permit > document | lake canal river > water | coal gas oil diesel petrol > fuel |
ministry agency department > government authority | spokesman minister ambassador consul > official
| pupil > student | professor lecturer > teacher academic | nurse doctor > medic | consul ambassador
envoy > diplomat | highway motorway > road | college > school | murder shooting robbery theft fraud
> crime | treaty contract memorandum accord pact > agreement | call phonecall
meeting summit > talk | phone telephone > contact | buy lease > get | ship truck fly rail >
transport send | fly drive sail > travel go | pledge vow > promise | newspaper radio television >
media | firm bank airline insurer > company | tell > say | shout whisper > say | girl boy > child |
capital > city | island > land | baker miner farmer driver > worker | train bus flight > service |
bridge tunnel road railway > link | warehouse factory mill > building | earthquake flood hurricane >
disaster
"""


@cache
def _restated() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _NEAR.split("|"):
        keys = {meaning(word) for word in group.split()}
        for key in keys:
            found.setdefault(key, set()).update(keys - {key})
    for group in _WIDER.split("|"):
        narrow, _, wide = group.partition(">")
        for word in wide.split():
            found.setdefault(meaning(word), set()).update(meaning(each) for each in narrow.split())
    return {key: frozenset(value - {key}) for key, value in found.items()}


def restated(key: str) -> frozenset[str]:
    """The meanings, as `lexicon.meaning` has them, that a word of this meaning may restate."""
    return _restated().get(key, frozenset())
