package dev.tocsin.laboratory.load;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What the contract says of an input.
 *
 * @param effects what its good entries do
 * @param refusal how it is answered; null where nothing is wrong with it
 */
public record Judgement(List<Effect> effects, Refusal refusal) {
  /**
   * What an entry does to its event: it leaves its marker, and may end it.
   *
   * @param byName whether it names the event by model and time, and so raises it where it is not
   *     known
   */
  public record Effect(
      String event, boolean byName, String marker, Object value, Instant endTime) {}

  /**
   * How an input is answered.
   *
   * @param entries by index, the codes of what is wrong, or the fields where the code is
   *     validation_error
   */
  public record Refusal(String code, SortedMap<Integer, SortedSet<String>> entries) {}
}
