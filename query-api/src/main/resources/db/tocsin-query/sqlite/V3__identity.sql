-- Given here, where one of the replicas that start together does it for all: they have to agree.
insert into view_identity
select lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2))
    || '-' || hex(randomblob(6)))
where not exists (select 1 from view_identity);
