/**
 * Decides when a description has enough candidates to be sent, before the end of gathering (RFC 8445 §5.1, RFC 8838 §3).
 * Subjects: ICE gathering, when complete enough; wait for STUN and TURN candidates; IPv4 candidate, wait.
 */

import type { Clock, Timer } from '../sip/base/clock.js';

interface GatheringPolicy {
  /** Whether STUN or TURN servers are configured, whose candidates are waited for. */
  hasServers: boolean;
  /** The longest wait for more candidates than the first, ms. */
  timeout: number;
}

/**
 * How long to wait after the timeout for a first candidate, ms: no description without one can connect. With the policy `relay`
 * each comes from a TURN server, which is asked twice (RFC 8656 §7.2).
 */
const FIRST_CANDIDATE_WAIT = 5000;

/** How long to wait for an IPv4 UDP candidate after the first UDP candidate, ms; a TCP candidate alone reaches few servers. */
const IPV4_GRACE = 20;

/**
 * Resolves when the local description of `connection`, which has just been set, has enough candidates to be sent. Later
 * candidates are sent by trickle ICE where the remote party supports it; else their checks arrive as peer-reflexive
 * candidates (RFC 8445 §7.3.1.3). Never rejects.
 */
export function enoughCandidates(connection: RTCPeerConnection, policy: GatheringPolicy, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    let grace: Timer | undefined;
    let isLate = false;
    let limit = clock.after(policy.timeout, () => {
      isLate = true;
      limit = clock.after(FIRST_CANDIDATE_WAIT, done);
      look();
    });
    const events = ['icecandidate', 'icegatheringstatechange'] as const;
    for (const event of events) connection.addEventListener(event, look);
    look();

    function done(): void {
      grace?.cancel();
      limit.cancel();
      for (const event of events) connection.removeEventListener(event, look);
      resolve();
    }
    // Reads the description: after an ICE restart, events of the previous gathering may still arrive.
    function look(): void {
      const candidates = candidatesIn(connection.localDescription?.sdp ?? '');
      const isComplete = connection.iceGatheringState === 'complete';
      if (candidates.length === 0 && !(isLate && isComplete)) return;
      if (isComplete || isLate) done();
      else if (candidates.some(policy.hasServers ? isFromServer : isUdpOverIPv4)) done();
      else if (!policy.hasServers && candidates.some(isUdp)) grace ??= clock.after(IPV4_GRACE, done);
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

/** Whether a candidate may be IPv4 over UDP; true for an mDNS name, which may represent any address. */
function isUdpOverIPv4({ protocol, address }: Candidate): boolean {
  return isUdp({ protocol }) && !address.includes(':');
}

function isUdp({ protocol }: Pick<Candidate, 'protocol'>): boolean {
  return protocol.toLowerCase() === 'udp';
}
