package dev.tocsin.registry;

/**
 * What happened to one registry object.
 *
 * @param type what happened
 * @param object the object as it is now, or, deleted, as it last was
 * @param previousStatus the status before, null where it was created
 */
public record RegistryChange<T extends RegistryObject>(
    ChangeType type, T object, Status previousStatus) {

  public boolean isDeletion() {
    return type == ChangeType.DELETED;
  }
}
