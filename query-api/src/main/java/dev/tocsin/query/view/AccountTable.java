package dev.tocsin.query.view;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.tocsin.registry.Status;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The users that this service has seen. */
final class AccountTable {
  static final Table<Record> TABLE = table(name("account"));
  static final Field<UUID> UUID = Columns.uuid(TABLE, "uuid");
  static final Field<String> SLUG = Columns.text(TABLE, "slug");
  static final Field<String> NAME = Columns.text(TABLE, "name");
  static final Field<String> EMAIL = Columns.text(TABLE, "email");
  static final Field<Status> STATUS = Columns.constant(TABLE, "status", Status.class);
  static final Field<Instant> CREATED_AT = Columns.instant(TABLE, "created_at");
  static final Field<Instant> UPDATED_AT = Columns.instant(TABLE, "updated_at");
  static final Field<Long> VERSION = Columns.whole(TABLE, "version");

  static final Kind<Account> KIND =
      new Kind<>(TABLE, UUID, SLUG, AccountTable::read)
          .column("uuid", UUID, Account::uuid)
          .kept(SLUG, Account::slug)
          .optional("name", NAME, Account::name)
          .optional("email", EMAIL, Account::email)
          .column("status", STATUS, Account::status)
          .column("createdAt", CREATED_AT, Account::createdAt)
          .optional("updatedAt", UPDATED_AT, Account::updatedAt)
          .kept(VERSION, Account::version)
          .metadata();

  private AccountTable() {}

  private static Account read(Record row, Attachments attached) {
    return new Account(
        row.get(UUID),
        row.get(SLUG),
        row.get(NAME),
        row.get(EMAIL),
        row.get(STATUS),
        attached.metadata(row.get(UUID)),
        row.get(CREATED_AT),
        row.get(UPDATED_AT),
        row.get(VERSION));
  }
}
