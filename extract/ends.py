"""On which end of an act a party stands by its place beside it: subject, object, or neither.

Behind an active verb stands its subject, then its object; where the subject is known, the object alone. Arms act for
their owner. «على» (on) and its like lead to what is struck; behind a noun of attack stands its doer or, behind
«استهداف», its object.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.actors import FLIERS, ActorMention
from extract.bystanders import tells_of_its_own
from extract.findings import Findings
from extract.lexicon import Hit
from extract.ordered import within
from extract.phrases import PREPOSITIONS, Phrase

_ONTO = frozenset({"علي", "ضد", "نحو", "باتجاه", "صوب", "تجاه", "بحق", "داخل", "فوق", "وسط", "ل"})
# What is told begins here: «قالت القيادة المركزية إن …»، «…: أُطلقت على القاعدة»; «إنها استهدفت» tells of itself
_TOLD = re.compile(r"(?<!\w)ب?ان(?!\w)|:")
_THAT = re.compile(r"(?<!\w)[وف]?(?:ب|ل)?ان\W+$")
# «ردّت القوات بقصف»، «أقدم مسلحون على إطلاق النار»: the verb before a noun of attack, on either side of its subject
_SETS_ABOUT = re.compile(
    r"(?<!\w)[وف]?(?:رد|قام|اقدم|بادر|عمد|شرع|تمكن|نجح|عاد|عاود|باشر|لجا|واصل|استانف|كثف|جدد|يواصل|تواصل|يرد|ترد|يقوم|تقوم|حاول|يحاول|تحاول)(?:ت|وا|ا|تا)?(?!\w)"
)
# «سقط فلان، أبرز مستشاري الحرس الثوري، بغارة»، «قتلت راكبها، وهو عنصر في …»: what somebody killed was
_APPOSED = re.compile(r"[^،]*،\W*(?:و?(?:هو|هي|هم|هما)\W+)?(?:\w+\W+){0,1}$")
_PATROLS = re.compile(r"استطلاع|مروحي|حربي|مقاتله|بيرقدار|mq|ام كيو")
"""Aircraft that attack nothing when they are brought down: «أُسقطت طائرة استطلاع تركية»."""
_REPELS = re.compile(r"(?<!\w)[وف]?(?:صد|احبط|تصد|افشل|دحر)(?:ت|وا|ا|ي)?(?!\w)")
_KILLING = frozenset({"حيد", "اغتال"})
"""Verbs of killing that are active as they are spelt."""
_FALLS = frozenset({"سقط", "قضى"})
# «هاجم المسلحون أفراد الشرطة»: nobody's men between a verb and its object
_SOMEBODYS = re.compile(
    r"(?<!\w)(?:ال)?(?:مسلحون|مسلحين|مسلحان|مهاجمون|مهاجمين|انتحاري|انتحاريون|انتحاريان|شخصان|مجهولون|مجهولين|مجهولان"
    r"|قناص|مفرزه القنص|مفرزه الهاون|مفارز القنص|خليه امنيه)(?!\w)(?!\W+(?:من|تابع|ينتم|موال))"
)
_VERBAL = frozenset({"perfect", "imperfect", "fixed"})
_DOING = frozenset({"attack", "strike", "light", "launch", "bomb", "kill", "reach", "destroy", "shoot"})
"""Acts with a subject that attacks and an object that is attacked."""
_NOUNS = frozenset({"attack", "strike", "light", "salvo", "launch", "bomb", "clash", "shoot"})
# «استهداف القوات»، «اغتيال قيادي»: whose noun stands behind them is mostly the struck, of «قصف الطائرات» the doer
_STRUCK_BEHIND = ("استهداف", "اغتيال", "مقتل", "تصفيه", "اقتحام", "كمين", "اصابه")
_DEALT = re.compile(r"ضرب(?:ه|ات|تين|تان)(?!\w)(?!\W(?:\w+\W)?نسب)")
"""Nouns of attack that are dealt «to» somebody: «وجّهت ضربة إلى جماعات …»."""
_WITH_ARMS = re.compile(r"\W+ب\w+\W(?:\w+\W){0,2}?(?=ل\w)")
_ASIDE = re.compile(r"\W*،[^،.؛:\n]{1,80}،")
"""What is said of a subject before its verb: «مجموعة من داعش، قُدّرت بعشرة، هاجمت …»."""
_SAFE_HOUSE = re.compile(r"\s(?:ال)?امن(?:ا|ه|ين)?(?!\w)")
_TURNED_BACK = 60
"""Folded characters behind what was struck in which a verb points back to it."""
_MUNITION_WITHIN = 40
"""Folded characters behind who brings something down in which that is named."""
_NEAR = 6
"""Words between a verb or noun of attack and its subject or object."""
_SUBJECT_REACH = 14
"""Words between a subject behind «إن» and its verb."""
LOADED_WITH = re.compile(r"(?<!\w)(?:محمله?|تحمل|يحمل|تنقل|ينقل|تقل|يقل|معباه)\W+$")


class Ends:
    """The ends of one act, as far as parties have been read; those with a side stand in `attackers` and `targets`."""

    def __init__(self, found: Findings, start: int, acts: Sequence[Hit], places: Sequence[int]) -> None:
        self._found, self._text, self._folded = found, found.text, found.text.folded
        self._start, self._acts, self._places = start, acts, places
        self.attackers: list[ActorMention] = []
        self.targets: list[ActorMention] = []

    def doer(self, side: str, actor: ActorMention) -> str:
        """Return `defender` where what was done is an interception: who carried it out was aimed at."""
        act = self._act_before(actor.start)
        return "defender" if act is not None and act.value == "intercept" else side

    def launched_before(self, phrase: Phrase) -> bool:
        """Whether something came from there: «أُطلقت من مواقع الميليشيات»."""
        act = self._act_before(phrase.start)
        if act is None:  # «قذائف مدفعية على عين عيسى من القواعد التركية»
            return bool(within(self._found.weapons, self._start, phrase.start)) and bool(self._places)
        return act.value in ("launch", "salvo", "attack", "strike", "head_for", "impact")

    def by_its_arms(self, phrase: Phrase) -> str | None:
        """Arms act for their owner, unless somebody else is struck in them: «دمّرت غارة أميركية راجمة للميليشيات».

        Behind another attacker they are only what it used: «قصفت الفصائل القاعدة بصواريخ إيرانية».
        """
        if phrase.actor.adjective and phrase.preposition == "ب" and self.attackers:
            return None
        if phrase.actor.rule == "possessive" and any(a.actor == phrase.actor.actor for a in self.attackers):
            return "attacker"  # «توغلت قوة إسرائيلية، ثم قصفت مدفعيتها …»
        act = self._act_before(phrase.start)
        if act is not None and LOADED_WITH.search(self._folded, act.end, phrase.start):
            return "target"  # «دمّرت شاحنة محمّلة بالسلاح للحزب»
        if act is None and (after := self._act_after(phrase.actor.end)) is not None and after.value == "intercept":
            return self._downed_or_downing(after, phrase)
        if act is None:
            return None if _SETS_ABOUT.search(self._folded[max(0, phrase.start - 30) : phrase.start]) else "attacker"
        if (
            act.value == "intercept"
            and phrase.actor.actor in FLIERS
            and _PATROLS.search(self._folded, phrase.start, phrase.actor.end)
        ):
            return "target"
        if act.value == "intercept":
            named = within(self._found.weapons, phrase.actor.end, phrase.actor.end + _MUNITION_WITHIN)
            return "defender" if not _is_noun(act) and named and not phrase.preposition else "attacker"
        return "target" if self._is_object(act, phrase) else "attacker"

    def _downed_or_downing(self, act: Hit, phrase: Phrase) -> str:
        """Return the side of arms that a verb of interception follows.

        «طائرة استطلاع تركية أُسقطت» was brought down and attacked nobody, «مضادات التحالف أسقطت المسيّرات» brought down.
        """
        shot_down = within(self._found.weapons, act.end, act.end + _MUNITION_WITHIN)
        if shot_down and not self._is_passive(act):
            return "defender"
        return "target" if _PATROLS.search(self._folded, phrase.start, phrase.actor.end) else "attacker"

    def _is_object(self, act: Hit, phrase: Phrase) -> bool:
        """Whether a phrase behind a verb is struck by a subject that stands before it."""
        if not is_doing_verb(act) or phrase.preposition == "ب":
            return False
        if self._folded[act.start : act.end].endswith("نا"):
            return True  # «هاجمنا دبابات للجيش»
        return any(act.end <= other.start < phrase.start or self._is_subject_of(other, act) for other in self.attackers)

    def _is_subject_of(self, actor: ActorMention, act: Hit) -> bool:
        return actor.end <= act.word_start and len(self._folded[actor.end : act.word_start].split()) <= _NEAR

    def behind_an_act(self, phrase: Phrase) -> str | None:
        """Return the side of a party right behind an act: «غارات أميركية», «قصف الجيش التركي», «استهدفت الفصائل»."""
        act = self._act_before(phrase.actor.start)
        if act is None:
            return None
        if not _is_noun(act) or phrase.preposition:
            return self.beside_an_act(phrase)
        actor = phrase.actor
        if act.value == "intercept":
            return "attacker" if actor.adjective else None
        if act.value in ("undergo", "impact_noun", "kill"):
            return "target"
        if actor.adjective:
            return "attacker"
        if self._names_the_struck(act, actor):
            return "target"
        return "attacker" if act.value in _NOUNS else None

    def _names_the_struck(self, act: Hit, actor: ActorMention) -> bool:
        """Whether a party right behind a noun of attack is its object: «استهداف القوات»، «كمين للقوات»."""
        struck = act.entry.form.startswith(_STRUCK_BEHIND) and not self._fallen_into(act)
        return struck and not self._strikes_something_behind(actor)

    def _strikes_something_behind(self, actor: ActorMention) -> bool:
        """Whether what was struck stands right behind a doer: «استهداف المقاومة قاعدة التنف»."""
        if any(
            kind == "site" for kind, _ in (self._found.heads.kinds.get(actor.end + gap, ("", None)) for gap in (1, 2))
        ):
            return True
        # «استهداف قسد بمسيّرة انتحارية لنقطة للجيش»
        led = _WITH_ARMS.match(self._folded, actor.end)
        if led is not None and self._found.heads.kinds.get(led.end(), ("", None))[0] == "site":
            return True
        behind = [start for start in self._places if 0 <= start - actor.end <= 12]
        return any(PREPOSITIONS.isdisjoint(self._folded[actor.end : start].split()) for start in behind)

    def is_aimed_at(self, phrase: Phrase) -> bool:
        """Whether civilians or a facility are the aim, not merely among the dead or looking on («وسمع الأهالي»)."""
        actor = phrase.actor
        act = self._act_before(actor.start)
        if _SAFE_HOUSE.match(self._folded, actor.end):
            return False  # «منزلاً آمناً» shelters fighters
        if act is None:
            after = self._act_after(actor.end)  # «المستشفى خارج الخدمة بعد أن طالته صواريخ»
            struck = after is not None and is_doing_verb(after) and after.start - actor.end <= _TURNED_BACK
            return after is not None and struck and self._folded[after.start : after.end].endswith(("ته", "تها", "وه"))
        if actor.actor == "energy-facility":
            return True
        if actor.adjective:  # «أطلق النار على مدني», but not «على طريق مدني»
            return self._folded.endswith(" علي ", 0, actor.start)
        if phrase.head == "site" or phrase.preposition in ("علي", "فوق", "داخل"):
            return True
        if phrase.preposition == "ب" and act.value in ("blast", "bomb", "impact"):
            return True  # «انفجرت عبوة بسيارة مدنية»
        verb = max((a for a in self._acts if a.start < actor.start and _has_an_object(a)), key=_end, default=None)
        between = self._folded[verb.end : actor.start].split() if verb is not None else []
        if between and not phrase.preposition and len(between) <= _NEAR:
            # «قصف الطيران الأردني أمس منزلاً»، «أصابت ستة صواريخ مستشفى»، but not «ردّت المدفعية وسمع الأهالي»
            goes_on = any(word in ("،", ":") or word[0] == "و" for word in between)
            return self._folded[actor.end - 1] == "ا" or not goes_on
        return 0 <= actor.start - act.end <= 4

    def _act_before(self, at: int) -> Hit | None:
        return max((act for act in self._acts if act.start < at), key=lambda act: act.end, default=None)

    def beside_an_act(self, phrase: Phrase) -> str | None:
        """Return the side of a party by its place beside the nearest act: subject, object, or neither."""
        actor = phrase.actor
        before, after = self._act_before(phrase.start), self._act_after(actor.end)
        if before is not None and self._words(before.end, phrase.start) <= _NEAR:
            side = self._behind(before, phrase)
            if side is not None:
                return side
        if after is not None and (side := self._ahead_of(after, phrase)) is not None:
            return side
        late = phrase.head == "people" and not phrase.preposition and self.targets and not self.attackers
        # «هاجمت فجراً ثكنة للجيش قرب مخمور عناصر من داعش»: the subject behind what was struck
        return "attacker" if late and before is not None and is_doing_verb(before) else None

    def _act_after(self, at: int) -> Hit | None:
        return min((act for act in self._acts if act.word_start >= at), key=lambda act: act.start, default=None)

    def _words(self, start: int, end: int) -> int:
        return len(self._folded[start:end].split())

    def _behind(self, act: Hit, phrase: Phrase) -> str | None:
        """Return the side of a party behind an act."""
        between = self._folded[act.end : phrase.start]
        dies = act.value == "kill" or act.entry.form in _FALLS
        if dies and phrase.head == "people" and not phrase.preposition and _APPOSED.fullmatch(between):
            return "target"
        if _TOLD.search(between) or ("،" in between.rstrip("، ") and act.value != "undergo"):
            return None
        if act.value == "intercept":
            if phrase.preposition == "ل":
                return "attacker"
            named = within(self._found.weapons, act.end, phrase.start)
            return None if phrase.preposition or named else "defender"
        if act.value == "undergo":
            return "target" if not phrase.preposition else ("attacker" if phrase.preposition == "ل" else None)
        if phrase.preposition in _ONTO or (phrase.preposition == "الي" and _DEALT.match(self._folded, act.start)):
            return self._onto(act, phrase)
        if phrase.preposition == "من" and _is_noun(act) and act.value in _NOUNS:
            return "attacker"  # «تعرض لإطلاق نار من مسلحي …»
        if phrase.preposition == "ب" and act.value in ("blast", "bomb", "impact"):
            return "target"
        if phrase.preposition:
            return None
        if any(act.end <= place < phrase.start for place in self._places):
            return None
        if is_doing_verb(act):
            return self._of_verb(act, phrase)
        if act.value in ("kill", "impact_noun"):
            return "target"
        if _is_noun(act) and act.value in _NOUNS and self._words(act.end, phrase.start) <= 2:
            return "target" if self._names_the_struck(act, phrase.actor) else "attacker"
        return None

    def _onto(self, act: Hit, phrase: Phrase) -> str | None:
        if phrase.preposition != "ل":
            return "target"
        if self._fallen_into(act):
            return "attacker"
        if not _is_noun(act) or act.entry.form.startswith(("كمين", "استهداف")):
            return "target"
        if act.value == "kill" or phrase.head == "people":
            return "target"
        # «هجوم لتنظيم داعش على …» is its attack; «تعرضت لهجوم» is read with its verb
        return "attacker" if act.value in _NOUNS else None

    def _fallen_into(self, act: Hit) -> bool:
        """Whether an ambush is one that somebody fell into: «وقعت دوريتهما في كمين لمسلحي …»."""
        return act.entry.form == "كمين" and self._folded[max(0, act.word_start - 3) : act.word_start] == "في "

    def _of_verb(self, act: Hit, phrase: Phrase) -> str | None:
        """Return the side of a party right behind an active verb: its object where the subject is known."""
        between = self._folded[act.end : phrase.start]
        armed = within(self._found.weapons, act.end, phrase.start)
        if self._is_passive(act) or self._is_object(act, phrase) or _SOMEBODYS.search(between):
            return "target"
        if act.value == "kill":
            return "target"
        if self._has_a_subject_before(act):
            return "target"
        if armed and not between[: max(0, armed[0].start - act.end)].strip(" "):
            return "target"  # «استهدفت مسيّرة القوات الأميركية»: the weapon is the subject
        return "attacker" if self._words(act.end, phrase.start) <= 4 else None

    def _has_a_subject_before(self, act: Hit) -> bool:
        """Whether nobody's men or arms stand right before a verb («قناص يستهدف …», «مجهولون هاجموا …»)."""
        near = (act.word_start, act.word_start - 1)
        if any(self._found.heads.ends.get(end) in ("people", "arms") for end in near):
            return True
        return any(a.actor == "unknown" and a.end in near for a in within(self._found.actors, self._start, act.start))

    def _ahead_of(self, act: Hit, phrase: Phrase) -> str | None:
        """Return the side of a party before an act."""
        actor = phrase.actor
        if phrase.preposition and phrase.preposition not in ("ل",):
            return None
        aside = _ASIDE.match(self._folded, actor.end, act.word_start)
        between = self._folded[aside.end() if aside else actor.end : act.word_start]
        words = len(between.split())
        if phrase.preposition and (words > 1 or "،" in between):
            return None  # «الجناح المحلي لحزب العمال، بقصف طال سيارته»
        led = _SETS_ABOUT.search(self._folded[max(0, phrase.start - 30) : phrase.start])
        goes_on = led is not None and act.proclitic == "و"  # «ردّت قواتنا على مصادر النيران، واستهدفت …»
        goes_on = goes_on or _SETS_ABOUT.match(between.lstrip()) is not None
        of_itself = tells_of_its_own(between)  # «تنشر بياناً ثانياً تقول فيه إنها ضربت …»
        reach = _SUBJECT_REACH if goes_on or of_itself or self._is_subject(phrase) else _NEAR - 2
        if words > reach or (_TOLD.search(between) and not of_itself):
            return None
        if act.value == "undergo":  # «عناصر أقدمت على التعرض لنقطة»: Iraq's word for an attack
            return "attacker" if _is_noun(act) and _SETS_ABOUT.search(between) else "target"
        if act.value == "intercept" or _REPELS.search(between):
            return "defender"
        if act.value == "kill" and not _is_noun(act):  # «الاستخبارات التركية حيّدت قيادياً»
            return "attacker" if words == 0 and phrase.head is None and act.entry.form in _KILLING else None
        if is_doing_verb(act) and act.value != "shoot" and not self._is_passive(act):
            return "attacker"
        if self._is_passive(act):  # «قوات التحالف في القاعدة هوجمت بصاروخ»
            return "target" if is_doing_verb(act) and phrase.head != "arms" and "،" not in between else None
        if act.value in _NOUNS | {"kill"}:
            led = led or _SETS_ABOUT.search(between)
            return "attacker" if led or (self._is_subject(phrase) and " في " not in f" {between} ") else None
        return None

    def _is_subject(self, phrase: Phrase) -> bool:
        """Whether a party stands right behind «إن», as subject of what follows."""
        return _THAT.search(self._folded[max(0, phrase.start - 8) : phrase.start]) is not None

    def _is_passive(self, verb: Hit) -> bool:
        """Whether a verb is passive: vowelled so («استُهدفت القوات») or never active («هوجمت»)."""
        return self._folded.startswith("هوجم", verb.start) or "\u064f" in self._text.quote(verb.start, verb.end)


def is_doing_verb(act: Hit) -> bool:
    """Return whether an act is a verb with a subject that attacks and an object that is attacked."""
    return act.entry.inflection in _VERBAL and act.value in _DOING


def _has_an_object(act: Hit) -> bool:
    return is_doing_verb(act) or (act.entry.inflection in _VERBAL and act.entry.form == "أصاب")


def _end(act: Hit) -> int:
    return act.end


def _is_noun(act: Hit) -> bool:
    return act.entry.inflection in ("noun", "phrase")
