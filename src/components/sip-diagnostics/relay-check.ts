/** Whether a TURN server of the phone can be used (RFC 8656): one candidate of the kind `relay` is proof. */

/** How long is waited for a candidate, ms. */
const PATIENCE = 10_000;

const isRelay = (url: string): boolean => /^turns?:/i.test(url);

/** The servers that relay; the others do not matter to the check. */
export const relaysOf = (servers: readonly RTCIceServer[]): readonly RTCIceServer[] =>
  servers.filter(({ urls }) => [urls].flat().some(isRelay));

/** Resolves with whether one of them works; never rejects. */
export async function checkRelay(relays: readonly RTCIceServer[], signal: AbortSignal): Promise<boolean> {
  let connection: RTCPeerConnection | undefined;
  try {
    connection = new RTCPeerConnection({ iceServers: [...relays], iceTransportPolicy: 'relay' });
    const found = firstCandidate(connection, signal);
    connection.createDataChannel('');
    await connection.setLocalDescription();
    return await found;
  } catch {
    return false; // Such as an address that cannot be read.
  } finally {
    connection?.close();
  }
}

function firstCandidate(connection: RTCPeerConnection, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), PATIENCE);
    const done = (works: boolean): void => {
      clearTimeout(timer);
      resolve(works);
    };
    signal.addEventListener('abort', () => done(false), { once: true });
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate) done(false);
      else if (candidate.candidate) done(true);
    });
  });
}
