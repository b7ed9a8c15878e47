package kierkegrad.tensor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class PlaceholderTest {
  @Test
  void knowsItsName() {
    assertThat(Placeholder.name()).isEqualTo("kierkegrad");
  }

  @Test
  void archUnitSeesTheClasses() {
    JavaClasses classes = new ClassFileImporter().importPackages("kierkegrad");
    assertThat(classes).isNotEmpty();
    noClasses()
        .that()
        .resideInAPackage("kierkegrad.tensor..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("kierkegrad.train..")
        .check(classes);
  }
}
