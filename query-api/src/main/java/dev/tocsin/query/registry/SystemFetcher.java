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
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.Draft;
import dev.tocsin.registry.ObjectType;
import dev.tocsin.registry.RegistryCommand;
import dev.tocsin.registry.Status;
import dev.tocsin.registry.SystemEntity;
import graphql.schema.DataFetchingEnvironment;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Answers everything about systems. */
@DgsComponent
public final class SystemFetcher {
  private final View view;
  private final Commands commands;
  private final CallerResolver callers;
  private final QuerySettings.Limits limits;

  public SystemFetcher(
      View view, Commands commands, CallerResolver callers, QuerySettings.Limits limits) {
    this.view = view;
    this.commands = commands;
    this.callers = callers;
    this.limits = limits;
  }

  @DgsQuery
  public SystemEntity system(DataFetchingEnvironment environment) {
    UUID uuid = new Arguments(environment).uuid("uuid");
    return view.find(View.SYSTEMS, slug(), uuid)
        .orElseThrow(() -> ApiException.notFound(ObjectType.SYSTEM, uuid));
  }

  @DgsQuery
  public Page<SystemEntity> systems(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return view.page(
        View.SYSTEMS,
        arguments.selection(slug()),
        arguments.limit(limits.pageSize()),
        arguments.offset(),
        arguments.isCounted());
  }

  @DgsMutation
  public SystemEntity createSystem(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return save(new RegistryCommand.Create(UUID.randomUUID(), draft(arguments)));
  }

  @DgsMutation
  public SystemEntity updateSystem(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return save(new RegistryCommand.Update(arguments.uuid("uuid"), draft(arguments)));
  }

  @DgsMutation
  public EmptyResult deleteSystem(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    UUID uuid = arguments.uuid("uuid");
    commands.delete(slug(), new RegistryCommand.Delete(uuid, ObjectType.SYSTEM, false, 0));
    return EmptyResult.OK;
  }

  @DgsData(parentType = "System", field = "components")
  public CompletableFuture<Page<ComponentEntity>> components(DataFetchingEnvironment environment) {
    SystemEntity system = environment.getSource();
    return Loaders.loadPage(
        environment, Loaders.COMPONENTS_OF_SYSTEM, system.uuid(), system.slug(), limits.pageSize());
  }

  private static Draft draft(Arguments arguments) {
    return new Draft.OfSystem(
        arguments.change("code"),
        arguments.change("name"),
        arguments.change("description"),
        arguments.change("locationUuid"),
        arguments.change("ownerUuid"),
        arguments.change("status", Status.class),
        arguments.metadata());
  }

  private SystemEntity save(RegistryCommand command) {
    return commands.save(SystemEntity.class, slug(), command);
  }

  private String slug() {
    return callers.current().slug();
  }
}
