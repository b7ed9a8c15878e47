package kierkegrad.cpu.conv;

/// Plain loops.
final class PlainWinograd implements WinogradLoops {
  @Override
  public void image(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < count; i++) {
        int from = at + n * xNext + i;
        float d0 = x[from];
        float d1 = x[from + step];
        float d2 = x[from + 2 * step];
        float d3 = x[from + 3 * step];
        float d4 = x[from + 4 * step];
        float d5 = x[from + 5 * step];
        float even = d4 - d2 * BB;
        float odd = (d3 - d1 * BB) * A;
        float even2 = d4 - d2 * AA;
        float odd2 = (d3 - d1 * AA) * B;
        int out = to + n * yNext + i;
        y[out] = even + (d0 * BB - d2) * AA;
        y[out + toStep] = even + odd;
        y[out + 2 * toStep] = even - odd;
        y[out + 3 * toStep] = even2 + odd2;
        y[out + 4 * toStep] = even2 - odd2;
        y[out + 5 * toStep] = d5 - d3 * BB + (d1 * BB - d3) * AA;
      }
    }
  }

  @Override
  public void weight(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < count; i++) {
        int from = at + n * xNext + i;
        float w0 = x[from];
        float w1 = x[from + step];
        float w2 = x[from + 2 * step];
        float even = (w0 + w2 * AA) * AT_A;
        float odd = w1 * (A * AT_A);
        float even2 = (w0 + w2 * BB) * AT_B;
        float odd2 = w1 * (B * AT_B);
        int out = to + n * yNext + i;
        y[out] = w0 * AT_0;
        y[out + toStep] = even + odd;
        y[out + 2 * toStep] = even - odd;
        y[out + 3 * toStep] = even2 + odd2;
        y[out + 4 * toStep] = even2 - odd2;
        y[out + 5 * toStep] = w2;
      }
    }
  }

  @Override
  public void result(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < count; i++) {
        int from = at + n * xNext + i;
        float m1 = x[from + step];
        float m2 = x[from + 2 * step];
        float m3 = x[from + 3 * step];
        float m4 = x[from + 4 * step];
        float even = m1 + m2;
        float odd = m1 - m2;
        float even2 = m3 + m4;
        float odd2 = m3 - m4;
        int out = to + n * yNext + i;
        y[out] = x[from] + even + even2;
        y[out + toStep] = odd * A + odd2 * B;
        y[out + 2 * toStep] = even * AA + even2 * BB;
        y[out + 3 * toStep] = odd * (A * AA) + odd2 * (B * BB) + x[from + 5 * step];
      }
    }
  }

  @Override
  public void resultGradient(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < count; i++) {
        int from = at + n * xNext + i;
        float g0 = x[from];
        float g1 = x[from + step];
        float g2 = x[from + 2 * step];
        float g3 = x[from + 3 * step];
        float even = g0 + g2 * AA;
        float odd = (g1 + g3 * AA) * A;
        float even2 = g0 + g2 * BB;
        float odd2 = (g1 + g3 * BB) * B;
        int out = to + n * yNext + i;
        y[out] = g0;
        y[out + toStep] = even + odd;
        y[out + 2 * toStep] = even - odd;
        y[out + 3 * toStep] = even2 + odd2;
        y[out + 4 * toStep] = even2 - odd2;
        y[out + 5 * toStep] = g3;
      }
    }
  }

  @Override
  public void weightGradient(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < count; i++) {
        int from = at + n * xNext + i;
        float u1 = x[from + step];
        float u2 = x[from + 2 * step];
        float u3 = x[from + 3 * step];
        float u4 = x[from + 4 * step];
        float even = (u1 + u2) * AT_A;
        float odd = (u1 - u2) * (A * AT_A);
        float even2 = (u3 + u4) * AT_B;
        float odd2 = (u3 - u4) * (B * AT_B);
        int out = to + n * yNext + i;
        y[out] = x[from] * AT_0 + even + even2;
        y[out + toStep] = odd + odd2;
        y[out + 2 * toStep] = even * AA + even2 * BB + x[from + 5 * step];
      }
    }
  }

  @Override
  public void transpose(
      float[] x, int at, int xRow, float[] y, int to, int yRow, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[to + j * yRow + i] = x[at + i * xRow + j];
      }
    }
  }

  @Override
  public void bias(float[] y, int rows, float[] bias, int from) {
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < LANES; i++) {
        y[row * LANES + i] += bias[from + i];
      }
    }
  }

  @Override
  public void relu(float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = y[i] < 0 ? 0 : y[i];
    }
  }

  @Override
  public void add(float[] x, int at, float[] y, int to, int count) {
    for (int i = 0; i < count; i++) {
      y[to + i] += x[at + i];
    }
  }
}
