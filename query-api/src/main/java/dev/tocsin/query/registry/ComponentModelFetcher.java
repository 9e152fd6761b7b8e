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
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.ComponentType;
import dev.tocsin.registry.Draft;
import dev.tocsin.registry.ObjectType;
import dev.tocsin.registry.RegistryCommand;
import dev.tocsin.registry.Status;
import graphql.schema.DataFetchingEnvironment;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Answers everything about component models. */
@DgsComponent
public final class ComponentModelFetcher {
  private final View view;
  private final Commands commands;
  private final CallerResolver callers;
  private final QuerySettings.Limits limits;

  public ComponentModelFetcher(
      View view, Commands commands, CallerResolver callers, QuerySettings.Limits limits) {
    this.view = view;
    this.commands = commands;
    this.callers = callers;
    this.limits = limits;
  }

  @DgsQuery
  public ComponentModel componentModel(DataFetchingEnvironment environment) {
    UUID uuid = new Arguments(environment).uuid("uuid");
    return view.find(View.COMPONENT_MODELS, slug(), uuid)
        .orElseThrow(() -> ApiException.notFound(ObjectType.COMPONENT_MODEL, uuid));
  }

  @DgsQuery
  public Page<ComponentModel> componentModels(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return view.page(
        View.COMPONENT_MODELS,
        arguments.selection(slug()),
        arguments.limit(limits.pageSize()),
        arguments.offset(),
        arguments.isCounted());
  }

  @DgsMutation
  public ComponentModel createComponentModel(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return save(new RegistryCommand.Create(UUID.randomUUID(), draft(arguments)));
  }

  @DgsMutation
  public ComponentModel updateComponentModel(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return save(new RegistryCommand.Update(arguments.uuid("uuid"), draft(arguments)));
  }

  @DgsMutation
  public EmptyResult deleteComponentModel(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    UUID uuid = arguments.uuid("uuid");
    commands.delete(
        slug(),
        new RegistryCommand.Delete(uuid, ObjectType.COMPONENT_MODEL, arguments.flag("force"), 0));
    return EmptyResult.OK;
  }

  @DgsData(parentType = "ComponentModel", field = "components")
  public CompletableFuture<Page<ComponentEntity>> components(DataFetchingEnvironment environment) {
    ComponentModel model = environment.getSource();
    return Loaders.loadPage(
        environment, Loaders.COMPONENTS_OF_MODEL, model.uuid(), model.slug(), limits.pageSize());
  }

  private static Draft draft(Arguments arguments) {
    return new Draft.OfComponentModel(
        arguments.change("code"),
        arguments.change("name"),
        arguments.change("description"),
        arguments.change("componentType", ComponentType.class),
        arguments.change("isConnective"),
        arguments.change("status", Status.class),
        arguments.metadata());
  }

  private ComponentModel save(RegistryCommand command) {
    return commands.save(ComponentModel.class, slug(), command);
  }

  private String slug() {
    return callers.current().slug();
  }
}
