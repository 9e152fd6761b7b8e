package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.load.Ledger;
import dev.tocsin.laboratory.load.Sent;
import java.util.List;

/** Whether each delivery of an input has its receipt where one is asked for, and no other has. */
record ReceiptCheck(Ledger ledger, Observation observation, InputCheck inputs, Findings findings) {

  void check() {
    for (Sent sent : ledger.sent()) {
      List<Receipt> receipts = observation.receipts(sent);
      int deliveries = sent.input().isRequest() ? observation.deliveries(sent.input().mark()) : 0;
      findings.onePerDelivery("receipts", receipts.size(), deliveries, sent);
      for (Receipt receipt : receipts) {
        if (!receipt.says(sent.judgement()) && !inputs.mayMissItsEvent(sent)) {
          findings.wrong("%s of %s".formatted(receipt, sent));
        }
      }
      if (isUnheard(sent)) {
        findings.lost("over MQTT nobody heard of the receipt of " + sent);
      }
    }
  }

  boolean isAllHeard() {
    return ledger.sent().stream().noneMatch(this::isUnheard);
  }

  private boolean isUnheard(Sent sent) {
    return !observation.receipts(sent).isEmpty()
        && !ledger.hasHeardReceipt(sent)
        && !ledger.brokerMayHaveLost();
  }
}
