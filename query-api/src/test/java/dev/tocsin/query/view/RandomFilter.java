package dev.tocsin.query.view;

import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random operands for the schema's input types, so that every filter and order that the schema
 * offers is tried without being listed here.
 */
final class RandomFilter {
  private static final TypeDefinitionRegistry SCHEMA = schema();
  private static final int DEEPEST = 3;

  private final Random random;
  private final RandomWorld world;

  RandomFilter(Random random, RandomWorld world) {
    this.random = random;
    this.world = world;
  }

  /** Some fields of an input type, as GraphQL would hand them over. */
  Map<String, Object> of(String inputType) {
    return of(inputType, 0);
  }

  List<Map<String, Object>> orderBy(String inputType) {
    List<Map<String, Object>> entries = new ArrayList<>();
    List<InputValueDefinition> fields = input(inputType).getInputValueDefinitions();
    for (int i = random.nextInt(4); i > 0; i--) {
      entries.add(
          Map.of(
              fields.get(random.nextInt(fields.size())).getName(),
              random.nextBoolean() ? "ASC" : "DESC"));
    }
    return entries;
  }

  private Map<String, Object> of(String inputType, int depth) {
    Map<String, Object> given = new LinkedHashMap<>();
    List<InputValueDefinition> fields = input(inputType).getInputValueDefinitions();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      InputValueDefinition field = fields.get(random.nextInt(fields.size()));
      String type = name(field.getType());
      boolean nests = type.endsWith("Query") || type.equals("EventEntities");
      if (!type.equals("NestedUserQuery") && (!nests || depth < DEEPEST)) {
        given.put(field.getName(), random.nextInt(20) == 0 ? null : operand(field, type, depth));
      }
    }
    return given;
  }

  private Object operand(InputValueDefinition field, String type, int depth) {
    if (!(field.getType() instanceof ListType)) {
      return single(type, depth + 1);
    }
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(random.nextInt(10) == 0 ? null : single(type, depth + 1));
    }
    return list;
  }

  private Object single(String type, int depth) {
    if (SCHEMA.getTypeOrNull(type, EnumTypeDefinition.class) instanceof EnumTypeDefinition e) {
      List<EnumValueDefinition> values = e.getEnumValueDefinitions();
      return values.get(random.nextInt(values.size())).getName();
    }
    return input(type) == null ? world.value(type) : of(type, depth);
  }

  private static InputObjectTypeDefinition input(String type) {
    return SCHEMA.getTypeOrNull(type, InputObjectTypeDefinition.class);
  }

  private static String name(Type<?> type) {
    return type instanceof ListType list ? name(list.getType()) : ((TypeName) type).getName();
  }

  private static TypeDefinitionRegistry schema() {
    TypeDefinitionRegistry all = new TypeDefinitionRegistry();
    for (String file :
        List.of("operations", "event", "registry", "metadata", "conditions", "user")) {
      try (Reader reader =
          new InputStreamReader(
              RandomFilter.class.getResourceAsStream("/schema/" + file + ".graphqls"),
              StandardCharsets.UTF_8)) {
        all.merge(new SchemaParser().parse(reader));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }
}
