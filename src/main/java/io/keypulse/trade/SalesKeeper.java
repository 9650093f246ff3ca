package io.keypulse.trade;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Period;
import io.keypulse.platform.Today;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Has the sums kept that most shares and ranks stand on, those of the twelve months until today,
 * and the rhythms by which accounts are found, and compares both with the lines: {@code
 * keypulse.sales.wrong} has to be 0.
 */
@ApplicationScoped
class SalesKeeper {
  private static final Logger LOG = Logger.getLogger(SalesKeeper.class);

  @Inject CustomerSales sales;
  @Inject PurchaseRhythms rhythms;
  @Inject TradeConfig config;
  @Inject Today today;

  private final AtomicInteger wrong;

  @Inject
  SalesKeeper(MeterRegistry metrics) {
    wrong = metrics.gauge("keypulse.sales.wrong", new AtomicInteger());
  }

  @Scheduled(every = "60s", identity = "sales", executeWith = Scheduled.SIMPLE)
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void tick() {
    keep();
  }

  @Scheduled(every = "60s", identity = "rhythms", executeWith = Scheduled.SIMPLE)
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void rhythmTick() {
    if (rhythms.areQuiet()) {
      rhythms.keep();
    }
  }

  boolean keep() {
    Period year = Period.yearTo(today.get());
    return sales.keep(
        new CustomerSales.Question(year.from(), year.to(), Conversion.into(null, config)));
  }

  @Scheduled(cron = "{keypulse.sales.cron}", timeZone = "UTC", identity = "sales-check")
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void checkTick() {
    check();
  }

  /** Returns at how many accounts what is kept is wrong. */
  int check() {
    int sums = sales.wrong();
    if (sums > 0) {
      LOG.errorf(
          "What is kept of the sales of %d accounts is not what their lines say; it is added up anew once kept_sales is emptied",
          sums);
    }
    int rhythm = rhythms.wrong();
    if (rhythm > 0) {
      LOG.errorf(
          "The rhythm that is kept of %d accounts is not what their lines say; it is kept anew within a minute",
          rhythm);
    }
    wrong.set(sums + rhythm);
    return wrong.get();
  }
}
