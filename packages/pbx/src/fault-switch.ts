/**
 * The faults of a pocket PBX over HTTP: `GET` returns them, `POST` changes them. For demos.
 * Subjects: faults of the pocket PBX, set by a page.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from './pbx-core.js';

/** The body of a `POST`: absent members stay unchanged. `restart`: how long the PBX refuses connections, in ms. */
export interface FaultChange {
  delay?: number;
  loss?: number;
  restart?: number;
}

const LONGEST = { delay: 10_000, restart: 60_000 };
const MAX_BODY = 1000;

/** Answers an invalid change with 400, without an effect. */
export async function switchFaults(faults: Faults, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'POST') {
    const change = readChange(await bodyOf(request));
    if (!change) return void response.writeHead(400).end();
    if (change.delay !== undefined) faults.delay = change.delay;
    if (change.loss !== undefined) faults.loss = change.loss;
    if (change.restart !== undefined) faults.restart({ downFor: change.restart });
  } else if (request.method !== 'GET') return void response.writeHead(405, { Allow: 'GET, POST' }).end();
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ delay: faults.delay, loss: faults.loss }));
}

function readChange(text: string | undefined): FaultChange | undefined {
  let change: unknown;
  try {
    change = JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
  if (typeof change !== 'object' || change === null) return undefined;
  const { delay, loss, restart, ...rest } = change as Record<keyof FaultChange, unknown>;
  const good =
    isBetween(delay, LONGEST.delay) &&
    isBetween(loss, 1) &&
    isBetween(restart, LONGEST.restart) &&
    Object.keys(rest).length === 0;
  return good ? (change as FaultChange) : undefined;
}

function isBetween(value: unknown, most: number): boolean {
  return value === undefined || (typeof value === 'number' && value >= 0 && value <= most);
}

/** Undefined for a body that is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk);
    if (body.length > MAX_BODY) return undefined;
  }
  return body;
}
