package kierkegrad.formats.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kierkegrad.formats.DataException;
import kierkegrad.formats.FileAccess;
import kierkegrad.train.CheckpointSink;
import kierkegrad.train.TrainingState;

/// Keeps two states of a training in a folder: the last one, from which it goes on, and that of the
/// best epoch. Each file is replaced as a whole: after a power cut, a full disk or `kill -9` in the
/// middle of writing, the one before is still there.
public final class CheckpointFolder implements CheckpointSink {
  /// The file with the last state.
  public static final String LAST = "last.safetensors";

  /// The file with the state after the best epoch.
  public static final String BEST = "best.safetensors";

  private final Path folder;
  private boolean cleared;

  /// A folder, which need not be there yet.
  public CheckpointFolder(Path folder) {
    this.folder = folder;
  }

  /// Saves a state. The best one first, so that the last one is never newer than a best one that it
  /// knows. What a killed training left half-written goes at the first call, not before: who only
  /// reads does not disturb a training that is writing.
  ///
  /// @throws DataException if a file cannot be written; the one before is then untouched
  @Override
  public void save(TrainingState state) {
    if (!cleared) {
      FileAccess.removeLeftovers(folder.resolve(LAST));
      FileAccess.removeLeftovers(folder.resolve(BEST));
      cleared = true;
    }
    if (state.isBest()) {
      CheckpointFile.save(state, folder.resolve(BEST));
    }
    CheckpointFile.save(state, folder.resolve(LAST));
  }

  /// The last state, if one was saved.
  ///
  /// @throws DataException if the file cannot be read or is damaged
  public Optional<TrainingState> last() {
    return load(LAST);
  }

  /// The state after the best epoch, if there was one.
  ///
  /// @throws DataException if the file cannot be read or is damaged
  public Optional<TrainingState> best() {
    return load(BEST);
  }

  private Optional<TrainingState> load(String name) {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Optional.of(CheckpointFile.load(file)) : Optional.empty();
  }
}
