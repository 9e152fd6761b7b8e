package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.load.ExpectedEvent;
import dev.tocsin.laboratory.load.Input;
import dev.tocsin.laboratory.load.Judgement.Effect;
import dev.tocsin.laboratory.load.Judgement.Refusal;
import dev.tocsin.laboratory.load.Ledger;
import dev.tocsin.laboratory.load.Reference;
import dev.tocsin.laboratory.load.Sent;
import java.util.List;

/** Whether each input went into Kafka, and was answered if anything was wrong with it. */
record InputCheck(
    Ledger ledger,
    Reference reference,
    Observation observation,
    boolean givenAgain,
    Findings findings) {

  void check() {
    for (Sent sent : ledger.sent()) {
      checkDeliveries(sent);
      checkRefusals(sent);
    }
    for (Input.Mark mark : observation.refusedMarks()) {
      if (ledger.find(mark).isEmpty()) {
        findings.wrong("a rejection of what nobody has sent: " + observation.refusals(mark));
      }
    }
  }

  private void checkDeliveries(Sent sent) {
    int deliveries = observation.deliveries(sent.input().mark());
    if (ledger.isCertain(sent) && deliveries < sent.acks()) {
      findings.lost("%d times in Kafka: %s".formatted(deliveries, sent));
    }
    if (deliveries > sent.sends() && !givenAgain) {
      findings.twice("%d times in Kafka: %s".formatted(deliveries, sent));
    }
  }

  private void checkRefusals(Sent sent) {
    List<Refusal> answers = observation.refusals(sent.input().mark());
    Refusal expected = sent.judgement().refusal();
    int deliveries = observation.deliveries(sent.input().mark());
    if (expected == null) {
      if (!answers.isEmpty() && !mayMissItsEvent(sent)) {
        findings.wrong("rejected as " + answers.getFirst() + ": " + sent);
      }
      return;
    }
    findings.onePerDelivery("rejections", answers.size(), deliveries, sent);
    for (Refusal answer : answers) {
      if (!answer.equals(expected) && !mayMissItsEvent(sent)) {
        findings.wrong("rejected as %s, not as %s: %s".formatted(answer, expected, sent));
      }
    }
  }

  /**
   * Whether the message names an event that only messages have raised until then which may be lost.
   */
  boolean mayMissItsEvent(Sent sent) {
    return sent.judgement().effects().stream().anyMatch(effect -> mayMissItsEvent(effect));
  }

  boolean mayMissItsEvent(Effect effect) {
    if (effect.byName()) {
      return false;
    }
    int number = Input.numberOf(effect.marker());
    ExpectedEvent event = reference.events().get(effect.event());
    return event.effects().stream()
        .filter(Effect::byName)
        .filter(raise -> Input.numberOf(raise.marker()) <= number)
        .noneMatch(
            raise ->
                ledger
                    .withNumber(Input.numberOf(raise.marker()))
                    .filter(ledger::isCertain)
                    .isPresent());
  }
}
