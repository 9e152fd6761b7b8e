package dev.tocsin.query.graphql;

import com.netflix.graphql.dgs.DgsScalar;
import dev.tocsin.time.InstantText;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** {@code DateTime}: ISO 8601 with an offset, in and out. */
@DgsScalar(name = "DateTime")
public final class DateTimeScalar implements Coercing<Instant, String> {
  private static final String REASON = "Not a valid datetime: ISO 8601 with an offset is expected.";

  @Override
  public String serialize(Object value, GraphQLContext context, Locale locale) {
    return InstantText.withOffset((Instant) value);
  }

  @Override
  public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
    return read(input).orElseThrow(() -> new CoercingParseValueException(REASON));
  }

  @Override
  public Instant parseLiteral(
      Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
    return Optional.of(literal)
        .filter(StringValue.class::isInstance)
        .flatMap(value -> read(((StringValue) value).getValue()))
        .orElseThrow(() -> new CoercingParseLiteralException(REASON));
  }

  @Override
  public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
    return StringValue.of(
        input instanceof Instant instant ? InstantText.withOffset(instant) : input.toString());
  }

  private static Optional<Instant> read(Object input) {
    return switch (input) {
      case Instant instant -> Optional.of(instant);
      case String text -> InstantText.read(text);
      default -> Optional.empty();
    };
  }
}
