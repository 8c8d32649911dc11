package org.cloudmarket.exchange.source;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.exchange.contract.Contract;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.contract.Method;
import org.cloudmarket.exchange.contract.Party;

/**
 * Reads a table of contracts, one in a row: {@code buyer,supplier,value,start,end}, and where they
 * are known {@code bidders,currency,method,city,country}. The end is the last day or month.
 */
public final class CsvContracts {

  private static final List<String> REQUIRED =
      List.of("buyer", "supplier", "value", "start", "end");

  private static final Table TABLE =
      new Table(
          REQUIRED,
          List.of(
              "buyer",
              "supplier",
              "value",
              "start",
              "end",
              "bidders",
              "currency",
              "method",
              "city",
              "country"));

  private final String currency;
  private final DataFaults faults;
  private final List<Contract> contracts = new ArrayList<>();
  private final SortedMap<String, Party> buyers = new TreeMap<>();
  private final SortedMap<String, Party> suppliers = new TreeMap<>();
  private int rows;

  /**
   * @param currency of rows that do not say theirs; empty where each has to
   */
  public CsvContracts(String currency, DataFaults faults) {
    this.currency = currency;
    this.faults = faults;
  }

  /** Reads a file. What is wrong with it is left with the faults. */
  public void read(DataFile file) {
    TABLE.read(file, faults, this::row);
  }

  private void row(Table.Row row) {
    rows++;
    int wrong = faults.count();
    Cells cells = new Cells(row.place(), faults);
    for (String column : REQUIRED) {
      if (row.text(column).isEmpty()) {
        cells.fault(column, "is empty");
      }
    }
    Optional<BigDecimal> amount = cells.amount("value", row.text("value"));
    if (amount.isEmpty() && faults.count() == wrong) {
      cells.fault("value", "is 0; a contract has a price");
    }
    String own = cells.currency("currency", row.text("currency"));
    if (own.isEmpty() && currency.isEmpty() && row.text("currency").isEmpty()) {
      cells.fault("currency", "is not said, and --currency says none for all rows");
    }
    Optional<LocalDate> start = cells.date("start", row.text("start"));
    Optional<LocalDate> end = cells.date("end", row.text("end"));
    int bidders = cells.count("bidders", row.text("bidders"));
    Method method = method(row.text("method"), cells);
    int term = 0;
    if (start.isPresent() && end.isPresent()) {
      term = cells.term("end", start.get(), lastDay(row.text("end"), end.get()));
    }
    if (faults.count() > wrong || amount.isEmpty() || start.isEmpty() || term == 0) {
      return;
    }
    String buyer = row.text("buyer");
    String supplier = row.text("supplier");
    buyers.merge(
        buyer, new Party(buyer, buyer, row.text("city"), row.text("country")), Party::with);
    suppliers.merge(supplier, new Party(supplier, supplier, "", ""), Party::with);
    contracts.add(
        new Contract(
            row.place(),
            buyer,
            supplier,
            amount.get(),
            own.isEmpty() ? currency : own,
            Cells.month(start.get()),
            term,
            bidders,
            method));
  }

  /** Of an end that is a month, its last day. */
  private static LocalDate lastDay(String written, LocalDate read) {
    return written.length() == "2021-09".length() ? read.plusMonths(1).minusDays(1) : read;
  }

  private static Method method(String text, Cells cells) {
    return switch (text) {
      case "" -> Method.UNKNOWN;
      case "tender", "open", "selective" -> Method.TENDER;
      case "direct", "limited" -> Method.DIRECT;
      default -> {
        cells.fault("method", "is '" + text + "', neither tender nor direct");
        yield Method.UNKNOWN;
      }
    };
  }

  /** What was read of all files. */
  public ContractData data() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    counts.put("rows", rows);
    return new ContractData(contracts, buyers, suppliers, 0, 0, counts);
  }
}
