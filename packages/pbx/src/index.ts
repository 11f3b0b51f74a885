/**
 * The pocket PBX for Node: a SIP server over WebSocket to try and test phones with. For development, not for the open network.
 * Subjects: exports of the pocket PBX.
 */

export { createPocketPbx, PocketPbx } from './pocket-pbx.js';
export type { Listening } from './pocket-pbx.js';
export type { Faults, PbxCore, PbxEvents } from './pbx-core.js';
export type { Account, ExpiresLimits, PbxOptions } from './options.js';
export type { ExtensionDefinition, ExtensionInfo } from './extension/definition.js';
export type { ExtensionCall as Call } from './extension/extension-call.js';
export type { ExtensionMedia } from './media/extension-media.js';
export type { MediaEnd, MediaOptions } from './media/media-end.js';
export { keySource, sequence, toneSource } from './media/tone.js';
export type { AudioSource, Tone } from './media/tone.js';
export { Ladder } from './trace/ladder.js';
export type { TraceEntry } from './trace/trace.js';
export { DEMO_ACCOUNTS } from './demo-accounts.js';
export { LoggerFactory } from '../../../src/sip/base/logger.js';
export { systemClock, type Clock, type Timer } from '../../../src/sip/base/clock.js';
export type { Mailbox, Mailboxes } from './notifier/mailboxes.js';
export { pocketPbx } from './vite-plugin.js';
export type { PbxDirectory, PocketPbxPluginOptions } from './vite-plugin.js';
