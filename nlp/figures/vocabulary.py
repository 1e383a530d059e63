"""Words by which figures are read.

Chosen by reading the passages of ``tests/figuretruth`` and of inspection reports.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


EMPTY = _set(
    """
    a about achieved against almost also although an and are around as at average be been
    being both but by can compared current down e each equivalent exceeded fallen fell fewer
    figure figures for from g had has have he her his however i in is it its just last
    latest less met missed month more nearly next no not now number of on one only or other
    others our over overall per percentage previous proportion quarter rate respectively
    result risen rose same she should so some stand stands still stood than that the their
    them then there these they this those to total under up us was we were what when where
    which while who whom will with would year you
    """
)
"""Words that say nothing of what is measured."""

CUES = _set(
    """
    above achieve against ago aim aimed aiming aims all ambition baseline before below
    benchmark bring comparable comparators compared comparison cut earlier england english
    ensure expectation expected from goal goals improve increase intend intended intends
    keep last lift lower maximum midlands minimum must national nationally neighbour
    neighbouring neighbours north other others ought peer plan planned plans preceding
    previous previously prior puts raise reach reduce region regional same should similar
    south target targets than threshold trajectory versus will
    """
)
"""Words without one of which a sentence only states its figures."""

NAMES = _set(
    """
    act action annex appendix area article article. band block box bullet call case category
    chapter chart clause cohort covid day domain edition fax figure finding floor form grade
    grades group id issue item items key ks level levels line line: minute module no no.
    note number objective objectives ofsted's option outcome p p. page pages panel para
    para. paragraph paragraphs paras part parts phase pillar point pp principle priorities
    priority q quadrant quarter question questions recommendation recommendations ref ref:
    reference reg reg. regulation regulations room round rule s scenario schedule sec sec.
    section section. sections session slide ss stage stages standard standards step strand
    suite table tel tel: telephone theme tier tiers type unit version volume ward wave web
    week windows workstream year years
    """
)
"""Words that make a number behind them a name."""

AGES = _set(
    """
    age aged ages till turn turned turns under-
    """
)
"""Words that make a number behind them an age."""

YOUNG = _set(
    """
    above after at below by over under until
    """
)
"""Words that make a small bare number behind them an age."""

CHILDREN = _set(
    """
    boy child father girl mother person young
    """
)
"""Who is named with an age behind: ``Girl, 10``."""

KNOWN = _set(
    """
    any both each every first her his its last my next no other our same such the their
    these this those your
    """
)
"""Before a number these point at things already known: ``the three areas``."""

LIMITS = _set(
    """
    a about after almost and approximately around at before between beyond during each every
    first following for further in last least maximum minimum nearly next one or over past
    per previous roughly some than the these through to under until within
    """
)
"""Before a time these make it a limit, a rhythm or a date."""

ORDERED = _set(
    """
    areas aspects broad categories domains findings headings heads key kinds lessons levels
    main matters o'clock objectives outcomes parts pillars points principles priorities
    promises questions reasons recommendations sections stages steps strands themes things
    types values ways words
    """
)
"""Below ten and in words, these are how a text is ordered, not what it found."""

NO_NOUN = _set(
    """
    am degrees km metres mile miles o pm
    """
)
"""Measures of way and time of day, which are no figures here."""

SKIPPED = _set(
    """
    about all around its of our some such the their these those
    """
)
"""Words between a figure and what is counted."""

STOP = _set(
    """
    a about across after against agreed also an and are as at be became because become been
    before began being between but by came can come compared could did do does down due
    during expect feel feels fell felt for found from gave get give given go got had has
    have he held if in into is it kept knew left less live lived living made make may met
    might more must not now off on only or out over per ran rose said say says seen set she
    should since so spoke still take takes than that then there they think this thought to
    told took under until up want wanted was we went were when where which while who whom
    will with within without would
    """
)
"""Words that end what is counted."""

KEPT = _set(
    """
    connected disabled experienced qualified related unaccompanied
    """
)
"""Words in -ed that are part of what is counted."""

NO_PLACE = _set(
    """
    Appendix Children Christmas Covid Easter Family Figure Graded Item Key Ofsted Part
    Quarter Section Stage Standard Table Year Years
    """
)
"""Words with a capital that are no place."""

JOINTS = _set(
    """
    a about against almost an and are around as at but by compared down fewer for from in is
    it just less more nearly of on only or over some than that the to under up was were with
    """
)
"""Words that are cut from both ends of a measure."""

LEAD = _set(
    """
    - : also although if out so then there these this those though when where whereas which
    while whilst who whom
    """
)
"""Words that are cut from the beginning of a measure."""

TRAIL = _set(
    """
    also be been decreased dropped fallen fell had has have improved increased now reached
    reduced risen rose stands stood target
    """
)
"""Words that are cut from the end of a measure."""
