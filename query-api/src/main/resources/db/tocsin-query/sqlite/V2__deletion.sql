-- What was deleted of late: an event that was raised in that moment may be read after it, and is not shown any more.
create table deletion (
    uuid text not null primary key,
    deleted_at integer not null
);
