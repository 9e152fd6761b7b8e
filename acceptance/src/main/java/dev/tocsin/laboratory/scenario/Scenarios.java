package dev.tocsin.laboratory.scenario;

import java.util.List;

/** The table of faults. */
public final class Scenarios {
  private Scenarios() {}

  /** A new one of each, in the order of the table. */
  public static List<Scenario> all() {
    return List.of(new ConnectorKilled());
  }
}
