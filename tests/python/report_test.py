"""`ergodic report`: one page, with the figures of `ergodic summary --json`, that needs nothing else."""
import base64
import csv
import gzip
import html.parser
import io
import os
import re
import shutil
import subprocess
import sys
import unittest

import program
from program import ProgramTest
from results import FAILING, LIMITS, PATCHY, STRATEGIES, TOY, WANTED, interrupted, made

import ergodic

VOID = {"meta", "br", "path", "use", "rect"}


class Page(html.parser.HTMLParser):
    """What a reader gets: the text of each section, the full value behind each number, and whether tags match."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.unmatched = [], [], []
        self.text, self.values, self.section = {}, {}, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        if tag == "section":
            self.section = attributes["id"]
        if tag == "data":
            self.values.setdefault(self.section, []).append(float(attributes["value"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.unmatched.append(tag)

    def handle_data(self, data):
        self.text[self.section] = self.text.get(self.section, "") + data


class Report(ProgramTest):
    def setUp(self):
        super().setUp()
        self.report = self.folder / "report.html"

    def command(self, *arguments, by=program.ERGODIC, expect=0, **more):
        python = [] if "--python" in arguments else ["--python", sys.executable]
        done = subprocess.run([by, "report", *arguments, *python], capture_output=True, text=True, timeout=120,
                              env=program.environment(**more))
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def page(self, output, by=program.ERGODIC):
        self.command(output, "-o", self.report, by=by)
        text = self.report.read_text()
        page = Page(text)
        self.assertEqual((page.unmatched, page.open), ([], []))
        self.assert_needs_nothing_else(text, page)
        return page

    def assert_needs_nothing_else(self, text, page):
        self.assertNotIn("script", {tag for tag, _ in page.tags})
        self.assertNotIn("@import", text)
        for tag, attributes in page.tags:
            for name in ("src", "href", "xlink:href", "data"):
                self.assertRegex(attributes.get(name, "#"), "^(#|data:)", tag)
        self.assertEqual(re.findall(r"url\((?!#)[^)]*\)", text), [])

    def test_has_the_summarys_figures_digit_for_digit_tells_its_source_and_is_the_same_each_time(self):
        output = made(self, "strategies", STRATEGIES)
        page = self.page(output)
        with ergodic.open(output, program=program.ERGODIC) as results:
            cases = results.summary()["cases"]
        wanted = [value for case in cases
                  for value in (case["sessions"], *(h["value"] for h in case["headlines"].values()))]
        self.assertEqual(page.values["key"], wanted)
        found = set(page.values["theory"])
        for case in cases:
            for figure in (*case["quantities"].values(), *case["ratios"].values()):
                if "exact" in figure:
                    told = [figure.get("mean", figure.get("value")), figure["exact"], figure.get("z")]
                    self.assertLessEqual({value for value in told if value is not None}, found)
            for category in case["categories"].values():
                self.assertLessEqual({s["exact"] for s in category.values() if "exact" in s}, found)
            shares = {s["share"] for category in case["categories"].values() for s in category.values()}
            self.assertLessEqual(shares, set(page.values["shares"]))

        self.assertIn("Strategies & <others>", page.text[""])
        self.assertNotIn("Not complete", page.text[""])
        version = program.run("--version").stdout.split()[1]
        for fact in (program.sha256(output), version, "ergodic run study.yaml", "always_ride"):
            self.assertIn(fact, page.text["provenance"])

        self.assertIn("Sessions are paired", page.text["cases"])
        first = self.report.read_text()
        self.page(output)
        self.assertEqual(self.report.read_text(), first)

    def test_has_the_targets_controls_covariances_and_histograms_of_the_summary_digit_for_digit(self):
        output = made(self, "wanted", WANTED)
        page = self.page(output)
        with ergodic.open(output, program=program.ERGODIC) as results:
            (case,) = results.summary()["cases"]
        found = set(page.values["precision"])
        for target in case["targets"]:
            for figure in target["figures"]:
                self.assertLessEqual({figure["estimate"], figure["half_width"], figure["allowed"]}, found)
        for controlled in case["controlled"].values():
            self.assertLessEqual({controlled["mean"], controlled["plain_mean"], controlled["gain"]}, found)
        for covariance in case["covariances"]:
            self.assertLessEqual({covariance["covariance"], covariance["correlation"]}, found)
        self.assertIn("1 of 4 figures did not get there with the 3\u202f000 sessions", page.text["precision"])
        charts = re.findall(r"<figcaption>(.*?)</figcaption>", self.report.read_text())
        for title in ("Call", "Value in 200 sessions, 3 of them alone", "State over time"):
            self.assertIn(title, charts)

    def test_draws_single_paths_hitting_times_and_states_without_rows_without_a_warning(self):
        chain = """\
workload: paths
sessions: 300
process: markov_chain
markov_chain:
  states: [{name: up, next: [0.9, 0.1]}, {name: down, next: [0.2, 0.8]}]
  start: up
  steps: 12
  target: [down]
steps_every: 1
"""
        walk = """\
workload: paths
sessions: 300
process: random_walk
random_walk: {start: 3, lower: 0, upper: 6, at_bounds: absorb, steps: 9}
sweep: {random_walk.up: [0.4, 0.5]}
"""
        one = "workload: paths\nsessions: 1\nprocess: gbm\ngbm: {horizon: 1, steps: 1, volatility: 0.2}\ntimes: [1]\n"
        few = """\
workload: let_it_ride
sessions: 2
simulation: {hands_per_session: 1}
seeding: {common: true}
output:
  covariances: [session_profit, hands_played]
  histograms: [{column: session_profit, from: 5000, to: 6000, bins: 3}]
cases: {a: {}, b: {strategy.type: optimal}}
"""
        hands = "workload: let_it_ride\nsessions: 300\nsimulation: {hands_per_session: 40}\n"
        tables = """\
workload: let_it_ride
sessions: 300
table: {num_seats: 6}
simulation: {hands_per_session: 50}
bankroll: {starting_amount: 100000}
"""
        wanted = {"chain": (chain, {"Hit by then", "State over time"}),
                  "summaries": (chain + "output: {rows: none}\n", {"State over time"}),
                  "walk": (walk, {"Ended by then, and where", "Place in 200 sessions, 3 of them alone"}),
                  "hands": (hands, {"Bankroll in 200 sessions, 3 of them alone"}),
                  # 164 · (6 · 50 hands and 6 who leave) are the first 50 000 steps
                  "tables": (tables, {"Bankroll at seat 1 in 164 sessions, 3 of them alone"}),
                  "one": (one, set()), "few": (few, {"Session profit"})}
        for name, (study, titles) in wanted.items():
            with self.subTest(name):
                output = made(self, name, study)
                done = self.command(output, "-o", self.report, PYTHONWARNINGS="default")
                self.assertEqual(done.stderr, "")
                charts = set(re.findall(r"<figcaption>(.*?)</figcaption>", self.report.read_text()))
                self.assertLessEqual(titles, charts)

    def test_draws_the_exact_law_over_the_histogram_of_a_quantity_that_has_one(self):
        asked = "output: {histograms: [{column: session_profit, from: -150, to: 150, bins: 10}]}\n"
        study = "workload: let_it_ride\nsessions: 500\nsimulation: {hands_per_session: 20}\n"
        proportional = "bankroll: {betting_system: {type: proportional}}\n"
        for name, keys, exact in (("rows", "", True), ("asked", asked, True), ("unknown", proportional, False)):
            with self.subTest(name):
                self.page(made(self, name, study + keys))
                (chart,) = re.findall(r"<figcaption>Session profit</figcaption>(.*?)</figure>", self.report.read_text(),
                                      re.DOTALL)
                self.assertEqual("<text" in chart and ">exact<" in chart, exact)

    def test_draws_no_distribution_of_what_is_the_same_in_every_session(self):
        self.page(made(self, "bridge", "workload: paths\nsessions: 300\nprocess: brownian_bridge\n"
                                       "brownian_bridge: {start: 0, end: 0.5, steps: 10}\n"))
        charts = set(re.findall(r"<figcaption>(.*?)</figcaption>", self.report.read_text()))
        self.assertLessEqual({"Maximum", "Convergence of mean maximum"}, charts)
        self.assertFalse({"Terminal", "Convergence of mean terminal"} & charts)

    def test_differences_are_those_of_paired_sessions(self):
        from ergodic.report import differences
        output = made(self, "strategies", STRATEGIES)
        with ergodic.open(output) as results:
            profit = results.sessions["session_profit"].values
        with ergodic.open(output, program=program.ERGODIC) as results:
            found = differences.of(results, results.summary(), "mean profit")[0]
        between = profit[1] - profit[0]
        self.assertAlmostEqual(found.value, between.mean(), places=9)
        self.assertAlmostEqual(found.interval[1] - found.interval[0],
                               2 * 1.959963984540054 * between.std(ddof=1) / 4000**0.5, places=9)

    def test_says_so_when_the_file_is_not_complete(self):
        page = self.page(interrupted(self, "partial", STRATEGIES, [0, 1, 9]))
        self.assertIn("Not complete. 3 of 24 blocks are done", page.text[""])
        self.assertIn(("p", {"class": "alarm", "role": "alert"}), page.tags)
        self.assertIn("optimal", page.text["key"])
        self.assertIn("The cases are taken as independent", page.text["cases"])
        self.assertNotIn("optimal", page.text["cases"], "none of its blocks is done")
        nothing = interrupted(self, "nothing", STRATEGIES, [])
        self.assertIn("nothing to report yet", self.command(nothing, expect=3).stderr)

    def test_tells_failures(self):
        page = self.page(made(self, "failing", FAILING, by=TOY), by=TOY)
        self.assertIn("10 sessions failed", page.text["failures"])
        self.assertIn("every so often", page.text["failures"])

    def test_tells_declared_failures_and_passes_over_missing_values(self):
        page = self.page(made(self, "patchy", PATCHY, by=TOY), by=TOY)
        self.assertIn("of 5 games are there (at least 4 wanted)", page.text["failures"])
        self.assertIn("too_few_games", page.text["failures"])
        self.assertNotIn("can retry", page.text["shares"].lower())
        self.assertIn("good", page.text["shares"])

    def test_shows_a_sweep_of_thirty_cases_without_rows(self):
        page = self.page(made(self, "limits", LIMITS))
        self.assertEqual(len(page.values["key"]), 30 * 6)
        self.assertIn("win limit 25, 50, 100, 200, 300, 500", page.text["cases"])
        self.assertNotIn("The figures of all", page.text["theory"], "they are there")

    def test_of_very_many_cases_draws_the_highest_and_lowest_shows_fifty_and_has_all_as_csv(self):
        sweep = ", ".join(str(5 * limit) for limit in range(1, 121))
        output = made(self, "sweep", "workload: let_it_ride\nsessions: 50\noutput: {rows: none}\n"
                                     "simulation: {hands_per_session: 10}\n"
                                     f"sweep: {{bankroll.stop_conditions.win_limit: [{sweep}]}}\n")
        page = self.page(output)
        text = self.report.read_text()
        self.assertIn("<figcaption>Win rate: the 30 highest and the 30 lowest of 120 cases</figcaption>", text)
        self.assertIn("The figures of all 120 cases", text)
        self.assertNotIn("<figcaption>Outcome</figcaption>", text)
        with ergodic.open(output, program=program.ERGODIC) as results:
            cases = results.summary()["cases"]
        headlines = len(cases[0]["headlines"])
        self.assertEqual(len(page.values["key"]), 50 * (1 + headlines))
        links = {attributes["download"]: attributes["href"] for tag, attributes in page.tags if tag == "a" and "download" in attributes}
        self.assertLessEqual({"key_figures.csv.gz", "differences.csv.gz", "session_profit.csv.gz"}, set(links))
        packed = links["key_figures.csv.gz"].removeprefix("data:application/gzip;base64,")
        head, *rows = csv.reader(io.StringIO(gzip.decompress(base64.b64decode(packed)).decode()))
        self.assertEqual(head[:2], ["case", "sessions"])
        self.assertEqual([row[0] for row in rows], [case["case"] for case in cases])
        self.assertEqual([[float(cell) for cell in row[1:]] for row in rows],
                         [[case["sessions"], *(h["value"] for h in case["headlines"].values())] for case in cases])
        self.assertIn("win limit 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, …, 600", page.text["cases"])

    def test_takes_no_more_memory_for_more_rows(self):
        taken = []
        measured = self.write("python", f"""#!/bin/sh
exec {sys.executable} -c '
import resource, subprocess, sys
done = subprocess.run([sys.executable, *sys.argv[1:]])
open("{self.folder}/memory", "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(done.returncode)' "$@"
""")
        measured.chmod(0o755)
        for sessions in (1_000_000, 3_000_000):
            output = made(self, f"walk{sessions}", f"workload: paths\nsessions: {sessions}\nprocess: random_walk\n"
                          "random_walk: {start: 1, lower: 0, at_bounds: absorb, steps: 4}\n")
            self.command(output, "-o", self.report, "--python", measured)
            taken.append(int((self.folder / "memory").read_text()))
        self.assertLess(taken[1] - taken[0], 12_000, "kB: the rows of one column are 16 000 more")

    def test_errors_say_what_to_do(self):
        output = made(self, "strategies", STRATEGIES)
        self.assertIn("apt-get install python3", self.command(output, "--python", "no-such-python", expect=4).stderr)
        self.assertIn("cannot open", self.command(self.folder / "no.h5", expect=4).stderr)
        self.assertIn("is not a result file of ergodic", self.command(self.write("text", "hi"), expect=3).stderr)
        self.assertIn("it is the result file", self.command(output, "-o", output, expect=4).stderr)
        os.mkfifo(self.folder / "pipe")
        for by in ((program.ERGODIC, "report"), (sys.executable, "-m", "ergodic.report")):
            done = subprocess.run([*by, output, "-o", self.folder / "pipe"], capture_output=True, text=True,
                                  timeout=120, env=program.environment(PYTHONPATH=f"{program.SOURCE}/tools/python"))
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn("it is no regular file", done.stderr)
        reader, writer = os.pipe()
        os.close(reader)
        for where, code, says in (("/dev/full", 4, "cannot write to standard output"), (writer, 0, "")):
            with open(where, "w") as out:
                done = subprocess.run([program.ERGODIC, "report", output, "-o", self.report], stdout=out, text=True,
                                      stderr=subprocess.PIPE, timeout=120, env=program.environment())
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertIn(says, done.stderr)
            self.assertNotIn("Traceback", done.stderr)
        hidden = self.write("without_matplotlib", '#!/bin/sh\nshift 3\nexec "$REAL" -P -c "import sys, runpy; '
                            "sys.modules['matplotlib'] = None; runpy.run_module('ergodic.report', alter_sys=True, "
                            "run_name='__main__')\" \"$@\"\n")
        hidden.chmod(0o755)
        done = self.command(output, "--python", hidden, expect=4, REAL=sys.executable)
        self.assertIn("apt-get install python3-matplotlib", done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1)

    def test_without_room_for_the_page_nothing_is_left_of_it(self):
        output = made(self, "strategies", STRATEGIES)
        done = subprocess.run(["sh", "-c", 'ulimit -f 64; exec "$0" "$@"', sys.executable, "-m", "ergodic.report", output, "-o",
                               self.report, "--program", program.ERGODIC], capture_output=True, text=True, timeout=120,
                              env=program.environment(PYTHONPATH=f"{program.SOURCE}/tools/python"))
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertRegex(done.stderr, r"^cannot write .*report\.html \(File too large\) free space\n$")
        self.assertEqual([path.name for path in self.folder.glob("report*")], [])

    @unittest.skipUnless(os.path.samefile(sys.executable, "/usr/bin/python3"), "the packages may not be the system's")
    def test_is_made_by_the_systems_python_where_the_first_one_lacks_packages(self):
        output = made(self, "strategies", STRATEGIES)
        self.write("python3", "#!/bin/sh\nexit 1\n").chmod(0o755)
        path = f"{self.folder}:{os.environ['PATH']}"
        done = subprocess.run([program.ERGODIC, "report", output, "-o", self.report], capture_output=True, text=True,
                              timeout=120, env=program.environment(PATH=path))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(self.report.exists())

    @unittest.skipIf(shutil.which("chromium") is None, "there is no chromium to look with")
    def test_is_light_or_dark_as_the_reader_likes_and_fits_a_phone(self):
        from PIL import Image
        self.page(made(self, "strategies", STRATEGIES))
        url = f"file://{self.report}"

        def look(*options):
            return subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                                   f"--user-data-dir={self.folder}/profile", *options], capture_output=True, text=True,
                                  timeout=90, env={**os.environ, "HOME": str(self.folder)})

        paper = {}
        for mode, options in (("light", []), ("dark", ["--blink-settings=preferredColorScheme=0"])):
            picture = self.folder / f"{mode}.png"
            look(*options, "--window-size=800,600", f"--screenshot={picture}", url)
            paper[mode] = Image.open(picture).convert("L").getpixel((2, 2))
        self.assertGreater(paper["light"], 240)
        self.assertLess(paper["dark"], 40)
        probe = self.folder / "probe.html"
        text = (self.folder / "report.html").read_text()
        script = "const page = document.documentElement; document.title = page.scrollWidth + ' of ' + page.clientWidth"
        probe.write_text(text.replace("</body>", f"<script>{script}</script></body>"))
        looked = look("--window-size=500,800", "--dump-dom", f"file://{probe}").stdout
        title = re.search(r"<title>(\d+) of (\d+)</title>", looked)
        self.assertEqual(title[1], title[2], "the page is wider than the window")


if __name__ == "__main__":
    unittest.main()
