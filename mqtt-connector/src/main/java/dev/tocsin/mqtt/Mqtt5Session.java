package dev.tocsin.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import dev.tocsin.kafka.message.RequestProperties;
import io.reactivex.disposables.Disposable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A session with MQTT 5. */
final class Mqtt5Session extends MqttSession {
  // The highest: Mosquitto exceeds a lower one under load, and what is in flight is bounded by its
  // size.
  private static final int RECEIVE_MAXIMUM = 65_535;

  // The broker drops what is longer; what is above the limit of an input, but not by far, is
  // answered.
  private static final int MAX_PACKET_BYTES = 16 * 1024 * 1024;

  // What a user property weighs in memory besides its texts, of which it may have none.
  private static final int USER_PROPERTY_BYTES = 128;

  private final MqttSettings settings;
  private final Mqtt5AsyncClient client;

  Mqtt5Session(MqttSettings settings) {
    this.settings = settings;
    Mqtt5ClientBuilder builder = client(settings).useMqttVersion5();
    if (settings.username() != null) {
      builder =
          builder
              .simpleAuth()
              .username(settings.username())
              .password(password(settings))
              .applySimpleAuth();
    }
    this.client = builder.buildAsync();
  }

  @Override
  CompletableFuture<?> connect() {
    return client
        .connectWith()
        .cleanStart(false)
        .noSessionExpiry()
        .keepAlive(KEEP_ALIVE_SECONDS)
        .restrictions()
        .receiveMaximum(RECEIVE_MAXIMUM)
        .maximumPacketSize(MAX_PACKET_BYTES)
        .sendMaximumPacketSize(settings.longestPacket())
        .applyRestrictions()
        .send();
  }

  // With QoS 1, also for what a device sends with QoS 2: what is not acknowledged when a connection
  // ends comes again with either.
  @Override
  CompletableFuture<?> subscribe() {
    return client.subscribe(
        Mqtt5Subscribe.builder()
            .addSubscriptions(settings.inputFilters().stream().map(this::subscription))
            .build());
  }

  private Mqtt5Subscription subscription(String filter) {
    return Mqtt5Subscription.builder()
        .topicFilter(filter)
        .qos(MqttQos.AT_LEAST_ONCE)
        // The answers that this connection publishes; the protocol forbids it where shared.
        .noLocal(!settings.isShared())
        // An input without a time would be a new event at every connection.
        .retainHandling(Mqtt5RetainHandling.DO_NOT_SEND)
        .build();
  }

  @Override
  Disposable receive(Consumer<InputMessage> receiver) {
    return client
        .toRx()
        .publishes(MqttGlobalPublishFilter.ALL, true)
        .subscribe(publish -> receiver.accept(message(publish)), this::failed);
  }

  private InputMessage message(Mqtt5Publish publish) {
    boolean lossy = publish.getQos() == MqttQos.AT_MOST_ONCE;
    return new InputMessage(
        this,
        publish.getTopic().toString(),
        publish.getPayload().orElse(NO_PAYLOAD),
        request(publish),
        propertyBytes(publish, lossy),
        lossy,
        publish.isRetain(),
        lossy ? InputMessage.NO_ACKNOWLEDGEMENT : publish::acknowledge);
  }

  private static RequestProperties request(Mqtt5Publish publish) {
    return publish.getResponseTopic().isEmpty() && publish.getCorrelationData().isEmpty()
        ? RequestProperties.NONE
        : new RequestProperties(
            publish.getResponseTopic().map(MqttTopic::toString), publish.getCorrelationData());
  }

  /** Of a lossy message only what it asks for is kept, of others all until it is acknowledged. */
  private static int propertyBytes(Mqtt5Publish publish, boolean lossy) {
    int bytes =
        publish.getResponseTopic().map(Mqtt5Session::bytes).orElse(0)
            + publish.getCorrelationData().map(ByteBuffer::remaining).orElse(0);
    if (lossy) {
      return bytes;
    }
    bytes += publish.getContentType().map(Mqtt5Session::bytes).orElse(0);
    for (Mqtt5UserProperty property : publish.getUserProperties().asList()) {
      bytes += USER_PROPERTY_BYTES + bytes(property.getName()) + bytes(property.getValue());
    }
    return bytes;
  }

  private static int bytes(MqttUtf8String text) {
    return text.toByteBuffer().remaining();
  }

  @Override
  CompletableFuture<?> publish(Publication publication) {
    return client.publish(
        Mqtt5Publish.builder()
            .topic(publication.topic())
            .qos(MqttQos.AT_LEAST_ONCE)
            .retain(publication.retained())
            .payload(publication.payload())
            .correlationData(publication.correlationData().orElse(null))
            .build());
  }

  @Override
  boolean isRefusal(Throwable failure) {
    return super.isRefusal(failure)
        || (failure instanceof Mqtt5PubAckException refused
            && refused.getMqttMessage().getReasonCode() != Mqtt5PubAckReasonCode.QUOTA_EXCEEDED);
  }

  @Override
  CompletableFuture<?> disconnect() {
    return client.disconnect();
  }

  private static byte[] password(MqttSettings settings) {
    String password = settings.password() == null ? "" : settings.password();
    return password.getBytes(StandardCharsets.UTF_8);
  }
}
