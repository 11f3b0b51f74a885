<?php
/**
 * Removes what the plug-in has stored, in each site of a network.
 *
 * @package SipElements
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

$sip_elements_sites = is_multisite() ? get_sites(
	array(
		'fields' => 'ids',
		'number' => 0,
	)
) : array();

delete_option( 'sip_elements' );
foreach ( $sip_elements_sites as $sip_elements_site ) {
	switch_to_blog( $sip_elements_site );
	delete_option( 'sip_elements' );
	restore_current_blog();
}
delete_metadata( 'user', 0, 'sip_elements_user', '', true );
