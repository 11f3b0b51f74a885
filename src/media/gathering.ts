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
 * Resolves when the local description of `connection` has enough candidates to leave. Call it before the description
 * is set that starts the gathering. Candidates that come later are not lost: their checks reach the far side as
 * peer-reflexive ones (RFC 8445 §7.3.1.3). Never rejects.
 */
export function enoughCandidates(connection: RTCPeerConnection, policy: GatheringPolicy, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    let grace: Timer | undefined;
    const limit = clock.after(policy.timeout, done);

    function done(): void {
      grace?.cancel();
      limit.cancel();
      connection.removeEventListener('icecandidate', onCandidate);
      connection.removeEventListener('icegatheringstatechange', onGathering);
      resolve();
    }
    function onGathering(): void {
      if (connection.iceGatheringState === 'complete') done();
    }
    function onCandidate({ candidate }: RTCPeerConnectionIceEvent): void {
      if (!candidate?.candidate) return;
      if (policy.hasServers) {
        if (candidate.type === 'srflx' || candidate.type === 'relay') done();
        return;
      }
      if (isUdpOverIPv4(candidate)) {
        done();
      } else grace ??= clock.after(IPV4_GRACE, done);
    }

    connection.addEventListener('icecandidate', onCandidate);
    connection.addEventListener('icegatheringstatechange', onGathering);
  });
}

/** An mDNS name counts: it stands for whatever the machine has. */
function isUdpOverIPv4({ protocol, address }: RTCIceCandidate): boolean {
  return protocol === 'udp' && !!address && !address.includes(':');
}
