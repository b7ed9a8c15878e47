/// One symptom per file; the list of them all is [kierkegrad.practice.doctor.symptom.Symptoms].
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.doctor.symptom;
