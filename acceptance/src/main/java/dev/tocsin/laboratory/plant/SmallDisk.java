package dev.tocsin.laboratory.plant;

import dev.tocsin.laboratory.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A small disk of its own under a folder, with what the folder held: memory that is mounted there,
 * which takes root.
 */
public final class SmallDisk implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int BLOCK_BYTES = 64 * 1024;

  private final Path folder;
  private final Path aside;
  private final Path ballast;
  private final Thread unmount = new Thread(this::unmount);
  private boolean mounted;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.aside = folder.resolveSibling(folder.getFileName() + ".aside");
    this.ballast = folder.resolve("ballast");
  }

  /** Whether such disks can be had here. */
  public static boolean isPossible() {
    try (SmallDisk trial = new SmallDisk(Program.newFolder("disk"))) {
      return trial.mount(1);
    }
  }

  /** Puts the folder, which nobody uses now, on a disk with so much room besides what it holds. */
  public static SmallDisk under(Path folder, int megabytes) {
    SmallDisk disk = new SmallDisk(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int size = megabytes + usedMegabytes(folder);
    try {
      Files.move(folder, disk.aside);
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!disk.mount(size) || !run("cp", "-a", disk.aside + "/.", folder.toString())) {
      throw new IllegalStateException("no disk under " + folder);
    }
    return disk;
  }

  /** Takes all the room that is left. */
  public void fill() {
    byte[] block = new byte[BLOCK_BYTES];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full. What others leave until they notice is theirs.
    }
  }

  /** Deletes all that the disk holds. */
  public void clear() {
    try (var files = Files.list(folder)) {
      files.forEach(Program::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives back the room that was taken. */
  public void makeRoom() {
    Program.delete(ballast);
  }

  /** Puts the folder, which nobody uses now, back where it was, with what it holds. */
  @Override
  public void close() {
    if (!mounted) {
      return;
    }
    if (Files.exists(aside)) {
      makeRoom();
      Program.delete(aside);
      run("cp", "-a", folder + "/.", aside.toString());
    }
    unmount();
    Runtime.getRuntime().removeShutdownHook(unmount);
    if (Files.exists(aside)) {
      Program.delete(folder);
      try {
        Files.move(aside, folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private boolean mount(int megabytes) {
    String options = "size=" + megabytes + "m,mode=0777";
    mounted =
        Program.find("mount").isPresent()
            && run("mount", "-t", "tmpfs", "-o", options, "tocsin-laboratory", folder.toString());
    if (mounted) {
      Runtime.getRuntime().addShutdownHook(unmount);
    }
    return mounted;
  }

  private static int usedMegabytes(Path folder) {
    try (Program du =
        Program.start("disk-used", Map.of(), List.of("du", "-sm", folder.toString()))) {
      du.awaitEnd(LIMIT);
      return Integer.parseInt(du.output().split("\\s")[0]);
    }
  }

  private void unmount() {
    run("umount", "-l", folder.toString());
  }

  private static boolean run(String... command) {
    try (Program program = Program.start("disk-" + command[0], Map.of(), List.of(command))) {
      return program.awaitEnd(LIMIT) == 0;
    }
  }
}
