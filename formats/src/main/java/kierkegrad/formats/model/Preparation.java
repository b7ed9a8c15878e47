package kierkegrad.formats.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import kierkegrad.formats.image.ImageEncoder;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Task;
import kierkegrad.nn.embedding.ColumnEmbedding;
import kierkegrad.tensor.Tensor;

/// What lies between data as the user has it and the network: how inputs are made, and what outputs
/// mean.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "data")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Preparation.Tabular.class, name = "table"),
  @JsonSubTypes.Type(value = Preparation.Images.class, name = "images")
})
public sealed interface Preparation {
  /// The number of the network's inputs.
  int inputs();

  /// The layer that the network has to begin with, if inputs are numbers of categories.
  default Optional<ColumnEmbedding> embedding() {
    return Optional.empty();
  }

  /// How many numbers per row come after [#embedding]: the input width of what follows.
  default int width() {
    return inputs();
  }

  /// The number of the network's outputs.
  int outputs();

  /// Whether a class or a number is predicted.
  Task task();

  /// The classes by index; none if a number is predicted.
  List<String> classes();

  /// Predictions of network outputs: probabilities `[n, classes]`, or numbers `[n, 1]`.
  Tensor decode(Tensor output);

  /// For rows of a table.
  record Tabular(Encoder encoder) implements Preparation {
    @Override
    public int inputs() {
      return encoder.inputs();
    }

    @Override
    public Optional<ColumnEmbedding> embedding() {
      return encoder.embedding();
    }

    @Override
    public int width() {
      return encoder.width();
    }

    @Override
    public int outputs() {
      return encoder.target().outputs();
    }

    @Override
    public Task task() {
      return encoder.task();
    }

    @Override
    public List<String> classes() {
      return encoder.classes();
    }

    @Override
    public Tensor decode(Tensor output) {
      return encoder.target().decode(output);
    }
  }

  /// For images, which are classified.
  record Images(ImageEncoder encoder) implements Preparation {
    @Override
    public int inputs() {
      return encoder.inputs();
    }

    @Override
    public int outputs() {
      return encoder.classes().size();
    }

    @Override
    public Task task() {
      return Task.CLASSIFICATION;
    }

    @Override
    public List<String> classes() {
      return encoder.classes();
    }

    @Override
    public Tensor decode(Tensor output) {
      return output.softmax(-1);
    }
  }
}
