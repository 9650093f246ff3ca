// Keypulse as a screen sees it: an answer, or a refusal with its code and the field at fault.
import { Client, fetchExchange, type AnyVariables, type TypedDocumentNode } from '@urql/core';

export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly field: string | undefined,
    message: string,
  ) {
    super(message);
  }
}

export class Keypulse {
  private readonly client: Client;

  constructor(url: string, authorization: string) {
    this.client = new Client({
      url,
      preferGetMethod: false,
      exchanges: [fetchExchange],
      fetchOptions: { headers: { authorization } },
    });
  }

  async ask<Data, Variables extends AnyVariables>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    const { data, error } = await this.client.query(query, variables).toPromise();
    const refusal = error?.graphQLErrors[0];
    if (refusal) {
      const { code, field } = refusal.extensions as { code: string; field?: string };
      throw new Refused(code, field, refusal.message);
    }
    if (error || !data) throw error ?? new Error('An answer without data');
    return data;
  }
}
