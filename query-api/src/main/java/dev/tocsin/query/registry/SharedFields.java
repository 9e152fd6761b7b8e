package dev.tocsin.query.registry;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import dev.tocsin.event.Event;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.query.graphql.Domain;
import dev.tocsin.query.graphql.MetadataPair;
import dev.tocsin.query.view.Account;
import dev.tocsin.registry.RegistryObject;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.UUID;

/** Answers the fields that objects of several types have. */
@DgsComponent
public final class SharedFields {
  @DgsData(parentType = "System", field = "metadataKeyValueStore")
  @DgsData(parentType = "Component", field = "metadataKeyValueStore")
  @DgsData(parentType = "ComponentModel", field = "metadataKeyValueStore")
  @DgsData(parentType = "EventModel", field = "metadataKeyValueStore")
  @DgsData(parentType = "Event", field = "metadataKeyValueStore")
  @DgsData(parentType = "User", field = "metadataKeyValueStore")
  public List<MetadataPair> metadata(DataFetchingEnvironment environment) {
    Metadata metadata =
        switch (environment.<Object>getSource()) {
          case RegistryObject object -> object.metadata();
          case Event event -> event.metadata();
          case Account account -> account.metadata();
          case null, default -> throw new IllegalArgumentException("no metadata");
        };
    return MetadataPair.of(metadata);
  }

  @DgsData(parentType = "System", field = "domain")
  @DgsData(parentType = "ComponentModel", field = "domain")
  @DgsData(parentType = "EventModel", field = "domain")
  @DgsData(parentType = "User", field = "domain")
  public Domain domain(DataFetchingEnvironment environment) {
    return switch (environment.<Object>getSource()) {
      case RegistryObject object -> new Domain(object.slug());
      case Account account -> new Domain(account.slug());
      case null, default -> throw new IllegalArgumentException("no domain");
    };
  }

  @DgsData(parentType = "System", field = "domainUuid")
  @DgsData(parentType = "ComponentModel", field = "domainUuid")
  @DgsData(parentType = "EventModel", field = "domainUuid")
  @DgsData(parentType = "User", field = "domainUuid")
  public UUID domainUuid(DataFetchingEnvironment environment) {
    return domain(environment).uuid();
  }
}
