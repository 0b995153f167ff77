"""Who attacked whom: on which side of an act the parties named stand.

Each party stands in a phrase (`extract.phrases`): as owner of arms that act for it, of a site that is struck, among
people, or bare. The phrase's place tells its side: behind «من قبل» or «نفّذه» (by; carried it out) stands who did it;
the owner of a site is struck; arms attack; a bare name behind an active verb or before it is its subject, the next one
its object; behind «على» (on) it is struck. Whoever only speaks, or is named for something else, is on neither side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.actors import FLIERS, ActorMention, actors_between
from extract.blame import GUESSED, blamed, unique
from extract.bystanders import only_speaks, rules_or_left, tells_of_its_own, tells_of_itself
from extract.fallen import are_fallen
from extract.findings import Findings
from extract.lexicon import Hit
from extract.ordered import within
from extract.phrases import PREPOSITIONS, Phrase, phrase_of

_BY = re.compile(
    r"(?<!\w)و?(?:من قبل|من جانب|علي يد|علي ايدي|بواسطه|بنيران|برصاص"
    r"|(?:ا?طلق|زرع|نصب|القي?|رم[يا]|شن|نفذ|فجر|ركن|وضع|دس|قام ب|تبن[يت]?|اعدّ)(?:ت)?(?:ه|ها|هما))\W*(?:\w+\W+){0,3}$"
)
# «مسيّرة قادمة من مواقع الميليشيات»، «أُطلقت من مناطق سيطرة …»: whose ground it came from
_FROM = frozenset({"من"})
_SOURCE = re.compile(r"(?<!\w)مصدر(?:ه|ها|هما)?\W+(?:\w+\W+)?$")
_ONTO = frozenset({"علي", "ضد", "نحو", "باتجاه", "صوب", "تجاه", "بحق", "داخل", "فوق", "وسط", "ل"})
_BESIDE = frozenset({"قرب", "بجوار", "بجانب", "حول", "امام", "خلف", "قباله"})
# What is told begins here: «قالت القيادة المركزية إن …»، «…: أُطلقت على القاعدة»; «إنها استهدفت» tells of itself
_TOLD = re.compile(r"(?<!\w)ب?ان(?!\w)|:")
_THAT = re.compile(r"(?<!\w)[وف]?(?:ب|ل)?ان\W+$")
# «مستودعات تُستخدم من قبل الحرس الثوري»: whose they are
_USED_BY = re.compile(r"(?<!\w)(?:[تي]ستخدم|مستخدمه|[تي]شغل|[تي]دار) (?:من قبل|من جانب|بواسطه)\W*(?:\w+\W+){0,2}$")
# «ردّت القوات بقصف»، «أقدم مسلحون على إطلاق النار»: the verb before a noun of attack, on either side of its subject
_SETS_ABOUT = re.compile(
    r"(?<!\w)[وف]?(?:رد|قام|اقدم|بادر|عمد|شرع|تمكن|نجح|عاد|عاود|باشر|لجا|واصل|استانف|كثف|جدد|يواصل|تواصل|يرد|ترد|يقوم|تقوم|حاول|يحاول|تحاول)(?:ت|وا|ا|تا)?(?!\w)"
)
# «بالاشتراك مع قوات النظام»، «وبإسناد من»: on the same side
_TOGETHER = re.compile(
    r"[\s،]*و?(?:ب(?:ال)?(?:اشتراك|مشاركه|تعاون|مسانده|اسناد|دعم|تنسيق|رفقه)\w*|مدعومه|مدعومين|مدعوما)"
    r"(?:\s(?:جوي|ناري|مدفعي))?\s(?:مع|من|ب)?\s?"
)
_HELP = re.compile(r"(?<!\w)ب(?:اسناد|غطاء|دعم|مسانده|مشاركه)(?:\s\w+)?\s$")
# «داعش يقتل ثلاثة من …»: a verb of killing right behind its subject
_KILLS = re.compile(
    r"[\s\"'»”]{1,2}(?:[تي]قتل|قتلت|[تي]صيب|اردت|[تي]ردي|[تي]غتال|اغتالت|[تي]فجر|[تي]ستهدف|[تي]قصف)(?:وا|ون)?\s"
)
_LOADED_WITH = re.compile(r"(?<!\w)(?:محمله?|تحمل|يحمل|تنقل|ينقل|تقل|يقل|معباه)\W+$")
# «سقط فلان، أبرز مستشاري الحرس الثوري، بغارة»، «قتلت راكبها، وهو عنصر في …»: what somebody killed was
_APPOSED = re.compile(r"[^،]*،\W*(?:و?(?:هو|هي|هم|هما)\W+)?(?:\w+\W+){0,1}$")
# «سبق للتنظيم أن استهدف …»
_EVER = re.compile(r"(?<!\w)[وف]?(?:سبق|يسبق)\W+$")
_PATROLS = re.compile(r"استطلاع|مروحي|حربي|مقاتله|بيرقدار|mq|ام كيو")
"""Aircraft that attack nothing when they are brought down: «أُسقطت طائرة استطلاع تركية»."""
_HURT_WITHIN = 90
"""Folded characters before a party in which people of it are told as hurt."""
_FALLS = frozenset({"سقط", "قضى"})
# «هاجم المسلحون أفراد الشرطة»: nobody's men between a verb and its object
_SOMEBODYS = re.compile(
    r"(?<!\w)(?:ال)?(?:مسلحون|مسلحين|مسلحان|مهاجمون|مهاجمين|انتحاري|انتحاريون|انتحاريان|شخصان|مجهولون|مجهولين|مجهولان"
    r"|قناص|مفرزه القنص|مفرزه الهاون|مفارز القنص|خليه امنيه)(?!\w)(?!\W+(?:من|تابع|ينتم|موال))"
)
# «الجولان السوري»، «الأراضي العراقية»: where it lies
_LAND = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:جولان|ساحل|شمال|جنوب|شرق|غرب|شطر|باديه|حدود|اراضي|اجواء|سماء|داخل|عمق|عاصمه|مدن|مياه|جانب"
    r"|بلدات|محافظات)(?:\s(?:ال)?(?:شرقي|غربي|جنوبي|شمالي)ه?)?\s$"
)
_AT_HOME = frozenset({"syrian-army", "iraqi-forces", "jordan"})
_NEVER_ATTACK = frozenset({"civilians", "energy-facility"})
_VERBAL = frozenset({"perfect", "imperfect", "fixed"})
_DOING = frozenset({"attack", "strike", "light", "launch", "bomb", "kill", "reach", "destroy", "shoot"})
"""Acts with a subject that attacks and an object that is attacked."""
_NOUNS = frozenset({"attack", "strike", "light", "salvo", "launch", "bomb", "clash", "shoot"})
# «استهداف القوات»، «اغتيال قيادي»: whose noun stands behind them is mostly the struck, of «قصف الطائرات» the doer
_STRUCK_BEHIND = ("استهداف", "اغتيال", "مقتل", "تصفيه", "اقتحام", "كمين", "اصابه")
_DEALT = re.compile(r"ضرب(?:ه|ات|تين|تان)(?!\w)(?!\W(?:\w+\W)?نسب)")
"""Nouns of attack that are dealt «to» somebody: «وجّهت ضربة إلى جماعات …»."""
_NEAR = 6
"""Words between a verb or noun of attack and its subject or object."""
_SUBJECT_REACH = 14
"""Words between a subject behind «إن» and its verb."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands on which side of one act."""

    attackers: tuple[ActorMention, ...]
    targets: tuple[ActorMention, ...]


def sides_of(found: Findings, start: int, end: int, acts: Sequence[Hit], places: Sequence[int]) -> Sides:
    """Return the attackers and targets among the parties inside the folded range of one event.

    `acts` are its act words and `places` the folded starts of its places. A party that stands on neither side (who
    merely reports, or is named for something else) is left out.
    """
    reader = _Reader(found, start, end, acts, places)
    here = actors_between(found.actors, start, end)
    for actor in here:
        reader.read(actor)
    attackers, targets = reader.attackers, reader.targets or reader.beside
    if not attackers and acts and found.text.folded[acts[0].start : acts[0].end].endswith("وا"):
        attackers = reader.subject_before(targets)
    if not attackers:
        attackers = blamed(found.text, start, end, [actor for actor in here if actor not in targets])
    return Sides(unique(attackers), unique([target for target in targets if target not in attackers]))


class _Reader:
    """Reads the parties of one event in order; those with a side stand in `attackers` and `targets`."""

    def __init__(self, found: Findings, start: int, end: int, acts: Sequence[Hit], places: Sequence[int]) -> None:
        self._found, self._text, self._folded = found, found.text, found.text.folded
        self._start, self._end, self._acts, self._places = start, end, acts, places
        self.attackers: list[ActorMention] = []
        self.targets: list[ActorMention] = []
        self.beside: list[ActorMention] = []
        """Whose site was not struck itself: what fell near it was meant for them where nobody else is named."""
        self._last: tuple[ActorMention, str] | None = None

    def read(self, actor: ActorMention) -> None:
        phrase = phrase_of(self._text, actor, self._start, self._acts, self._found.heads)
        side = self._last[1] if self._last is not None and self._joined(self._last[0], phrase) else self._side(phrase)
        if side == "attacker" and self._is_hurt(actor):
            side = None  # «الهجوم الذي أودى بثلاثة من جنودها»
        if side is None:
            return
        rule = {"defender": "defends", "claimant": "blamed"}.get(side, actor.rule)
        sides = {"attacker": self.attackers, "claimant": self.attackers, "beside": self.beside}
        if self.targets and phrase.start <= self.targets[-1].start and self.targets[-1].actor == "civilians":
            self.targets.pop()  # «منزل قيادي في قسد»
        sides.get(side, self.targets).append(replace(actor, rule=rule))
        self._last = (actor, side)

    def _is_hurt(self, actor: ActorMention) -> bool:
        """Whether a party is named as whose people were hurt."""
        near = within(self._found.casualties, max(self._start, actor.start - _HURT_WITHIN), actor.end + 1)
        return any(c.group == actor.actor and c.start <= actor.start < c.end for c in near)

    def subject_before(self, targets: Sequence[ActorMention]) -> list[ActorMention]:
        """Return who «وهاجموا» goes on telling of: the men named last before it in the sentence; empty for nobody."""
        sentence = self._text.sentences[self._text.sentence_at(self._start)]
        for actor in reversed(actors_between(self._found.actors, sentence.start, self._start)):
            phrase = phrase_of(self._text, actor, sentence.start, (), self._found.heads)
            free = not phrase.preposition and phrase.head in (None, "people") and not actor.adjective
            if free and actor.rule != "speaks" and actor.actor not in _NEVER_ATTACK:
                self.targets[:] = [t for t in targets if t.rule != "possessive" or t.actor != actor.actor]
                return [actor]
        return []

    def _joined(self, first: ActorMention, second: Phrase) -> bool:
        """Whether two parties stand side by side («الحرس الثوري ومجموعات مرتبطة به»)."""
        between = self._folded[first.end : second.actor.start]
        if _TOGETHER.fullmatch(between):
            return True
        return (
            not second.actor.adjective
            and between.strip(' "«»“”') in ("", "و")
            and (
                between.strip().startswith("و")
                or second.actor.proclitic.startswith("و")
                or self._folded[second.actor.start] == "و"
            )
        )

    def _side(self, phrase: Phrase) -> str | None:
        """Return the side a party stands on, `attacker`, `claimant`, `target`, `defender`; None for none."""
        actor = phrase.actor
        if actor.rule == "speaks" and not (phrase.head in ("site", "arms") and actor.proclitic.endswith("ل")):
            lost = any(c.group == actor.actor for c in within(self._found.casualties, actor.end, self._end))
            # «أعلنت أنقرة مقتل أحد جنودها» tells of no attack of its own
            return "attacker" if not lost and tells_of_itself(self._folded, self._acts, actor) else None
        before = self._folded[max(self._start, actor.start - 70) : actor.start]
        if actor.actor in _NEVER_ATTACK:
            return "target" if self._is_aimed_at(phrase) else None
        guess = GUESSED.search(self._folded[max(0, actor.start - 90) : actor.start])
        told = guess is not None and any(
            _is_doing_verb(act) and actor.start - len(guess.group()) <= act.start < actor.start for act in self._acts
        )  # «يُرجح أنها إسرائيلية استهدفت الميليشيات»: whom it struck is no guess
        if guess is not None and not told:  # «غارة يُعتقد أنها روسية» is told as theirs, «يرجح أن الفصائل خلفها» is not
            return "attacker" if actor.adjective and len(guess.group().split()) <= 3 else None
        if only_speaks(self._folded, self._start, actor):
            return None
        if _USED_BY.search(before):
            return "target"
        if actor.proclitic.endswith("ل") and _EVER.search(before):
            return "attacker"
        by = _BY.search(before)
        if by is not None and not any(actor.start - len(before) + by.start() <= a.start for a in self.attackers):
            return self._doer("claimant" if "تبن" in by.group() else "attacker", actor)
        if actor.adjective and actor.actor in _AT_HOME and _LAND.search(before):
            return None  # «صواريخ من اتجاه الجولان السوري المحتل»
        if rules_or_left(self._folded, self._start, actor):
            return None
        hurt = bool(within(self._found.casualties, self._start, actor.start))
        if are_fallen(self._folded, self._start, phrase, hurt_before=hurt):
            return "target"
        if phrase.head == "civil" or (phrase.head == "site" and actor.adjective and actor.actor in _AT_HOME):
            return None  # «قاعدة التنف السورية» tells where it lies
        if phrase.head in ("site", "territory"):
            if phrase.preposition in _FROM or _SOURCE.search(self._folded[max(0, phrase.start - 25) : phrase.start]):
                return "attacker" if self._launched_before(phrase) else None
            if phrase.preposition in _BESIDE:
                return "beside"
            if actor.rule == "possessive" and (not self._acts or actor.actor in {a.actor for a in self.attackers}):
                return None  # «هجوماً أطلقه الحزب على قاعدته»: of somebody named further off
            return "target" if phrase.head == "site" else None
        if phrase.head == "act":
            return self._behind_an_act(phrase)
        if phrase.head == "people" and self._acts and _LOADED_WITH.search(self._folded, self._start, phrase.start):
            return "target"  # «انفجرت عبوة بعجلة تقل ضابطاً في البيشمركة»
        if _HELP.search(before) or (not phrase.preposition and _KILLS.match(self._folded, actor.end)):
            return "attacker"
        if phrase.head == "arms":
            return self._by_its_arms(phrase)
        if actor.adjective and phrase.head is None:
            return None
        return self._beside_an_act(phrase)

    def _doer(self, side: str, actor: ActorMention) -> str:
        """Return `defender` where what was done is an interception: who carried it out was aimed at."""
        act = self._act_before(actor.start)
        return "defender" if act is not None and act.value == "intercept" else side

    def _launched_before(self, phrase: Phrase) -> bool:
        """Whether something came from there: «أُطلقت من مواقع الميليشيات»."""
        act = self._act_before(phrase.start)
        if act is None:  # «قذائف مدفعية على عين عيسى من القواعد التركية»
            return bool(within(self._found.weapons, self._start, phrase.start)) and bool(self._places)
        return act.value in ("launch", "salvo", "attack", "strike", "head_for", "impact")

    def _by_its_arms(self, phrase: Phrase) -> str | None:
        """Arms act for their owner, unless somebody else is struck in them: «دمّرت غارة أميركية راجمة للميليشيات».

        Behind another attacker they are only what it used: «قصفت الفصائل القاعدة بصواريخ إيرانية».
        """
        if phrase.actor.adjective and phrase.preposition == "ب" and self.attackers:
            return None
        act = self._act_before(phrase.start)
        if act is not None and _LOADED_WITH.search(self._folded, act.end, phrase.start):
            return "target"  # «دمّرت شاحنة محمّلة بالسلاح للحزب»
        if act is None:
            return None if _SETS_ABOUT.search(self._folded[max(0, phrase.start - 30) : phrase.start]) else "attacker"
        if (
            act.value == "intercept"
            and phrase.actor.actor in FLIERS
            and _PATROLS.search(self._folded, phrase.start, phrase.actor.end)
        ):
            return "target"
        if act.value == "intercept":
            named = within(self._found.weapons, phrase.actor.end, phrase.actor.end + 40)
            return "defender" if not _is_noun(act) and named and not phrase.preposition else "attacker"
        return "target" if self._is_object(act, phrase) else "attacker"

    def _is_object(self, act: Hit, phrase: Phrase) -> bool:
        """Whether a phrase behind a verb is struck by a subject that stands before it."""
        if not _is_doing_verb(act) or phrase.preposition == "ب":
            return False
        if self._folded[act.start : act.end].endswith("نا"):
            return True  # «هاجمنا دبابات للجيش»
        return any(act.end <= other.start < phrase.start or self._is_subject_of(other, act) for other in self.attackers)

    def _is_subject_of(self, actor: ActorMention, act: Hit) -> bool:
        return actor.end <= act.word_start and len(self._folded[actor.end : act.word_start].split()) <= _NEAR

    def _behind_an_act(self, phrase: Phrase) -> str | None:
        """Return the side of a party right behind an act: «غارات أميركية», «قصف الجيش التركي», «استهدفت الفصائل»."""
        act = self._act_before(phrase.actor.start)
        if act is None:
            return None
        if not _is_noun(act) or phrase.preposition:
            return self._beside_an_act(phrase)
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
        behind = [start for start in self._places if 0 <= start - actor.end <= 12]
        return any(PREPOSITIONS.isdisjoint(self._folded[actor.end : start].split()) for start in behind)

    def _is_aimed_at(self, phrase: Phrase) -> bool:
        """Whether civilians or a facility are the aim, not merely among the dead or looking on («وسمع الأهالي»)."""
        actor = phrase.actor
        act = self._act_before(actor.start)
        if act is None:
            return False
        if actor.actor == "energy-facility":
            return True
        if actor.adjective:
            return False
        if phrase.head == "site" or phrase.preposition in ("علي", "فوق", "داخل"):
            return True
        if _is_doing_verb(act) and self._folded[actor.end - 1] == "ا" and self._words(act.end, actor.start) <= _NEAR:
            return True  # «قصف الطيران الأردني أمس منزلاً»
        return 0 <= actor.start - act.end <= 4

    def _act_before(self, at: int) -> Hit | None:
        return max((act for act in self._acts if act.start < at), key=lambda act: act.end, default=None)

    def _beside_an_act(self, phrase: Phrase) -> str | None:
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
        return "attacker" if late and before is not None and _is_doing_verb(before) else None

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
        if _is_doing_verb(act):
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
        between = self._folded[actor.end : act.word_start]
        words = len(between.split())
        if phrase.preposition and (words > 1 or "،" in between):
            return None  # «الجناح المحلي لحزب العمال، بقصف طال سيارته»
        led = _SETS_ABOUT.search(self._folded[max(0, phrase.start - 30) : phrase.start])
        goes_on = led is not None and act.proclitic == "و"  # «ردّت قواتنا على مصادر النيران، واستهدفت …»
        reach = _SUBJECT_REACH if goes_on or self._is_subject(actor) else _NEAR - 2
        if words > reach or (_TOLD.search(between) and not tells_of_its_own(between)):
            return None
        if act.value == "undergo":
            return "target"
        if act.value == "intercept":
            return "defender"
        if act.value == "kill" and not _is_noun(act):
            return None
        if _is_doing_verb(act) and act.value != "shoot" and not self._is_passive(act):
            return "attacker"
        if act.value in _NOUNS | {"kill"}:
            if self._is_passive(act):
                return None
            led = led or _SETS_ABOUT.search(between)
            return "attacker" if led or (self._is_subject(actor) and " في " not in f" {between} ") else None
        return None

    def _is_subject(self, actor: ActorMention) -> bool:
        """Whether a party stands right behind «إن», as subject of what follows."""
        return _THAT.search(self._folded[max(0, actor.start - 8) : actor.start]) is not None

    def _is_passive(self, verb: Hit) -> bool:
        """Whether a verb is vowelled as passive («استُهدفت القوات»); the folded spelling cannot tell."""
        return "\u064f" in self._text.quote(verb.start, verb.end)


def _is_doing_verb(act: Hit) -> bool:
    return act.entry.inflection in _VERBAL and act.value in _DOING


def _is_noun(act: Hit) -> bool:
    return act.entry.inflection in ("noun", "phrase")
