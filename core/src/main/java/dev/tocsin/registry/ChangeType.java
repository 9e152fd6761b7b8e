package dev.tocsin.registry;

/** What happened to a registry object. */
public enum ChangeType {
  CREATED,
  UPDATED,
  DELETED
}
