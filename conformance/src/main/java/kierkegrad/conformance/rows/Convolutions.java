package kierkegrad.conformance.rows;

import java.util.List;
import java.util.function.Supplier;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.Layer;
import kierkegrad.nn.conv.Conv1d;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.conv.Conv3d;
import kierkegrad.nn.conv.ConvTranspose1d;
import kierkegrad.nn.conv.ConvTranspose2d;
import kierkegrad.nn.conv.ConvTranspose3d;
import kierkegrad.nn.conv.Fold;
import kierkegrad.nn.conv.Unfold;
import kierkegrad.op.Span;
import kierkegrad.op.Volume;
import kierkegrad.op.Window;
import kierkegrad.tensor.PadMode;

/// Convolutions and their adjoints.
public final class Convolutions {
  private static final List<PadMode> MODES =
      List.of(PadMode.REFLECT, PadMode.REPLICATE, PadMode.CIRCULAR);

  private Convolutions() {}

  /// Adds the rows.
  public static void rows(Table table) {
    lines(table.row(Kind.LAYER, "Conv1d").torch("torch.nn.Conv1d", "torch.conv1d"));
    images(table.row(Kind.LAYER, "Conv2d").torch("torch.nn.Conv2d", "torch.conv2d"));
    volumes(table.row(Kind.LAYER, "Conv3d").torch("torch.nn.Conv3d", "torch.conv3d"));
    transposedLines(
        table
            .row(Kind.LAYER, "ConvTranspose1d")
            .torch("torch.nn.ConvTranspose1d", "torch.conv_transpose1d"));
    transposedImages(
        table
            .row(Kind.LAYER, "ConvTranspose2d")
            .torch("torch.nn.ConvTranspose2d", "torch.conv_transpose2d"));
    transposedVolumes(
        table
            .row(Kind.LAYER, "ConvTranspose3d")
            .torch("torch.nn.ConvTranspose3d", "torch.conv_transpose3d"));
    columns(table);
  }

  private static void lines(Row row) {
    Input x = Input.numbers(2, 4, 9);
    for (Input input : List.of(x, Input.numbers(4, 9), Input.numbers(0, 4, 9))) {
      row.layer("torch.conv1d(a, weight, bias)", () -> new Conv1d(4, 3, 3), input);
    }
    row.layer("torch.conv1d(a, weight, bias)", () -> new Conv1d(1, 1, 1), Input.numbers(1, 1, 1));
    for (int stride : new int[] {1, 2, 3}) {
      for (int padding : new int[] {0, 1, 3}) {
        for (int dilation : new int[] {1, 2}) {
          Span span = Span.of(3).stride(stride).padding(padding).dilation(dilation);
          row.layer(
              "torch.conv1d(a, weight, bias, [%d], [%d], [%d])"
                  .formatted(stride, padding, dilation),
              () -> new Conv1d(4, 2, span),
              x);
        }
      }
    }
    for (int groups : new int[] {2, 4}) {
      row.layer(
          "torch.conv1d(a, weight, None, [1], [1], [1], %d)".formatted(groups),
          () -> new Conv1d(4, 8, Span.of(3).padding(1), groups, false),
          x);
    }
    for (int kernel : new int[] {1, 2, 4, 5}) {
      row.layer(
          "torch.conv1d(a, weight, bias, [1], 'same', [2])",
          () -> new Conv1d(4, 2, Span.of(kernel).dilation(2).same()),
          x);
      for (PadMode mode : MODES) {
        row.layer(
            "torch.conv1d(torch.pad(a, [%d, %d], '%s'), weight, bias)"
                .formatted((kernel - 1) / 2, kernel / 2, mode.torchName()),
            () -> new Conv1d(4, 2, Span.of(kernel).same(), 1, true, mode),
            x);
      }
    }
    row.refuses(
            "torch.conv1d(a, torch.ones(3, 4, 3))",
            xs -> new Conv1d(4, 3, 3).forward(xs.getFirst()),
            Input.numbers(2, 3, 9))
        .refuses(
            "torch.conv1d(a, torch.ones(3, 4, 5))",
            xs -> new Conv1d(4, 3, 5).forward(xs.getFirst()),
            Input.numbers(2, 4, 4))
        .refuses(
            "torch.conv1d(a, torch.ones(3, 4, 3))",
            xs -> new Conv1d(4, 3, 3).forward(xs.getFirst()),
            Input.numbers(2, 4, 4, 4));
  }

  private static void images(Row row) {
    Input x = Input.numbers(2, 4, 7, 6);
    for (Input input : List.of(x, Input.numbers(4, 7, 6), Input.numbers(0, 4, 5, 5))) {
      row.layer("torch.conv2d(a, weight, bias)", () -> new Conv2d(4, 3, 3), input);
    }
    row.layer(
        "torch.conv2d(a, weight)",
        () -> new Conv2d(1, 1, Window.of(1), 1, false),
        Input.numbers(1, 1, 1, 1));
    for (int stride : new int[] {1, 2}) {
      for (int padding : new int[] {0, 2}) {
        for (int dilation : new int[] {1, 2}) {
          for (int groups : new int[] {1, 2, 4}) {
            Window window =
                Window.of(3, 2)
                    .stride(stride, stride + 1)
                    .padding(padding, padding + 1)
                    .dilation(dilation, 1);
            row.layer(
                "torch.conv2d(a, weight, bias, [%d, %d], [%d, %d], [%d, 1], %d)"
                    .formatted(stride, stride + 1, padding, padding + 1, dilation, groups),
                () -> new Conv2d(4, 4, window, groups, true),
                x);
          }
        }
      }
    }
    // Enough channels for the fast algorithm of float32.
    row.layer(
        "torch.conv2d(a, weight, bias, [1, 1], [1, 1])",
        () -> new Conv2d(16, 16, Window.of(3).padding(1)),
        Input.between(-1, 1, 2, 16, 8, 8));
    row.layer(
        "torch.conv2d(a, weight, bias, [1, 1], 'same')",
        () -> new Conv2d(4, 3, Window.of(2, 3).same()),
        x);
    row.layer(
        "torch.conv2d(a, weight, bias, [1, 1], 'same', [2, 3])",
        () -> new Conv2d(4, 3, Window.of(4, 2).dilation(2, 3).same()),
        Input.numbers(1, 4, 7, 8));
    for (PadMode mode : MODES) {
      row.layer(
          "torch.conv2d(torch.pad(a, [2, 2, 1, 1], '%s'), weight, bias, [2, 1])"
              .formatted(mode.torchName()),
          () -> new Conv2d(4, 2, Window.of(3).padding(1, 2).stride(2, 1), 1, true, mode),
          x);
    }
    row.refuses(
            "torch.conv2d(a, torch.ones(3, 4, 3, 3))",
            xs -> new Conv2d(4, 3, 3).forward(xs.getFirst()),
            Input.numbers(2, 3, 9, 9))
        .refuses(
            "torch.conv2d(a, torch.ones(3, 4, 3, 3))",
            xs -> new Conv2d(4, 3, 3).forward(xs.getFirst()),
            Input.numbers(2, 4, 2, 9))
        .refuses(
            "torch.conv2d(torch.pad(a, [3, 3, 1, 1], 'reflect'), torch.ones(3, 4, 3, 3))",
            xs ->
                new Conv2d(4, 3, Window.of(3).padding(1, 3), 1, true, PadMode.REFLECT)
                    .forward(xs.getFirst()),
            Input.numbers(2, 4, 3, 3));
  }

  private static void volumes(Row row) {
    Input x = Input.numbers(2, 4, 4, 5, 4);
    for (Input input : List.of(x, Input.numbers(4, 3, 4, 4), Input.numbers(0, 4, 3, 3, 3))) {
      row.layer("torch.conv3d(a, weight, bias)", () -> new Conv3d(4, 2, 2), input);
    }
    row.layer(
        "torch.conv3d(a, weight, bias)", () -> new Conv3d(1, 1, 1), Input.numbers(1, 1, 1, 1, 1));
    for (int stride : new int[] {1, 2}) {
      for (int padding : new int[] {0, 1}) {
        for (int dilation : new int[] {1, 2}) {
          for (int groups : new int[] {1, 2}) {
            Volume window =
                Volume.of(2, 3, 2)
                    .stride(stride, 1, stride)
                    .padding(padding, 1, padding)
                    .dilation(dilation, 1, 1);
            row.layer(
                "torch.conv3d(a, weight, bias, [%d, 1, %d], [%d, 1, %d], [%d, 1, 1], %d)"
                    .formatted(stride, stride, padding, padding, dilation, groups),
                () -> new Conv3d(4, 2, window, groups, true),
                x);
          }
        }
      }
    }
    row.layer(
        "torch.conv3d(a, weight, None, [1, 1, 1], 'same', [1, 1, 1], 4)",
        () -> new Conv3d(4, 4, Volume.of(2, 3, 4).same(), 4, false),
        x);
    for (PadMode mode : MODES) {
      row.layer(
          "torch.conv3d(torch.pad(a, [1, 1, 2, 2, 1, 1], '%s'), weight, bias)"
              .formatted(mode.torchName()),
          () -> new Conv3d(4, 2, Volume.of(2).padding(1, 2, 1), 1, true, mode),
          x);
    }
    row.refuses(
            "torch.conv3d(a, torch.ones(3, 4, 2, 2, 2))",
            xs -> new Conv3d(4, 3, 2).forward(xs.getFirst()),
            Input.numbers(2, 3, 4, 4, 4))
        .refuses(
            "torch.conv3d(a, torch.ones(3, 4, 2, 2, 2))",
            xs -> new Conv3d(4, 3, 2).forward(xs.getFirst()),
            Input.numbers(2, 4, 1, 4, 4));
  }

  private static void transposedLines(Row row) {
    Input x = Input.numbers(2, 4, 5);
    for (Input input :
        List.of(x, Input.numbers(4, 5), Input.numbers(0, 4, 5), Input.numbers(1, 4, 1))) {
      row.layer(
          "torch.conv_transpose1d(a, weight, bias)", () -> new ConvTranspose1d(4, 3, 3), input);
    }
    for (int stride : new int[] {1, 2, 3}) {
      for (int padding : new int[] {0, 1}) {
        for (int dilation : new int[] {1, 2}) {
          for (int more = 0; more < Math.max(stride, dilation); more++) {
            int extra = more;
            Span span = Span.of(3).stride(stride).padding(padding).dilation(dilation);
            row.layer(
                "torch.conv_transpose1d(a, weight, bias, [%d], [%d], [%d], 2, [%d])"
                    .formatted(stride, padding, extra, dilation),
                () -> new ConvTranspose1d(4, 6, span, 2, true, extra),
                x);
          }
        }
      }
    }
    row.refuses(
            "torch.conv_transpose1d(a, torch.ones(4, 3, 3), None, [2], [0], [2])",
            xs ->
                new ConvTranspose1d(4, 3, Span.of(3).stride(2), 1, false, 2).forward(xs.getFirst()),
            x)
        .refuses(
            "torch.conv_transpose1d(a, torch.ones(4, 3, 3))",
            xs -> new ConvTranspose1d(4, 3, 3).forward(xs.getFirst()),
            Input.numbers(2, 3, 5))
        .refuses(
            "torch.conv_transpose1d(a, torch.ones(4, 3, 1), None, [1], [3])",
            xs -> new ConvTranspose1d(4, 3, Span.of(1).padding(3)).forward(xs.getFirst()),
            x);
  }

  private static void transposedImages(Row row) {
    Input x = Input.numbers(2, 4, 3, 4);
    for (Input input : List.of(x, Input.numbers(4, 3, 4), Input.numbers(0, 4, 3, 4))) {
      row.layer(
          "torch.conv_transpose2d(a, weight, bias)", () -> new ConvTranspose2d(4, 3, 3), input);
    }
    for (int stride : new int[] {1, 2}) {
      for (int padding : new int[] {0, 1}) {
        for (int dilation : new int[] {1, 3}) {
          for (int groups : new int[] {1, 4}) {
            int more = Math.max(stride, dilation) - 1;
            Window window =
                Window.of(3, 2).stride(stride, 2).padding(padding).dilation(dilation, 1);
            row.layer(
                "torch.conv_transpose2d(a, weight, bias, [%d, 2], [%d, %d], [%d, 1], %d, [%d, 1])"
                    .formatted(stride, padding, padding, more, groups, dilation),
                () -> new ConvTranspose2d(4, 4, window, groups, true, more, 1),
                x);
          }
        }
      }
    }
    for (int[] size : List.of(new int[] {7, 9}, new int[] {8, 10}, new int[] {7, 10})) {
      row.layer(
          "torch.conv_transpose2d(a, weight, None, [2, 2], [0, 0], [%d, %d])"
              .formatted(size[0] - 7, size[1] - 9),
          () -> new ConvTranspose2d(4, 2, Window.of(3).stride(2), 1, false),
          (layer, xs) -> List.of(layer.forward(xs.getFirst(), size)),
          x);
    }
    row.refuses(
            "torch.conv_transpose2d(a, torch.ones(4, 3, 3, 3), None, [2, 1], [0, 0], [1, 1])",
            xs ->
                new ConvTranspose2d(4, 3, Window.of(3).stride(2, 1), 1, false, 1)
                    .forward(xs.getFirst()),
            x)
        .refuses(
            "torch.conv_transpose2d(a, torch.ones(4, 3, 3, 3))",
            xs -> new ConvTranspose2d(4, 3, 3).forward(xs.getFirst()),
            Input.numbers(1, 4, 0, 3));
  }

  private static void transposedVolumes(Row row) {
    Input x = Input.numbers(2, 4, 2, 3, 2);
    for (Input input : List.of(x, Input.numbers(4, 2, 2, 2), Input.numbers(0, 4, 2, 2, 2))) {
      row.layer(
          "torch.conv_transpose3d(a, weight, bias)", () -> new ConvTranspose3d(4, 2, 2), input);
    }
    for (int stride : new int[] {1, 2}) {
      for (int padding : new int[] {0, 1}) {
        for (int dilation : new int[] {1, 2}) {
          for (int groups : new int[] {1, 2}) {
            int more = Math.max(stride, dilation) - 1;
            Volume window =
                Volume.of(3, 2, 2)
                    .stride(stride, 1, 2)
                    .padding(padding, 0, 0)
                    .dilation(dilation, 1, 1);
            row.layer(
                "torch.conv_transpose3d(a, weight, bias, [%d, 1, 2], [%d, 0, 0], [%d, 0, 1], %d, [%d, 1, 1])"
                    .formatted(stride, padding, more, groups, dilation),
                () -> new ConvTranspose3d(4, 2, window, groups, true, more, 0, 1),
                x);
          }
        }
      }
    }
    row.refuses(
        "torch.conv_transpose3d(a, torch.ones(4, 3, 2, 2, 2), None, [1, 1, 1], [0, 0, 0], [1, 0, 0])",
        xs -> new ConvTranspose3d(4, 3, Volume.of(2), 1, false, 1, 0, 0).forward(xs.getFirst()),
        x);
  }

  private static void columns(Table table) {
    Row unfold = table.row(Kind.LAYER, "Unfold");
    Row fold = table.row(Kind.LAYER, "Fold");
    for (int stride : new int[] {1, 2}) {
      for (int padding : new int[] {0, 1}) {
        for (int dilation : new int[] {1, 2}) {
          Window window =
              Window.of(2, 3).stride(stride, 1).padding(padding, 1).dilation(dilation, 1);
          String options = "[2, 3], [%d, 1], [%d, 1], [%d, 1]".formatted(dilation, padding, stride);
          Supplier<Layer> unfolding = () -> new Unfold(window);
          Supplier<Layer> folding = () -> new Fold(5, 4, window);
          int positions = window.height().positions(5) * window.width().positions(4);
          unfold.layer(
              "torch.im2col(a, %s)".formatted(options), unfolding, Input.numbers(2, 3, 5, 4));
          unfold.layer("torch.im2col(a, %s)".formatted(options), unfolding, Input.numbers(1, 5, 4));
          fold.layer(
              "torch.col2im(a, [5, 4], %s)".formatted(options),
              folding,
              Input.numbers(2, 12, positions));
          fold.layer(
              "torch.col2im(a, [5, 4], %s)".formatted(options),
              folding,
              Input.numbers(6, positions));
        }
      }
    }
    unfold
        .layer(
            "torch.im2col(a, [2, 2], [1, 1], [0, 0], [1, 1])",
            () -> new Unfold(2),
            Input.numbers(0, 3, 3, 3))
        .refuses(
            "torch.im2col(a, [4, 4], [1, 1], [0, 0], [1, 1])",
            xs -> new Unfold(4).forward(xs.getFirst()),
            Input.numbers(2, 3, 3, 3));
    fold.layer(
            "torch.col2im(a, [3, 3], [2, 2], [1, 1], [0, 0], [1, 1])",
            () -> new Fold(3, 3, 2),
            Input.numbers(0, 12, 4))
        .refuses(
            "torch.col2im(a, [3, 3], [2, 2], [1, 1], [0, 0], [1, 1])",
            xs -> new Fold(3, 3, 2).forward(xs.getFirst()),
            Input.numbers(2, 12, 5))
        .refuses(
            "torch.col2im(a, [3, 3], [2, 2], [1, 1], [0, 0], [1, 1])",
            xs -> new Fold(3, 3, 2).forward(xs.getFirst()),
            Input.numbers(2, 13, 4));
  }
}
