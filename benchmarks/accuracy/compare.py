"""Prints a table: Kierkegrad's defaults beside scikit-learn's, on the same rows.

Arguments: the file that Ours.java has written, and tables as file.csv:target.
"""

import pathlib
import statistics
import sys

import numpy as np

import peers


def spread(numbers):
    return f"{statistics.mean(numbers):.4f} ± {statistics.stdev(numbers):.4f}"


def main(results, tables):
    ours = {}
    for line in pathlib.Path(results).read_text().splitlines():
        path, seed, score, balanced, _, rows = line.split("\t")
        test = np.array([int(row) - 1 for row in rows.split()])
        ours.setdefault(path, []).append((int(seed), float(score), float(balanced), test))
    names = list(peers.PEERS)
    print("| table | rows | Kierkegrad |", " | ".join(names), "|")
    print("|---|---:|---:|" + "---:|" * len(names))
    for table in tables:
        path, target = table.rsplit(":", 1)
        x, numeric, y = peers.read(pathlib.Path(path), target)
        cells = [spread([score for _, score, _, _ in ours[path]])]
        for name in names:
            scores = [peers.scores(x, numeric, y, test, name, seed)[0]
                      for seed, _, _, test in ours[path]]
            cells.append(spread(scores))
        print(f"| {pathlib.Path(path).stem} | {len(y):,} |", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
