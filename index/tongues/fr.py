"""French."""

from __future__ import annotations

import re

from index.tongues.asking import Asking, rules
from index.tongues.calendar import Calendar, Stretches, date_names, dates_named, named
from index.tongues.denial import Denial
from index.tongues.manners import Manners
from index.tongues.names import Names
from index.tongues.notices import Notice, Notices
from index.tongues.numerals import Numerals
from index.tongues.pattern import BETWEEN, Pattern, whole
from index.tongues.prose import COLON, COUNT, NETWORK, Prose
from index.tongues.sounds import Sounds
from index.tongues.speech import Speech
from index.tongues.texts import ChatTexts, MannersTexts, TelegramTexts, Texts, WebTexts
from index.tongues.tongue import Tongue
from index.tongues.whether import Form, Whether
from index.tongues.words import Words

# ---- words -----------------------------------------------------------------------------------------------

WORDS = Words(
    called=frozenset({"fra", "fre"}),
    function=frozenset(
        """
        le la les des du de et est une un dans que qui pour pas sur au aux avec ce cette ces il elle ils
        sont été par plus quel quelle où comment pourquoi quand combien ont nous vous leur mais se qu l
        d a en c j n quoi koi pourkoi keske
        t-il t-elle t-on t-ils t-elles est-ce est-il est-elle sont-ils sont-elles ont-ils ont-elles
        """.split()
    ),
    letters="çœèêùûéà",
    alphabet="abcdefghijklmnopqrstuvwxyz",
    # Without their accents, as texts are folded.
    stop=frozenset(
        """
        a ai aie aient ainsi alors apres as au aucun aucune aura aurait aussi autre autres aux avaient avait avant avec
        avez avoir avons ayant c car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci combien comme
        comment d dans de depuis des dont du elle elles en encore entre es est et etaient etais etait etant ete etes
        etre eu eut eux fut furent hors il ils j je jusqu l la laquelle le lequel les lesquelles lesquels leur leurs
        lors lorsqu lorsque lui m ma mais me meme memes mes moi mon n ne ni nos notre nous on ont or ou par parce parmi
        pas pendant peu peut plus pour pourquoi puis puisqu puisque qu quand que quel quelle quelles quels qui quoi s sa
        sans se sera serait seront ses si sinon soient soit sommes son sont sous suis sur t ta tandis te tes toi ton
        tous tout toute toutes tres tu un une vers voici voila vos votre vous y
        """.split()
    ),
    snowball="french",
    elisions=frozenset({"l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}),
    endings=("'s",),  # of English names: "Moody's"
    respelt={"ees": "e", "ee": "e", "erent": "er", "ieres": "ier", "iere": "ier"},
    asking=(
        r"\bcombien d(?:e\b|')",
        r"\bquel(?:le)?s? (?:est|etait|sont|etaient) (?:le|la|les) (?:noms?|nombre) d(?:e\b|es\b|u\b|')",
    ),
)

# ---- sounds ----------------------------------------------------------------------------------------------

SOUNDS = Sounds()  # those of the first declared language of its script

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
        on=(
            "(?:en|le|au mois de|a la date du) DATE",
            "au mois (?=d')DATE",
            "(?:(?<=evenements )|(?<=titres )|(?<=nouvelles )|(?<=actualites )|(?<=faits ))(?:de |du |d')DATE",
        ),
        open_ended="depuis",
        nowadays=rf"(?<!\w)(?:encore|toujours|est|sont|appelle|appelle-t-on|nomme) (?:{BETWEEN} )?aujourd'hui",
        events=(r"(?<!\w)depuis (?P<what>(?:la |le |les |l')[\w'’-]+(?: [\w'’-]+){0,5} ?)(?=[?.!,]|$)",),
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

NUMERALS = Numerals(
    small="zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    small_ordinals="premier|première|premiers|premières|unième deuxième|second|seconde troisième quatrième cinquième"
    " sixième septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième",
    tens="vingt|vingts trente quarante cinquante soixante septante huitante|octante nonante",
    ten_ordinals="vingtième trentième quarantième cinquantième soixantième septantième huitantième nonantième",
    hundred="cent|cents",
    scales=(
        (1e3, "mille"),
        (1e6, "million millions"),
        (1e9, "milliard milliards"),
        (1e12, "billion billions"),
    ),
    collectives=(
        (10, "dizaine"),
        (12, "douzaine douzaines"),
        (15, "quinzaine"),
        (20, "vingtaine"),
        (30, "trentaine"),
        (40, "quarantaine"),
        (50, "cinquantaine"),
        (60, "soixantaine"),
        (100, "centaine"),
        (1e3, "millier"),
    ),
    vague=((10, "dizaines"), (100, "centaines"), (1e3, "milliers")),
    vague_plurals="millions milliards billions",
    fractions=((0.5, "demi demie demis demies moitié"),),
    parts=((3, "tiers"), (4, "quart quarts"), (5, "cinquièmes"), (10, "dixièmes")),
    fraction_compounds="finale finales finaliste finalistes tour frère frères sœur sœurs mesure mesures",
    loose_fractions=((0.5, "mi semi"), (0.25, "quart"), (1 / 3, "tiers")),
    ones="un une seul seule unique",
    twos="double couple paire jumeaux jumelles doublé doublée",
    conjunctions="et",
    after_and=(1, 11),
    of="de",
    linking="de d",
    openers="premier première premiers premières second seconde",
    first_ten=10,
    four_twenties=True,
    teens_behind=(60, 80),
    bare_hundred=True,
    decimal=",",
    spaced=True,
    ordinal_endings="er ère re ers ères e ème nd nde",
    short_scales=((1e3, "k"), (1e6, "m"), (1e9, "md mds")),
    hour_signs="h",
    units=(
        ("year", "an ans année années annuel annuelle annuels annuelles"),
        ("month", "mois"),
        ("week", "semaine semaines"),
        ("day", "jour jours journée journées"),
        ("hour", "heure heures h"),
        ("minute", "minute minutes"),
        ("decade", "décennie décennies"),
        ("century", "siècle siècles"),
        ("km", "km kilomètre kilomètres"),
        ("mile", "mile miles"),
        ("foot", "pied pieds"),
        ("metre", "mètre mètres"),
        ("inch", "pouce pouces"),
        ("kg", "kg kilo kilos kilogramme kilogrammes"),
        ("ton", "tonne tonnes"),
        ("usd", "usd dollar dollars"),
        ("eur", "eur euro euros"),
        ("gbp", "gbp"),
        ("sar", "sar riyal riyals"),
        ("%", "pourcent pourcents"),
    ),
    split_units=(("livre", "sterling", "gbp"), ("livres", "sterling", "gbp")),
    percent="pour cent|pourcent|pourcents",
    least="""
        plus de|plus d'|plus des|plus du|au moins|pas moins de|pas moins d'|au minimum|un minimum de|minimum de
        au delà de|au delà des|supérieur à|supérieure à|supérieurs à|supérieures à|dépasse|dépassent|dépassant
        dépassé|dépassait|excède|excédant
    """,
    most="""
        moins de|moins d'|moins des|pas plus de|pas plus d'|au plus|tout au plus|au maximum|un maximum de|maximum de
        ne dépasse pas|ne dépassant pas|ne dépassent pas|n'excède pas|n'excédant pas
        inférieur à|inférieure à|inférieurs à|inférieures à
        en dessous de|au dessous de|en deçà de
    """,
    up_to="jusqu'à",
    about="""
        environ|près de|près d'|près des|près du|presque|quasi|quasiment|quelque|approximativement|à peu près
        autour de|aux alentours de|aux environs de|de l'ordre de|de l'ordre d'
    """,
    least_after="au moins|au minimum|ou plus|ou davantage",
    most_after="au plus|au maximum|ou moins",
    about_after="environ|à peu près",
    between="le la les ces ses",
    against="contre",
)

# ---- names -----------------------------------------------------------------------------------------------

NAMES = Names(
    titles=(
        "m mm mme mmes mlle monsieur madame messieurs mesdames dr docteur docteure pr professeur professeure me maître mgr"
        " président présidente premier première ministre ministres vice député députée sénateur sénatrice gouverneur"
        " gouverneure préfet préfète maire roi reine prince princesse chancelier chancelière secrétaire général générale"
        " juge justice procureur procureure pape cheikh saint sainte st ste colonel capitaine commandant lieutenant"
        " inspecteur inspectrice commissaire père sœur pro anti non ex ancien ancienne"
    ),
    ordinary=(
        "selon plusieurs malgré toutefois cependant pourtant néanmoins afin grâce face dès certains certaines"
        " quelques quelque chacun chacune beaucoup trop enfin ensuite puis désormais déjà bientôt jamais toujours"
        " souvent parfois rien personne seul seule seuls seules faute outre hors près loin soudain interrogé"
        " interrogée réuni réunis réunie réunies arrivé arrivée moins interviewé accusé accusée né née voilà"
    ),
    hardly=Pattern("(?:ments?|tions?|eurs|euses?|ees|aient|ismes?|istes?|ables?|ibles?)$"),
    # From Unicode CLDR (Unicode License v3), with the names that newspapers use beside them.
    countries="""
        afghanistan | afrique du sud | albanie | algerie | allemagne | amerique | andorre | angleterre |
        angola | arabie | arabie saoudite | argentine | armenie | australie | autriche | azerbaidjan |
        bahamas | bahrain | bahrein | bangladesh | barbade | belgique | belize | benin | bhoutan |
        bielorussie | birmanie | bolivie | bosnie | bosnie-herzegovine | botswana | bresil | brunei |
        bulgarie | burkina faso | burundi | cambodge | cameroun | canada | cap-vert | centrafrique |
        chili | chine | chypre | colombie | comores | congo | coree | coree du nord | coree du sud |
        costa rica | cote d'ivoire | croatie | cuba | danemark | djibouti | ecosse | egypte | emirats |
        emirats arabes unis | equateur | erythree | espagne | estonie | eswatini | etats-unis | ethiopie
        | fidji | finlande | france | gabon | gambie | georgie | ghana | grande-bretagne | grece |
        grenade | groenland | guatemala | guinee | guinee equatoriale | guinee-bissau | guyana | haiti |
        hollande | honduras | hong kong | hongrie | ile maurice | iles marshall | iles salomon | inde |
        indonesie | irak | iran | iraq | irlande | islande | israel | italie | jamaique | japon |
        jordanie | kazakhstan | kenya | kirghizstan | kiribati | kosovo | koweit | laos | lesotho |
        lettonie | liban | liberia | libye | liechtenstein | lituanie | luxembourg | macedoine |
        macedoine du nord | madagascar | malaisie | malawi | maldives | mali | malte | maroc | mauritanie
        | mexique | micronesie | moldavie | monaco | mongolie | montenegro | mozambique | myanmar |
        namibie | nauru | nepal | nicaragua | niger | nigeria | norvege | nouvelle-zelande | oman |
        ouganda | ouzbekistan | pakistan | palaos | palestine | panama | papouasie-nouvelle-guinee |
        paraguay | pays de galles | pays-bas | perou | philippines | pologne | portugal | qatar | rdc |
        republique centrafricaine | republique democratique du congo | republique dominicaine |
        republique tcheque | roumanie | royaume-uni | russie | rwanda | sahara occidental | saint-marin |
        sainte-lucie | salvador | samoa | senegal | serbie | seychelles | sierra leone | singapour |
        slovaquie | slovenie | somalie | soudan | soudan du sud | sri lanka | suede | suisse | suriname |
        syrie | tadjikistan | taiwan | tanzanie | tchad | tchequie | territoires palestiniens | thailande
        | timor oriental | togo | tonga | tunisie | turkmenistan | turquie | tuvalu | ue | ukraine |
        union europeenne | uruguay | usa | vanuatu | vatican | venezuela | viet nam | vietnam | yemen |
        zambie | zimbabwe
    """,
    peoples={
        "afghan": "afghan afghane afghans afghanes",
        "arab": "arabe arabes",
        "armenian": "arménien arménienne arméniens arméniennes",
        "azeri": "azéri azérie azéris azerbaïdjanais azerbaïdjanaise",
        "cypriot": "chypriote chypriotes",
        "dutch": "néerlandais néerlandaise néerlandaises hollandais hollandaise",
        "german": "allemand allemande allemands allemandes",
        "greek": "grec grecque grecs grecques",
        "jew": "juif juive juifs juives",
        "kurd": "kurde kurdes",
        "moroccan": "marocain marocaine marocains marocaines",
        "russian": "russe russes",
        "scot": "écossais écossaise écossaises",
        "serb": "serbe serbes",
        "swiss": "suisse suisses",
        "turk": "turc turque turcs turques",
    },
    demonym=Pattern("(?:i?en(?:ne)?s?|aine?s?|ais(?:es?)?|ois(?:es?)?|ane?s?)$"),
    derived=Pattern("(?:i?en(?:ne)?s?|aine?s?|ais(?:es?)?|ois(?:es?)?|ane?s?|ie|[eis])$"),
)

# ---- denial ----------------------------------------------------------------------------------------------

DENIAL = Denial(
    negations="pas aucun aucune sans ni non",
    particles="ne n",
    partners="pas point jamais plus rien personne aucun aucune aucunement nullement guère nul nulle ni que qu",
    partners_before="jamais rien personne aucun aucune nul nulle ni",
    only="que qu",
    answers="non",
    harmless=(
        "un pas|le pas|les pas|des pas|ses pas|au pas|faux pas|premier pas|premiers pas|pas à pas|pas de calais|sans doute"
        "|sans cesse|sans papiers|sans abri|non loin de|pas moins de|pas plus de|pas plus tard que|ou pas|ou non"
    ),
    denials={
        "deny": "nier nie démentir dément démentent démenti contester conteste",
        "refuse": "refuser refuse refus rejeter rejette rejet décliner opposer objection réfuter",
        "fail": "échouer échoue échec",
        "unable": "incapable incapacité impuissant",
        "lack": "manquer manque absence absent dépourvu",
        "rarely": "rarement rare guère peu peine",
        "prevent": "empêcher empêche interdire interdit interdiction éviter évite cesser cesse abstenir",
        "exclude": "exclure exclu sauf hormis excepté",
        "only": "seulement seul seule uniquement exclusivement simplement",
        "ignore": "ignorer ignore négliger oublier oublie",
        "impossible": "impossible",
        "instead": "plutôt",
        "doubt": "doute douter improbable",
        "disagree": "désaccord",
        "unfit": "invalide irresponsable zéro",
    },
    opposite=Pattern(
        "^in(?=certain|connu|juste|utile|exact|complet|suffisan|satisfai|stable|habituel|efficace)"
        "|^im(?=pruden|patien|popul|parfait)|^il(?=legal|legitim|limite)|^ir(?=reel|regul)"
        "|^mal(?=heureu|honnet)|^me(?=conten)|^des(?=avantag|organis)"
    ),
    again="ni",
    opposites={
        "rise": (
            "hausse augmenter augmentation grimper progresser progression croître croissance bondir monter montée",
            "baisse baisser chuter chute diminuer diminution reculer recul",
        ),
        "win": ("gagner victoire remporter vaincre", "perdre perd perdu perte défaite"),
        "accept": ("accepter approuver adopter adoption", "rejeter rejet refuser refus"),
        "open": ("ouvrir ouvre ouvert ouverte ouverture", "fermer fermé fermeture"),
        "support": ("soutenir soutient soutenu soutien appuyer", "opposer oppose opposition"),
        "before": ("avant", "après"),
        "guilty": ("coupable condamner condamné", "innocent acquitter acquitté"),
        "arrive": ("arriver arrivé arrivée", "partir parti départ quitter quitté"),
        "confirm": ("confirmer confirmé confirme", "nier nie démentir démenti dément"),
        "best": ("meilleur meilleure", "pire"),
        "north": ("nord", "sud"),
        "east": ("oriental orientale", "occidental occidentale"),
        "buy": ("acheter acheté achat", "vendre vend vendu vente"),
        "allow": ("autoriser autorisé permettre permis permet", "interdire interdit interdiction"),
        "success": ("réussir réussi réussite succès", "échouer échoué échec"),
        "released": ("libérer libéré libération", "arrêter arrêté arrestation détenu emprisonner emprisonné"),
        "men": ("homme hommes", "femme femmes"),
        "alive": ("vivant vivants survivre survécu", "mort morts tué tués mourir"),
        "raise": ("relever relevé", "réduire réduit réduction abaisser"),
    },
)

# ---- colloquial ------------------------------------------------------------------------------------------

_QUESTION_WORD = (
    r"(?:quoi|koi|qui|ki|que|qu'|quand|kan|ou(?= )|pourquoi|pourkoi|pk|pq|comment|combien|quel(?:le)?s?|kel(?:le)?|keske|"
    r"lequel|laquelle|c'est|est-ce|si)"
)
_OPENS = r"^(\W*(?:(?:et|mais|alors|bon|ok)[ ,]+)*)"
_ITS = r"(?:c'est|cest|c est|c)"
_INFORMAL = Pattern(
    rf"(?<![\w'-])(?:{_ITS} (?:quoi|koi|qui|ki|ou|quand|kan|comment|combien)|stp|svp|plait|pk|pq|pkoi|pourkoi|qd|kand?|ki|kel(?:le)?|koi|"
    r"quoi|cb|cmb|keske?|keski|quest|ce qu[ei']?|est ce|dire|moi|savoir|demande|sai[st]|savez|bah|ben|euh|du coup)(?!\w)"
    r"|(?:dis|dites)-moi|-tu|-vous|(?:quand|ou|comment|pourquoi|combien)\W*$"
)
_COLLOQUIAL = rules(
    (r"[ ,]{0,3}(?<![\w'])(?:stp|svp|s'il (?:te|vous) plait)(?!\w)", ""),
    (r"^\W*(?:bah|ben|euh|du coup)[ ,]+(?=\w)", ""),
    (
        (
            r"^\W*(?:(?:tu peux|peux-tu|pouvez-vous|vous pouvez) (?:me|nous) dire|tu sais|vous savez|sais-tu|savez-vous|"
            rf"dis-moi|dites-moi|je (?:veux|voudrais) savoir|je me demande)[ ,:]+(?={_QUESTION_WORD})"
        ),
        "",
    ),
    (
        r"(?<![\w'])(?:keske|kesk|qu'est ce que|quest ce que|qu est ce que|quest-ce que)(?![\w'])",
        "qu'est-ce que",
    ),
    (r"(?<![\w'])(?:keski|qu'est ce qui|quest ce qui|quest-ce qui)(?![\w'])", "qu'est-ce qui"),
    (r"(?<![\w'])est ce (?=qu)", "est-ce "),
    (r"(?<![\w'-])(?:pk|pq|pkoi|pourkoi)(?!\w)", "pourquoi"),
    (r"(?<![\w'-])koi(?!\w)", "quoi"),
    (_OPENS + r"(?:qd|kand?)(?!\w)", r"\1quand"),
    (_OPENS + r"ki(?!\w)", r"\1qui"),
    (_OPENS + r"kel(le)?(?!\w)", r"\1quel\2"),
    (_OPENS + r"(?:cb|cmb)(?!\w)", r"\1combien"),
    (rf"{_OPENS}{_ITS} qui qui(?!\w)", r"\1qui"),
    (rf"{_OPENS}{_ITS} (?:qui|ki)(?!\w)", r"\1qui est"),
    (
        (
            rf"{_OPENS}{_ITS} quoi ((?:le |la |les |l')(?:noms?|date|heure|prix|cout|montant|nombre|bilan|taux|score|resultats?|capitale|"
            r"age|raisons?|causes?|population|duree|position|reaction)(?!\w))"
        ),
        r"\1quel est \2",
    ),
    (rf"{_OPENS}{_ITS} quoi(?!\w)(?: ca(?!\w))?", r"\1qu'est-ce que"),
    (rf"{_OPENS}{_ITS} (ou|comment|combien)(?!\w)", r"\1\2 est"),
    (rf"{_OPENS}{_ITS} (?:quand|kan)(?!\w)", r"\1quand est"),
    (rf"^\W*(\w[^?]*?),? {_ITS} quoi(\W*)$", r"qu'est-ce que \1\2"),
    (rf"^\W*(\w[^?]*?),? {_ITS} (?:qui|ki)(\W*)$", r"qui est \1\2"),
    (
        (
            _OPENS
            + r"(?:(?:il )?y a eu|ya eu|(?:il |y )?s'est passe|(?:il )?se passe|il arrive|il est arrive) quoi(?!\w)"
        ),
        r"\1que s'est-il passé",
    ),
    (_OPENS + r"(?:il )?y a quoi de neuf(?!\w)", r"\1quoi de neuf"),
    (
        (
            _OPENS
            + r"((?:(?:le|la|les|un|une) |l')?(?!qu|il |elle |y )[\w-]+(?: [\w-]+){0,3}?) (a|ont|avait) "
            r"(dit|declare|propose|repondu|annonce|demande|promis|exige|fait) quoi(?!\w)"
        ),
        r"\1qu'\3 \4 \2",
    ),
    (
        (
            r"^(\W*)((?!qu|pourquoi|comment|combien|ou |et |mais |alors |depuis |jusqu|est-ce|lequel|laquelle)\w[^?]* [^?]*?\w)"
            r"(?<!\bet)(?<!\bou)(?<!depuis)(?<!jusqu'a)(?<!\bpour)(?<!\bpar)(?<!\bde) (quand|ou|comment|pourquoi|combien)(\W*)$"
        ),
        r"\1\3 \2\4",
    ),
)

# ---- asking ----------------------------------------------------------------------------------------------

_AUXILIARY = (
    r"(?:est|sont|etait|etaient|a|ont|avait|avaient|sera|seront|fut|furent|va|vont|peut|peuvent|doit|doivent|fait|font|s'est|se sont|"
    r"n'a|n'ont|a-t-(?:il|elle|on)|ont-(?:ils|elles)|est-(?:il|elle|ce)|sont-(?:ils|elles)|etait-(?:il|elle))"
)
_WHICH = r"quel(?:le)?s?"
_ASKS = (
    r"(?:(?:dans|en|a|de|d'|pour|par|avec|depuis|jusqu'a|sur|chez|vers) ?)?"
    r"(?:combien(?: de temps)?|quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s|qui|quand|ou|pourquoi|comment|qu'est-ce qu[ie']?|que|quoi|qu')"
)
_SAID = (
    r"(?:dit|disent|dire|reagit?|reagissent|repondu|repond(?:ent)?|promis|promet(?:tent)?|averti|avertit|appele|appelle(?:nt)?|"
    r"(?:declare|propose|suggere|annonce|affirme|demande|exige|reclame|estime|explique|denonce|souligne|ajoute|precise|pense)(?:nt)?)"
)
_MUCH = r"(?:combien |quelles? (?:est |etait |sont )?(?:la |les )?(?:quantites?|volumes?) )(?:de |d'|du |de la )(?:l')?(?:\w+ )?"
_SUM = r"[$€£¥₹]|(?<!\w)(?:euro|dollar|livre|sterling|yuan|yen|riyal|dinar|dirham|franc|rouble)"
_MASS = r"(?<!\w)(?:tonne|kilo|kg|gramme|quintal|quintaux|once|sac(?!\w)|sacs(?!\w))"
_VOLUME = r"(?<!\w)(?:litre|baril|metres? cube|gallon|hectolitre)"
_ROUND = r"(?<!\w)(?:million|milliard)"
_LOADS = r"(?<!\w)(?:camion|colis|caisse|conteneur|convoi|repas|ration|dose|tente)"
_SOME_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w.’'-]*(?: (?:de |du |des |la |le |al-)?[A-ZÀ-ÖØ-Þ][\w.’'-]*){0,4})"

_SIDE = r"[^,;?]{1,60}?"
_REST = r"(?:,? (?P<rest>(?:sur|concernant|a propos|au sujet|en matiere|face|en(?= \d)|envers|pendant|depuis)(?!\w).*?))?"
_SHOW = r"(?:donne|montre|fais|dresse|dis)(?:z|-moi|-nous|s|tes)*"

ASKING = Asking(
    kinds=(
        (
            "money",
            whole(
                rf"combien (?:d'argent|d'euros|de dollars|(?:a |ont |va |vont )?(?:coute|couter|coutera|coutent|vaut)|{BETWEEN} (?:coute|couter|coutera|coutent|verse|paye|paie|depense|rapporte|investi|debourse))",
                rf"{_WHICH} (?:est |etait |sera |fut |sont )?(?:le |la |l')?(?:prix|cout|couts|montant|somme|salaire|budget|facture|amende)",
                r"a quel prix",
            ),
        ),
        (
            "share",
            whole(
                rf"{_WHICH} (?:est |etait )?(?:le |la )?(?:\w+ ){{0,2}}(?:pourcentage|proportion|part|taux)",
                r"combien (?:de )?pour ?cent",
            ),
        ),
        (
            "when",
            whole(
                r"quand",
                rf"(?:en|a|depuis|de|le|dans) {_WHICH} (?:annee|an|mois|jour|date|heure|epoque|siecle|moment)",
                rf"{_WHICH} (?:est |etait |fut )?(?:la |le |l')?(?:date|jour|annee|mois|heure)",
            ),
        ),
        (
            "number",
            whole(
                r"combien",
                rf"{_WHICH} (?:est |etait |sont |fut )?(?:le |la |l')?(?:nombre|total|age|taille|longueur|hauteur|superficie|vitesse|magnitude|score|population|distance|duree|bilan)",
                r"depuis combien de temps",
            ),
        ),
        (
            "where",
            whole(
                r"(?:d')?ou (?=(?:est|sont|etait|etaient|a|ont|se|s'|va|vont|la|le|les|l'|peut|doit|aura|vit|vivent)(?!\w))",
                r"^\W*(?:d')?ou",
                rf"(?:dans|a|en|de|vers|pour|sur)? ?{_WHICH} (?:ville|pays|endroit|lieu|region|village|rue|hopital|ile|continent|quartier|province|etat|departement)",
            ),
        ),
        (
            "why",
            whole(
                r"pourquoi",
                rf"{_WHICH} (?:est|sont|etait|etaient) (?:la |les |le )?(?:raisons?|causes?|motifs?)",
                r"pour quelles? raisons?",
                r"qu'est-ce qui a (?:cause|provoque|pousse|conduit)",
                r"a cause de quoi",
            ),
        ),
        (
            "said",
            whole(
                rf"(?:que|qu'|qu'est-ce que|qu'est-ce qu'|comment) ?{BETWEEN}{_SAID}",
                r"selon",
                r"d'apres",
                rf"{_WHICH} (?:est|etait|sont|fut) (?:la |le |les )?(?:position|reaction|reponse|avis|opinion|proposition|point de vue)",
            ),
        ),
        (
            "who",
            whole(
                r"(?:a |de |par |pour |avec )?qui",
                r"lequel|laquelle|lesquel(?:le)?s",
                r"comment s'appel\w+",
                rf"{_WHICH} (?:est |etait )?(?:le |la )?(?:nom|\w+ )?(?:personne|homme|femme|acteur|actrice|joueur|president|presidente|ministre|chanteur|artiste|entreprise|societe|equipe|parti|groupe|organisation|dirigeant|journaliste|auteur|club)",
                rf"{_WHICH} (?:est|etait) le nom",
            ),
        ),
    ),
    signs={
        "number": whole(
            r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cents?|mille|millions?|milliards?|dizaines?|douzaines?|centaines?|milliers?|moitie|demi|tiers|quart|double"
        ),
        "money": whole(
            r"euros?|dollars?|livres?|sterling|yuans?|yens?|roubles?|roupies?|centimes?|francs?|riyals?|dinars?|dirhams?"
        ),
        "share": whole(r"pour ?cent|pourcentage|pourcents?"),
        "when": whole(
            rf"{dates_named(CALENDAR)}|hier|aujourd'hui|demain|il y a|depuis|(?:semaine|mois|annee|nuit|ete|hiver) (?:dernier|derniere|prochain|prochaine|passe|passee)|siecles?|decennies?|midi|minuit|matin|soir|\d+ ?h(?:eures?)?|1er"
        ),
        "why": whole(
            r"parce que|parce qu'\w*|car|en raison|a cause|grace a|puisque|afin|pour eviter|raisons?|causee?s?|provoquee?s?|suite a|faute de|craintes?|du fait"
        ),
        "said": whole(
            r"dit|declaree?|affirmee?|annoncee?|ajoutee?|proposee?|suggeree?|appelee?|averti|denoncee?|expliquee?|indiquee?|preciseee?|soulignee?|estimee?|selon|d'apres|assuree?|promis|exigee?|demandee?|repondu|dementi|confirmee?|accusee?|racontee?|reconnue?|rappelee?|jugee?|salue"
        ),
        "where": whole(
            r"(?:a|en|dans|pres de|vers|de|du|sur|au|aux|chez|hors de|autour de) (?:la |le |les |l')?\w+"
        ),
    },
    bodies=whole(
        r"police|gendarmerie|armee|militaires|gouvernement|ministere|parlement|senat|assemblee|tribunal|cour|parquet|procureure?|conseil|"
        r"commission|comite|agence|autorites?|societe|entreprises?|compagnie|banques?|universite|hopital|groupes?|parti|syndicats?|"
        r"federation|organisations?|association|mouvement|coalition|alliance|milices?|rebelles|insurges|assaillants?|pirates|"
        r"manifestants|scientifiques|chercheurs|medecins|responsables?|club|equipe|presidente?|ministre|roi|reine|prince|maire|"
        r"gouverneure?|senateur|juge|general|commandant|ambassadeur|ambassadrice|porte-parole|directeur|directrice|chef|cheffe"
    ),
    measures=(
        (
            "extent",
            whole(
                rf"{_WHICH} (?:est |etait )?(?:la |le )?(?:hauteur|taille|longueur|largeur|distance|profondeur|superficie)"
            ),
            Pattern(r"(?<!\w)(?:metre|km|kilomet|mile|cm|centimet|hectare|pied)"),
        ),
        (
            "weight",
            whole(r"combien pese\w*|quel (?:est|etait) le poids"),
            Pattern(r"(?<!\w)(?:kilo|kg|tonne|livre|gramme)"),
        ),
        (
            "duration",
            whole(r"(?:pendant |depuis |en )?combien (?:de temps|d'heures|de jours|d'annees)"),
            Pattern(r"(?<!\w)(?:heure|minute|jour|semaine|mois|an|annee|seconde|decennie)"),
        ),
        ("age", whole(r"quel age|quel est l'age"), Pattern(r"(?<!\w)(?:ans|age|\d\d)")),
        (
            "clock",
            whole(r"a quelle heure|quelle heure"),
            Pattern(r"(?<!\w)(?:\d\d?[:.h]\d\d|\d+ ?h|(?<!apres-)midi|minuit|heure)"),
        ),
        ("year", whole(r"quelle annee"), Pattern(r"(?<!\w)(?:(?:1[5-9]|20)\d\d)")),
        (
            "date",
            whole(r"quel (?:jour|mois)|quelle date|quelle est la date"),
            whole(dates_named(CALENDAR)),
        ),
        ("temperature", whole(r"temperature"), Pattern(r"(?<!\w)(?:degre|°|celsius)")),
        ("score", whole(r"score"), Pattern(r"(?<!\w)(?:\d+ ?[-–] ?\d+)")),
        ("speed", whole(r"a quelle vitesse|vitesse"), Pattern(r"(?<!\w)(?:km/h|kilomet|mile|noeud)")),
    ),
    amounts=(
        (
            "rain",
            whole(rf"{_MUCH}(?:pluies?|neige|grele|precipitations)"),
            Pattern(r"(?<![^\W\d])(?:mm|cm|millimet|centimet|pouce|metre|litre)"),
        ),
        (
            "liquid",
            whole(rf"{_MUCH}(?:eau|petrole|brut|carburant|essence|gazole|gaz|lait|biere|vin|sang)"),
            Pattern(rf"{_VOLUME}|{_MASS}"),
        ),
        (
            "goods",
            whole(
                rf"{_MUCH}(?:ble|cereales|mais|farine|riz|sucre|nourriture|vivres|poisson|viande|or|drogue|cocaine|heroine|cannabis|"
                r"haschisch|ciment|acier|charbon|dechets|explosifs?|uranium|carbone)"
            ),
            Pattern(_MASS),
        ),
        (
            "land",
            whole(rf"{_MUCH}(?:terres?|terrains?|forets?|territoire)"),
            Pattern(r"(?<!\w)(?:hectare|metres? carre|kilometres? carre|km2|carres?)"),
        ),
        (
            "power",
            whole(rf"{_MUCH}(?:electricite|courant|energie)"),
            Pattern(r"(?<![^\W\d])(?:(?:kilo|mega|giga|tera)?watt|[kmgt]wh?(?!\w))"),
        ),
        (
            "aid",
            whole(rf"{_MUCH}(?:aides?|assistance|secours|soutien)"),
            Pattern(rf"{_SUM}|{_MASS}|{_VOLUME}|{_LOADS}|{_ROUND}"),
        ),
        (
            "change",
            whole(
                rf"(?:de )?combien (?:a |ont |avait |avaient )?{BETWEEN}(?:recu|leve|donne|envoye|perdu|gagne|promis|recolte|augmente|baisse|"
                r"progresse|recule|chute|grimpe)"
            ),
            Pattern(rf"[%]|(?<!\w)(?:pour ?cent|point)|{_SUM}|{_MASS}|{_VOLUME}|{_LOADS}|{_ROUND}"),
        ),
    ),
    many=Pattern(r"^\W*(?:\w+ ){0,2}?combien (?:de |d')"),
    name_of=whole(r"noms? (?:du|de la|de l'|des|de|d')"),
    naming=whole(
        r"(?:re|sur)?nomm\w+", r"baptis\w+", r"appelee?s?", r"s'appel\w+", r"du nom de", r"le nom de"
    ),
    speaker=whole(
        r"^\W*(?:que|qu'|qu'est-ce que|qu'est-ce qu'|comment)(?: ?(?:a|ont|avait|est|a-t-il|propose|pense|dit)(?!\w))?"
    ),
    topic=whole(
        rf"{_SAID}\w*|position|reaction|reponse|avis|opinion|proposition|sur|a propos|au sujet|concernant|pour|contre"
    ),
    which=Pattern(
        rf"(?<!\w){_WHICH}\s+(?!(?:est|sont|etait|etaient|fut|sera|ont|a)(?!\w))([\w’'-]+(?:\s+[\w’'-]+){{0,2}}?)"
        r"(?=\W*$|\s+(?:a|ont|est|sont|etait|etaient|avait|avaient|sera|seront|fut|se|s'est|va|vont|peut|doit|de|du|des|en|dans|sur|pour|par|qui|que|ou)(?!\w))"
    ),
    age=Pattern(r"\d+|ans?"),
    calendar=whole(date_names(CALENDAR), "mars", "mai"),
    culprit=whole(
        r"qui (?:a (?:commis|attaque|tue|lance|revendique|perpetre|mene)|est (?:derriere|responsable|accuse))",
        r"quel groupe (?:a (?:revendique|commis|mene|lance)|est derriere)",
    ),
    culprits=(
        Pattern(
            rf"(?P<who>{_SOME_NAME}) (?:a |ont )?(?:revendiqué (?:l’|l'|la |le |cette |cet )?(?:attaque|attentat|responsabilité)|commis|perpétré|mené)"
        ),
        Pattern(
            rf"(?:commise?|perpétrée?|menée?|revendiquée?|lancée?) par (?:le |la |les |l’|l')?(?P<who>{_SOME_NAME})"
        ),
    ),
    counts=frozenset({"combien", "nombre"}),
    persons=frozenset({"personne", "personnes", "gens"}),
    conjunctions=frozenset({"et", "mais"}),
    empty=frozenset(
        """
        arrive arriver passe passer produit dit dire declare pense penser repondu reagi reaction reponse veut savoir sait fait
        faire alors aussi encore plus autre autres chose choses personne personnes gens exactement maintenant ensuite apres
        avant nom nombre raison raisons cause details quelque quelqu'un ok oui vraiment vrai beaucoup combien quel quelle
        quels quelles qui que quoi ou quand comment pourquoi lequel laquelle est-ce qu'est-ce propos sujet
        """.split()
    ),
    saying=frozenset(
        "propose suggere appele demande exige annonce affirme decrit averti promis denonce selon estime ajoute explique".split()
    ),
    asked=Pattern(
        rf"^\W*(?P<ask>{_ASKS})(?P<noun>(?: (?!{_AUXILIARY}(?!\w))[a-z'’-]+){{0,3}}?)(?: |(?<=['’]))(?P<rest>{_AUXILIARY} .*)"
    ),
    only_asks=Pattern(rf"^\W*(?:et |mais |alors )?(?P<ask>{_ASKS})(?P<rest>)(?!\w)"),
    verb_first=Pattern(
        r"^\W*(?:et |mais |alors )?(?:est-ce qu|[\w'-]+-t-(?:il|elle|on)(?!\w)|\w+-(?:ils|elles|il|elle)(?!\w))"
    ),
    begins=Pattern(r"^\W*(?:(?:ok|bon|et|mais|alors|puis|aussi|donc)(?!\w)[ ,]*)+"),
    about=Pattern(
        r"^\W*(?:(?:ok|bon|et|mais|alors)[ ,]+)*(?:qu'en est-il|quid) (?:du |des |de |d')(?P<what>(?:.*\w)?)\W*$"
        r"|^\W*(?:et|mais) (?:(?:pour|concernant) )?"
        r"(?P<what_and>(?!(?:quel|quelle|quels|quelles|qui|que|qu|quand|ou|pourquoi|comment|combien|alors|si|ont|est|sont|(?:a|en|dans|de) quel(?:le)?s?|a-t-(?:il|elle|on))(?!\w))(?:.*\w)?)\W*$",
        re.DOTALL,
    ),
    more=Pattern(
        r"^\W*(?:et |mais )?(?:(?:qui|quoi|ou|quelqu'un|rien) d'autre|(?:dis|dites)-m'en plus|(?:donne|donnez)-moi plus de details|plus de details|en savoir plus|continue[rz]?|la suite|encore)\W*$"
    ),
    further=Pattern(
        r"^\W*(?:et |mais |alors )?(?:(?:dis|dites|raconte|racontez)-m'en (?:plus|davantage)|(?:donne|donnez)-moi plus de details|plus de details|en savoir (?:plus|davantage)"
        r"|j'aimerais en savoir plus|continue[rz]?|la suite|et (?:apres|ensuite)|et puis)(?: s'il (?:te|vous) plait)?\W*$"
    ),
    doubts=Pattern(
        r"^\W*(?:(?:et|mais|alors|oh|non|oui|bon)[ ,.!]+)*(?:vraiment|serieusement|sans blague|ah bon|c'est vrai|est-ce (?:bien )?(?:vrai|exact|sur|confirme|certain)|c'est (?:bien )?(?:exact|sur|certain|confirme|officiel)"
        r"|(?:tu es|vous etes|es-tu|etes-vous) (?:vraiment )?(?:sur|certain)e?s?|(?:en )?(?:es-tu|etes-vous) (?:sur|certain)e?s?|(?:d'apres|selon) qui"
        r"|qui (?:le )?(?:dit|affirme|confirme)(?: (?:ca|cela))?|(?:quelles? (?:est|sont) )?(?:la |ta |votre |les |vos |tes )?sources?|comment (?:le )?(?:sais-tu|savez-vous)"
        r"|je n'y crois pas)\W*$"
    ),
    bare=Pattern(
        rf"^\W*(?:et |mais |alors )?{_ASKS}(?: (?:{_AUXILIARY}|ca|cela|c'etait|c'est|s'est-il passe|arrive|exactement))*\W*$"
    ),
    unfinished=Pattern(
        rf"^\W*(?:et |mais )?(?:que|qu'|comment|qu'est-ce que|qu'est-ce qu') ?(?:a|ont|avait) (?:la |le |les |l')?[\w .'’-]*?{_SAID}\W*$"
        rf"|^\W*(?:et |mais )?(?:que|qu'|comment|qu'est-ce que|qu'est-ce qu') ?(?:a|ont|avait) {_SAID} (?:la |le |les |l')?[\w'’-]+(?: [\w'’-]+)?\W*$"
    ),
    defines=Pattern(
        r"^\W*(?:qui (?:est|sont)|qu'est-ce que|qu'est-ce qu') ?(?!le |la |les |l'|ce |cet|son |sa |ses |leur)"
    ),
    back=whole(
        "il",
        "elle",
        "ils",
        "elles",
        "lui",
        "leur",
        "leurs",
        "eux",
        "y",
        "en",
        "son",
        "sa",
        "ses",
        "cela",
        "ca",
        "celui-ci",
        "celle-ci",
        "la-bas",
        r"(?:a|est|ont|sont|avait|etait)(?:-t)?-(?:il|elle|ils|elles)",
    ),
    back_after_verb=Pattern(r"^\W*(?:est-ce que )?(?:c'est|est-ce|cela|ca)(?!\w)(?! que)"),
    back_at_end=Pattern(r"(?<!\w)(?:lui|elle|eux|elles|cela|ca|la-bas|la-dessus|celui-ci|celle-ci)\W*$"),
    no_pronoun=Pattern(
        r"(?<!\w)(?:il y a|y a-t-il|il (?:faut|est (?:vrai|possible|probable))|en (?:\d|quel|combien))"
    ),
    and_asks=Pattern(
        r",? et (?=(?:d')?(?:qui|quand|ou|pourquoi|comment|combien|quels?|quelles?)(?!\w)"
        r" (?!(?:il|elle|ils|elles|on|je|tu|nous|vous|le|la|les|ce|cela|un|une)(?!\w)))"
    ),
    compares=(
        Pattern(
            rf"^\W*(?:et |mais )?(?:quelles? (?:est |sont |etait |etaient )?(?:la |les )?|(?:la |les )?)differences? (?:(?:de |d'|en |dans )(?P<of>.{{1,80}}?) )?"
            rf"(?:y a-t-il |existe-t-il )?entre (?P<one>{_SIDE}) et (?P<other>{_SIDE}){_REST}\W*$"
        ),
        Pattern(
            rf"^\W*(?:et |mais )?(?:(?:peux-tu|pouvez-vous|veuillez) )?compare[rz]? (?:(?P<of>.{{1,80}}?) (?=(?:de |du |des |d')))?"
            rf"(?:de |du |des |d')?(?P<one>{_SIDE}) (?:et|avec) (?:de |du |des |d')?(?P<other>{_SIDE}){_REST}\W*$"
        ),
    ),
    happened=Pattern(
        r"^\W*(?:et |mais |alors )?(?:que (?:s'est|se)(?:-il| il)? ?pass\w*|que s'est-il passe|qu'est-ce qui (?:s'est|se) pass\w*|qu'est-il arrive|qu'est-il arrive a|"
        rf"(?:{_SHOW} )?(?:quelles sont |quels sont )?(?:les )?(?:dernieres nouvelles|derniers developpements|dernieres informations|dernieres actualites|derniers evenements)|"
        r"quoi de neuf|quoi de nouveau|qu'y a-t-il de (?:neuf|nouveau)|du nouveau|des nouvelles|"
        rf"(?:{_SHOW} )?(?:quels (?:sont|ont ete|etaient|furent) )?(?:les )?(?:principaux|grands|plus grands) (?:evenements|titres|faits)|"
        rf"(?:{_SHOW} )?(?:quelles (?:sont|ont ete|etaient) )?(?:les )?(?:principales|grandes) (?:nouvelles|actualites|informations)|"
        rf"(?:{_SHOW} )?(?:la |une |un |le |l')?(?:chronologie|resume|recapitulatif|apercu|historique|actualite)(?: (?:de l'|de la |des )(?:actualites?|evenements|nouvelles))?)(?!\w)"
        r"(?: (?:de la|de l'|du|des|de|d'|sur|a propos de|a|au|aux))?(?!\w)"
    ),
    newest_first=whole(
        r"(?:les |le |la )?(?:plus recent(?:e?s)?|derniere?s?) (?:d'abord|en premier)",
        r"ordre (?:ante-?chronologique|chronologique inverse)",
        r"dernieres (?:nouvelles|informations|actualites)|derniers (?:developpements|evenements)",
        r"quoi de (?:neuf|nouveau)|qu'y a-t-il de (?:neuf|nouveau)|du nouveau|des nouvelles",
    ),
    oldest_first=whole(
        r"(?:les |le |la )?plus ancien(?:ne)?s? (?:d'abord|en premier)",
        r"(?:dans l'|par )?ordre chronologique",
        r"depuis le debut",
    ),
    ordered=Pattern(
        r"[ ,;(]*(?<!\w)(?:(?:les |le |la )?(?:plus (?:recent(?:e?s)?|ancien(?:ne)?s?)|derniere?s?) (?:d'abord|en premier)"
        r"|(?:dans l'|par |en )?ordre (?:ante-?chronologique|chronologique(?: inverse)?)|depuis le debut)(?!\w)[ )]*"
    ),
    colloquial=_COLLOQUIAL,
    informal=_INFORMAL,
    articles=("l'", "la ", "le ", "les ", "en ", "au ", "aux ", "a ", "dans ", "pour "),
    joined=((r"^(?:l|d|qu)'", ""),),
    mark=" ?",
)

# ---- whether ---------------------------------------------------------------------------------------------

_INVERTED_BY = r"(?:-t)?-(?:il|elle|ils|elles|on|ce)(?!\w)"
_NO_QUESTION_WORD = (
    r"^(?!.*(?<!\w)(?:qui|que|qu|quoi|quel(?:le)?s?|lequel|laquelle|ou|quand|comment|pourquoi|combien)(?!\w))"
)
_IS_IT_SAID = r"^\W*(?:(?:et|mais|alors|bon|ok),? )?(?:est-ce (?:vrai |exact )?|est-il (?:vrai|exact) |c'est vrai )qu(?:e |')"
_BETWEEN = frozenset("le la les l un une des a ont avait avaient aussi déjà".split())

WHETHER = Whether(
    asks=Pattern(rf"{_IS_IT_SAID}(?!(?:tu|vous)(?!\w))|{_NO_QUESTION_WORD}.*?\w{_INVERTED_BY}"),
    forms=(
        Form(opens=Pattern(_IS_IT_SAID), between=_BETWEEN),
        Form(opens=Pattern(rf"{_NO_QUESTION_WORD}.*?\w(?P<out>{_INVERTED_BY})"), between=_BETWEEN),
    ),
    either=whole("ou"),
    between_denied=frozenset({"de", "d"}),
    some=frozenset({"un", "une"}),
    binds=frozenset({"de", "du", "des", "d"}),
    unsure=whole(
        r"si|s'il|s'ils|peut-etre|peut|peuvent|pourrai(?:t|ent)|devrai(?:t|ent)|doit|doivent|compte|comptent|envisage(?:nt)?|prevoit|prevoient|prevue?s?|"
        r"veut|veulent|voulait|espere(?:nt)?|probable(?:ment)?|possible(?:ment)?|eventuel(?:le)?s?|pretendue?s?|presumee?s?|supposee?s?|rumeurs?|"
        r"fau(?:x|sse|sses)|faussement|canular|dement(?:i|ie|is)?|nie|nient|presque|tente(?:nt)?|essaye?(?:nt)?|menace(?:nt)?|selon|d'apres|"
        r"soi-disant|ancien(?:ne)?s?|ex|jusqu|seulement|uniquement|film|roman|fictif"
    ),
    unreal=Pattern(r"\w{2}r(?:ai|as|a|ons|ez|ont|ais|ait|ions|iez|aient)$"),
    derived=Pattern(r"(?:[ts]ion|ment|[ae]nce|age|eur|euse|ite|isme|iste|able)s?$"),
)

# ---- speech ----------------------------------------------------------------------------------------------

# Participles, after "a", "ont", "avait" …: of what is said, so that no object is taken for a speaker behind them.
_SPOKEN = (
    "dit|déclaré|affirmé|annoncé|indiqué|expliqué|ajouté|précisé|souligné|assuré|estimé(?! à)|confirmé|rapporté|écrit|tweeté|insisté|"
    "martelé|raconté|confié|rappelé|fait savoir|fait valoir|répondu|reconnu(?= qu)"
)
# Those that take whom they are said to or about behind them.
_ADDRESSED = "proposé|suggéré|exhorté|averti|prévenu|prétendu|exigé|réclamé|demandé|démenti|nié|promis|juré|alerté|mis en garde"
_SAYS = "dit|disent|" + "|".join(
    f"{verb}e|{verb}ent"
    for verb in "déclar affirm indiqu expliqu ajout précis soulign assur estim confirm rapport insist martèl racont confi rappell".split()
)
_SAYS_BESIDE = f"{_SAYS}|annonce|annoncent|note|notent|juge|jugent"  # nouns too
_ADVERB = r"(?:(?:également|aussi|encore|ensuite|alors|toutefois|cependant|par ailleurs|en outre|notamment|déjà|récemment) )?"
_TO = r"(?:(?:lui|leur|nous|vous) )?"
_HAS = rf"(?:\([^()]{{2,12}}\) )?(?:(?:a|ont|avait|avaient) |l[’'](?:a|ont|avait|avaient) ){_ADVERB}"
_UPPER = "A-ZÀ-ÖØ-ÞŒŸ"
_PART = rf"(?:[dDlL][’'])?[{_UPPER}][\w’'-]*"
_NAME = (
    rf"(?<![\w’'-])(?:(?:MM?\.|Mmes?|Mlles?|Me|Dr|Mgr) )?{_PART}"
    rf"(?: (?:de la |de l[’']|de |du |des |d[’']|le |la |ben |bin |von |van |al-|el-)?{_PART}){{0,6}}"
)
_THE = r"(?:(?:[Ll]es?|[Ll]a|[Uu]ne?|[Dd]es|[Cc]et?|[Cc]ette|[Cc]es|[Ss]on|[Ss]a|[Ss]es|[Ll]eurs?|[Pp]lusieurs|[Cc]ertain(?:e?s)|[Dd]eux|[Tt]rois) |[Ll][’'])"
_GROUP = (
    r"(?:(?:hauts?|anciens?|ancienne|nouveau|nouvelle|futur|grande?s?|principal|principale|autres?|[Vv]ice-|[Pp]remier|[Pp]remière|deux|trois) ?)?"
    r"(?:[Pp]olice|gendarmerie|gouvernement|autorités?|ministère|ministres?|président|présidente|présidence|maire|mairie|procureure?|parquet|"
    r"tribunal|cour|justice|juges?|armée|militaires|porte-parole|responsables?|officiels?|fonctionnaires?|sources?|témoins?|habitants|riverains|"
    r"résidents|groupe|société|entreprise|compagnie|commission|comité|agence|organisation|association|ONG|syndicats?|parti|union|banque|"
    r"médecins?|experts?|avocate?s?|enquêteurs|rapport|communiqué|étude|enquête|sondage|médias?|presse|journal|quotidien|chaîne|chef|cheffe|"
    r"directeur|directrice|secrétaire|ambassadeur|ambassadrice|députée?s?|sénateurs?|sénatrice|préfet|préfète|préfecture|pompiers|secouristes|"
    r"institut|observatoire|fondation|délégation|roi|reine|prince|pape|général|colonel|opposition|rebelles|insurgés|scientifiques|chercheurs|"
    r"analystes|économistes|organisateurs|coalition|dirigeante?s?|diplomates?|gouverneure?s?|gouvernorat|walis?|wilaya|protection civile|"
    r"commissaires?|commissariat|commandante?s?|capitaine|médecin|experte?|expertes|chercheurs?|chercheuses?|scientifique|sismologues?|"
    r"météorologues|historiens?|historiennes?|économiste|analyste|conservateurs?|conservatrices?|architectes?|patronat|PDG|"
    r"armateurs|dockers|agriculteurs|paysans|enseignants|étudiants|manifestants|grévistes|victimes|survivants|entraîneure?s?)(?![\w-])"
)
# What follows a noun belongs to it up to a verb, a relative or an "and"; in the end it may be the name of the office's holder.
_BREAK = (
    r"(?:est|sont|était|étaient|sera|seront|a|ont|avait|avaient|aura|qui|que|qu|dont|où|et|ou|mais|ne|n|se|s|il|elle|ils|elles|on|si|"
    r"car|lors|lorsque|quand|alors|après|avant|pendant|depuis|dans|sur|en|par|avec|selon|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|hier|aujourd|ce|cette|interrogée?s?|citée?s?|à|afin|pour|contre|sans|vers|entre|comme)"
)
_TAIL = rf"(?: (?!{_BREAK}(?![\w-]))[\w’'.-]*[\w’']){{0,9}}"
_OFFICE = rf"{_THE}(?:{_GROUP}|(?:{_PART})){_TAIL}"
# "Mais la police a dit", "Dans un communiqué, Lopez a dit"
_OPENING = (
    r"(?:(?:Mais|Et|Or|Puis|Enfin|Ainsi|Pourtant|Cependant|Toutefois|Alors|Hier|Aujourd[’']hui|(?:Lun|Mar|Mercre|Jeu|Vendre|Same)di|Dimanche),?"
    r"|(?:Dans|À|A|Au|Aux|En|Sur|Lors|Après|Avant|Pendant|Depuis|Le (?:lun|mar|mercre|jeu|vendre|same)di|Le \d{1,2}) [^,]{2,60},) "
)
_ONE = rf"(?:(?<![\w’'-]){_OFFICE}(?:, {_NAME}(?=[,.]))?|{_NAME})"
_WHO = rf"(?P<who>{_ONE}(?: et {_ONE})?)"
# "a déclaré mardi à la presse Maria Lopez"
_BESIDE = (
    r"(?:(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)(?: matin| après-midi| soir)?|aujourd[’']hui|ce matin|cet après-midi|"
    r"ce soir|dans un communiqué|à l[’'][A-Z]+|"
    r"à la presse|aux? (?:journalistes|médias)|à des journalistes|sur (?:Twitter|X|Facebook)) )*"
)

SPEECH = Speech(
    subjects=(
        rf"(?P<who>(?:^{_OPENING})?{_NAME})(?:, [^,]{{3,120}},)? {_TO}{_HAS}(?:{_SPOKEN}|{_ADDRESSED})(?![\w-])",
        rf"(?<![\w’'-])(?P<who>(?:^{_OPENING})?{_OFFICE}(?P<name>, {_NAME})?)(?(name),|(?:, [^,]{{3,120}},)?) {_TO}{_HAS}(?:{_SPOKEN}|{_ADDRESSED})(?![\w-])",
        # Whatever the office, where its holder's name follows: "La conservatrice du musée, Fatima Saïdi, a dit".
        rf"(?<![\w’'-])(?P<who>(?:^{_OPENING})?{_THE}(?!{_BREAK}(?![\w-]))[a-zà-ÿ][\w’'-]+{_TAIL}, {_NAME}), {_TO}{_HAS}(?:{_SPOKEN}|{_ADDRESSED})(?![\w-])",
        rf"(?P<who>(?:^{_OPENING})?{_NAME})(?:, [^,]{{3,120}},)? {_TO}(?:{_SAYS_BESIDE})(?= (?:que |[:«]|qu[’']))",
        rf"(?<![\w’'-])(?P<who>(?:^{_OPENING})?{_OFFICE})(?:, [^,]{{3,120}},)? {_TO}(?:{_SAYS_BESIDE})(?= (?:que |[:«]|qu[’']))",
    ),
    speakers=(
        rf"(?<![\w’'-])(?:[Ss]elon|[Dd][’']après|[Àà] en croire) {_WHO}",
        rf"[,»”\"!?…] {_TO}{_HAS}(?:{_SPOKEN}) {_BESIDE}{_WHO}",
        # Behind a quotation whoever follows the verb has said it.
        rf"[»”\"],? {_HAS}(?:{_ADDRESSED}) {_BESIDE}{_WHO}",
        rf"[,»”\"!?…] {_TO}(?:{_SAYS_BESIDE}) {_BESIDE}{_WHO}",
        rf"(?<![\w’'-])(?:annoncée?s?|déclarée?s?|indiqué|rapportée?s?|confirmée?s?|affirmé) par {_WHO}",
    ),
    reporting=(
        rf"(?<!autrement )(?:{_SPOKEN}|{_ADDRESSED}|{_SAYS})|(?<=, )(?:{_SAYS_BESIDE})|(?:{_SAYS_BESIDE}) que|[Ss]elon|[Dd][’']après(?!-)|[Àà] en croire|"
        r"affirmant|assurant|précisant|ajoutant|citée?s?|(?:annoncée?s|annoncée|déclarée?s|rapportée?s|confirmée?s|rapportée|confirmée|déclarée) par"
    ),
    # "Lopez a dit que Conte a affirmé que …", "le plan que Lopez a annoncé"
    nested=rf"(?<!\w)(?:que |qu[’'])[^,.;:]*?(?<!\w)(?:a|ont|avait|avaient|aurait|auraient) {_ADVERB}(?:{_SPOKEN}|{_ADDRESSED})(?!\w)",
    openings=rf"^{_OPENING}",
    prepositions=r"(?i:(?<![\w-])(?:à|au|aux|avec|chez|contre|dans|de|des|du|en|entre|et|ni|ou|par|parmi|pour|sans|sous|sur|vers)(?: (?:la|les?))? |[dD][’']|(?:à|de|et) l[’'])$",
    no_names=(
        r"^(?:(?:il|elle|ils|elles|on|je|tu|nous|vous|lui|eux|ce|cela|ceci|ça|qui|que|quoi|dont|où|et|mais|le|la|les|un|une|des|tous|"
        r"toutes|tout|rien|personne|aucune?|chacune?|certaine?s?|beaucoup|plusieurs|moi|toi|soi)$|celui|celle|ceux|(?:ce|cette|ces) derni)"
    ),
    places=(
        r"^(?:À|A|Au|Aux|En|Dans|Après|Avant|Pendant|Depuis|Sur|Sous|Pour|Lors|Si|Quand|Lorsque|Comme|Avec|Selon|Par|Chez|Vers|Dès|"
        r"D[’']après|D[’']ici|L[’']an|L[’']année)(?: |$)"
    ),
    # "Le maire a dit": selon le maire.
    respelt=tuple(
        (article.capitalize(), article)
        for article in (
            "le ",
            "la ",
            "les ",
            "l’",
            "l'",
            "un ",
            "une ",
            "des ",
            "ce ",
            "cet ",
            "cette ",
            "ces ",
            "son ",
            "sa ",
            "ses ",
            "leur ",
            "leurs ",
            "plusieurs ",
            "deux ",
            "trois ",
        )
    ),
    told=(
        r"(?<!\w)(?:selon|d[’']après|à en croire|(?:a|ont|avait|avaient) (?:\w+ )?(?:"
        rf"{_SPOKEN}|{_ADDRESSED})|(?:{_SAYS_BESIDE}) que)(?!\w)|(?<!\w)(?:{_SAYS_BESIDE}) qu[’']"
    ),
)

# ---- prose -----------------------------------------------------------------------------------------------

_AND = r"(?:et|de|du|des|la|le|d[’'])"

_NOTICES = Notices(
    consent=Notice(
        phrases=(
            r"\b(?:nous|nos|notre|partenaires|ce site)\b.{0,80}\b(?:cookies?|traceurs)\b",
            r"\b(?:cookies?|traceurs)\b.{0,80}\b(?:nous|nos|votre (?:appareil|terminal|navigateur|consentement|experience)|ce site)\b",
            r"\bnous et nos (?:\d+ )?partenaires\b|\bvotre (?:vie privee|consentement)\b",
            (
                r"\bvous pouvez (?:accepter|refuser|retirer|modifier|parametrer|choisir)\b.{0,120}"
                r"\b(?:consentement|choix|finalites|cookies|partenaires|preferences)\b"
            ),
            r"\ben (?:cliquant|poursuivant)\b.{0,80}\b(?:acceptez|consentez)\b",
            r"^(?:tout (?:accepter|refuser)|(?:accepter|refuser|continuer sans accepter)\b.{0,30})$",
        ),
        titles=(
            r"(?:le respect de )?(?:votre )?vie privee.*|(?:gestion|parametres) des cookies|avant de (?:continuer|poursuivre).*|gerer mes cookies",
        ),
    ),
    script=Notice(
        phrases=(
            r"\b(?:activer|activez|necessite|requiert|sans|autorisez)\b.{0,40}\bjavascript\b",
            r"\bjavascript\b.{0,40}\b(?:desactive|active|requis|necessaire)\b",
        ),
        titles=(r"(?:veuillez )?activer javascript.*|javascript (?:est )?(?:desactive|requis)",),
    ),
    missing=Notice(
        phrases=(
            r"\b(?:page|article|contenu|lien|adresse)\b.{0,60}\b(?:introuvable|n'existe (?:pas|plus)|n'est (?:pas|plus)|inexistante?)\b",
            r"\b(?:page|article|contenu) que vous (?:cherchez|recherchez|avez demande\w*|demandez)\b",
            r"\b(?:a|ont) (?:peut-etre )?(?:ete )?(?:supprime|deplace|retire)e?s?\b.{0,40}$",
            r"\berreur 404\b|^404$|\bretour(?:nez|ner)? (?:a|vers) (?:la page d')?accueil\b",
        ),
        titles=(
            r"(?:erreur )?404\b.*|(?:page|article|contenu) (?:introuvable|non trouvee?|indisponible|inexistante?).*|(?:oups|desole)\b.{0,60}",
        ),
    ),
    login=Notice(
        phrases=(
            r"\b(?:connectez|identifiez|inscrivez)-vous\b.{0,60}|\bmot de passe oublie\b",
            r"\b(?:pas encore de|deja un|creer un|creez un|creez votre) compte\b|\bse souvenir de moi\b",
        ),
        titles=(
            r"(?:se )?conne(?:xion|cter)\b.{0,40}|identification|(?:s')?inscri(?:ption|re)|mon compte|creer un compte",
        ),
    ),
    paywall=Notice(
        phrases=(
            r"\babonnez-vous\b.{0,80}|\b(?:reserve|reservee)s? aux abonnes\b|\bdeja abonne\b",
            r"\bpour (?:lire la suite|continuer (?:la|votre) lecture|acceder)\b.{0,80}|\bil vous reste \d+ ?% de cet article\b",
            r"\bsans engagement\b|\bacces illimite\b",
        ),
        titles=(r"(?:article )?reserve aux abonnes|abonnez-vous.{0,60}",),
    ),
    blocked=Notice(
        phrases=(
            r"\b(?:verifi\w+|prouve\w*|confirme\w*)\b.{0,40}\b(?:humain|robot|navigateur)\b|\bcaptcha\b",
            r"\bacces (?:a (?:cette page|ce site) )?(?:a ete |est )?(?:refuse|bloque|interdit)\b",
            r"\b(?:pas disponible|indisponible)\b.{0,40}\bvotre (?:pays|region)\b|\ben (?:cours de )?maintenance\b",
            r"\breessaye[rz]? (?:plus tard|ulterieurement)\b",
        ),
        titles=(
            r"acces (?:refuse|interdit|bloque)|(?:site )?en maintenance|service indisponible|erreur|un instant.*",
        ),
    ),
    moved=Notice(
        phrases=(
            r"\bvous (?:allez etre|etes) (?:en train d'etre )?redirige|^redirection\b|\bsi (?:rien ne se passe|vous n'etes pas redirige)",
        ),
        titles=(r"redirection\b.*|veuillez patienter.*|chargement.*|page deplacee",),
    ),
    lists=(
        r"(?:mot-cle|etiquette|tag|categorie|rubrique|auteur|archives?)s? ?: .*|accueil|a la une|toute l'actualite|resultats de recherche.*",
    ),
)

PROSE = Prose(
    notices=_NOTICES,
    # "M. Macron", "av. J.-C."
    titles=frozenset(
        """
        M MM Mme Mmes Mlle Mlles Mgr Pr Dr dr St Ste av apr env boul bd
        """.split()
    ),
    before_number=frozenset(
        """
        n nº n° no nos p pp vol art al chap fig tél janv févr fév avr juil sept oct nov déc
        """.split()
    ),
    shortened=frozenset(
        """
        etc cf ex j.-c hab
        """.split()
    ),
    openers=frozenset(
        """
        Le La Les L Un Une Des Il Elle Ils Elles On Nous Vous Je Ce Cet Cette Ces C Cela Ceux Celui Celle Mais Et Or Ou Donc
        Si Quand Lorsque Comme Après Avant Pendant Depuis Dans En À Au Aux Sur Sous Pour Par Avec Sans Selon D Son Sa Ses Leur
        Leurs Notre Nos Votre Mon Ma Mes Tous Toutes Plusieurs Certains Deux Trois Aucun Pourquoi Comment Qui Que Quoi Où Y S N
        Cependant Pourtant Toutefois Ainsi Enfin Puis Hier
        """.split()
    ),
    keeping_hyphen=frozenset(
        """
        anti pro ex non auto demi mi semi sous vice contre après avant après-demain quasi nouveau quelque lui elle eux elles celui
        grand petit haut bas saint sainte peut va y est t a ont sont était
        """.split()
    ),
    page_numbers=(r"page \d{1,4}(?:\s*(?:sur|de|/)\s*\d{1,4})?",),
    elisions=r"(?:[cdjlmnstCDJLMNST]|[Qq]u)['’]",
    quotes_apart=True,
    conjunctions=("et",),
    published_labels=(r"(?:publiée?|mise? en ligne|paru|créé|date(?: de publication)?)(?: (?:le|à))?",),
    updated_labels=(
        r"(?:(?:dernière )?(?:mise à jour|modification)|modifiée?|mise? à jour|actualisée?)(?: (?:le|à))?",
    ),
    bylines=(r"(?:écrit |rédigé |propos recueillis )?par\s+(?::\s*)?",),
    author_names=(rf"[A-ZÀ-ÖØ-ÞŒ][\w.'’-]+(?: (?:[A-ZÀ-ÖØ-ÞŒ][\w.'’-]*|{_AND}),?){{1,6}}",),
    source_labels=(r"sources?",),
    agencies=(r"[Aa]gences?|(?:Agence )?Belga|Keystone-ATS|Algérie Presse Service",),
    credit_prefixes=(r"avec\s+(?:l['’])?",),
    photographers=("via",),
    places=(
        r"[A-ZÀ-ÖØ-ÞŒ][\w.'’/-]*(?:[ ,/]+(?:[A-ZÀ-ÖØ-ÞŒ][\w.'’/-]*|de|du|des|la|le|les|et|sur|\d{1,2}|\d{4})){0,7}",
    ),
    sharing=("partager", "partagez", "tweeter", "imprimer", "envoyer", "enregistrer", "aimer"),
    lists=(
        r"(?:articles? |sujets? |vidéos? )?les plus (?:lus|lues|vus|vues|partagés|commentés|consultés|populaires)(?: (?:du jour|de la semaine))?",
        r"(?:à|a) (?:lire|voir|écouter) (?:aussi|également|ensuite)|lire (?:aussi|également)|voir aussi|lisez aussi",
        r"(?:sur le même sujet|dans la même rubrique|articles? (?:liés?|similaires?|associés?|recommandés?|connexes?)|à la une)",
        r"(?:nos )?(?:recommandations|dernières (?:nouvelles|actualités|infos))|vous aimerez aussi|recommandé pour vous",
    ),
    counters=(
        rf"{COUNT}\s*(?:vues?|lectures?|lecteurs?|partages?|commentaires?|réactions?|réponses?|j['’]aime)",
        rf"(?:nombre de )?(?:vues?|lectures?|lecteurs?|partages?|commentaires?|réactions?|visites?)\s*[::(]\s*{COUNT}\)?",
        rf"(?:(?:cet )?article )?(?:lu|vue?|partagée?|consultée?) {COUNT} fois",
        rf"{COUNT}\s*(?:personnes?|lecteurs?|internautes?) (?:lisent|consultent|regardent|ont (?:lu|aimé|partagé)) (?:cet article|cette page|ceci|cela)(?: (?:en ce moment|actuellement|maintenant))?",
        rf"{COUNT}\s*(?:personnes?|lecteurs?|internautes?) (?:en ligne|connectée?s)",
        rf"(?:(?:publiée?|postée?|mise? à jour|(?:dernière )?(?:mise à jour|modification)|actualisée?|modifiée?)\W{{0,3}})?il y a (?:environ |moins d['’]\s?|plus d['’]\s?|près de )?(?:{COUNT}|une?|deux|quelques)\s?(?:s|secondes?|secs?|minutes?|mins?|m|heures?|h|jours?|j|semaines?|mois|ans?)",
        r"(?:(?:publiée?|mise? à jour)\W{0,3})?à l['’]instant",
    ),
    furniture=(
        r"(?:suivez|retrouvez|rejoignez|likez)[- ]nous(?: (?:sur|via) .{1,80})?",
        rf"(?:suivre|suivez) (?:@\w+|[\w .]{{1,40}}) sur {NETWORK}.{{0,60}}",
        r"partage[rz](?: (?:cet article|l['’]article|cette page|ce contenu))?(?: (?:sur|via|par|avec) .{1,40})?",
        r"(?:s['’]abonner|abonnez[- ]vous|inscrivez[- ]vous)(?: (?:maintenant|ici))?",
        r"(?:s['’]abonner|abonnez[- ]vous|inscrivez[- ]vous|s['’]inscrire)\b.{0,80}\b(?:newsletters?|lettre|chaîne)\b.{0,40}",
        rf"(?:(?:à|a) )?(?:lire|voir|écouter) (?:aussi|également|ensuite){COLON}.{{1,150}}|sur le même sujet{COLON}.{{1,150}}",
        r"lire (?:la suite|plus|l['’]article(?: complet)?)|en savoir plus|la suite (?:ci-dessous|après .{0,40})",
        r"publicité|annonce|contenu (?:sponsorisé|partenaire)|article réservé aux abonnés",
        r"copier le lien|(?:\d+ )?commentaires?|(?:laisser|ajouter) un commentaire|réagir|taille du texte",
        r"(?:temps de )?lecture\s*:?\s*\d+ min(?:utes?)?\.?|\d+ min(?:utes?)? de lecture|écouter (?:cet |l['’])article",
        r"(?:photo|image|crédits? photo|crédits?|illustration|légende)\s*[::/]\s*.{1,60}",
        r"tous droits (?:de reproduction )?(?:et de représentation )?réservés.{0,60}",
        rf"(?:mots[- ]clés|étiquettes|thèmes?|tags?|sujets?){COLON}.{{0,150}}",
    ),
    goes_on=(
        r"\b(?:lire (?:la suite|plus|l['’]article)[^.]{0,40}|(?:en )?savoir plus|la suite (?:ici|sur [^.]{1,40}))",
    ),
    appeared_first=(r"l['’]article .{1,300} est apparu en premier sur .{1,120}",),
    headers={
        "title": ("titre",),
        "source": ("source", "éditeur"),
        "url": ("lien",),
        "published": ("date", "publié", "publié le", "date de publication"),
        "author": ("auteur", "auteure", "auteurs", "par"),
        "language": ("langue",),
    },
    to_machine=(
        r"\b(?:ignore[rz]?|oublie[rz]?|néglige[rz]?|contourne[rz]?)\b.{0,40}\b(?:ci-dessus|précédente?s?|antérieure?s?|instructions?|consignes?|prompt|directives?)",
        r"\b(?:mode (?:développeur|système|admin|debug))\b",
        r"\b(?:dans|à|de|avec|pour) (?:ta|votre) (?:\w+ )?(?:réponse|sortie)\b|\b(?:ta|votre) réponse (?:doit|devra)\b",
        r"\b(?:tu es|vous êtes) (?:désormais|maintenant|une? (?:ia|assistante?|chatbot|modèle de langage))\b|\ben tant qu['’]ia\b",
        r"\b(?:ton|votre|le) mot de passe\b|\b(?:l['’]adresse|l['’]e-?mail|le mot de passe) de l['’]utilisateur\b",
        r"^\W*(?:(?:s['’]il (?:te|vous) plaît|maintenant),? )*(?:écri[st]|écrivez|résume[rz]?|tradui[st]|traduisez|explique[rz]?|décri[st]|décrivez|reformule[rz]?|imagine[rz]?|répète[rz]?|répétez|affiche[rz]?|génère|générez|donne[rz]?-moi|dis-moi|dites-moi|fais comme si|peux-tu|pouvez-vous)(?![\w-])",
    ),
    no_answer=(r"(?:pas de|aucune)[_ ]réponse",),
    dot=(r"point(?! me\b)",),  # "à ce point me semble"
    at=("arobase",),
)

# ---- texts -----------------------------------------------------------------------------------------------

# Spaces before : ; ? ! and inside guillemets are no-break spaces (U+00A0), as French sets them.
TEXTS = Texts(
    own_name="Français",
    languages={"en": "anglais", "ar": "arabe", "fr": "français"},
    months=tuple(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    ),
    first_of_month="1er",
    thousands="\u202f",
    days=("{} jour", "{} jours"),
    hours=("{} heure", "{} heures"),
    minutes=("{} minute", "{} minutes"),
    quotes=("« ", " »"),
    introduced="{lead} : {quote}",
    pause=" ; ",
    no_answer="L’archive ne contient pas de réponse à cette question ; les passages les plus proches peuvent toutefois aider.",
    nothing_near="L’archive ne contient pas de réponse à cette question.",
    nothing_found="L’archive ne contient rien sur cette question avec ces filtres.",
    no_more="L’archive ne contient rien de plus à ce sujet que ce qui a été montré.",
    nearest="Les passages les plus proches :",
    possibly="Peut-être :",
    timeline="Chronologie :",
    translation="Traduction automatique ({by}) : {text}",
    yes="Oui.",
    no="Non.",
    archive_says="Les archives disent :",
    one_side="Les archives n’ont rien sur {side} à comparer.",
    newest="Article le plus récent à ce sujet :",
    undated="sans date",
    according_to="selon {who}",
    unnamed="auteur des propos non identifié",
    sources_differ="Les sources divergent : {first} ; {last}.",
    source_updated="La même source a ensuite donné un autre chiffre : {first} ; puis {last}.",
    also_in="également dans :",
    carried_by="repris par",
    corrected="L’article cité en {marks} a été corrigé le {day}.",
    corrected_what="L’article cité en {marks} a été corrigé le {day} : {what}.",
    what_changed="Modifications : {what}.",
    changes={
        "number": "un chiffre",
        "name": "un nom",
        "sentence added": "une phrase ajoutée",
        "sentence removed": "une phrase retirée",
        "headline": "le titre",
        "wording": "la formulation",
    },
    withdrawn="L’article cité en {marks} a été retiré par son éditeur le {day}.",
    understood="Question comprise ainsi : {question}",
    published_on="Articles publiés le {first}.",
    published="Articles publiés du {first} au {last}.",
    published_since="Articles publiés depuis le {first}.",
    published_until="Articles publiés jusqu’au {last}.",
    since_event="Articles publiés depuis le {first}, date de l’article « {title} », prise pour celle de « {event} ».",
    too_many_questions="Seules les {count} premières questions ont reçu une réponse : reposez les autres.",
    misspelled="Cherché aussi : {words}.",
    spelling="{spelling} pour {word}",
    unread_times="Indication de temps non comprise : {words}.",
    no_event="L’archive ne dit pas clairement de quand date « {event} » : la recherche a porté sur les articles de toutes les dates.",
    newest_is="L'article le plus récent est du {day}.",
    loosened="Rien n'est aussi récent que la période demandée ; ce qui suit est plus ancien.",
    as_of="{option} pose la question à une date antérieure.",
    later="Rien de ce qui a été publié à cette période ne répond à la question ; ce qui suit a été publié plus tard.",
    told_by_others="D’autres sources de l’archive en parlent aussi : ce qu’elles disent est cité avec.",
    told_by_none="Aucune autre source de l’archive n’en parle.",
    sources=("une source", "{} sources"),
    also_told_by="également rapporté par :",
    from_undated="Ce qui suit vient d’articles sans date : rien ne permet de dire s’ils sont de cette période.",
    only_undated="Les articles à ce sujet ne sont pas datés, et rien ne dit qu’ils soient de cette période : posez la question sans date pour chercher parmi eux.",
    updated="dernière mise à jour de l’archive :",
    up_to_date="dernière mise à jour de l’archive : {when}",
    silent="le flux {feed} ne répond plus depuis {time}",
    more_silent="autres flux qui ne répondent plus : {count}",
    model_late="Le modèle de langue n’a pas répondu à temps ; voici des citations des articles.",
    model_failed="Le modèle de langue n’a pas pu répondre ; voici des citations des articles.",
    model_unreachable="Le serveur du modèle de langue est injoignable ; voici des citations des articles.",
    model_no_key="Il n’y a pas de clé pour le modèle de langue (KHABAR_LLM_API_KEY) ; voici des citations des articles.",
    model_key_refused="Le fournisseur du modèle de langue a refusé la clé (KHABAR_LLM_API_KEY) ; voici des citations des articles.",
    model_paused="Le modèle de langue a échoué plusieurs fois et n’est plus sollicité pendant une minute ; voici des citations des articles.",
    model_spent="Le quota du jour pour le modèle de langue est épuisé ; voici des citations des articles.",
    model_not_asked="Le modèle de langue n’a pas été interrogé, car aucun extrait ne tient dans sa requête ; voici des citations des articles.",
    model_unusable="Rien de ce que le modèle de langue a écrit ne pouvait être montré avec sa source ; voici des citations des articles.",
    model_quoted="Là où la phrase du modèle de langue ne concordait pas avec sa source, c’est la source qui est citée.",
    model_dropped="Ce que le modèle de langue a écrit sans que les articles le disent a été omis.",
    model_stopped="Le modèle de langue s’est arrêté avant d’avoir terminé.",
    translation_withheld="La traduction de {marks} n’est pas montrée : elle change {what}.",
    translation_unusable="La traduction de {marks} n’est pas montrée : ce qui est revenu n’en est pas une.",
    translation_late="Le temps a manqué pour traduire {marks}.",
    translation_pair="Le traducteur ne connaît pas la langue de {marks}.",
    translation_failed="{marks} n’a pas pu être traduit cette fois.",
    altered={
        "number": "un nombre",
        "qualifier": "la précision d’un nombre",
        "date": "une date",
        "name": "un nom",
        "negation": "ce qui est nié",
        "opposite": "un mot en son contraire",
    },
    taken_out="Cet article a été retiré de l’archive.",
    changed="L’article a été modifié depuis. Voici le texte qui a été cité.",
    teaser="L’archive ne contient que l’annonce de l’article.",
    read_at="À lire sur {where}",
    the_publisher="le site de l’éditeur",
    before="‹ Avant",
    after="Après ›",
    back="Retour à la réponse",
    telegram=TelegramTexts(
        commands=(
            ("ask", "Poser une question (dans les groupes)"),
            ("new", "Commencer une nouvelle conversation"),
            ("watch", "Me prévenir quand de nouveaux articles répondent"),
            ("watches", "Ce que vous suivez"),
            ("unwatch", "Ne plus suivre une question"),
            ("settings", "Langue, longueur, période"),
            ("sources", "D’où viennent les articles"),
            ("status", "Fraîcheur de l’archive"),
            ("privacy", "Ce qui est conservé sur vous"),
            ("forget", "Effacer tout ce qui est conservé sur vous"),
            ("help", "Ce que je sais faire"),
        ),
        start=(
            "<b>Interrogez-moi sur l’actualité.</b>\n\nEnvoyez une question, en français, en anglais ou en arabe. Je réponds"
            " à partir d’une archive d’articles, et chaque phrase est une citation : touchez son numéro pour la voir à sa"
            " place. Si l’archive ne contient pas de réponse, je le dis.\n\n/help montre ce que je sais faire d’autre."
        ),
        help=(
            "Envoyez une question, puis enchaînez : « et qu’a dit la Grande-Bretagne ? » est compris. /new repart de zéro.\n\n"
            "Dans un groupe, mentionnez-moi, répondez-moi ou écrivez /ask et la question. Dans toute autre conversation,"
            " tapez mon nom et une question pour y envoyer la réponse.\n\n"
            "/watch et une question : je vous écris quand de nouveaux articles y répondent\n"
            "/watches – ce que vous suivez · /unwatch – ne plus suivre\n"
            "/settings – langue, longueur, période\n"
            "/sources – d’où viennent les articles · /status – leur fraîcheur\n"
            "/privacy – ce qui est conservé sur vous · /forget – l’effacer"
        ),
        privacy=(
            "<b>Ce qui est conservé sur vous</b>\n\nSur l’ordinateur qui fait tourner ce bot, et nulle part ailleurs : votre"
            " numéro Telegram, vos questions des 30 derniers jours et ce qui a servi à y répondre, et ce que vous avez pensé"
            " des réponses ; pendant un an, les articles qu’ouvrent les boutons d’une réponse, ainsi que vos réglages et ce"
            " que vous suivez depuis leur dernier usage. Les messages sont effacés dès qu’ils sont traités. Les questions ne"
            " servent à entraîner aucun modèle.{model}\n\n/forget efface tout cela d’un coup, sauf le nombre de questions"
            " des dernières 24 heures, conservé sans votre numéro. Ce qui figure dans la conversation, c’est à vous de le"
            " supprimer."
        ),
        privacy_model=" Les réponses sont rédigées par un modèle de langue, auquel sont envoyés votre question et des passages d’articles.",
        forgotten="Tout ce qui était conservé sur vous est effacé.",
        forgotten_soon=(
            "Tout ce qui était conservé sur vous est supprimé. Il en reste des traces dans le fichier, qui est occupé ; elles"
            " auront disparu d’ici le {when}."
        ),
        late="Vous avez posé cette question il y a {time} ; je n’ai pas pu répondre plus tôt.",
        afresh="Nouvelle conversation : ce que vous avez demandé avant ne compte plus.",
        ask_how="Écrivez votre question à la suite : <code>/ask qui a servi de médiateur dans le conflit du port ?</code>",
        mentioned="Oui ? Écrivez votre question dans le même message.",
        unknown_command="Je ne connais pas cette commande. /help montre celles que je connais ; une question n’en demande aucune.",
        only_text="Je ne comprends que le texte pour l’instant. Écrivez votre question, s’il vous plaît.",
        too_long="Cette question est longue : {length} caractères. Posez-la en {most} au plus, s’il vous plaît.",
        too_many_at_once="Cela fait beaucoup de questions d’un coup. Reposez la vôtre dans une minute, s’il vous plaît.",
        too_many_today="C’est tout ce à quoi je peux répondre pour vous aujourd’hui. Reposez votre question demain, s’il vous plaît.",
        too_many_people="Beaucoup de monde pose des questions en ce moment. Reposez la vôtre dans un moment, s’il vous plaît.",
        not_allowed="Ce bot ne répond qu’aux personnes désignées par son propriétaire. Votre numéro est <code>{person}</code>.",
        archive_trouble="L’archive n’est pas lisible en ce moment. Reposez votre question plus tard, s’il vous plaît.",
        trouble="Cette question a provoqué une erreur, qui a été notée. Posez-la autrement, s’il vous plaît.",
        expired="Cette réponse n’est plus conservée. Reposez votre question, s’il vous plaît.",
        not_yours="Ceci appartient à quelqu’un d’autre.",
        thanks="Merci.",
        translate="Traduire",
        watching="J’écrirai ici quand de nouveaux articles répondront à : {question}",
        watch_how="Écrivez la question à la suite : <code>/watch quoi de neuf dans le conflit du port ?</code>",
        watches_full="Vous suivez {most} questions, et je ne peux pas en suivre plus. /unwatch en arrête une.",
        watches="<b>Vous suivez</b> ; touchez une question pour ne plus la suivre :",
        no_watches="Vous ne suivez rien. /watch et une question : j’écris quand de nouveaux articles y répondent.",
        news="<b>Du nouveau sur</b> {question}",
        sources="<b>D’où viennent les articles</b>",
        more_sources="… et {count} autres",
        no_articles="L’archive est vide pour l’instant.",
        status="<b>L’archive</b>\n{articles} articles : {languages}\nArticle le plus récent : {newest}\nMise à jour : {updated}",
        unknown="inconnue",
        for_admins=(
            "Questions : {minute} dans la dernière minute, {day} dans les dernières 24 heures ; en attente : {waiting}\n"
            "Questions suivies : {watches}\nMises à jour qui n’ont pu être traitées en 30 jours : {parked}"
        ),
        settings="<b>Réglages</b>\nLangue des réponses · longueur des réponses · période des articles",
        language_asked="Langue de la question",
        full="Longue",
        short="Courte",
        any_time="Toute période",
        year="Année",
        month="Mois",
        week="Semaine",
    ),
    manners=MannersTexts(
        greeting="Bonjour ! Posez-moi une question sur l’actualité.",
        thanks="Je vous en prie.",
        farewell="Au revoir.",
        identity=(
            "Je suis Khabar. Je réponds aux questions à partir d’archives d’articles de presse, dans leurs propres mots,"
            " et je dis de qui ils sont."
        ),
        ability=(
            "Posez une question sur l’actualité, dans votre langue. Je réponds par des phrases des articles, chacune avec"
            " sa source ; s’ils n’ont pas la réponse, je le dis."
        ),
        nothing_before="Rien n’a encore été demandé. Que voulez-vous savoir ?",
        offer="Vous pourriez demander, par exemple, ce qu’il en est de {stories}.",
    ),
    web=WebTexts(
        title="Interroger l’archive",
        skip="Aller au contenu",
        menu="Rubriques",
        question="Votre question",
        ask="Demander",
        afresh="Nouvelle conversation",
        narrow="Certains articles seulement",
        since="Publiés depuis le",
        until="Publiés jusqu’au",
        source="Provenance",
        language="Langue des articles",
        any="Toutes",
        spoken="Langue de cette page",
        promise="Chaque réponse est une citation. Ouvrez-la pour la lire à sa place.",
        examples="Dans les articles les plus récents",
        waiting="Recherche dans l’archive …",
        lost="La connexion a été perdue avant la réponse : redemandez.",
        nothing_asked="Écrivez d’abord une question.",
        good="Cette réponse aide",
        bad="Cette réponse n’aide pas",
        thanks="Merci, c’est noté.",
        in_full="Lire dans l’article",
        evidence="Ce qui est cité",
        no_page="Il n’y a rien à cette adresse. Une conversation est gardée 30 jours.",
        home="À la première page",
        kept="Qui a l’adresse de cette page peut lire la conversation et la poursuivre. Elle est gardée 30 jours.",
        versions="Ses rédactions",
        version="Version {number}, vue le {day}",
        this_version="affichée ici",
        compare="Ce qui a changé",
        compared="Version {old} et version {new} : ce qui est parti est barré, ce qui est venu est souligné.",
        taken="retiré",
        came="ajouté",
        same="La rédaction est la même.",
        older="Ce n’est pas la dernière rédaction de l’article.",
        newest="Lire la dernière",
        was_corrected="Corrigé le {day}.",
        was_withdrawn="Retiré par son éditeur le {day}.",
        copies="Le même texte ailleurs",
        otherwise="Dit autrement par des flux tiers",
        quote="La phrase citée",
        timeline="Chronologie",
        topic="À quel sujet ?",
        show="Afficher",
        a_day="Articles par jour",
        a_month="Articles par mois",
        a_year="Articles par an",
        choose="Glissez sur les barres, ou utilisez les flèches puis Entrée, pour voir une période.",
        whole="Toute la période",
        nothing_told="L’archive ne dit rien de cela sur cette période.",
        archive="L’archive",
        by_source="Selon la provenance",
        by_language="Selon la langue",
        feeds="Les flux",
        failures="Ce qui n’a pas pu être lu",
        what="Quoi",
        state="État",
        when="Quand",
        count="Nombre d’articles",
        well="répond",
        quiet="muet",
        again="sera réessayé le {day}",
        by_hand="n’est pas réessayé de soi-même : corrigez et reprenez-le",
        all_well="Rien n’a échoué.",
        other_sources="{count} de plus",
        trouble="L’archive ne peut pas être lue pour l’instant : réessayez plus tard.",
        too_long="La question a {length} caractères : demandez en {most} au plus.",
        sign_in="Se connecter",
        sign_out="Se déconnecter",
        key="Jeton",
        key_from="Demandez le jeton à qui tient ce serveur.",
        wrong_key="Ce n’est pas le jeton.",
        is_signed_in="Vous êtes connecté.",
        articles=("{} article paru", "{} articles parus"),
    ),
    chat=ChatTexts(
        new=("/nouveau",),
        more=("/aide",),
        translate=("/traduire",),
        end=("/quitter",),
        leave=("quitter",),
        welcome="Posez des questions sur vos articles. /nouveau repart de zéro, /aide en dit plus, /quitter termine.",
        help=(
            "Posez vos questions en français, en anglais ou en arabe ; une question de suivi peut taire ce qui a été dit :"
            " « Quand ? », « Et qu’a dit la Grande-Bretagne ? ». Les dates sont comprises : « cette semaine », « depuis"
            " juillet ». « Que s’est-il passé à Derna ? » donne une liste datée. /traduire traduit les citations de la"
            " dernière réponse, si un traducteur est réglé. /nouveau oublie ce qui a été demandé,"
            " /quitter ou Ctrl-D termine."
        ),
        no_translator="Aucun traducteur n’est réglé (KHABAR_TRANSLATOR).",
        nothing_to_translate="La dernière réponse n’a montré aucune citation dans une autre langue.",
        afresh="Ce qui a été demandé avant est oublié.",
        unknown_command="la commande {command} n’existe pas : /nouveau, /aide, /traduire et /quitter sont connues",
    ),
)

# ---- manners ---------------------------------------------------------------------------------------------

MANNERS = Manners(
    phrases={
        "identity": (
            r"qui (?:es|etes)[ -](?:tu|vous)",
            r"(?:tu es|t'es|vous etes) qui",
            r"qui (?:t'a|vous a) (?:cree|fait|programme|concu)",
            r"(?:quel|c'est quoi) (?:est )?(?:ton|votre) nom",
            r"comment (?:tu )?(?:t'appelles|vous appelez)(?:[ -](?:tu|vous))?",
            r"(?:es-tu|etes-vous|tu es|vous etes) (?:un |une )?(?:robot|bot|humain|ia|machine|personne)",
            r"presente-toi",
            r"presentez-vous",
        ),
        "ability": (
            r"(?:que|qu'est-ce que) (?:peux|pouvez|sais|savez)[ -](?:tu|vous)(?: faire)?",
            r"qu'est-ce que (?:tu|vous) (?:peux|pouvez|sais|savez)(?: faire)?",
            r"(?:tu sais|vous savez|tu peux|vous pouvez) faire quoi",
            r"comment (?:ca marche|ca fonctionne)",
            r"comment (?:fonctionnes-tu|fonctionnez-vous)",
            r"que puis-je (?:demander|te demander|vous demander)",
            r"(?<!votre )(?<!ton )(?<!l')aidez?(?:[ -]moi)?",
            r"a quoi (?:sers-tu|servez-vous|tu sers)",
            r"(?:peux-tu|pouvez-vous) m'aider",
        ),
        "more": (
            r"(?:dis-m'en|dites-m'en|dis m'en) (?:plus|davantage)",
            r"continue(?:z)?",
            r"(?:et )?quoi d'autre",
            r"encore",
            r"plus de details",
        ),
        "thanks": (
            r"merci",
            r"je (?:te|vous) remercie",
            r"c'est (?:gentil|parfait|super|genial|tres utile)",
            r"parfait",
            r"super",
            r"genial",
            r"bravo",
            r"excellent",
            r"bon travail",
            r"bien joue",
        ),
        "farewell": (
            r"au revoir",
            r"a (?:bientot|plus|demain|plus tard|la prochaine)",
            r"adieu",
            r"bonne (?:nuit|journee|soiree)",
            r"ciao",
        ),
        "greeting": (
            r"bonjour",
            r"bonsoir",
            r"salut",
            r"coucou",
            r"allo",
            r"comment (?:allez-vous|vas-tu|ca va|tu vas|vous allez)",
            r"(?:est-ce que )?ca va",
            r"tu vas bien",
            r"vous allez bien",
            r"enchantee?",
            r"bienvenue",
        ),
    },
    besides=frozenset(
        """
        a tous toutes tout toi vous tu et le la les monsieur madame mon ma ami amie beaucoup bien tres infiniment mille fois pour ton votre aide oui non ok
        d'accord donc alors khabar robot bot s'il te plait svp exactement aujourd'hui exact ceci cela ca
        """.split()
    ),
)

# ---- all of it --------------------------------------------------------------------------------------------

FRENCH = Tongue(
    code="fr",
    name="French",
    script="latin",
    tags=("fra_Latn", ">>fra<<"),
    words=WORDS,
    sounds=SOUNDS,
    calendar=CALENDAR,
    numerals=NUMERALS,
    names=NAMES,
    denial=DENIAL,
    asking=ASKING,
    whether=WHETHER,
    manners=MANNERS,
    speech=SPEECH,
    prose=PROSE,
    texts=TEXTS,
)
