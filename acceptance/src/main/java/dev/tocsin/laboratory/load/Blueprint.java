package dev.tocsin.laboratory.load;

/**
 * An event model that inputs name.
 *
 * @param standing what Tocsin knows of it
 */
public record Blueprint(
    String uuid, String code, boolean isRanged, boolean isForComponents, Standing standing) {
  /** How a model stands with Tocsin. */
  public enum Standing {
    ACTIVE,
    DEACTIVATED,
    /** Limited to component models, and linked to none. */
    UNLINKED
  }
}
