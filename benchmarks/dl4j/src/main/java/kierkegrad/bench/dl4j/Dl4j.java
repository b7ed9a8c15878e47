package kierkegrad.bench.dl4j;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.bench.Peer;
import kierkegrad.bench.Problem;
import kierkegrad.bench.Problem.Sample;
import kierkegrad.bench.Problem.Weight;
import kierkegrad.bench.Stage;
import kierkegrad.bench.Work;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/// DL4J: a `MultiLayerNetwork` that fits one minibatch after the other. Its number of threads is
/// what OpenMP is told.
public final class Dl4j implements Peer {
  private record Batch(INDArray x, INDArray labels) {}

  /// For the service loader.
  public Dl4j() {}

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public Work training(Problem problem, int threads) {
    MultiLayerNetwork network = network(problem);
    List<Batch> batches = problem.batches().stream().map(Dl4j::batch).toList();
    return new Work() {
      private int next;

      @Override
      public void run() {
        Batch batch = batches.get(next);
        next = (next + 1) % batches.size();
        network.fit(batch.x(), batch.labels());
      }

      @Override
      public double check() {
        run();
        return network.score();
      }
    };
  }

  private static MultiLayerNetwork network(Problem problem) {
    List<Stage> stages = problem.stages();
    IUpdater updater =
        switch (problem.rule()) {
          case SGD -> new Sgd(problem.lr());
          case ADAM -> new Adam(problem.lr());
          case ADAMW -> throw new UnsupportedOperationException("has no " + problem.rule());
        };
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().updater(updater).list();
    List<Integer> weighted = new ArrayList<>();
    int layers = 0;
    for (int i = 0; i < stages.size(); i++) {
      Activation activation =
          i + 1 < stages.size() && stages.get(i + 1) instanceof Stage.Activation a
              ? Activation.valueOf(a.name())
              : Activation.IDENTITY;
      switch (stages.get(i)) {
        case Stage.Dense(int in, int out) -> {
          weighted.add(layers++);
          list.layer(
              i + 1 == stages.size()
                  ? new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                      .nIn(in)
                      .nOut(out)
                      .activation(Activation.SOFTMAX)
                      .build()
                  : new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build());
        }
        case Stage.Conv(int in, int out, int k) -> {
          weighted.add(layers++);
          list.layer(
              new ConvolutionLayer.Builder(k, k).nIn(in).nOut(out).activation(activation).build());
        }
        case Stage.Pool(int size) -> {
          layers++;
          list.layer(
              new SubsamplingLayer.Builder().kernelSize(size, size).stride(size, size).build());
        }
        case Stage.Activation _, Stage.Flatten _ -> {}
        case Stage.Block _ -> throw new UnsupportedOperationException("has no transformer block");
      }
    }
    int[] shape = problem.batches().getFirst().shape();
    if (shape.length == 4) {
      list.setInputType(InputType.convolutional(shape[2], shape[3], shape[1]));
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    for (int i = 0; i < weighted.size(); i++) {
      Weight weight = problem.weights().get(2 * i);
      Weight bias = problem.weights().get(2 * i + 1);
      INDArray w = array(weight.values(), weight.shape());
      // A dense layer keeps the transpose.
      network.setParam(weighted.get(i) + "_W", weight.shape().length == 2 ? w.transpose() : w);
      network.setParam(weighted.get(i) + "_b", array(bias.values(), 1, bias.shape()[0]));
    }
    return network;
  }

  private static Batch batch(Sample sample) {
    int rows = sample.labels().length;
    int classes = java.util.Arrays.stream(sample.labels()).max().orElse(0) + 1;
    classes = Math.max(classes, sample.shape().length == 2 && sample.shape()[1] == 4 ? 3 : 10);
    float[] hot = new float[rows * classes];
    for (int i = 0; i < rows; i++) {
      hot[i * classes + sample.labels()[i]] = 1;
    }
    return new Batch(array(sample.x(), sample.shape()), array(hot, rows, classes));
  }

  private static INDArray array(float[] values, int... shape) {
    return Nd4j.create(values, shape, 'c');
  }
}
