package kierkegrad.explain;

import java.util.List;
import java.util.Optional;
import kierkegrad.backend.Update;
import kierkegrad.tensor.Tensor;

/// How one parameter changed.
///
/// @param name the parameter's
/// @param node the id of its node
/// @param optimizer the name of the optimizer's class, such as `SGD`
/// @param rule the optimizer's formula, if it is one that is known here
/// @param rules the formula's lines in symbols, such as `p ← p − η·g`
/// @param settings the numbers in it, such as the learning rate
/// @param memory what the optimizer remembers about the parameter
/// @param before the value in this step
/// @param gradient dC/dp
/// @param after the value for the next step
public record ParameterUpdate(
    String name,
    int node,
    String optimizer,
    Optional<Update.Rule> rule,
    List<String> rules,
    List<Setting> settings,
    List<Memory> memory,
    Tensor before,
    Tensor gradient,
    Tensor after) {
  /// Keeps unmodifiable copies of the lists.
  public ParameterUpdate {
    rules = List.copyOf(rules);
    settings = List.copyOf(settings);
    memory = List.copyOf(memory);
  }

  /// The lines of the rule with the numbers of one entry, the last one for the new value; none if
  /// the rule is not known here.
  ///
  /// @param entry counted row by row from 0
  public List<Working> workings(int entry) {
    return UpdateRules.workings(this, entry);
  }
}
