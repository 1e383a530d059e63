"""The use case of building a pack: one zip with Word, Excel, the cited pages and a manifest."""

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from indexer.audit import Action, Event
from indexer.council.model import Council
from indexer.home import Home
from indexer.pack.clean import Cleaner
from indexer.pack.finish import finish
from indexer.pack.laying import Entry, Laid, lay_out
from indexer.pack.model import Build, PackError
from indexer.pack.noticed import keep_noticed
from indexer.pack.register import write_register
from indexer.pack.screening import PICTURES, Concern, Screened, judge, notice, settle_pictures
from indexer.pack.sheets import Sheets, Told, gather
from indexer.pack.sources import Source, find_sources, source_lines
from indexer.pack.template import template_path
from indexer.pack.word import PAGES, write_word
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy, load_taxonomy, taxonomy_version

FORMAT = "sightline-evidence-pack"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
WORD, EXCEL = "pack.docx", "register.xlsx"
_NAME = re.compile(r"[^a-z0-9]+")


def _silent(_done: int, _total: int, _message: str) -> None:
    """Hear how far it is, and say nothing."""


@dataclass(frozen=True, slots=True)
class _Made:
    """All that goes into a pack, in its final words."""

    laid: Laid
    original: Laid
    sources: Mapping[int, Source]
    screened: Screened
    cleaner: Cleaner
    files: Mapping[str, bytes]
    council: Council


def screen_of(home: Home, store: Store, pack: int, *, told: Told = _silent) -> Screened:
    """Screen a pack without building it; what is noticed is kept for the pages.

    Raises:
        PackError: there is no such pack.
    """
    taxonomy = load_taxonomy(own=home.taxonomy)
    laid = lay_out(store, pack, taxonomy)
    sheets = gather(laid.entries, store, told)
    try:
        return _screened(home, store, laid, sheets, taxonomy, told)
    finally:
        sheets.close()


def _screened(
    home: Home, store: Store, laid: Laid, sheets: Sheets, taxonomy: Taxonomy, told: Told
) -> Screened:
    noticed = notice(store, laid, sheets, taxonomy, told)
    keep_noticed(home, laid, noticed)
    return judge(noticed, store.rulings(laid.pack.id))


def build(
    home: Home,
    store: Store,
    pack: int,
    *,
    who: str,
    undecided: bool = False,
    template: Path | None = None,
    told: Told = _silent,
) -> Build:
    """Build a pack, keep it in the home and note it in the store and the audit trail.

    Args:
        home: in whose ``packs`` folder the file is kept.
        store: of the pack.
        pack: its number.
        who: who builds it.
        undecided: redact what nobody decided on; else that is refused.
        template: a Word template; None: the home's own or the one that ships.
        told: hears how far it is.

    Raises:
        PackError: there is no such pack, it is empty, a passage is gone, or something that may
            tell of a private person is not decided on.
        IndexerError: the template is no Word file.
    """
    taxonomy = load_taxonomy(own=home.taxonomy)
    laid = lay_out(store, pack, taxonomy)
    _refuse_unfit(laid)
    sheets = gather(laid.entries, store, told)
    try:
        screened = _screened(home, store, laid, sheets, taxonomy, told)
        if screened.open and not undecided:
            raise PackError(_undecided(screened))
        at = datetime.now(UTC)
        made = _make(laid, sheets, screened, taxonomy, who, at, template_path(home, template),
                     council=store.council(), undecided=undecided, told=told)  # fmt: skip
    finally:
        sheets.close()
    return _keep(home, store, made, who, at)


def _refuse_unfit(laid: Laid) -> None:
    if laid.lost:
        raise PackError(
            f"The passage {laid.lost[0]} is no longer in the index. Take it out of the pack, or "
            "index its document again."
        )
    if not laid.entries:
        raise PackError("The pack is empty. Put passages, findings or a search into it first.")


def _undecided(screened: Screened) -> str:
    open_ = screened.open
    few = ", ".join(f"\u201c{one.text}\u201d" for one in open_[:5])
    more = f" and {len(open_) - 5} more" if len(open_) > 5 else ""
    return (
        f"{len(open_)} things may tell of private people and are not decided on: {few}{more}. "
        "Keep or redact each, or redact all that is left."
    )


def _make(
    laid: Laid,
    sheets: Sheets,
    screened: Screened,
    taxonomy: Taxonomy,
    who: str,
    at: datetime,
    template: Path | None,
    *,
    council: Council,
    undecided: bool,
    told: Told,
) -> _Made:
    cleaner = screened.cleaner(undecided=undecided)
    settle_pictures(sheets, screened)
    sources = find_sources(laid.entries, sheets, cleaner)
    clean = _cleaned(laid, cleaner)
    finish(sheets, cleaner, source_lines(sheets, cleaner), told)
    told(len(sheets.sheets), len(sheets.sheets), "Word, Excel and manifest")
    files = {
        WORD: write_word(
            clean,
            sources,
            template=template,
            who=who,
            day=at.date(),
            council=council,
            taxonomy=taxonomy,
        ),
        EXCEL: write_register(clean, sources, taxonomy),
        PAGES: _pages(sheets, clean, sources),
    }
    return _Made(clean, laid, sources, screened, cleaner, files, council)


def _cleaned(laid: Laid, cleaner: Cleaner) -> Laid:
    """Return a pack with redactions made in all its words."""
    own = laid.pack
    name = cleaner.name(own.name, f"Evidence pack {own.id}")
    pack = replace(own, name=name, intro=cleaner.clean(own.intro))
    return replace(laid, pack=pack, entries=tuple(_clean(one, cleaner) for one in laid.entries))


def _clean(entry: Entry, cleaner: Cleaner) -> Entry:
    passage = entry.passage
    return replace(
        entry,
        item=replace(entry.item, note=cleaner.clean(entry.item.note)),
        passage=replace(
            passage,
            text=cleaner.clean(passage.text),
            heading_path=tuple(cleaner.clean(one) for one in passage.heading_path),
        ),
    )


def _pages(sheets: Sheets, laid: Laid, sources: Mapping[int, Source]) -> bytes:
    outline = []
    for entry in sorted(laid.entries, key=lambda one: (sources[one.number].sheet, one.number)):
        source = sources[entry.number]
        outline.append([1, f"{entry.number}. {source.citation}", source.sheet])
    sheets.file.set_toc(outline)
    sheets.file.set_metadata({"title": f"Cited pages: {laid.pack.name}", "producer": "Sightline"})
    sheets.file.set_language("en-GB")
    data: bytes = sheets.file.tobytes(garbage=3, deflate=True, use_objstms=1)
    return data


def _keep(home: Home, store: Store, made: _Made, who: str, at: datetime) -> Build:
    pack = made.original.pack
    manifest = _manifest(made, who, at, taxonomy_version(own=home.taxonomy))
    manifest["pack_sha256"] = manifest_hash(manifest)
    stem = _NAME.sub("-", made.laid.pack.name.lower()).strip("-")[:60] or "pack"
    name = f"{stem}-{at:%Y%m%d-%H%M%S}-{manifest['pack_sha256'][:8]}.zip"
    folder = home.path / "packs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(_zipped(made.files, manifest))
    hashes = {str(one.number): words_hash(one.passage.text) for one in made.original.entries}
    kept = store.add_build(
        pack, who=who, hash=manifest["pack_sha256"], file=name, manifest=manifest, hashes=hashes
    )
    detail = {"name": pack.name, "passages": len(hashes), "sha256": kept.hash}
    store.record_event(Event(Action.EXPORTED, who, f"pack {pack.id}", detail=detail))
    return kept


def manifest_hash(manifest: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a manifest, its own hash left out, as JSON with sorted names."""
    fields = {name: value for name, value in manifest.items() if name != "pack_sha256"}
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def words_hash(text: str) -> str:
    """Return the SHA-256 of a passage's words."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _manifest(made: _Made, who: str, at: datetime, taxonomy: str) -> dict[str, Any]:
    originals = {entry.number: entry for entry in made.original.entries}
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "name": made.laid.pack.name,
        "introduction": made.laid.pack.intro,
        "built": at.isoformat(timespec="seconds"),
        "by": who,
        "council": made.council.name or None,
        "versions": {"sightline": version("sightline"), "taxonomy": taxonomy},
        "files": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            for name, data in made.files.items()
        },
        "items": [
            _item(entry, originals[entry.number], made.sources[entry.number])
            for entry in made.laid.entries
        ],
        "screened": _decisions(made),
    }


def _item(entry: Entry, original: Entry, source: Source) -> dict[str, Any]:
    redacted = entry.passage.text != original.passage.text
    return {
        "number": entry.number,
        "passage": entry.passage.id,
        "document": entry.document.id,
        "file": source.file,
        "file_sha256": source.sha256,
        "file_state": source.state,
        "since": entry.later and entry.later.since.value,
        "newer": entry.newer,
        "title": source.title,
        "authority": entry.document.metadata.authority,
        "type": entry.document.metadata.type,
        "dated": source.dated,
        "page": entry.passage.page,
        "page_label": entry.label,
        "citation": source.citation,
        "text": entry.passage.text,
        # A name could be guessed by trying which one gives the hash.
        "passage_sha256": None if redacted else words_hash(original.passage.text),
        "redacted": redacted,
        "area": entry.area,
        "question": entry.question.value,
        "note": entry.item.note,
        "finding": entry.item.finding,
        "chosen_by": entry.item.who,
        "chosen": entry.item.at.isoformat(timespec="seconds"),
        "sheet": source.sheet,
        "copied": source.copied,
        "pictures": source.pictures or None,
        "boxes": {
            str(sheet): [[round(side, 1) for side in box] for box in boxes]
            for sheet, boxes in source.boxes.items()
        },
    }


def _decisions(made: _Made) -> list[dict[str, Any]]:
    """Give what was decided of each concern; the words themselves only where they stay."""
    told = []
    for concern in made.screened.concerns:
        goes = concern.key in made.cleaner.redacted
        ruling = concern.ruling
        told.append(
            {
                "kind": concern.kind,
                "text": None if goes else made.cleaner.clean(concern.text),
                "places": len(concern.contexts),
                "choice": _choice(concern, goes=goes),
                "rule": None if ruling or goes else concern.rule,
                "who": ruling.who if ruling else None,
                "at": ruling.at.isoformat(timespec="seconds") if ruling else None,
            }
        )
    return told


def _choice(concern: Concern, *, goes: bool) -> str:
    if concern.kind == PICTURES:
        return concern.fate.value
    return "redact" if goes else "keep"


def _zipped(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> bytes:
    told = json.dumps(manifest, ensure_ascii=False, indent=2).encode("utf-8", "surrogatepass")
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*files.items(), (MANIFEST, told)):
            archive.writestr(name, data)
    return target.getvalue()
