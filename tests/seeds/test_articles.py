"""The sample corpus: what its briefs say, where they differ, and that the words are ours."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "seeds" / "articles"
# The real reports are no part of the project; who has them keeps them beside the checkout.
REAL_REPORTS = ROOT.parent / "shared" / "seeds"

LONGEST_SHARED_RUN = 15  # words in a row that a brief may share with a real report
LONGEST_QUOTATION = 13  # words in one quoted piece

FACTS: dict[str, tuple[str, ...]] = {
    "000-retaliation-from-april-2.txt": (
        "retaliatory tariffs on American goods",
        "from 2 April",
        "sworn in on 14 March",
        "their first contact",
        "earlier this month",
        "general election, set for 28 April",
        '"very constructive conversation"',
        '"agreed to begin comprehensive negotiations about a new economic and security',
        '"extremely productive"',
        "I just finished speaking with Prime Minister Mark Carney, of Canada",
        "— Donald J. Trump Posts (@TrumpDailyPosts) March 28, 2025",
        "we agree on many things",
        '"meeting immediately after Canada\'s upcoming Election"',
        '"elements of Politics, Business, and all other factors"',
        '"great for both the United States of America and Canada"',
        "annexed",
        "'Old relationship'",
        "decades of close cooperation",
        '"The old relationship we had with the United States"',
        '"deepening integration of our economies and tight security and military cooperation"',
        '"is over"',
        '"respect"',
        "Next week the 25% tariff",
        "500,000 jobs",
        "78-year-old",
        "every country that puts levies on US exports",
        "European Union",
        '"large scale tariffs, far larger than currently planned"',
    ),
    "001-first-call-after-trudeau.md": (
        "date: 2025-03-28",
        "next month’s Canadian elections",
        "“extremely productive call”",
        "on Friday",
        "conciliatory",
        "Justin Trudeau",
        "“governor”",
        "“I just finished speaking with Prime Minister Mark Carney, of Canada,”",
        "“we agree on many things”",
        "“will be meeting immediately after Canada’s upcoming Election”",
        "“elements of Politics, Business, and all other factors”",
        "51st state",
        "two weeks ago",
        "Less than 24 hours",
        "25-percent levies",
        "starting on Wednesday",
        "“very constructive conversation”",
        "“immediately following the election”",
        "“will implement retaliatory tariffs”",
        "“following the announcement of additional US trade actions on April 2”",
        "“any attempts to weaken Canada, to wear us down, to break us”",
        "tight security and military cooperation”",
        "on Thursday",
        "France and the United Kingdom",
        "“pivot”",
        "“so that America can own us”",
        "European Union came earlier this week",
        "“far larger”",
        "April 28",
        "Liberal Party",
        "resignation of Trudeau",
    ),
    "002-auto-tariffs-on-april-3.txt": (
        "Photo by MANDEL NGAN/AFP via Getty Images",
        "March 26, 2025",
        "Matthew Horwood\nUpdated:\n0:00\n",
        "on March 28 on Truth Social",
        "“It was an extremely productive call, we agree on many things,”",
        "“very constructive conversation about the relationship between our two countries.”",
        "“earn the right to represent Canada in those discussions.”",
        "Dominic LeBlanc, Canada’s International Trade Minister",
        "Howard Lutnick, the U.S. Secretary of Commerce",
        "“intensify to address immediate concerns.”",
        "additional trade actions on April 2",
        "“very good conversation”",
        "“going to end up with a very good relationship with Canada”",
        "“a lot of the other countries.”",
        "kick in on April 3",
        "some car parts",
        "take effect on May 3",
        "Canada and Mexico had 25 percent tariffs placed on them by Trump on March 4",
        "pause for one month",
        "United States-Mexico-Canada Agreement",
        "March 12 brought his 25 percent tariffs on steel and aluminum",
        "met on March 27",
        "“best served by cooperation and mutual respect.”",
        "“maximum impact in the United States and minimum impacts here in Canada.”",
        "“drastically different world,”",
        "tight security and military cooperations,”",
        "on March 24",
        "on April 28",
        "“see who has a strong mandate from Canadians.”",
        "“on our terms as a sovereign country,”",
        "“not as what he pretends we are.”",
        "On March 14 Carney, the winner of the Liberal leadership race, was sworn in",
        "Pierre Poilievre, the Conservative leader",
        "Nanaimo, B.C.",
        "“successful talk.”",
        "“a change in tone”",
        "“put an end to this crazy tariff chaos.”",
        "“two separate, sovereign nations.”",
        "“stronger militaries and more secure borders,”",
    ),
    "003-reworded-statements.txt": (
        "“productive” conversation, Trump stated on Friday",
        "first official contact",
        "“I just had a call with Canadian Prime Minister Mark Carney,”",
        "“a very productive conversation.”",
        "“We reached consensus on many issues.”",
        "“to advance cooperation in politics, economics, and other matters,”",
        "“will greatly benefit both the United States and Canada.”",
        "“will meet immediately after the upcoming Canadian election”",
        "April 28",
        "25% tariff on all imports from Canada",
        "earlier this month",
        "United States-Mexico-Canada Agreement (USMCA) of 2020",
        "On March 14, Carney succeeded Justin Trudeau",
        "24th Prime Minister",
        "“long-standing bilateral relationship with the United States,”",
        "“has come to an end.”",
        "“impossible to go back to the past.”",
        "51st state",
        "“The leaders had a very constructive dialogue,”",
        "“agreed to immediately commence comprehensive negotiations",
        "“will enhance dialogue to address current issues.”",
        "Howard Lutnick",
        "Dominic LeBlanc, President of the Privy Council",
        "Minister of International Trade and Intergovernmental Affairs",
        "April 2, 2025",
        "“will implement retaliatory tariffs to protect Canadian workers and our economy.”",
        "warned by Trump on Thursday",
        "“economic harm”",
        "Embassy in Washington, D.C.",
    ),
    "004-sworn-in-on-march-9.txt": (
        " date 2025-03-28 Carney:",
        "By Dylan Robertson, The Canadian Press\n",
        "Posted March 28, 2025 11:09 am.",
        "Last Updated 1:26 pm, March 28, 2025.",
        "OTTAWA — ",
        "“new economic and security relationship”",
        "call this morning",
        "will be implemented next week",
        "after April 2, when Trump imposes",
        "sworn in on March 9",
        "“constructive,”",
        "“extremely productive.”",
        "“work on elements of politics, business, and all other factors.”",
        "“earn the right to represent Canada”",
        "April 28",
        "Justin Trudeau, the former prime minister, a “governor.”",
        "U.S. state",
        "On Friday",
        "Howard Lutnick",
        "Dominic LeBlanc",
        "“intensify”",
        "virtual meeting with Canada’s premiers",
        "this afternoon",
        "Trump’s team reached out",
        "50 per cent or more",
        "Yves-François Blanchet, leader of the Bloc Québécois",
        "aluminum, culture, softwood lumber and supply management",
        "On the platform X",
        "\nThis report by The Canadian Press was first published on March 28, 2025.\n",
    ),
}

# Words that one brief alone may say: if another said them too, a contradiction would be gone.
ONLY_IN: dict[str, str] = {
    "March 9": "004",
    "April 3": "002",
    "May 3": "002",
    "Wednesday": "001",
    "two weeks ago": "001",
    "cooperations": "002",
    "very constructive dialogue": "003",
    "reached consensus on many issues": "003",
    "has come to an end": "003",
    "economic harm": "003",
    "Embassy": "003",
    "team reached out": "004",
    "500,000": "000",
    "24th": "003",
}


def read(name: str) -> str:
    return (ARTICLES / name).read_bytes().decode("utf-8")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of `length` words, with curly apostrophes as they are and made straight."""
    both = (words(text), words(text.replace("’", "'")))
    return {tuple(w[i : i + length]) for w in both for i in range(len(w) - length + 1)}


def test_the_five_briefs_are_all_there_is() -> None:
    assert sorted(path.name for path in ARTICLES.iterdir()) == sorted(FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_a_brief_is_utf8_with_plain_line_ends_and_one_newline_at_the_end(name: str) -> None:
    text = read(name)
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n") and not text.endswith("\n\n")


@pytest.mark.parametrize("name", FACTS)
def test_a_brief_keeps_its_facts(name: str) -> None:
    facts = FACTS[name]
    assert len(set(facts)) >= 15
    text = read(name)
    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize(("said", "number"), ONLY_IN.items())
def test_a_contradiction_is_kept(said: str, number: str) -> None:
    assert [name[:3] for name in FACTS if said in read(name)] == [number]


@pytest.mark.parametrize("name", FACTS)
def test_quotations_are_short(name: str) -> None:
    body = re.sub(r"\A---\n.*?\n---\n", "", read(name), flags=re.DOTALL)
    quoted = [a or b for a, b in re.findall(r"“([^”]*)”|\"([^\"]*)\"", body)]
    assert quoted
    assert [quote for quote in quoted if len(words(quote)) > LONGEST_QUOTATION] == []


@pytest.mark.skipif(
    not REAL_REPORTS.is_dir(), reason="the real reports are not beside this checkout"
)
def test_the_words_are_our_own() -> None:
    length = LONGEST_SHARED_RUN + 1
    real = {p.name: runs(p.read_text("utf-8"), length) for p in REAL_REPORTS.glob("*.txt")}
    assert real and all(real.values())
    ours = [*ARTICLES.iterdir(), ROOT / "seeds" / "README.md", Path(__file__)]
    shared = {
        (path.name, name): sorted(
            " ".join(run) for run in runs(path.read_text("utf-8"), length) & r
        )
        for path in ours
        for name, r in real.items()
    }
    assert {pair: found for pair, found in shared.items() if found} == {}
