package dev.tocsin.registry;

import java.util.UUID;

/** What events happen to: a system or one of its components. */
public sealed interface Entity extends RegistryObject permits SystemEntity, ComponentEntity {
  /** Names a system in its domain, a component in its system; part of MQTT topics. */
  String code();

  EntityType type();

  /** The system that this entity is or belongs to; events are published below it. */
  UUID systemUuid();
}
