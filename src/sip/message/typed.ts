/**
 * The cache of typed header field values (RFC 3261 §7.3).
 * Subjects: cache of typed header fields.
 */

import { parseCSeq, type CSeq } from './header/cseq.js';
import { Via } from './header/via.js';
import { CSEQ, FROM, TO, VIA } from './header-names.js';
import { NameAddrHeader } from './name-addr.js';
import { splitList } from './scanner.js';

/** The parsed header fields. Mandatory ones are parsed at once (undefined: missing or broken), others on first use. */
export interface Typed {
  /** The first value of each field that has a slot. */
  readonly first: readonly (string | undefined)[];
  /** A bit for each slot whose field occurs, or may occur, more than once. */
  readonly repeated: number;
  /** A bit for each slot whose list was parsed and has a broken element. */
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

/** Parses the mandatory header fields. */
export function newTyped(first: readonly (string | undefined)[], repeated: number): Typed {
  const via = first[VIA];
  const from = first[FROM];
  const to = first[TO];
  const cseq = first[CSEQ];
  return {
    first,
    repeated,
    broken: 0,
    // Most Via lines have one element.
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
