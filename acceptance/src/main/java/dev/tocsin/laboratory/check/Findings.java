package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.load.Sent;
import java.util.ArrayList;
import java.util.List;

/** What is not as it must be. */
public final class Findings {
  private static final int MOST_TOLD = 20;

  private final List<String> told = new ArrayList<>();
  private int lost;
  private int twice;
  private int wrong;

  void lost(String what) {
    lost++;
    tell("LOST: " + what);
  }

  void twice(String what) {
    twice++;
    tell("TWICE: " + what);
  }

  /** Each delivery of an input must have come to one of these. */
  void onePerDelivery(String what, int seen, int deliveries, Sent sent) {
    if (seen < deliveries) {
      lost("%d of %d %s: %s".formatted(seen, deliveries, what, sent));
    } else if (seen > deliveries) {
      twice("%d %s of %d deliveries: %s".formatted(seen, what, deliveries, sent));
    }
  }

  public void wrong(String what) {
    wrong++;
    tell("WRONG: " + what);
  }

  private void tell(String what) {
    if (told.size() < MOST_TOLD) {
      told.add(what);
    }
  }

  public int lost() {
    return lost;
  }

  public int twice() {
    return twice;
  }

  public int wrong() {
    return wrong;
  }

  public boolean areNone() {
    return lost + twice + wrong == 0;
  }

  /** The first of them, in words. */
  public List<String> told() {
    return told;
  }
}
