"""What kind an edit is, in German, French and Spanish."""

from __future__ import annotations

import pytest

from tests.unit.edits.pairs import changes_between


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Der Umbau kostet 3,5 Millionen Euro und dauert noch.", "Der Umbau kostet 3,5 Mio. Euro und dauert noch."),
        ("Der Umbau kostet 2 Milliarden Euro und dauert noch.", "Der Umbau kostet 2 Mrd. € und dauert noch."),
        ("Dort wurden fünfundzwanzig Menschen verletzt, hieß es.", "Dort wurden 25 Menschen verletzt, hieß es."),
        ("Die Sitzung ist für den 5. Januar 2024 geplant.", "Die Sitzung ist für den 05.01.2024 geplant."),
        ("Die Straße ist bis 10 Uhr gesperrt.", "Die Strasse ist bis 10.00 Uhr gesperrt."),
        ("„Wir werden nie schließen“, sagte er.", "»Wir werden nie schliessen«, sagte er."),
    ],
)
def test_german_house_style(before: str, after: str) -> None:
    assert changes_between(before, after) == []


@pytest.mark.parametrize(
    ("kind", "before", "after", "words"),
    [
        ("figure", "Der Hafen hat 18.000 Container verladen.", "Der Hafen hat 1.800 Container verladen.", ("18.000", "1.800")),
        ("figure", "Der Umbau kostet rund 3 Millionen Euro.", "Der Umbau kostet mehr als 3 Millionen Euro.", ("rund 3 Millionen Euro", "mehr als 3 Millionen Euro")),
        ("figure", "Der Umbau kostet eine Billion Euro und ist für die Stadt zu teuer.", "Der Umbau kostet eine Milliarde Euro und ist für die Stadt zu teuer.", ("Billion Euro", "Milliarde Euro")),
        ("figure", "Die Sitzung ist am 5. Januar in der Stadt.", "Die Sitzung ist am 6. Januar in der Stadt.", ("5. Januar", "6. Januar")),
        ("figure", "Die Sitzung ist am Dienstag in der Stadt.", "Die Sitzung ist am Mittwoch in der Stadt.", ("Dienstag", "Mittwoch")),
        ("attribution", "Zwei Männer brachen nach Angaben der Polizei in das Haus ein.", "Zwei Männer brachen in das Haus ein.", ("nach Angaben der Polizei", "")),
        ("attribution", "Der Dieb wurde in das Gefängnis gebracht.", "Der mutmaßliche Dieb wurde in das Gefängnis gebracht.", ("", "mutmaßliche")),
        ("attribution", "Der Minister hat von dem Bericht im Keller gewusst.", "Der Minister hat wohl von dem Bericht im Keller gewusst.", ("", "wohl")),
        ("negation", "Das Gericht ließ die Berufung der Reederei nicht zu.", "Das Gericht ließ die Berufung der Reederei zu.", ("nicht", "")),
        ("negation", "Die Stadt hat keine Pläne für das alte Werk.", "Die Stadt hat Pläne für das alte Werk.", ("keine", "")),
        ("quote", "„Wir werden das Werk niemals schließen“, sagte er.", "„Wir werden das Werk nicht schließen“, sagte er.", ("niemals", "nicht")),
        ("quote", "„Das Wasser kam in der Nacht“, sagte Anna Vollmer.", "„Das Wasser kam in der Nacht“, sagte Erna Dahlke.", ("Anna Vollmer", "Erna Dahlke")),
        ("name", "Die Firma zieht mit dem Werk von Hamburg nach Bremen.", "Die Firma zieht mit dem Werk von Hamburg nach Kiel.", ("Bremen", "Kiel")),
        ("name", "Das Werk gehört der Familie von Anna Vollmer.", "Das Werk gehört der Familie von Dahlke.", ("Anna Vollmer", "Dahlke")),
        ("wording", "Das Haus am Markt wurde in der Nacht zerstört.", "Das Gebäude am Markt wurde in der Nacht zerstört.", ("Haus", "Gebäude")),
        ("wording", "Die Brücke wurde von Bürgermeisterin Anna Vollmer eröffnet.", "Die Brücke wurde von Bürgermeisterin Vollmer eröffnet.", ("Anna", "")),
    ],
)  # fmt: skip
def test_german(kind: str, before: str, after: str, words: tuple[str, str]) -> None:
    assert changes_between(before, after) == [(kind, *words)]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("figure", "L'incendie a détruit près de 300 maisons dans la nuit.", "L'incendie a détruit plus de 300 maisons dans la nuit."),
        ("attribution", "Les deux écoles du village sont fermées, selon le maire.", "Les deux écoles du village sont fermées."),
        ("attribution", "Le suspect présumé est dans la prison de la ville.", "Le suspect est dans la prison de la ville."),
        ("negation", "Le tribunal n'a pas accepté la demande de la société.", "Le tribunal a accepté la demande de la société."),
        ("figure", "El puerto cargó casi 300 cajas por la noche.", "El puerto cargó más de 300 cajas por la noche."),
        ("attribution", "Las dos escuelas del pueblo están cerradas, según el alcalde.", "Las dos escuelas del pueblo están cerradas."),
        ("attribution", "El presunto ladrón está en la cárcel de la ciudad.", "El ladrón está en la cárcel de la ciudad."),
        ("negation", "El alcalde no cerrará las escuelas del pueblo.", "El alcalde cerrará las escuelas del pueblo."),
    ],
)  # fmt: skip
def test_french_and_spanish(kind: str, before: str, after: str) -> None:
    assert [found for found, *_ in changes_between(before, after)] == [kind]


def test_an_unknown_language_has_figures_names_and_quotations_all_the_same() -> None:
    found = changes_between(
        '"Bron är säker", sade Alma Ek i Lund om 18 000 bilar och Nils Sten.',
        '"Bron är farlig", sade Alma Ek i Lund om 1 800 bilar och Nils Stern.',
    )
    assert [kind for kind, *_ in found] == ["quote", "figure", "name"]
