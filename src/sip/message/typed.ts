/** Typed values of header fields, kept with them until one changes (RFC 3261 §7.3). */

import { parseCSeq, type CSeq } from './header/cseq.js';
import { Via } from './header/via.js';
import { CSEQ, FROM, TO, VIA } from './header-names.js';
import { NameAddrHeader } from './name-addr.js';
import { splitList } from './scanner.js';

/** What was read of the header fields so far: at once what every message must have (undefined: missing or broken). */
export interface Typed {
  /** The first value of each field that has a slot. */
  readonly first: readonly (string | undefined)[];
  /** A bit for each slot whose field is, or may be, there more than once. */
  readonly repeated: number;
  /** A bit for each slot whose list has been read and has a broken element. */
  broken: number;
  readonly via: Via | undefined;
  readonly from: NameAddrHeader | undefined;
  readonly to: NameAddrHeader | undefined;
  readonly cseq: CSeq | undefined;
  vias: Via[] | undefined;
  contacts: NameAddrHeader[] | undefined;
  recordRoutes: NameAddrHeader[] | undefined;
  routes: NameAddrHeader[] | undefined;
}

/** Reads what every message must have. */
export function newTyped(first: readonly (string | undefined)[], repeated: number): Typed {
  const via = first[VIA];
  const from = first[FROM];
  const to = first[TO];
  const cseq = first[CSEQ];
  return {
    first,
    repeated,
    broken: 0,
    // Most Via lines hold one element.
    via: via ? Via.parse(via.indexOf(',') < 0 ? via : (splitList(via)[0] ?? '')) : undefined,
    from: from ? NameAddrHeader.parse(from) : undefined,
    to: to ? NameAddrHeader.parse(to) : undefined,
    cseq: cseq ? parseCSeq(cseq) : undefined,
    vias: undefined,
    contacts: undefined,
    recordRoutes: undefined,
    routes: undefined,
  };
}
