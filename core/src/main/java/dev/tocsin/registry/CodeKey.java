package dev.tocsin.registry;

/**
 * A code with what it must be unique in.
 *
 * @param type the type of object that it names
 * @param scope the domain's slug, or the uuid of the system that a component belongs to
 */
public record CodeKey(Class<? extends RegistryObject> type, String scope, String code) {}
