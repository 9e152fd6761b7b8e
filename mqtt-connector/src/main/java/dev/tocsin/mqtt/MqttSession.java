package dev.tocsin.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import io.reactivex.disposables.Disposable;
import io.reactivex.schedulers.Schedulers;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, from its beginning to its loss. It is never mended: the client
 * library acknowledges strictly in order, so what one connection left unacknowledged would block
 * the next.
 *
 * <p>What is received and acknowledged is told on the network thread, without a hop to another.
 */
abstract sealed class MqttSession permits Mqtt5Session, Mqtt3Session {
  private static final Logger log = LoggerFactory.getLogger(MqttSession.class);
  private static final int TIMEOUT_SECONDS = 10;

  // A broken link without a reset shows itself after this time and half as much again.
  static final int KEEP_ALIVE_SECONDS = 10;

  private static final Set<Mqtt5DisconnectReasonCode> UNREADABLE =
      EnumSet.of(
          Mqtt5DisconnectReasonCode.MALFORMED_PACKET,
          Mqtt5DisconnectReasonCode.PROTOCOL_ERROR,
          Mqtt5DisconnectReasonCode.TOPIC_NAME_INVALID);

  static final ByteBuffer NO_PAYLOAD = ByteBuffer.allocate(0);

  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final CompletableFuture<Void> disconnected = new CompletableFuture<>();
  private volatile boolean unreadable;

  /**
   * A session that is not connected yet.
   *
   * @param version 5, or 3 for 3.1.1
   */
  static MqttSession create(MqttSettings settings, int version) {
    return version == 5 ? new Mqtt5Session(settings) : new Mqtt3Session(settings);
  }

  /**
   * Connects and subscribes; done when the broker has confirmed both.
   *
   * @param receiver is called on the network thread
   */
  final CompletableFuture<?> open(Consumer<InputMessage> receiver) {
    // Before connecting: what the broker sends again comes before the subscription is confirmed,
    // and the library acknowledges what nobody listens for.
    Disposable receiving = receive(receiver);
    // Not before the connection has ended, for the same reason.
    var unused = disconnected.thenRun(receiving::dispose);
    return connect().thenCompose(connected -> subscribe());
  }

  /**
   * Publishes with QoS 1; done when the broker has confirmed it. If the session is lost first, it
   * may never be done.
   */
  abstract CompletableFuture<?> publish(Publication publication);

  abstract CompletableFuture<?> connect();

  abstract CompletableFuture<?> subscribe();

  abstract CompletableFuture<?> disconnect();

  /** Receives from now on, with acknowledgements left to the receiver. */
  abstract Disposable receive(Consumer<InputMessage> receiver);

  /** Why the session was lost, once it is. */
  final CompletableFuture<String> lost() {
    return lost;
  }

  /** Whether it was lost because what the broker sent cannot be read. */
  final boolean isUnreadable() {
    return unreadable;
  }

  final boolean isOpen() {
    return !lost.isDone();
  }

  /** Ends the session at once; the broker keeps its state. */
  final void end(String reason) {
    lost.complete(reason);
    // Where it fails, there was no connection.
    var unused = disconnect();
  }

  /**
   * Ends the session after a bug: where taking a message in fails, the library hands out no more.
   */
  final void failed(Throwable failure) {
    log.error("Taking in what the broker sends failed", failure);
    end(describe(failure));
  }

  /** Done when the connection has ended as well. */
  final CompletableFuture<Void> disconnected() {
    return disconnected;
  }

  /**
   * Whether the failure of a publish concerns the message alone, so that sending it again would
   * fail again.
   */
  boolean isRefusal(Throwable failure) {
    return failure instanceof MqttEncodeException || failure instanceof IllegalArgumentException;
  }

  final MqttClientBuilder client(MqttSettings settings) {
    MqttClientBuilder builder =
        MqttClient.builder()
            .identifier(settings.clientId())
            .serverHost(settings.host())
            .serverPort(settings.port())
            .executorConfig(
                MqttClientExecutorConfig.builder()
                    .applicationScheduler(Schedulers.from(Runnable::run))
                    .build())
            .transportConfig()
            .socketConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .mqttConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .applyTransportConfig()
            .addDisconnectedListener(this::onDisconnected);
    return settings.tls() ? builder.sslWithDefaultConfig() : builder;
  }

  private void onDisconnected(MqttClientDisconnectedContext context) {
    unreadable =
        context.getSource() == MqttDisconnectSource.CLIENT
            && context.getCause() instanceof Mqtt5DisconnectException cause
            && UNREADABLE.contains(cause.getMqttMessage().getReasonCode());
    lost.complete(describe(context.getCause()));
    disconnected.complete(null);
  }

  /** A failure in words, with the broker's reason where it gave one. */
  static String describe(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapper when wrapper.getCause() != null ->
          describe(wrapper.getCause());
      case ExecutionException wrapper -> describe(wrapper.getCause());
      case Mqtt5DisconnectException refused ->
          refused.getMessage() + " " + refused.getMqttMessage().getReasonCode();
      case Mqtt5ConnAckException refused ->
          refused.getMessage() + " " + refused.getMqttMessage().getReasonCode();
      case Mqtt5SubAckException refused ->
          refused.getMessage() + " " + refused.getMqttMessage().getReasonCodes();
      default ->
          failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    };
  }
}
