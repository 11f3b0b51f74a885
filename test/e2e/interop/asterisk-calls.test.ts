import { SERVERS } from '../support/servers.js';
import { testCalls } from './calls.js';

testCalls('Asterisk 22', SERVERS['Asterisk 22']!);
