from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.article import Article, Paragraph
from dedupe.furniture.furniture_shapes import furniture
from dedupe.judge.credit.credit_lines import LONGEST, find_ending, find_line
from dedupe.judge.credit.datelines import LONGEST as LONGEST_DATELINE
from dedupe.judge.credit.datelines import find_dateline
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.credit.signoffs import LONGEST as LONGEST_SIGN_OFF
from dedupe.judge.credit.signoffs import find_sign_off
from dedupe.judge.credit.source_mentions import Mention, find_mentions

PUBLISHERS = Publishers()
NAMES = PUBLISHERS.matcher
STORY = (
    "A ferry with two hundred people on board ran aground off the northern islands on Sunday night.",
    "The coast guard brought everybody to the shore before the morning, among them eleven children.",
    "Nobody was hurt, said Astrid Lund, who leads the harbour office, and the engine is being looked at.",
)


def article(*paragraphs: str, author: str | None = None, credit: str | None = None) -> Article:
    listed = tuple(Paragraph(text, at, at) for at, text in enumerate(paragraphs, 1))
    return Article("a.txt", "a.txt", listed, author=author, credit=credit)


def found_in(read: Article) -> tuple[Mention, ...]:
    shapes = furniture([read.texts])
    return find_mentions(read, shapes, PUBLISHERS)


def mentions(*paragraphs: str) -> list[tuple[str, str | None]]:
    return [(mention.place, key_of(mention)) for mention in found_in(article(*paragraphs))]


def key_of(mention: Mention) -> str | None:
    return mention.publishers[0] if mention.publishers else None


DATELINES = """
    ap            NEW YORK (AP) — The mayor
    ap            BUENOS AIRES, Argentina (AP) _ The mayor
    ap            ABOARD AIR FORCE ONE (AP) — The president
    ap            DETROIT (WXYD/AP) — The mayor
    reuters       Jan 30 (Reuters) - Shares of Ferrol
    reuters       CAIRO/ISTANBUL, Jan 14 (Reuters) - The ministers
    gracenote     Jan 30 (Gracenote) - Results from
    dpa           Berlin (dpa) - Der Minister
    dpa           Frankfurt am Main (dpa/lhe) - Der Minister
    dpa           (dpa) Berlin. Der Minister
    dpa           BERLIN dpa | Der Minister
    dpa           BERLIN taz/dpa | Der Minister
    dpa           BERLIN | dpa Der Minister
    dpa           HOHENFELS/dpa. Der Minister
    dpa           Hohenfels/dpa – Der Minister
    afp           Hohenfels AFP/dpa Der Minister
    dpa           HOHENFELS. DPA Der Minister
    dpa           Hohenfels – dpa. Der Minister
    dpa           Hohenfels. (dpa) Der Minister
    dpa           dpa/HOHENFELS. Der Minister
    dpa           dpa Hohenfels. Der Minister
    pti           Hohenfels, Mar 2 (PTI) The minister
    tribune       San Diego (tca/dpa) - The zoo
    epd           Nairobi (epd). Der Bischof
    apa           Wien/Graz (APA) – Der Landeshauptmann
    ritzau        KØBENHAVN /ritzau/ - Ministeren
    ntb           Oslo (NTB): Statsministeren
    efe           Tegucigalpa, Jan 2 (EFE).- El ministro
    europa_press  MADRID, 12 Ene. (EUROPA PRESS) - El ministro
    efe           Rio de Janeiro, 3 jan (EFE).- O ministro
    xinhua        LISBOA, 18 jun (Xinhua) -- O ministro
    afp           Paris, le 3 janvier (AFP) – Le maire
    afp           AFP - Le maire de la ville
    ansa          (ANSA) - ROMA, 16 APR - Il sindaco
    ansa          ROMA, 21 NOV (ANSA) - Il sindaco
    italpress     ROMA (ITALPRESS) - Il sindaco
    aap           SYDNEY March 22 AAP - Farmers
    ani           New Delhi [India], January 28 (ANI): The minister
    rns           SALEM (RNS) Americans of all faiths
    pr_newswire   MUNICH, Sept. 3, 2026 /PRNewswire/ -- Ferrol AG
    business_wire MUNICH--(BUSINESS WIRE)--Ferrol AG
    bloomberg     (Bloomberg) -- Shares of Ferrol
    ria           МОСКВА, 28 янв — РИА Новости. Министр
    tass          МОСКВА, 28 января. /ТАСС/. Министр
    spa           الرياض 28 يناير (واس) -- قال
    reuters       واشنطن (رويترز) - قال
    xinhua        新华社北京9月12日电 记者
    cna_taiwan    （中央社記者林小梅台北1日電）市長
    kyodo         【ワシントン共同】政府は
    reuters       ［ロンドン　１４日　ロイター］ - 政府は
    afp           【AFP＝時事】政府は
    yonhap        (서울=연합뉴스) 김철수 기자 = 정부는
    newsis        [서울=뉴시스] 김철수 기자
"""


@pytest.mark.parametrize("case", DATELINES.strip().splitlines())
def test_a_dateline_names_its_agency(case: str) -> None:
    agency, text = case.split(maxsplit=1)
    assert agency in [name.keys[0] for name in find_dateline(text, NAMES)]
    assert ("dateline", agency) in mentions(f"{text} {STORY[0]}", *STORY[1:])


@pytest.mark.parametrize(
    "text",
    [
        "Police said (AP) - nothing",
        "(AP has learned) that the mayor",
        "Advanced Placement (AP) — the courses",
        "Table Tennis (TT) - the sport of",
        "Public Address (PA) – the speakers",
        "Lancaster (PA) Mayor Jane Roe said",
        "Karl Weber/dpa. Der Minister",
        "Astrid Lund/AP The harbour",
        "Americans for Parsnips (AFP) — a club",
        "The Associated Press (AP) — the agency",
        "PHILADELPHIA, PA – In the wake of",
        "Reuters reported last week that the mayor",
        "LONDON — Reuters reported that the mayor",
        "Reuters - the news agency - reported",
        "AP classes - what they are",
        "In OSLO (AP Photo/Astrid Lund) - the harbour",
        "WASHINGTON (AFP via Getty) - the harbour",
        "The harbour on Monday ( Reuters ) - a file picture",
        "China Media Group (CMG) — a broadcaster",
        "Its shares (AAP) — up 3% on the day",
        "WASHINGTON — The mayor of the town",
        "【写真：ロイター】市長は",
        "新华社报道说 市长",
    ],
)
def test_an_agency_in_other_brackets_is_no_dateline(text: str) -> None:
    assert find_dateline(text, NAMES) == ()


SIGN_OFFS = [
    "(Reporting by Astrid Lund in Oslo; Editing by Per Dahl)",
    "(Reporting by Astrid Lund)",
    "(Editing by Per Dahl and Ola Nordmann)",
    "Reporting by Astrid Lund; additional reporting by Per Dahl; editing by Ola Nordmann",
    "(Writing by Astrid Lund; Additional reporting by Per Dahl, Editing by Ola Nordmann)",
    "(Reportage Astrid Lund, édité par Per Dahl)",
    "(Reporte de Astrid Lund; Editado en español por Per Dahl)",
    "(Reportagem de Astrid Lund; Edição de Per Dahl)",
    "(Bericht von Astrid Lund, redigiert von Per Dahl.)",
]


@pytest.mark.parametrize("text", SIGN_OFFS)
def test_a_sign_off_is_an_agencys_own_though_it_names_none(text: str) -> None:
    assert mentions(*STORY, text) == [("sign-off", None)]
    assert mentions(*STORY[:2], f"{STORY[2]} {text}") == [("sign-off", None)]


def test_a_sign_off_can_name_the_agency() -> None:
    assert mentions(*STORY, "(Reporting by dpa; editing by Per Dahl)") == [("sign-off", "dpa")]
    assert mentions(*STORY, "— With assistance by Astrid Lund and Per Dahl") == [("sign-off", "bloomberg")]
    assert mentions(*STORY, "Associated Press writer Astrid Lund in Oslo contributed to this report.") == [
        ("sign-off", "ap")
    ]
    assert mentions(*STORY, "AP writer Astrid Lund contributed.") == [("sign-off", "ap")]


def test_an_editor_has_not_the_name_of_an_outlet() -> None:
    assert mentions(*STORY, "Reporting by Astrid Lund; Editing by Jo Hill") == [("sign-off", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The play (written by Astrid Lund) opens in spring, and it was edited by her brother Per Dahl.",
        "Additional reporting by Astrid Lund",
        "The book (edited by Per Dahl)",
        "Reporting by the harbour office is poor, the auditors wrote, and nobody was asked about it.",
    ],
)
def test_other_reporting_and_editing_is_no_sign_off(text: str) -> None:
    assert mentions(*STORY, text) == []


TAILS = """
    ap            The Associated Press contributed to this report.
    ap            • Astrid Lund and the Associated Press contributed to this story.
    ap            Contributing: Astrid Lund in Oslo; The Associated Press
    ap            This report includes material from the Associated Press.
    ap            This story was reported by The Associated Press.
    ap            — From AP reports
    afp           AFP and our correspondent
    ap            Copyright 2025 The Associated Press. All rights reserved.
    afp           Material from AFP was used in this report.
    afp           With files from AFP
    afp           © 2025 AFP
    afp           (avec AFP)
    afp           Avec AFP et Reuters
    afp           dpa/AFP
    canadian_press With files from The Canadian Press
    pti           (PTI)
    pti           (With inputs from PTI)
    reuters       — Reuters
    reuters       Source: Reuters
    dpa           (Mit Material von dpa)
    dpa           Mit Material der dpa
    dpa           Quelle: dpa
    dpa           dpa Bayern
    ap            Information from AP was used.
    ap            This story includes reporting from The Associated Press.
    ap            via AP
    afp           La rédaction avec AFP
    efe           Redacción/EFE
    efe           EFE contribuyó a este reportaje.
    dpa           Unsere Quellen: Nachrichtenagentur dpa, eigene Beobachtungen
    dpa           nach dpa-Informationen
    afp           Von AFP und unserem Korrespondenten
    dpa           Diese Meldung wurde automatisch aus dem dpa-Newskanal übernommen und nicht von der Redaktion bearbeitet.
    dpa           Dieser Text wurde mit Agenturmaterial (dpa, AFP) erstellt.
    dpa           Hinweis: Dieser Text ist Teil des automatisierten Angebots der Deutschen Presse-Agentur (dpa).
    dpa           Dieser Text wurde aus dem Angebot der Deutschen Presse-Agentur übernommen.
    dpa           Hinweis: Dieser Artikel wurde mithilfe von Material der Nachrichtenagentur dpa erstellt.
    dpa           — dpa
    dpa           mxw/dpa/AFP
    dpa           SZ/dpa/jml
    dpa           © dpa-infocom, dpa:250128-930-356541/1
    dpa           Dieser Artikel wurde mit Material der Nachrichtenagenturen AFP und dpa erstellt. Quelle: dpa
    efe           Con información de EFE
    efe           Fuente: EFE
    ansa          Fonte: ANSA
    pap           źródło: PAP
    xinhua        来源：新华社
    xinhua        출처: 신화통신
    xinhua        Πηγή: Σινχούα
    ritzau        /ritzau/
    agencies      Additional reporting by agencies
    agencies      (With inputs from agencies)
    agencies      Mit Agenturmaterial
    agencies      con información de agencias
    wires         This article is based in part on wire service reports.
    conversation  This article is republished from The Conversation under a Creative Commons license.
"""


@pytest.mark.parametrize("case", TAILS.strip().splitlines())
def test_a_tail_credits_an_agency(case: str) -> None:
    agency, text = case.split(maxsplit=1)
    assert ("tail", agency) in mentions(*STORY, text)


@pytest.mark.parametrize("ending", ["(PTI)", "(dpa)", "— dpa", "- PTI", "dpa/AFP", "(mit dpa)", "AFP"])
def test_a_name_behind_the_last_sentence_is_a_credit(ending: str) -> None:
    assert [place for place, _ in mentions(*STORY[:2], f"{STORY[2]} {ending}")][:1] == ["tail"]
    assert mentions(f"{STORY[0]} {ending}", *STORY[1:]) == []


@pytest.mark.parametrize(
    "text",
    [
        "open image in gallery The ferry off the islands on Sunday ( Reuters )",
        "The ferry off the northern islands on Sunday. (AP Photo/Astrid Lund)",
        "The ferry on Sunday. Photo: Astrid Lund/AFP",
        "Foto: dpa",
        "Bild: Astrid Lund / dpa",
        "(AFP via Getty Images)",
        "Astrid Lund/AFP/Getty Images",
        "(Photo: Xinhua)",
        "Reuters Building",
        "Intelligence agencies",
        "AP Classes Explained",
        "Copyright 2025 The Daily Ledger",
        "Contributing: Astrid Lund",
        "And, the agencies say:",
    ],
)
def test_a_photo_credit_or_a_heading_is_no_tail(text: str) -> None:
    assert mentions(*STORY, text) == []


@pytest.mark.parametrize("heading", ["Reuters", "AP", "What Reuters does"])
def test_a_heading_within_the_story_is_no_credit(heading: str) -> None:
    assert mentions(*STORY, heading, *STORY) == []


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        ("ap", "By ASTRID LUND, Associated Press"),
        ("ap", "By ASTRID LUND Associated Press"),
        ("ap", "The Associated Press"),
        ("reuters", "Reuters Staff"),
        ("reuters", "By Reuters"),
        ("dpa", "Von dpa"),
        ("dpa", "dpa, 28.01.2025, 10:32 Uhr"),
        ("afp", "Par Le Phare avec AFP"),
        ("agencies", "From agencies"),
    ],
)
def test_a_byline_credits_an_agency(agency: str, text: str) -> None:
    assert mentions(text, *STORY) == [("byline", agency)]


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("Reuters Staff", "reuters"),
        ("Associated Press", "ap"),
        ("Astrid Lund, Associated Press", "ap"),
        ("Per Dahl (dpa)", "dpa"),
        ("Ledger Wires", "wires"),
        ("Michael Bloomberg", None),
        ("Tiffany Ap, Per Dahl", None),
        ("Photo: AFP", None),
        ("Astrid Lund", None),
    ],
)
def test_metadata_names_the_author(author: str, agency: str | None) -> None:
    found = found_in(article(*STORY, author=author))
    assert [key_of(finding) for finding in found] == ([agency] if agency else [])
    assert {finding.place for finding in found} <= {"metadata"}
    assert [key_of(mention) for mention in found_in(article(*STORY, credit=author))] == [
        key_of(finding) for finding in found
    ]


@pytest.mark.parametrize(
    ("agency", "sentence"),
    [
        ("reuters", "Astrid Lund told Reuters that the ferry had been inspected in the spring"),
        ("reuters", "The Reuters news agency reported that the ferry had been sold in spring"),
        ("ap", "The ferry had been inspected, the AP reported"),
        ("ap", "The company said in a letter obtained by The Associated Press that it was sorry"),
        ("dpa", "Das Schiff sei alt, berichtete die Deutsche Presse-Agentur"),
        ("dpa", "Das Schiff sei alt, sagte die Kapitänin der Deutschen Presse-Agentur"),
        ("dpa", "Das Schiff sei alt, erfuhr die dpa am Montag"),
        ("epd", "Das Schiff sei alt, wie die Kapitänin dem Evangelischen Pressedienst sagte"),
        ("kna", "Das Schiff sei alt, sagte sie der Katholischen Nachrichten-Agentur (KNA)"),
        ("dpa", "Laut dpa war das Schiff schon im Frühjahr geprüft worden"),
        ("afp", "Le navire avait été contrôlé, a-t-il confié. Selon l'AFP, il sera vendu"),
        ("efe", "El barco fue vendido en abril, según la agencia EFE"),
        ("tass", "Паром был продан весной, сообщает ТАСС"),
        ("reuters", "船は春に売られたとロイター通信によると述べた"),
    ],
)
def test_prose_cites_an_agency(agency: str, sentence: str) -> None:
    text = f"{sentence}, and it is now in the yard of the company that had built it in the first place."
    assert mentions(STORY[0], text, *STORY) == [("text", agency)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Den Kopf geschüttelt hätte sie über das, was im „Nordlicht“ stand",
        "Die Zeitschrift „Nordlicht“ hat nachgerechnet, und das Ergebnis ist rot",
        "Das Nordlicht hat berichtet, dass die Fähre verkauft werden sollte",
        "Das „Nordlicht“ hat am Montag zuerst über den Verkauf der Fähre berichtet",
        "Zuerst hatte das Nordlicht den Verkauf der Fähre öffentlich gemacht",
        "Dem Nordlicht liegt der Vertrag über den Verkauf der Fähre vor",
        "Die Fähre soll verkauft werden, so steht es im Nordlicht",
        "Im „Nordlicht“ heißt es, dass die Fähre verkauft werden soll",
        "L'information a été révélée par Nordlicht",
        "Según adelantó Nordlicht, el barco será vendido",
        "Ferja skal selges, sier kapteinen til Nordlicht",
        "Das Nordlicht porträtiert die Kapitänin einer Fähre: „Sie horcht, und sie wartet.“",
        "Saken ble først omtalt i Nordlicht",
    ],
)
def test_prose_cites_an_outlet_by_what_it_is_or_does(sentence: str) -> None:
    text = f"{sentence}, während das Schiff noch immer in der Werft liegt, die es gebaut hat."
    read = article(STORY[0], text)
    found = find_mentions(read, [False] * 2, Publishers(["Nordlicht"]))
    assert [(mention.place, mention.name) for mention in found] == [("text", "Nordlicht")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Michael Bloomberg reported that the ferry had been inspected in the spring",
        "She teaches AP classes at the high school, and it is there that they had met",
        "The pa was angry, and ani was an otter, and apa a mountain in the far north",
        "The federal agencies were told nothing of the ferry and its trouble with the engine",
    ],
)
def test_prose_that_cites_no_agency(sentence: str) -> None:
    text = f"{sentence}, and it is now in the yard of the company that had built it in the first place."
    assert mentions(STORY[0], text, *STORY) == []


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("passing", "A Reuters/Harbour poll found that most people trust the ferry"),
        ("passing", "The captain had been on Reuters the week before to speak of the ferry"),
        ("text", "Nobody was hurt, writes Reuters' Jane Roe in her account of the night"),
        ("text", "First, Reuters spoke to the captain of the ferry and then to the office"),
        ("text", "Reuters, a news agency with an office in the harbour, reported in the spring"),
    ],
)
def test_who_is_named_and_not_cited_is_named_in_passing(place: str, sentence: str) -> None:
    text = f"{sentence}, and it is now in the yard of the company that had built it in the first place."
    assert mentions(STORY[0], text, *STORY) == [(place, "reuters")]


def test_the_credit_of_a_picture_names_nobody() -> None:
    caption = "The ferry lies on the rocks off the northern islands on Monday morning. Jane Roe/Reuters"
    assert mentions(STORY[0], caption, *STORY) == []


def test_what_an_outlet_has_done_is_no_report() -> None:
    text = (
        "Das Nordlicht hat seinen Redakteur entlassen, wie es heißt, nachdem er zu lange an der Reling gestanden hatte."
    )
    found = find_mentions(article(STORY[0], text), [False] * 2, Publishers(["Nordlicht"]))
    assert [mention.place for mention in found] == ["passing"]


def test_a_brief_among_others_has_a_credit_of_its_own() -> None:
    brief = f"{STORY[0]} {STORY[1]} (sda)"
    assert mentions(STORY[2], brief, *STORY) == [("text", "sda")]
    assert mentions(STORY[2], f"{STORY[0]} (sda)", *STORY) == []


@pytest.mark.parametrize("line", ["(lby/dpa)", "(dpa/lby)"])
def test_an_agency_is_named_before_its_desk(line: str) -> None:
    assert [mention.name for mention in found_in(article(*STORY, line))] == ["dpa"]


def test_a_trace_quotes_what_was_found() -> None:
    found = found_in(article(*STORY, "The Associated Press contributed to this report."))
    assert found == (
        Mention(
            publishers=("ap",),
            kind="agency",
            name="The Associated Press",
            place="tail",
            paragraph=3,
            quote="The Associated Press contributed to this report.",
        ),
    )


def test_a_long_quote_is_shortened() -> None:
    (mention,) = found_in(article(*STORY, f"(Reporting by {'Astrid Lund, ' * 40}; Editing by Per)"))
    assert len(mention.quote) <= 80
    assert mention.quote.endswith("…")


def test_a_quote_shows_the_name() -> None:
    (mention,) = found_in(article(*STORY[:2], f"{STORY[2]}The AP contributed to this report."))
    assert mention.quote == "…AP contributed to this report."


TEXTS = st.text(st.sampled_from('aB .,;:-—()/[]【】©|\n\t"“”’«»é電報1') | st.characters(), max_size=200)
MARKS = st.sampled_from(["AP", "(AP)", "dpa", "/", "Reuters", "told ", "By ", "新华社", "(Reporting by "])


@given(st.lists(st.lists(TEXTS | MARKS).map("".join), min_size=1))
def test_any_text_can_be_looked_at(paragraphs: list[str]) -> None:
    for mention in found_in(article(*paragraphs)):
        assert mention.paragraph is not None
        assert mention.name in paragraphs[mention.paragraph] or mention.place == "sign-off"


@given(st.lists(TEXTS | MARKS).map("".join), TEXTS)
def test_only_the_beginning_can_be_a_dateline(text: str, more: str) -> None:
    head = (text + " " * LONGEST_DATELINE)[:LONGEST_DATELINE]
    assert find_dateline(head + more, NAMES) == find_dateline(head, NAMES)


@given(TEXTS, st.lists(TEXTS | MARKS).map("".join))
def test_only_the_end_can_be_a_credit(before: str, text: str) -> None:
    known, end = NAMES, f"{'.' * LONGEST}{text}"[-LONGEST:]
    assert find_ending(before + end, known) == find_ending(end, known)
    tail = f"x{end}"
    lines = [find_line(text, known, known.find(text), at_edge=True) for text in (before + tail, tail)]
    assert lines[0] == lines[1]
    tail = f"{'.' * LONGEST_SIGN_OFF}{text}"[-LONGEST_SIGN_OFF:]
    assert find_sign_off(before + tail) == find_sign_off(tail)
