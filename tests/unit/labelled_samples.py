"""Invented passages with all their labels, from ten invented authorities."""

from nlp.classifier.examples import Example, examples_from_labels
from nlp.classifier.labels import Labelled
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


THEMES = {
    "leaders": ("workforce",),
    "help-protection": ("front-door-thresholds",),
    "children-in-care": ("permanence",),
    "care-leavers": ("pathway-plans-pa",),
    "none": (),
}


def labels(authorities=AUTHORITIES):
    """Fifteen labelled passages for each authority."""
    return [
        Labelled(
            id=f"{authority}-{area}-{number}",
            passage=PassageInput(f"In {authority}, {sentence}."),
            themes=THEMES[area],
            areas=() if area == "none" else (area,),
            stance="context" if area == "none" else "strength",
            mixed=area == "help-protection",
            authority=authority,
            document=f"{authority}-{area}",
        )
        for authority in authorities
        for area, sentences in SENTENCES.items()
        for number, sentence in enumerate(sentences)
    ]


def examples(authorities=AUTHORITIES) -> list[Example]:
    """The same, ready to be learnt from."""
    return list(examples_from_labels(labels(authorities)))
