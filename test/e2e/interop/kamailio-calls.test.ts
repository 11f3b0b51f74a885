import { SERVERS } from '../support/servers.js';
import { testCalls } from './calls.js';

testCalls('Kamailio', SERVERS['Kamailio']!);
