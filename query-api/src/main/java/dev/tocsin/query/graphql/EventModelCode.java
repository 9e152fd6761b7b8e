package dev.tocsin.query.graphql;

/** The code that events were raised under, as something that they are counted by. */
public record EventModelCode(String code) {}
