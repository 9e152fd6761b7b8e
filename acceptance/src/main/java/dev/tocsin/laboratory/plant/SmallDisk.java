package dev.tocsin.laboratory.plant;

import static org.awaitility.Awaitility.await;

import dev.tocsin.laboratory.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A disk of its own under a folder, which can be made so small that it is full: memory that is
 * mounted there, which takes root. It takes the memory of what is written to it.
 */
public final class SmallDisk implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int BLOCK_BYTES = 4 * 1024;

  /** What is left when the disk has shrunk, and is filled: others write meanwhile. */
  private static final int MARGIN_BYTES = 1024 * 1024;

  private final Path folder;
  private final int megabytes;
  private final Path ballast;

  private SmallDisk(Path folder, int megabytes) {
    this.folder = folder;
    this.megabytes = megabytes;
    this.ballast = folder.resolve("ballast");
  }

  /** Whether such disks can be had here. */
  public static boolean isPossible() {
    Optional<SmallDisk> disk = under(Program.newFolder("disk"), 1);
    disk.ifPresent(SmallDisk::close);
    return disk.isPresent();
  }

  /** Makes the empty folder one, where that is possible. */
  static Optional<SmallDisk> under(Path folder, int megabytes) {
    SmallDisk disk = new SmallDisk(folder, megabytes);
    return disk.mount() ? Optional.of(disk) : Optional.empty();
  }

  /** Leaves no room. */
  public void fill() {
    await("the disk shrinks")
        .atMost(LIMIT)
        .until(() -> resize(Long.toString(usedBytes() + MARGIN_BYTES)));
    byte[] block = new byte[BLOCK_BYTES];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full. What others leave until they notice is theirs.
    }
  }

  /** Gives back the room that was taken. */
  public void makeRoom() {
    if (!resize(megabytes + "m")) {
      throw new IllegalStateException("no room under " + folder);
    }
    Program.delete(ballast);
  }

  /** Takes the disk away, with what it holds. */
  @Override
  public void close() {
    run("umount", "-l", folder.toString());
  }

  private long usedBytes() throws IOException {
    FileStore store = Files.getFileStore(folder);
    return store.getTotalSpace() - store.getUnallocatedSpace();
  }

  private boolean mount() {
    if (Program.find("mount").isEmpty()) {
      return false;
    }
    String options = "size=" + megabytes + "m,mode=0777";
    return run("mount", "-t", "tmpfs", "-o", options, "tocsin-laboratory", folder.toString());
  }

  private boolean resize(String size) {
    return run("mount", "-o", "remount,size=" + size, folder.toString());
  }

  private static boolean run(String... command) {
    try (Program program = Program.start("disk-" + command[0], Map.of(), List.of(command))) {
      return program.awaitEnd(LIMIT) == 0;
    }
  }
}
