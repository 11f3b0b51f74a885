/** The flows of a dialog, written into its Record-Route: nothing has to be remembered here (RFC 5626 §5.2). */

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { NameAddrHeader } from '../../../../src/sip/message/name-addr.js';
import { URI } from '../../../../src/sip/message/uri.js';

/** Ids of the two flows between which a dialog's requests go. */
export interface FlowPair {
  readonly caller: string;
  readonly callee: string;
}

/** Makes and reads the tokens of one PBX. A token that it has not made itself is not read, so that nobody can forge one. */
export class RouteTokens {
  readonly #key = randomBytes(32);

  constructor(
    /** What stands in our Record-Route and Via; no other host has this name. */
    readonly host: string,
  ) {}

  recordRoute(pair: FlowPair): string {
    const user = `${pair.caller}-${pair.callee}-${this.#mac(pair)}`;
    return new NameAddrHeader(URI.of({ user, host: this.host, params: { transport: 'ws', lr: null } })).toString();
  }

  /** Undefined for a URI that is not ours. */
  read(uri: URI): FlowPair | undefined {
    if (uri.host.toLowerCase() !== this.host) return undefined;
    const [caller, callee, mac] = (uri.user ?? '').split('-');
    if (!caller || !callee || !mac) return undefined;
    const pair = { caller, callee };
    const [given, right] = [Buffer.from(mac), Buffer.from(this.#mac(pair))];
    return given.length === right.length && timingSafeEqual(given, right) ? pair : undefined;
  }

  #mac({ caller, callee }: FlowPair): string {
    return createHmac('sha256', this.#key).update(`${caller}-${callee}`).digest('hex').slice(0, 20);
  }
}
