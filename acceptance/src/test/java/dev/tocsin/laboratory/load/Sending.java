package dev.tocsin.laboratory.load;

import java.util.List;
import java.util.Map;

/** What a trial's books say after a device has sent a message, without a device. */
public record Sending(Ledger ledger, Reference reference) {
  /** The device raises an event at the time, and the broker has confirmed it. */
  public Sent raise(Thing thing, Blueprint model, String time) {
    Sent sent = withoutConfirmation(thing, model, time);
    sent.acknowledged();
    return sent;
  }

  /** The device raises an event, and has no answer from the broker. */
  public Sent withoutConfirmation(Thing thing, Blueprint model, String time) {
    return send(2 * ledger.sent().size() + 1, thing, model, time);
  }

  /** The device raises an event and asks for a receipt; the broker has confirmed it. */
  public Sent request(Thing thing, Blueprint model, String time) {
    Sent sent = send(4 * ledger.sent().size() + 4, thing, model, time);
    sent.acknowledged();
    return sent;
  }

  /** Its sender has the receipt. */
  public void heardReceipt(Sent sent) {
    ledger.heardReceipt(sent.input().number());
  }

  private Sent send(int number, Thing thing, Blueprint model, String time) {
    Map<String, Object> entry =
        Map.of(
            "eventModelCode",
            model.code(),
            "time",
            time,
            "metadata",
            Map.of(Input.marker(number, 0), number));
    Input input = Input.of(number, thing, false, List.of(entry));
    Sent sent = ledger.add(input, reference.judge(input));
    sent.sent();
    return sent;
  }

  /** Its subscriber has the event's message with so much metadata. */
  public void heard(String event, int metadata) {
    ledger.heard(event, metadata);
  }
}
