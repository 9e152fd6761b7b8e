package dev.tocsin.registry;

/** Whether a component is connected. */
public enum ComponentConnectionState {
  CONNECTED,
  DISCONNECTED,
  NOT_CONNECTIVE,
  UNDEFINED
}
