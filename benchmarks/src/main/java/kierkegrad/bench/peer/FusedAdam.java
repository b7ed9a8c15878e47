package kierkegrad.bench.peer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/// LibTorch's fused Adam and AdamW, one native call for all parameters: what Python's `fused=True`
/// uses. The C++ classes `Adam` and `AdamW` do not, and take longer.
final class FusedAdam implements Runnable {
  private final OperatorHandle operator;
  private final List<Tensor> parameters;
  private final IValue values;
  private final IValue firstMoments;
  private final IValue secondMoments;
  private final IValue steps;
  private final IValue none = list(List.of());
  private final List<IValue> options;
  // All parameters have made the same number of steps.
  private final Tensor step = torch.zeros();
  private final Scalar one = new Scalar(1.0);

  FusedAdam(String name, List<Tensor> parameters, double lr, double decay) {
    this.operator = Dispatcher.singleton().findSchemaOrThrow(name, "");
    this.parameters = parameters;
    this.values = list(parameters.stream().map(Tensor::detach).toList());
    this.firstMoments = list(zeros(parameters));
    this.secondMoments = list(zeros(parameters));
    this.steps = list(Collections.nCopies(parameters.size(), step));
    this.options =
        List.of(
            new IValue(lr),
            new IValue(0.9),
            new IValue(0.999),
            new IValue(decay),
            new IValue(1e-8),
            // No AMSGrad, no maximum, no scaling of gradients, no search for infinities.
            new IValue(false),
            new IValue(false),
            new IValue(),
            new IValue());
  }

  private static List<Tensor> zeros(List<Tensor> like) {
    return like.stream().map(t -> torch.zeros_like(t).detach()).toList();
  }

  @Override
  public void run() {
    step.add_(one);
    List<Tensor> gradients = new ArrayList<>();
    parameters.forEach(p -> gradients.add(p.mutable_grad()));
    IValueVector stack = new IValueVector();
    stack.push_back(values);
    stack.push_back(list(gradients));
    stack.push_back(firstMoments);
    stack.push_back(secondMoments);
    stack.push_back(none);
    stack.push_back(steps);
    options.forEach(stack::push_back);
    operator.callBoxed(stack);
    gradients.forEach(Tensor::reset);
  }

  private static IValue list(List<Tensor> tensors) {
    GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
    tensors.forEach(t -> list.push_back(new IValue(t)));
    return new IValue(list);
  }
}
