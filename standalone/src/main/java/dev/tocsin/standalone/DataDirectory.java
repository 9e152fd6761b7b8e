package dev.tocsin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.util.FileSystemUtils;

/**
 * The folder that keeps everything between two starts, locked for as long as this is open.
 *
 * <p>The lock is the operating system's: it goes with the process, however that ends, and no stale
 * file ever has to be removed by hand.
 */
final class DataDirectory implements AutoCloseable {

  private final Path root;
  private final FileChannel lockFile;

  private DataDirectory(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  static DataDirectory lock(Path root) {
    try {
      Files.createDirectories(root);
      var lockFile =
          FileChannel.open(
              root.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!tryLock(lockFile)) {
        String owner = StandardCharsets.UTF_8.decode(content(lockFile)).toString().strip();
        lockFile.close();
        throw new CannotStart(
            "Tocsin already runs on the data folder %s, as process %s: stop it, or set TOCSIN_DATA_DIR (and the ports) to start another."
                .formatted(root, owner));
      }
      lockFile.truncate(0);
      lockFile.write(
          StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + System.lineSeparator()));
      return new DataDirectory(root, lockFile);
    } catch (IOException e) {
      throw new CannotStart(
          "The data folder %s cannot be used (%s): set TOCSIN_DATA_DIR to one that can."
              .formatted(root, e),
          e);
    }
  }

  Path root() {
    return root;
  }

  /** A folder of its own for one part, made where it is missing. */
  Path folder(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new CannotStart(
          "The folder %s cannot be made (%s).".formatted(root.resolve(name), e), e);
    }
  }

  /** Empties the folder for temporary files: whoever was killed has left libraries there. */
  void clearTemporary() {
    try {
      FileSystemUtils.deleteRecursively(root.resolve("tmp"));
    } catch (IOException e) {
      throw new CannotStart("The temporary files cannot be deleted (%s).".formatted(e), e);
    }
    folder("tmp");
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean tryLock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static ByteBuffer content(FileChannel file) throws IOException {
    var buffer = ByteBuffer.allocate(32);
    file.read(buffer, 0);
    return buffer.flip();
  }
}
