package dev.tocsin.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import dev.tocsin.kafka.message.RequestProperties;
import io.reactivex.disposables.Disposable;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A session with MQTT 3.1.1. The broker cannot be told how much to send at a time, nor how long a
 * message may be; and a limit of the client's own would end each session at the same message.
 */
final class Mqtt3Session extends MqttSession {
  // Of a message: type and length, the length of its topic, its number.
  private static final int FRAME_BYTES = 1 + 4 + 2 + 2;

  private final MqttSettings settings;
  private final Mqtt3AsyncClient client;

  Mqtt3Session(MqttSettings settings) {
    this.settings = settings;
    Mqtt3ClientBuilder builder = client(settings).useMqttVersion3();
    if (settings.username() != null) {
      String password = settings.password() == null ? "" : settings.password();
      builder =
          builder
              .simpleAuth()
              .username(settings.username())
              .password(password.getBytes(StandardCharsets.UTF_8))
              .applySimpleAuth();
    }
    this.client = builder.buildAsync();
  }

  @Override
  CompletableFuture<?> connect() {
    return client.connectWith().cleanSession(false).keepAlive(KEEP_ALIVE_SECONDS).send();
  }

  @Override
  CompletableFuture<?> subscribe() {
    return client.subscribe(
        Mqtt3Subscribe.builder()
            .addSubscriptions(settings.inputFilters().stream().map(Mqtt3Session::subscription))
            .build());
  }

  private static Mqtt3Subscription subscription(String filter) {
    return Mqtt3Subscription.builder().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).build();
  }

  @Override
  Disposable receive(Consumer<InputMessage> receiver) {
    return client
        .toRx()
        .publishes(MqttGlobalPublishFilter.ALL, true)
        .subscribe(publish -> receiver.accept(message(publish)), this::failed);
  }

  private InputMessage message(Mqtt3Publish publish) {
    boolean lossy = publish.getQos() == MqttQos.AT_MOST_ONCE;
    return new InputMessage(
        this,
        publish.getTopic().toString(),
        publish.getPayload().orElse(NO_PAYLOAD),
        RequestProperties.NONE,
        0,
        lossy,
        publish.isRetain(),
        lossy ? InputMessage.NO_ACKNOWLEDGEMENT : publish::acknowledge);
  }

  @Override
  CompletableFuture<?> publish(Publication publication) {
    long bytes = FRAME_BYTES + publication.topicBytes() + publication.payload().length;
    if (bytes > settings.longestPacket()) {
      throw new IllegalArgumentException(
          bytes + " bytes are more than the " + settings.longestPacket() + " of a packet");
    }
    return client.publish(
        Mqtt3Publish.builder()
            .topic(publication.topic())
            .qos(MqttQos.AT_LEAST_ONCE)
            .retain(publication.retained())
            .payload(publication.payload())
            .build());
  }

  @Override
  CompletableFuture<?> disconnect() {
    return client.disconnect();
  }
}
