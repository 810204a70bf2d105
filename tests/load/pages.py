"""A page as a browser's reader sees it: where its forms lead to, and what they would send."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

TOKEN = "csrfmiddlewaretoken"


@dataclass(slots=True)
class Form:
    """A form with what stands in its fields; of a group of radios, the values that can be chosen are ``choices``."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, **typed: str) -> Mapping[str, str]:
        """What is sent when somebody types this."""
        return {**self.fields, **typed}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.links: list[str] = []
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        elif tag == "form":
            self._open = Form(told.get("action", ""))
            self.forms.append(self._open)
            if "id" in told:
                self.by_id[told["id"]] = self._open
        elif tag in {"input", "textarea", "select"} and told.get("name"):
            self._field(told)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None

    def _field(self, told: Mapping[str, str]) -> None:
        form = self.by_id.get(told["form"]) if "form" in told else self._open
        if form is None or told.get("type") in {"file", "submit"}:
            return
        if told.get("type") in {"radio", "checkbox"}:
            form.choices.setdefault(told["name"], []).append(told.get("value", "on"))
            if "checked" not in told:
                return
        form.fields[told["name"]] = told.get("value", "")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The links and forms of a page."""

    links: list[str]
    forms: list[Form]

    def form_to(self, address: str) -> Form | None:
        """The form that leads to an address (without one it leads to its own page), if there is anything to send."""
        return next((form for form in self.forms if form.action in {address, ""} and TOKEN in form.fields), None)

    def links_under(self, beginning: str) -> Iterator[str]:
        """Links whose address begins so, each once."""
        yield from dict.fromkeys(link.partition("#")[0] for link in self.links if link.startswith(beginning))


def read_page(text: str) -> ReadPage:
    """A page, read."""
    reader = _Reader()
    reader.feed(text)
    return ReadPage(reader.links, reader.forms)
