"""What words of an article carry, and what they do not though they hold every word of it."""

import pytest

from rag.claim_check.carrying import carried_by
from rag.claim_check.reasons import plainly

FERRY = "The ferry to Lindholm stops on Sundays after the council cut its grant."
SEALS = "Ward has said the ban won't cover boats with two or more Danish nets."
MAYOR = (
    "Norway's Fisheries Minister Ada Ward and Danish Health Secretary Jon Holt spoke by telephone."
)
LEVY = "The council imposed a levy on all Danish boats, which was later temporarily lifted."
ASKED = "Holt also asked on the radio whether the vote means Ward will close the harbour."
QUAY = "Holt was upset, as he said he thinks the minister is waiting for the tide in the harbour."
TALKS = "With talks over the harbour stalling between Norway and Denmark, Ward flew home."
FORMER = "The prize went to former governor Nils Berg."
BRIDGE = "The bridge opens on 3 May, a day after the tunnel closes in Aarhus."

FIRE = "Police arrested two men after a fire destroyed most of the old library."
MILL = "Halden bought the Polish mill from Brix Metals for 40 million euros."
UNION = "According to Orr, the union accused the company of hiding losses."
BANK = (
    "The deputy governor, Ines Falk, resigned on Tuesday, a week before governor Tom Riis retires."
)
HEARING = "Riis missed the hearing, which lawmakers had called to discuss the lost files."
STORM = "Only one of the four bridges was open on Sunday because of the storm."
WARNING = "The port would close if the crews joined the strike, its last in Lindholm."
COURT = "The court rejected a claim by Brix that Halden had broken the contract."


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The ferry to Lindholm stops on Sundays.", FERRY),
        ("The ferry to Lindholm stops on Sundays after the council cut its grant.", FERRY),
        ("Ward has said the ban won't cover boats with two or more Danish nets.", SEALS),
        ("Jon Holt is the Danish Health Secretary.", MAYOR),
        ("Ada Ward is Norway's Fisheries Minister.", MAYOR),
        ("The council imposed a levy on all Danish boats.", LEVY),
        ("The prize went to former governor Berg.", FORMER),
        ("The bridge opens a day after the tunnel closes.", BRIDGE),
        ("Police arrested two men.", FIRE),
        ("Halden bought the Polish mill for 40 million euros.", MILL),
        ("The union accused the company of hiding losses.", UNION),
        ("Ines Falk resigned on Tuesday.", BANK),
    ],
)
def test_what_is_said(claim: str, words: str) -> None:
    assert carried_by(claim, words).reasons == ()


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The ferry to Lindholm stops on Sundays because the council cut its grant.", FERRY),
        ("The ferry to Lindholm stops on Sundays before the council cut its grant.", FERRY),
        ("All ferries to Lindholm stop on Sundays.", FERRY),
        ("The only ferry to Lindholm stops on Sundays.", FERRY),
        ("Ward has said the ban won't cover boats.", SEALS),
        ("Ward has said the ban won't cover any boats.", SEALS),
        ("Jon Holt is Norway's Health Secretary.", MAYOR),
        ("Jon Holt is the Norwegian Health Secretary.", MAYOR),
        ("Jon Holt is the Fisheries Minister.", MAYOR),
        ("The council imposed a levy on all boats.", LEVY),
        ("The council lifted the levy on Danish boats.", LEVY),
        ("Ward will close the harbour.", ASKED),
        ("The minister is waiting for the tide in the harbour.", QUAY),
        ("Talks between Norway and Denmark are over.", TALKS),
        ("Nils Berg is the governor.", FORMER),
        ("The prize went to governor Nils Berg.", FORMER),
        ("The bridge opens a day before the tunnel closes.", BRIDGE),
        ("Two men destroyed the old library.", FIRE),
        ("A fire destroyed the old library.", FIRE),
        ("Police destroyed the old library.", FIRE),
        ("Halden bought Brix Metals for 40 million euros.", MILL),
        ("Orr accused the company of hiding losses.", UNION),
        ("Falk retires on Tuesday.", BANK),
        ("The governor resigned on Tuesday.", BANK),
        ("Lawmakers lost the files.", HEARING),
        ("Four bridges were open on Sunday.", STORM),
        ("The court rejected the contract.", COURT),
        ("The crews joined the strike.", WARNING),
        ("Orr had retaliated on Sunday.", "Orr spoke of retaliatory fees on Sunday."),
        ("Denmark should have the harbour.", TALKS),
        ("The strike was the last by the crews.", FERRY),
    ],
)
def test_what_is_not_said(claim: str, words: str) -> None:
    assert not carried_by(claim, words).supported


@pytest.mark.parametrize(
    ("claim", "words", "note"),
    [
        ("Ward sold the harbour.", TALKS, "The closest sentence says nothing of “sold”."),
        (
            "Ward has said the ban won't cover boats.",
            SEALS,
            "The closest sentence says this only with a condition.",
        ),
        (
            "Ward will close the harbour.",
            ASKED,
            "The closest sentence has this as planned, possible or somebody's view, not as a fact.",
        ),
    ],
)
def test_a_person_reads_why(claim: str, words: str, note: str) -> None:
    assert plainly(carried_by(claim, words).reasons) == note


def test_what_is_carried_needs_no_reason() -> None:
    assert plainly(()) is None
