package dev.tocsin.laboratory.plant;

import dev.tocsin.laboratory.Program;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a plant's programs keep their data: each on a small disk, where there are such. A folder
 * and its disk are made when they are first asked for.
 */
public final class Folders implements AutoCloseable {
  /** At most, of each: a disk takes the memory of what is on it. */
  private static final int DISK_MEGABYTES = 4_096;

  private final Path root;
  private final Map<Path, SmallDisk> disks = new ConcurrentHashMap<>();

  Folders(Path root) {
    this.root = root;
  }

  /** Of the processor of this name. */
  public Path state(String name) {
    return onDisk(name);
  }

  /** Of the read model. */
  public Path view() {
    return onDisk("view");
  }

  /** Of the Kafka broker. */
  public Path kafka() {
    return onDisk("kafka");
  }

  Path plain(String name) {
    return root.resolve(name);
  }

  /** What one of these folders is on; only where {@link SmallDisk#isPossible}. */
  public SmallDisk disk(Path folder) {
    return Optional.ofNullable(disks.get(folder)).orElseThrow();
  }

  private Path onDisk(String name) {
    Path folder = plain(name);
    Program.makeFolder(folder);
    disks.computeIfAbsent(folder, it -> SmallDisk.under(it, DISK_MEGABYTES).orElse(null));
    return folder;
  }

  @Override
  public void close() {
    disks.values().forEach(SmallDisk::close);
  }
}
