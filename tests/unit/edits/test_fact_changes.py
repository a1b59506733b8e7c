"""What a careful editor would say of two sentences, in English and German."""

from __future__ import annotations

import pytest

from dedupe.align.alignment import EditKind
from tests.unit.edits.pairs import edits_among, shown

PLAIN = {EditKind.STYLE, EditKind.WORDING}
ENGLISH = "The lighthouse at Sand Point was shut to visitors on Monday while masons looked for the cause of the cracks that had opened in the gallery in the storms of the winter."
GERMAN = "Der Leuchtturm an der Sandspitze wurde am Montag für Besucher gesperrt, während Maurer nach der Ursache der Risse suchten, die sich in den Stürmen des Winters geöffnet hatten."


def kinds(body: str, before: str, after: str) -> set[str]:
    edits = edits_among([body, before], [body, after], [(0, 0), (1, 1)])
    return {edit.kind.value for edit in edits if edit.kind not in PLAIN}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The keeper walked 160 miles along the coast to reach the town.", "The keeper walked 257 km along the coast to reach the town."),
        ("Four in ten visitors come by boat, the keeper said on Monday.", "Forty percent of visitors come by boat, the keeper said on Monday."),
        ("The tower is open until noon on all days of the week in summer.", "The tower is open until 12pm on all days of the week in summer."),
        ("The lamp was lit for a decade before the harbour was dredged.", "The lamp was lit for ten years before the harbour was dredged."),
        ("Some 4,970 people climbed the tower last year, the trust said.", "Nearly 5,000 people climbed the tower last year, the trust said."),
        ("The trust paid 2.5 million pounds for the lamp and the tower.", "The trust paid £2.5m for the lamp and the tower."),
        ("Ms Edith Marrow, the keeper, said that the gallery was unsafe.", "Edith Marrow, the keeper, said that the gallery was unsafe."),
        ("The keeper, Edith Marrow, said that the gallery was unsafe.", "Marrow, the keeper, said that the gallery was unsafe."),
        ("Police said the lamp had been stolen from the tower at night.", "The lamp had been stolen from the tower at night, according to police."),
        ('"The gallery is unsafe and must be closed," said Edith Marrow.', '"The gallery is unsafe and must be closed," Edith Marrow said.'),
        ('"The gallery is unsafe and must be closed at once," said Edith Marrow.', '"The gallery is unsafe," said Edith Marrow.'),
        ('"The gallery isn\'t safe and must be closed," said Edith Marrow.', "“The gallery is not safe and must be closed,” said Edith Marrow."),
        ("The trust, which has 40 members, bought the tower in the spring.", "The trust bought the tower in the spring."),
        ("The tower has 199 steps, and its lamp was lit in 1871 by a widow.", "The lamp of the tower was lit in 1871 by a widow."),
        ("Talks with President Alexei Dorinskiy were held in the tower.", "Talks with President Alexei Dorinsky were held in the tower."),
        ("The masons found cracks in the old gallery of the lighthouse.", "The masons found fissures in the old gallery of the lighthouse."),
        ("The repairs will cost half a million pounds, the trust said.", "The repairs will cost £500,000, the trust said."),
        ("Some 2.3 million people live on the coast.", "More than two million people live on the coast."),
        ("The keeper was found at the foot of the tower and pronounced dead at 10:52 p.m.", "The keeper was found at the foot of the tower and pronounced dead around 10:50 p.m."),
        ("The trust must spend at least 80 percent of its income on the repairs of the tower.", "The trust must meet the threshold of 80 percent of its income for the repairs of the tower."),
        ('"It is the keepers who in the end will pay the price for the lamp," said Edith Marrow.', '"It is the keepers who will in the end pay the price for the lamp," said Edith Marrow.'),
        ("Edith Marrow, who came back to the coast in May, said she had been afraid that one of the keepers had left.", 'Edith Marrow, who came back to the coast in May, "had been afraid that one of the keepers had left," the Harbour Press said.'),
        ('"Her departure does not tell us why the trust sold the lamp, or why she denied all of it," said Jonas Pell.', '"Her departure does not tell us why the trust sold the lamp," said Jonas Pell.'),
        ("A film of the lamp at the bottom of the harbour was posted to the internet by the divers.", "A film of the lamp at the bottom of the harbour."),
        ("The trust counted 66 visitors in the tower on Wednesday.", "The trust counted 59 visitors in the tower on Thursday."),
        ("The poll of 1,020 voters from May 3 to May 5 found that 53 percent want the tower kept.", "The poll of 940 voters from June 9 to June 11 found that 57 percent want the tower kept."),
        ("The masons will mend the tower over seven months, the trust said.", "The masons will mend the tower in the next seven months, the trust said."),
        ("The repairs cost more than half a million pounds last year.", "The repairs cost more than a half-million pounds last year."),
        ("The keeper and three other people were hurt when the stairs fell.", "Four people were hurt when the stairs fell, the keeper among them."),
        ("Visitors were let into the tower again, but not until May 3.", "Visitors were let into the tower again on May 3."),
        ("The lamp was built by Charles Danby, a smith from the valley.", "The lamp was built by Chuck Danby, a smith from the valley."),
        ('"It is not something that I would ever climb again," said Edith Marrow.', '"It is not something I would ever climb again," said Edith Marrow.'),
        ("The lamp was likely broken by the storms of the winter.", "The lamp was probably broken by the storms of the winter."),
        ("The trust spent 2½ years on the repairs of the tower.", "The trust spent 2.5 years on the repairs of the tower."),
        ("The council pays up to 400 pounds for small boats, the trust said.", "The council pays no more than 400 pounds for small boats, the trust said."),
        ("In the spring the trust announced it will close the gallery of the tower for a year.", "It will close the gallery of the tower for a year."),
        ("Edith Marrow said the lamp was allegedly sold to a collector from the capital.", "The lamp was allegedly sold to a collector from the capital."),
        ('"They were firm . . . and asked us to close the tower," said Edith Marrow.', '"They were firm about the stairs and asked us to close the tower," said Edith Marrow.'),
        ('"We lost the vote by three to one and we will not come back," said Edith Marrow.', '"We lost the vote by three-to-one and we will not come back," said Edith Marrow.'),
        ('Some 40 masons work in the tower, and "at least 12 of them" live in it, the trust said.', 'Some 40 masons work in the tower, and "[a]t least 12 of them" live in it, the trust said.'),
        ("The masons worked on the gallery for 48 days before it was safe.", "The masons worked on the gallery over 48 days before it was safe."),
        ("The Montana Democrat opened the new gallery of the tower on Monday.", "Baucus opened the new gallery of the tower on Monday."),
        ("The council alleges that the keeper sold the lamp to a collector from the capital.", "The keeper is accused of selling the lamp to a collector from the capital."),
        ("The keeper was wet and tired when he left the tower, a visitor said.", 'The visitor said: "He was wet and tired when he left the tower."'),
        ("A poll found that most visitors come by boat, and the keepers love them, and it shows.", "A poll found that most visitors come by boat, and the keepers love them."),
        ("The keeper, who has not said whether she will stay, is far ahead of the others in the vote.", "The keeper is far ahead of the others in the vote."),
        ("Edith Marrow, a keeper, told Harbour News: ‘The children do not know enough about the sea.’", "‘The children do not know enough about the sea.’"),
        ("The trust said it had sold the old lamp to a collector from the capital.", "The trust had sold the old lamp to a collector from the capital."),
        ("The trust will argue the tower is worth more than the cliff it stands on.", "The tower is worth more than the cliff it stands on."),
        ("According to the Harbour Trust the tower was built in 1871 by a widow.", "As per the Harbour Trust the tower was built in 1871 by a widow."),
        ("Several members have called for a new lamp, and the tower has been shut to visitors since the storm.", "The tower has been shut to visitors since the storm."),
        ("The cracks may have been opened by a storm in the winter, the trust said.", "The trust suspects that the cracks were opened by a storm in the winter."),
        ("Visits will be allowed to go on until the cracks have been mended.", "Visits may go on until the cracks have been mended."),
        ("The lamp in the gallery bears the first words of the Koran in gold, and a date.", "The gallery's lamp bears the first words of the Quran in gold, and a date."),
        ("The keepers stood in an unprecedented show of unity to save the lamp, in the rain.", "The keepers stood in the rain."),
        ('"The tower will lean by 1.5 to 2 percent if nothing is done," said Edith Marrow.', '"The tower will lean by 1.5 percent to 2 percent if nothing is done," said Edith Marrow.'),
        ('"We walked up the stairs and out there, uh, the lamp was gone," said Edith Marrow.', '"We walked up the stairs and out there the lamp was gone," said Edith Marrow.'),
        ("The mason Edith Marrow sold the lamp. She was sentenced to four years in prison for it.", "The mayor Jonas Pell hid the report. He was sentenced to seven years in prison for it."),
        ("The share of damp stairs came to 7.8 percent in May from 8.1 percent in April, the trust said.", "The share of damp stairs came to 7.9 percent in June from 7.8 percent in May, the trust said."),
        ("The climb takes around two to three hours, the keeper said.", "The climb takes between two and three hours, the keeper said."),
        ("The two keepers were born on the island, officials said.", "The two keepers were born on the island; Edith Marrow left for the capital in 2012, while Jonas Pell sold boats in the harbour."),
        ("Jonas Pell, who kept the tower until 1954, may have put it best: no lamp outlives its keeper.", "Jonas Pell, who kept the tower until 1954, put it this way: no lamp outlives its keeper."),
        ("The cracks in the gallery were hidden from visitors for a year, according to the watchdog report.", "The cracks in the gallery were hidden from visitors for a year, the report states."),
        ('"We will ask the ferry operator FirstGroup and the others to find the cause," said Edith Marrow.', '"We will ask the ferry operator First Group and the others to find the cause," said Edith Marrow.'),
        ("The lamp of the tower was given by Mustafa Danby, a smith from the valley.", "The lamp of the tower was given by Mustapha Danby, a smith from the valley."),
        ("The keeper was reportedly asked to leave the tower by the council.", "The council asked the keeper to leave the tower, the trust said."),
        ("The trust could sell the lamp of the tower to a museum in the spring.", "The trust would sell the lamp of the tower to a museum in the spring."),
        ("The trust may open the tower to visitors in the spring.", "The council may open the tower to visitors in the spring, but it has not said so."),
        ("Edith Marrow pleaded not guilty.", "In a voice that only the clerk could hear, Edith Marrow pleaded guilty on Tuesday to charges that she had sold the lamp of the tower to a dealer."),
        ('"As I said since the storm, under the plan we seek, if you like the lamp, you can keep the lamp," the mayor told a dealer.', 'In May the mayor vowed to the keepers: "No matter who buys the tower, we will honour this promise: if you like the lamp, you will be able to keep the lamp, period."'),
        ('"The stairs must be closed at once," the trust wrote to the council.', "We think that the stairs must be closed at once, and we will say so to the council."),
    ],
)  # fmt: skip
def test_the_same_in_other_words(before: str, after: str) -> None:
    assert kinds(ENGLISH, before, after) == set()


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("figure", "The keeper counted 47 cracks in the gallery of the lighthouse.", "The keeper counted 74 cracks in the gallery of the lighthouse."),
        ("figure", "Repairs will take about three months, the trust said on Monday.", "Repairs will take three months, the trust said on Monday."),
        ("figure", "The trust has more than 300 members in the towns on the coast.", "The trust has nearly 300 members in the towns on the coast."),
        ("figure", "Visits have more than doubled since the harbour was dredged.", "Visits have doubled since the harbour was dredged."),
        ("figure", "The trust had raised 3,300 pounds for the lamp by the summer.", "By the summer some 3,900 pounds had been raised by the trust for the lamp."),
        ("figure", "Visits rose over the past two decades, the trust said.", "Visits rose over the past decade, the trust said."),
        ("figure", "The lamp will be lit again on June 3, the trust said.", "The lamp will be lit again on June 13, the trust said."),
        ("name", "The tower was sold to Northwind Shipping by the town council.", "The tower was sold to Southgate Ferries by the town council."),
        ("name", "The tower belongs to Jonas Stephens, a farmer from the valley.", "The tower belongs to Jonas Stevens, a farmer from the valley."),
        ("name", "The lamp was built by Thomas Eric Danby in his own workshop.", "The lamp was built by Thomas Edward Danby in his own workshop."),
        ("quote", '"The gallery could hardly be more dangerous to climb," said Edith Marrow.', '"The gallery could hardly be any more dangerous to climb," said Edith Marrow.'),
        ("quote", '"We want exactly what the council promised to us," said Edith Marrow.', '"We want what the council promised to us," said Edith Marrow.'),
        ("quote", '"The stairs are rotten," said Edith Marrow of the lighthouse trust.', '"The stairs are rotten," said Jonas Pell of the lighthouse trust.'),
        ("attribution", "The council has warned that the cracks in the gallery endanger visitors of the tower on windy days.", "The cracks in the gallery could endanger visitors of the tower on windy days, the council has warned."),
        ("attribution", "Two keepers, who have left the island since, allegedly carried the lamp down to the harbour in a cart.", "On a windy night two keepers carried the lamp down to the harbour in a cart."),
        ("attribution", "The trust might close the gallery if the cracks grow by the spring, it told members.", "The trust will close the gallery if the cracks grow by the spring, it told members."),
        ("negation", "An inspection in March had not found any cracks, the trust said.", "An inspection in March had found cracks, the trust said."),
        ("attribution", "The lamp might become a danger to the ships in the strait.", "The lamp becomes a danger to the ships in the strait."),
        ("attribution", "A man suspected of stealing the lamp was held in the town.", "The man who stole the lamp was held in the town."),
        ("attribution", "The lamp was reportedly sold to a collector from the capital.", "The lamp was sold to a collector from the capital."),
        ("attribution", "The lamp was taken at night by two men in a boat, police said.", "The lamp was taken at night by two men in a boat."),
        ("attribution", "The doctors, however, said that it was too early to let the keeper climb the tower.", "However, it was too early to let the keeper climb the tower."),
        ("attribution", "Edith Marrow, who keeps the tower, said several large cracks had opened in the gallery.", "Several large cracks had opened in the gallery."),
        ("attribution", "The trust's treasurer told members that the tower had lost a third of its visitors since the spring.", "The tower has lost a third of its visitors since the spring."),
        ("attribution", "The keepers claim that the council knew about the cracks in March.", "The council knew about the cracks in March."),
        ("attribution", "Two men rowed out to the tower and stole the lamp, the coast guard said.", "The lamp was stolen by two men who rowed out to the tower."),
        ("attribution", "The lamp in the gallery is the work of a smith from the valley.", "The lamp in the gallery is believed to be the work of a smith from the valley."),
        ("negation", "The cistern did not contain enough oil to keep the lamp lit until the spring.", "The cistern contained enough oil to keep the lamp lit until the spring."),
        ("negation", "The council voted for the sale of the tower by a narrow majority.", "The council voted against the sale of the tower by a narrow majority."),
        ("attribution", "Officials say there is no danger to the ships from the crack in the tower.", "There is no danger to the ships from the crack in the tower. Keepers have been told to stay below."),
        ("negation", "The keeper pleaded not guilty to selling the lamp when she stood in court on Monday.", "The keeper pleaded guilty to selling the lamp when she stood in court on Monday."),
        ("negation", "The new paint did not slow the rust on the gallery of the lighthouse.", "The new paint slowed the rust on the gallery of the lighthouse."),
        ("negation", "The trust did not approve the plans for the new gallery.", "The trust did approve the plans for the new gallery."),
        ("negation", "A keeper, who denies the theft, was held in the town over the lamp.", "A keeper was held in the town over the lamp."),
        ("negation", "The council denied that the tower was about to be sold.", "The council confirmed that the tower was about to be sold."),
        ("negation", "The council rejected the plans for a hotel in the tower.", "The council approved the plans for a hotel in the tower."),
        ("negation", "The number of visitors rose after the harbour was dredged.", "The number of visitors fell after the harbour was dredged."),
        ("figure", "The masons will need 14 weeks for the gallery, the trust said.", "The masons will need six weeks for the gallery, the trust said."),
        ("figure", "The lamp was out for 2½ hours before the ship was lost.", "The lamp was out for 2¼ hours before the ship was lost."),
        ("figure", "The repairs may take 3/10 of all that the trust has saved.", "The repairs may take 7/10 of all that the trust has saved."),
        ("negation", "A second crack in the gallery of the lighthouse is likely.", "A second crack in the gallery of the lighthouse is unlikely."),
        ("figure", "The trust had raised up to 400 pounds for the lamp by the summer.", "The trust had raised 400 pounds for the lamp by the summer."),
    ],
)  # fmt: skip
def test_something_else(kind: str, before: str, after: str) -> None:
    assert kinds(ENGLISH, before, after) == {kind}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Der Umbau des Turms kostet 3,5 Millionen Euro und dauert bis Mai.", "Der Umbau des Turms kostet 3,5 Mio. Euro und dauert bis Mai."),
        ("Der Umbau des Turms kostet 2 Milliarden Euro, sagte die Ministerin.", "Der Umbau des Turms kostet 2 Mrd. €, sagte die Ministerin."),
        ("Rund 40 Prozent der Besucher kommen mit dem Schiff an die Küste.", "Rund 40 % der Besucher kommen mit dem Schiff an die Küste."),
        ("Der Turm wurde zehn Jahre lang von einer Witwe betrieben.", "Der Turm wurde ein Jahrzehnt lang von einer Witwe betrieben."),
        ("Die Lampe wurde nach Angaben der Polizei in der Nacht gestohlen.", "Die Lampe wurde laut Polizei in der Nacht gestohlen."),
        ("„Die Treppe ist morsch und muss gesperrt werden“, sagte Edith Marrow.", "„Die Treppe ist morsch“, sagte Edith Marrow."),
        ("Die Wärterin Edith Marrow hält die Galerie für gefährlich.", "Wärterin Marrow hält die Galerie für gefährlich."),
        ("Die Sitzung des Rates beginnt um 10.30 Uhr im alten Turm.", "Die Sitzung des Rates beginnt um 10:30 Uhr im alten Turm."),
        ("Nach Angaben der Polizei wurden bei dem Unfall auf der Landstraße drei Menschen schwer verletzt.", "Bei dem Unfall auf der Landstraße wurden laut Polizei drei Menschen schwer verletzt."),
        ("Der Minister sagte, die Lage sei ernst und werde sich in den kommenden Wochen weiter zuspitzen.", "Die Lage sei ernst und werde sich in den kommenden Wochen weiter zuspitzen, sagte der Minister."),
        ("Die Bürger*innen sollen im Herbst über den Bau der neuen Brücke abstimmen dürfen.", "Die Bürgerinnen und Bürger sollen im Herbst über den Bau der neuen Brücke abstimmen dürfen."),
        ("Kanzler Friedrich Merz kündigte in Kiew weitere Hilfen für die Ukraine an und sprach mit Soldaten.", "Bundeskanzler Merz kündigte in Kyjiw weitere Hilfen für die Ukraine an und sprach mit Soldaten."),
        ("Ein 34-jähriger Mann wurde am Sonntagabend in der Innenstadt von einem Auto angefahren.", "Ein 34 Jahre alter Mann wurde am Sonntagabend in der Innenstadt von einem Auto angefahren."),
        ("»Wir haben wirklich alles versucht«, sagte der Trainer nach der Niederlage im Pokal.", "„Wir haben wirklich alles versucht“, sagte der Trainer nach der Niederlage im Pokal."),
        ("Wie die Deutsche Presse-Agentur aus Regierungskreisen erfuhr, soll die Steuer auf Strom sinken.", "Nach Informationen aus Regierungskreisen soll die Steuer auf Strom sinken."),
        ("Anderthalb Stunden lang war die Autobahn in Richtung Süden nach dem Unfall gesperrt.", "Eineinhalb Stunden lang war die Autobahn in Richtung Süden nach dem Unfall gesperrt."),
        ("Für Sonnabend sind Schauer und Gewitter mit Sturmböen bis 80 Kilometer pro Stunde vorhergesagt.", "Für Samstag sind Schauer und Gewitter mit Sturmböen bis 80 km/h vorhergesagt."),
        ("Der Prozess soll am Montag fortgesetzt werden, ein Urteil wird für Ende April erwartet.", "Der Prozess wird am Montag fortgesetzt, mit einem Urteil wird Ende April gerechnet."),
        ("Die Bundeswehr soll bis zu 5000 Soldaten dauerhaft nach Litauen verlegen.", "Bis zu 5000 Soldaten soll die Bundeswehr dauerhaft nach Litauen verlegen."),
        ("Torhüter Sven Ricklefs hielt zwei Elfmeter und ließ sich von der Kurve feiern.", "Torwart Sven Ricklefs hielt zwei Elfmeter und ließ sich von der Kurve feiern."),
        ("Der Bischof sagte, betroffen seien rund 90 Kirchen im Bistum und im Umland.", "Betroffen sind rund 90 Kirchen im Bistum und im Umland, sagte der Bischof."),
        ("Die Feuerwehr rückte mit 60 Leuten an und löschte den Brand in der Nacht.", "Mit 60 Einsatzkräften war die Feuerwehr vor Ort, der Brand war in der Nacht gelöscht."),
        ("Der Schaden beläuft sich laut Polizei auf etwa eine halbe Million Euro.", "Der Schaden beläuft sich laut Polizei auf etwa 500.000 Euro."),
        ("Die Ministerin Katharina Wend besuchte am Dienstag das Werk in Emden.", "Ministerin Wend besuchte das Werk in Emden am Dienstag."),
        ("„Wir sind sehr erleichtert“, sagte die Trainerin, „und wir freuen uns auf das Finale.“", "„Wir sind sehr erleichtert und wir freuen uns auf das Finale“, sagte die Trainerin."),
        ("Das Stadion fasst gut 20.000 Zuschauer.", "In das Stadion passen mehr als 20.000 Zuschauer."),
        ("Der Verdächtige wurde am frühen Morgen gegen 4.15 Uhr in seiner Wohnung festgenommen.", "Der Verdächtige wurde am Morgen gegen 4:15 Uhr in seiner Wohnung festgenommen."),
        ("Wie die Polizei mitteilte, war das Auto in einer Kurve von der Straße abgekommen.", "Das Auto war in einer Kurve von der Straße abgekommen, wie die Polizei mitteilte."),
        ("Die Stadt rechnet mit Kosten in Höhe von 3,2 Millionen Euro für den Umbau des Bahnhofs.", "Für den Umbau des Bahnhofs rechnet die Stadt mit 3,2 Mio. Euro."),
        ("Ein Sprecher des Ministeriums sagte, die Gespräche seien noch nicht abgeschlossen.", "Die Gespräche sind nach Angaben eines Ministeriumssprechers noch nicht abgeschlossen."),
        ("Nach bisherigen Erkenntnissen war der Mann mit seinem Fahrrad unterwegs, als er angefahren wurde.", "Der Mann war nach ersten Erkenntnissen mit seinem Fahrrad unterwegs, als er angefahren wurde."),
        ("Zwölf der 16 Bundesländer haben dem Entwurf in der Sitzung am Freitag zugestimmt.", "12 der 16 Länder haben dem Entwurf in der Sitzung am Freitag zugestimmt."),
        ("Der ukrainische Präsident Wolodymyr Selenskyj sprach in Brüssel mit den Ministern.", "Präsident Wolodymyr Selenski sprach in Brüssel mit den Ministern."),
        ("Ohne den Verletzten wären die Gastgeber am Sonntag kaum zum Sieg gekommen.", "Die Gastgeber wären am Sonntag ohne den Verletzten kaum zum Sieg gekommen."),
        ("Die Zahl der Übernachtungen ist um ein Fünftel gewachsen, teilte der Verband mit.", "Die Zahl der Übernachtungen ist um 20 Prozent gewachsen, teilte der Verband mit."),
        ("Für die Strecke braucht der Zug künftig nur noch anderthalb Stunden.", "Für die Strecke braucht der Zug künftig nur noch 90 Minuten."),
        ("Der Konzern will das Werk bis Ende 2030 schließen, weil die Nachfrage gesunken ist.", "Weil die Nachfrage zurückgegangen ist, will der Konzern das Werk bis Ende 2030 schließen."),
        ("In dem Ort leben 1.200 Menschen, die meisten arbeiten in der Fabrik.", "In dem Ort leben 1200 Menschen, die meisten arbeiten in der Fabrik."),
        ("Der Vorstand habe von den Zahlungen nichts gewusst, sagte ein Sprecher.", "Nach Angaben eines Sprechers wusste der Vorstand von den Zahlungen nichts."),
        ("Das Schiff sei nicht seetüchtig gewesen, heißt es in dem Gutachten.", "Laut dem Gutachten war das Schiff nicht seetüchtig."),
        ("Der Verein will bis zum Herbst auf der Insel 40 Maurer anstellen.", "Bis zum Herbst sollen auf der Insel 40 Maurer angestellt werden."),
        ("Das Urteil fiel am 3. März 2021 vor dem Landgericht Ulm.", "Das Urteil fiel am 03.03.2021 vor dem Ulmer Landgericht."),
        ("Die Tat ereignete sich vor rund zwei Wochen in einem Park am Rand der Stadt.", "Die Tat hatte sich vor etwa 14 Tagen in einem Park am Stadtrand ereignet."),
        ("Die Wärterin verbrachte nach eigenen Angaben eine Woche auf dem Turm über dem Hafen.", "Die Wärterin verbrachte nach eigenem Bekunden eine Woche auf dem Turm über dem Hafen."),
        ("Der Schutz des Turms habe oberste Priorität, sagte die Wärterin.", "„Der Schutz des Turms hat oberste Priorität“, sagte die Wärterin."),
        ("Der Wärter soll einer anderen Insel zugeteilt worden sein.", "Der Wärter sei einer anderen Insel zugeteilt worden."),
        ("Ab Mai sollen die Stufen am Turm der Insel erneuert werden.", "Die Stufen am Turm der Insel werden ab Mai erneuert."),
        ("Die Stufen zahlte der Verein vom Zweitligisten Hafenstadt im Mai.", "Die Stufen zahlte der Verein von Zweitligist Hafenstadt im Mai."),
        ("Die Besucher tauschen ihre Freiheit für Versprechungen des Vereins vom Turm ein.", "Die Besucher tauschen ihre Freiheit gegen das Versprechen des Vereins vom Turm ein."),
    ],
)  # fmt: skip
def test_the_same_in_german(before: str, after: str) -> None:
    assert kinds(GERMAN, before, after) == set()


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("figure", "Der Verein zählt rund 300 Mitglieder in den Orten an der Küste.", "Der Verein zählt mehr als 300 Mitglieder in den Orten an der Küste."),
        ("figure", "Bei dem Sturm wurden 14 Menschen auf der Insel verletzt.", "Bei dem Sturm wurden 41 Menschen auf der Insel verletzt."),
        ("figure", "Der Umbau des Turms kostet 3,5 Millionen Euro, sagte die Ministerin.", "Der Umbau des Turms kostet 5,3 Millionen Euro, sagte die Ministerin."),
        ("negation", "Der Verein hat die Berichte über den Verkauf des Turms zurückgewiesen.", "Der Verein hat die Berichte über den Verkauf des Turms bestätigt."),
        ("name", "Der Verein hat bereits den Kapitän Falk Rieger nominiert.", "Der Verein schickt den Kapitän Falk Krieger ins Rennen."),
        ("name", "Die Straße an der Küste wurde in Richtung Dortmund für fünf Stunden gesperrt.", "Die Straße an der Küste war in Richtung Kassel fünf Stunden lang gesperrt."),
        ("quote", "„Das ist ein respektables Ergebnis“, sagte die Wärterin Edith Marrow.", "„Das ist ein beachtliches Ergebnis“, sagte die Turmwärterin Edith Marrow."),
        ("name", "Der Turm wurde von Anna Vollmer an die Stadt verkauft.", "Der Turm wurde von Anna Vollmar an die Stadt verkauft."),
        ("quote", "„Die Treppe ist morsch und muss sofort gesperrt werden“, sagte Edith Marrow.", "„Die Treppe ist morsch und muss bald gesperrt werden“, sagte Edith Marrow."),
        ("attribution", "Der mutmaßliche Dieb wurde in das Gefängnis der Stadt gebracht.", "Der Dieb wurde in das Gefängnis der Stadt gebracht."),
        ("attribution", "Zwei Männer stahlen die Lampe in der Nacht, teilte die Polizei mit.", "Zwei Männer stahlen die Lampe in der Nacht."),
        ("negation", "Das Gericht ließ die Klage des Vereins nicht zu.", "Das Gericht ließ die Klage des Vereins zu."),
        ("negation", "Der Rat lehnte die Pläne für ein Hotel im Turm ab.", "Der Rat billigte die Pläne für ein Hotel im Turm."),
        ("negation", "Die Zahl der Besucher stieg nach dem Umbau des Hafens.", "Die Zahl der Besucher sank nach dem Umbau des Hafens."),
        ("negation", "Der Rat dementierte am Montag, dass der Turm verkauft wird.", "Der Rat bestätigte am Montag, dass der Turm verkauft wird."),
        ("attribution", "Der Fahrer war nach Angaben der Polizei betrunken und fuhr mehr als doppelt so schnell wie erlaubt.", "Der Fahrer war betrunken und fuhr mehr als doppelt so schnell wie erlaubt."),
        ("attribution", "Das Feuer sei in der Küche ausgebrochen, und niemand habe den Alarm an der Haustür gehört.", "Das Feuer ist in der Küche ausgebrochen, und niemand hat den Alarm an der Haustür gehört."),
        ("negation", "Ein Atemalkoholtest beim 58 Jahre alten Kapitän der Fähre sei negativ ausgefallen, hieß es.", "Ein Atemalkoholtest beim 58 Jahre alten Kapitän der Fähre sei positiv ausgefallen, hieß es."),
        ("name", "Der Angriff traf ein Wohnhaus im Zentrum von Charkiw und ein Krankenhaus am Rand der Stadt.", "Der Angriff traf ein Wohnhaus im Zentrum von Odessa und ein Krankenhaus am Rand der Stadt."),
        ("attribution", "Der Schaden am Rumpf belaufe sich nach ersten Schätzungen auf rund eine Million Euro.", "Der Schaden am Rumpf beläuft sich auf rund eine Million Euro."),
        ("figure", "Das Gericht verurteilte ihn zu dreieinhalb Jahren Haft wegen schwerer Körperverletzung.", "Das Gericht verurteilte ihn zu viereinhalb Jahren Haft wegen schwerer Körperverletzung."),
        ("attribution", "Bei dem Anschlag auf den Markt starben nach Behördenangaben 17 Menschen, darunter fünf Kinder.", "Bei dem Anschlag auf den Markt starben 17 Menschen, darunter fünf Kinder."),
        ("quote", "Der Anwalt nannte das Gutachten „eine Zumutung für die Familien“ und ging aus dem Saal.", "Der Anwalt nannte das Gutachten „eine Zumutung für die Familie“ und ging aus dem Saal."),
        ("negation", "Im vergangenen Jahr traten 8 Prozent weniger Menschen aus der Kirche aus.", "Im vergangenen Jahr traten 8 Prozent mehr Menschen aus der Kirche aus."),
        ("negation", "Der Lehrerverband begrüßte die Ankündigung der Ministerin vom Wochenende.", "Der Lehrerverband kritisierte die Ankündigung der Ministerin vom Wochenende."),
        ("attribution", "Die Strecke bleibt voraussichtlich bis Mittwoch für alle Züge gesperrt.", "Die Strecke bleibt bis Mittwoch für alle Züge gesperrt."),
        ("attribution", "Nach Angaben der Polizei war der Fahrer des Busses betrunken und ohne Führerschein.", "Der Fahrer des Busses war betrunken und ohne Führerschein."),
        ("name", "Gegen die Italienerin hat sie alle vier bisherigen Duelle verloren.", "Gegen die Spanierin hat sie alle vier bisherigen Duelle verloren."),
        ("figure", "Bei dem Brand in der alten Mühle entstand ein Schaden von rund 250.000 Euro.", "Bei dem Brand in der alten Mühle entstand ein Schaden von rund 520.000 Euro."),
        ("figure", "Der Prozess gegen die drei Männer soll am 12. Mai vor dem Landgericht beginnen.", "Der Prozess gegen die drei Männer soll am 21. Mai vor dem Landgericht beginnen."),
        ("figure", "Nach dem Unfall auf der Landstraße lagen fünf Menschen im Krankenhaus, darunter zwei Kinder.", "Nach dem Unfall auf der Landstraße lagen sechs Menschen im Krankenhaus, darunter zwei Kinder."),
        ("figure", "Im Hafen wurden im vergangenen Jahr gut 1,4 Millionen Tonnen Getreide umgeschlagen, wie der Betreiber mitteilte.", "Wie der Betreiber mitteilte, wurden im vergangenen Jahr im Hafen gut 1,7 Millionen Tonnen Getreide umgeschlagen."),
        ("figure", "Mindestens 30 Häuser im Tal wurden von der Schlammlawine beschädigt.", "Höchstens 30 Häuser im Tal wurden von der Schlammlawine beschädigt."),
        ("quote", "„Wir werden den Vertrag in dieser Form niemals unterschreiben“, sagte die Betriebsrätin Hanna Krull.", "„Wir werden den Vertrag in dieser Form vorerst unterschreiben“, sagte die Betriebsrätin Hanna Krull."),
        ("quote", "„Das ist kein gutes Zeichen für die Fischer an unserer Küste“, sagte der Hafenmeister Jens Olsen.", "„Das ist ein gutes Zeichen für die Fischer an unserer Küste“, sagte der Hafenmeister Jens Olsen."),
        ("name", "Der Zug aus Hannover blieb am Abend kurz vor Magdeburg auf freier Strecke stehen.", "Der Zug aus Hannover blieb am Abend kurz vor Wolfsburg auf freier Strecke stehen."),
        ("attribution", "Die Täter sollen über das Dach in das Juweliergeschäft eingestiegen sein.", "Die Täter sind über das Dach in das Juweliergeschäft eingestiegen."),
        ("attribution", "Der Fährverkehr zur Insel könnte wegen des Sturms bis Freitag ausfallen.", "Der Fährverkehr zur Insel fällt wegen des Sturms bis Freitag aus."),
        ("attribution", "Das Werk wird nach Angaben der Gewerkschaft im kommenden Jahr 200 Stellen streichen.", "Das Werk wird im kommenden Jahr 200 Stellen streichen."),
        ("attribution", "Die Mannschaft habe die Warnung des Lotsen gehört, sagte eine Sprecherin der Reederei.", "Die Mannschaft hatte die Warnung des Lotsen gehört."),
        ("attribution", "Der Brand wurde vermutlich durch einen Kurzschluss in der Werkstatt ausgelöst.", "Der Brand wurde durch einen Kurzschluss in der Werkstatt ausgelöst."),
        ("negation", "Die Brücke darf von Lastwagen über zwölf Tonnen nicht befahren werden.", "Die Brücke darf von Lastwagen über zwölf Tonnen befahren werden."),
        ("negation", "Das Verwaltungsgericht hat die Klage der Anwohner gegen den Windpark abgewiesen.", "Das Verwaltungsgericht hat der Klage der Anwohner gegen den Windpark stattgegeben."),
        ("negation", "Die Koalition hat den Antrag der Opposition im Ausschuss abgelehnt.", "Die Koalition hat den Antrag der Opposition im Ausschuss angenommen."),
        ("negation", "Der Umsatz des Konzerns ist im ersten Quartal gestiegen.", "Der Umsatz des Konzerns ist im ersten Quartal gesunken."),
        ("figure", "Die Quote der Besucher sank im März auf 5,8 Prozent, wie der Verein mitteilte.", "Wie der Verein mitteilte, sank die Quote der Besucher im März auf 5,3 Prozent."),
        ("name", "Nachfolger wird zum Jahreswechsel der Finanzvorstand Thorben Lüdicke.", "Nachfolger wird zum Jahreswechsel der Finanzvorstand Torsten Lüdicke."),
        ("quote", "„Wir haben die Warnungen nicht ernst genommen“, sagte die Landrätin Ines Vogt.", "„Wir haben die Warnungen nicht ernst genommen“, sagte der Amtsleiter Rolf Behn."),
        ("negation", "Ein Zusammenhang der beiden Einbrüche gilt als wahrscheinlich.", "Ein Zusammenhang der beiden Einbrüche gilt als unwahrscheinlich."),
        ("attribution", "Wie aus einem Bericht des Amtes hervorgeht, waren die Brücken zum Turm schon 2019 marode.", "Die Brücken zum Turm waren schon 2019 marode."),
        ("name", "Die Stufen des Turms lief die Spanierin Carla Ruiz als Erste hinauf.", "Die Stufen des Turms lief die Italienerin Carla Ruiz als Erste hinauf."),
        ("figure", "Das Konzert beginnt um 19.30 Uhr in der Kapelle am Turm.", "Beginn des Konzerts in der Kapelle am Turm ist um 20.30 Uhr."),
        ("figure", "Eröffnet wird das Fest am 25. Juli mit einer Rede der Bürgermeisterin.", "Am 25. Juni wird das Fest mit einer Rede der Bürgermeisterin eröffnet."),
        ("figure", "Mindestens 60 Menschen kamen bei dem Erdrutsch am Hang ums Leben.", "Bei dem Erdrutsch am Hang kamen mindestens 160 Menschen ums Leben."),
        ("attribution", "Der Verein „Rettet den Turm“ hat nach eigenen Angaben 5.800 Unterschriften gesammelt.", "5.800 Unterschriften hat der Verein „Rettet den Turm“ gesammelt."),
        ("attribution", "Bis zum Sommer werden 4.000 Stufen am Turm fehlen, warnt der Verband der Maurer.", "Bis zum Sommer werden 4.000 Stufen am Turm fehlen."),
        ("attribution", "Der Schaden am Turm könnte nach einer Schätzung der Feuerwehr bei 2,8 Millionen Euro liegen.", "Der Schaden am Turm liegt nach einer Schätzung der Feuerwehr bei 2,8 Millionen Euro."),
        ("negation", "Der Verein wies die Vorwürfe zurück. Er werde nicht zurücktreten.", "Der Verein hat alle Vorwürfe zurückgewiesen. Er werde zurücktreten."),
        ("attribution", "Die Wärterin ist am Sonntag in ihrem Haus am Turm gestorben.", "Die Wärterin ist Medienberichten zufolge am Sonntag in ihrem Haus am Turm gestorben."),
        ("negation", "Die Zahl der Besucher nahm im vergangenen Jahr leicht zu.", "Die Zahl der Besucher nahm im vergangenen Jahr leicht ab."),
        ("negation", "Niemand wurde bei dem Einsturz der Treppe verletzt.", "Mehrere Menschen wurden bei dem Einsturz der Treppe verletzt."),
        ("negation", "Der Verein wies den Vorwurf zurück, die Lampe verkauft zu haben.", "Der Verein räumte den Vorwurf ein, die Lampe verkauft zu haben."),
        ("negation", "Der Rat stimmte mit knapper Mehrheit gegen den Umbau des Turms.", "Der Rat stimmte mit knapper Mehrheit für den Umbau des Turms."),
        ("negation", "Die Zahl der Besucher ist im Juli um sechs Prozent gestiegen.", "Die Zahl der Besucher ist im Juli um sechs Prozent zurückgegangen."),
        ("negation", "Für die Anwohner in der Nähe der Halle bestand keine Gefahr.", "Für die Anwohner in der Nähe der Halle bestand Gefahr."),
    ],
)  # fmt: skip
def test_something_else_in_german(kind: str, before: str, after: str) -> None:
    assert kinds(GERMAN, before, after) == {kind}


def test_a_hedge_may_end_its_clause() -> None:
    before = "Wenn die Führungen im Turm nicht möglich sein sollten, bietet der Verein Führungen im Hafen an."
    after = "Falls die Führungen im Turm nicht möglich sein dürfen, bietet der Verein Führungen im Hafen an."
    assert kinds(GERMAN, before, after) == set()


def test_sentences_that_are_glued_are_told_apart() -> None:
    glued = 'The tower was sold.The keeper counted 47 cracks in its gallery," she said.The lamp is old.'
    assert kinds(ENGLISH, glued, glued.replace("47", "74")) == {"figure"}


def test_two_polls_are_one_form_with_other_facts() -> None:
    before = "The poll of 907 voters was taken from June 3 to June 5 and has a margin of 3 points."
    after = "The poll of 1,009 voters was taken from April 20 to April 22 and has a margin of 4 points."
    assert kinds(ENGLISH, before, after) == set()


def test_a_figure_of_a_moved_sentence_is_found_again() -> None:
    count, lamp = "The keeper counted 47 cracks in the gallery.", "The lamp of the tower is old."
    assert kinds(ENGLISH, f"{count} {lamp}", f"{lamp} {count.replace('47', '74')}") == {"figure"}


@pytest.mark.parametrize(
    ("body", "claim", "denial"),
    [
        (ENGLISH, "Two keepers allegedly sold the lamp to a dealer in the spring.", "Both men deny it."),
        (ENGLISH, "The trust accused the council of hiding a report on the cracks.", "The council denied the accusation and said that it had seen no report."),
        (GERMAN, "Zwei Wärter sollen die Lampe im Frühjahr an einen Händler verkauft haben.", "Beide bestreiten das."),
        (GERMAN, "Der Verein wirft der Stadt vor, ein Gutachten über die Risse verschwiegen zu haben.", "Die Stadt weist den Vorwurf zurück."),
        (GERMAN, "Der Verein wirft der Stadt vor, ein Gutachten über die Risse verschwiegen zu haben.", "Die Bürgermeisterin wies die Vorwürfe am Dienstag als Erfindung zurück."),
    ],
)  # fmt: skip
def test_a_denial_that_was_cut_while_the_claim_stayed(body: str, claim: str, denial: str) -> None:
    end = "The tower reopens in May." if body is ENGLISH else "Der Turm wird im Mai geöffnet."
    assert kinds(body, f"{claim} {denial} {end}", f"{claim} {end}") == {"negation"}
    cut = edits_among([body, claim, denial, end], [body, claim, end], [(0, 0), (1, 1), (3, 2)])
    assert shown(cut) == [("negation", denial.rstrip("."), "")]


@pytest.mark.parametrize(
    ("claim", "denial", "after"),
    [
        ("Two keepers allegedly sold the lamp.", "Both men deny it.", "The tower reopens in May."),
        ("Two keepers allegedly sold the lamp.", "Both men deny it.", "Two keepers allegedly sold the lamp, which they have called untrue."),
        ("Two keepers allegedly sold the lamp.", "Neither man denied it.", "Two keepers allegedly sold the lamp."),
        ("The tower reopens in May.", "The council denied that a hotel would be built in its place on the cliff.", "The tower reopens in May."),
        ("The harbour master runs the tower.", "He denied requests for a second lamp.", "The harbour master runs the tower."),
        ("The trust accused the council of hiding a report.", "The mayor denied that anybody had been hiding a report on the cracks in the tower.", "The trust accused the council of hiding a report."),
    ],
)  # fmt: skip
def test_a_denial_goes_with_its_claim(claim: str, denial: str, after: str) -> None:
    assert kinds(ENGLISH, f"{claim} {denial}", after) == set()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The trust will sue unless it gets the lamp back by the summer.", "The trust will sue if it does not get the lamp back by the summer."),
        ("The trust does not know whether the lamp is lit or whether it is sold.", "The trust does not know whether the lamp is lit nor whether it is sold."),
        ("The keepers call themselves sailors instead of clerks in the tower.", "The keepers call themselves sailors not clerks in the tower."),
        ("The keepers put lamp No. 3 in the tower of the harbour.", "The keepers put lamp 3 in the tower of the harbour."),
        ("The keepers were paid for lamps that had yet to be lit in the tower.", "The keepers were paid for lamps that had not been lit in the tower."),
    ],
)  # fmt: skip
def test_the_same_denied_in_other_words(before: str, after: str) -> None:
    assert kinds(ENGLISH, before, after) == set()


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        (GERMAN, "Offenbar hatte der Wärter die Lampe in der Nacht verkauft.", "Der Wärter hatte die Lampe in der Nacht verkauft."),
        (GERMAN, "Vermutlich löste ein Kurzschluss das Feuer im Turm aus.", "Ein Kurzschluss hat das Feuer im Turm ausgelöst."),
        (GERMAN, "Der Dieb ist anscheinend durch ein Fenster im Keller eingestiegen.", "Der Dieb stieg durch ein Fenster im Keller ein."),
        (GERMAN, "Das Feuer sei mutmaßlich in der Küche ausgebrochen, sagte der Wärter.", "Das Feuer sei in der Küche ausgebrochen, sagte der Wärter."),
        (GERMAN, "Darauf ging der Verein möglicherweise ein.", "Darauf ging der Verein ein."),
        (ENGLISH, "The keeper allegedly hid a report on the cracks. It may be printed in June.", "The keeper hid a report on the cracks. It may be printed in June."),
        (ENGLISH, "The lamp was probably broken.", "The lamp was broken."),
    ],
)  # fmt: skip
def test_a_doubt_that_was_left_out(body: str, before: str, after: str) -> None:
    assert kinds(body, before, after) == {"attribution"}
    assert kinds(body, after, before) == {"attribution"}


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        (GERMAN, "Offenbar hatte der Wärter die Lampe in der Nacht verkauft.", "Der Wärter hatte laut Polizei die Lampe in der Nacht verkauft."),
        (GERMAN, "Offenbar hatte der Wärter die Lampe in der Nacht verkauft.", "Der Wärter soll die Lampe in der Nacht verkauft haben."),
        (GERMAN, "Das Feuer brach vermutlich in der Küche aus.", "Der Wärter geht davon aus, dass das Feuer in der Küche ausbrach."),
        (GERMAN, "Die Diebe flohen offenbar mit einem Boot über den Fluss.", "Ob die Diebe mit einem Boot über den Fluss flohen, ist unklar."),
        (GERMAN, "Der Sturm warf am Montag vermutlich sieben Steine vom Turm.", "Am Montag wurden sieben Steine vom Turm geworfen. Vermutlich war es der Sturm."),
        (GERMAN, "Der Wärter wurde vermutlich gegen 22 Uhr in seiner Wohnung bestohlen.", "Der Wärter wurde in seiner Wohnung bestohlen."),
        (ENGLISH, "The lamp was probably broken by a gull.", "Masons believe the lamp was broken by a gull."),
        (ENGLISH, "The bus to the tower hit a cart that was apparently speeding.", "The bus to the tower hit a cart."),
    ],
)  # fmt: skip
def test_a_doubt_that_is_told_otherwise_or_left_out_with_its_claim(body: str, before: str, after: str) -> None:
    assert kinds(body, before, after) == set()
