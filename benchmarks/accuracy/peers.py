"""scikit-learn's networks and boosted trees with their defaults, on given rows of a CSV file."""

import csv
import datetime
import warnings

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import (GradientBoostingClassifier, GradientBoostingRegressor,
                              HistGradientBoostingClassifier, HistGradientBoostingRegressor)
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.metrics import accuracy_score, balanced_accuracy_score, r2_score
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.simplefilter("ignore", ConvergenceWarning)

MISSING = {"", "NA", "NaN", "?"}
PEERS = {
    "MLP": (MLPClassifier, MLPRegressor),
    "boosting": (GradientBoostingClassifier, GradientBoostingRegressor),
    "hist boosting": (HistGradientBoostingClassifier, HistGradientBoostingRegressor),
}


def number(cell):
    """A number, the days of a date, or NaN for a missing value; None for a text."""
    if cell in MISSING:
        return np.nan
    try:
        return float(cell)
    except ValueError:
        pass
    try:
        return float(datetime.date.fromisoformat(cell).toordinal())
    except ValueError:
        return None


def read(path, target):
    """Numbers and texts of a table, without an id, and its target."""
    with open(path, newline="") as file:
        header, *rows = csv.reader(file)
    numeric, texts = [], []
    for i, name in enumerate(header):
        cells = [row[i] for row in rows]
        values = [number(cell) for cell in cells]
        if name == target:
            regression = path.stem == "diabetes"
            y = np.array([float(c) for c in cells]) if regression else np.array(cells)
        elif name.endswith("_id"):
            continue  # a help that Kierkegrad does not get
        elif None in values:
            texts.append([np.nan if c in MISSING else c for c in cells])
        else:
            numeric.append(values)
    x = np.empty((len(rows), len(numeric) + len(texts)), dtype=object)
    for i, column in enumerate(numeric + texts):
        x[:, i] = column
    return x, len(numeric), y


def scores(x, numeric, y, test, peer, seed):
    """Test accuracy and balanced accuracy, or R² twice."""
    columns = ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()),
         list(range(numeric))),
        ("texts", make_pipeline(SimpleImputer(strategy="most_frequent"),
                                OneHotEncoder(handle_unknown="ignore", sparse_output=False)),
         list(range(numeric, x.shape[1]))),
    ])
    regression = y.dtype.kind == "f"
    model = PEERS[peer][1 if regression else 0](random_state=seed)
    judged = np.zeros(len(y), dtype=bool)
    judged[test] = True
    # The numbers as floats: an object array would be imputed as text.
    floats = x[:, :numeric].astype(float)
    x = np.concatenate([floats.astype(object), x[:, numeric:]], axis=1)
    prepared = columns.fit(x[~judged])
    fitted = model.fit(prepared.transform(x[~judged]).astype(float), y[~judged])
    says = fitted.predict(prepared.transform(x[judged]).astype(float))
    if regression:
        return r2_score(y[judged], says), r2_score(y[judged], says)
    return accuracy_score(y[judged], says), balanced_accuracy_score(y[judged], says)
