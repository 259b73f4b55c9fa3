"""Makes the models of the wording rules (`words_data/CODE.weights`) from the development sentences.

    python tools/train_wording.py VECTORS [CODE ...]            writes the models anew
    python tools/train_wording.py VECTORS --folds 5 [CODE ...]  prints how they judge sentences left out in turn

VECTORS is a text file of word vectors, the most frequent word first: a word and its numbers on each line, as
GloVe's are. It tells the weights of words that no sentence holds. Needs numpy; the program itself does not.
The held-out sentences (`tests/corpus/second`) are never read here.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from codesign_cli.rules import discover  # noqa: E402
from codesign_cli.rules.marking import marked, own_forms  # noqa: E402
from codesign_cli.rules.phrases import signs_of  # noqa: E402
from codesign_cli.rules.weights import FEWEST, STEP, ZERO, Model, features, parsed, score  # noqa: E402
from codesign_cli.rules.words import read  # noqa: E402
from tests.corpus import development, ordinary  # noqa: E402
from tests.wording_judges_expectation import ACCOUNTS, own_words  # noqa: E402

RULES: dict[str, tuple[str, str, float, float, float]] = {
    "COH206": ("speaks of what might be", "whole", 1.5, 1.5, -9.0),
    "EXP404": ("asks for wishes", "sentence", 1.4, 0.2, -1.0),
    "EXP405": ("promises a say in what is built", "sentence", 1.1, 0.4, -2.8),
    "EXP406": ("promises something for later", "sentence", 1.3, 0.4, -1.2),
    "EXP421": ("says nothing one could act on", "whole", 2.1, 2.1, -9.0),
    "EXP423": ("would fit any request", "whole", 1.2, 1.2, -9.0),
    "ROL314": ("gives each side a part", "whole", 1.5, 1.2, -1.6),
    "ROL319": ("speaks as a yes", "whole", 0.8, 0.8, -1.9),
    "ROL320": ("explains the trouble away", "whole", 0.6, 0.2, -2.3),
    "SCO101": ("names more than one feature", "whole", 1.3, 0.8, -9.0),
    "SCO102": ("asks where the product should go", "whole", 0.8, 0.7, -2.9),
    "SCO122": ("opens wider scope", "whole", 0.6, 0.5, -1.8),
    "SCO123": ("asks for an opinion", "whole", 0.8, 0.5, -1.9),
    "SCO126": ("says how it is to be built", "whole", 1.9, 1.9, -1.7),
    "SCO128": ("asks how it should look", "whole", 0.7, 0.5, -1.4),
    "SCO130": ("makes the last check an approval", "sentence", 1.1, 0.8, -1.3),
}
"""By rule: its reason, what is weighed at a time, and from which score on the weights count alone, beside a weak
sign, and against a sign."""
ALIKE = (
    ("SCO122", "SCO123", "SCO128", "SCO130", "SCO102"),
    ("EXP404", "EXP405", "EXP406", "EXP457", "SCO130", "EXP451", "EXP402", "EXP403"),
    ("ROL319", "EXP423", "ROL314"),
    ("ROL320", "EXP421"),
)
"""Rules that read the same kind of text: what one should leave alone is a quiet text to the others too."""
NEIGHBOURS = {"ROL320": ("EXP421",), "EXP405": ("EXP406",), "EXP404": ("EXP405",), "EXP423": ("ROL319",)}
"""By rule: those whose firing texts are theirs alone, so that one cause is told once."""
SAYING_NOTHING = ("COH206", "EXP421", "EXP423", "SCO101")
"""Rules that speak of a text for what it does not say: a plain sentence is no quiet text to them."""
READ_AT = {
    "SCO101": ("name",),
    "SCO102": ("question",),
    **dict.fromkeys(("SCO122", "SCO123", "SCO128"), ("questions", "shows")),
    "SCO126": ("suggestion",),
    "COH206": ("acuity_evidence",),
    **dict.fromkeys(("ROL320", "EXP421"), ("friction",)),
    **dict.fromkeys(("ROL319", "EXP423"), ("reason",)),
    "ROL314": ("because",),
    "EXP404": ("text", "approach"),
    **dict.fromkeys(
        ("EXP405", "EXP406"),
        ("text", "approach", "influence", "shipped", "told_as", "adaptation", "learned", "why"),
    ),
    "SCO130": ("questions", "shows"),
}
"""By rule: the keys whose texts it reads; what stands there in good examples is quiet."""
KEPT = 1_600
"""So many features a model keeps, the weightiest."""
COMMON = 9_000
"""Of so many words, the most frequent, a weight is told from their use."""
UNSEEN = 1.5
"""The greatest weight of a word that no sentence holds."""
PENALTY, OF_OTHERS = 0.1, 0.5
"""How much large weights cost, and what a text of another rule counts."""
_MARKS = ("", "-", '"')

Text = list[tuple[frozenset[str], float]]
"""What is weighed of a text, each as its features and the root of its length."""


class Vectors:
    """Word vectors of length 1, without what all words have in common."""

    def __init__(self, path: Path) -> None:
        """Reads the first 30,000 words."""
        words, rows = [], []
        with path.open(encoding="utf-8") as lines:
            for line, _ in zip(lines, range(30_000), strict=False):
                word, *numbers = line.split()
                words.append(word)
                rows.append(np.array(numbers, dtype=np.float64))
        self.words = words
        self.rank = {word: index for index, word in enumerate(words)}
        matrix = np.stack(rows)
        matrix -= matrix.mean(0)
        for direction in np.linalg.svd(matrix[:20_000], full_matrices=False)[2][:3]:
            matrix -= np.outer(matrix @ direction, direction)
        self.matrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)

    def of(self, name: str) -> tuple[int, int] | None:
        """The mark and the word of a feature that is a word known here."""
        mark = name[0] if name[0] in '-"' and len(name) > 1 else ""
        word = name[len(mark) :]
        return (_MARKS.index(mark), self.rank[word]) if "_" not in word and word in self.rank else None


def weighed(code: str, case: dict[str, Any], whole: bool) -> Text:
    """What the program weighs of a case."""
    reading = read(case["text"])
    own = ACCOUNTS if code == "ROL314" else own_words(case)
    words = marked(reading, own_forms(tuple(own))).words
    units = [reading.sentences] if whole else [(sentence,) for sentence in reading.sentences]
    return [
        (
            frozenset(name for _, name in features(reading, unit, words)),
            max(FEWEST, sum(each.end - each.first for each in unit)) ** 0.5,
        )
        for unit in units
    ]


def cases_of(code: str) -> list[tuple[dict[str, Any], bool]]:
    """The development cases of a rule, and whether it should speak of them."""
    found = [
        (case, bool(case["fires"] if "fires" in case else case["missing"])) for case in development(code)
    ]
    if code != "EXP405":
        return found
    dates, promises = signs_of("EXP405-dates"), signs_of("EXP405")  # a date is judged by what is decided
    return [
        (case, wanted)
        for case, wanted in found
        if not (wanted and dates.found(case["text"]) and not promises.found(case["text"]))
    ]


def quiet_of_others(code: str) -> list[Text]:
    """What rules on the same kind of text should leave alone."""
    whole = RULES[code][1] == "whole"
    others = {other for group in ALIKE if code in group for other in group} - {code}
    quiet = [case for other in sorted(others) for case, wanted in cases_of(other) if not wanted]
    quiet += [case for other in NEIGHBOURS.get(code, ()) for case, wanted in cases_of(other) if wanted]
    if code not in SAYING_NOTHING:
        quiet += [{"text": text} for text in ordinary()]
    return [weighed(code, case, whole) for case in quiet]


def quiet_in_programs(code: str) -> list[tuple[dict[str, Any], bool]]:
    """What stands in the places that a rule reads, in disciplined programs and in the good examples of all rules."""
    folders = (ROOT / "tests/clean", ROOT / "examples", ROOT / "tests/authors")
    files = [file for folder in folders for file in sorted(folder.glob("*.yaml"))]
    programs = [
        file.read_text("utf-8") for file in files if "wrong" not in file.stem and "bad-" not in file.stem
    ]
    examples = [example.text for rule in discover() for example in rule.good]
    texts: dict[str, dict[str, Any]] = {}
    for source in (*programs, *examples):
        try:
            data = yaml.safe_load(source)
        except yaml.YAMLError:
            continue
        feature = data.get("feature") if isinstance(data, dict) else None
        own = feature if isinstance(feature, dict) else {}
        for text in _at(data, READ_AT[code], under_feature=False):
            if str(data.get("language", "en"))[:2] == "en":
                texts[text] = {"text": text, "feature": own.get("name"), "in_scope": own.get("in_scope")}
    return [(case, False) for case in texts.values()]


def _at(node: object, keys: tuple[str, ...], under_feature: bool) -> Iterator[str]:
    """The texts that stand at some keys, lists and mappings of texts included."""
    if isinstance(node, list):
        for item in node:
            yield from _at(item, keys, under_feature)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in keys and (key != "name" or under_feature):
                yield from _leaves(value)
            else:
                yield from _at(value, keys, key == "feature")


def _leaves(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, (list, dict)):
        for item in node.values() if isinstance(node, dict) else node:
            yield from _leaves(item)


class Fitted:
    """Weights by feature, and what a word's vector adds, for each mark."""

    def __init__(self, vectors: Vectors, texts: list[Text], wanted: list[bool], others: list[Text]) -> None:
        """Fits a logistic regression; of several sentences of a text that should fire, only the likeliest counts."""
        rows = [(unit, index) for index, text in enumerate(texts) for unit in text]
        rows += [(unit, -1) for text in others for unit in text]
        names = sorted({name for (unit, _), _ in rows for name in unit})
        self.vectors = vectors
        self.column = {name: index for index, name in enumerate(names)}
        matrix = np.stack([self.row(unit) for unit, _ in rows])
        kernel = (matrix @ matrix.T).astype(np.float64) + 1
        owner = np.array([index for _, index in rows])
        target = np.array([float(index >= 0 and wanted[index]) for index in owner])
        several = [index for index, text in enumerate(texts) if wanted[index] and len(text) > 1]
        used = ~np.isin(owner, several)
        for _ in range(2 if several else 1):
            alpha = _regression(kernel[np.ix_(used, used)], target[used], owner[used] >= 0)
            self.weights, self.bias = matrix[used].T @ alpha, float(alpha.sum())
            scores = matrix @ self.weights
            used[:] = True
            for index in several:
                mine = np.flatnonzero(owner == index)
                used[mine] = mine == mine[np.argmax(scores[mine])]

        self.scores = dict(
            zip(((unit, root) for (unit, root), index in rows if index >= 0), scores, strict=False)
        )
        """By what was weighed of the rule's own texts, its score with every weight."""

    def lost(self, steps: dict[str, int]) -> float:
        """By how much the scores fall, on average, where only some features have their weights."""
        kept = {unit: sum(steps.get(name, 0) for name in unit[0]) / STEP / unit[1] for unit in self.scores}
        return float(np.mean([full - kept[unit] for unit, full in self.scores.items()]))

    def row(self, unit: tuple[frozenset[str], float]) -> Any:
        """The features of what is weighed as a row of numbers, and the vectors of its words by their marks."""
        found, root = unit
        size = self.vectors.matrix.shape[1]
        row = np.zeros(len(self.column) + len(_MARKS) * size, dtype=np.float32)
        for name in sorted(found):
            if name in self.column:
                row[self.column[name]] = 1 / root
            place = self.vectors.of(name)
            if place:
                start = len(self.column) + place[0] * size
                row[start : start + size] += self.vectors.matrix[place[1]] / root
        return row

    def table(self, seen: Counter[str]) -> dict[str, int]:
        """The weightiest features, in steps of a twentieth: those met, and common words used like them."""
        size, vectors = self.vectors.matrix.shape[1], self.vectors
        of_words = np.stack(
            [
                vectors.matrix @ self.weights[start : start + size]
                for start in range(len(self.column), len(self.weights), size)
            ]
        )
        names = set(self.column) | {mark + word for mark in _MARKS for word in vectors.words[:COMMON]}
        weight: dict[str, float] = {}
        for name in names:
            value = self.weights[self.column[name]] if name in self.column else 0.0
            place = vectors.of(name)
            weight[name] = value + (of_words[place] if place else 0.0)
            if not seen[name]:
                weight[name] = max(-UNSEEN, min(UNSEEN, weight[name]))

        def matters(name: str) -> tuple[float, str]:
            place = vectors.of(name)
            often = 1 + np.log1p(seen[name]) + (1.5 if place and place[0] == 0 and place[1] < 3_000 else 0)
            return -abs(weight[name]) * often, name

        kept = sorted(names, key=matters)[:KEPT]
        steps = {name: round(STEP * weight[name]) for name in sorted(kept)}
        return {name: value for name, value in steps.items() if value}


def _regression(kernel: Any, target: Any, ours: Any) -> Any:
    """A logistic regression by Newton's method on the texts' products, firing and quiet texts of equal weight.

    What comes out is how much each text weighs in it.
    """
    counts = np.where(ours, 1.0, OF_OTHERS)
    half = len(target) / 4
    counts *= np.where(target > 0, half / (counts * target).sum(), half / (counts * (1 - target)).sum())
    alpha = np.zeros(len(target))
    for _ in range(25):
        logit = kernel @ alpha
        share = 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
        curve = counts * share * (1 - share) + 1e-6
        new = np.linalg.solve(kernel + np.diag(PENALTY / curve), logit + counts * (target - share) / curve)
        done = np.abs(new - alpha).max() < 1e-3
        alpha = new
        if done:
            break
    return alpha


def data_of(code: str, vectors: Vectors, cases: list[tuple[dict[str, Any], bool]], others: list[Text]) -> str:
    """The data file of a rule's model, fitted to some cases."""
    reason, unit, alone, beside, against = RULES[code]
    cases = [*cases, *quiet_in_programs(code)]
    texts = [weighed(code, case, unit == "whole") for case, _ in cases]
    fitted = Fitted(vectors, texts, [wanted for _, wanted in cases], others)
    seen = Counter(name for text in (*texts, *others) for names, _ in text for name in names)
    table = fitted.table(seen)
    bias = fitted.bias + fitted.lost(table)
    entries = sorted(f"{name}={chr(ZERO + weight)}" for name, weight in table.items())
    lines = [" ".join(group) for _, group in groupby(entries, key=lambda entry: entry[:2])]
    return "\n".join([reason, f"{unit} {bias:.2f} {alone} {beside} {against}", *lines]) + "\n"


def score_of(code: str, model: Model, case: dict[str, Any]) -> float:
    """The score that the program gives a case."""
    reading = read(case["text"])
    own = ACCOUNTS if code == "ROL314" else own_words(case)
    words = marked(reading, own_forms(tuple(own))).words
    units = [reading.sentences] if model.whole else [(sentence,) for sentence in reading.sentences]
    return max(score(model, reading, unit, words) for unit in units)


def left_out(code: str, vectors: Vectors, folds: int) -> list[float]:
    """The score of each case by a model that was fitted without it."""
    cases, others = cases_of(code), quiet_of_others(code)
    fold = np.random.RandomState(1).permutation(len(cases)) % folds
    scores = [0.0] * len(cases)
    for number in range(folds):
        model = parsed(
            data_of(code, vectors, [each for each, f in zip(cases, fold, strict=True) if f != number], others)
        )
        for index in np.flatnonzero(fold == number):
            scores[index] = score_of(code, model, cases[index][0])
    return scores


def main(arguments: list[str]) -> None:
    """Writes the models, or says how they judge cases they were not made from."""
    vectors = Vectors(Path(arguments[0]))
    rest = arguments[1:]
    folds = int(rest[1]) if rest[:1] == ["--folds"] else 0
    for code in rest[2 if folds else 0 :] or RULES:
        if not folds:
            data = data_of(code, vectors, cases_of(code), quiet_of_others(code))
            path = ROOT / "src/codesign_cli/rules/words_data" / f"{code}.weights"
            path.write_text(data, encoding="utf-8", newline="\n")
            continue
        scores = np.array(left_out(code, vectors, folds))
        wanted = np.array([wanted for _, wanted in cases_of(code)])
        alone = RULES[code][2]
        print(
            f"{code}: by the weights alone {(scores[wanted] >= alone).mean():.0%} found, "
            f"{(scores[~wanted] >= alone).mean():.1%} false alarms; "
            f"ranked rightly {(scores[wanted][:, None] > scores[~wanted][None]).mean():.1%}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
