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
    List<Setting> settings,
    List<Memory> memory,
    Tensor before,
    Tensor gradient,
    Tensor after) {
  /// Keeps unmodifiable copies of the lists.
  public ParameterUpdate {
    settings = List.copyOf(settings);
    memory = List.copyOf(memory);
  }

  /// The lines of the rule in symbols, such as `p′ = p − η·g`; what has a prime is new. None if the
  /// rule is not known here.
  public List<String> rules() {
    return before.elements() == 0
        ? List.of()
        : workings(0).stream().map(w -> w.name() + " = " + w.symbols()).toList();
  }

  /// What the step added.
  public Tensor change() {
    return after.sub(before);
  }

  /// The lines of the rule with the numbers of one entry, the last one for the new value; none if
  /// the rule is not known here.
  ///
  /// @param entry counted row by row from 0
  public List<Working> workings(int entry) {
    Workings.require(name, "its value", before.shape(), entry);
    return new UpdateWorkings(this, entry).lines();
  }
}
