package kierkegrad;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import kierkegrad.grad.Gradients;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// The rooms of the library, in the order in which one may know another.
class ArchitectureTest {
  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("kierkegrad");

  @Test
  void packagesKnowOnlyThoseBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("tensor")
        .definedBy("kierkegrad.tensor", "kierkegrad.op", "kierkegrad.backend", "kierkegrad.random")
        .layer("machine")
        .definedBy("kierkegrad.cpu.machine")
        .optionalLayer("gemm")
        .definedBy("kierkegrad.cpu.gemm")
        .optionalLayer("loops")
        .definedBy("kierkegrad.cpu.loops")
        .optionalLayer("conv")
        .definedBy("kierkegrad.cpu.conv")
        .layer("attention")
        .definedBy("kierkegrad.cpu.attention")
        .layer("cpu")
        .definedBy("kierkegrad.cpu")
        .layer("grad")
        .definedBy("kierkegrad.grad")
        .layer("graph")
        .definedBy("kierkegrad.graph")
        .layer("nn")
        .definedBy("kierkegrad.nn..")
        .layer("learning")
        .definedBy("kierkegrad.loss", "kierkegrad.optim..", "kierkegrad.data", "kierkegrad.metric")
        .layer("train")
        .definedBy("kierkegrad.train")
        .layer("explain")
        .definedBy("kierkegrad.explain")
        .layer("monitor")
        .definedBy("kierkegrad.monitor")
        .layer("landscape")
        .definedBy("kierkegrad.landscape")
        .whereLayer("tensor")
        .mayNotAccessAnyLayer()
        .whereLayer("machine")
        .mayNotAccessAnyLayer()
        .whereLayer("loops")
        .mayOnlyAccessLayers("machine", "tensor")
        .whereLayer("gemm")
        .mayOnlyAccessLayers("machine", "loops")
        .whereLayer("conv")
        .mayOnlyAccessLayers("machine", "loops", "gemm")
        .whereLayer("attention")
        .mayOnlyAccessLayers("machine", "loops", "gemm")
        .whereLayer("cpu")
        .mayOnlyAccessLayers("tensor", "machine", "loops", "gemm", "conv", "attention")
        .whereLayer("cpu")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("grad")
        .mayOnlyAccessLayers("tensor")
        .whereLayer("graph")
        .mayOnlyAccessLayers("tensor", "grad")
        .whereLayer("nn")
        .mayOnlyAccessLayers("tensor", "grad", "graph")
        .whereLayer("learning")
        .mayOnlyAccessLayers("tensor", "grad", "graph", "nn")
        .whereLayer("train")
        .mayOnlyBeAccessedByLayers("monitor", "landscape")
        .whereLayer("explain")
        .mayOnlyAccessLayers("tensor", "grad", "graph", "nn", "learning")
        .whereLayer("explain")
        .mayOnlyBeAccessedByLayers("monitor")
        .whereLayer("monitor")
        .mayOnlyAccessLayers("tensor", "grad", "nn", "learning", "train", "explain")
        .whereLayer("monitor")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("landscape")
        .mayNotBeAccessedByAnyLayer()
        // loss.backward() reads as in PyTorch.
        .ignoreDependency(equivalentTo(Tensor.class), equivalentTo(Gradients.class))
        .check(LIBRARY);
  }

  @Test
  void everyClassHasARoom() {
    classes()
        .should()
        .resideInAnyPackage(
            "kierkegrad.tensor",
            "kierkegrad.op",
            "kierkegrad.backend",
            "kierkegrad.cpu..",
            "kierkegrad.grad",
            "kierkegrad.graph",
            "kierkegrad.random",
            "kierkegrad.check",
            "kierkegrad.nn..",
            "kierkegrad.loss",
            "kierkegrad.metric",
            "kierkegrad.optim..",
            "kierkegrad.data",
            "kierkegrad.train",
            "kierkegrad.explain",
            "kierkegrad.monitor",
            "kierkegrad.landscape")
        .check(LIBRARY);
  }

  @Test
  void theLibraryWritesToNoConsoleAndNoLog() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAPackage("java.util.logging"))
        .orShould()
        .dependOnClassesThat(equivalentTo(PrintStream.class))
        .check(LIBRARY);
  }

  @Test
  void theLibraryNeedsOnlyTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("kierkegrad..")
                .or(resideInAPackage("java.."))
                .or(resideInAPackage("jdk.incubator.vector"))
                .or(resideInAPackage("org.jspecify.annotations")))
        .check(LIBRARY);
  }

  /// A class that touches the Vector API cannot be loaded without it.
  @Test
  void onlyClassesNamedForItTouchTheVectorApi() {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("Vector")
        .should()
        .dependOnClassesThat(resideInAPackage("jdk.incubator.vector"))
        .check(LIBRARY);
  }
}
