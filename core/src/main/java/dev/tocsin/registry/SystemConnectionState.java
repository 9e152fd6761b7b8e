package dev.tocsin.registry;

/** Whether a system's components are connected. */
public enum SystemConnectionState {
  CONNECTED,
  PARTIALLY_CONNECTED,
  DISCONNECTED,
  UNDEFINED
}
