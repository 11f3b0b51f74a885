/**
 * A Vite plug-in that puts a pocket PBX behind `/sip` of the development and the preview server.
 * Subjects: pocket PBX in Vite; directory.json.
 */

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import { LoggerFactory } from '../../../src/sip/base/logger.js';
import { switchFaults } from './fault-switch.js';
import type { PbxOptions } from './options.js';
import { createPocketPbx, type PocketPbx } from './pocket-pbx.js';
import { Ladder } from './trace/ladder.js';
import type { TraceEntry } from './trace/trace.js';

export interface PocketPbxPluginOptions extends Omit<PbxOptions, 'trace'> {
  /** Path of the WebSocket. Default `/sip`; `directory.json`, `trace` and `faults` lie below it. */
  path?: string;
  /** Whether to draw the SIP ladder in the terminal. Default false. */
  trace?: boolean;
  /** Whether other machines that reach the server (`vite --host`) get the trace and may make faults. Default false. */
  remote?: boolean;
  /** Called with the PBX as soon as it serves, for a test or a demo that uses it. */
  ready?(pbx: PocketPbx): void;
}

/** The content of `<path>/directory.json`, for the demo page. */
export interface PbxDirectory {
  path: string;
  realm: string;
  /** The accounts; with their passwords only where they are the built-in demo ones. */
  accounts: { username: string; displayName?: string; extension?: string; password?: string }[];
  extensions: { name: string; number?: string; description: string }[];
}

/** The parts of Vite's servers and plug-ins that are used here: structural, so that any version since 5 fits. */
interface ViteServer {
  httpServer: unknown;
  middlewares: {
    use(path: string, handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => void): unknown;
  };
}

export interface PocketPbxPlugin {
  name: string;
  configureServer(server: ViteServer): void;
  configurePreviewServer(server: ViteServer): void;
}

/** The addresses of this machine (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3), also as IPv6 addresses of IPv4 (§2.5.5.2). */
const LOOPBACK = /^(?:::1$|(?:::ffff:)?127\.)/i;

/** Header fields that reverse proxies add: the standard one (RFC 7239), and those before it. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Whether a request comes from this machine and is not one that a reverse proxy here forwards (RFC 7239 §4). */
const isOfThisMachine = ({ socket, headers }: IncomingMessage): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? '') && !FORWARDED.some((name) => name in headers);

/** Default accounts: alice, bob and carol, with the passwords `alice-demo`, `bob-demo` and `carol-demo`. */
export function pocketPbx(options: PocketPbxPluginOptions = {}): PocketPbxPlugin {
  const { path = '/sip', trace = false, remote = false, ready, ...rest } = options;
  const serve = (server: ViteServer): void => {
    const http = server.httpServer as Server | null;
    // In middleware mode Vite has no server of its own: the embedding server attaches a PBX to its own.
    if (!http) return;
    const loggerFactory = rest.loggerFactory ?? new LoggerFactory();
    const pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS, ...rest, loggerFactory });
    pbx.attach(http, { path });
    if (trace) drawLadder(pbx);
    http.once('close', () => void pbx.close());
    server.middlewares.use(`${path}/directory.json`, (request, response) =>
      respondWithDirectory(pbx, request, response, directoryOf(pbx, path, rest.accounts === undefined)),
    );
    const serveOwn = (name: string, handle: (request: IncomingMessage, response: ServerResponse) => void): unknown =>
      server.middlewares.use(`${path}/${name}`, (request, response) => {
        if (isForeign(pbx, request) || (!remote && !isOfThisMachine(request))) response.writeHead(403).end();
        else handle(request, response);
      });
    serveOwn('trace', (_, response) => streamTrace(pbx, response));
    // A rejection: the page has closed the connection while it was sending.
    serveOwn('faults', (request, response) => {
      switchFaults(pbx.faults, request, response).catch(() => response.destroy());
    });
    ready?.(pbx);
  };
  return { name: 'sip-elements-pocket-pbx', configureServer: serve, configurePreviewServer: serve };
}

function drawLadder(pbx: PocketPbx): void {
  const ladder = new Ladder();
  pbx.on('trace', (entry) => console.log(ladder.draw(entry).join('\n')));
}

function directoryOf(pbx: PocketPbx, path: string, demo: boolean): PbxDirectory {
  const passwords = new Map(DEMO_ACCOUNTS.map(({ username, password }) => [username, password]));
  return {
    path,
    realm: pbx.realm,
    accounts: pbx.accounts.map(({ username, displayName, extension }) => {
      const password = demo ? passwords.get(username) : undefined;
      return {
        username,
        ...(displayName === undefined ? {} : { displayName }),
        ...(extension === undefined ? {} : { extension }),
        ...(password === undefined ? {} : { password }),
      };
    }),
    extensions: pbx.extensions.map(({ name, number, description }) => ({
      name,
      ...(number === undefined ? {} : { number }),
      description,
    })),
  };
}

/** A page of another origin, or of a name that resolves to this machine, must not read data for the developer. */
function isForeign(pbx: PocketPbx, request: IncomingMessage): boolean {
  if (pbx.refusalOf(request) !== undefined) return true;
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function respondWithDirectory(
  pbx: PocketPbx,
  request: IncomingMessage,
  response: ServerResponse,
  directory: PbxDirectory,
): void {
  if (isForeign(pbx, request)) return void response.writeHead(403).end();
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(directory));
}

/** The ladder as server-sent events, one JSON `TraceEntry` each, for a page that shows it live (HTML, §9.2). */
function streamTrace(pbx: PocketPbx, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(': open\n\n');
  const write = (entry: TraceEntry): void => void response.write(`data: ${JSON.stringify(entry)}\n\n`);
  pbx.on('trace', write);
  response.on('close', () => pbx.off('trace', write));
}
