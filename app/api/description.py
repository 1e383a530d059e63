"""The OpenAPI description of ``/api/v1``, made of the operations and their shapes."""

from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any

from markupsafe import Markup
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from app.api.operations import OPERATIONS, Operation
from app.api.parameters import Schema
from app.api.problems import KINDS, MEDIA_TYPE
from app.api.shapes import ProblemDetails
from nlp.taxonomy import Taxonomy

BASE = "/api/v1"

_ALWAYS = (400, 405, 406, 500, 503)
"""Problems that any operation can have."""

_GUARDED = (401, 403)
"""Problems that any operation can have where accounts are in use."""

_ABOUT = """Passages of inspection and council papers, with what they say and where they stand.

Objects are those of the command line. Fields may be added, none is ever renamed; what is not
known is null, never a guess. Lists are given in parts: `next` in the answer, and the header
`Link`, lead to what follows. Whatever goes wrong is told as problem details (RFC 9457)."""


class _Plain(GenerateJsonSchema):
    """JSON Schema without a title for each field, which would only repeat its name."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def describe_api(taxonomy: Taxonomy, *, guarded: bool) -> dict[str, Any]:
    """Describe the interface.

    Args:
        taxonomy: its ids are the values that filters take.
        guarded: accounts are in use, so a program needs a token.
    """
    description: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Sightline", "version": version("sightline"), "description": _ABOUT},
        "servers": [{"url": BASE}],
        "paths": {
            one.path: {"get": _describe(one, taxonomy, guarded=guarded)} for one in OPERATIONS
        },
        "components": {"schemas": _schemas(), "responses": _problems()},
    }
    if guarded:
        description["components"]["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"},
            "session": {"type": "apiKey", "in": "cookie", "name": "sightline"},
        }
        description["security"] = [{"token": []}, {"session": []}]
    return description


def _describe(operation: Operation, taxonomy: Taxonomy, *, guarded: bool) -> Schema:
    statuses = sorted({*_ALWAYS, *operation.statuses, *(_GUARDED if guarded else ())})
    parts = [
        {"name": name, "in": "path", "required": True, "description": about, "schema": schema}
        for name, (schema, about) in operation.parts.items()
    ]
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": operation.about,
        "parameters": [*parts, *(one.described() for one in operation.parameters(taxonomy))],
        "responses": {
            "200": {
                "description": operation.summary,
                "content": {
                    "application/json": {"schema": {"$ref": _at(operation.shape.__name__)}}
                },
                "links": _links(operation),
            },
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in statuses},
        },
    }


def _links(operation: Operation) -> Schema:
    parts = {one.name: next(iter(one.parts)) for one in OPERATIONS if one.parts}
    return {
        name: {
            "operationId": name,
            "parameters": {parts[name]: f"$response.body#{place}"},
        }
        for name, place in operation.links
    }


def _schemas() -> dict[str, Schema]:
    shapes = dict.fromkeys((*(one.shape for one in OPERATIONS), ProblemDetails))
    inputs: Sequence[Any] = [(shape, "serialization") for shape in shapes]
    _, found = models_json_schema(
        inputs, ref_template=_at("{model}"), schema_generator=_Plain, by_alias=True
    )
    schemas: dict[str, Schema] = found["$defs"]
    return schemas


def _problems() -> dict[str, Schema]:
    return {
        str(status): {
            "description": f"{kind.title}. {kind.about}",
            "content": {MEDIA_TYPE: {"schema": {"$ref": _at(ProblemDetails.__name__)}}},
        }
        for status, kind in KINDS.items()
    }


def _at(name: str) -> str:
    return f"#/components/schemas/{name}"


def type_words(schema: Schema) -> str:
    """Write a JSON Schema as a person says it: ``list of Passage``, ``text or null``."""
    match schema:
        case {"$ref": name}:
            words = str(name).rpartition("/")[2]
        case {"anyOf": choices}:
            words = " or ".join(dict.fromkeys(type_words(one) for one in choices))
        case {"prefixItems": items}:
            words = f"list of {len(items)} {type_words(items[0])}s"
        case {"type": "array", "items": item}:
            words = f"list of {type_words(item)}"
        case {"additionalProperties": dict(value)}:
            words = f"name to {type_words(value)}"
        case {"format": form}:
            words = str(form)
        case _:
            words = _TYPES.get(str(schema.get("type")), "anything")
    return words


_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "yes or no",
    "object": "object",
    "null": "null",
}


def limit_words(schema: Schema) -> str:
    """Write what a parameter's schema allows beyond its type; empty if nothing."""
    one = schema.get("items", schema)
    told: Iterable[str] = (
        f"one of {', '.join(one['enum'])}" if "enum" in one else "",
        f"{one['minimum']:,} to {one['maximum']:,}" if "minimum" in one else "",
        f"at most {one['maxLength']:,} characters" if "maxLength" in one else "",
        f"matches {one['pattern']}" if "pattern" in one else "",
        "may be repeated" if "items" in schema else "",
        f"otherwise {one['default']}" if one.get("default") not in (None, "") else "",
    )
    return "; ".join(words for words in told if words)


def coded(text: str) -> Markup:
    """Write text with what stands between backticks as code; all else is escaped."""
    pieces = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if number % 2 else piece
        for number, piece in enumerate(pieces)
    )
