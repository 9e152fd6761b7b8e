package dev.tocsin.query.registry;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import dev.tocsin.query.CallerResolver;
import dev.tocsin.query.QuerySettings;
import dev.tocsin.query.command.Commands;
import dev.tocsin.query.graphql.ApiException;
import dev.tocsin.query.graphql.Arguments;
import dev.tocsin.query.graphql.EmptyResult;
import dev.tocsin.query.graphql.Loaders;
import dev.tocsin.query.graphql.Reference;
import dev.tocsin.query.view.Page;
import dev.tocsin.query.view.View;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.Draft;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.ObjectType;
import dev.tocsin.registry.RegistryCommand;
import dev.tocsin.registry.Status;
import graphql.schema.DataFetchingEnvironment;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Answers everything about event model links. */
@DgsComponent
public final class EventModelLinkFetcher {
  private final View view;
  private final Commands commands;
  private final CallerResolver callers;
  private final QuerySettings.Limits limits;

  public EventModelLinkFetcher(
      View view, Commands commands, CallerResolver callers, QuerySettings.Limits limits) {
    this.view = view;
    this.commands = commands;
    this.callers = callers;
    this.limits = limits;
  }

  @DgsQuery
  public EventModelLink eventModelLink(DataFetchingEnvironment environment) {
    UUID uuid = new Arguments(environment).uuid("uuid");
    return view.find(View.EVENT_MODEL_LINKS, slug(), uuid)
        .orElseThrow(() -> ApiException.notFound(ObjectType.EVENT_MODEL_LINK, uuid));
  }

  @DgsQuery
  public Page<EventModelLink> eventModelLinks(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return view.page(
        View.EVENT_MODEL_LINKS,
        arguments.selection(slug()),
        arguments.limit(limits.pageSize()),
        arguments.offset(),
        arguments.isCounted());
  }

  @DgsMutation
  public EventModelLink createEventModelLink(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return save(
        new RegistryCommand.Create(
            UUID.randomUUID(),
            draft(arguments, arguments.uuid("eventModelUuid"), arguments.uuid("prototypeUuid"))));
  }

  @DgsMutation
  public EventModelLink updateEventModelLink(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return save(new RegistryCommand.Update(arguments.uuid("uuid"), draft(arguments, null, null)));
  }

  @DgsMutation
  public EmptyResult deleteEventModelLink(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    UUID uuid = arguments.uuid("uuid");
    commands.delete(
        slug(), new RegistryCommand.Delete(uuid, ObjectType.EVENT_MODEL_LINK, false, 0));
    return EmptyResult.OK;
  }

  @DgsData(parentType = "EventModelLink", field = "eventModel")
  public CompletableFuture<EventModel> eventModel(DataFetchingEnvironment environment) {
    EventModelLink link = environment.getSource();
    return Loaders.load(
        environment, Loaders.EVENT_MODELS, new Reference(link.slug(), link.eventModelUuid()));
  }

  @DgsData(parentType = "EventModelLink", field = "prototype")
  public CompletableFuture<ComponentModel> prototype(DataFetchingEnvironment environment) {
    EventModelLink link = environment.getSource();
    return Loaders.load(
        environment, Loaders.COMPONENT_MODELS, new Reference(link.slug(), link.prototypeUuid()));
  }

  private static Draft draft(Arguments arguments, UUID eventModelUuid, UUID prototypeUuid) {
    return new Draft.OfEventModelLink(
        eventModelUuid, prototypeUuid, arguments.change("status", Status.class));
  }

  private EventModelLink save(RegistryCommand command) {
    return commands.save(EventModelLink.class, slug(), command);
  }

  private String slug() {
    return callers.current().slug();
  }
}
