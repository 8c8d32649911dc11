"""The service's HTTP, with the standard library alone."""

from __future__ import annotations

import json
import os
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

JSON = "application/json"
PARQUET = "application/vnd.apache.parquet"
ENDED = ("finished", "cancelled", "failed")


@dataclass(frozen=True)
class Fault:
    """What is wrong with what was sent, and where: a JSON pointer."""

    pointer: str
    detail: str


class MarketError(Exception):
    """The service refuses a request, or a run has failed.

    status is that of HTTP, and 0 where nobody answered.
    """

    def __init__(self, status: int, title: str, faults: tuple[Fault, ...] = ()) -> None:
        self.status = status
        self.title = title
        self.faults = faults
        lines = [title, *(f"  {fault.pointer}: {fault.detail}" for fault in faults)]
        super().__init__("\n".join(lines))


@dataclass(frozen=True)
class Series:
    """Numbers by month, for each of some keys."""

    months: list[str]
    values: dict[str, list[float]]

    def last(self) -> dict[str, float]:
        """Those of the last month."""
        return {key: values[-1] for key, values in self.values.items()}

    def frame(self) -> Any:
        """A pandas.DataFrame: a row for each month, a column for each key."""
        import pandas

        return pandas.DataFrame(self.values, index=pandas.Index(self.months, name="month"))


class Market:
    """The procurement service at an address."""

    def __init__(self, address: str = "http://localhost:8080", timeout: float = 300) -> None:
        """timeout is in seconds, for one answer; a stream sends something more often."""
        self.address = address.rstrip("/")
        self.timeout = timeout

    def scenarios(self) -> list[dict[str, Any]]:
        """All scenarios that can be run."""
        return list(self.pages("/api/scenarios"))

    def run(
        self,
        scenario: str | Mapping[str, Any],
        *,
        arm: str | None = None,
        seed: int = 1,
        shards: int = 4,
        set: Mapping[str, Any] | None = None,
        pace: str | None = None,
    ) -> Run:
        """Orders a run of a scenario, by its name or as a document.

        set changes values by path, such as {"population.buyers": 1000}; pace is the least time from
        month to month, such as "500ms".
        """
        order: dict[str, Any] = {"scenario": scenario, "seed": seed, "shards": shards}
        optional = {"arm": arm, "pace": pace, "set": dict(set) if set else None}
        order |= {key: value for key, value in optional.items() if value is not None}
        return Run(self, self.send("POST", "/api/runs", order))

    def runs(self, **filters: Any) -> Iterator[Run]:
        """Runs, the newest first; filters are those of the service, such as q and status."""
        return (Run(self, status) for status in self.pages("/api/runs", filters))

    def find(self, run: str) -> Run:
        """The run with an id."""
        return Run(self, self.get(f"/api/runs/{quoted(run)}"))

    def compare(self, baseline: Run | str, treatment: Run | str, by: str = "none") -> dict[str, Any]:
        """What a run came to less what another did, by month."""
        return self.get(
            "/api/comparisons", {"baseline": id_of(baseline), "treatment": id_of(treatment), "by": by}
        )

    def experiment(self, document: str | Mapping[str, Any]) -> Experiment:
        """Orders an experiment: its document as YAML or JSON text, or as a mapping."""
        return Experiment(self, self.send("POST", "/api/experiments", document))

    def get(self, path: str, query: Mapping[str, Any] | None = None) -> Any:
        """The JSON at an address of the service."""
        with self.open("GET", path, query=query) as answer:
            return json.load(answer)

    def send(self, method: str, path: str, body: str | Mapping[str, Any] | None = None) -> Any:
        """Sends a document and gives back the answer."""
        with self.open(method, path, body=body) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def pages(self, path: str, query: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """All items of a list that comes in pages, up to what there is by now."""
        after = ""
        while True:
            page = self.get(path, {**(query or {}), "after": after} if after else query)
            yield from page["items"]
            if not page["items"] or not page["next"]:
                return
            after = page["next"]

    def open(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: str | Mapping[str, Any] | None = None,
        accept: str = JSON,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """The answer to a request, to be read; raises MarketError where it is no success."""
        url = self.address + path
        known = {key: text_of(value) for key, value in (query or {}).items() if value is not None}
        if known:
            url += "?" + urllib.parse.urlencode(known)
        all_headers = {"Accept": accept, **(headers or {})}
        data = None
        if body is not None:
            all_headers["Content-Type"] = "application/yaml" if isinstance(body, str) else JSON
            data = (body if isinstance(body, str) else json.dumps(body)).encode()
        request = urllib.request.Request(url, data=data, headers=all_headers, method=method)
        try:
            return urllib.request.urlopen(request, timeout=self.timeout)
        except urllib.error.HTTPError as error:
            raise refusal(error) from None
        except urllib.error.URLError as error:
            raise MarketError(0, f"{method} {url}: no answer ({error.reason})") from error


@dataclass
class Run:
    """A run, as it was when the service was asked last."""

    market: Market = field(repr=False)
    status: dict[str, Any]

    @property
    def id(self) -> str:
        return self.status["id"]

    @property
    def ended(self) -> bool:
        return self.status["status"] in ENDED

    @property
    def digest(self) -> str | None:
        """A number that stands for all outcomes so far."""
        return self.status.get("digest")

    def refresh(self) -> Run:
        """Asks again how far it is."""
        self.status = self.market.get(self._path())
        return self

    def wait(self, timeout: float = 3600, poll: float = 0.2) -> Run:
        """Waits until it has finished; raises MarketError where it fails or takes too long."""
        wait(self, timeout, poll)
        return self

    def shares(self, by: str = "provider", of: str = "running", **filters: Any) -> Series:
        """Shares of annual value by provider, ownership, segment or city, from 0 to 1."""
        answer = self.market.get(self._path("/shares"), {"by": by, "of": of, **filters})
        return Series(answer["months"], answer["series"])

    def figures(self, measure: str, by: str = "none", **filters: Any) -> Series:
        """A measure such as awarded-fen, by month."""
        answer = self.market.get(self._path("/figures"), {"by": by, **filters})
        series = {key: values[measure] for key, values in answer["series"].items()}
        return Series(answer["months"], series)

    def awards(self, **filters: Any) -> Iterator[dict[str, Any]]:
        """Every outcome of its whole months; filters are those of the service, such as city."""
        return self.market.pages(self._path("/awards"), {"limit": 500, **filters})

    def stream(self, **filters: Any) -> Iterator[dict[str, Any]]:
        """Every outcome as it is committed, from the first on, until the run has ended.

        Where the connection is cut off, it goes on behind the last outcome that came.
        """
        last = ""
        while True:
            headers = {"Last-Event-ID": last} if last else None
            with self.market.open(
                "GET",
                self._path("/awards"),
                query=filters,
                accept="text/event-stream",
                headers=headers,
            ) as answer:
                if answer.status == 204:
                    return
                for name, identity, data in events(answer):
                    last = identity or last
                    if name == "run-ended":
                        return
                    if name not in ("missing", "cut-off"):
                        yield json.loads(data)

    def save(self, table: str, file: str | os.PathLike[str], **filters: Any) -> Path:
        """Saves a table: awards, shares, figures, flows or places; as Parquet or CSV, by the file's ending.

        What its columns are, it saves as `datapackage.json`.
        """
        path = Path(file)
        formats = {".parquet": PARQUET, ".csv": "text/csv", ".json": "application/vnd.datapackage+json"}
        if path.suffix not in formats:
            raise ValueError(f"{path.name}: a table ends in {' or '.join(formats)}")
        with self.market.open(
            "GET", self._path(f"/{quoted(table)}"), query=filters, accept=formats[path.suffix]
        ) as answer, path.open("wb") as out:
            shutil.copyfileobj(answer, out)
        return path

    def releases(self, prefix: str | None = None) -> Iterator[dict[str, Any]]:
        """Its tenders, awards and contracts as releases of OCDS 1.1."""
        with self.market.open(
            "GET", self._path("/releases"), query={"prefix": prefix}, accept="application/jsonl"
        ) as answer:
            for line in answer:
                yield json.loads(line)

    def scenario(self) -> dict[str, Any]:
        """Its whole scenario: order it again with the same seed, and get the same digest."""
        return self.market.get(self._path("/scenario"))

    def verify(self) -> dict[str, Any]:
        """Whether it is, month by month, what the same market gives in one process."""
        return self.market.get(self._path("/verification"))

    def join(self, provider: str) -> dict[str, Any]:
        """Registers a bidder for an external provider: with `privateKey`, a PEM that is said once."""
        return dict(self.market.send("POST", self._path("/bidders"), {"provider": provider}))

    def cancel(self) -> None:
        """Asks for its end."""
        self.market.send("POST", self._path("/cancel"), "")

    def _path(self, part: str = "") -> str:
        return f"/api/runs/{quoted(self.id)}{part}"


@dataclass
class Experiment:
    """An experiment, as it was when the service was asked last."""

    market: Market = field(repr=False)
    status: dict[str, Any]

    @property
    def id(self) -> str:
        return self.status["id"]

    @property
    def ended(self) -> bool:
        return self.status["status"] in ENDED

    def refresh(self) -> Experiment:
        """Asks again how far it is."""
        self.status = self.market.get(f"/api/experiments/{quoted(self.id)}")
        return self

    def wait(self, timeout: float = 24 * 3600, poll: float = 0.5) -> Experiment:
        """Waits until it has finished; raises MarketError where it fails or takes too long."""
        wait(self, timeout, poll)
        return self

    def result(self) -> dict[str, Any]:
        """What it found, the same to the bit wherever its document is run."""
        return self.market.get(f"/api/experiments/{quoted(self.id)}/result")


def wait(what: Run | Experiment, timeout: float, poll: float) -> None:
    """Asks until it has ended."""
    deadline = time.monotonic() + timeout
    while not what.ended:
        if time.monotonic() > deadline:
            raise MarketError(0, f"{what.id} has not ended after {timeout} seconds")
        time.sleep(poll)
        what.refresh()
    if what.status["status"] != "finished":
        reason = what.status.get("error") or what.status["status"]
        raise MarketError(0, f"{what.id} has not finished: {reason}")


def events(lines: Any) -> Iterator[tuple[str, str, str]]:
    """Server-sent events of a stream of lines: name, id and data of each."""
    name, identity, data = "message", "", []
    for raw in lines:
        line = raw.decode().rstrip("\r\n")
        if not line:
            if data:
                yield name, identity, "\n".join(data)
            name, identity, data = "message", "", []
            continue
        key, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if key == "event":
            name = value
        elif key == "id":
            identity = value
        elif key == "data":
            data.append(value)


def refusal(error: urllib.error.HTTPError) -> MarketError:
    """What a problem document says."""
    text = error.read().decode(errors="replace")
    try:
        problem = json.loads(text)
        faults = tuple(
            Fault(each.get("pointer", ""), each.get("detail", ""))
            for each in problem.get("errors", [])
        )
        return MarketError(error.code, problem.get("title", text), faults)
    except (ValueError, AttributeError):
        return MarketError(error.code, text or str(error.reason))


def id_of(run: Run | str) -> str:
    return run if isinstance(run, str) else run.id


def quoted(text: str) -> str:
    return urllib.parse.quote(text, safe="")


def text_of(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
