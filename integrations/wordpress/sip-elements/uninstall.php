<?php
/**
 * Removes what the plug-in has stored.
 *
 * @package SipElements
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'sip_elements' );
delete_metadata( 'user', 0, 'sip_elements_user', '', true );
