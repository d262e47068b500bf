"""`ergodic.streams` gives the words that the program draws."""
import unittest

import numpy as np

from program import SOURCE, ProgramTest
from results import TOY, made

import ergodic
from ergodic import streams


def ten_lines():
    """The function of src/random/README.md, which the C++ streams are tested against."""
    page = (SOURCE / "src/random/README.md").read_text()
    names = {}
    exec(page.split("```python\n")[1].split("```")[0], names)
    return names["stream"]


class Streams(ProgramTest):
    def test_philox_has_the_known_answers_of_random123(self):
        for counter, key, answer in (
                ([0] * 4, [0] * 2, "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
                ([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
                ([0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344], [0xA4093822, 0x299F31D0],
                 "d16cfe09 94fdcceb 5001e420 24126ea1")):
            words = streams.philox(np.array([counter], np.uint64), np.array(key, np.uint64))[0]
            self.assertEqual(" ".join(f"{word:08x}" for word in words), answer)

    def test_words_are_those_of_the_documented_ten_lines(self):
        stream = ten_lines()
        asked = ((42, "basic", 0, 0), (2**64 - 1, "größer", 2**32 + 5, 3), (7, None, 9, 1))
        for seed, case, replicate, purpose in asked:
            name = "let_it_ride" if case is None else f"let_it_ride/{case}"
            wanted = stream(seed, name, replicate, purpose, 103)
            found = streams.words(seed, "let_it_ride", case, replicate, 103, purpose=purpose)
            self.assertEqual(list(found), list(wanted))
            later = streams.words(seed, "let_it_ride", case, replicate, 50, purpose=purpose, first=53)
            self.assertEqual(list(later), list(wanted[53:]))

    def test_every_session_of_a_file_has_its_first_word(self):
        for common in ("false", "true"):
            study = ("workload: toy\nsessions: 300\ncases: {a: {}, b: {offset: 1}}\n"
                     f"seeding: {{seed: 5, common: {common}}}\n")
            with ergodic.open(made(self, f"toy-{common}", study, by=TOY)) as results:
                for case in results.cases:
                    label = None if common == "true" else case
                    words = [streams.words(5, "toy", label, replicate, 1)[0] for replicate in range(300)]
                    x = results.sessions["x"].sel(case=case).values
                    self.assertEqual(list(x), [word / 2**32 for word in words])

    def test_a_stream_ends_after_its_last_word(self):
        self.assertEqual(len(streams.words(1, "toy", "a", 0, 2, first=2**34 - 2)), 2)
        with self.assertRaisesRegex(ValueError, "are not in a stream"):
            streams.words(1, "toy", "a", 0, 3, first=2**34 - 2)


if __name__ == "__main__":
    unittest.main()
