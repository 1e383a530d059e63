"""The command ``sightline comparators``; what it needs is fetched when it runs."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlp.console import check_theme, format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.comparators.reports import Report


@click.command()
@click.argument("theme")
@click.option("--without", default="", help="The authority that asks, left out.")
@click.option("--authority", default="", help="Only reports on this authority.")
@click.option("--framework", default="", help="Only reports under this framework, by its id.")
@click.option("--grade", default="", help="Only reports that print this overall grade.")
@click.option("--words", default="", help="Only passages with all these words.")
@click.option("--since", type=click.IntRange(1990, 2100), help="First year of the reports.")
@click.option("--until", type=click.IntRange(1990, 2100), help="Last year of the reports.")
@home_option
@format_option
def comparators(theme: str, home: Path, output: str, **sought: Any) -> None:
    """Show what reports on other authorities praised and faulted about THEME.

    In their words, newest first, with authority, event, day and page. Nothing
    is averaged; grades are as printed.
    """
    from indexer.claims.voices import read_voices
    from indexer.comparators.reports import Sought, find_reports
    from indexer.home import Home
    from indexer.store.repository import Store

    check_theme(theme, Home(home).taxonomy)
    with Store.open(Home(home).store) as store:
        reports = find_reports(read_voices(store), Sought(theme, **sought))
    if output == "json":
        print_json([_report_json(one) for one in reports])
    else:
        for one in reports:
            click.echo(_lines(one))


def _report_json(report: "Report") -> dict[str, Any]:
    from indexer.claims.contract import voice_json
    from indexer.contract import iso

    known = report.document.metadata
    return {
        "document": report.document.id,
        "title": known.title,
        "authority": known.authority,
        "framework": known.framework,
        "event": known.event,
        "date": iso(known.dated),
        "grade": known.grades.overall,
        "praised": [voice_json(one) for one in report.praised],
        "faulted": [voice_json(one) for one in report.faulted],
    }


def _lines(report: "Report") -> str:
    known = report.document.metadata
    day = known.dated.isoformat() if known.dated else "undated"
    told = [f"{known.authority}, {day}: {known.title or report.document.path}"]
    told += [f"  praised, page {one.page}: {one.text}" for one in report.praised]
    told += [f"  faulted, page {one.page}: {one.text}" for one in report.faulted]
    return "\n".join(told)
