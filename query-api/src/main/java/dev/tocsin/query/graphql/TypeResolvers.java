package dev.tocsin.query.graphql;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsTypeResolver;
import dev.tocsin.event.Event;
import dev.tocsin.query.view.Account;
import dev.tocsin.query.view.EventAck;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.SystemEntity;

/** Says which GraphQL type an object is of, where the schema leaves it open. */
@DgsComponent
public final class TypeResolvers {
  @DgsTypeResolver(name = "Entity")
  public String entity(Object object) {
    return typeOf(object);
  }

  @DgsTypeResolver(name = "EventEntity")
  public String eventEntity(Object object) {
    return typeOf(object);
  }

  @DgsTypeResolver(name = "EventModelPrototype")
  public String eventModelPrototype(Object object) {
    return typeOf(object);
  }

  @DgsTypeResolver(name = "Whoami")
  public String whoami(Object object) {
    return typeOf(object);
  }

  @DgsTypeResolver(name = "AggregatedEventGroupingEntity")
  public String groupingEntity(Object object) {
    return typeOf(object);
  }

  @DgsTypeResolver(name = "MetadataKeyValuePair")
  public String metadataPair(MetadataPair pair) {
    return pair.graphQlType();
  }

  private static String typeOf(Object object) {
    return switch (object) {
      case SystemEntity system -> "System";
      case ComponentEntity component -> "Component";
      case ComponentModel model -> "ComponentModel";
      case EventModel model -> "EventModel";
      case EventModelCode code -> "EventModelCode";
      case EventModelLink link -> "EventModelLink";
      case Event event -> "Event";
      case EventAck ack -> "EventAck";
      case Account account -> "User";
      case Domain domain -> "Domain";
      default -> throw new IllegalArgumentException(object.getClass().getName());
    };
  }
}
