"""French."""

from __future__ import annotations

from index.tongues.asking import Asking
from index.tongues.calendar import Calendar, Stretches, named
from index.tongues.denial import Denial
from index.tongues.names import Names
from index.tongues.numerals import Numerals
from index.tongues.prose import Prose
from index.tongues.sounds import Sounds
from index.tongues.speech import Speech
from index.tongues.texts import Texts
from index.tongues.tongue import Tongue
from index.tongues.words import Words

# ---- words -----------------------------------------------------------------------------------------------

WORDS = Words()

# ---- sounds ----------------------------------------------------------------------------------------------

SOUNDS = Sounds()

# ---- calendar --------------------------------------------------------------------------------------------

_LAST = "(?:derniere?|passee?|precedente?)"
_LASTS = "(?:derniers|dernieres|precedents|precedentes)"
_WITHIN = "(?:au cours des|lors des|dans les|durant les|pendant les|depuis les|ces|les|des)"
_COUNTED = (
    r" (?:(?!(?:a|au|aux|de|des|du|en|et|ou|que|qui|dans|par|pour|sur|les?|la|une?|ont|est|sont|etait|etaient)(?!\w))"
    r"[\w-]+ )?(?:personnes|hommes|femmes|enfants|gens|ouvriers|ouvrieres|salaries|employes|travailleurs|fonctionnaires|"
    r"soldats|militaires|combattants|policiers|gendarmes|manifestants|prisonniers|detenus|otages|refugies|migrants|civils|"
    r"habitants|etudiants|eleves|enseignants|medecins|patients|passagers|familles|victimes|morts|blesses|deces|emplois|"
    r"postes|maisons|logements|villages|ecoles|vehicules|voitures|navires|vols|cas|licenciements|heures|jours|semaines|"
    r"mois|ans|annees|kilometres|metres|tonnes|barils|dollars|euros|voix)(?!\w)"
)

CALENDAR = Calendar(
    months=named(
        {
            1: "janvier|janv",
            2: "fevrier|fevr",
            3: "mars",
            4: "avril|d'avril|avr",
            5: "mai",
            6: "juin",
            7: "juillet|juil",
            8: "aout|d'aout",
            9: "septembre",
            10: "octobre|d'octobre|oct",
            11: "novembre|nov",
            12: "decembre|dec",
        }
    ),
    weekdays=named(
        {0: "lundi", 1: "mardi", 2: "mercredi", 3: "jeudi", 4: "vendredi", 5: "samedi", 6: "dimanche"}
    ),
    short_weekdays=frozenset("lun mar mer jeu ven sam dim".split()),
    doubtful=frozenset({"mars", "mai", "avr", "oct", "nov", "dec"}),
    beside_month=frozenset("en de du debut fin mi courant depuis avant apres mois jusqu'en".split()),
    counts=named(
        {
            1: "un|une",
            2: "deux",
            3: "trois|quelques",
            4: "quatre",
            5: "cinq",
            6: "six",
            7: "sept",
            8: "huit",
            9: "neuf",
            10: "dix",
            11: "onze",
            12: "douze",
            15: "quinze",
        }
    ),
    units={
        "hour": "heures?",
        "day": "jours?|journees?",
        "week": "semaines?",
        "month": "mois",
        "year": "annees?|ans?",
    },
    nth=frozenset({"er"}),
    before_day="le ",
    before_month=frozenset({"mois"}),
    before_year=frozenset({"l'annee", "annee", "l'an"}),
    counted=_COUNTED,
    days=named({-1: "hier|d'hier", 0: "aujourd'hui|d'aujourd'hui", 1: "demain"}),
    shifts_before=named({-1: "dernier|derniere", 0: "ce|cet|cette", 1: "prochain|prochaine"}),
    shifts_after=named(
        {
            -1: "dernier|derniere|passe|passee|precedent|precedente",
            0: "courant|courante|actuel|actuelle",
            1: "prochain|prochaine",
        }
    ),
    periods=named(
        {
            "year": "annee|l'annee|an|l'an",
            "month": "mois",
            "week": "semaine",
            "weekend": "week-end|weekend",
            "season": "saison",
            "summer": "ete|l'ete",
            "winter": "hiver|l'hiver",
            "spring": "printemps",
            "autumn": "automne|l'automne",
        }
    ),
    beside_date=r"(?<!\w)(?:le|a)(?!\w)",
    hour_mark="h",
    stretches=Stretches(
        hint="hier|aujourd'hui|matin|soir|midi|nuit|week-end",
        between=(
            "entre (?:DAY|FIRST) et DATE",
            "du (?:DAY|FIRST) (?:au|jusqu'au) DATE",
            "(?:de |(?=d'))FIRST (?:a|jusqu'a|jusqu'en) DATE",
            "(?:le |du )?DAY ?[-–] ?DATE",
        ),
        before_yesterday=("(?:depuis )?avant[- ]hier",),
        yesterday=("(?:depuis )?hier(?: (?:matin|soir|apres-midi))?",),
        past=(
            f"{_WITHIN} COUNT {_LASTS} UNIT",
            f"{_WITHIN} {_LASTS} COUNT UNIT",
            f"{_WITHIN} {_LASTS} UNIT",
            "depuis COUNT UNIT",
        ),
        ago=("(?:depuis )?(?:il y a|voici|voila) (?:environ )?COUNT UNIT",),
        this_weekend=("(?:(?:pendant|durant|depuis) )?ce week-?end(?:-ci)?",),
        last_weekend=(f"(?:(?:pendant|durant|depuis) )?le week-?end {_LAST}",),
        this=(
            "depuis le debut (?:du |de la |de l'|de ce |de cette )LONG",
            "(?:depuis |pendant |durant |au cours de )?(?:ce|cette) LONG(?:[- ]ci)?",
        ),
        last=(
            "(?:depuis|pendant|durant|au cours de|lors de) (?:la |le |l')LONG " + _LAST,
            f"(?<!de )(?:la |le |l')LONG {_LAST}",
        ),
        weekday=(f"(?:depuis )?(?:le )?WEEKDAY {_LAST}", "depuis (?:le )?WEEKDAY"),
        today=("(?:depuis )?(?:aujourd'hui|ce (?:matin|soir|midi)|cet apres-midi|cette nuit)",),
        since=(
            "depuis (?:(?:le debut|la mi|la fin) (?:du mois )?(?:de )?|debut )?DATE",
            "a (?:partir|compter) (?:du |de )DATE",
            "a (?:partir|compter) (?=d')DATE",
            "des DATE",
            "apres DATE",
        ),
        before=("avant DATE",),
        until=("jusqu'(?:au |en |a )?DATE",),
        during=("(?:pendant|durant|courant|tout au long de|au cours de) DATE",),
        on=("(?:en|le|au mois de|a la date du) DATE", "au mois (?=d')DATE"),
        open_ended="depuis",
        nowadays=r"(?<!\w)(?:encore|toujours|est|sont|appelle|appelle-t-on|nomme) (?:.* )?aujourd'hui",
        events=(r"(?<!\w)depuis (?P<what>(?:la |le |les |l')(?:[\w'’-]+ ?){1,6})(?=[?.!,]|$)",),
        unread=(
            "(?:la |une |cette )?(?:derniere )?quinzaine(?: derniere| passee)?",
            "l'autre (?:jour|semaine|soir|nuit|mois)",
            f"la nuit {_LAST}",
            (
                "(?:pendant|durant|depuis|avant|apres|jusqu'a|jusqu'au) (?:le )?(?:ramadan|l'aid|paques|noel)"
                f"(?: (?:{_LAST}|prochain))?"
            ),
            f"(?:le printemps|l'ete|l'automne|l'hiver|la saison|le trimestre) (?:{_LAST}|prochaine?)",
            "(?:ce printemps|cet ete|cet automne|cet hiver|cette saison|ce trimestre)",
            "(?:(?:depuis|avant|jusqu'a) )?(?:debut|mi|la mi|fin|a la fin de|au debut de)[- ]MONTH",
        ),
    ),
)

# ---- numerals --------------------------------------------------------------------------------------------

NUMERALS = Numerals()

# ---- names -----------------------------------------------------------------------------------------------

NAMES = Names()

# ---- denial ----------------------------------------------------------------------------------------------

DENIAL = Denial()

# ---- asking ----------------------------------------------------------------------------------------------

ASKING = Asking()

# ---- speech ----------------------------------------------------------------------------------------------

SPEECH = Speech()

# ---- prose -----------------------------------------------------------------------------------------------

PROSE = Prose()

# ---- texts -----------------------------------------------------------------------------------------------

TEXTS = Texts()

# ---- all of it --------------------------------------------------------------------------------------------

FRENCH = Tongue(
    code="fr",
    name="French",
    script="latin",
    words=WORDS,
    sounds=SOUNDS,
    calendar=CALENDAR,
    numerals=NUMERALS,
    names=NAMES,
    denial=DENIAL,
    asking=ASKING,
    speech=SPEECH,
    prose=PROSE,
    texts=TEXTS,
)
