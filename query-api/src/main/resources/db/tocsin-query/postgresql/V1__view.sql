-- The read model: what tocsin.events and the registry topics say, as tables. It can always be rebuilt from them.
-- UUIDs are text in canonical form, instants are microseconds since 1970. Texts compare by code point, as in SQLite.

create table system (
    uuid text collate "C" not null primary key,
    slug text collate "C" not null,
    code text collate "C" not null,
    name text collate "C" not null,
    description text collate "C",
    location_uuid text collate "C",
    owner_uuid text collate "C",
    connection_state text collate "C" not null,
    connection_state_updated_at bigint,
    status text collate "C" not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null
);
create index system_by_code on system (slug, code);

create table component (
    uuid text collate "C" not null primary key,
    slug text collate "C" not null,
    code text collate "C" not null,
    name text collate "C",
    system_uuid text collate "C" not null,
    component_model_uuid text collate "C" not null,
    connection_state text collate "C" not null,
    connection_state_updated_at bigint,
    status text collate "C" not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null
);
create index component_by_domain on component (slug, uuid);
create index component_of_system on component (slug, system_uuid, code);
create index component_of_model on component (slug, component_model_uuid, uuid);

create table component_model (
    uuid text collate "C" not null primary key,
    slug text collate "C" not null,
    code text collate "C",
    name text collate "C" not null,
    description text collate "C",
    component_type text collate "C" not null,
    is_connective boolean not null,
    status text collate "C" not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null
);
create index component_model_by_code on component_model (slug, code);

create table event_model (
    uuid text collate "C" not null primary key,
    slug text collate "C" not null,
    code text collate "C",
    event_type text collate "C" not null,
    event_level text collate "C" not null,
    entity_type text collate "C" not null,
    limit_to_prototypes boolean not null,
    message text collate "C",
    status text collate "C" not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null
);
create index event_model_by_code on event_model (slug, code);

create table event_model_link (
    uuid text collate "C" not null primary key,
    slug text collate "C" not null,
    event_model_uuid text collate "C" not null,
    prototype_uuid text collate "C" not null,
    status text collate "C" not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null
);
create index event_model_link_by_domain on event_model_link (slug, uuid);
create index event_model_link_of_model on event_model_link (slug, event_model_uuid, uuid);
create index event_model_link_of_prototype on event_model_link (slug, prototype_uuid, uuid);

-- The event_model_ columns are the model as it was when the event was raised.
create table event (
    uuid text collate "C" not null primary key,
    slug text collate "C" not null,
    entity_uuid text collate "C" not null,
    system_uuid text collate "C" not null,
    component_code text collate "C",
    event_model_uuid text collate "C" not null,
    event_model_code text collate "C",
    event_model_message text collate "C",
    event_type text collate "C" not null,
    event_level text collate "C" not null,
    entity_type text collate "C" not null,
    time bigint not null,
    end_time bigint,
    status text collate "C",
    acknowledged boolean not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null
);
create index event_by_time on event (slug, time, uuid);
create index event_of_system on event (slug, system_uuid, time, uuid);
create index event_of_entity on event (slug, entity_uuid, time, uuid);
create index event_of_model on event (slug, event_model_uuid, time, uuid);
create index event_unacknowledged on event (slug, event_level, time, uuid) where not acknowledged;
create index event_active on event (slug, system_uuid, entity_uuid, event_model_uuid) where status = 'ACTIVE';

create table event_ack (
    uuid text collate "C" not null,
    event_uuid text collate "C" not null,
    user_uuid text collate "C" not null,
    time bigint not null,
    primary key (event_uuid, uuid)
);

-- How many events each group has in all, kept up with every change: counting a million takes too long.
create table event_tally (
    slug text collate "C" not null,
    grouping_type text collate "C" not null,
    grouping_key text collate "C" not null,
    events bigint not null,
    primary key (slug, grouping_type, grouping_key)
);
create index event_tally_by_size on event_tally (slug, grouping_type, events, grouping_key);

-- Metadata of every kind of object. A value stands in the columns that a filter may compare it by:
-- a whole number in both of the number columns.
create table metadata (
    owner_uuid text collate "C" not null,
    meta_key text collate "C" not null,
    data_type text collate "C" not null,
    string_value text collate "C",
    whole_value bigint,
    number_value double precision,
    boolean_value boolean,
    timestamp_value bigint,
    uuid_value text collate "C",
    primary key (owner_uuid, meta_key)
);
create index metadata_by_string on metadata (meta_key, string_value) where string_value is not null;

-- The users that this service has seen: where users live is not Tocsin's business yet.
create table account (
    uuid text collate "C" not null primary key,
    slug text collate "C" not null,
    name text collate "C",
    email text collate "C",
    status text collate "C" not null,
    created_at bigint not null,
    updated_at bigint,
    version bigint not null
);

-- How far the topics have been read; a projection that finds another value than it wrote has been replaced.
create table projection_offset (
    topic text collate "C" not null,
    kafka_partition integer not null,
    next_offset bigint not null,
    seen_at bigint not null,
    primary key (topic, kafka_partition)
);

-- Names this read model; the replicas that share it share the projection's consumer group.
create table view_identity (
    uuid text collate "C" not null primary key
);

-- Letters without their case, beyond ASCII too; SQLite gets a function of this name from the service.
create function tocsin_lower(given text) returns text
    language sql immutable parallel safe
    return lower(given collate "und-x-icu");
