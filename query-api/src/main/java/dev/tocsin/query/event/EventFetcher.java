package dev.tocsin.query.event;

import static java.util.Comparator.comparing;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import dev.tocsin.event.Entry;
import dev.tocsin.event.ErrorCode;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventCommand;
import dev.tocsin.query.CallerResolver;
import dev.tocsin.query.QuerySettings;
import dev.tocsin.query.command.Commands;
import dev.tocsin.query.graphql.ApiException;
import dev.tocsin.query.graphql.Arguments;
import dev.tocsin.query.graphql.Classification;
import dev.tocsin.query.graphql.EmptyResult;
import dev.tocsin.query.graphql.Loaders;
import dev.tocsin.query.graphql.Reference;
import dev.tocsin.query.view.Account;
import dev.tocsin.query.view.CursorPage;
import dev.tocsin.query.view.EventAck;
import dev.tocsin.query.view.Page;
import dev.tocsin.query.view.Selection;
import dev.tocsin.query.view.View;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EventModel;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Answers everything about events. */
@DgsComponent
public final class EventFetcher {
  private final View view;
  private final Commands commands;
  private final CallerResolver callers;
  private final QuerySettings.Limits limits;

  public EventFetcher(
      View view, Commands commands, CallerResolver callers, QuerySettings.Limits limits) {
    this.view = view;
    this.commands = commands;
    this.callers = callers;
    this.limits = limits;
  }

  @DgsQuery
  public Event event(DataFetchingEnvironment environment) {
    UUID uuid = new Arguments(environment).uuid("uuid");
    return view.find(View.EVENTS, slug(), uuid)
        .orElseThrow(
            () ->
                new ApiException(
                    Classification.NOT_FOUND,
                    ErrorCode.EVENT_DOES_NOT_EXIST,
                    "An event with the uuid " + uuid + " does not exist"));
  }

  @DgsQuery
  public CursorPage<Event> events(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return view.events(
            arguments.selection(slug()),
            arguments.limit(limits.pageSize()),
            arguments.text("after"))
        .orElseThrow(() -> ApiException.invalid("after is not a cursor of a page in this order."));
  }

  @DgsMutation
  public Event createEvent(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return commands.raise(
        slug(),
        arguments.uuid("entityUuid"),
        Entry.raise(
            arguments.uuid("eventModelUuid"),
            arguments.instant("time"),
            arguments.instant("endTime"),
            arguments.metadata()));
  }

  @DgsMutation
  public Event updateEvent(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    UUID uuid = arguments.uuid("uuid");
    return commands.change(
        slug(),
        uuid,
        Entry.update(
            uuid, arguments.instant("time"), arguments.instant("endTime"), arguments.metadata()));
  }

  @DgsMutation
  public EmptyResult ackEvent(DataFetchingEnvironment environment) {
    UUID uuid = new Arguments(environment).uuid("uuid");
    UUID user = callers.current().userUuid();
    commands.change(slug(), uuid, new EventCommand.Acknowledge(uuid, user));
    return EmptyResult.OK;
  }

  @DgsMutation
  public EmptyResult deleteEvent(DataFetchingEnvironment environment) {
    commands.delete(slug(), new Arguments(environment).uuid("uuid"));
    return EmptyResult.OK;
  }

  @DgsData(parentType = "Event", field = "eventModelUuid")
  public UUID eventModelUuid(DataFetchingEnvironment environment) {
    return environment.<Event>getSource().model().uuid();
  }

  @DgsData(parentType = "Event", field = "eventModel")
  public CompletableFuture<EventModel> eventModel(DataFetchingEnvironment environment) {
    Event event = environment.getSource();
    return Loaders.load(
        environment, Loaders.EVENT_MODELS, new Reference(event.slug(), event.model().uuid()));
  }

  @DgsData(parentType = "Event", field = "entity")
  public CompletableFuture<? extends Entity> entity(DataFetchingEnvironment environment) {
    Event event = environment.getSource();
    String loader =
        switch (event.entityType()) {
          case SYSTEM -> Loaders.SYSTEMS;
          case COMPONENT -> Loaders.COMPONENTS;
        };
    return Loaders.load(environment, loader, new Reference(event.slug(), event.entityUuid()));
  }

  @DgsData(parentType = "Event", field = "acks")
  public CompletableFuture<Page<EventAck>> acks(DataFetchingEnvironment environment) {
    Event event = environment.getSource();
    Arguments arguments = new Arguments(environment);
    if (arguments.selection(event.slug()).equals(Selection.all(event.slug()))) {
      // The event brings all of them along, and the view may be behind an event that changes.
      return CompletableFuture.completedFuture(
          acks(event, arguments.limit(limits.pageSize()), arguments.offset()));
    }
    return Loaders.loadPage(
        environment, Loaders.ACKS_OF_EVENT, event.uuid(), event.slug(), limits.pageSize());
  }

  @DgsData(parentType = "EventAck", field = "user")
  public CompletableFuture<Account> user(DataFetchingEnvironment environment) {
    UUID uuid = environment.<EventAck>getSource().userUuid();
    String slug = slug();
    return Loaders.<Account>load(environment, Loaders.ACCOUNTS, new Reference(slug, uuid))
        .thenApply(account -> account == null ? Account.unknown(uuid, slug) : account);
  }

  private static Page<EventAck> acks(Event event, int limit, int offset) {
    List<EventAck> page =
        event.acks().stream()
            .map(ack -> EventAck.of(event, ack))
            .sorted(comparing(ack -> ack.uuid().toString()))
            .skip(offset)
            .limit(limit)
            .toList();
    return new Page<>(page, limit, offset, event.acks().size());
  }

  private String slug() {
    return callers.current().slug();
  }
}
