package dev.tocsin.processor;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory of all state stores together, and their room on the disk to what they hold: one
 * cache for what they read and write, however many there are. Kafka Streams makes one of these for
 * each store, so what they share is kept by the class.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
  /** The configuration key of the bound, in bytes. */
  static final String MEMORY = "tocsin.rocksdb.memory";

  private static Shared shared;

  private record Shared(Cache cache, WriteBufferManager writeBuffers) {}

  private static synchronized Shared shared(long bytes) {
    if (shared == null) {
      Cache cache = new LRUCache(bytes);
      shared = new Shared(cache, new WriteBufferManager(bytes / 2, cache));
    }
    return shared;
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    Shared memory = shared(Long.parseLong(String.valueOf(configs.get(MEMORY))));
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache());
    table.setCacheIndexAndFilterBlocks(true);
    options.setWriteBufferManager(memory.writeBuffers());
    options.setTableFormatConfig(table);
    // Else each store reserves 4 MB for its manifest and 70 MB for a compaction, whatever they come
    // to, and a small disk is full long before it holds as much.
    options.setAllowFAllocate(false);
  }

  @Override
  public void close(String storeName, Options options) {
    // The cache is every store's: it lives as long as the process.
  }
}
