/**
 * Checks whether a TURN server of the phone works (RFC 8656): it does if a candidate of type `relay` is gathered.
 * Subjects: TURN check; relay candidate test; 10 s limit of the TURN check.
 */

/** Timeout of the check, in ms. */
const CHECK_LIMIT = 10_000;

const isRelay = (url: string): boolean => /^turns?:/i.test(url);

/** Returns the TURN servers. */
export const relaysOf = (servers: readonly RTCIceServer[]): readonly RTCIceServer[] =>
  servers.filter(({ urls }) => [urls].flat().some(isRelay));

/** Resolves with whether one of the servers works; never rejects. */
export async function checkRelay(relays: readonly RTCIceServer[], signal: AbortSignal): Promise<boolean> {
  let connection: RTCPeerConnection | undefined;
  try {
    connection = new RTCPeerConnection({ iceServers: [...relays], iceTransportPolicy: 'relay' });
    const found = firstCandidate(connection, signal);
    connection.createDataChannel('');
    await connection.setLocalDescription();
    return await found;
  } catch {
    return false; // Such as an invalid URL.
  } finally {
    connection?.close();
  }
}

function firstCandidate(connection: RTCPeerConnection, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), CHECK_LIMIT);
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
