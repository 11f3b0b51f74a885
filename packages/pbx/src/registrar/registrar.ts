/**
 * REGISTER: adds, refreshes, removes and lists contacts (RFC 3261 §10.3, RFC 5626 §6).
 * Subjects: registrar; 423 of the pocket PBX.
 */

import type { Clock } from '../../../../src/sip/base/clock.js';
import { newTag } from '../../../../src/sip/base/ids.js';
import { makeResponse } from '../../../../src/sip/core/response.js';
import type { NameAddrHeader } from '../../../../src/sip/message/name-addr.js';
import type { IncomingRequest } from '../../../../src/sip/message/request.js';
import type { OutgoingResponseMessage } from '../../../../src/sip/message/response.js';
import { URI } from '../../../../src/sip/message/uri.js';
import type { Flow } from '../flow/flow.js';
import type { Guard } from '../guard.js';
import type { Account, ExpiresLimits } from '../options.js';
import type { Location } from './location.js';

export interface RegistrarOptions {
  clock: Clock;
  expires: ExpiresLimits;
  maxContacts: number;
}

interface Change {
  contact: NameAddrHeader;
  /** Seconds; 0 removes. */
  expires: number;
}

type Plan = { refuse: OutgoingResponseMessage } | { changes: Change[] };

export class Registrar {
  constructor(
    private readonly location: Location,
    private readonly guard: Guard,
    private readonly options: RegistrarOptions,
  ) {}

  /** The response to a REGISTER. All of its changes are made, or none (§10.3 step 7). */
  process(request: IncomingRequest, flow: Flow): OutgoingResponseMessage {
    // The address-of-record is in To; digest authenticates the sender, who must be that account (steps 3 to 5).
    const username = request.to.uri.user;
    const identity = this.guard.identify(request, username, 401);
    if (identity.kind === 'unknown') return identity.response;
    if (identity.account.username !== username) return refuse(request, this.guard.account(username) ? 403 : 404);
    const plan = this.#plan(request, username);
    if ('refuse' in plan) return plan.refuse;
    for (const change of plan.changes) this.#apply(request, identity.account, change, flow);
    return this.#list(request, identity.account);
  }

  /** Steps 6 and 7: returns the changes, or the response that rejects them. */
  #plan(request: IncomingRequest, username: string): Plan {
    if (request.contactStar) {
      if (request.expires !== 0 || request.headers.values('Contact').length > 1)
        return { refuse: refuse(request, 400) };
      const changes = this.location.of(username).map(({ contact }) => ({ contact, expires: 0 }));
      return this.#inOrder(request, username, changes);
    }
    if (request.contacts.length !== request.headers.values('Contact').length) {
      return { refuse: refuse(request, 400, 'A Contact cannot be read') };
    }
    const changes: Change[] = [];
    for (const contact of request.contacts) {
      if (!contact.uri.isSip) return { refuse: refuse(request, 400, 'A Contact is no SIP URI') };
      const asked = secondsOf(contact) ?? request.expires ?? this.options.expires.default;
      if (asked > 0 && asked < this.options.expires.min) {
        return { refuse: refuse(request, 423, undefined, [`Min-Expires: ${this.options.expires.min}`]) };
      }
      changes.push({ contact, expires: Math.min(asked, this.options.expires.max) });
    }
    const added = changes.filter(({ contact, expires }) => expires > 0 && !this.location.find(username, contact));
    if (this.location.of(username).length + added.length > this.options.maxContacts) {
      return { refuse: refuse(request, 403, 'Too Many Contacts') };
    }
    return this.#inOrder(request, username, changes);
  }

  /** A request that arrived after a later one of the same client has no effect. */
  #inOrder(request: IncomingRequest, username: string, changes: Change[]): Plan {
    const late = changes.some(({ contact }) => {
      const binding = this.location.find(username, contact);
      return binding?.callId === request.callId && binding.sequence >= request.cseq.sequence;
    });
    return late ? { refuse: refuse(request, 500, 'Out Of Order') } : { changes };
  }

  #apply(request: IncomingRequest, { username }: Account, { contact, expires }: Change, flow: Flow): void {
    if (expires === 0) return this.location.remove(username, contact);
    const q = Number(contact.params.get('q') ?? 1);
    this.location.put({
      username,
      contact: contact.clone(),
      flow,
      callId: request.callId,
      sequence: request.cseq.sequence,
      expiresAt: this.options.clock.elapsed() + expires * 1000,
      q: q >= 0 && q <= 1 ? q : 1,
    });
    flow.name = username;
  }

  /** Step 8: the present contacts, each with its remaining lifetime. */
  #list(request: IncomingRequest, { username, extension }: Account): OutgoingResponseMessage {
    const response = makeResponse(request, { statusCode: 200 }, newTag());
    // RFC 7315 §4.1: the other addresses of this account.
    if (extension !== undefined) {
      const alias = URI.of({ user: extension, host: request.to.uri.host });
      response.headers.append('P-Associated-URI', `<${alias.toString()}>`);
    }
    const now = this.options.clock.elapsed();
    for (const { contact, expiresAt } of this.location.of(username)) {
      const shown = contact.clone();
      shown.params.set('expires', String(Math.max(1, Math.round((expiresAt - now) / 1000))));
      response.headers.append('Contact', shown.toString());
    }
    const outbound = request.contacts.some(({ params }) => params.has('reg-id') && params.has('+sip.instance'));
    // RFC 5626 §6: calls will be sent over this flow.
    if (outbound && request.hasOption('Supported', 'outbound')) response.headers.append('Require', 'outbound');
    response.headers.append('Date', new Date(this.options.clock.now()).toUTCString());
    return response;
  }
}

function secondsOf(contact: NameAddrHeader): number | undefined {
  const value = contact.params.get('expires');
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : undefined;
}

function refuse(
  request: IncomingRequest,
  statusCode: number,
  reasonPhrase?: string,
  extraHeaders: string[] = [],
): OutgoingResponseMessage {
  return makeResponse(request, { statusCode, reasonPhrase, extraHeaders }, newTag());
}
