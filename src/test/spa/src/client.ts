// Keypulse as a screen sees it: an answer, or a refusal with its code and the field at fault.
import { Client, fetchExchange, subscriptionExchange, type AnyVariables, type ExecutionResult, type OperationResult, type TypedDocumentNode } from '@urql/core';
import { createClient, type Client as Socket } from 'graphql-ws';
import WebSocket from 'ws';

export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly field: string | undefined,
    message: string,
    readonly currentVersion: number | undefined,
  ) {
    super(message);
  }
}

export class Keypulse {
  private readonly client: Client;
  private readonly socket: Socket;

  constructor(url: string, authorization: string) {
    this.socket = createClient({
      url: `${url.replace(/^http/, 'ws')}/ws`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
    });
    this.client = new Client({
      url,
      preferGetMethod: false,
      exchanges: [
        fetchExchange,
        subscriptionExchange({
          forwardSubscription: ({ query, variables }) => ({
            subscribe: (sink) => ({
              unsubscribe: this.socket.subscribe(
                { query: query ?? '', variables: variables as Record<string, unknown> },
                {
                  next: (result) => sink.next(result as ExecutionResult),
                  error: (fault) => sink.error(fault),
                  complete: () => sink.complete(),
                },
              ),
            }),
          }),
        }),
      ],
      fetchOptions: { headers: { authorization } },
    });
  }

  async ask<Data, Variables extends AnyVariables>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    return dataOf(await this.client.query(query, variables, { requestPolicy: 'network-only' }).toPromise());
  }

  /** What the query costs, and how much a request may. */
  async cost<Data, Variables extends AnyVariables>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<{ requested: number; limit: number }> {
    const answer = await this.client.query(query, variables, { requestPolicy: 'network-only' }).toPromise();
    dataOf(answer);
    return (answer.extensions as { cost: { requested: number; limit: number } }).cost;
  }

  async change<Data, Variables extends AnyVariables>(
    mutation: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    return dataOf(await this.client.mutation(mutation, variables).toPromise());
  }

  /** The next thing that is told, after `act` has made it happen. */
  async told<Data, Variables extends AnyVariables>(
    subscription: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    act: () => Promise<unknown>,
  ): Promise<Data> {
    const next = new Promise<Data>((resolve, reject) => {
      const { unsubscribe } = this.client.subscription(subscription, variables).subscribe((result) => {
        unsubscribe();
        try {
          resolve(dataOf(result));
        } catch (refused) {
          reject(refused);
        }
      });
    });
    await this.connected();
    await act();
    return next;
  }

  /** Messages on one socket are read in their order, so an answered ping means that the subscription was read. */
  private connected(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.socket.on('pong', () => {
        stop();
        resolve();
      });
      const ask = this.socket.on('connected', (socket) => {
        ask();
        setTimeout(() => (socket as WebSocket).send('{"type":"ping"}'), 100);
      });
    });
  }

  async close(): Promise<void> {
    await this.socket.dispose();
  }
}

function dataOf<Data>({ data, error }: OperationResult<Data>): Data {
  const refusal = error?.graphQLErrors[0];
  if (refusal) {
    const { code, field, currentVersion } = refusal.extensions as { code: string; field?: string; currentVersion?: number };
    throw new Refused(code, field, refusal.message, currentVersion);
  }
  if (error || !data) throw error ?? new Error('An answer without data');
  return data;
}
