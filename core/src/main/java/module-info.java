import kierkegrad.backend.Backend;
import kierkegrad.cpu.CpuBackend;
import org.jspecify.annotations.NullMarked;

/// Kierkegrad: tensors, automatic differentiation, layers and training, on the JDK alone.
@NullMarked
module kierkegrad {
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports kierkegrad.backend;
  exports kierkegrad.data;
  exports kierkegrad.explain;
  exports kierkegrad.grad;
  exports kierkegrad.graph;
  exports kierkegrad.landscape;
  exports kierkegrad.loss;
  exports kierkegrad.metric;
  exports kierkegrad.monitor;
  exports kierkegrad.nn;
  exports kierkegrad.nn.activation;
  exports kierkegrad.nn.conv;
  exports kierkegrad.nn.distance;
  exports kierkegrad.nn.dropout;
  exports kierkegrad.nn.embedding;
  exports kierkegrad.nn.init;
  exports kierkegrad.nn.norm;
  exports kierkegrad.nn.pad;
  exports kierkegrad.nn.pool;
  exports kierkegrad.nn.recurrent;
  exports kierkegrad.nn.transformer;
  exports kierkegrad.op;
  exports kierkegrad.optim;
  exports kierkegrad.optim.averaging;
  exports kierkegrad.optim.schedule;
  exports kierkegrad.random;
  exports kierkegrad.tensor;
  exports kierkegrad.train;

  uses Backend;

  provides Backend with
      CpuBackend;
}
