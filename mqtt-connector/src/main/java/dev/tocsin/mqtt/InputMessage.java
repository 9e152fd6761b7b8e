package dev.tocsin.mqtt;

import dev.tocsin.kafka.message.RequestProperties;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;

/**
 * A message as a session received it. It has to be acknowledged, once, or all that follow it stay
 * unacknowledged too; the acknowledgement of a lost session's message has no effect, because the
 * broker sends the message again.
 *
 * @param session through which it came
 * @param payload as the library holds it anyway, which a copy would double
 * @param request what its sender asks of the answers
 * @param propertyBytes how much memory its MQTT 5 properties take until it is acknowledged
 * @param lossy whether it came with QoS 0: the broker forgot it as it sent it
 * @param retained whether it is older than the subscription
 */
record InputMessage(
    MqttSession session,
    String topic,
    ByteBuffer payload,
    RequestProperties request,
    int propertyBytes,
    boolean lossy,
    boolean retained,
    Runnable acknowledgement) {

  /** What acknowledges QoS 0: nothing, so that nothing of the message is kept for it. */
  static final Runnable NO_ACKNOWLEDGEMENT = () -> {};

  void acknowledge() {
    try {
      acknowledgement.run();
    } catch (RejectedExecutionException e) {
      // The session is lost and its thread has ended: nobody is left to acknowledge to.
    }
  }

  /** Whether the broker will send it again, whatever becomes of it here. */
  boolean willComeAgain() {
    return !lossy && !session.isOpen();
  }
}
