// What each screen of the front end asks for.
import { graphql } from './graphql.js';

export const MyAccountsToday = graphql(`
  query MyAccountsToday($first: Int!, $after: String, $filter: AccountFilter, $orderBy: AccountOrder) {
    viewer { name access employee { position } }
    accounts(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        name
        country
        segment
        keyStatus { state tier until }
        lead { name }
        leadVacancy { days }
        purchases { rhythm lastPurchase nextExpected }
        gaps { kind day functions }
        team { name functionsMissing members { function lead employee { name } } }
      }
    }
  }
`);

export const Account = graphql(`
  query Account($id: ID!) {
    account(id: $id) {
      id
      name
      version
      externalIds { source value }
      groupHead { name }
      group { number complete companies { name } }
      contacts { name emails { value } role }
      executiveSponsor { employee { name } nextMeeting overdue }
      latestAnswer { overall answeredAt }
      purchases { orderCount lastPurchase rhythm total { netRevenue { amount currency } } missingRates { base quote } }
      keyStatus { state tier since until outcome decidedBy rationale }
      keyDecisions { outcome tier since until decidedBy rationale }
      team { name members { function lead employee { name position manager { name } } } }
    }
  }
`);

export const KeyAccounts = graphql(`
  query KeyAccounts($first: Int!, $after: String, $tiers: [String!], $expiresBefore: Date) {
    keyAccounts(first: $first, after: $after, filter: { tier: { in: $tiers }, expiresBefore: $expiresBefore }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        account { id name lead { name } gaps { kind day functions } }
        decision { id version tier since until decidedBy approvedBy rationale }
      }
    }
  }
`);

export const KeyStatusMigration = graphql(`
  query KeyStatusMigration($from: Date!, $to: Date!, $first: Int!, $after: String, $kinds: [KeyMove!]) {
    keyStatusMigration(from: $from, to: $to, first: $first, after: $after, filter: { kind: { in: $kinds } }) {
      totalCount
      counts { keyBefore entered withdrawn expired archived tierChanged renewed unchanged keyAfter }
      pageInfo { hasNextPage endCursor }
      nodes {
        kind
        day
        account { id name }
        before { tier until rationale }
        after { outcome tier since until decidedBy approvedBy rationale }
      }
    }
  }
`);

export const Portfolio = graphql(`
  query Portfolio($first: Int!, $after: String) {
    portfolio(scope: TREE, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      managers {
        manager { name position }
        leads accounts keyAccounts load vacancies overdue
        purchases { total { netRevenue { amount currency } grossProfit { amount } } }
      }
      nodes { id name lead { name } keyStatus { tier } }
    }
    workload(scope: TREE) {
      capacity
      leads { lead { name } accounts keyAccounts load status }
      vacancies { account { name } }
      vacantDays
      leadsNeeded
    }
  }
`);

export const Import = graphql(`
  query Import($id: ID!) {
    importJob(id: $id) {
      kind
      state
      mode
      counts { rows created updated unchanged parked rejected }
      verdicts(first: 10) { nodes { line externalId verdict column code message } }
    }
  }
`);

export const LastImport = graphql(`
  query LastImport { importJobs(first: 1) { nodes { id } } }
`);

export const RenameSegment = graphql(`
  mutation RenameSegment($id: ID!, $expectedVersion: Int!, $segment: String!) {
    accountUpdate(input: { id: $id, expectedVersion: $expectedVersion, segment: $segment }) { version segment }
  }
`);

export const AccountChanged = graphql(`
  subscription AccountChanged($id: ID!) { accountChanged(id: $id) { segment version } }
`);
