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
import dev.tocsin.registry.ComponentConnectionState;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.Draft;
import dev.tocsin.registry.ObjectType;
import dev.tocsin.registry.RegistryCommand;
import dev.tocsin.registry.Status;
import dev.tocsin.registry.SystemEntity;
import graphql.schema.DataFetchingEnvironment;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Answers everything about components. */
@DgsComponent
public final class ComponentFetcher {
  private final View view;
  private final Commands commands;
  private final CallerResolver callers;
  private final QuerySettings.Limits limits;

  public ComponentFetcher(
      View view, Commands commands, CallerResolver callers, QuerySettings.Limits limits) {
    this.view = view;
    this.commands = commands;
    this.callers = callers;
    this.limits = limits;
  }

  @DgsQuery
  public ComponentEntity component(DataFetchingEnvironment environment) {
    UUID uuid = new Arguments(environment).uuid("uuid");
    return view.find(View.COMPONENTS, slug(), uuid)
        .orElseThrow(() -> ApiException.notFound(ObjectType.COMPONENT, uuid));
  }

  @DgsQuery
  public Page<ComponentEntity> components(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return view.page(
        View.COMPONENTS,
        arguments.selection(slug()),
        arguments.limit(limits.pageSize()),
        arguments.offset(),
        arguments.isCounted());
  }

  @DgsMutation
  public ComponentEntity createComponent(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return save(
        new RegistryCommand.Create(
            UUID.randomUUID(),
            draft(arguments, arguments.uuid("systemUuid"), arguments.uuid("componentModelUuid"))));
  }

  @DgsMutation
  public ComponentEntity updateComponent(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return save(new RegistryCommand.Update(arguments.uuid("uuid"), draft(arguments, null, null)));
  }

  @DgsMutation
  public EmptyResult deleteComponent(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    UUID uuid = arguments.uuid("uuid");
    commands.delete(slug(), new RegistryCommand.Delete(uuid, ObjectType.COMPONENT, false, 0));
    return EmptyResult.OK;
  }

  @DgsData(parentType = "Component", field = "system")
  public CompletableFuture<SystemEntity> system(DataFetchingEnvironment environment) {
    ComponentEntity component = environment.getSource();
    return Loaders.load(
        environment, Loaders.SYSTEMS, new Reference(component.slug(), component.systemUuid()));
  }

  @DgsData(parentType = "Component", field = "componentModel")
  public CompletableFuture<ComponentModel> componentModel(DataFetchingEnvironment environment) {
    ComponentEntity component = environment.getSource();
    return Loaders.load(
        environment,
        Loaders.COMPONENT_MODELS,
        new Reference(component.slug(), component.componentModelUuid()));
  }

  private static Draft draft(Arguments arguments, UUID systemUuid, UUID componentModelUuid) {
    return new Draft.OfComponent(
        systemUuid,
        componentModelUuid,
        arguments.change("code"),
        arguments.change("name"),
        arguments.change("connectionState", ComponentConnectionState.class),
        arguments.change("status", Status.class),
        arguments.metadata());
  }

  private ComponentEntity save(RegistryCommand command) {
    return commands.save(ComponentEntity.class, slug(), command);
  }

  private String slug() {
    return callers.current().slug();
  }
}
