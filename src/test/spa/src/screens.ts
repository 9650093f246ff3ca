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
      purchases { lastPurchase rhythm total { netRevenue { amount currency } } missingRates { base quote } }
      keyStatus { state tier since until outcome decidedBy rationale }
      team { name members { function lead employee { name position manager { name } } } }
    }
  }
`);

export const KeyAccounts = graphql(`
  query KeyAccounts($first: Int!, $after: String, $tiers: [String!], $expiresBefore: Date) {
    accounts(
      first: $first
      after: $after
      filter: { keyStatus: { state: { eq: KEY }, tier: { in: $tiers }, expiresBefore: $expiresBefore } }
      orderBy: { field: NAME, direction: DESC }
    ) {
      pageInfo { hasNextPage endCursor }
      nodes { id name keyStatus { tier since until decidedBy rationale } }
    }
  }
`);
