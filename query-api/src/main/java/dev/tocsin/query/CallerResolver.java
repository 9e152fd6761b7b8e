package dev.tocsin.query;

/**
 * Says who asks. Every query and mutation goes through here, and here is where authentication will
 * go: until then everybody is the user of the settings.
 */
public final class CallerResolver {
  private final Caller caller;

  public CallerResolver(QuerySettings.CallerSettings settings) {
    caller =
        new Caller(
            settings.uuid(),
            settings.name(),
            settings.email().isEmpty() ? null : settings.email(),
            settings.domain());
  }

  /** The caller of the request that is being answered. */
  public Caller current() {
    return caller;
  }
}
