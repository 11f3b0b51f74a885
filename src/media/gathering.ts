/** When a description may leave: half trickle would wait for the end of gathering, this does not (RFC 8445 §5.1, RFC 8838 §3). */

import type { Clock, Timer } from '../sip/base/clock.js';

export interface GatheringPolicy {
  /** Whether STUN or TURN servers are asked, whose answers are worth a wait. */
  hasServers: boolean;
  /** The longest wait, ms. */
  timeout: number;
}

/** How long a first candidate that no IPv4-only peer can use waits for a better one, ms. */
const IPV4_GRACE = 20;

/**
 * Resolves when the local description of `connection`, which has just been set, has enough candidates to leave. Those
 * that come later go by trickle where the far side can, else their checks reach it as peer-reflexive ones (RFC 8445
 * §7.3.1.3). Never rejects.
 */
export function enoughCandidates(connection: RTCPeerConnection, policy: GatheringPolicy, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    let grace: Timer | undefined;
    const limit = clock.after(policy.timeout, done);
    const events = ['icecandidate', 'icegatheringstatechange'] as const;
    for (const event of events) connection.addEventListener(event, look);
    look();

    function done(): void {
      grace?.cancel();
      limit.cancel();
      for (const event of events) connection.removeEventListener(event, look);
      resolve();
    }
    // The description itself is read: after an ICE restart, events of the gathering before may still come.
    function look(): void {
      const candidates = candidatesIn(connection.localDescription?.sdp ?? '');
      if (candidates.length === 0) return;
      if (connection.iceGatheringState === 'complete') done();
      else if (candidates.some(policy.hasServers ? isFromServer : isUdpOverIPv4)) done();
      else if (!policy.hasServers) grace ??= clock.after(IPV4_GRACE, done);
    }
  });
}

interface Candidate {
  readonly protocol: string;
  readonly address: string;
  readonly type: string;
}

function candidatesIn(sdp: string): Candidate[] {
  const lines = sdp.matchAll(/^a=candidate:\S+ \d+ (\S+) \d+ (\S+) \d+ typ (\S+)/gm);
  return [...lines].map(([, protocol, address, type]) => ({ protocol: protocol!, address: address!, type: type! }));
}

function isFromServer({ type }: Candidate): boolean {
  return type === 'srflx' || type === 'relay';
}

/** An mDNS name counts: it stands for whatever the machine has. */
function isUdpOverIPv4({ protocol, address }: Candidate): boolean {
  return protocol.toLowerCase() === 'udp' && !address.includes(':');
}
