package kierkegrad.cpu.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import kierkegrad.random.Philox;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  private static final String PROPERTY = "kierkegrad.threads";

  @AfterEach
  void restore() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void everyElementIsVisitedOnce() {
    System.setProperty(PROPERTY, "8");
    AtomicIntegerArray visits = new AtomicIntegerArray(1003);
    Threads.parallel(
        visits.length(),
        10,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            visits.incrementAndGet(i);
          }
        });
    for (int i = 0; i < visits.length(); i++) {
      assertThat(visits.get(i)).isEqualTo(1);
    }
  }

  @Test
  void nothingIsNoWork() {
    Threads.parallel(
        0,
        10,
        (from, to) -> {
          throw new AssertionError("called");
        });
  }

  @Test
  void workInsideWorkRunsOnTheSameThread() {
    System.setProperty(PROPERTY, "4");
    AtomicInteger sum = new AtomicInteger();
    Threads.parallel(
        8,
        1,
        (from, to) -> {
          Thread outer = Thread.currentThread();
          Threads.parallel(
              100,
              1,
              (a, b) -> {
                assertThat(Thread.currentThread()).isSameAs(outer);
                sum.addAndGet(b - a);
              });
        });
    assertThat(sum).hasValue(800);
  }

  @Test
  void aFailureReachesTheCallerOnceNobodyWorksAnyMore() {
    System.setProperty(PROPERTY, "4");
    AtomicInteger working = new AtomicInteger();
    assertThatThrownBy(() ->
            Threads.parallel(
                1000,
                1,
                (from, to) -> {
                  working.incrementAndGet();
                  try {
                    if (from == 3) {
                      throw new IndexOutOfBoundsException("piece 3");
                    }
                    Thread.onSpinWait();
                  } finally {
                    working.decrementAndGet();
                  }
                }))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("piece 3");
    assertThat(working).hasValue(0);
  }

  @Test
  void anErrorStaysAnError() {
    System.setProperty(PROPERTY, "2");
    assertThatThrownBy(() ->
            Threads.parallel(
                100,
                1,
                (from, to) -> {
                  throw new OutOfMemoryError("piece");
                }))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void theNumberOfThreadsDoesNotChangeABit() {
    Philox random = new Philox(5);
    Tensor a = Tensor.randn(random, 200, 300);
    Tensor b = Tensor.randn(random, 300, 150);
    System.setProperty(PROPERTY, "1");
    Tensor alone = work(a, b);
    for (String threads : new String[] {"2", "8"}) {
      System.setProperty(PROPERTY, threads);
      assertThat(work(a, b).sameBits(alone)).as(threads + " threads").isTrue();
    }
  }

  private static Tensor work(Tensor a, Tensor b) {
    Tensor product = a.matmul(b).add(b.mean(0)).tanh();
    return Tensor.concat(
        0, List.of(product.sum(1), product.mT().softmax(1).sum(0), a.exp().mean().unsqueeze(0)));
  }
}
