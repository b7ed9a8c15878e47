/// Why a training goes wrong: [kierkegrad.practice.doctor.Doctor] reads what a run leaves behind
/// and names symptoms, with numbers, a cause and the one setting that helps.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.doctor;
