"""The tamper guard in a language that is one declaration: French."""

from __future__ import annotations

import pytest

from bot.guard.check import check


@pytest.mark.parametrize(
    ("sentence", "evidence", "kind"),
    [
        ("Le ministre n'a pas démissionné.", "Le ministre a démissionné.", "negation"),
        ("Le ministre a démissionné.", "Le ministre n'a pas démissionné.", "negation"),
        ("Le ministre a démissionné.", "Le ministre n’a jamais démissionné.", "negation"),
        ("Un ministre a démissionné.", "Aucun ministre n'a démissionné.", "negation"),
        ("Une personne a été blessée.", "Personne n'a été blessé.", "negation"),
        ("Il viendra mardi.", "Il ne viendra pas mardi.", "negation"),
        ("Le maire est parti sans répondre.", "Le maire est parti.", "negation"),
        ("Il est certain que le texte passe.", "Il est incertain que le texte passe.", "negation"),
        ("Hollande a démissionné.", "Macron a démissionné.", "name"),
        ("Le président Hollande a démissionné.", "Le président Macron a démissionné.", "name"),
        ("L'Italie a augmenté ses dépenses.", "L'Allemagne a augmenté ses dépenses.", "name"),
        ("La France a quitté le Niger.", "La France a quitté le Mali.", "name"),
        ("Les prix ont baissé.", "Les prix ont augmenté.", "opposite"),
        ("Le tribunal a acquitté le maire.", "Le tribunal a condamné le maire.", "opposite"),
    ],
)
def test_each_fault_is_caught(sentence: str, evidence: str, kind: str) -> None:
    faults = check(sentence, [evidence], language="fr", evidence_language="fr").faults

    assert kind in {fault.kind for fault in faults}


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("Le ministre a démissionné.", "Selon l'AFP, le ministre a démissionné."),
        ("Le ministre n'a jamais démissionné.", "Le ministre n'a pas démissionné."),
        ("Il a parlé seulement de paix.", "Il n'a parlé que de paix."),
        ("Les dépenses de l'Allemagne ont augmenté.", "L'Allemagne a augmenté ses dépenses."),
        ("La rencontre a été utile.", "Sans doute, la rencontre a été utile."),
        (
            "Selon le président Macron, la France a quitté le Mali.",
            "Le président Emmanuel Macron a annoncé que la France avait quitté le Mali.",
        ),
    ],
)
def test_a_true_sentence_passes(sentence: str, evidence: str) -> None:
    assert check(sentence, [evidence], language="fr", evidence_language="fr").faults == ()


def test_a_name_is_compared_with_evidence_in_another_script() -> None:
    evidence = ["قال ماكرون إن ميركل غادرت."]

    assert check("Macron a parlé de Merkel.", evidence, language="fr", evidence_language="ar").ok
    assert not check("Hollande a parlé de Merkel.", evidence, language="fr", evidence_language="ar").ok
