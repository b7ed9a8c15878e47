package kierkegrad.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.TupleElements;
import org.bytedeco.pytorch.global.torch;

/// A function in TorchScript.
final class Script implements Theirs {
  private static final Map<String, CompilationUnit> COMPILED = new ConcurrentHashMap<>();

  private final CompilationUnit unit;

  /// @param names of the operands
  /// @param code an expression in them, or lines that end in a `return`
  Script(List<String> names, String code) {
    boolean isBody = code.contains("return ");
    String body = (isBody ? code : "return " + code).strip().indent(1);
    String text =
        names.stream().map(n -> n + ": Tensor").collect(Collectors.joining(", ", "def f(", "):\n"))
            + body;
    this.unit = COMPILED.computeIfAbsent(text, Script::compile);
  }

  private static CompilationUnit compile(String text) {
    CompilationUnit unit = torch.compile(text);
    // It outlives the scope in which it is made.
    return unit.retainReference();
  }

  @Override
  public List<Tensor> apply(List<Tensor> operands) {
    IValueVector in = new IValueVector();
    operands.forEach(x -> in.push_back(new IValue(x)));
    IValue y = unit.get_function(new QualifiedName("f")).apply(in);
    List<Tensor> results = new ArrayList<>();
    collect(y, results);
    return results;
  }

  private static void collect(IValue y, List<Tensor> results) {
    if (y.isTensor()) {
      results.add(y.toTensor());
    } else if (y.isTensorList()) {
      TensorVector list = y.toTensorVector();
      for (long i = 0; i < list.size(); i++) {
        results.add(list.get(i));
      }
    } else if (y.isTuple()) {
      TupleElements elements = y.toTuple().elements();
      for (long i = 0; i < elements.size(); i++) {
        collect(elements.get(i), results);
      }
    } else {
      throw new IllegalArgumentException("a script must return tensors");
    }
  }
}
