package dev.tocsin.standalone;

import java.util.logging.Level;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;

/** One log for everything in this JVM: Logback, set up by {@code logback.xml}. */
final class Logging {

  private Logging() {}

  static void configure() {
    // Spring Boot would set Logback up again, in the middle of the brokers' lines.
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    // Now, in one thread: the brokers, which start in parallel, would each try.
    LoggerFactory.getILoggerFactory();
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
  }
}
