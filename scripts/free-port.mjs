/**
 * A free TCP port, for a server that must be told its port before it starts, or that starts again at its port.
 * Subjects: free port of a test.
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give to connections (Linux from 32768, RFC 6335 §6 from 49152): none of them takes the port before the server does. */
const [FIRST, LAST] = [20_000, 30_000];
const ATTEMPTS = 50;

/** @param {string} host the address at which the port is free @returns {Promise<number>} */
export async function freePort(host = '127.0.0.1') {
  for (let attempt = 1; ; attempt += 1) {
    const port = randomInt(FIRST, LAST);
    const server = createServer();
    try {
      const listening = once(server, 'listening');
      server.listen(port, host);
      await listening;
      server.close();
      await once(server, 'close');
      return port;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}
