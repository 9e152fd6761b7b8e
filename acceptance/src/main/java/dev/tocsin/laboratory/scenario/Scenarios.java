package dev.tocsin.laboratory.scenario;

import java.util.List;

/** The table of faults. */
public final class Scenarios {
  private Scenarios() {}

  /** What the checker must find something in, or it checks nothing. */
  public static List<Scenario> controls() {
    return List.of(new AcknowledgedTooEarly(), new WithoutExactlyOnce());
  }

  /** A new one of each, in the order of the table. */
  public static List<Scenario> all() {
    return List.of(
        new ConnectorKilled(),
        new ProcessorKilled(),
        new BrokersKilled(),
        new QueryApiKilled(),
        new EverythingHeld(),
        new LinksFail(),
        new DisksFull(),
        new TopicsPoisoned(),
        new RegistryAndDatabaseAway(),
        new WorkersComeAndGo(),
        new CarelessDevices(),
        new InputsDamaged(),
        new ExpiryKilled());
  }
}
