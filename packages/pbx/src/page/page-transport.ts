/**
 * The transport of a phone whose PBX is in the same page: the option `transportConstructor` of the phone.
 * Subjects: transport to a pocket PBX in a page.
 */

import { systemClock } from '../../../../src/sip/base/clock.js';
import { SipError } from '../../../../src/sip/base/errors.js';
import type { TransportConstructor } from '../../../../src/sip/configuration.js';
import {
  Transport,
  type Sendable,
  type SendResult,
  type TransportResult,
} from '../../../../src/sip/transport/transport.js';
import type { PageEnd, PageFlow } from './page-flow.js';

/** Opens a flow to the PBX. Throws a `transport` SipError while the PBX accepts none. */
export type OpenFlow = (end: PageEnd) => PageFlow;

/** Milliseconds between two attempts after the PBX has closed the flow. */
const RETRY = 500;

/** The class for the phones of one PBX. */
export function transportTo(open: OpenFlow): TransportConstructor {
  return class PageTransport extends Transport {
    #flow: PageFlow | undefined;

    override get viaTransport(): string {
      return 'WS';
    }

    override isConnected(): boolean {
      return this.#flow?.isConnected() ?? false;
    }

    protected override connectPromise(): Promise<TransportResult> {
      try {
        this.#flow = open({ receive: (text) => this.emit('message', text), ended: () => this.#ended() });
        return Promise.resolve({});
      } catch (error) {
        this.#retry();
        return Promise.reject(error);
      }
    }

    protected override sendPromise(message: Sendable): Promise<SendResult> {
      if (!this.#flow?.isConnected())
        return Promise.reject(new SipError('transport', 'the PBX of this page is not connected'));
      const msg = typeof message === 'string' ? message : message.toString();
      this.#flow.take(msg);
      return Promise.resolve({ msg });
    }

    protected override disconnectPromise(): Promise<TransportResult> {
      const flow = this.#flow;
      this.#flow = undefined;
      flow?.close();
      return Promise.resolve({});
    }

    /** Handles a flow that the PBX has closed. */
    #ended(): void {
      if (!this.#flow) return;
      this.#flow = undefined;
      this.emit('disconnected');
      this.#retry();
    }

    #retry(): void {
      this.emit('reconnectScheduled', systemClock.now() + RETRY);
      systemClock.after(RETRY, () => {
        if (this.state === 'disconnected') this.connect().catch(() => {}); // the next attempt is scheduled by then
      });
    }
  };
}
