package dev.tocsin.query.registry;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsQuery;
import dev.tocsin.query.Caller;
import dev.tocsin.query.CallerResolver;
import dev.tocsin.query.QuerySettings;
import dev.tocsin.query.graphql.Domain;
import dev.tocsin.query.graphql.Loaders;
import dev.tocsin.query.view.Account;
import dev.tocsin.query.view.Page;
import dev.tocsin.query.view.View;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.SystemEntity;
import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;

/** Answers who the caller is and which domain the caller sees. */
@DgsComponent
public final class CallerFetcher {
  private final View view;
  private final CallerResolver callers;
  private final QuerySettings.Limits limits;

  public CallerFetcher(View view, CallerResolver callers, QuerySettings.Limits limits) {
    this.view = view;
    this.callers = callers;
    this.limits = limits;
  }

  @DgsQuery
  public Domain currentDomain() {
    return new Domain(callers.current().slug());
  }

  @DgsQuery
  public Account whoami() {
    Caller caller = callers.current();
    return view.find(View.ACCOUNTS, caller.slug(), caller.userUuid())
        .orElseGet(() -> Account.unknown(caller.userUuid(), caller.slug()));
  }

  @DgsData(parentType = "Domain", field = "systems")
  public CompletableFuture<Page<SystemEntity>> systems(DataFetchingEnvironment environment) {
    return Loaders.loadPage(
        environment, Loaders.SYSTEMS_OF_DOMAIN, environment.getSource(), limits.pageSize());
  }

  @DgsData(parentType = "Domain", field = "componentModels")
  public CompletableFuture<Page<ComponentModel>> componentModels(
      DataFetchingEnvironment environment) {
    return Loaders.loadPage(
        environment,
        Loaders.COMPONENT_MODELS_OF_DOMAIN,
        environment.getSource(),
        limits.pageSize());
  }

  @DgsData(parentType = "User", field = "systems")
  public CompletableFuture<Page<SystemEntity>> ownSystems(DataFetchingEnvironment environment) {
    Account account = environment.getSource();
    return Loaders.loadPage(
        environment, Loaders.SYSTEMS_OF_OWNER, account.uuid(), account.slug(), limits.pageSize());
  }
}
