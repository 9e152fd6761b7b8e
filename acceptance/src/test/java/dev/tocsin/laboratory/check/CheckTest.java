package dev.tocsin.laboratory.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.laboratory.load.Blueprint;
import dev.tocsin.laboratory.load.Fleet;
import dev.tocsin.laboratory.load.Input.Mark;
import dev.tocsin.laboratory.load.Judgement;
import dev.tocsin.laboratory.load.Judgement.Effect;
import dev.tocsin.laboratory.load.Judgement.Refusal;
import dev.tocsin.laboratory.load.Ledger;
import dev.tocsin.laboratory.load.Reference;
import dev.tocsin.laboratory.load.Sending;
import dev.tocsin.laboratory.load.Sent;
import dev.tocsin.laboratory.load.Thing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The laboratory's checks can fail: each fault that they look for, by itself. */
class CheckTest {
  private static final String TIME = "2025-05-07T10:02:00Z";
  private static final String NO_TIME = "yesterday";
  private static final Thing SYSTEM =
      new Thing("11111111-1111-4111-8111-111111111111", false, Thing.Standing.KNOWN);
  private static final Blueprint MODEL =
      new Blueprint(
          "22222222-2222-4222-8222-222222222222",
          "overload",
          true,
          false,
          Blueprint.Standing.ACTIVE);
  private static final Refusal BAD_TIME = refusal("time");

  private final Fleet fleet = new Fleet(List.of(SYSTEM), List.of(MODEL));
  private final Ledger ledger = new Ledger();
  private final Reference reference = new Reference(fleet);
  private final Observation observation = new Observation(fleet, ledger);
  private final Sending sending = new Sending(ledger, reference);

  @Test
  void nothingIsFoundWhereAGoodMessageHasItsEvent() {
    happened(sending.raise(SYSTEM, MODEL, TIME));
    assertThat(findings(false).told()).isEmpty();
  }

  @Test
  void nothingIsFoundWhereABadMessageHasItsAnswer() {
    refused(sending.raise(SYSTEM, MODEL, NO_TIME), BAD_TIME);
    assertThat(findings(false).told()).isEmpty();
  }

  @Test
  void whatWasConfirmedAndNeverCameIsLost() {
    sending.raise(SYSTEM, MODEL, TIME);
    // The message, and the event that it raises.
    assertThat(findings(false).lost()).isEqualTo(2);
  }

  @Test
  void whatWasNotConfirmedMayBeMissing() {
    sending.withoutConfirmation(SYSTEM, MODEL, TIME);
    assertThat(findings(false).told()).isEmpty();
  }

  @Test
  void whatCameMoreOftenThanItWasSentCameTwice() {
    Sent sent = sending.raise(SYSTEM, MODEL, TIME);
    happened(sent);
    delivered(sent);
    assertThat(findings(false).twice()).isEqualTo(1);
  }

  @Test
  void aBrokerWithAReasonMayGiveAMessageAgain() {
    Sent sent = sending.raise(SYSTEM, MODEL, TIME);
    happened(sent);
    delivered(sent);
    assertThat(findings(true).told()).isEmpty();
  }

  @Test
  void anAnswerThatIsMissingIsLost() {
    delivered(sending.raise(SYSTEM, MODEL, NO_TIME));
    assertThat(findings(false).lost()).isEqualTo(1);
  }

  @Test
  void aSecondAnswerToOneDeliveryCameTwice() {
    Sent sent = sending.raise(SYSTEM, MODEL, NO_TIME);
    refused(sent, BAD_TIME);
    answered(sent, BAD_TIME);
    assertThat(findings(true).twice()).isEqualTo(1);
  }

  @Test
  void anAnswerThatNamesAnotherFaultIsWrong() {
    refused(sending.raise(SYSTEM, MODEL, NO_TIME), refusal("endTime"));
    assertThat(findings(false).wrong()).isEqualTo(1);
  }

  @Test
  void anAnswerToAGoodMessageIsWrong() {
    Sent sent = sending.raise(SYSTEM, MODEL, TIME);
    happened(sent);
    answered(sent, BAD_TIME);
    assertThat(findings(false).wrong()).isEqualTo(1);
  }

  @Test
  void anAnswerToWhatNobodyHasSentIsWrong() {
    Mark mark = Mark.of(SYSTEM.uuid(), new byte[] {1});
    observation.saw(new Rejection(new Delivery(mark), BAD_TIME));
    assertThat(findings(false).wrong()).isEqualTo(1);
  }

  @Test
  void anEventWithoutItsMessagesTraceIsLost() {
    Sent first = sending.raise(SYSTEM, MODEL, TIME);
    happened(first);
    delivered(sending.raise(SYSTEM, MODEL, TIME));
    assertThat(findings(false).lost()).isEqualTo(1);
  }

  @Test
  void aTraceWithAnotherValueIsWrong() {
    Sent sent = sending.raise(SYSTEM, MODEL, TIME);
    happened(sent, "CREATED", 1, Map.of(effect(sent).marker(), "another"));
    assertThat(findings(false).wrong()).isEqualTo(1);
  }

  @Test
  void aTraceThatNobodyHasLeftIsWrong() {
    Sent sent = sending.raise(SYSTEM, MODEL, TIME);
    happened(sent);
    Map<String, Object> both = new TreeMap<>(trace(sent));
    both.put("nobody's", 1L);
    changed(change(sent, "UPDATED", 2, both));
    assertThat(findings(false).wrong()).isEqualTo(1);
  }

  @Test
  void aVersionThatIsLeftOutIsLost() {
    Sent sent = sending.raise(SYSTEM, MODEL, TIME);
    happened(sent, "CREATED", 2, trace(sent));
    assertThat(findings(false).lost()).isEqualTo(1);
  }

  @Test
  void aChangeThatStandsThereAgainIsTwice() {
    Sent sent = sending.raise(SYSTEM, MODEL, TIME);
    happened(sent);
    changed(change(sent, "CREATED", 1, trace(sent)));
    assertThat(findings(false).twice()).isEqualTo(1);
  }

  @Test
  void aChangeUnderAnotherNameIsWrong() {
    Sent sent = sending.raise(SYSTEM, MODEL, TIME);
    happened(sent, "UPDATED", 1, trace(sent));
    assertThat(findings(false).wrong()).isEqualTo(1);
  }

  @Test
  void anEventThatNobodyHasRaisedIsWrong() {
    Sent sent = sending.raise(SYSTEM, MODEL, TIME);
    happened(sent);
    String nobodys = "33333333-3333-4333-8333-333333333333";
    changed(change(nobodys, "CREATED", 1, Map.of()));
    assertThat(findings(false).wrong()).isEqualTo(1);
  }

  @Test
  void aChangeThatNoSubscriberHeardOfIsLost() {
    Sent sent = sending.raise(SYSTEM, MODEL, TIME);
    delivered(sent);
    observation.saw(change(sent, "CREATED", 1, trace(sent)));
    assertThat(findings(false).lost()).isEqualTo(1);
  }

  @Test
  void nothingIsFoundWhereWhoAskedForAReceiptHasIt() {
    Sent good = sending.request(SYSTEM, MODEL, TIME);
    happened(good);
    receipted(good, good.judgement());
    Sent bad = sending.request(SYSTEM, MODEL, NO_TIME);
    refused(bad, BAD_TIME);
    receipted(bad, bad.judgement());
    assertThat(findings(false).told()).isEmpty();
  }

  @Test
  void aReceiptThatIsMissingIsLost() {
    happened(sending.request(SYSTEM, MODEL, TIME));
    assertThat(findings(false).lost()).isEqualTo(1);
  }

  @Test
  void aReceiptThatNobodyAskedForCameTwice() {
    Sent sent = sending.raise(SYSTEM, MODEL, TIME);
    happened(sent);
    receipted(sent, sent.judgement());
    assertThat(findings(false).twice()).isEqualTo(1);
  }

  @Test
  void aSecondReceiptOfOneDeliveryCameTwice() {
    Sent sent = sending.request(SYSTEM, MODEL, TIME);
    happened(sent);
    receipted(sent, sent.judgement());
    receipted(sent, sent.judgement());
    assertThat(findings(true).twice()).isEqualTo(1);
  }

  @Test
  void aReceiptThatDoesNotNameTheEventIsWrong() {
    Sent sent = sending.request(SYSTEM, MODEL, TIME);
    happened(sent);
    receipted(sent, new Judgement(List.of(), null));
    assertThat(findings(false).wrong()).isEqualTo(1);
  }

  @Test
  void aReceiptThatFindsAFaultInAGoodMessageIsWrong() {
    Sent sent = sending.request(SYSTEM, MODEL, TIME);
    happened(sent);
    receipted(sent, new Judgement(sent.judgement().effects(), BAD_TIME));
    assertThat(findings(false).wrong()).isEqualTo(1);
  }

  @Test
  void aReceiptThatItsSenderDidNotHearOfIsLost() {
    Sent sent = sending.request(SYSTEM, MODEL, TIME);
    happened(sent);
    observation.saw(receipt(sent, sent.judgement()));
    assertThat(findings(false).lost()).isEqualTo(1);
  }

  private Findings findings(boolean givenAgain) {
    Findings findings = new Findings();
    InputCheck inputs = new InputCheck(ledger, reference, observation, givenAgain, findings);
    inputs.check();
    new ReceiptCheck(ledger, observation, inputs, findings).check();
    new EventCheck(ledger, reference, observation, inputs, findings).check();
    return findings;
  }

  /** The message went into Kafka and raised its event, of which its subscriber heard. */
  private void happened(Sent sent) {
    happened(sent, "CREATED", 1, trace(sent));
  }

  /** The same, but for what its subscriber and the topic say of the event. */
  private void happened(Sent sent, String type, long version, Map<String, Object> metadata) {
    delivered(sent);
    changed(change(sent, type, version, metadata));
  }

  private void refused(Sent sent, Refusal refusal) {
    delivered(sent);
    answered(sent, refusal);
  }

  private void delivered(Sent sent) {
    observation.saw(new Delivery(sent.input().mark()));
  }

  private void answered(Sent sent, Refusal refusal) {
    observation.saw(new Rejection(new Delivery(sent.input().mark()), refusal));
  }

  private void receipted(Sent sent, Judgement judgement) {
    observation.saw(receipt(sent, judgement));
    sending.heardReceipt(sent);
  }

  private static Receipt receipt(Sent sent, Judgement judgement) {
    return new Receipt(
        SYSTEM.uuid(),
        sent.input().number(),
        judgement.effects().stream().map(Effect::event).toList(),
        judgement.refusal());
  }

  private void changed(Change change) {
    observation.saw(change);
    sending.heard(change.event(), change.metadata().size());
  }

  private static Change change(Sent sent, String type, long version, Map<String, Object> metadata) {
    return change(effect(sent).event(), type, version, metadata);
  }

  private static Change change(
      String event, String type, long version, Map<String, Object> metadata) {
    return new Change(
        type, event, SYSTEM.uuid(), version, Instant.parse(TIME), null, "ACTIVE", 0, metadata);
  }

  private static Map<String, Object> trace(Sent sent) {
    return Map.of(effect(sent).marker(), Change.plain(effect(sent).value()));
  }

  private static Effect effect(Sent sent) {
    return sent.judgement().effects().getFirst();
  }

  private static Refusal refusal(String field) {
    return new Refusal(
        "SOME_DATA_INVALID", new TreeMap<>(Map.of(0, new TreeSet<>(List.of(field)))));
  }
}
