package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.StockConsumer.Row;
import dev.tocsin.laboratory.load.Judgement;
import dev.tocsin.laboratory.load.Judgement.Effect;
import dev.tocsin.laboratory.load.Judgement.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;

/**
 * A record of {@code tocsin.input-receipts}: what became of one delivery of an input.
 *
 * @param number the input's, which its sender sent along as correlation data
 * @param imported the events that its good entries are about
 * @param refusal null where nothing is wrong with it
 */
record Receipt(String entity, int number, List<String> imported, Refusal refusal) {
  private static final String CORRELATION_DATA = "tocsin-correlation-data";

  static Receipt of(Row row) {
    GenericRecord value = row.value();
    String number =
        new String(row.headers().lastHeader(CORRELATION_DATA).value(), StandardCharsets.UTF_8);
    return new Receipt(
        row.key(),
        Integer.parseInt(number),
        ((Collection<?>) value.get("imported")).stream().map(Object::toString).toList(),
        value.get("code") == null ? null : Rejection.refusal(value));
  }

  /** Whether it says of an input what the contract says of it. */
  boolean says(Judgement judgement) {
    return imported.equals(judgement.effects().stream().map(Effect::event).toList())
        && Objects.equals(refusal, judgement.refusal());
  }
}
