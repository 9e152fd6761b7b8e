-- A key or a text may be longer than an entry of an index, which ends at 2,704 bytes: the indexes hold how it begins.
alter table metadata drop constraint metadata_pkey1;
drop index metadata_by_string;
create index metadata_of_owner on metadata (owner_created_at, owner_uuid);
create index metadata_by_string on metadata (left(meta_key, 128), left(string_value, 256))
    where string_value is not null;
