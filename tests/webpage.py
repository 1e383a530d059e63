"""Read a page as a person would: find parts by simple CSS selectors, take their words."""

import re
from dataclasses import dataclass

from flask.testing import FlaskClient
from lxml import html

_STEP = re.compile(
    r"(?P<tag>[\w-]+)|\.(?P<cls>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<attr>[^\]=]+)(=(?P<value>[^\]]+))?\]"
)


def as_xpath(selector: str) -> str:
    """Translate tags, classes, ids, attributes, descendants and children to XPath."""
    path, axis = "", ".//"
    for step in selector.split():
        if step == ">":
            axis = "/"
            continue
        tag, tests = "*", ""
        for found in _STEP.finditer(step):
            tag = found["tag"] or tag
            if found["cls"]:
                tests += (
                    f"[contains(concat(' ', normalize-space(@class), ' '), ' {found['cls']} ')]"
                )
            if found["id"]:
                tests += f"[@id='{found['id']}']"
            if found["attr"]:
                tests += (
                    f"[@{found['attr']}='{found['value']}']"
                    if found["value"]
                    else f"[@{found['attr']}]"
                )
        path += f"{axis}{tag}{tests}"
        axis = "//"
    return path


@dataclass(frozen=True)
class Part:
    """An element of a page."""

    element: html.HtmlElement

    @property
    def words(self) -> str:
        return " ".join(self.element.text_content().split())

    def get(self, name: str) -> str:
        return str(self.element.get(name))

    def number(self, name: str) -> float:
        return float(self.get(name))

    def all(self, selector: str) -> list["Part"]:
        return [Part(found) for found in self.element.xpath(as_xpath(selector))]

    def texts(self, selector: str) -> list[str]:
        return [part.words for part in self.all(selector)]

    def link(self, words: str) -> str:
        """Return the address of the one link that holds these words."""
        [found] = [part for part in self.all("a") if words in part.words]
        return found.get("href")


def read(client: FlaskClient, address: str, *, status: int = 200) -> Part:
    """Open a page and expect its status."""
    response = client.get(address)
    assert response.status_code == status, response.text
    return Part(html.fromstring(response.text))
