package dev.tocsin.query;

import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of the GraphQL service: {@code tocsin.query.*}.
 *
 * @param caller who every request comes from, until there is authentication
 * @param commandTimeout how long a mutation waits for its answer, 100 ms to 5 min; default 10 s. A
 *     processor that restarts takes some seconds.
 * @param maxPendingCommands how many mutations may wait at once, 1 to 100,000; default 1,000. More
 *     are refused, so that a processor that is away does not fill the memory.
 * @param maxPageSize the greatest {@code limit}, 1 to 10,000; default 1,000
 * @param maxQueryLength the longest query document in characters, 100 to 1,000,000; default 20,000
 * @param maxQueryDepth how deep fields may be nested, 3 to 100; default 15, which GraphiQL's own
 *     introspection needs
 * @param maxQueryComplexity how many fields a query may ask for, 10 to 100,000; default 1,000
 */
@ConfigurationProperties("tocsin.query")
public record QuerySettings(
    CallerSettings caller,
    Duration commandTimeout,
    Integer maxPendingCommands,
    Integer maxPageSize,
    Integer maxQueryLength,
    Integer maxQueryDepth,
    Integer maxQueryComplexity) {

  /**
   * The one user that there is.
   *
   * @param uuid recorded in acknowledgements; default {@code 8718ca2a-5134-41bb-ab81-b65cec310ab9}
   * @param name default {@code operator}
   * @param email default none
   * @param domain the slug of the user's domain; default {@code company-example}
   */
  public record CallerSettings(UUID uuid, String name, String email, String domain) {
    public CallerSettings {
      uuid = uuid == null ? UUID.fromString("8718ca2a-5134-41bb-ab81-b65cec310ab9") : uuid;
      name = name == null ? "operator" : name;
      domain = domain == null ? "company-example" : domain;
    }
  }

  public QuerySettings {
    caller = caller == null ? new CallerSettings(null, null, null, null) : caller;
    commandTimeout = commandTimeout == null ? Duration.ofSeconds(10) : commandTimeout;
    if (commandTimeout.toMillis() < 100 || commandTimeout.toMinutes() > 5) {
      throw new IllegalArgumentException(
          "tocsin.query.command-timeout must be 100ms to 5m: " + commandTimeout);
    }
    maxPendingCommands = inRange("max-pending-commands", maxPendingCommands, 1_000, 1, 100_000);
    maxPageSize = inRange("max-page-size", maxPageSize, 1_000, 1, 10_000);
    maxQueryLength = inRange("max-query-length", maxQueryLength, 20_000, 100, 1_000_000);
    maxQueryDepth = inRange("max-query-depth", maxQueryDepth, 15, 3, 100);
    maxQueryComplexity = inRange("max-query-complexity", maxQueryComplexity, 1_000, 10, 100_000);
  }

  private static int inRange(String key, Integer given, int otherwise, int least, int most) {
    int value = given == null ? otherwise : given;
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "tocsin.query." + key + " must be " + least + " to " + most + ": " + value);
    }
    return value;
  }
}
