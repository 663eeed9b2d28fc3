"""Rewordings that keep the meaning, each beside one of the same kind that does not."""

import pytest

from rag.verify import check

PASSAGES = {
    "harbour": "Latvia shut the oil harbour at Liepaja to tankers from Guinea on 3 May.",
    "released": "The coast guard freed all 14 sailors on Tuesday.",
    "ferries": "Estonia and Finland agreed to let ferries carry drugs duty-free until October 31.",
    "share": "Ghana's ministry of health said that a quarter of the clinics had no power.",
    "half": "Uganda will cut its coffee levy by half in January.",
    "quote": '"We will not wait," said Ngozi Bello, who runs the port of Lagos.',
    "office": "A reply from the Foreign Trade Bureau came on Friday.",
    "resign": "The resignation of the governor followed the closure of two mines.",
    "raise": "The central bank of Chile will raise the limit to 40 tonnes in March.",
    "may": "Growers near Cordoba may sell their olives abroad from June.",
    "set": "Talks are to open in Minsk on July 8.",
    "yet": "Three of the bridges still have to be built.",
    "paid": "Norway paid Gambia 12 million euros for the fishing rights.",
    "vienna": "Austria wants a say in the choice of the route, its government said.",
    "more": "The company added 300 jobs, no more than 40 of them in Lviv.",
    "premier": "Georgian premier Nino Abuladze met miners in Tkibuli.",
    "went": "The mayor went on to say that the school would stay closed.",
    "spent": "Freight trains carried 9 million tonnes last year, up from 7 million.",
    "nothing": '"We promised nothing," said deputy transport minister Ewa Lis.',
    "included": "Bicycles won't be included in the new tax.",
}


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        ("harbour", "Latvia closed Liepaja's oil port to Guinean tankers on May 3."),
        ("released", "All 14 sailors were released by the coast guard on Tuesday."),
        ("released", "On Tuesday the coast guard let go all 14 sailors."),
        (
            "ferries",
            "The two countries agreed to let ferries transport drugs duty-free until 31 October.",
        ),
        ("share", "Ghana's health ministry said 25% of the clinics were without electricity."),
        ("half", "Uganda will halve its coffee levy in January."),
        ("half", "In January Uganda will reduce its coffee levy by 50%."),
        ("quote", 'Ngozi Bello, who runs the port of Lagos, said: "We will not wait."'),
        ("office", "On Friday a reply came from the FTB."),
        ("resign", "The governor resigned after two mines closed."),
        ("raise", "The limit will rise to 40 tonnes in March."),
        ("raise", "Chile's central bank is set to increase the limit to 40 tonnes in March."),
        ("may", "From June, growers near Cordoba are allowed to sell their olives abroad."),
        ("set", "Talks are due to start in Minsk on July 8."),
        ("set", "Talks are scheduled to begin in Minsk on 8 July."),
        ("yet", "Three of the bridges have yet to be built."),
        ("paid", "Gambia received 12 million euros from Norway for the fishing rights."),
        ("vienna", "Vienna wants a say in the choice of the route."),
        ("premier", "Georgia's prime minister, Nino Abuladze, met miners in Tkibuli."),
        ("went", "The mayor also said that the school would remain closed."),
        ("nothing", 'Deputy transport minister Ewa Lis said: "We promised nothing."'),
        ("included", "Bicycles will be excluded from the new tax."),
    ],
)
def test_what_keeps_the_meaning_is_carried(passage: str, sentence: str) -> None:
    assert check(sentence, [PASSAGES[passage]]).reasons == ()


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        ("harbour", "Latvia opened Liepaja's oil port to Guinean tankers on May 3."),
        ("harbour", "Lithuania closed Liepaja's oil port to Guinean tankers on May 3."),
        ("released", "The coast guard detained all 14 sailors on Tuesday."),
        ("ferries", "The three countries agreed to let ferries carry drugs duty-free."),
        (
            "ferries",
            "Estonia and Finland agreed to let ferries carry drugs duty-free from October 31.",
        ),
        ("share", "Ghana's health ministry said 20% of the clinics had no power."),
        ("half", "Uganda will halve its tea levy in January."),
        ("half", "Uganda will cut its coffee levy by a quarter in January."),
        ("quote", 'The port of Lagos said of Ngozi Bello: "We will not wait."'),
        ("office", "On Friday a reply came from the FBT."),
        ("raise", "The limit will fall to 40 tonnes in March."),
        ("may", "From June, growers near Cordoba must sell their olives abroad."),
        ("set", "Talks opened in Minsk on July 8."),
        ("yet", "Three of the bridges have been built."),
        ("paid", "Norway received 12 million euros from Gambia for the fishing rights."),
        ("vienna", "The government said in Vienna that it would choose the route."),
        ("more", "The company added 300 jobs, more than 40 of them in Lviv."),
        ("spent", "Freight trains carried 9 million tonnes last year, down from 7 million."),
        ("nothing", 'Deputy transport minister Ewa Lis did not say: "We promised nothing."'),
        ("included", "Bicycles will be included in the new tax."),
    ],
)
def test_what_changes_the_meaning_is_not(passage: str, sentence: str) -> None:
    assert not check(sentence, [PASSAGES[passage]]).supported
