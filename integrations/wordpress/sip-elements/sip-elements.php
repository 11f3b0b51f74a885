<?php
/**
 * Plugin Name:       SIP Elements
 * Plugin URI:        https://github.com/sip-elements/sip-elements
 * Description:       A SIP phone, call buttons and links that call: block, shortcodes and marks. Credentials stay on the server.
 * Version:           0.1.0
 * Requires at least: 6.5
 * Requires PHP:      7.4
 * Author:            sip-elements contributors
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       sip-elements
 *
 * @package SipElements
 */

namespace SipElements;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const FILE    = __FILE__;
/** The option with the settings of the site, the user meta with the SIP user name, and the action of the nonce of the account. */
const OPTION    = 'sip_elements';
const USER_META = 'sip_elements_user';
const NONCE     = 'sip_elements_account';

require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/account.php';
require __DIR__ . '/includes/marks.php';
require __DIR__ . '/includes/loader.php';
require __DIR__ . '/includes/content.php';
require __DIR__ . '/includes/privacy.php';
