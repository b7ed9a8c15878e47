package kierkegrad.conformance;

import java.util.List;

/// What one side computes: results, and the first and second derivatives of their weighted sum in
/// each operand that is differentiated.
///
/// With results yₖ, weights wₖ and operands xᵢ: `gᵢ = d(Σₖ wₖ·yₖ)/dxᵢ`, and `d(Σᵢ wᵢ·gᵢ)/dxⱼ`.
public record Answer(List<Values> values, List<Values> first, List<Values> second) {}
