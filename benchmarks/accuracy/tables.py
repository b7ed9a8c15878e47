"""Writes the tables of the comparison as CSV files: scikit-learn's own, and a hard one that is drawn."""

import csv
import datetime
import pathlib
import random
import sys

from sklearn import datasets

BUNDLED = {
    "iris": datasets.load_iris,
    "wine": datasets.load_wine,
    "breast_cancer": datasets.load_breast_cancer,
    "digits": datasets.load_digits,
    "diabetes": datasets.load_diabetes,
}


def bundled(folder, name):
    data = BUNDLED[name]()
    names = [n.replace(" ", "_").replace("(", "").replace(")", "") for n in data.feature_names]
    labels = getattr(data, "target_names", None)
    with open(folder / f"{name}.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*names, "target"])
        for x, y in zip(data.data, data.target):
            rows.writerow([*(repr(float(v)) for v in x), labels[y] if labels is not None else y])


def hard(folder, rows=1500):
    """One customer in ten leaves. Mixed columns, 15 % of the cells empty, an id, a constant, a
    date, a town of eighty, and two columns that say nothing."""
    dice = random.Random(7)
    pull = [dice.gauss(0, 1.2) for _ in range(80)]
    plans = {"free": 1.0, "basic": 0.3, "plus": -0.5, "pro": -1.2}
    table = []
    for i in range(rows):
        town = min(79, int(dice.expovariate(1 / 20)))
        plan = dice.choice(list(plans))
        age = dice.gauss(45, 14)
        spent = dice.lognormvariate(4, 1)
        calls = dice.randint(0, 9)
        paper = dice.choice(["yes", "no"])
        day = datetime.date(2019, 1, 1) + datetime.timedelta(days=dice.randrange(1800))
        score = (
            pull[town] + plans[plan] + 0.35 * calls - 0.6 * (spent / 100) ** 0.5
            + 0.002 * (age - 40) ** 2 * (1 if paper == "yes" else 0.2)
            + 0.8 * (day.toordinal() - 737790) / 900 + dice.gauss(0, 0.5)
        )
        cells = [f"{age:.0f}", f"{spent:.2f}", calls, plan, f"town {town}", paper, day.isoformat(),
                 f"{dice.gauss(0, 1):.3f}", dice.choice("ABCD")]
        cells = ["" if dice.random() < 0.15 else c for c in cells]
        table.append((score, [f"{100000 + dice.randrange(10**6) * 10 + i % 10}", *cells, "EUR"]))
    limit = sorted(score for score, _ in table)[rows * 9 // 10]
    with open(folder / "hard.csv", "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["customer_id", "age", "spent", "calls", "plan", "town", "paper", "since",
                      "noise", "letter", "currency", "leaves"])
        for score, cells in table:
            out.writerow([*cells, "yes" if score >= limit else "no"])


if __name__ == "__main__":
    to = pathlib.Path(sys.argv[1])
    to.mkdir(parents=True, exist_ok=True)
    for each in BUNDLED:
        bundled(to, each)
    hard(to)
