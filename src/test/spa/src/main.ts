// Lives an account manager's morning against a running Keypulse: node dist/main.js URL AUTHORIZATION
import assert from 'node:assert/strict';
import type { ResultOf } from 'gql.tada';
import { Keypulse, Refused } from './client.js';
import { Account, KeyAccounts, KeyStatusMigration, MyAccountsToday } from './screens.js';

const [url, authorization] = process.argv.slice(2);
assert(url && authorization, 'node dist/main.js URL AUTHORIZATION');
const keypulse = new Keypulse(url, authorization);

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
