import { SERVERS } from '../support/servers.js';
import { testCalls } from './calls.js';

testCalls('Kamailio with rtpengine', SERVERS['Kamailio with rtpengine']!);
