package dev.tocsin.query.graphql;

import com.netflix.graphql.dgs.DgsScalar;
import graphql.GraphQLContext;
import graphql.schema.Coercing;
import java.util.Locale;

/** {@code Empty}: {@code true}, whatever it is made from. It only ever goes out. */
@DgsScalar(name = "Empty")
public final class EmptyScalar implements Coercing<Object, Boolean> {
  @Override
  public Boolean serialize(Object value, GraphQLContext context, Locale locale) {
    return true;
  }
}
