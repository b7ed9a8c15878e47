"""What the recorders share: cases of doubles in a file that Java reads.

A gzipped sequence of cases: the name (UTF-8 after its length in two bytes), the number of rows and of columns (four
bytes each), then the numbers, big-endian, row by row.
"""

import gzip
import struct
import sys


def write(cases):
    """Writes (name, rows) pairs to the file that is named on the command line."""
    with gzip.GzipFile(sys.argv[1], "wb", 9, mtime=0) as out:
        for name, rows in cases:
            text = name.encode()
            out.write(struct.pack(">H", len(text)) + text + struct.pack(">ii", len(rows), len(rows[0])))
            for row in rows:
                out.write(struct.pack(">%dd" % len(row), *row))


def wave(size, pace, count, start=1.0):
    """Numbers that need no generator: size * sin(start + pace * i)."""
    import math

    return [size * math.sin(start + pace * i) for i in range(count)]
