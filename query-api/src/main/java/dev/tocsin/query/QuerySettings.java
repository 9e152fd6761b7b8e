package dev.tocsin.query;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.registry.Text;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the GraphQL service.
 *
 * @param kafka {@code tocsin.kafka.*}
 * @param query {@code tocsin.query.*}
 */
@ConfigurationProperties("tocsin")
public record QuerySettings(@DefaultValue KafkaSettings kafka, @DefaultValue Service query) {

  /**
   * How commands are sent and queries answered.
   *
   * @param instanceId names this replica among those of its database; with one, a quick restart
   *     after a crash keeps the read model at once where it was. Empty is none. Two replicas with
   *     the same name shut each other out.
   * @param caller who every request comes from, until there is authentication
   * @param commandTimeout how long a mutation waits for its answer, 100 ms to 5 min. A processor
   *     that restarts takes some seconds, and a replica that died is missed for 10 s.
   * @param maxPendingCommands how many mutations may wait at once, 1 to 100,000. More are refused,
   *     so that a processor that is away does not fill the memory. Each holds a thread: {@code
   *     server.tomcat.threads.max} has to be greater.
   * @param limits what a query may cost
   * @param allowedOrigins pages of other origins, such as {@code https://console.example.com}, that
   *     browsers may call from; none by default
   * @param subscribers how many clients may watch events at once, 1 to 100,000
   * @param subscriberBuffer how many changes a watching client may be behind before it is dropped,
   *     1 to 100,000
   */
  public record Service(
      @DefaultValue("") String instanceId,
      @DefaultValue CallerSettings caller,
      @DefaultValue("20s") Duration commandTimeout,
      @DefaultValue("1000") int maxPendingCommands,
      @DefaultValue Limits limits,
      @DefaultValue List<String> allowedOrigins,
      @DefaultValue("1000") int subscribers,
      @DefaultValue("1000") int subscriberBuffer) {
    public Service {
      allowedOrigins = List.copyOf(allowedOrigins);
      requireRange("subscribers", subscribers, 1, 100_000);
      requireRange("subscriber-buffer", subscriberBuffer, 1, 100_000);
      if (commandTimeout.toMillis() < 100 || commandTimeout.toMinutes() > 5) {
        throw new IllegalArgumentException(
            "tocsin.query.command-timeout must be 100ms to 5m: " + commandTimeout);
      }
      requireRange("max-pending-commands", maxPendingCommands, 1, 100_000);
    }
  }

  /**
   * The one user that there is.
   *
   * @param uuid recorded in acknowledgements
   * @param name how people know the user
   * @param email empty where there is none
   * @param domain the slug of the user's domain, which is all that the user sees; a level of MQTT
   *     topics
   */
  public record CallerSettings(
      @DefaultValue("8718ca2a-5134-41bb-ab81-b65cec310ab9") UUID uuid,
      @DefaultValue("operator") String name,
      @DefaultValue("") String email,
      @DefaultValue("company-example") String domain) {
    public CallerSettings {
      boolean isTopicLevel =
          !domain.isEmpty()
              && Text.isClean(domain)
              && domain.chars().noneMatch(c -> c == '/' || c == '+' || c == '#');
      if (!isTopicLevel) {
        throw new IllegalArgumentException(
            "tocsin.query.caller.domain must be one topic level without wildcards: " + domain);
      }
    }
  }

  /**
   * What a query may cost. What exceeds a limit is refused with an error that names it.
   *
   * @param pageSize the greatest {@code limit} of a list, 1 to 10,000
   * @param queryLength the longest query document in characters, 100 to 1,000,000
   * @param queryDepth how deep fields may be nested, and filters, 3 to 100; GraphiQL's own
   *     introspection needs 15
   * @param lists how many lists a query may ask for, 1 to 1,000. Even an empty page is some work
   *     for the database.
   * @param conditions how many conditions the filters of a query may have together, 10 to 500;
   *     SQLite takes no more than 1,000 in one statement
   * @param mutations how many mutations a document may have, 1 to 1,000. They are carried out one
   *     after the other, and each may take the command timeout.
   * @param answerSize how many values an answer may hold, 100 to 1,000,000, counted by the fields
   *     and page sizes of the query
   * @param statementTime how long one statement may occupy the database, 100 ms to 5 min
   */
  public record Limits(
      @DefaultValue("1000") int pageSize,
      @DefaultValue("20000") int queryLength,
      @DefaultValue("15") int queryDepth,
      @DefaultValue("50") int lists,
      @DefaultValue("500") int conditions,
      @DefaultValue("50") int mutations,
      @DefaultValue("200000") int answerSize,
      @DefaultValue("10s") Duration statementTime) {
    public Limits {
      requireRange("limits.page-size", pageSize, 1, 10_000);
      requireRange("limits.query-length", queryLength, 100, 1_000_000);
      requireRange("limits.query-depth", queryDepth, 3, 100);
      requireRange("limits.lists", lists, 1, 1_000);
      requireRange("limits.conditions", conditions, 10, 500);
      requireRange("limits.mutations", mutations, 1, 1_000);
      requireRange("limits.answer-size", answerSize, 100, 1_000_000);
      if (statementTime.toMillis() < 100 || statementTime.toMinutes() > 5) {
        throw new IllegalArgumentException(
            "tocsin.query.limits.statement-time must be 100ms to 5m: " + statementTime);
      }
    }
  }

  private static void requireRange(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "tocsin.query." + key + " must be " + least + " to " + most + ": " + value);
    }
  }
}
