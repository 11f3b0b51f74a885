/**
 * A free TCP port, for a server that must be told its port before it starts.
 * Subjects: free port of a test.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';

/** @param {string} host the address at which the port is free @returns {Promise<number>} */
export async function freePort(host = '127.0.0.1') {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
