package dev.tocsin.query.command;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventRequest;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topic;
import dev.tocsin.kafka.Topics;
import dev.tocsin.kafka.message.CommandHeaders;
import dev.tocsin.kafka.message.CommandReply.Accepted;
import dev.tocsin.kafka.message.CommandReply.EventAccepted;
import dev.tocsin.kafka.message.CommandReply.InForce;
import dev.tocsin.kafka.message.CommandReply.Outcome;
import dev.tocsin.kafka.message.CommandReply.Refused;
import dev.tocsin.kafka.message.EventCommandMessage;
import dev.tocsin.kafka.message.RegistryCommandMessage;
import dev.tocsin.query.graphql.ApiException;
import dev.tocsin.query.graphql.Classification;
import dev.tocsin.registry.RegistryCommand;
import dev.tocsin.registry.RegistryDecision;
import dev.tocsin.registry.RegistryObject;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends commands to the processor and waits for what becomes of them. Thread-safe.
 *
 * <p>A command that is not answered in time may still take effect; its sender is told so, and never
 * that it failed.
 */
public final class CommandGateway {
  private final Topics topics;
  private final TocsinSerdes serdes;
  private final Producer<String, byte[]> producer;
  private final String replyTo;
  private final PendingCommands pending;
  private final BooleanSupplier ready;
  private final Duration timeout;
  private final MeterRegistry metrics;

  /**
   * @param replyTo what marks the answers to this gateway's commands
   * @param ready whether answers are being read
   */
  CommandGateway(
      Topics topics,
      TocsinSerdes serdes,
      Producer<String, byte[]> producer,
      String replyTo,
      PendingCommands pending,
      BooleanSupplier ready,
      Duration timeout,
      MeterRegistry metrics) {
    this.topics = topics;
    this.serdes = serdes;
    this.producer = producer;
    this.replyTo = replyTo;
    this.pending = pending;
    this.ready = ready;
    this.timeout = timeout;
    this.metrics = metrics;
    Gauge.builder("tocsin.query.commands.pending", pending, PendingCommands::size)
        .description("Commands that wait for their answers")
        .register(metrics);
  }

  /** The object as the command left it or, deleted, as it last was. */
  public RegistryObject send(String slug, RegistryCommand command) {
    UUID id = UUID.randomUUID();
    return switch (send(
        id,
        topics.registryCommands(),
        slug,
        () ->
            serdes
                .registryCommands()
                .serializer()
                .serialize(
                    topics.registryCommands().name(),
                    new RegistryCommandMessage(id, slug, command)))) {
      case Accepted accepted -> accepted.object();
      case EventAccepted other -> throw mismatched(id);
      case InForce other -> throw mismatched(id);
      case Refused refused -> throw refusal(refused);
    };
  }

  /** The event as the command left it or, deleted, as it last was. */
  public Event send(EventRequest request) {
    UUID id = UUID.randomUUID();
    return switch (send(
        id,
        topics.eventCommands(),
        request.entityUuid().toString(),
        () ->
            serdes
                .eventCommands()
                .serializer()
                .serialize(topics.eventCommands().name(), new EventCommandMessage(id, request)))) {
      case EventAccepted accepted -> accepted.event();
      case Accepted other -> throw mismatched(id);
      case InForce other -> throw mismatched(id);
      case Refused refused -> throw refusal(refused);
    };
  }

  private Outcome send(UUID id, Topic topic, String key, Supplier<byte[]> message) {
    if (!ready.getAsBoolean()) {
      throw count(
          "unavailable", ApiException.unavailable("Commands are not taken yet; try again soon."));
    }
    Optional<PendingCommand> command = pending.add(id);
    if (command.isEmpty()) {
      throw count(
          "unavailable",
          ApiException.unavailable("Too many commands are waiting; try again soon."));
    }
    try {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(topic.name(), key, message.get());
      CommandHeaders.write(record.headers(), id, replyTo);
      var unused =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure != null) {
                  command.get().outcome().completeExceptionally(failure);
                }
              });
      Outcome outcome = command.get().outcome().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      metrics
          .counter(
              "tocsin.query.commands",
              "outcome",
              outcome instanceof Refused refused
                  ? refused.reason().name().toLowerCase(Locale.ROOT)
                  : "accepted")
          .increment();
      return outcome;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        throw count("validation", ApiException.invalid("The command is too large."));
      }
      // A send that failed on the way may still have reached the log.
      throw count("timeout", outcomeUnknown(id));
    } catch (TimeoutException e) {
      throw count("timeout", outcomeUnknown(id));
    } catch (KafkaException e) {
      throw count(
          "unavailable",
          ApiException.unavailable("The command could not be sent; try again soon."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw count("timeout", outcomeUnknown(id));
    } finally {
      pending.remove(id);
    }
  }

  private ApiException count(String outcome, ApiException error) {
    metrics.counter("tocsin.query.commands", "outcome", outcome).increment();
    return error;
  }

  static ApiException outcomeUnknown(UUID id) {
    return ApiException.timeout(
        "No answer in time: the outcome of the command " + id + " is unknown.");
  }

  private static ApiException refusal(Refused refused) {
    return new ApiException(classification(refused.reason()), refused.code(), refused.message());
  }

  private static Classification classification(RegistryDecision.Reason reason) {
    return switch (reason) {
      case VALIDATION -> Classification.VALIDATION;
      case NOT_FOUND -> Classification.NOT_FOUND;
      case CONFLICT -> Classification.CONFLICT;
    };
  }

  private static IllegalStateException mismatched(UUID id) {
    return new IllegalStateException("the answer to the command " + id + " is of another kind");
  }
}
