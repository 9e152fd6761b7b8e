package dev.tocsin.query;

import static graphql.schema.GraphQLTypeUtil.simplePrint;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A schema as a list of lines: every type, field, argument and enum value, one a line. */
final class SchemaSignatures {
  // GraphQL's own, and what DGS adds to every schema for federation.
  private static final Set<String> NOT_OURS =
      Set.of("Boolean", "Float", "ID", "Int", "String", "ErrorType", "ErrorDetail");

  private SchemaSignatures() {}

  static List<String> of(GraphQLSchema schema) {
    return schema.getAllTypesAsList().stream()
        .filter(SchemaSignatures::isOurs)
        .flatMap(SchemaSignatures::lines)
        .toList();
  }

  static boolean isOurs(GraphQLNamedSchemaElement element) {
    return !element.getName().startsWith("_") && !NOT_OURS.contains(element.getName());
  }

  private static Stream<String> lines(GraphQLNamedType type) {
    String name = type.getName();
    return switch (type) {
      case GraphQLObjectType object ->
          Stream.concat(
              Stream.of("type " + name + interfaces(object)),
              object.getFields().stream()
                  .filter(SchemaSignatures::isOurs)
                  .map(field -> field(name, field)));
      case GraphQLInterfaceType contract ->
          Stream.concat(
              Stream.of("interface " + name),
              contract.getFields().stream().map(field -> field(name, field)));
      case GraphQLInputObjectType input ->
          Stream.concat(
              Stream.of("input " + name),
              input.getFields().stream()
                  .map(
                      field ->
                          "  "
                              + name
                              + "."
                              + field.getName()
                              + ": "
                              + simplePrint(field.getType())));
      case GraphQLEnumType constants ->
          Stream.of(
              "enum "
                  + name
                  + ": "
                  + constants.getValues().stream()
                      .map(GraphQLEnumValueDefinition::getName)
                      .sorted()
                      .collect(Collectors.joining(" ")));
      case GraphQLUnionType union ->
          Stream.of(
              "union "
                  + name
                  + " = "
                  + union.getTypes().stream()
                      .map(GraphQLNamedOutputType::getName)
                      .sorted()
                      .collect(Collectors.joining(" | ")));
      case GraphQLScalarType scalar -> Stream.of("scalar " + name);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String interfaces(GraphQLObjectType type) {
    return type.getInterfaces().isEmpty()
        ? ""
        : " implements "
            + type.getInterfaces().stream()
                .map(GraphQLNamedOutputType::getName)
                .sorted()
                .collect(Collectors.joining(" & "));
  }

  private static String field(String type, GraphQLFieldDefinition field) {
    String arguments =
        field.getArguments().stream()
            .sorted(Comparator.comparing(GraphQLArgument::getName))
            .map(argument -> argument.getName() + ": " + simplePrint(argument.getType()))
            .collect(Collectors.joining(", "));
    return "  "
        + type
        + "."
        + field.getName()
        + (arguments.isEmpty() ? "" : "(" + arguments + ")")
        + ": "
        + simplePrint(field.getType());
  }
}
