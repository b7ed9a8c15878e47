package kierkegrad.practice.doctor.suite;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kierkegrad.practice.doctor.Treatment;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.doctor.suite.Trial.Outcome;
import kierkegrad.practice.doctor.symptom.About;
import kierkegrad.practice.doctor.symptom.Symptom;
import kierkegrad.practice.doctor.symptom.Symptoms;
import kierkegrad.practice.settings.Settings;

/// The text of `docs/doctor.md`.
record DoctorPage(Survey survey, List<Long> seeds) {
  private static final String HEAD =
      """
      # The doctor

      `kierkegrad doctor RUN` reads what a training left behind and says what is wrong with it: the evidence in numbers, the cause, and
      the one flag that helps. What is certain is also said while `kierkegrad train` runs.

      ```
      kierkegrad train iris --init zeros
      kierkegrad doctor runs/iris-1
      kierkegrad doctor runs/iris-1 --apply --compare
      ```

      ```java
      import kierkegrad.practice.data.Source;
      import kierkegrad.practice.doctor.Checkup;
      import kierkegrad.practice.doctor.Doctor;
      import kierkegrad.practice.run.Run;
      import kierkegrad.practice.settings.Settings;

      void main() {
        Settings zeros = Settings.NONE.with("init", "zeros");
        Checkup checkup = new Checkup("iris", Run.of(Source.of("iris"), zeros));
        checkup.fit();
        Doctor.examine(checkup.evidence()).forEach(System.out::println);
      }
      ```

      Whether a result *suffers* is not guessed. The doctor asks two simple methods, ridge regression and the five nearest neighbours,
      what they make of the training rows, each row judged without itself (leave-one-out). A network that does worse on rows that it
      *has* seen than they do on rows that they have not seen has not learnt what can be learnt. If nobody does better, the noise is
      the data's, and no symptom of bad training is reported. Most symptoms count only if the result suffers; otherwise they are notes.

      Rows that were not trained with are those of the validation part, or else of the test part.

      This page is written by

      ```
      ./mvnw -pl core,formats,practice test -Dtest=DoctorSuiteTest -Dsurefire.failIfNoSpecifiedTests=false \\
        -Dkierkegrad.doctor.page=$PWD/docs/doctor.md
      ```

      and a test of every build repeats a third of it (all of it with `-Dkierkegrad.doctor=all`) and fails below 90 % detection or
      above 5 % false alarms.

      """;

  String text() {
    StringBuilder text = new StringBuilder(HEAD);
    rates(text);
    symptoms(text);
    faults(text);
    healthy(text);
    return text.toString();
  }

  private void rates(StringBuilder text) {
    long hits = survey.faults().stream().filter(Outcome::isHit).count();
    long alarms = survey.healthy().stream().filter(Outcome::isAlarm).count();
    text.append("## Rates\n\n");
    text.append(
        "Thresholds were chosen on the seeds 0, 1 and 2; what follows was measured on the seeds %s, which decide made-up data, splits and first weights.%n%n"
            .formatted(seeds.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    text.append("| | runs | |\n|---|---|---|\n");
    text.append(
        "| faults of which an expected finding appeared, as a warning or an error | %d of %d | **%.0f %%** |%n"
            .formatted(hits, survey.faults().size(), Math.floor(100 * survey.detection())));
    text.append(
        "| healthy runs with any warning or error | %d of %d | **%.0f %%** |%n%n"
            .formatted(alarms, survey.healthy().size(), Math.ceil(100 * survey.falseAlarms())));
  }

  private static void symptoms(StringBuilder text) {
    text.append(
        "## Symptoms\n\n| symptom | what is looked at | cause | source of the threshold |\n|---|---|---|---|\n");
    for (Symptom symptom : Symptoms.ALL) {
      About about = symptom.about();
      text.append(
          "| %s | %s | %s | %s |%n"
              .formatted(about.name(), about.sign(), about.cause(), about.source()));
    }
    text.append(
        "\n*Plateau*, *no learning* and *underfitting* are left out where another finding explains the result.\n\n");
  }

  private void faults(StringBuilder text) {
    text.append("## Faults\n\n");
    text.append(
        "*Found* are the warnings and errors of the seed %d, the gravest first; *detected* counts seeds. *Before* and *after* are the mean recall over classes, or R² (not below 0), on rows not trained with, of that seed, before and after all fixes in one go, rounded to a tenth; no fix is a matter of data or code.%n%n"
            .formatted(seeds.getFirst()));
    text.append(
        "| fault | data | settings | found | detected | fixes | before | after |\n|---|---|---|---|---|---|---|---|\n");
    int better = 0;
    int worse = 0;
    int treated = 0;
    for (Trial trial : Faults.ALL) {
      List<Outcome> outcomes = of(survey.faults(), trial);
      Outcome first = outcomes.getFirst();
      Settings change = Treatment.changes(first.findings());
      double before = score(first);
      String after = "";
      if (first.isHit() && !change.equals(Settings.NONE)) {
        double then = score(trial.run(first.seed(), change));
        after = tenth(then);
        treated++;
        better += then > before + 0.05 ? 1 : 0;
        worse += then < before - 0.05 ? 1 : 0;
      }
      text.append(
          "| %s | %s | %s | %s | %d/%d | %s | %s | %s |%n"
              .formatted(
                  trial.name(),
                  trial.data(),
                  code(trial.settings()),
                  String.join(", ", first.serious()),
                  outcomes.stream().filter(Outcome::isHit).count(),
                  outcomes.size(),
                  code(flags(change)),
                  tenth(before),
                  after));
    }
    text.append(
        "%nOf %d treated runs, %d are better by more than 0.05 afterwards, %d are worse by more than 0.05, and the others are about the same.%n%n"
            .formatted(treated, better, worse));
  }

  private void healthy(StringBuilder text) {
    text.append(
        "## Healthy runs\n\n| run | data | settings | warnings and errors | false alarms |\n|---|---|---|---|---|\n");
    for (Trial trial : Healthy.ALL) {
      List<Outcome> outcomes = of(survey.healthy(), trial);
      text.append(
          "| %s | %s | %s | %s | %d/%d |%n"
              .formatted(
                  trial.name(),
                  trial.data(),
                  code(trial.settings()),
                  outcomes.stream()
                      .flatMap(o -> o.serious().stream())
                      .distinct()
                      .collect(Collectors.joining(", ")),
                  outcomes.stream().filter(Outcome::isAlarm).count(),
                  outcomes.size()));
    }
  }

  private static List<Outcome> of(List<Outcome> outcomes, Trial trial) {
    return outcomes.stream().filter(o -> o.trial() == trial).toList();
  }

  private static String flags(Settings change) {
    return change.toMap().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static double score(Outcome outcome) {
    double score = new Vitals(outcome.evidence()).balancedScore().orElse(0);
    return Double.isFinite(score) ? Math.max(0, score) : 0;
  }

  private static String tenth(double score) {
    return String.format(Locale.ROOT, "%.1f", score);
  }
}
