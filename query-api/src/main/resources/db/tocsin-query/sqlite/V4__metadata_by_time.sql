-- Metadata lies in the order in which its owners were made, no longer scattered by their UUIDs: new rows come to few pages.
drop index metadata_by_string;
alter table metadata rename to metadata_by_owner;
create table metadata (
    owner_created_at integer not null,
    owner_uuid text not null,
    meta_key text not null,
    data_type text not null,
    string_value text,
    whole_value integer,
    number_value real,
    boolean_value integer,
    timestamp_value integer,
    uuid_value text,
    primary key (owner_created_at, owner_uuid, meta_key)
) without rowid;
insert into metadata
select owner.created_at, old.*
from (
    select uuid, created_at from system
    union all select uuid, created_at from component
    union all select uuid, created_at from component_model
    union all select uuid, created_at from event_model
    union all select uuid, created_at from event_model_link
    union all select uuid, created_at from event
    union all select uuid, created_at from account
) owner
join metadata_by_owner old on old.owner_uuid = owner.uuid;
drop table metadata_by_owner;
create index metadata_by_string on metadata (meta_key, string_value) where string_value is not null;
