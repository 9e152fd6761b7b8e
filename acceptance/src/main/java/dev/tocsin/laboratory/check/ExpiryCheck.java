package dev.tocsin.laboratory.check;

import java.util.List;
import java.util.Map;

/**
 * Whether retention ends all that is over, each event once, and leaves everything else as it is.
 */
public final class ExpiryCheck {
  private final Observation observation;
  private final ViewCheck view;
  private final Map<String, List<Change>> before;

  /** Compares with what has been observed so far, which has to be complete. */
  ExpiryCheck(Observation observation, ViewCheck view) {
    this.observation = observation;
    this.view = view;
    before = observation.changes();
  }

  /** How many changes there have been since. */
  public int changes() {
    return observation.changes().values().stream().mapToInt(List::size).sum()
        - before.values().stream().mapToInt(List::size).sum();
  }

  /** The first that is not as it has to be; empty where all is. */
  public String difference() {
    Map<String, List<Change>> now = observation.changes();
    for (String event : now.keySet()) {
      List<Change> known = before.getOrDefault(event, List.of());
      List<Change> further = now.get(event).subList(known.size(), now.get(event).size());
      if (known.isEmpty() || !isRight(known.getLast(), further)) {
        return "after %s came %s".formatted(known, further);
      }
    }
    return view.difference();
  }

  private static boolean isRight(Change last, List<Change> further) {
    boolean over = !last.type().equals("DELETED") && !"ACTIVE".equals(last.status());
    return over
        ? further.size() == 1
            && further.getFirst().type().equals("DELETED")
            && further.getFirst().version() == last.version() + 1
        : further.isEmpty();
  }
}
