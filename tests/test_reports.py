"""The fields of reports, read from short articles: truth, sides, losses, weapons, and the words behind each."""

import datetime as dt

import pytest

from incidents.types import Report
from tests.reading import reading_of

TUESDAY = dt.date(2024, 3, 5)


def told(text: str) -> Report:
    (report,) = reading_of(text, TUESDAY).reports
    return report


BY_AUTHORITY = "أعلنت القيادة المركزية الأميركية أن صاروخين أصابا قاعدة عين الأسد أمس الاثنين."
BY_WITNESS = "أفادت مصادر محلية بسقوط صاروخين على قاعدة عين الأسد أمس الاثنين."
BY_GROUP = "أعلنت المقاومة الإسلامية في العراق أنها استهدفت قاعدة عين الأسد بصاروخين أمس الاثنين."
BY_NOBODY = "سقط صاروخان على قاعدة عين الأسد أمس الاثنين. وتبنّت الهجوم جماعة تسمي نفسها «أصحاب الكهف»."


@pytest.mark.parametrize(
    ("text", "status"),
    [(BY_AUTHORITY, "confirmed"), (BY_WITNESS, "reported"), (BY_GROUP, "claimed"), (BY_NOBODY, "reported")],
)
def test_status_is_by_who_speaks(text: str, status: str) -> None:
    assert told(text).status == status


def test_a_claim_of_a_hit_and_a_word_of_interception_are_rival_versions() -> None:
    report = told(
        "أعلنت المقاومة الإسلامية في العراق أنها قصفت صباح أمس الاثنين قاعدة عين الأسد بطائرتين مسيّرتين "
        "وأصابت أهدافها. "
        "لكن مسؤولاً عسكرياً أميركياً أكد أن المسيّرتين أُسقطتا قبل وصولهما إلى القاعدة."
    )
    assert (report.status, report.outcome) == ("disputed", "disputed")
    assert [version.outcome for version in report.versions] == ["hit", "intercepted"]


@pytest.mark.parametrize(
    ("text", "attackers", "targets"),
    [
        (BY_GROUP, ("islamic-resistance-in-iraq",), ("us-coalition",)),
        (BY_NOBODY, ("ashab-al-kahf",), ("us-coalition",)),
        (BY_AUTHORITY, (), ("us-coalition",)),
        (
            "قصفت طائرات أميركية أمس الاثنين مقراً لكتائب حزب الله في جرف الصخر.",
            ("us-forces",),
            ("kataib-hezbollah",),
        ),
        ("استهدفت مسيّرة مفخخة أمس الاثنين حقل خورمور للغاز.", (), ("energy-facility",)),
        ("انفجرت عبوة ناسفة أمس الاثنين قرب السخنة فقُتل عنصران من قوات النظام.", (), ("syrian-army",)),
    ],
)
def test_sides(text: str, attackers: tuple[str, ...], targets: tuple[str, ...]) -> None:
    report = told(text)
    assert (report.attackers, report.targets) == (attackers, targets)


def test_who_answers_strikes_those_who_struck() -> None:
    first, answer = reading_of(
        "أطلقت الميليشيات الإيرانية فجر أمس الاثنين ثلاثة صواريخ على حقل كونيكو. "
        "وردّت القوات الأميركية بقصف مدفعي على بلدة مراط.",
        TUESDAY,
    ).reports
    assert (first.attackers, first.targets) == (("iran-backed-militias",), ("us-coalition",))
    assert (answer.attackers, answer.targets) == (("us-forces",), ("iran-backed-militias",))


def test_an_authoritys_count_goes_before_a_higher_one() -> None:
    report = told(
        "أعلنت قوات سوريا الديمقراطية مقتل مقاتلين اثنين من قواتها أمس الاثنين بانفجار عبوة ناسفة على طريق البصيرة. "
        "أما وكالة أعماق فزعمت أن التفجير أودى بخمسة."
    )
    assert [(count.killed, count.injured) for count in report.casualties] == [(2, None)]


def test_a_total_for_two_places_stands_on_the_first() -> None:
    first, second = reading_of(
        "سقطت قذائف هاون أمس الاثنين على بلدتي أبو حمام وغرانيج، ما أدى إلى مقتل مدنيين اثنين.", TUESDAY
    ).reports
    assert [count.killed for count in first.casualties] == [2]
    assert first.casualties[0].shared_with == (second.place_id,)
    assert second.casualties == ()


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("لاحقت مسيّرة أميركية أمس الاثنين سيارة في حي المشتل شرقي بغداد وقصفتها.", ("drone",)),
        ("شنّت مسيّرات أميركية أمس الاثنين غارات جوية على مواقع في القائم.", ("airstrike",)),
        ("استهدفت المقاومة الإسلامية في العراق قاعدة حرير بطائرة مسيّرة أمس الاثنين.", ("drone",)),
        ("طال قصف أميركي أمس الاثنين مواقع للحشد الشعبي في القائم.", ("airstrike",)),
    ],
)
def test_aircraft_of_states_make_air_strikes(text: str, weapons: tuple[str, ...]) -> None:
    assert told(text).weapons == weapons


@pytest.mark.parametrize("text", [BY_AUTHORITY, BY_WITNESS, BY_GROUP, BY_NOBODY])
def test_every_field_told_has_its_words(text: str) -> None:
    report = told(text)
    proved = {evidence.field for evidence in report.evidence}
    assert {"act", "place", "date", "weapon", "target"} <= proved
    assert ("attacker" in proved) == bool(report.attackers)
    assert ("source" in proved) == bool(report.sources)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("أعلنت كتائب حزب الله مقتل ثلاثة من مقاتليها بغارة أميركية على جرف الصخر أمس.", "confirmed"),
        ("أعلنت كتائب حزب الله أنها قصفت قاعدة عين الأسد أمس بصاروخين.", "claimed"),
        ("قالت وزارة الصحة إن قصفاً مدفعياً على بلدة كويا أمس أوقع خمسة قتلى.", "confirmed"),
        ("قالت فصائل إن غارة طالت قاعدة كالسو أمس، ونفت القيادة المركزية تنفيذ أي غارة هناك.", "disputed"),
        ("سقط صاروخان على قاعدة التنف أمس. ونفى التحالف وقوع الهجوم.", "disputed"),
        ("سقط صاروخان على قاعدة التنف أمس، ونفى التحالف وقوع إصابات.", "reported"),
        ("تبنّت جماعة مجهولة إطلاق صاروخين على قاعدة حرير أمس.", "claimed"),
        (
            "قال شهود إن ثلاثة صواريخ سقطت على قاعدة عين الأسد أمس. ودوّت صافرات الإنذار في المدينة. "
            "وأكد التحالف الدولي سقوط صواريخ في المنطقة.",
            "confirmed",
        ),
    ],
)
def test_whose_word_makes_the_status(text: str, status: str) -> None:
    assert told(text).status == status


def test_the_next_line_of_an_article_about_one_attack_tells_on_of_it() -> None:
    report = told("تعرض حقل كونيكو أمس الاثنين لهجوم بمسيّرة.\n\nوقالت مصادر طبية إن ثلاثة عمال أُصيبوا بجروح.")
    assert [(count.killed, count.injured) for count in report.casualties] == [(None, 3)]


def test_losses_of_a_long_time_are_not_those_of_an_attack() -> None:
    report = told(
        "هاجم مسلحون أمس الاثنين حاجزاً لقسد في بلدة ذيبان، ما أدى إلى مقتل عنصرين. "
        "ووثّق المرصد منذ مطلع العام مقتل 31 عنصراً في هجمات مماثلة."
    )
    assert [count.killed for count in report.casualties] == [2]


def test_an_assault_that_kills_is_not_partly_intercepted() -> None:
    report = told("أطلق مسلحون النار أمس الاثنين على حاجز لقسد في بلدة ذيبان فأحبطت القوات هجومهم بعدما قُتل عنصر.")
    assert report.outcome == "hit"


def test_a_strike_near_the_attackers_own_base_is_still_theirs() -> None:
    (report,) = reading_of("قُتل قيادي بضربة أميركية قرب مطار بغداد الدولي.").reports
    assert (report.place_id, report.attackers) == ("baghdad-airport", ("us-forces",))
    (fallen,) = reading_of("سقطت قذائف على قاعدة حقل العمر، وحلقت مقاتلات أميركية فوقها.").reports
    assert fallen.attackers == ()


def test_an_aircraft_of_another_paragraph_does_not_arm_one_that_only_flew_over() -> None:
    (report,) = reading_of(
        "سقطت أربعة صواريخ على قاعدة حقل العمر، وتبع ذلك تحليق طائرات مسيّرة فوقها.\n"
        "وأسقطت الدفاعات مسيّرة أخرى اعترضتها شرق البلاد."
    ).reports
    assert (report.weapons, report.munition_count) == (("rocket",), 4)
