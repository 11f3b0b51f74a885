#!/usr/bin/env node
/**
 * The command `sip-elements-pbx`: a pocket PBX on a port of its own.
 * Subjects: command line of the pocket PBX; warnings of the pocket PBX at its start.
 */

import { parseArgs } from 'node:util';
import { messageOf } from '../../../src/sip/base/errors.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import { isLoopback } from './flow/admission.js';
import type { Account } from './options.js';
import { createPocketPbx, type PocketPbx } from './pocket-pbx.js';
import { Ladder } from './trace/ladder.js';

const USAGE = `Usage: sip-elements-pbx [options]

A small SIP server over WebSocket, to try and test phones with. Not for the open network.

  --port <number>            port to listen on (default 8088; 0 takes any free one)
  --host <address>           address to listen on (default 127.0.0.1)
  --allow-host <name>        a host name that requests may be sent to, beside addresses and localhost; several times
  --allow-origin <origin>    an origin whose pages may connect, beside those on this machine; several times; * for each
  --account <user:password>  an account; may be given several times (default: alice, bob and carol)
  --realm <text>             realm of the digest challenges (default sip-elements)
  --trace                    draw the SIP ladder
  --help                     this text
`;

interface Command {
  port: number;
  host: string;
  realm: string | undefined;
  hosts: readonly string[];
  origins: readonly string[];
  trace: boolean;
  help: boolean;
  accounts: readonly Account[];
}

/** An invalid argument; only its message is printed. */
class UsageError extends Error {}

function readAccount(text: string): Account {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1)
    throw new UsageError('--account needs user:password, such as --account dave:secret');
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new UsageError(`--port needs a number from 0 to 65535, not "${text}"`);
  return port;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string', short: 'p', default: '8088' },
        host: { type: 'string', default: '127.0.0.1' },
        realm: { type: 'string' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        'allow-origin': { type: 'string', multiple: true, default: [] },
        account: { type: 'string', multiple: true, default: [] },
        trace: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function readCommand(args: string[]): Command {
  const { values } = parse(args);
  const { host, realm, trace, help } = values;
  const accounts = values.account.length > 0 ? values.account.map(readAccount) : DEMO_ACCOUNTS;
  const [hosts, origins] = [values['allow-host'], values['allow-origin']];
  return { port: readPort(values.port), host, hosts, origins, realm, trace, help, accounts };
}

function welcome(pbx: PocketPbx, url: string, accounts: readonly Account[]): string {
  const demo = accounts === DEMO_ACCOUNTS;
  const lines = accounts.map(({ username, password = '', extension }) => {
    // Passwords given on the command line are not printed; those of the demo are public.
    const secret = demo ? `password ${password}` : 'password as given';
    return `  ${username.padEnd(10)} ${(extension ?? '').padEnd(6)} ${secret}`;
  });
  const others = pbx.extensions.map(
    ({ name, number = '', description }) => `  ${name.padEnd(10)} ${number.padEnd(6)} ${description}`,
  );
  const [first] = accounts;
  return [
    `SIP over WebSocket at ${url}`,
    '',
    'Accounts:',
    ...lines,
    '',
    'Extensions:',
    ...others,
    '',
    `  <sip-phone server="${url}" uri="sip:${first?.username ?? 'alice'}@localhost"></sip-phone>`,
    '',
    'Ctrl+C stops it.',
    '',
  ].join('\n');
}

/** Returns the warning for an address that other machines can reach; undefined for a loopback address. */
function exposure(host: string, accounts: readonly Account[]): string | undefined {
  if (isLoopback(host)) return undefined;
  const any = host === '0.0.0.0' || host === '::';
  const reach = any
    ? 'Each machine that reaches one of the addresses of this one'
    : `Each machine that reaches ${host}`;
  const passwords =
    accounts === DEMO_ACCOUNTS
      ? 'The passwords of its accounts are public: they are in the documentation. '
      : 'SIP and passwords go over it without TLS. ';
  return `Warning: this server is reachable from outside. ${reach} can connect to it, register, and call. ${passwords}Listen on 127.0.0.1 to keep it to this machine.\n`;
}

async function run(args: string[]): Promise<void> {
  const command = readCommand(args);
  if (command.help) return void process.stdout.write(USAGE);
  const { accounts, realm, port, host, hosts, origins } = command;
  const pbx = createPocketPbx({ accounts, hosts, origins, ...(realm === undefined ? {} : { realm }) });
  if (command.trace) {
    const ladder = new Ladder();
    pbx.on('trace', (entry) => process.stdout.write(`${ladder.draw(entry).join('\n')}\n`));
  }
  const { url } = await pbx.listen({ port, host });
  const warning = exposure(host, accounts);
  if (warning) process.stderr.write(warning);
  process.stdout.write(welcome(pbx, url, accounts));
  // Media that is being set up would keep the process running for half a minute.
  const stop = (): void => void pbx.close().finally(() => process.exit());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`sip-elements-pbx: ${messageOf(error)}\n`);
  if (error instanceof UsageError) process.stderr.write('Try "sip-elements-pbx --help".\n');
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
