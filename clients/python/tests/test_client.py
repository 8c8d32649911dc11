"""python3 -m unittest discover -s tests; with CLOUDMARKET set to an address, against that service too."""

import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from cloudmarket import Market, MarketError, Series  # noqa: E402
from cloudmarket.client import events  # noqa: E402

ADDRESS = os.environ.get("CLOUDMARKET", "")
SMALL = {"population.buyers": 300, "start": "2021-06", "months": 10}
EXPERIMENT = """
name: small
title: A small one
kind: comparison
scenario: tianjin-mandate
set: {population.buyers: 50, start: 2021-08, months: 3}
arms: {without: {without: all}, with: {}}
baseline: without
replications: 4
outcomes: {cost: {figure: cost-to-buyers}}
"""


class WithoutAService(unittest.TestCase):
    def test_events_are_read_from_lines(self):
        lines = [b": alive\n", b"\n", b"id:1\n", b"event:a\n", b"data:{}\n", b"\n", b"data: b\n", b"\n"]
        self.assertEqual([("a", "1", "{}"), ("message", "", "b")], list(events(lines)))

    def test_the_last_month_of_a_series(self):
        self.assertEqual({"a": 2}, Series(["2021-01", "2021-02"], {"a": [1, 2]}).last())

    def test_nobody_answers(self):
        with self.assertRaises(MarketError) as refused:
            Market("http://localhost:1").scenarios()
        self.assertEqual(0, refused.exception.status)


@unittest.skipUnless(ADDRESS, "CLOUDMARKET names no service")
class WithAService(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.market = Market(ADDRESS)
        cls.baseline = cls.market.run("no-policy", seed=7, set=SMALL)
        cls.treatment = cls.market.run("tianjin-mandate", seed=7, set=SMALL)
        cls.streamed = list(cls.treatment.stream())
        cls.baseline.wait()
        cls.treatment.wait()

    def test_a_stream_brings_every_award(self):
        stored = list(self.treatment.awards())
        self.assertEqual(len(stored), len(self.streamed))
        self.assertEqual({each["tender"] for each in stored}, {each["tender"] for each in self.streamed})

    def test_shares_add_up_to_one(self):
        shares = self.treatment.shares(by="ownership")
        self.assertEqual(10, len(shares.months))
        self.assertAlmostEqual(1, sum(shares.last().values()), places=6)

    def test_a_run_is_what_the_reference_gives(self):
        self.assertTrue(self.treatment.verify()["equal"])

    def test_two_runs_are_compared(self):
        effect = self.market.compare(self.baseline, self.treatment, by="ownership")
        self.assertEqual("ownership", effect["by"])

    def test_releases_are_of_this_run(self):
        releases = list(self.treatment.releases(prefix="mine"))
        self.assertTrue(releases)
        self.assertTrue(all(each["ocid"].startswith(f"mine-{self.treatment.id}-") for each in releases))

    def test_tables_are_saved_by_the_ending_of_their_file(self):
        with tempfile.TemporaryDirectory() as folder:
            parquet = self.treatment.save("awards", Path(folder, "awards.parquet")).read_bytes()
            self.assertEqual((b"PAR1", b"PAR1"), (parquet[:4], parquet[-4:]))
            csv = self.treatment.save("shares", Path(folder, "shares.csv"), by="ownership").read_text()
            self.assertTrue(csv.startswith("month,"))
            columns = json.loads(self.treatment.save("shares", Path(folder, "datapackage.json")).read_text())
            self.assertEqual("fraction", columns["resources"][0]["schema"]["fields"][1]["unit"])
            with self.assertRaises(ValueError):
                self.treatment.save("awards", Path(folder, "awards.xlsx"))

    def test_every_notebook_runs(self):
        notebooks = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
        self.assertEqual(2, len(notebooks))
        for notebook in notebooks:
            names = {}
            for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    said = io.StringIO()
                    with self.subTest(f"{notebook.name} {cell['id']}"), contextlib.redirect_stdout(said):
                        exec(compile("".join(cell["source"]), notebook.name, "exec"), names)

    def test_whoever_joins_a_run_gets_a_key(self):
        external = {**SMALL, "providers.tencent-cloud.strategy": "external-signed"}
        run = self.market.run("no-policy", seed=7, set=external)
        self.assertIn("PRIVATE KEY", run.join("tencent-cloud")["privateKey"])
        run.cancel()

    def test_every_fault_is_raised(self):
        with self.assertRaises(MarketError) as refused:
            self.market.run("no-policy", set={"population.buyers": "abc", "foo.bar": 1})
        self.assertEqual(400, refused.exception.status)
        pointers = [fault.pointer for fault in refused.exception.faults]
        self.assertEqual(2, len(pointers))

    def test_an_experiment_has_a_result(self):
        experiment = self.market.experiment(EXPERIMENT).wait()
        self.assertEqual("small", experiment.result()["name"])

    def test_the_scenarios_are_listed(self):
        self.assertIn("tianjin-mandate", [each["name"] for each in self.market.scenarios()])


if __name__ == "__main__":
    unittest.main()
