/**
 * Keeps a call when its connection breaks, and refreshes it over the next one (RFC 5626 §4.4, RFC 8445 §9).
 * Subjects: call after a lost connection; ICE restart after reconnection; wait for a new connection, limit; re-INVITE after
 * reconnection.
 */

import type { Timer } from '../base/clock.js';
import { SipError } from '../base/errors.js';
import { causes } from '../core/constants.js';
import { bye } from './bye.js';
import type { InviteUsage } from './invite-usage.js';
import type { Modifications } from './modify.js';
import type { ModifyOptions } from './options.js';
import { toSipError } from './session-errors.js';

/** Handles a broken flow. Pending transactions fail by themselves; a ringing call cannot be answered any more. */
export function flowLost(call: InviteUsage): void {
  const { phase } = call;
  switch (phase.kind) {
    case 'ringing':
      return phase.invite.flowLost();
    // No ACK can be received any more, so the BYE does not wait for it.
    case 'hanging-up':
      return phase.sendBye();
    case 'established':
      return phase.up.recovery.flowLost();
    default:
  }
}

/** Handles a new flow, registered if required. Never rejects. */
export async function flowRecovered(call: InviteUsage): Promise<void> {
  const { phase } = call;
  if (phase.kind === 'calling') phase.invite.flowRecovered();
  else if (phase.kind === 'established') await phase.up.recovery.flowRecovered();
}

/** The recovery of an established call. */
export class Recovery {
  /** The limit of the wait for a new connection. */
  #limit: Timer | undefined;
  /** Number of losses: a refresh over an earlier connection is not repeated. */
  #losses = 0;
  /** Whether an offer or answer may not have arrived: the parties may disagree about the ICE credentials. */
  #isOfferCut = false;
  /** The options of the refresh that is sent without an ICE restart: cut, it leaves the credentials of both parties as they were. */
  #refresh: ModifyOptions | undefined;

  constructor(
    private readonly call: InviteUsage,
    private readonly modifications: Modifications,
  ) {}

  /** Whether the call waits for a new connection. */
  get pending(): boolean {
    return this.#limit !== undefined;
  }

  flowLost(): void {
    const { call } = this;
    this.#losses++;
    const { negotiation, openOffer } = call.media;
    const isRefresh = openOffer !== undefined && openOffer === this.#refresh;
    this.#isOfferCut ||= (negotiation !== 'stable' && !isRefresh) || call.ack.pending;
    call.ack.hurry(false);
    this.modifications.unconfirmed.flowLost();
    if (this.#limit) return;
    this.#limit = call.lifetime.after(call.owner.settings.recoveryTimeout * 1000, () => {
      const error = new SipError('transport', 'The connection to the server was not restored');
      void bye(call, {}, { cause: causes.CONNECTION_ERROR, endedBy: 'system', error });
    });
    call.session.emit('flow', 'lost');
  }

  /** Sends the new contact in a re-INVITE, with an ICE restart unless the media continue. */
  async flowRecovered(): Promise<void> {
    const { call } = this;
    if (!this.#limit) return;
    this.#limit.cancel();
    this.#limit = undefined;
    call.ack.hurry(true);
    const losses = this.#losses;
    const isOutdated = (): boolean => losses !== this.#losses;
    try {
      const iceRestart = this.#isOfferCut || !(await this.#isReceiving());
      if (isOutdated()) return;
      const options: ModifyOptions = { iceRestart };
      this.#refresh = iceRestart ? undefined : options;
      await this.modifications.add({ options, isOutdated });
      if (isOutdated()) return;
      this.#isOfferCut = false;
      call.session.emit('flow', 'recovered');
    } catch (error) {
      const problem = toSipError(error);
      call.logger.warn(`the call could not be refreshed: ${problem.message}`);
      // Not emitted if the flow broke again or the call has ended.
      if (call.is('established') && !isOutdated()) call.session.emit('flow', 'recovered', problem);
    }
  }

  /** Whether the media of the remote party arrive, so that the path between the two parties works. */
  async #isReceiving(): Promise<boolean> {
    const { existingHandler } = this.call.media;
    try {
      return (await existingHandler?.isReceiving?.()) === true;
    } catch {
      return false;
    }
  }
}
