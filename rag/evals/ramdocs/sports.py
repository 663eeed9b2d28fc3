"""Sports by their names, their players and their leagues."""

import re

_SPORTS = (
    "American football,Australian football,Australian rules football,association football,"
    "Gaelic football,Canadian football,football,soccer,futsal,basketball,baseball,softball,"
    "ice hockey,field hockey,hockey,bandy,lacrosse,cricket,tennis,table tennis,badminton,squash,"
    "golf,rugby league,rugby union,rugby,volleyball,beach volleyball,handball,water polo,polo,"
    "boxing,kickboxing,wrestling,judo,karate,taekwondo,fencing,mixed martial arts,martial arts,"
    "swimming,diving,rowing,canoeing,sailing,surfing,athletics,track and field,weightlifting,"
    "powerlifting,bodybuilding,gymnastics,cycling,speed skating,figure skating,skating,skiing,"
    "ski jumping,snowboarding,biathlon,triathlon,bobsleigh,luge,curling,archery,shooting,"
    "equestrian,horse racing,motorsport,auto racing,motor racing,racing,darts,snooker,billiards,"
    "chess,poker,bowling,hurling,camogie,netball,kabaddi,sumo,climbing,running,gambling"
).split(",")
_PLAYERS = {
    "footballer": "football",
    "skier": "skiing",
    "boxer": "boxing",
    "wrestler": "wrestling",
    "golfer": "golf",
    "cricketer": "cricket",
    "swimmer": "swimming",
    "diver": "diving",
    "rower": "rowing",
    "canoeist": "canoeing",
    "sailor": "sailing",
    "surfer": "surfing",
    "weightlifter": "weightlifting",
    "gymnast": "gymnastics",
    "cyclist": "cycling",
    "speed skater": "speed skating",
    "figure skater": "figure skating",
    "fencer": "fencing",
    "judoka": "judo",
    "snowboarder": "snowboarding",
    "biathlete": "biathlon",
    "triathlete": "triathlon",
    "archer": "archery",
    "sprinter": "athletics",
    "hurler": "hurling",
    "distance runner": "distance running",
    "racing driver": "auto racing",
    "jockey": "horse racing",
    "quarterback": "American football",
    "linebacker": "American football",
    "running back": "American football",
    "wide receiver": "American football",
    "tight end": "American football",
    "cornerback": "American football",
    "outfielder": "baseball",
    "infielder": "baseball",
    "shortstop": "baseball",
    "pitcher": "baseball",
    "point guard": "basketball",
    "power forward": "basketball",
    "shooting guard": "basketball",
    "goaltender": "ice hockey",
    "batsman": "cricket",
    "bowler": "cricket",
}
_LEAGUES = {
    "AFL": "AFL",  # of Australia or of the arena game
    "NFL": "American football",
    "CFL": "Canadian football",
    "NBA": "basketball",
    "NHL": "ice hockey",
    "MLB": "baseball",
    "Premier League": "football",
    "Football League": "football",
}
_NAMES = re.compile(
    r"(?<!\w)(?:"
    + "|".join(sorted((re.escape(each) for each in (*_SPORTS, *_PLAYERS)), key=len, reverse=True))
    + r")s?(?!\w)",
    re.IGNORECASE,
)
_LEAGUE = re.compile(r"(?<!\w)(?:" + "|".join(_LEAGUES) + r")(?!\w)")


def sports_in(text: str) -> list[tuple[int, int, str]]:
    """Where `text` speaks of a sport (start, end, its name), in order; players count as it."""
    found = [(match.start(), match.end(), _name(match.group())) for match in _NAMES.finditer(text)]
    found += [
        (match.start(), match.end(), _of_league(match.group())) for match in _LEAGUE.finditer(text)
    ]
    return sorted(found)


def _of_league(name: str) -> str:
    sport = _LEAGUES[name]
    return sport if sport == name else f"{sport} ({name})"


def _name(words: str) -> str:
    plain = words.lower()
    for each in (plain, plain.removesuffix("s")):
        if each in _PLAYERS:
            return plain if _PLAYERS[each] in plain else _PLAYERS[each]
    return plain
