"""Function words that bound phrases, clauses and lists: closed classes of English, chosen by hand."""

AUX = frozenset("was were been being be is are get gets got getting".split())
SOFT = frozenset(
    "also all both each either reported confirmed feared believed presumed thought estimated known said to have had "
    "has not instantly yet now already still later reportedly allegedly then found declared pronounced left among "
    "the those and or as either critically seriously severely slightly lightly wounded".split()
)
"""Words that may stand between an auxiliary and the verb that it goes with."""

AGENTS = frozenset(
    "by to with against in at during from after on near for into under between over outside inside".split()
)
"""Prepositions whose nouns are no subjects."""

HARD = frozenset(". ; : ! ?".split())
TURNS = frozenset("when while after because since before until although though if as but where".split())
"""Words that open another clause."""

RELATIVES = frozenset("who which that whom whose".split())
SAID = frozenset("said says saying told reported reports added adding according announced stated".split())
NEGATIONS = frozenset("not n't never didnt".split())
ASIDES = frozenset("many most some mostly mainly all aged both also".split())
"""Words that, with relative pronouns, open an aside between commas."""

MODALS = frozenset("to will would could can may might must should shall cannot".split())
PLANS = frozenset("should would will shall must to can".split())
"""Words before "be" that make a passive a plan."""

DAYS = frozenset(
    "today yesterday tonight overnight january february march april may june july august september october november "
    "december".split()
)
DASHES = frozenset("- -- – — : (".split())
PRONOUNS = frozenset("them whom which these those".split())
QUOTES = frozenset("\"“”''``‘’'")
PUNCTUATION = frozenset(", . ; : ! ? ( ) [ ] -- – — … ... /".split())

STOPS = frozenset(
    "and or but nor in on at by with from to for into near during after before since while when where as than that "
    "which who whom whose if because until under over above below against among amid including include includes "
    "included between through across along around outside inside behind within without via per about was were is are "
    "be been being had has have having do did does will would could can may might must shall should not also still "
    "already later then there here it he she they we you i his her their its our my this these those the a an no "
    "said says told reported added saying adding told yesterday today tonight tomorrow monday tuesday wednesday "
    "thursday friday saturday sunday early late so far mostly mainly both either neither such very only just even "
    "apparently reportedly allegedly whose what how why meanwhile however got gets went came left died fled suffered "
    "sustained received lost began ended claimed hit struck remain remained remains aged dressed living travelling "
    "traveling working sleeping trying carrying riding fighting fleeing walking standing waiting queuing sheltering "
    "accused according belonging following leaving bringing making causing including involving trapped "
    "seriously critically severely slightly lightly badly fatally last next every each per again together twice once "
    "posted shared wrote stated announced mentioned published named".split()
)
"""Words that end a noun phrase."""

LINKS = frozenset(
    tuple(link.split())
    for link in (
        "including; include; included; among them; among whom; among which; most of them; of whom; as well as; "
        "along with; together with; in addition to; alongside; besides; plus; with; and; and also; and at least; or; "
        "were among; was among; are among; is among; - ; – ; -- ; — ; ( ; :"
    ).split(";")
) | {(",",), (",", "and")}
"""Words that join one count of a list to the next."""

MEMBERS = frozenset({("were", "among"), ("was", "among"), ("are", "among"), ("is", "among")})
"""Links that make the count before a share of the one behind."""

SHARES = frozenset("including include included them whom which".split())
"""Words of links that make the count behind a share of the one before."""

COMPANY = frozenset(
    {("alongside",), ("along", "with"), ("together", "with"), ("as", "well", "as"), ("in", "addition", "to")}
)
INVERTED = frozenset("was were are is include includes included including :".split())
"""Words between "the dead" and those who they were."""

TOLL_STEPS = frozenset(
    "to at of is was be reached reaching reaches exceeds exceeded exceeding passed topped hit than put standing by "
    "stood stands counted".split()
)
"""Words right before the number of a toll."""
