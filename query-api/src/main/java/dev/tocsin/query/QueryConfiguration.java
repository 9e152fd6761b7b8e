package dev.tocsin.query;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import dev.tocsin.query.command.CommandService;
import dev.tocsin.query.command.Commands;
import dev.tocsin.query.graphql.ErrorInterceptor;
import dev.tocsin.query.graphql.ErrorTranslator;
import dev.tocsin.query.graphql.ForgettingInstrumentation;
import dev.tocsin.query.graphql.OriginFilter;
import dev.tocsin.query.graphql.QueryCost;
import dev.tocsin.query.live.LiveEvents;
import dev.tocsin.query.live.LiveReader;
import dev.tocsin.query.view.Barrier;
import dev.tocsin.query.view.Database;
import dev.tocsin.query.view.ProjectionService;
import dev.tocsin.query.view.View;
import dev.tocsin.query.view.ViewSignal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/**
 * The beans of the GraphQL service. They can share an application context with the other services:
 * what others might have too is made here and kept out of the context.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
    basePackageClasses = {
      dev.tocsin.query.event.EventFetcher.class,
      dev.tocsin.query.registry.SystemFetcher.class,
      ErrorTranslator.class
    })
@EnableConfigurationProperties({QuerySettings.class, DatabaseSettings.class})
@PropertySource("classpath:tocsin-query-api.properties")
public class QueryConfiguration {
  /** Who watches does not see the difference. */
  private static final Duration LIVE = Duration.ofMillis(50);

  private final Clock clock = Clock.systemUTC();
  private final KafkaSettings kafka;
  private final QuerySettings.Service query;
  private final Topics topics;
  private final TocsinSerdes serdes;

  public QueryConfiguration(QuerySettings settings) {
    kafka = settings.kafka();
    query = settings.query();
    topics = new Topics(kafka);
    serdes = new TocsinSerdes(topics, new SchemaRegistryClient(kafka.schemaRegistryUrl(), clock));
  }

  @Bean
  CallerResolver callerResolver() {
    return new CallerResolver(query.caller());
  }

  @Bean
  QuerySettings.Limits queryLimits() {
    return query.limits();
  }

  @Bean
  Database viewDatabase(DatabaseSettings settings) {
    return new Database(settings, query.limits().statementTime());
  }

  @Bean
  View view(Database viewDatabase) {
    return new View(viewDatabase);
  }

  @Bean
  ViewSignal viewSignal() {
    return new ViewSignal();
  }

  @Bean
  Barrier viewBarrier(Database viewDatabase, ViewSignal viewSignal) {
    return new Barrier(viewDatabase, Admin.create(kafka.client()), viewSignal);
  }

  @Bean
  ProjectionService projectionService(
      Database viewDatabase, ViewSignal viewSignal, Barrier viewBarrier, MeterRegistry metrics) {
    return new ProjectionService(
        kafka,
        query.instanceId(),
        topics,
        serdes,
        viewDatabase,
        viewSignal,
        viewBarrier,
        metrics,
        clock);
  }

  @Bean
  CommandService commandService(MeterRegistry metrics) {
    return new CommandService(kafka, topics, serdes, query, metrics, clock);
  }

  @Bean
  Commands commands(CommandService commandService, View view, Barrier viewBarrier) {
    return new Commands(
        commandService.gateway(), view, viewBarrier, topics, query.commandTimeout(), clock);
  }

  @Bean
  LiveEvents liveEvents(View view, MeterRegistry metrics) {
    return new LiveEvents(view, query.subscriberBuffer(), query.subscribers(), metrics);
  }

  @Bean
  TopicTail liveTail(LiveEvents liveEvents) {
    return new TopicTail(
        kafka,
        topics.events().name(),
        "tocsin-live-events",
        new LiveReader(serdes.events().deserializer(), liveEvents),
        LIVE,
        clock);
  }

  @Bean
  FilterRegistrationBean<OriginFilter> originFilter() {
    FilterRegistrationBean<OriginFilter> filter =
        new FilterRegistrationBean<>(new OriginFilter(query.allowedOrigins()));
    filter.addUrlPatterns("/graphql");
    return filter;
  }

  @Bean
  QueryStart queryStart(
      Database viewDatabase,
      CallerResolver callerResolver,
      ProjectionService projectionService,
      CommandService commandService,
      TopicTail liveTail) {
    return new QueryStart(
        kafka,
        topics,
        serdes,
        viewDatabase,
        callerResolver,
        projectionService,
        commandService,
        liveTail,
        clock);
  }

  @Bean
  QueryHealth queryHealthIndicator(
      Database viewDatabase,
      ProjectionService projectionService,
      CommandService commandService,
      TopicTail liveTail) {
    return new QueryHealth(viewDatabase, projectionService, commandService, liveTail);
  }

  @Bean
  ErrorTranslator errorTranslator() {
    return new ErrorTranslator();
  }

  @Bean
  ErrorInterceptor errorInterceptor(ErrorTranslator errorTranslator) {
    return new ErrorInterceptor(errorTranslator, query.limits().queryLength());
  }

  @Bean
  QueryCost queryCost() {
    return new QueryCost(query.limits());
  }

  @Bean
  ForgettingInstrumentation forgetting() {
    return new ForgettingInstrumentation();
  }
}
