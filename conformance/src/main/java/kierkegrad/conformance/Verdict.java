package kierkegrad.conformance;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.tensor.DType;

/// What came of a row's cases.
///
/// @param row the row
/// @param cases how many were compared
/// @param f64 the largest deviation in double precision
/// @param f32 the largest deviation in single precision
/// @param failures the cases that failed, with what they found
record Verdict(Row row, int cases, Deviation f64, Deviation f32, List<String> failures) {
  static Verdict of(Row row) {
    Deviation f64 = Deviation.none(DType.F64);
    Deviation f32 = Deviation.none(DType.F32);
    List<String> failures = new ArrayList<>();
    for (Case one : row.cases()) {
      try {
        Deviation found = one.compare().get();
        f64 = found.type() == DType.F64 ? f64.max(found) : f64;
        f32 = found.type() == DType.F32 ? f32.max(found) : f32;
      } catch (RuntimeException e) {
        String what = e instanceof Mismatch ? e.getMessage() : e.toString();
        failures.add(one.label() + ": " + what);
      }
    }
    return new Verdict(row, row.cases().size(), f64, f32, failures);
  }

  boolean isGreen() {
    return failures.isEmpty() && cases > 0;
  }
}
