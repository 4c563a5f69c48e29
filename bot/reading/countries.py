"""Names of countries, folded (`index.terms.plain`): "What about Egypt?" takes a country's place, not a person's.

From Unicode CLDR (Unicode License v3), with the names that newspapers use beside them.
"""

from __future__ import annotations

ENGLISH = """
    afghanistan | albania | algeria | america | andorra | angola | argentina | armenia | australia | austria |
    azerbaijan | bahamas | bahrain | bangladesh | barbados | belarus | belgium | belize | benin | bhutan | bolivia |
    bosnia | botswana | brazil | britain | brunei | bulgaria | burkina faso | burma | burundi | cambodia | cameroon
    | canada | cape verde | central african republic | chad | chile | china | colombia | comoros | congo | costa
    rica | cote d'ivoire | croatia | cuba | cyprus | czech republic | czechia | denmark | djibouti | dominica |
    dominican republic | ecuador | egypt | el salvador | emirates | england | equatorial guinea | eritrea | estonia
    | eswatini | ethiopia | eu | european union | fiji | finland | france | gabon | gambia | georgia | germany |
    ghana | greece | greenland | grenada | guatemala | guinea | guinea-bissau | guyana | haiti | holland | honduras
    | hong kong | hungary | iceland | india | indonesia | iran | iraq | ireland | israel | italy | ivory coast |
    jamaica | japan | jordan | kazakhstan | kenya | kiribati | kosovo | kuwait | kyrgyzstan | laos | latvia |
    lebanon | lesotho | liberia | libya | liechtenstein | lithuania | luxembourg | macedonia | madagascar | malawi |
    malaysia | maldives | mali | malta | marshall islands | mauritania | mauritius | mexico | micronesia | moldova |
    monaco | mongolia | montenegro | morocco | mozambique | myanmar | namibia | nauru | nepal | netherlands | new
    zealand | nicaragua | niger | nigeria | north korea | north macedonia | norway | oman | pakistan | palau |
    palestine | palestinian territories | panama | papua new guinea | paraguay | peru | philippines | poland |
    portugal | qatar | romania | russia | rwanda | samoa | san marino | saudi arabia | scotland | senegal | serbia |
    seychelles | sierra leone | singapore | slovakia | slovenia | solomon islands | somalia | south africa | south
    korea | south sudan | spain | sri lanka | st lucia | sudan | suriname | sweden | switzerland | syria | taiwan |
    tajikistan | tanzania | thailand | timor-leste | togo | tonga | tunisia | turkey | turkiye | turkmenistan |
    tuvalu | uganda | uk | ukraine | united arab emirates | united kingdom | united states | uruguay | us | usa |
    uzbekistan | vanuatu | vatican city | venezuela | vietnam | wales | western sahara | yemen | zambia | zimbabwe
"""
ARABIC = """
    اثيوبيا | اذربيجان | ارمينيا | اريتريا | اسبانيا | استراليا | استونيا | اسراييل | اسكتلندا | اسواتيني |
    افغانستان | الاتحاد الاوروبي | الاراضي الفلسطينيه | الارجنتين | الاردن | الاكوادور | الامارات | الامارات العربيه
    المتحده | البانيا | البحرين | البرازيل | البرتغال | البوسنه | البوسنه والهرسك | التشيك | الجبل الاسود | الجزاير
    | الدانمرك | الراس الاخضر | السعوديه | السلفادور | السنغال | السودان | السويد | الصحراء الغربيه | الصومال |
    الصين | العراق | الغابون | الفاتيكان | الفلبين | الكاميرون | الكونغو | الكويت | المانيا | المغرب | المكسيك |
    المملكه العربيه السعوديه | المملكه المتحده | النرويج | النمسا | النيجر | الهند | الولايات المتحده | اليابان |
    اليمن | اليونان | امريكا | انجلترا | اندورا | اندونيسيا | انغولا | اورغواي | اوزبكستان | اوغندا | اوكرانيا |
    ايران | ايرلندا | ايسلندا | ايطاليا | بابوا غينيا الجديده | باراغواي | باكستان | بالاو | بربادوس | بروناي |
    بريطانيا | بلجيكا | بلغاريا | بليز | بنغلاديش | بنما | بنين | بوتان | بوتسوانا | بوركينا فاسو | بورما | بوروندي
    | بولندا | بوليفيا | بيرو | بيلاروس | تايلاند | تايوان | تركمانستان | تركيا | تشاد | تشيلي | تنزانيا | توغو |
    توفالو | تونس | تونغا | جامايكا | جزر البهاما | جزر القمر | جزر المالديف | جزر سليمان | جزر مارشال | جمهوريه
    افريقيا الوسطي | جمهوريه الدومينيكان | جنوب افريقيا | جنوب السودان | جورجيا | جيبوتي | دومينيكا | رواندا | روسيا
    | رومانيا | زامبيا | زيمبابوي | ساحل العاج | ساموا | سان مارينو | سانت لوسيا | سريلانكا | سلوفاكيا | سلوفينيا |
    سنغافوره | سوريا | سورينام | سويسرا | سيراليون | سيشل | صربيا | طاجيكستان | عمان | غامبيا | غانا | غرينادا |
    غرينلاند | غواتيمالا | غيانا | غينيا | غينيا الاستواييه | غينيا بيساو | فانواتو | فرنسا | فلسطين | فنزويلا |
    فنلندا | فيتنام | فيجي | قبرص | قطر | قيرغيزستان | كازاخستان | كرواتيا | كمبوديا | كندا | كوبا | كوريا | كوريا
    الجنوبيه | كوريا الشماليه | كوستاريكا | كوسوفو | كولومبيا | كيريباتي | كينيا | لاتفيا | لاوس | لبنان | لوكسمبورغ
    | ليبيا | ليبيريا | ليتوانيا | ليختنشتاين | ليسوتو | مالطا | مالي | ماليزيا | مدغشقر | مصر | مقدونيا | مقدونيا
    الشماليه | ملاوي | منغوليا | موريتانيا | موريشيوس | موزمبيق | مولدوفا | موناكو | ميانمار | ميكرونيزيا | ناميبيا
    | ناورو | نيبال | نيجيريا | نيكاراغوا | نيوزيلندا | هايتي | هندوراس | هنغاريا | هولندا | هونغ كونغ | هونغ كونغ
    الصينيه | ويلز
"""
COUNTRIES = frozenset(" ".join(f"{ENGLISH} | {ARABIC}".split()).split(" | "))
