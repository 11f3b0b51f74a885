/**
 * The server of the attacked phone: registrar, proxy and gateway in one. It removes what a client asserts of itself and
 * asserts the account (RFC 3325 §5), passes responses on only from the account that received the request, and consumes the
 * credentials for its own challenges. It records the requests of the phone, their targets, and the owner of each tag of a dialog.
 */

import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { IncomingResponse } from '../../../src/sip/message/response.js';
import type { URI } from '../../../src/sip/message/uri.js';
import { parseMessage } from '../../../src/sip/message/parse.js';
import { sdp } from '../../support/fake-description-handler.js';
import { answer } from '../../support/sip-text.js';
import type { VirtualClock } from '../../support/virtual-clock.js';
import { pick } from './random.js';

export const DOMAIN = 'example.com';

export const ACCOUNTS = ['alice', 'bob', 'mallory'] as const;
export type Account = (typeof ACCOUNTS)[number];
/** `server` is the exchange itself, with the numbers of its gateway. */
export type Place = Account | 'server';

/** The identifiers of a dialog of Alice. */
export interface KnownDialog {
  readonly callId: string;
  readonly alice: string;
  readonly other: string;
  readonly party: Place;
}

interface Passed {
  readonly from: Account;
  readonly to: Account;
  /** Whether the request was outside a dialog. */
  readonly opens: boolean;
  done: boolean;
}

/** The configuration of this server. */
export interface ExchangeRules {
  /** The scheme of the challenge to REGISTER; undefined for none. */
  readonly scheme: string | undefined;
  /** Whether requests of Alice outside dialogs are challenged (407). */
  readonly challenges: boolean;
  /** Whether a request within a dialog is passed only between its parties. Many proxies pass every request with a Route. */
  readonly guardsDialogs: boolean;
}

const NONCE = 'nonce-of-the-exchange';

export class Exchange {
  /** Requests of Alice outside dialogs, but for ACK and CANCEL. */
  readonly asked: { readonly method: string; readonly uri: URI }[] = [];
  /** Call-IDs of calls that an honest party has ended or rejected. */
  readonly endedByBob = new Set<string>();
  readonly ladder: string[] = [];
  /** Called with each request that Alice sends. */
  onsent: (request: IncomingRequest) => void = () => undefined;
  /** Called with each message to Mallory. */
  onleak: (text: string) => void = () => undefined;
  /** Called when a message was delivered to Alice, after she has processed it. */
  ondelivered: () => void = () => undefined;
  readonly #lines = new Map<Account, (text: string) => void>();
  readonly #passed = new Map<string, Passed>();
  /** By Call-ID: the owner of each tag. */
  readonly #tags = new Map<string, Map<string, Place>>();
  /** The sender of the request that Alice answered with this tag. A tag of the caller may be copied from another dialog. */
  readonly #callers = new Map<string, Account>();
  readonly #hosts = new Map<string, Account>();
  readonly #delay: number;
  #serial = 0;

  constructor(
    private readonly clock: VirtualClock,
    private readonly random: () => number,
    readonly rules: ExchangeRules,
  ) {
    this.#delay = 5 + random() * 100;
  }

  connect(account: Account, receive: (text: string) => void): void {
    this.#lines.set(account, receive);
  }

  /** The dialogs of Alice with both tags, as a dialog event package reports them to its subscribers (RFC 4235). */
  get dialogs(): KnownDialog[] {
    const found: KnownDialog[] = [];
    for (const [callId, tags] of this.#tags) {
      const alice = [...tags].find(([, whose]) => whose === 'alice')?.[0];
      if (alice === undefined) continue;
      for (const [other, whose] of tags)
        if (whose !== 'alice') found.push({ callId, alice, other, party: this.partyOf(callId, alice, other) ?? whose });
    }
    return found;
  }

  /** The Contact of Alice, after she has registered. */
  contact = `sip:alice@${DOMAIN}`;

  /** The other party of a dialog of Alice: the sender of the request that she answered with her tag, else the owner of the other tag. */
  partyOf(callId: string, alice: string | undefined, other: string | undefined): Place | undefined {
    return this.#callers.get(`${callId} ${alice}`) ?? this.#tags.get(callId)?.get(other ?? '');
  }

  note(line: string): void {
    this.ladder.push(`${String(Math.round(this.clock.elapsed())).padStart(8)} ${line}`);
  }

  receive(from: Account, text: string): void {
    const result = parseMessage(text);
    if (result.kind === 'request') this.#request(from, result.message, text);
    else if (result.kind === 'response') this.#response(from, result.message, text);
  }

  #request(from: Account, request: IncomingRequest, text: string): void {
    const { method, callId, fromTag, toTag } = request;
    const to = this.#destination(from, request);
    this.note(`${from} -> ${to} ${method} ${request.uri.toString()} ${callId.slice(0, 6)} to=${toTag ?? '-'}`);
    const owner = to === 'alice' ? this.partyOf(callId, toTag, fromTag) : undefined;
    if (this.rules.guardsDialogs && toTag !== undefined && owner !== undefined && owner !== from) return;
    this.#learn(callId, fromTag, from);
    for (const { uri } of request.contacts) this.#hosts.set(uri.host, from);
    const bare = method !== 'ACK' && method !== 'CANCEL' && toTag === undefined;
    if (from === 'alice') this.onsent(request);
    if (from === 'alice' && bare) this.asked.push({ method, uri: request.uri });
    if (from === 'bob' && method === 'BYE') this.endedByBob.add(callId);
    if (method === 'REGISTER') return this.#register(from, request, text);
    if (from === 'alice' && bare && this.rules.challenges && !request.headers.get('Proxy-Authorization')) {
      const challenge = `Proxy-Authenticate: Digest realm="${DOMAIN}", nonce="${NONCE}", algorithm=SHA-256, qop="auth"`;
      return this.#send('alice', answer(text, 407, { toTag: 'proxy', extra: [challenge] }));
    }
    if (to === 'server') return this.#serve(from, request, text);
    const branch = this.#branch(from, request);
    this.#passed.set(`${branch} ${method}`, { from, to, opens: toTag === undefined, done: false });
    this.#send(to, passedOn(text, from, branch, bare || method === 'ACK'));
  }

  /** An ACK and a CANCEL have the branch of their INVITE (RFC 3261 §9.1, §17.1.1.3). */
  #branch(from: Account, { via }: IncomingRequest): string {
    return `z9hG4bKx-${from}-${via?.branch?.replace('z9hG4bK', '') ?? ++this.#serial}`;
  }

  #response(from: Account, response: IncomingResponse, text: string): void {
    const { statusCode, callId, toTag, cseq } = response;
    const passed = this.#passed.get(`${response.via?.branch} ${cseq.method}`);
    this.note(`${from} ${passed?.to === from ? '->' : '-x'} ${passed?.from ?? ''} ${statusCode} (${cseq.method})`);
    if (!passed || passed.to !== from || statusCode === 100) return;
    if (passed.done && !(cseq.method === 'INVITE' && statusCode < 300 && statusCode >= 200)) return;
    if (statusCode >= 200) passed.done = true;
    if (statusCode < 300) this.#learn(callId, toTag, from);
    if (from === 'alice' && passed.opens && statusCode < 300) this.#callers.set(`${callId} ${toTag}`, passed.from);
    if (from === 'bob' && statusCode >= 300) this.endedByBob.add(callId);
    this.#send(passed.from, asserted(text.replace(/\r\nVia: .*/, ''), from));
  }

  #destination(from: Account, { callId, fromTag, toTag, uri, method }: IncomingRequest): Place {
    const party = from === 'alice' && toTag !== undefined ? this.partyOf(callId, fromTag, toTag) : undefined;
    if (party !== undefined && party !== from) return party;
    if (method === 'REGISTER') return 'server';
    const account = ACCOUNTS.find((name) => uri.user === name && uri.host === DOMAIN) ?? this.#hosts.get(uri.host);
    return account === undefined || account === from ? 'server' : account;
  }

  #learn(callId: string, tag: string | undefined, whose: Place): void {
    if (tag === undefined) return;
    const tags = this.#tags.get(callId) ?? new Map<string, Place>();
    this.#tags.set(callId, tags);
    if (!tags.has(tag)) tags.set(tag, whose);
  }

  #register(from: Account, request: IncomingRequest, text: string): void {
    const { scheme } = this.rules;
    if (scheme && !request.headers.get('Authorization'))
      return this.#send(from, answer(text, 401, { toTag: 'r', extra: [`WWW-Authenticate: ${scheme}`] }));
    if (request.contact) this.contact = request.contact.uri.toString();
    const extra = request.headers.getAll('Contact').map((contact) => `Contact: ${contact}`);
    this.#send(from, answer(text, 200, { toTag: 'r', extra }));
  }

  /** Responds for the numbers of the gateway and for the server itself. */
  #serve(from: Account, request: IncomingRequest, text: string): void {
    const { method, callId } = request;
    if (method === 'ACK') return;
    const toTag = request.toTag ?? `gw-${++this.#serial}`;
    const reply = (statusCode: number, extra: string[] = [], body = ''): void =>
      this.#send(from, answer(text, statusCode, { toTag, extra, body }));
    if (method !== 'INVITE') return reply(method === 'SUBSCRIBE' || method === 'PUBLISH' ? 489 : 200);
    const described = [`Contact: <sip:gateway@gw.${DOMAIN}>`, 'Content-Type: application/sdp'];
    if (from === 'alice') this.#learn(callId, toTag, 'server');
    reply(this.random() < 0.8 ? 200 : 404, described, sdp());
  }

  #send(to: Account, text: string): void {
    if (to === 'mallory') this.onleak(text);
    this.clock.after(this.#delay, () => {
      this.#lines.get(to)?.(text);
      if (to === 'alice') this.clock.after(0, () => this.ondelivered());
    });
  }
}

/** The schemes with which a REGISTER may be challenged. */
export function registerChallenge(random: () => number): string | undefined {
  return pick(
    random,
    undefined,
    `Digest realm="${DOMAIN}", nonce="${NONCE}", algorithm=MD5, qop="auth"`,
    `Digest realm="${DOMAIN}", nonce="${NONCE}", algorithm=SHA-256, qop="auth"`,
    `Digest realm="exchange", nonce="${NONCE}", algorithm=SHA-256, qop="auth"`,
    `Bearer realm="${DOMAIN}", authz_server="https://id.example.com/"`,
  );
}

/** With the Via of the server. What answered the server itself goes no further outside a dialog; inside nothing may answer it. */
function passedOn(text: string, from: Account, branch: string, consumes: boolean): string {
  const start = text.indexOf('\r\n');
  const via = `\r\nVia: SIP/2.0/WSS exchange.${DOMAIN};branch=${branch}`;
  const passed = asserted(text.slice(0, start) + via + text.slice(start), from);
  return consumes ? consumed(passed) : passed;
}

/** With the identity that the server asserts, instead of that of the client. */
function asserted(text: string, from: Account): string {
  const end = text.indexOf('\r\n\r\n');
  const head = text.slice(0, end).replace(/\r\nP-(Asserted|Preferred)-Identity:.*/gi, '');
  return `${head}\r\nP-Asserted-Identity: <sip:${from}@${DOMAIN}>${text.slice(end)}`;
}

/** Without the credentials for the challenges of the server itself. */
function consumed(text: string): string {
  return text.replace(new RegExp(`\\r\\n(Proxy-)?Authorization:.*nonce="${NONCE}".*`, 'gi'), '');
}
