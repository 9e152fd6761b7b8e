-- Given here, where one of the replicas that start together does it for all: they have to agree.
insert into view_identity
select gen_random_uuid()::text
where not exists (select 1 from view_identity);
