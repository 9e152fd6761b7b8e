package dev.tocsin.query.view;

import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.query.LocalPostgres;
import dev.tocsin.query.NeedsPostgres;

@NeedsPostgres
class PostgresPagesTest extends PagesContract {
  @Override
  DatabaseSettings newDatabase() {
    return new DatabaseSettings(LocalPostgres.get().newDatabase(), null, null);
  }
}
