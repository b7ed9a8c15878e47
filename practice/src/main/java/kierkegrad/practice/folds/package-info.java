/// Cross-validation: as many networks as there are folds, each judged by rows that it has not seen.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.folds;
