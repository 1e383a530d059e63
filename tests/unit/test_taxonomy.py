"""The taxonomy's files are right, and a folder that is not is refused with every fault named."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from nlp.errors import TaxonomyError
from nlp.taxonomy import load_taxonomy, taxonomy_version, validate
from nlp.taxonomy.load import DATA
from nlp.types import Speaker

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, free to be spoilt."""
    return Path(shutil.copytree(DATA, tmp_path / "taxonomy"))


@pytest.fixture
def edit(folder: Path) -> Edit:
    def replace(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} no longer holds {old!r}; choose another place to spoil"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def test_the_shipped_files_have_no_fault() -> None:
    assert validate() == []


def test_the_four_areas_come_with_short_labels() -> None:
    assert [area.id for area in load_taxonomy().areas] == [
        "leaders",
        "help-protection",
        "children-in-care",
        "care-leavers",
    ]
    assert load_taxonomy().areas[2].label == "Children in care"


def test_there_are_forty_two_themes_each_with_a_usual_area() -> None:
    themes = load_taxonomy().themes
    assert len(themes) == 42
    assert all(theme.areas for theme in themes)


def test_a_theme_is_found_by_its_id() -> None:
    assert load_taxonomy().theme("kinship-care").label.startswith("Kinship")


def test_an_unknown_theme_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match="no-such-theme"):
        load_taxonomy().theme("no-such-theme")


def test_current_criteria_map_to_the_four_areas() -> None:
    ilacs = next(one for one in load_taxonomy().frameworks if one.id == "ilacs")
    mapped = {area.maps_to for area in ilacs.judgement_areas if area.criteria}
    assert mapped == {area.id for area in load_taxonomy().areas}


@pytest.mark.parametrize(
    "type_id",
    [
        "childrens-home-inspection-report",
        "commissioner-report",
        "council-briefing",
        "focused-visit-letter",
        "ilacs-inspection-report",
        "joint-area-review",
        "jtai-letter",
        "lac-inspection-2009-13",
        "ofsted-policy-and-statistics",
        "safeguarding-partnership",
        "self-evaluation",
        "send-area-inspection",
        "sif-inspection-report",
        "statutory-guidance",
    ],
)
def test_every_type_in_use_is_known(type_id: str) -> None:
    assert load_taxonomy().document_type(type_id) is not None


def test_an_alias_leads_to_its_type() -> None:
    kind = load_taxonomy().document_type("council-briefing")
    assert kind is not None
    assert (kind.id, kind.speaker) == ("briefing", Speaker.COUNCIL)


def test_an_unknown_type_is_none_not_a_guess() -> None:
    assert load_taxonomy().document_type("shopping-list") is None


def test_a_good_folder_of_ones_own_loads(folder: Path) -> None:
    assert load_taxonomy(folder) == load_taxonomy()


def test_the_version_changes_with_one_character(folder: Path, edit: Edit) -> None:
    assert taxonomy_version(folder) == taxonomy_version()
    edit("synonyms.yaml", "children in care", "children in  care")
    assert taxonomy_version(folder) != taxonomy_version()


def test_the_version_is_the_one_the_taxonomy_carries() -> None:
    assert load_taxonomy().version == taxonomy_version()


@pytest.mark.parametrize(
    "fault",
    [
        ("themes.yaml", "  abbr: [VOTC", "  abbrs: [VOTC", "entry 'voice-of-the-child', abbrs"),
        (
            "themes.yaml",
            "- id: visits\n",
            "- id: neglect\n",
            "entry 'neglect': the id stands twice",
        ),
        ("themes.yaml", "areas: [leaders]", "areas: [leders]", "area 'leders' is unknown"),
        ("themes.yaml", "abbr: [VOTC", "abbr: [votc", "'votc' is an ordinary lower-case word"),
        ("themes.yaml", "  abbr: [VOTC", "  abbr: ['', VOTC", "voice-of-the-child', abbr[0]"),
        ("themes.yaml", "strong: [", "strong: [rubber duck, ", "strong 'rubber duck' is neither"),
        ("themes.yaml", "[plans-planning]", "[planning]", "specific_over 'planning'"),
        (
            "themes.yaml",
            "[supervision order,",
            "[reflective supervision, supervision order,",
            "entry 'supervision-oversight': 'reflective supervision' is a term and its own",
        ),
        (
            "themes.yaml",
            "terms: [management oversight,",
            "terms: [management oversight, Management Oversight,",
            "entry 'supervision-oversight': 'management oversight' is listed twice",
        ),
        ("frameworks.yaml", "maps_to: leaders", "maps_to: bosses", "maps_to 'bosses' is no area"),
        ("frameworks.yaml", "- id: jtai\n", "- id: sif\n", "entry 'sif': the id stands twice"),
        ("frameworks.yaml", "{id: L2,", "{id: L1,", "criterion 'L1': the id stands twice"),
        ("frameworks.yaml", "from: '2018-01'", "from: 'lately'", "entry 'ilacs', in_force.from"),
        ("synonyms.yaml", "forms: [PSW]", "forms: []", "entry 'principal social worker', forms"),
        ("synonyms.yaml", "[PSW]", "[PSW, PSW]", "form 'PSW' stands twice"),
        ("synonyms.yaml", "ambiguous: [FCO]", "ambiguous: [FCC]", "ambiguous 'FCC' is none"),
        (
            "document_types.yaml",
            "speaker: auditor-peer}",
            "speaker: the-cat}",
            "entry 'audit-report', speaker",
        ),
        (
            "document_types.yaml",
            "framework: jtai",
            "framework: jtay",
            "framework 'jtay' is unknown",
        ),
        ("document_types.yaml", "[procedure]", "[letter]", "entry 'letter': the id or alias"),
        ("stance_cues.yaml", "stance: context", "stance: maybe", "entry 'maybe', stance"),
        ("stance_cues.yaml", "weight: 2.0", "weight: -2.0", "entry 'strength', weight"),
        ("stance_cues.yaml", "[but, however", "[]\nother: [but, however", "contrast"),
    ],
)
def test_a_fault_is_refused_with_its_file_and_entry(
    folder: Path, edit: Edit, fault: tuple[str, str, str, str]
) -> None:
    name, old, new, says = fault
    edit(name, old, new)
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy(folder)
    assert any(
        problem.startswith(f"{name}: ") and says in problem for problem in caught.value.problems
    )


def test_every_fault_is_told_at_once(folder: Path, edit: Edit) -> None:
    edit("themes.yaml", "areas: [leaders]", "areas: [leders]")
    edit("frameworks.yaml", "maps_to: leaders", "maps_to: bosses")
    (folder / "synonyms.yaml").unlink()
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy(folder)
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "synonyms.yaml",
        "frameworks.yaml",
        "themes.yaml",
    ]


def test_a_file_that_is_not_yaml_says_where_it_breaks(folder: Path, edit: Edit) -> None:
    edit("synonyms.yaml", "groups:", "groups: [")
    with pytest.raises(TaxonomyError, match=r"synonyms\.yaml: is not YAML: .*line \d+"):
        load_taxonomy(folder)


def test_an_empty_file_is_refused(folder: Path) -> None:
    (folder / "synonyms.yaml").write_text("", encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"synonyms\.yaml: file"):
        load_taxonomy(folder)


def test_loading_the_shipped_files_needs_no_pydantic() -> None:
    code = (
        "import sys; from nlp.taxonomy import load_taxonomy; load_taxonomy(); "
        "print([name for name in ('pydantic', 'spacy', 'sklearn') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# A council's own, laid over what ships

OWN_THEME = {
    "id": "family-hubs",
    "label": "Family hubs",
    "counts": "What hubs offer families.",
    "excludes": "Early help plans.",
    "terms": ["family hub"],
    "areas": ["help-protection"],
}


def lay(folder: Path, name: str = "themes.yaml", **content: object) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(yaml.safe_dump({"version": 1, **content}), encoding="utf-8")
    return folder


def test_a_theme_of_ones_own_stands_beside_those_that_ship(tmp_path: Path) -> None:
    own = lay(tmp_path / "own", themes=[OWN_THEME])
    taxonomy = load_taxonomy(own=own)
    assert taxonomy.theme("family-hubs").terms == ("family hub",)
    assert len(taxonomy.themes) == len(load_taxonomy().themes) + 1


def test_a_theme_of_a_shipped_id_takes_its_place(tmp_path: Path) -> None:
    shipped = load_taxonomy().themes[3]
    own = lay(tmp_path / "own", themes=[OWN_THEME | {"id": shipped.id}])
    taxonomy = load_taxonomy(own=own)
    assert taxonomy.themes[3].label == "Family hubs"
    assert len(taxonomy.themes) == len(load_taxonomy().themes)


def test_a_removed_theme_is_gone(tmp_path: Path) -> None:
    gone = load_taxonomy().themes[0].id
    taxonomy = load_taxonomy(own=lay(tmp_path / "own", removed=[gone]))
    assert gone not in {theme.id for theme in taxonomy.themes}


def test_the_version_tells_what_is_laid_over(tmp_path: Path) -> None:
    shipped = taxonomy_version()
    assert taxonomy_version(own=tmp_path / "nowhere") == shipped
    own = lay(tmp_path / "own", themes=[OWN_THEME])
    first = taxonomy_version(own=own)
    assert first.startswith(f"{shipped}+")
    assert load_taxonomy(own=own).version == first
    lay(tmp_path / "own", themes=[OWN_THEME | {"label": "Hubs"}])
    assert taxonomy_version(own=own) == first  # no label rests on what a theme is called
    assert load_taxonomy(own=own).theme("family-hubs").label == "Hubs"
    lay(tmp_path / "own", themes=[OWN_THEME | {"terms": ["hub for families"]}])
    assert taxonomy_version(own=own) not in (shipped, first)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"themes": [OWN_THEME, OWN_THEME]}, "'family-hubs': the id stands twice"),
        ({"themes": [{"label": "no id"}]}, "each entry needs an id"),
        ({"topics": []}, "topics is unknown"),
        ({"removed": "all"}, "removed: is a list of ids"),
        ({"themes": [OWN_THEME | {"areas": ["moon"]}]}, "area 'moon' is unknown"),
        ({"themes": [OWN_THEME | {"colour": "red"}]}, "colour"),
    ],
)
def test_what_is_laid_over_is_held_to_the_same_rules(
    tmp_path: Path, content: dict[str, object], told: str
) -> None:
    own = lay(tmp_path / "own", **content)
    assert any(told in problem for problem in validate(own=own))
    with pytest.raises(TaxonomyError, match=told):
        load_taxonomy(own=own)


def test_the_command_checks_what_a_home_lays_over(tmp_path: Path) -> None:
    lay(tmp_path / "taxonomy", removed=["visits"], colour="red")
    command = [sys.executable, "-m", "app", "taxonomy", "validate", "--home", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "colour is unknown" in done.stdout
