package dev.tocsin.query.graphql;

import com.netflix.graphql.dgs.DgsScalar;
import dev.tocsin.identity.UuidText;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** {@code UUID}: canonical form, in and out. */
@DgsScalar(name = "UUID")
public final class UuidScalar implements Coercing<UUID, String> {
  private static final String REASON = "Not a valid UUID.";

  @Override
  public String serialize(Object value, GraphQLContext context, Locale locale) {
    return value.toString();
  }

  @Override
  public UUID parseValue(Object input, GraphQLContext context, Locale locale) {
    return read(input).orElseThrow(() -> new CoercingParseValueException(REASON));
  }

  @Override
  public UUID parseLiteral(
      Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
    return Optional.of(literal)
        .filter(StringValue.class::isInstance)
        .flatMap(value -> read(((StringValue) value).getValue()))
        .orElseThrow(() -> new CoercingParseLiteralException(REASON));
  }

  @Override
  public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
    return StringValue.of(input.toString());
  }

  private static Optional<UUID> read(Object input) {
    return switch (input) {
      case UUID uuid -> Optional.of(uuid);
      case String text -> UuidText.read(text);
      default -> Optional.empty();
    };
  }
}
