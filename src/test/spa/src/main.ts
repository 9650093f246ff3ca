// Lives an account manager's morning, and their chief's, against a running Keypulse.
import assert from 'node:assert/strict';
import type { ResultOf } from 'gql.tada';
import { Keypulse, Refused } from './client.js';
import { Account, AccountChanged, Import, KeyAccounts, KeyStatusMigration, LastImport, MyAccountsToday, Portfolio, RenameSegment } from './screens.js';

const [url, manager, chiefExecutive, administrator] = process.argv.slice(2);
assert(url && manager && chiefExecutive && administrator, 'node dist/main.js URL, and what a manager, the chief and an administrator sign in with');
const keypulse = new Keypulse(url, manager);
const chief = new Keypulse(url, chiefExecutive);
const admin = new Keypulse(url, administrator);

const screens: Record<string, () => Promise<void>> = {
  async 'my accounts today, page by page'() {
    const seen: string[] = [];
    let after: string | null = null;
    let total: number | null = null;
    do {
      const { accounts, viewer }: ResultOf<typeof MyAccountsToday> = await keypulse.ask(MyAccountsToday, { first: 2, after });
      assert.equal(viewer.access, 'MEMBER');
      for (const account of accounts.nodes) {
        seen.push(account.id);
        assert(account.team.members.some((member) => member.lead));
      }
      total = accounts.totalCount;
      after = accounts.pageInfo.hasNextPage ? accounts.pageInfo.endCursor : null;
    } while (after);
    assert.equal(seen.length, total);
    assert.equal(new Set(seen).size, total);
    assert(seen.length > 2, 'more than one page');
  },

  async 'my accounts that have a gap, and those that are overdue'() {
    const gaps = await keypulse.ask(MyAccountsToday, { first: 10, filter: { gap: { in: ['NO_SPONSOR', 'FUNCTIONS_MISSING'] } } });
    assert(gaps.accounts.nodes.length > 0);
    assert(gaps.accounts.nodes.every((account) => account.gaps.some((gap) => gap.kind === 'NO_SPONSOR' || gap.functions.length > 0)));
    const overdue = await keypulse.ask(MyAccountsToday, { first: 10, filter: { rhythm: { in: ['OVERDUE'] } } });
    assert(overdue.accounts.nodes.length > 0);
    for (const { purchases } of overdue.accounts.nodes) {
      assert.equal(purchases.rhythm, 'OVERDUE');
      assert(purchases.lastPurchase && purchases.nextExpected && purchases.lastPurchase < purchases.nextExpected);
    }
    const never = await keypulse.ask(MyAccountsToday, { first: 10, filter: { rhythm: { eq: 'NEVER' } } });
    assert(never.accounts.nodes.every((account) => account.purchases.rhythm === 'NEVER' && account.purchases.lastPurchase === null));
    assert.equal(never.accounts.totalCount! + overdue.accounts.totalCount!, 3);
  },

  async 'my accounts found by a name that is not spelled well'() {
    const { accounts } = await keypulse.ask(MyAccountsToday, { first: 10, filter: { search: 'Muler Verpakung' } });
    assert.match(accounts.nodes[0]?.name ?? '', /Müller Verpackungen/);
    const german = await keypulse.ask(MyAccountsToday, {
      first: 10,
      filter: { country: { in: ['DE'] } },
      orderBy: { field: 'COUNTRY', direction: 'DESC' },
    });
    assert(german.accounts.nodes.every((account) => account.country === 'DE'));
  },

  async 'one account with its people, purchases and decisions'() {
    const { accounts } = await keypulse.ask(MyAccountsToday, { first: 1, filter: { search: 'Müller' } });
    const { account } = await keypulse.ask(Account, { id: accounts.nodes[0]!.id });
    assert(account);
    assert(account.contacts.length > 0);
    assert.equal(account.keyStatus?.state, 'KEY');
    assert.equal(account.keyDecisions[0]?.rationale, account.keyStatus.rationale);
    assert.equal(account.purchases.rhythm, 'OVERDUE');
    assert(account.team.members.find((member) => member.lead)?.employee.name);
  },

  async 'key accounts of a tier, and those that expire'() {
    const { keyAccounts } = await keypulse.ask(KeyAccounts, { first: 10, tiers: ['A'], expiresBefore: '2100-01-01' });
    assert(keyAccounts.nodes.length > 0);
    assert(keyAccounts.nodes.every(({ decision }) => decision.tier === 'A'));
    assert(keyAccounts.nodes.some(({ account }) => account.gaps.some((gap) => gap.kind === 'NO_SPONSOR')));
    const none = await keypulse.ask(KeyAccounts, { first: 10, tiers: ['A'], expiresBefore: '2020-01-01' });
    assert.equal(none.keyAccounts.nodes.length, 0);
  },

  async 'key accounts entering and leaving, with reasons'() {
    const { keyStatusMigration } = await keypulse.ask(KeyStatusMigration, {
      from: '2019-12-31',
      to: '2020-01-01',
      first: 10,
      kinds: ['ENTERED', 'WITHDRAWN', 'EXPIRED'],
    });
    const { counts, nodes } = keyStatusMigration;
    assert.equal(counts.keyAfter, counts.keyBefore + counts.entered - counts.withdrawn - counts.expired - counts.archived);
    assert.equal(nodes.length, keyStatusMigration.totalCount);
    assert(nodes.some(({ kind, after }) => kind === 'ENTERED' && after.rationale === 'Strategic'));
  },

  async 'portfolio of a tree with its workload'() {
    const { portfolio, workload } = await chief.ask(Portfolio, { first: 3 });
    assert.equal(portfolio.nodes.length, 3);
    assert(portfolio.pageInfo.hasNextPage);
    assert.equal(portfolio.managers.reduce((sum, part) => sum + part.accounts, 0), portfolio.totalCount);
    assert.deepEqual(portfolio.managers.map((part) => part.overdue), [0, 1, 0, 0]);
    assert.equal(portfolio.managers[1]?.purchases.total.netRevenue.amount, '40.00');
    assert(workload.leads.every((one) => one.status === 'UNDER'));
  },

  async 'import with its verdicts'() {
    const csv = 'source,external_id,name,country,segment\nspa,1,One,DE,Food\nspa,2,Two,Germany,Food\n';
    const sent = await fetch(url.replace('/graphql', '/import/accounts?mode=DRY_RUN'), {
      method: 'POST',
      headers: { authorization: administrator, 'content-type': 'text/csv' },
      body: csv,
    });
    const report = (await sent.json()) as { id: string };
    const { importJob } = await admin.ask(Import, { id: report.id });
    assert.equal(importJob?.state, 'DONE');
    assert.equal(importJob.counts.rows, 2);
    assert.equal(importJob.counts.rejected, 1);
    assert.equal(importJob.verdicts.nodes[0]?.column, 'country');
    assert.equal(importJob.verdicts.nodes[0]?.externalId, '2');
    await assert.rejects(keypulse.ask(Import, { id: report.id }), (refused) => refused instanceof Refused && refused.code === 'FORBIDDEN');
  },

  async 'a change that is told, and one that comes too late'() {
    const { accounts } = await keypulse.ask(MyAccountsToday, { first: 1, filter: { search: 'Müller' } });
    const id = accounts.nodes[0]!.id;
    const { account } = await keypulse.ask(Account, { id });
    assert(account);
    const expectedVersion = account.version;
    const told = await keypulse.told(AccountChanged, { id }, () =>
      keypulse.change(RenameSegment, { id, expectedVersion, segment: 'Machines' }),
    );
    assert.equal(told.accountChanged.segment, 'Machines');
    await assert.rejects(keypulse.change(RenameSegment, { id, expectedVersion, segment: 'Late' }), (refused) => {
      assert(refused instanceof Refused);
      assert.equal(refused.code, 'CONFLICT');
      assert.equal(refused.currentVersion, told.accountChanged.version);
      return true;
    });
  },

  async 'each screen costs less than half of what a request may'() {
    const { accounts } = await keypulse.ask(MyAccountsToday, { first: 1 });
    const { importJobs } = await admin.ask(LastImport, {});
    const days = { from: '2019-12-31', to: '2020-01-01' };
    const costs = {
      'my accounts today': await keypulse.cost(MyAccountsToday, { first: 25 }),
      account: await keypulse.cost(Account, { id: accounts.nodes[0]!.id }),
      portfolio: await chief.cost(Portfolio, { first: 25 }),
      'key accounts': await chief.cost(KeyAccounts, { first: 25 }),
      'entering and leaving': await chief.cost(KeyStatusMigration, { ...days, first: 25 }),
      import: await admin.cost(Import, { id: importJobs.nodes[0]!.id }),
    };
    for (const [screen, { requested, limit }] of Object.entries(costs)) {
      assert(requested > 0 && requested * 2 <= limit, `${screen}: ${requested} of ${limit}`);
    }
    console.log(Object.entries(costs).map(([screen, { requested }]) => `${screen} ${requested}`).join(', '));
  },

  async 'a refusal has a code and names the field'() {
    await assert.rejects(keypulse.ask(MyAccountsToday, { first: 0 }), (refused) => {
      assert(refused instanceof Refused);
      assert.equal(refused.code, 'INVALID');
      assert.equal(refused.field, 'first');
      return true;
    });
  },
};

for (const [name, live] of Object.entries(screens)) {
  await live();
  console.log('ok', name);
}
await Promise.all([keypulse, chief, admin].map((one) => one.close()));
