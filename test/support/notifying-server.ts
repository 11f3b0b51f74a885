/** The notifier of the subscriptions of a test phone: grants them and sends the NOTIFYs of a test (RFC 6665 §4.2). */

import { newBranch } from '../../src/sip/base/ids.js';
import type { IncomingRequest } from '../../src/sip/message/request.js';
import { answer, sip } from './sip-text.js';
import type { TestPhone } from './test-phone.js';

export class NotifyingServer {
  /** SUBSCRIBEs that were granted, oldest first. */
  readonly granted: IncomingRequest[] = [];
  #sequence = 1;

  /** `refuses` returns the status for a SUBSCRIBE that is rejected. */
  constructor(
    private readonly test: TestPhone,
    refuses: (request: IncomingRequest) => number | undefined = () => undefined,
  ) {
    test.behaviour['SUBSCRIBE'] = (request) => {
      const status = refuses(request);
      if (status !== undefined) return status;
      if (request.toTag === undefined && request.expires !== 0) this.granted.push(request);
      const extra = [`Expires: ${request.expires ?? 3600}`, 'Contact: <sip:notifier@far.invalid;transport=ws>'];
      return answer(request.toString(), 200, { toTag: 'n', extra });
    };
  }

  /** The subscription of this user to this package. */
  subscription(user: string, event: string): IncomingRequest {
    const found = this.granted.findLast(
      (request) => request.uri.user === user && request.headers.get('Event') === event,
    );
    if (!found) throw new Error(`nobody subscribed to ${event} of ${user}`);
    return found;
  }

  /** Sends a NOTIFY; another `tag` is another fork. */
  async notifies(
    subscribe: IncomingRequest,
    contentType: string,
    body: string,
    { state = 'active;expires=600', tag = 'n' }: { state?: string; tag?: string } = {},
  ): Promise<void> {
    await this.test.receives(
      sip(
        [
          'NOTIFY sip:alice@alice.invalid SIP/2.0',
          `Via: SIP/2.0/WSS far.invalid;branch=${newBranch()}`,
          'Max-Forwards: 70',
          `From: ${subscribe.headers.get('To')};tag=${tag}`,
          `To: ${subscribe.headers.get('From')}`,
          `Call-ID: ${subscribe.callId}`,
          `CSeq: ${this.#sequence++} NOTIFY`,
          'Contact: <sip:notifier@far.invalid;transport=ws>',
          `Event: ${subscribe.headers.get('Event')}`,
          `Subscription-State: ${state}`,
          `Content-Type: ${contentType}`,
        ],
        body,
      ),
    );
  }
}
