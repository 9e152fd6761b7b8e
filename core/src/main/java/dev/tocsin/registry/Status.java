package dev.tocsin.registry;

/** Whether a registry object is in use. */
public enum Status {
  ACTIVATED,
  DEACTIVATED,
  ARCHIVED
}
