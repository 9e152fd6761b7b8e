-- The read model: what tocsin.events and the registry topics say, as tables. It can always be rebuilt from them.
-- UUIDs are text in canonical form, instants are microseconds since 1970.

create table system (
    uuid text not null primary key,
    slug text not null,
    code text not null,
    name text not null,
    description text,
    location_uuid text,
    owner_uuid text,
    connection_state text not null,
    connection_state_updated_at integer,
    status text not null,
    created_at integer not null,
    updated_at integer not null,
    version integer not null
);
create index system_by_code on system (slug, code);

create table component (
    uuid text not null primary key,
    slug text not null,
    code text not null,
    name text,
    system_uuid text not null,
    component_model_uuid text not null,
    connection_state text not null,
    connection_state_updated_at integer,
    status text not null,
    created_at integer not null,
    updated_at integer not null,
    version integer not null
);
create index component_by_domain on component (slug, uuid);
create index component_of_system on component (slug, system_uuid, code);
create index component_of_model on component (slug, component_model_uuid, uuid);

create table component_model (
    uuid text not null primary key,
    slug text not null,
    code text,
    name text not null,
    description text,
    component_type text not null,
    is_connective integer not null,
    status text not null,
    created_at integer not null,
    updated_at integer not null,
    version integer not null
);
create index component_model_by_code on component_model (slug, code);

create table event_model (
    uuid text not null primary key,
    slug text not null,
    code text,
    event_type text not null,
    event_level text not null,
    entity_type text not null,
    limit_to_prototypes integer not null,
    message text,
    status text not null,
    created_at integer not null,
    updated_at integer not null,
    version integer not null
);
create index event_model_by_code on event_model (slug, code);

create table event_model_link (
    uuid text not null primary key,
    slug text not null,
    event_model_uuid text not null,
    prototype_uuid text not null,
    status text not null,
    created_at integer not null,
    updated_at integer not null,
    version integer not null
);
create index event_model_link_by_domain on event_model_link (slug, uuid);
create index event_model_link_of_model on event_model_link (slug, event_model_uuid, uuid);
create index event_model_link_of_prototype on event_model_link (slug, prototype_uuid, uuid);

-- The event_model_ columns are the model as it was when the event was raised.
create table event (
    uuid text not null primary key,
    slug text not null,
    entity_uuid text not null,
    system_uuid text not null,
    component_code text,
    event_model_uuid text not null,
    event_model_code text,
    event_model_message text,
    event_type text not null,
    event_level text not null,
    entity_type text not null,
    time integer not null,
    end_time integer,
    status text,
    acknowledged integer not null,
    created_at integer not null,
    updated_at integer not null,
    version integer not null
);
create index event_by_time on event (slug, time, uuid);
create index event_of_system on event (slug, system_uuid, time, uuid);
create index event_of_entity on event (slug, entity_uuid, time, uuid);
create index event_of_model on event (slug, event_model_uuid, time, uuid);
create index event_unacknowledged on event (slug, event_level, time, uuid) where acknowledged = 0;
create index event_active on event (slug, system_uuid, entity_uuid, event_model_uuid) where status = 'ACTIVE';

create table event_ack (
    uuid text not null,
    event_uuid text not null,
    user_uuid text not null,
    time integer not null,
    primary key (event_uuid, uuid)
) without rowid;

-- How many events each group has in all, kept up with every change: counting a million takes too long.
create table event_tally (
    slug text not null,
    grouping_type text not null,
    grouping_key text not null,
    events integer not null,
    primary key (slug, grouping_type, grouping_key)
) without rowid;
create index event_tally_by_size on event_tally (slug, grouping_type, events, grouping_key);

-- Metadata of every kind of object. A value stands in the columns that a filter may compare it by:
-- a whole number in both of the number columns.
create table metadata (
    owner_uuid text not null,
    meta_key text not null,
    data_type text not null,
    string_value text,
    whole_value integer,
    number_value real,
    boolean_value integer,
    timestamp_value integer,
    uuid_value text,
    primary key (owner_uuid, meta_key)
) without rowid;
create index metadata_by_string on metadata (meta_key, string_value) where string_value is not null;

-- The users that this service has seen: where users live is not Tocsin's business yet.
create table account (
    uuid text not null primary key,
    slug text not null,
    name text,
    email text,
    status text not null,
    created_at integer not null,
    updated_at integer,
    version integer not null
);

-- How far the topics have been read; a projection that finds another value than it wrote has been replaced.
create table projection_offset (
    topic text not null,
    kafka_partition integer not null,
    next_offset integer not null,
    seen_at integer not null,
    primary key (topic, kafka_partition)
);

-- Names this read model; the replicas that share it share the projection's consumer group.
create table view_identity (
    uuid text not null primary key
);
