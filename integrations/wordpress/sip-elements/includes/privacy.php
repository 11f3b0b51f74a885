<?php
/**
 * Personal data: the SIP user name of a user in exports and erasures (Tools), and a text for the privacy policy of the site.
 *
 * @package SipElements
 */

namespace SipElements;

defined( 'ABSPATH' ) || exit;

/**
 * The export of one user; there is one page of it.
 *
 * @param string $email Of the user.
 */
function exported( string $email ): array {
	$user = get_user_by( 'email', $email );
	$name = $user ? sip_user( $user->ID ) : '';
	$item = array(
		'group_id'    => OPTION,
		'group_label' => 'SIP Elements',
		'item_id'     => 'sip-user',
		'data'        => array(
			array(
				'name'  => __( 'SIP user name', 'sip-elements' ),
				'value' => $name,
			),
		),
	);
	return array(
		'data' => '' === $name ? array() : array( $item ),
		'done' => true,
	);
}

/**
 * Removes the SIP user name of one user, who has no phone then.
 *
 * @param string $email Of the user.
 */
function erased( string $email ): array {
	$user = get_user_by( 'email', $email );
	return array(
		'items_removed'  => $user && delete_user_meta( $user->ID, USER_META ),
		'items_retained' => false,
		'messages'       => array(),
		'done'           => true,
	);
}

foreach ( array( 'exporter' => 'exported', 'eraser' => 'erased' ) as $kind => $function ) {
	add_filter(
		'wp_privacy_personal_data_' . $kind . 's',
		function ( $all ) use ( $kind, $function ) {
			$all['sip-elements'] = array(
				$kind . '_friendly_name' => 'SIP Elements',
				'callback'               => __NAMESPACE__ . '\\' . $function,
			);
			return $all;
		}
	);
}

add_action(
	'admin_init',
	function () {
		wp_add_privacy_policy_content(
			'SIP Elements',
			wp_kses_post( '<p>' . __( 'The phone of a signed-in user connects to the telephone server of this site. It sends the server the SIP user name, the display name and the IP address of the user, the numbers that are called, messages, and the sound of calls; the parties that are called get the SIP user name and the display name. A visitor who presses a call button connects to the same server, and sends it the IP address, the number of the button and the sound of the call. Calls, messages and contacts of the phone are stored in the browser of the user.', 'sip-elements' ) . '</p>' )
		);
	}
);
