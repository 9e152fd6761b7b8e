package dev.tocsin.standalone;

/** Closes what a measurement would leave behind, however this process ends. */
public final class AtExit {
  private AtExit() {}

  /** Closes them one after the other, in this order. */
  public static void close(AutoCloseable... all) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAll(all)));
  }

  private static void closeAll(AutoCloseable... all) {
    for (AutoCloseable one : all) {
      try {
        one.close();
      } catch (Exception e) {
        System.err.println(e);
      }
    }
  }
}
