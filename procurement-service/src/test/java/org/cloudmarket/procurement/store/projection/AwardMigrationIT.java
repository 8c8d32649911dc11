package org.cloudmarket.procurement.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.AwardStore;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.procurement.store.award.Place;
import org.cloudmarket.procurement.store.award.Traits;
import org.cloudmarket.wire.codec.MessageCodec;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/** A database that has awards as records is brought into the form with columns. */
class AwardMigrationIT {

  private static final String INSERT =
      """
      insert into award
        (run, month, shard, position, type, segment, city, provider, displaced, tender, record)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final MessageCodec codec = new MessageCodec();
  private final String schema = "before_" + UUID.randomUUID().toString().replace('-', '_');
  private final DataSource source = ProjectedLog.source(Service.PROCUREMENT, schema);
  private final Database database = ProjectedLog.database(source);

  private void migrate(MigrationVersion to) {
    Flyway.configure()
        .dataSource(source)
        .defaultSchema(schema)
        .locations("classpath:db/migration")
        .target(to)
        .load()
        .migrate();
  }

  private String record(Decided outcome) {
    return new String(codec.encode(outcome), StandardCharsets.UTF_8);
  }

  /** As the version before wrote it. */
  private static void insert(Decided outcome, long position, String record, Connection connection)
      throws SQLException {
    Traits traits = Traits.of(outcome);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, outcome.run());
      insert.setInt(2, outcome.month());
      insert.setInt(3, outcome.shard());
      insert.setLong(4, position);
      insert.setString(5, traits.type().id());
      insert.setString(6, traits.segment().id());
      insert.setString(7, traits.city());
      insert.setString(8, traits.provider());
      insert.setBoolean(9, traits.displaced());
      insert.setString(10, outcome.tender());
      insert.setString(11, record);
      insert.executeUpdate();
    }
  }

  private void insert(List<Decided> outcomes) {
    database.read(
        connection -> {
          long position = 0;
          for (Decided each : outcomes) {
            insert(each, position++, record(each), connection);
          }
          return position;
        });
  }

  private List<Stored> stored(String run) {
    return new AwardStore(database)
        .after(Place.behind(0), Months.NEVER, run, AwardFilter.ALL, 1_000_000);
  }

  private static List<Decided> decided(String run) {
    return SmallMarket.eventful(run).stream()
        .filter(Decided.class::isInstance)
        .map(Decided.class::cast)
        .toList();
  }

  @Test
  void everyRecordComesBackByteForByteAtItsPlace() {
    migrate(MigrationVersion.fromVersion("13"));
    List<Decided> all = new ArrayList<>(decided("run-one"));
    int start = SmallMarket.scenario().start();
    all.add(
        new TenderFailed(
            "run-one",
            0,
            start,
            "port-authority-c3-r2",
            "port-authority",
            Segment.BANK,
            "tianjin",
            0,
            "",
            List.of("mandate", "preference")));
    all.add(
        new ComplaintFiled(
            "run-one",
            1,
            start,
            "only-complains-c1",
            Segment.BANK,
            "tianjin",
            "aws-china",
            List.of("mandate")));
    List<Decided> others = decided("run-other");
    insert(all);
    insert(others);

    migrate(MigrationVersion.LATEST);

    for (List<Decided> run : List.of(all, others)) {
      Map<Long, String> before = new TreeMap<>();
      run.forEach(each -> before.put((long) before.size(), record(each)));
      Map<Long, String> after = new TreeMap<>();
      stored(run.getFirst().run())
          .forEach(each -> after.put(each.place().position(), each.record(codec)));
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void onlyChecksumsOfRecordsThatWereShorterAreForgotten() {
    migrate(MigrationVersion.fromVersion("13"));
    List<ContractAwarded> awards =
        decided("run-one").stream()
            .filter(ContractAwarded.class::isInstance)
            .map(ContractAwarded.class::cast)
            .filter(each -> each.win().portingFen() == 0)
            .toList();
    ContractAwarded old = awards.getFirst();
    ContractAwarded now = awards.getLast();
    database.read(
        connection -> {
          insert(
              old,
              1,
              record(old).replaceAll("\"(portingFen|counterfactualPortingFen)\":[0-9]+,", ""),
              connection);
          insert(now, 2, record(now), connection);
          try (Statement statement = connection.createStatement()) {
            for (Decided each : List.of(old, now)) {
              statement.executeUpdate(
                  "insert into run_month values ('run-one', %s, %s, 1, 0, null, null, 7)"
                      .formatted(each.shard(), each.month()));
            }
          }
          return 2;
        });

    migrate(MigrationVersion.LATEST);

    assertThat(stored("run-one"))
        .extracting(Stored::outcome)
        .extracting(Decided::digest)
        .containsExactly(old.digest(), now.digest());
    assertThat(sum(old)).isNull();
    assertThat(sum(now)).isEqualTo(7);
  }

  private Long sum(Decided of) {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "select record_sum from run_month where shard = %s and month = %s"
                          .formatted(of.shard(), of.month()))) {
            row.next();
            return row.getObject(1, Long.class);
          }
        });
  }
}
