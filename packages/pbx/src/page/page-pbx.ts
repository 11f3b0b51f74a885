/**
 * The pocket PBX in a page: the phones of the page register with it, call one another and its extensions, and no server runs.
 * Subjects: pocket PBX in a page; demo without a server.
 */

import { SipError } from '../../../../src/sip/base/errors.js';
import type { TransportConstructor } from '../../../../src/sip/configuration.js';
import type { PbxOptions } from '../options.js';
import { PbxCore } from '../pbx-core.js';
import { PageFlow } from './page-flow.js';
import { PageMedia } from './page-media.js';
import { transportTo } from './page-transport.js';

export class PagePbx extends PbxCore {
  /** For the option `server`, which a phone needs; no connection is made to it. */
  readonly server = 'wss://pbx.invalid';
  /** For the option `transportConstructor` of each phone that is to use this PBX. */
  readonly transportConstructor: TransportConstructor;

  /** Throws an `invalid-argument` SipError for invalid options. */
  constructor(options: PbxOptions = {}) {
    super(options, () => new PageMedia());
    this.transportConstructor = transportTo((end) => {
      const refusal = this.refusal();
      if (refusal !== undefined) throw new SipError('transport', refusal);
      const flow = new PageFlow(end, this.settings.clock, this.faults);
      this.take(flow);
      return flow;
    });
  }
}

/** Makes a PBX for the phones of this page. Throws an `invalid-argument` SipError for invalid options. */
export function createPagePbx(options: PbxOptions = {}): PagePbx {
  return new PagePbx(options);
}
