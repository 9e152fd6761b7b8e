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
import dev.tocsin.query.view.Page;
import dev.tocsin.query.view.View;
import dev.tocsin.registry.Draft;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.ObjectType;
import dev.tocsin.registry.RegistryCommand;
import dev.tocsin.registry.Status;
import graphql.schema.DataFetchingEnvironment;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Answers everything about event models. */
@DgsComponent
public final class EventModelFetcher {
  private final View view;
  private final Commands commands;
  private final CallerResolver callers;
  private final QuerySettings.Limits limits;

  public EventModelFetcher(
      View view, Commands commands, CallerResolver callers, QuerySettings.Limits limits) {
    this.view = view;
    this.commands = commands;
    this.callers = callers;
    this.limits = limits;
  }

  @DgsQuery
  public EventModel eventModel(DataFetchingEnvironment environment) {
    UUID uuid = new Arguments(environment).uuid("uuid");
    return view.find(View.EVENT_MODELS, slug(), uuid)
        .orElseThrow(() -> ApiException.notFound(ObjectType.EVENT_MODEL, uuid));
  }

  @DgsQuery
  public Page<EventModel> eventModels(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return view.page(
        View.EVENT_MODELS,
        arguments.selection(slug()),
        arguments.limit(limits.pageSize()),
        arguments.offset(),
        arguments.isCounted());
  }

  @DgsMutation
  public EventModel createEventModel(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return save(new RegistryCommand.Create(UUID.randomUUID(), draft(arguments)));
  }

  @DgsMutation
  public EventModel updateEventModel(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return save(new RegistryCommand.Update(arguments.uuid("uuid"), draft(arguments)));
  }

  @DgsMutation
  public EmptyResult deleteEventModel(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    UUID uuid = arguments.uuid("uuid");
    boolean force = arguments.flag("force");
    long active = force ? 0 : commands.activeEvents(slug(), uuid);
    commands.delete(
        slug(), new RegistryCommand.Delete(uuid, ObjectType.EVENT_MODEL, force, active));
    return EmptyResult.OK;
  }

  @DgsData(parentType = "EventModel", field = "eventModelLinks")
  public CompletableFuture<Page<EventModelLink>> links(DataFetchingEnvironment environment) {
    EventModel model = environment.getSource();
    return Loaders.loadPage(
        environment, Loaders.LINKS_OF_EVENT_MODEL, model.uuid(), model.slug(), limits.pageSize());
  }

  private static Draft draft(Arguments arguments) {
    return new Draft.OfEventModel(
        arguments.constant("entityType", EntityType.class),
        arguments.change("code"),
        arguments.change("eventType", EventType.class),
        arguments.change("eventLevel", EventLevel.class),
        arguments.change("limitToPrototypes"),
        arguments.change("message"),
        arguments.change("status", Status.class),
        arguments.metadata());
  }

  private EventModel save(RegistryCommand command) {
    return commands.save(EventModel.class, slug(), command);
  }

  private String slug() {
    return callers.current().slug();
  }
}
