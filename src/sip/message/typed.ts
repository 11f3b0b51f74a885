/** Typed values of header fields, kept with them until one changes (RFC 3261 §7.3). */

import type { CSeq } from './header/cseq.js';
import type { Via } from './header/via.js';
import type { NameAddrHeader } from './name-addr.js';

/** What was read of the header fields so far. `undefined`: not yet read; `null`: missing or broken. */
export interface Typed {
  /** From the parser: the first value of each field that has a slot. Undefined where nobody collected them. */
  readonly first: readonly (string | undefined)[] | undefined;
  /** From the parser: a bit for each slot whose field is there more than once. */
  readonly repeated: number;
  via: Via | null | undefined;
  vias: Via[] | undefined;
  from: NameAddrHeader | null | undefined;
  to: NameAddrHeader | null | undefined;
  cseq: CSeq | null | undefined;
  contacts: NameAddrHeader[] | undefined;
  recordRoutes: NameAddrHeader[] | undefined;
  routes: NameAddrHeader[] | undefined;
}

export function newTyped(first?: readonly (string | undefined)[], repeated = 0): Typed {
  return {
    first,
    repeated,
    via: undefined,
    vias: undefined,
    from: undefined,
    to: undefined,
    cseq: undefined,
    contacts: undefined,
    recordRoutes: undefined,
    routes: undefined,
  };
}
