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
        gaps { kind day functions }
        team { name members { function lead employee { name } } }
      }
    }
  }
`);

export const Account = graphql(`
  query Account($id: ID!) {
    account(id: $id) {
      id
      name
      externalId
      contacts { name email role }
      purchases { orderCount lastPurchase rhythm parts { netRevenue { amount currency } } }
      keyStatus { state tier since until outcome decidedBy rationale }
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
