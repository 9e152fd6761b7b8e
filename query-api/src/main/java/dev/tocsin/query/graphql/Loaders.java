package dev.tocsin.query.graphql;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataLoader;
import dev.tocsin.query.view.Account;
import dev.tocsin.query.view.Children;
import dev.tocsin.query.view.EventAck;
import dev.tocsin.query.view.Kind;
import dev.tocsin.query.view.Page;
import dev.tocsin.query.view.View;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.SystemEntity;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.MappedBatchLoader;

/**
 * Loads what the objects of a page refer to, all at once: a page costs as many statements as it has
 * kinds of references, however many objects are on it.
 *
 * <p>Nothing is kept for the next time: the loaders of a subscription live as long as it does.
 */
@DgsComponent
public final class Loaders {
  public static final String SYSTEMS = "systems";
  public static final String COMPONENTS = "components";
  public static final String COMPONENT_MODELS = "componentModels";
  public static final String EVENT_MODELS = "eventModels";
  public static final String ACCOUNTS = "accounts";
  public static final String COMPONENTS_OF_SYSTEM = "componentsOfSystem";
  public static final String COMPONENTS_OF_MODEL = "componentsOfModel";
  public static final String LINKS_OF_EVENT_MODEL = "linksOfEventModel";
  public static final String SYSTEMS_OF_OWNER = "systemsOfOwner";
  public static final String ACKS_OF_EVENT = "acksOfEvent";
  public static final String SYSTEMS_OF_DOMAIN = "systemsOfDomain";
  public static final String COMPONENT_MODELS_OF_DOMAIN = "componentModelsOfDomain";

  @DgsDataLoader(name = SYSTEMS, caching = false)
  public final MappedBatchLoader<Reference, SystemEntity> systems;

  @DgsDataLoader(name = COMPONENTS, caching = false)
  public final MappedBatchLoader<Reference, ComponentEntity> components;

  @DgsDataLoader(name = COMPONENT_MODELS, caching = false)
  public final MappedBatchLoader<Reference, ComponentModel> componentModels;

  @DgsDataLoader(name = EVENT_MODELS, caching = false)
  public final MappedBatchLoader<Reference, EventModel> eventModels;

  @DgsDataLoader(name = ACCOUNTS, caching = false)
  public final MappedBatchLoader<Reference, Account> accounts;

  @DgsDataLoader(name = COMPONENTS_OF_SYSTEM, caching = false)
  public final MappedBatchLoader<ChildrenRequest, Page<ComponentEntity>> componentsOfSystem;

  @DgsDataLoader(name = COMPONENTS_OF_MODEL, caching = false)
  public final MappedBatchLoader<ChildrenRequest, Page<ComponentEntity>> componentsOfModel;

  @DgsDataLoader(name = LINKS_OF_EVENT_MODEL, caching = false)
  public final MappedBatchLoader<ChildrenRequest, Page<EventModelLink>> linksOfEventModel;

  @DgsDataLoader(name = SYSTEMS_OF_OWNER, caching = false)
  public final MappedBatchLoader<ChildrenRequest, Page<SystemEntity>> systemsOfOwner;

  @DgsDataLoader(name = ACKS_OF_EVENT, caching = false)
  public final MappedBatchLoader<ChildrenRequest, Page<EventAck>> acksOfEvent;

  @DgsDataLoader(name = SYSTEMS_OF_DOMAIN, caching = false)
  public final MappedBatchLoader<ChildrenRequest.Arguments, Page<SystemEntity>> systemsOfDomain;

  @DgsDataLoader(name = COMPONENT_MODELS_OF_DOMAIN, caching = false)
  public final MappedBatchLoader<ChildrenRequest.Arguments, Page<ComponentModel>>
      componentModelsOfDomain;

  private final View view;

  public Loaders(View view) {
    this.view = view;
    systems = objects(View.SYSTEMS);
    components = objects(View.COMPONENTS);
    componentModels = objects(View.COMPONENT_MODELS);
    eventModels = objects(View.EVENT_MODELS);
    accounts = objects(View.ACCOUNTS);
    componentsOfSystem = pages(View.COMPONENTS_OF_SYSTEM);
    componentsOfModel = pages(View.COMPONENTS_OF_MODEL);
    linksOfEventModel = pages(View.LINKS_OF_EVENT_MODEL);
    systemsOfOwner = pages(View.SYSTEMS_OF_OWNER);
    acksOfEvent = pages(View.ACKS_OF_EVENT);
    systemsOfDomain = pages(View.SYSTEMS);
    componentModelsOfDomain = pages(View.COMPONENT_MODELS);
  }

  /** The object that is referred to; null where it is gone. */
  public static <T> CompletableFuture<T> load(
      DataFetchingEnvironment environment, String loader, Reference reference) {
    return environment.<Reference, T>getDataLoader(loader).load(reference);
  }

  /** The page of an object's children that the arguments of the field ask for. */
  public static <T> CompletableFuture<Page<T>> loadPage(
      DataFetchingEnvironment environment, String loader, UUID parent, String slug, int most) {
    return environment
        .<ChildrenRequest, Page<T>>getDataLoader(loader)
        .load(new ChildrenRequest(parent, childrenArguments(environment, slug, most)));
  }

  /** The page of a domain's objects that the arguments of the field ask for. */
  public static <T> CompletableFuture<Page<T>> loadPage(
      DataFetchingEnvironment environment, String loader, Domain domain, int most) {
    return environment
        .<ChildrenRequest.Arguments, Page<T>>getDataLoader(loader)
        .load(childrenArguments(environment, domain.slug(), most));
  }

  private static ChildrenRequest.Arguments childrenArguments(
      DataFetchingEnvironment environment, String slug, int most) {
    Arguments arguments = new Arguments(environment);
    return new ChildrenRequest.Arguments(
        arguments.selection(slug),
        arguments.limit(most),
        arguments.offset(),
        arguments.isCounted());
  }

  private <T> MappedBatchLoader<Reference, T> objects(Kind<T> kind) {
    return references -> CompletableFuture.completedFuture(find(kind, references));
  }

  private <T> Map<Reference, T> find(Kind<T> kind, Set<Reference> references) {
    Map<Reference, T> found = new HashMap<>();
    references.stream()
        .collect(groupingBy(Reference::slug, mapping(Reference::uuid, toList())))
        .forEach(
            (slug, uuids) ->
                view.find(kind, slug, uuids)
                    .forEach((uuid, object) -> found.put(new Reference(slug, uuid), object)));
    return found;
  }

  private <T> MappedBatchLoader<ChildrenRequest, Page<T>> pages(Children<T> children) {
    return requests -> CompletableFuture.completedFuture(find(children, requests));
  }

  /** Objects of a domain have it in their selection: whoever asks the same shares the answer. */
  private <T> MappedBatchLoader<ChildrenRequest.Arguments, Page<T>> pages(Kind<T> kind) {
    return requests ->
        CompletableFuture.completedFuture(
            requests.stream()
                .collect(
                    toMap(
                        Function.identity(),
                        arguments ->
                            view.page(
                                kind,
                                arguments.selection(),
                                arguments.limit(),
                                arguments.offset(),
                                arguments.counted()))));
  }

  private <T> Map<ChildrenRequest, Page<T>> find(
      Children<T> children, Set<ChildrenRequest> requests) {
    Map<ChildrenRequest, Page<T>> found = new HashMap<>();
    Map<ChildrenRequest.Arguments, List<UUID>> alike =
        requests.stream()
            .collect(
                groupingBy(ChildrenRequest::arguments, mapping(ChildrenRequest::parent, toList())));
    alike.forEach(
        (arguments, parents) ->
            view.pages(
                    children,
                    parents,
                    arguments.selection(),
                    arguments.limit(),
                    arguments.offset(),
                    arguments.counted())
                .forEach(
                    (parent, page) -> found.put(new ChildrenRequest(parent, arguments), page)));
    return found;
  }
}
