/**
 * A conference at a focus of the server (RFC 4579): this phone calls the focus, and sends each other party there by REFER (§5.5). Only
 * a phone with the option `conferenceUri` loads this code.
 * Subjects: conference at a server; conferenceUri.
 */

import { PhoneError } from '../phone-error.js';
import type { Call } from './call.js';
import type { CallOwner } from './call-owner.js';

/** Moves the calls to the conference. Rejects with a `PhoneError`; a call that could not be moved is on hold then. */
export async function mergeAtServer(calls: readonly Call[], focus: string, owner: CallOwner): Promise<void> {
  const uri = owner.targetUri(focus);
  if (!uri) throw new PhoneError('not-found', { detail: 'The option conferenceUri is no number and no SIP URI.' });
  const isFocus = ({ state }: Call): boolean =>
    state.status === 'active' && (state.focus !== undefined || owner.targetUri(state.peer.uri)?.aor === uri.aor);
  const known = calls.find(isFocus);
  const parties = calls.filter((call) => call !== known);
  const talking = parties.find(({ state }) => state.status === 'active' && !state.hold.local);
  const own = known ?? owner.dial(focus);
  try {
    if (known) await known.swap();
    await own.answered;
  } catch (error) {
    await talking?.holding.set(false).catch(() => undefined);
    throw error;
  }
  // The focus of a factory has a URI of its own (§5.4).
  const given = own.state.status === 'active' ? own.state.focus : undefined;
  const target = (given === undefined ? undefined : owner.targetUri(given)) ?? uri;
  const moved = await Promise.allSettled(
    parties.map(async (call) => {
      try {
        await call.moveTo(target, focus);
      } catch (error) {
        await call.holding.set(true).catch(() => undefined);
        throw error;
      }
    }),
  );
  const refused = moved.find((result) => result.status === 'rejected');
  if (refused) throw refused.reason;
}
