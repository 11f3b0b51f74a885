import { SERVERS } from '../support/servers.js';
import { testCalls } from './calls.js';

testCalls('pocket PBX', SERVERS['pocket PBX']!);
