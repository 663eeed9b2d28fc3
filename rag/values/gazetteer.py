"""Names of places under one name each: countries, states, provinces, large cities, seats of power.

"A = b, c" gives aliases; "< d" says what surrounds it. Demonyms ("Canadian") are no places.
"""

from functools import cache

_COUNTRIES = """
united states = us, u.s., usa, u.s.a., united states of america, america
united kingdom = uk, u.k., britain, great britain
canada; mexico; japan; china = people's republic of china; russia = russian federation; ukraine
germany; west germany; east germany; france; italy; spain; portugal; netherlands = holland; belgium
luxembourg; ireland; denmark; norway; sweden; finland; iceland; poland; austria; switzerland; greece
turkey = türkiye, turkiye; hungary; romania; bulgaria; czech republic = czechia; czechoslovakia
yugoslavia; serbia; croatia; slovenia; slovakia; albania; estonia; latvia; lithuania; belarus
moldova; georgia; armenia; azerbaijan; kazakhstan; soviet union = ussr, u.s.s.r.; israel; egypt
saudi arabia; iran; iraq; kuwait; syria; lebanon; jordan; qatar; oman; yemen; bahrain
united arab emirates = uae, u.a.e.; libya; algeria; tunisia; morocco; sudan; ethiopia; kenya; uganda
tanzania; nigeria; ghana; senegal; ivory coast; cameroon; angola; zambia; zimbabwe; mozambique
south africa; namibia; botswana; madagascar; india; pakistan; bangladesh; sri lanka; nepal
afghanistan; myanmar = burma; thailand; vietnam; cambodia; laos; malaysia; singapore; indonesia
philippines; taiwan; hong kong; south korea; north korea; mongolia; australia; new zealand; brazil
argentina; chile; peru; colombia; venezuela; ecuador; bolivia; paraguay; uruguay; cuba; jamaica
haiti; dominican republic; guatemala; honduras; el salvador; nicaragua; costa rica; panama
greenland; puerto rico; european union = eu, e.u.; european community = ec
"""
_PARTS = """
< canada: ontario = ont.; quebec = québec, que.; british columbia = b.c., bc; alberta = alta.
< canada: manitoba = man.; saskatchewan = sask.; nova scotia = n.s.; new brunswick = n.b.
< canada: newfoundland and labrador = newfoundland; prince edward island = p.e.i.; yukon; nunavut
< canada: northwest territories
< united states: alabama; alaska; arizona; arkansas; california = calif.; colorado; connecticut
< united states: delaware; florida = fla.; hawaii; idaho; illinois = ill.; indiana; iowa; kansas
< united states: kentucky; louisiana; maine; maryland; massachusetts = mass.; michigan = mich.
< united states: minnesota; mississippi; missouri; montana; nebraska; nevada; new hampshire
< united states: new jersey = n.j.; new mexico; north carolina; north dakota; ohio; oklahoma; oregon
< united states: pennsylvania; rhode island; south carolina; south dakota; tennessee; texas; utah
< united states: vermont; virginia; west virginia; wisconsin; wyoming; new york state
< united states: washington = washington, d.c., washington d.c., washington, dc, d.c.
< united states: new york = new york city; chicago; los angeles; boston; detroit; houston; dallas
< united states: philadelphia; san francisco; seattle; miami; atlanta; cleveland; denver; pittsburgh
< united states: baltimore; minneapolis; st. louis; wall street; mar-a-lago
< washington < united states: white house; capitol hill = capitol; pentagon
< white house < washington < united states: oval office; rose garden
< ontario < canada: ottawa; toronto; hamilton; windsor; mississauga; oshawa; oakville
< ottawa < ontario < canada: parliament hill; rideau hall
< quebec < canada: montreal = montréal; quebec city
< british columbia < canada: vancouver; nanaimo; kelowna; surrey
< alberta < canada: calgary; edmonton
< manitoba < canada: winnipeg
< saskatchewan < canada: regina; saskatoon
< nova scotia < canada: halifax
< united kingdom: england; scotland; wales; northern ireland; manchester; birmingham; glasgow
< united kingdom: edinburgh; belfast
< england < united kingdom: london
< london < united kingdom: downing street; westminster
< france: paris; lyon; marseille; strasbourg
< germany: berlin; munich; frankfurt; hamburg
< west germany: bonn
< japan: tokyo; osaka; kyoto; nagoya
< china: beijing = peking; shanghai; shenzhen; guangzhou
< russia: moscow; kremlin; st. petersburg
< mexico: mexico city; monterrey; tijuana
< belgium: brussels; antwerp
< italy: rome; milan; venice; turin
< spain: madrid; barcelona
< switzerland: geneva; zurich = zürich; basel; davos; bern = berne
< netherlands: amsterdam; rotterdam; the hague
< ukraine: kyiv = kiev; kharkiv; odesa = odessa
< australia: canberra; sydney; melbourne; brisbane; perth
< new zealand: wellington; auckland
< india: new delhi = delhi; mumbai = bombay; calcutta = kolkata
< south korea: seoul
< brazil: brasilia; sao paulo = são paulo; rio de janeiro
< argentina: buenos aires
< ireland: dublin
< austria: vienna
< sweden: stockholm
< norway: oslo
< denmark: copenhagen
< finland: helsinki
< poland: warsaw
< greece: athens
< turkey: ankara; istanbul
< israel: jerusalem; tel aviv
< egypt: cairo
< iran: tehran
< iraq: baghdad
< saudi arabia: riyadh; jeddah
< philippines: manila
< indonesia: jakarta
< thailand: bangkok
< malaysia: kuala lumpur
< taiwan: taipei
< venezuela: caracas
< south africa: johannesburg; cape town; pretoria
"""


@cache
def places() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Lower-case name or alias to its one name and what surrounds it."""
    table: dict[str, tuple[str, tuple[str, ...]]] = {}
    for line in _COUNTRIES.strip().splitlines():
        _enter(table, line, ())
    for line in _PARTS.strip().splitlines():
        around, _, entries = line.partition(": ")
        _enter(table, entries, tuple(part.strip() for part in around.split("<") if part.strip()))
    return table


def _enter(
    table: dict[str, tuple[str, tuple[str, ...]]], entries: str, within: tuple[str, ...]
) -> None:
    for entry in entries.split(";"):
        name, _, aliases = entry.partition("=")
        key = name.strip()
        for alias in (key, *_aliases(aliases)):
            table.setdefault(alias, (key, within))


def _aliases(text: str) -> list[str]:
    """Aliases stand between commas; "washington, d.c." holds one itself."""
    found: list[str] = []
    for part in (part.strip() for part in text.split(",") if part.strip()):
        if part in ("d.c.", "dc") and found and found[-1] == "washington":
            found[-1] = f"washington, {part}"
        else:
            found.append(part)
    return found
