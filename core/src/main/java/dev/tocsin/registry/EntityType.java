package dev.tocsin.registry;

/** Whether something is, or is meant for, a system or a component. */
public enum EntityType {
  SYSTEM,
  COMPONENT
}
