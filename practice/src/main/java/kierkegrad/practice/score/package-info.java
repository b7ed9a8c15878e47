/// How good a model's predictions are, in the terms of the data: errors in the target's unit,
/// scores of the positive class, what class weights and calibration are judged by.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.score;
