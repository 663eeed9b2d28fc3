"""What a model's sentence may not do with the sentences that it cites, rule by rule."""

import pytest

from rag.writing.rules import Laid, unsaid

SAID = {
    "cause": (
        (
            "Peru closed the port of Ilo on Sunday because a crane had fallen.",
            "Fuel prices rose in Tacna.",
        ),
        ("Peru closed the port of Ilo because a crane had fallen.",
         "Because a crane had fallen, Peru closed the port of Ilo on Sunday."),
        ("Fuel prices rose in Tacna because Peru closed the port of Ilo.",
         "Peru closed the port of Ilo on Sunday, prompting fuel prices to rise in Tacna.",
         "In response to rising fuel prices, Peru closed the port of Ilo."),
    ),
    "cause, told in another way": (
        ("The strike was a reaction to the sale of the docks.",),
        ("The strike was in response to the sale of the docks.",),
        ("The sale of the docks was in response to the strike.",),
    ),
    "order": (
        ("The ministers met in Lima after the ambassador had left the country.",),
        ("The ambassador had left the country before the ministers met in Lima.",),
        ("The ministers met in Lima before the ambassador had left the country.",
         "The ambassador had left the country after the ministers met in Lima."),
    ),
    "order, over two sentences": (
        ("The senate approved the treaty. Hours later the president vetoed it.",),
        ("The president vetoed it after the senate approved the treaty.",),
        ("The senate approved the treaty after the president vetoed it.",),
    ),
    "a follow-up": (
        ("The inspection follows a complaint by the fishermen.",),
        ("The complaint by the fishermen came before the inspection.",),
        ("The complaint by the fishermen came after the inspection.",),
    ),
    "first and last": (
        ("It is the airline's first route to Bogota.",),
        ("It is the first route of the airline to Bogota.",),
        ("It is the airline's last route to Bogota.",),
    ),
    "condition": (
        ("Chad will reopen the bridge in May if the flood recedes, the army said.",),
        ("Chad will reopen the bridge in May if the flood recedes.",),
        ("Chad will reopen the bridge in May.",),
    ),
    "condition, until": (
        ("Until the debt is paid, the bank will grant no new loans to Accra.",),
        ("The bank will grant no new loans to Accra until the debt is paid.",),
        ("The bank will grant no new loans to Accra.",),
    ),
    "bound": (
        ("Ghana will lease up to 40 buses from Togo.",),
        ("Ghana will lease as many as 40 buses from Togo.",),
        ("Ghana will lease at least 40 buses from Togo.", "Ghana will lease 40 buses from Togo."),
    ),
    "bound, strictly": (
        ("Drivers must be at least 21 years old.",),
        ("Drivers must be no less than 21 years old.",),
        ("Drivers must be over 21 years old.",),
    ),
    "only": (
        ("The fund pays for roads and schools.",),
        ("The fund pays for schools and roads.",),
        ("The fund pays only for roads.",),
    ),
    "all for some": (
        ("The levy covers all tractors and some tractor parts.",),
        ("All tractors and some tractor parts are covered by the levy.",),
        ("The levy covers all tractors and all tractor parts.",
         "The levy covers all tractors and tractor parts."),
    ),
    "everything": (
        ("They agreed on many points.",),
        ("They agreed on many points.",),
        ("They agreed on everything.",),
    ),
    "how far": (
        ("Kenya wants to depend less on imported maize.",),
        ("Kenya wants to depend less on maize imported.",),
        ("Kenya wants to depend entirely less on imported maize.",),
    ),
    "how many": (
        ("Three Danish mills near Aarhus may go on exporting flour.",),
        ("Three Danish mills may go on exporting flour.",),
        ("Danish mills may go on exporting flour.",),
    ),
    "day": (
        ("The embassy shut on Tuesday for repairs and will reopen in June.",),
        ("The embassy shut on Tuesday for repairs.",),
        ("The embassy will reopen on Tuesday.",),
    ),
    "day of the announcement": (
        ("Ferries to Samos will sail again in July, the line announced on Monday.",),
        ("The line announced on Monday that ferries to Samos will sail again in July.",),
        ("Ferries to Samos will sail again on Monday.",),
    ),
    "part of a day": (
        ("The envoys met at noon.",), ("The envoys met at midday.",), ("The envoys met at night.",),
    ),
    "speaker": (
        ("The growers' union called the quota fair, but millers in Kano said it harms exports.",),
        ("Millers in Kano said it harms exports.", "The growers' union called the quota fair."),
        ("The growers' union said the quota harms exports.",),
    ),
    "nobody's words": (
        ("Lena Holt spoke in Bergen on Monday. The harbour has lost 300 jobs since May.",),
        ("The harbour has lost 300 jobs since May.",),
        ("Lena Holt said that the harbour has lost 300 jobs since May.",),
    ),
    "a day with the thing of another sentence": (
        ("The quota for herring starts on June 3.", "The quota for cod starts on July 8."),
        ("The quota for cod starts on July 8.", "The herring quota starts on June 3."),
        ("The quota for cod starts on June 3.",),
    ),
    "a thing of another sentence": (
        ("Laos sells teak to Hanoi.", "Its bamboo exports fell by a tenth."),
        ("Bamboo exports fell by a tenth.",),
        ("Teak exports fell by a tenth.",),
    ),
    "halves": (
        ("Fuel will be paid by Norway and food by Iceland.",),
        ("Norway will pay for fuel and Iceland for food.",),
        ("Norway will pay for food and Iceland for fuel.",),
    ),
    "owner": (
        ("In April Belgium opened new lines, it said, and the treaty of Bern was signed.",),
        ("Belgium opened new lines in April.",),
        ("Bern's new lines were opened in April.",),
    ),
    "who warned": (
        ("A warning from Oslo to Riga came last week.",),
        ("Last week Oslo warned Riga.",),
        ("Last week Riga warned Oslo.",),
    ),
    "restriction": (
        ("The fee applies to all lorries that weigh more than 20 tonnes.",
         "Shops based in Gozo must register by June."),
        ("The fee applies to all lorries that weigh more than 20 tonnes.",
         "Shops based in Gozo must register."),
        ("The fee applies to all lorries.", "Shops must register by June."),
    ),
    "whose they are": (
        ("The pact lets Georgian nurses work in Malta.",),
        ("Georgian nurses may work in Malta.",),
        ("The pact lets nurses work in Malta.",),
    ),
    "rank": (
        ("She is the first Danish judge in Oslo.",
         "It is the second largest mine in Bolivia.",
         "It is the only dam since 1995."),
        ("She is the first Danish judge.", "It is the second largest mine in Bolivia."),
        ("She is the first judge in Oslo.", "It is the largest mine in Bolivia.",
         "It is the second largest mine.", "It is the only dam."),
    ),
    "one of": (
        ("It is the best harbour in Goa.", "Vasco is one of the oldest towns in Goa."),
        ("Vasco is one of the oldest towns in Goa.",),
        ("It is one of the best harbours in Goa.", "Vasco is the oldest town in Goa."),
    ),
    "shares and counts": (
        ("About 600 lorries cross, half of them Kenyan.",
         "Half of the 800 workers,"
         " most of them women, struck.",
         "Mali added nine ships, bringing the total to 70."
         " All of the newly listed ships are tankers."),
        ("Half of the 800 workers struck.",),
        ("About 600 Kenyan lorries cross.", "The 800 workers struck.",
         "Half of the 800 women struck.", "All 70 ships are tankers."),
    ),
    "names in places": (
        ("A court in Malta refused to send a banker to Canada.",
         "Guam exported more cod to Fiji than to Samoa.", "Cuba owes Brazil money."),
        ("A Maltese court refused to send a banker to Canada.",),
        ("A Canadian court refused to send a banker to Malta.",
         "Guam exported more cod to Samoa than to Fiji.", "Brazil owes Cuba money."),
    ),
    "a name given": (
        ("Moro had for months been “sheriff” to Leal.",),
        ("Leal had for months called Moro “sheriff”.",),
        ("Moro had for months called Leal “sheriff”.",),
    ),
    "two halves": (
        ("Lome issued 900 visas in 2023 and 1,200 in 2024.",
         "Diaz called the deal wise and Rios called it rash."),
        ("Lome issued 900 visas in 2023.", "Diaz called the deal wise."),
        ("Lome issued 900 visas in 2024.", "Rios called the deal wise."),
    ),
    "day of a deed": (
        ("The union rejected the offer. It plans a march on May 2.",),
        ("It plans a march on May 2.",),
        ("The union rejected the offer on May 2.",),
    ),
    "plan": (
        ("The firm wants to build a bridge in Lome.",),
        ("A bridge is what the firm wants to build in Lome.",),
        ("The firm will build a bridge in Lome.",),
    ),
    "reason for another thing": (
        ("Sales rose in May. Part of the reason is the boss who followed the fall of Nagy; another"
         " is the heat.",),
        ("Sales rose in May, partly because of the heat.",),
        ("Nagy fell because of the heat.",),
    ),
    "quotation": (
        ("“I had a call with Premier Ana Silva,” Ortega wrote. The post went on:"
         " “Time is short.”",),
        ("“Time is short,” Ortega wrote.",),
        ("“Time is short,” Silva wrote.",),
    ),
}  # fmt: skip
CARRIED = [(quotes, said) for quotes, true, _ in SAID.values() for said in true]
NOT_CARRIED = [(quotes, said) for quotes, _, false in SAID.values() for said in false]


def reasons(quotes: tuple[str, ...], said: str) -> tuple[str, ...]:
    return tuple(unsaid(Laid(said, quotes, quotes)))


@pytest.mark.parametrize(("quotes", "said"), CARRIED)
def test_a_rewording_is_let_through(quotes: tuple[str, ...], said: str) -> None:
    assert reasons(quotes, said) == ()


@pytest.mark.parametrize(("quotes", "said"), NOT_CARRIED)
def test_what_the_articles_do_not_say_so_is_refused(quotes: tuple[str, ...], said: str) -> None:
    assert reasons(quotes, said)
