"""Invented passages on the four areas and on none, from ten invented authorities."""

from nlp.classifier.examples import AreaExample
from nlp.types import PassageInput

AUTHORITIES = (
    "Aldermoor", "Brackenshire", "Coldwater", "Dunmere", "Eastholt",
    "Fennick", "Greyford", "Harrowdene", "Inglewick", "Junipershire",
)  # fmt: skip

SENTENCES = {
    "leaders": (
        "senior managers use audit and performance data to check the quality of supervision",
        "staff turnover is falling because leaders invest in training and smaller caseloads",
        "the chief executive and elected members keep a close eye on the improvement board",
    ),
    "help-protection": (
        "strategy meetings are held in time and child protection plans reduce the risk at home",
        "referrals to the front door get a quick decision on thresholds and early help",
        "workers visit families in need often and see the risk of neglect and abuse clearly",
    ),
    "children-in-care": (
        "foster carers give stable placements and looked after reviews keep permanence in view",
        "brothers and sisters in care stay together and enjoy contact with their family",
        "the virtual school helps children in care to do well and adoption comes without delay",
    ),
    "care-leavers": (
        "personal advisers keep in touch and pathway plans set out steps to independence",
        "young adults who left care get a tenancy, help with university and staying put",
        "most care leavers are in work or training and know what they are entitled to",
    ),
    "none": (
        "the committee noted the minutes of the last meeting and approved the school budget",
        "copies of this letter are sent to the publisher and the website is updated",
        "road repairs, parking and the leisure centre were discussed under other business",
    ),
}


def examples(authorities=AUTHORITIES):
    """Fifteen labelled passages for each authority."""
    return [
        AreaExample(
            PassageInput(f"In {authority}, {sentence}."),
            () if area == "none" else (area,),
            authority.casefold(),
            judged=True,
            kind="self-evaluation",
            document=f"{authority}-{area}",
        )
        for authority in authorities
        for area, sentences in SENTENCES.items()
        for sentence in sentences
    ]
